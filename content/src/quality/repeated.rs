//! Sentences that explanations repeat.

use std::collections::BTreeMap;

use super::{Placed, explanations, sentences, words};
use crate::report::Report;

/// Shorter sentences ("That is a service request.") are alike by nature.
const LONG: usize = 8;
/// A second item may need the same words; from the third on a candidate skips them.
const MOST: usize = 2;

/// Names the first item in which a long sentence stands once too often.
pub(super) fn check(items: &[Placed<'_>], report: &mut Report) {
    let mut users = BTreeMap::<String, Vec<usize>>::new();
    for (n, (item, _)) in items.iter().enumerate() {
        for sentence in explanations(&item.body).into_iter().flat_map(sentences) {
            let words = words(sentence).collect::<Vec<_>>();
            let found = if words.len() < LONG { continue } else { users.entry(words.join(" ")).or_default() };
            if found.last() != Some(&n) {
                found.push(n);
            }
        }
    }
    for (sentence, users) in users.into_iter().filter(|(_, users)| users.len() > MOST) {
        let ids = users.iter().map(|n| items[*n].0.id.as_str()).collect::<Vec<_>>().join(", ");
        let message = format!("the explanations of {ids} repeat \"{sentence}\"");
        report.add(items[users[MOST]].1.at(), message, "explain each from its own case, in words of its own");
    }
}
