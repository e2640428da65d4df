//! From what somebody typed to what is looked for.

use domain::clause::ClauseNumber;
use strsim::osa_distance;

use super::SearchCorrection;
use super::index::{Index, Word};
use super::words::{fold, is_common, letters, words};

/// Least length of a word that may hold a typing error.
const LEAST_WITH_TYPO: usize = 4;
/// Least length of a beginning that stands for longer words.
const LEAST_BEGINNING: usize = 2;
/// A word of at most so many letters that the course knows stands for itself alone: an abbreviation.
const SHORT: usize = 3;
/// How much a word counts that was only begun.
const BEGUN: f32 = 0.6;
/// So many words are told apart; more do not fit into a query.
const MOST: usize = 64;

/// What is looked for.
#[derive(Debug, Default)]
pub(super) struct Query {
    /// For each word, the stems that serve it and how much each counts.
    pub words: Vec<Vec<(u32, f32)>>,
    /// The clause that was asked for by its number.
    pub clause: Option<ClauseNumber>,
    /// Words that were read as others.
    pub corrections: Vec<SearchCorrection>,
    /// Words that nothing has.
    pub unknown: Vec<String>,
}

impl Query {
    /// Reads what was typed.
    pub fn read(text: &str, index: &Index) -> Self {
        let typed = words(text).map(|range| Typed::new(&text[range])).collect::<Vec<_>>();
        let clause = clause(&typed).filter(|number| index.has_card(number));
        let tells = |word: &Typed| !(is_common(&word.folded) || clause.is_some() && word.folded == CLAUSE);
        let all = !typed.iter().any(tells);
        let mut query = Self { clause: clause.clone(), ..Self::default() };
        let mut seen = Vec::<&str>::new();
        for (at, word) in typed.iter().enumerate() {
            if (all || tells(word)) && !seen.contains(&word.folded.as_str()) && seen.len() < MOST {
                seen.push(&word.folded);
                query.add(word, at + 1 == typed.len(), index);
            }
        }
        query
    }

    fn add(&mut self, word: &Typed, is_last: bool, index: &Index) {
        let mut stems = stems(&word.folded, is_last, index);
        if stems.is_empty()
            && let Some(nearest) = nearest(&word.folded, index)
        {
            let (typed, read_as) = (word.typed.clone(), nearest.text.to_string());
            self.corrections.push(SearchCorrection { typed, read_as });
            stems.push((nearest.stem, 1.0));
        }
        if stems.is_empty() {
            self.unknown.push(word.typed.clone());
        } else {
            self.words.push(stems);
        }
    }

    /// The best stem of each word: what the query calls the thing.
    pub fn name(&self) -> Vec<u32> {
        self.words.iter().filter_map(|stems| stems.first()).map(|(stem, _)| *stem).collect()
    }
}

const CLAUSE: &str = "clause";

struct Typed {
    typed: String,
    folded: String,
}

impl Typed {
    fn new(word: &str) -> Self {
        let mut folded = String::new();
        fold(word, &mut folded);
        Self { typed: word.to_owned(), folded }
    }
}

/// A clause number; one without a full stop only if it stands alone or behind the word.
fn clause(typed: &[Typed]) -> Option<ClauseNumber> {
    let mut before = "";
    for word in typed {
        let alone = typed.len() == 1 || before == CLAUSE;
        let number = ClauseNumber::parse(&word.folded).filter(|number| number.depth() > 1 || alone);
        if number.is_some() {
            return number;
        }
        before = &word.folded;
    }
    None
}

/// The stems that serve a word. Longer words serve one that was only begun: the last, or one that stands nowhere.
fn stems(folded: &str, is_last: bool, index: &Index) -> Vec<(u32, f32)> {
    let own = index.stem(folded);
    let mut stems = own.map(|stem| (stem, 1.0)).into_iter().collect::<Vec<_>>();
    let is_number = folded.starts_with(|c: char| c.is_ascii_digit());
    let begun = if is_number { format!("{folded}.") } else { folded.to_owned() };
    let stands_alone = own.is_some() && folded.len() <= SHORT;
    if is_number || ((is_last || own.is_none()) && !stands_alone && folded.len() >= LEAST_BEGINNING) {
        for word in index.beginning_with(&begun) {
            if !stems.iter().any(|(stem, _)| *stem == word.stem) {
                stems.push((word.stem, BEGUN));
            }
        }
    }
    stems
}

/// The most frequent word one typing error away: a letter too many, too few, wrong, or two in the wrong order.
fn nearest<'i>(folded: &str, index: &'i Index) -> Option<&'i Word> {
    let length = folded.chars().count();
    if length < LEAST_WITH_TYPO || folded.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let set = letters(folded);
    let most = if folded.is_ascii() { 1 } else { 4 };
    let alike = |word: &&Word| {
        (word.letters ^ set).count_ones() <= 2
            && word.text.len().abs_diff(folded.len()) <= most
            && osa_distance(&word.text, folded) == 1
    };
    index.words.iter().filter(alike).max_by_key(|word| index.stems[word.stem as usize].len())
}
