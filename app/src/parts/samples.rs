//! An item for tests: reviewed, worth one mark, a minute expected for it. A test sets what it is about.

use std::collections::BTreeMap;

use domain::ids::{AreaId, FamilyId, ItemId};
use domain::item::{Body, Item, ItemOption, ItemStatus};
use domain::marking::Marking;
use domain::question::Level;

/// An item about something.
pub(crate) fn item(body: Body) -> Item {
    Item {
        id: ItemId::new("i"),
        version: 1,
        digest: String::new(),
        status: ItemStatus::Reviewed,
        level: Level::Foundation,
        area: AreaId::new("a"),
        bloom: 1,
        clauses: Vec::new(),
        family: FamilyId::new("f"),
        scenario: None,
        pool: None,
        expected_facility: 70,
        ratings: BTreeMap::new(),
        seconds: 60,
        marking: Marking::default(),
        stem: "The stem?".to_owned(),
        additional: None,
        body,
        review: None,
    }
}

/// One of these options is right.
pub(crate) fn single(texts: &[&str], key: u8) -> Body {
    Body::Single { options: texts.iter().map(|text| option(text)).collect(), key }
}

/// An option, with `why` and its text as the reason.
pub(crate) fn option(text: &str) -> ItemOption {
    ItemOption { text: text.to_owned(), feedback: format!("why {text}"), misconception: None }
}
