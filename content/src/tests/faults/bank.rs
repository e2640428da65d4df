//! Faults in the question bank.

use std::collections::BTreeMap;

use super::super::read;
use super::super::tidy::{self, OVERVIEW, SUPPORT};
use super::{expect, plant};

const FOURTH: &str = "    - text: An answer 3\n      misconception: belief 3\n      feedback: Because of 3.\n";

#[test]
fn options_are_four_and_explained() {
    plant(OVERVIEW, FOURTH, "    - text: An answer 3¶\n      misconception: belief 3\n", "no explanation");
    plant(
        OVERVIEW,
        FOURTH,
        "    - text: An answer 3¶\n      misconception: m\n      feedback: ' '\n",
        "no explanation",
    );
    plant(OVERVIEW, FOURTH, "    - text: An answer 3¶\n      feedback: Because of 3.\n", "no misconception");
    plant(OVERVIEW, "text: An answer 3", "text: None of the above¶", "sweeps over the others");
    plant(OVERVIEW, "text: An answer 3", "text: ''¶", "the option is empty");
    let mut files = tidy::course();
    files.insert(OVERVIEW.to_owned(), files[OVERVIEW].replacen(FOURTH, "", 1));
    expect(&files, OVERVIEW, 14, "3 options instead of 4");
}

#[test]
fn there_is_exactly_one_key() {
    for (old, new, message) in [
        ("key: true", "misconception: none", "0 options are marked as the key"),
        ("misconception: belief 2", "key: true", "2 options are marked as the key"),
    ] {
        let mut files = tidy::course();
        let bank = files[OVERVIEW].replacen("status: reviewed", "status: draft", 1).replacen(old, new, 1);
        let spare = tidy::item("f-ov-09", "overview_series_relations", 3);
        files.insert(OVERVIEW.to_owned(), bank + &spare);
        expect(&files, OVERVIEW, 14, message);
    }
}

#[test]
fn ids_and_places_are_right() {
    plant(OVERVIEW, "- id: f-ov-01", "- id: ¶f-ov-00", "item f-ov-00 stands twice");
    plant(SUPPORT, "- id: f-su-00", "- id: ¶f-ov-00", "item f-ov-00 stands twice");
    plant(SUPPORT, "level: foundation", "level: ¶auditor", "the level is not that of the folder");
    let spare = tidy::item("f-su-09", "support", 3);
    for (area, message) in
        [("¶elsewhere", "unknown area elsewhere"), ("¶overview_series_relations", "the file support.yaml")]
    {
        let moved = spare.replace("area: support", &format!("area: {area}"));
        plant(SUPPORT, "- id: f-su-00", &(moved + "- id: f-su-00"), message);
    }
    let mut files = tidy::course();
    let cleared = |text: &str| text.replacen("clauses: ['7.1']", "clauses: []", 1);
    files.insert(OVERVIEW.to_owned(), cleared(&files[OVERVIEW]));
    files.insert(SUPPORT.to_owned(), cleared(&files[SUPPORT]));
    expect(&files, SUPPORT, 1, "the item names no clause");
}

#[test]
fn figures_of_an_item_are_within_bounds() {
    plant(OVERVIEW, "expected_facility: 0.70", "expected_facility: ¶0.04", "expected_facility 0.04 is outside");
    plant(OVERVIEW, "expected_facility: 0.70", "expected_facility: ¶1.0", "expected_facility 1 is outside");
    plant(OVERVIEW, "bloom: 2", "bloom: ¶5", "bloom 5 is outside");
    plant(OVERVIEW, "minutes: 1.5", "minutes: ¶0", "working time");
    plant(OVERVIEW, "version: 1", "version: ¶0", "versions count from 1");
    plant(OVERVIEW, "format: single_choice", "format: ¶essay", "essay");
    plant(OVERVIEW, "stem: What about f-ov-00?", "stem: ¶''", "the stem is empty");
    plant(OVERVIEW, "family: family-f-ov-00", "family: ¶' '", "the family is empty");
}

#[test]
fn a_reviewed_item_was_answered_blind_with_the_key() {
    let review = "  review: {by: reader, on: 2026-11-22, blind_answer: 1, verdict: agreed}\n";
    plant(
        OVERVIEW,
        review,
        "  review: ¶{by: reader, on: 2026-11-22, blind_answer: 2, verdict: no}\n",
        "blind answer 2 is not",
    );
    let mut files = tidy::course();
    files.insert(OVERVIEW.to_owned(), files[OVERVIEW].replacen(review, "", 1));
    expect(&files, OVERVIEW, 1, "`reviewed` without a review");
}

/// The tidy course with a bank of so many items in `support`; `key` and `long` give the key's place and the long option.
fn with_bank(items: usize, key: impl Fn(usize) -> usize, long: impl Fn(usize) -> usize) -> BTreeMap<String, String> {
    let mut files = tidy::course();
    let bank = (0..items).map(|n| tidy::item_with(&format!("f-su-{n:02}"), "support", key(n), long(n)));
    files.insert(SUPPORT.to_owned(), bank.collect());
    files
}

#[test]
fn keys_are_spread_over_a_file() {
    expect(&with_bank(9, |n| n % 3, |n| n % 4), SUPPORT, 1, "the key is option 4 in 0 of 9 single-choice items");
    let (_, report) = read(&with_bank(7, |_| 0, |n| n % 4));
    assert!(report.is_sound(), "seven items are too few to tell\n{report}");
    let (_, report) = read(&with_bank(9, |n| if n < 3 { 0 } else { n % 4 }, |n| n % 4));
    assert!(report.problems.len() == 1 && report.problems[0].message.contains("option 1 in 5 of 9"), "{report}");
}

#[test]
fn keys_are_spread_over_a_level() {
    // Each file keeps every place within 10 to 40 %; only the two together show the skew.
    let skewed = |n: usize| [9, 15, 21].iter().filter(|end| n >= **end).count();
    expect(&with_bank(29, skewed, |n| n % 4), "foundation/items", 1, "the key is option 1 in 10 of 32");
}

#[test]
fn keys_are_not_told_by_their_length() {
    let files = with_bank(40, |n| n % 4, |n| n % 4);
    expect(&files, "foundation/items", 1, "the key is the longest option in 43 of 43 single-choice items");
    let files = with_bank(40, |n| n % 4, |n| (n + 1) % 4);
    expect(&files, "foundation/items", 1, "the key is the longest option in 3 of 43 single-choice items");
    let (_, report) = read(&with_bank(40, |n| n % 4, |n| n / 4 % 4));
    assert!(report.is_sound(), "{report}");
}

#[test]
fn negative_stems_are_rare() {
    let mut files = tidy::course();
    let negative = files[OVERVIEW].replacen("What about", "What is NOT said of", 2);
    files.insert(OVERVIEW.to_owned(), negative);
    expect(&files, OVERVIEW, 27, "2 of 6 stems ask for what is NOT so");
    files.insert(OVERVIEW.to_owned(), tidy::course()[OVERVIEW].replacen("What about", "Why NOT", 1));
    assert!(read(&files).1.is_sound(), "one is allowed, and notation is no negation");
}
