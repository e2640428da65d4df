//! Puts what was found into order.

use std::cmp::Ordering;

use super::index::Index;
use super::query::Query;

/// How much more something counts that is called what was typed.
const NAMED: f32 = 3.0;
/// How much a clause of an older edition counts beside one that is taught.
const LEGACY: f32 = 0.5;

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub document: u32,
    /// How many of the words it has.
    pub words: u32,
    nearness: Nearness,
    /// How much it says about them.
    pub score: f32,
}

/// How near a clause is to the one that was asked for by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Itself,
    OfThatNumber,
    Below,
    None,
}

/// Everything that has one of the words, best first: what has all of them before what has some.
pub(super) fn rank(query: &Query, index: &Index) -> Vec<Ranked> {
    let mut found = vec![(0_u32, 0.0_f32); index.documents.len()];
    let mut best = vec![0.0_f32; index.documents.len()];
    for stems in &query.words {
        for (stem, factor) in stems {
            for posting in &index.stems[*stem as usize] {
                let best = &mut best[posting.document as usize];
                *best = best.max(posting.weight * factor);
            }
        }
        for ((words, score), best) in found.iter_mut().zip(&mut best) {
            *words += u32::from(*best > 0.0);
            *score += std::mem::take(best);
        }
    }
    let name = query.name();
    let ranked = (0_u32..).zip(found).filter(|(_, (words, _))| *words > 0).map(|(document, (words, score))| {
        let score = score * favour(document as usize, &name, index);
        Ranked { document, words, nearness: nearness(document as usize, query, index), score }
    });
    let mut ranked = ranked.collect::<Vec<_>>();
    ranked.sort_by(order);
    ranked
}

fn order(a: &Ranked, b: &Ranked) -> Ordering {
    let near = a.nearness.cmp(&b.nearness);
    let as_in_the_standard =
        || if a.nearness == Nearness::None { Ordering::Equal } else { a.document.cmp(&b.document) };
    let by_words = || b.words.cmp(&a.words).then(b.score.total_cmp(&a.score)).then(a.document.cmp(&b.document));
    near.then_with(as_in_the_standard).then_with(by_words)
}

fn favour(document: usize, name: &[u32], index: &Index) -> f32 {
    let named = if index.names[document].iter().any(|own| own == name) { NAMED } else { 1.0 };
    let legacy = index.documents[document].card.as_ref().is_some_and(|(_, taught)| !taught);
    if legacy { named * LEGACY } else { named }
}

fn nearness(document: usize, query: &Query, index: &Index) -> Nearness {
    let (Some(wanted), Some((own, taught))) = (&query.clause, &index.documents[document].card) else {
        return Nearness::None;
    };
    match (own == wanted, own.is_within(wanted), taught) {
        (true, _, true) => Nearness::Itself,
        (true, _, false) => Nearness::OfThatNumber,
        (_, true, true) => Nearness::Below,
        _ => Nearness::None,
    }
}
