//! A small practitioner level beside the tidy course: a booklet with an item of each format, a case with the paper that it
//! shares, a pool, and a fixed paper. No fault.

use std::collections::BTreeMap;

use super::tidy;

pub(super) const BOOKLET: &str = "practitioner/scenarios/p-one-1.md";
pub(super) const CASE: &str = "practitioner/scenarios/p-case-1.md";
pub(super) const ITEMS: &str = "practitioner/items/p-one-1.yaml";
pub(super) const CASE_ITEMS: &str = "practitioner/items/p-case-1.yaml";
pub(super) const POOL: &str = "practitioner/items/extra_mixed.yaml";
pub(super) const PAPER: &str = "practitioner/papers/p-fixed.yaml";
pub(super) const SCHEMES: &str = "schemes/rich.yaml";

/// The files of the course.
pub(super) fn course() -> BTreeMap<String, String> {
    let booklet = include_str!("rich/p-one-1.md").replace("WORDS", &"word ".repeat(550));
    let single = |id: &str| tidy::item(id, "p_area", 1).replace("level: foundation", "level: practitioner");
    let owned = |id: &str, owner: &str| single(id).replace("  stem:", &format!("  {owner}\n  stem:"));
    let text = include_str!("rich/p-one-1.yaml");
    let (_, text) = text.split_once("- id: p-one-1-08").expect("the last item asks for own words");
    let text = format!("- id: p-x-02{text}").replace("scenario: p-one-1", "pool: extra").replace("one-text", "x-text");
    let mut files = tidy::course();
    files.extend([
        ("practitioner/course.yaml".to_owned(), AREAS.to_owned()),
        (BOOKLET.to_owned(), booklet),
        (CASE.to_owned(), case("p-case-1", "case\nsupplement: p-sup-1")),
        ("practitioner/scenarios/p-sup-1.md".to_owned(), case("p-sup-1", "supplement")),
        (ITEMS.to_owned(), include_str!("rich/p-one-1.yaml").to_owned()),
        (CASE_ITEMS.to_owned(), owned("p-case-1-01", "scenario: p-case-1")),
        (POOL.to_owned(), owned("p-x-01", "pool: extra") + &text),
        (PAPER.to_owned(), FIXED.to_owned()),
        (SCHEMES.to_owned(), EXAMS.to_owned()),
    ]);
    files
}

fn case(id: &str, kind: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Case {id}\nkind: {kind}\narea: p_area\nclauses: ['7.1']\ndifficulty: 0.6\nminutes: 1.5\n\
         ---\nSomething happened at {id}.\n"
    )
}

const AREAS: &str = "\
level: practitioner
title: Practitioner
areas:
  - {id: p_area, title: An area, summary: What it is., lessons: []}
";

const FIXED: &str = "\
id: p-fixed
title: A fixed paper
scheme: parts
sections:
  two: [p-x-02]
  one: [p-x-01]
";

const EXAMS: &str = "\
checked_on: 2026-11-22
schemes:
  - id: booklets
    name: Booklets
    owner: Ourselves
    level: practitioner
    status: proposal
    confidence: medium
    source: Our own
    checked_on: 2026-11-22
    questions: 2
    marks: 21
    pass: 10
    minutes: 40
    book: open
    negative_marking: false
    types: [single_choice, finding]
    draw:
      - {areas: [p_area], marks: 21}
    scenarios: 2
    bloom_at_least: {3: 20, 4: 5}
  - id: parts
    name: Parts
    owner: Ourselves
    level: practitioner
    status: proposal
    confidence: medium
    source: Our own
    checked_on: 2026-11-22
    questions: 2
    marks: 3
    pass: 2
    minutes: 5
    book: closed
    negative_marking: false
    types: [single_choice, short_text]
    pool: extra
    exposure_percent: 50
    review: wrong_only
    sections:
      - {id: one, title: First, minimum_percent: 50, minutes: 2, formats: [single_choice], marks: 1}
      - {id: two, title: Second, minutes: 3, formats: [short_text], draw: [{areas: [p_area], marks: 2}]}
";
