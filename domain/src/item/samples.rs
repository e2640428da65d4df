//! Items for tests: reviewed, worth one mark, each a family of its own. A test sets what it is about.

use std::collections::BTreeMap;

use super::{Body, Item, ItemOption, ItemStatus, Pick, Point, Slot, Statement};
use crate::ids::{AreaId, FamilyId, ItemId};
use crate::marking::Marking;
use crate::marks::Marks;
use crate::question::Level;

/// An item about something.
pub(crate) fn item(id: &str, body: Body) -> Item {
    Item {
        id: ItemId::new(id),
        version: 1,
        digest: String::new(),
        status: ItemStatus::Reviewed,
        level: Level::Foundation,
        area: AreaId::new("a"),
        bloom: 1,
        clauses: Vec::new(),
        family: FamilyId::new(id),
        scenario: None,
        pool: None,
        expected_facility: 70,
        ratings: BTreeMap::new(),
        seconds: 60,
        marking: Marking::default(),
        stem: String::new(),
        additional: None,
        body,
        review: None,
    }
}

/// One of four options.
pub(crate) fn one_of_four(key: u8) -> Body {
    Body::Single { options: options(4), key }
}

/// Some of so many options.
pub(crate) fn multiple(count: u8, keys: &[u8]) -> Body {
    Body::Multiple { options: options(count), keys: keys.to_vec() }
}

/// Rows with these keys from a list of so many options.
pub(crate) fn matching(count: u8, keys: &[u8], reuse: bool) -> Body {
    Body::Matching { options: texts(count), rows: slots(keys), reuse }
}

/// Steps as shown, each with its right place.
pub(crate) fn sequencing(places: &[u8]) -> Body {
    Body::Sequencing { steps: slots(places) }
}

/// Gaps with these keys in a passage, filled from a list of so many options.
pub(crate) fn completion(count: u8, keys: &[u8], reuse: bool) -> Body {
    let pieces = texts(keys.len() as u8 + 1);
    Body::Completion { pieces, options: texts(count), gaps: slots(keys), reuse }
}

/// Two statements.
pub(crate) fn assertion_reason(assertion: bool, reason: bool, explains: bool) -> Body {
    let (assertion, reason) = (statement(assertion), statement(reason));
    Body::AssertionReason { assertion, reason, explains, misconception: None }
}

/// A finding over some lines of evidence, with a grade, a clause out of four and a next step out of three.
pub(crate) fn finding(evidence: &[bool], [grade, clause, next]: [u8; 3], weights: [u8; 4]) -> Body {
    let pick = |count, key| Pick { options: texts(count), key, feedback: String::new() };
    Body::Finding {
        evidence: evidence.iter().map(|holds| statement(*holds)).collect(),
        grade: (grade, String::new()),
        clause: pick(4, clause),
        next: pick(3, next),
        weights,
    }
}

/// An answer in own words that makes these points: what each accepts, and its marks in hundredths.
pub(crate) fn own_words(answer: &str, points: &[(&[&str], i32)]) -> Body {
    let point = |(accept, marks): &(&[&str], i32)| Point {
        text: String::new(),
        accept: accept.iter().map(|words| (*words).to_owned()).collect(),
        marks: Marks(*marks),
        feedback: String::new(),
    };
    Body::Text { longest: 60, answer: answer.to_owned(), points: points.iter().map(point).collect() }
}

fn texts(count: u8) -> Vec<String> {
    (0..count).map(|n| n.to_string()).collect()
}

fn options(count: u8) -> Vec<ItemOption> {
    let option = |text| ItemOption { text, feedback: String::new(), misconception: None };
    texts(count).into_iter().map(option).collect()
}

fn slots(keys: &[u8]) -> Vec<Slot> {
    let slot = |key: &u8| Slot { text: String::new(), key: *key, feedback: String::new(), misconception: None };
    keys.iter().map(slot).collect()
}

fn statement(holds: bool) -> Statement {
    Statement { text: String::new(), holds, feedback: String::new() }
}
