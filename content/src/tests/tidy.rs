//! A small course without a fault, to plant faults in.

use std::collections::BTreeMap;

pub(super) const OVERVIEW: &str = "foundation/items/overview_series_relations.yaml";
pub(super) const SUPPORT: &str = "foundation/items/support.yaml";
pub(super) const LESSON: &str = "foundation/lessons/f-one.md";
pub(super) const COURSE: &str = "foundation/course.yaml";
pub(super) const GLOSSARY: &str = "glossary/terms.yaml";
pub(super) const SCHEMES: &str = "schemes/exams.yaml";
pub(super) const FIGURE: &str = "foundation/figures/box.svg";

/// The files of the course.
pub(super) fn course() -> BTreeMap<String, String> {
    let files = [
        ("editions/2018.yaml", edition("2018", "taught", &["4", "4.1", "7", "7.1", "7.1.1", "7.10", "8"])),
        ("editions/2011.yaml", edition("2011", "legacy", &["4", "4.4"])),
        ("editions/2005.yaml", edition("2005", "legacy", &["3"])),
        ("editions/crosswalk.yaml", CROSSWALK.to_owned()),
        ("schemes/credits.yaml", CREDITS.to_owned()),
        (SCHEMES, EXAMS.to_owned()),
        (GLOSSARY, TERMS.to_owned()),
        (COURSE, AREAS.to_owned()),
        (LESSON, lesson("f-one", "overview_series_relations")),
        ("foundation/lessons/f-two.md", lesson("f-two", "support")),
        (FIGURE, SVG.to_owned()),
        (OVERVIEW, (0..3).map(|n| item(&format!("f-ov-0{n}"), "overview_series_relations", n)).collect()),
        (SUPPORT, (0..3).map(|n| item(&format!("f-su-0{n}"), "support", n)).collect()),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

/// A reviewed item whose key, the longest option, stands at a place counted from 0.
pub(super) fn item(id: &str, area: &str, key: usize) -> String {
    item_with(id, area, key, key)
}

/// A reviewed item whose key and longest option stand at places counted from 0.
pub(super) fn item_with(id: &str, area: &str, key: usize, long: usize) -> String {
    let options = (0..4).map(|n| option(n, key, long)).collect::<String>();
    format!(
        "- id: {id}\n  version: 1\n  status: reviewed\n  level: foundation\n  area: {area}\n  bloom: 2\n  \
         clauses: ['7.1']\n  format: single_choice\n  family: family-{id}\n  expected_facility: 0.70\n  \
         minutes: 1.5\n  stem: What about {id}?\n  \
         options:\n{options}  review: {{by: reader, on: 2026-11-22, blind_answer: {}, verdict: agreed}}\n",
        key + 1
    )
}

fn option(n: usize, key: usize, long: usize) -> String {
    let text = if n == long { "A longer answer" } else { "An answer" };
    let mark = if n == key { "key: true".to_owned() } else { format!("misconception: belief {n}") };
    format!("    - text: {text} {n}\n      {mark}\n      feedback: Because of {n}.\n")
}

fn edition(id: &str, status: &str, numbers: &[&str]) -> String {
    let clauses = numbers.iter().map(|number| format!("  - {{number: '{number}', title: Title of {number}}}\n"));
    let clauses = clauses.collect::<String>();
    format!("id: '{id}'\nname: Edition {id}\nstatus: {status}\nconfidence: high\nsource: A book\nclauses:\n{clauses}")
}

fn lesson(id: &str, area: &str) -> String {
    let words = "word ".repeat(600);
    let checks = (1..=2).map(|n| check(&format!("{id}-{n}"))).collect::<String>();
    format!(
        "---\nid: {id}\ntitle: \"Lesson {id}\"\narea: {area}\nclauses: ['7.1']\nminutes: 9\nobjective: You can do it.\n\
         why: It matters.\n---\n{words}\n\n{BODY}\n{checks}\nThe end.\n"
    )
}

/// A fenced check.
pub(super) fn check(id: &str) -> String {
    format!(
        "```check\nid: {id}\nstem: What about {id}?\noptions:\n  - text: This\n    key: true\n    feedback: Yes.\n  \
         - text: That\n    feedback: No.\n  - text: Neither\n    feedback: No.\n```\n\n"
    )
}

const BODY: &str = "\
## What & why

Clause [7.1](clause:7.1), once [4.4](clause:2011/4.4), speaks of [things](term:thing) in [the next lesson](lesson:f-two).

### Detail

![A box](figures/box.svg)

Figure: One box, with [7.1](clause:7.1).

> [!exam]
> Mind the box.

> A plain quote.

| kind | when |
|---|--:|
| one | always |

## What & why
";

const SVG: &str = "\
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\" role=\"img\">
  <!-- a box -->
  <defs><marker id=\"tip\"><path class=\"ink\" d=\"M0 0\"/></marker></defs>
  <rect class=\"line\" fill=\"none\" stroke=\"currentColor\" x=\"1\" y=\"1\" width=\"9\" height=\"9\" marker-end=\"url(#tip)\"/>
  <text class=\"ink\">One &amp; only</text>
</svg>
";

const AREAS: &str = "\
level: foundation
title: A course
areas:
  - id: overview_series_relations
    title: Overview
    summary: What it is.
    lessons: [f-one]
  - id: support
    title: Support
    summary: What it needs.
    lessons:
      - f-two
";

const TERMS: &str = "\
- id: thing
  term: thing
  short: T
  definition: What there is.
  clauses: ['7.1']
  see: [other]
- id: other
  term: Other
  definition: What there is besides.
  clauses: []
";

const EXAMS: &str = "\
checked_on: 2026-11-22
schemes:
  - id: practice
    name: Practice
    owner: Ourselves
    level: foundation
    status: proposal
    confidence: medium
    source: Our own
    checked_on: 2026-11-22
    edition: '2018'
    questions: 2
    marks: 2
    pass: 1
    minutes: 3
    book: not_read
    negative_marking: false
    types: [single_choice]
    areas: {overview_series_relations: 1, support: 1}
    notes: [Ours.]
";

const CROSSWALK: &str = "\
source: A comparison
confidence: medium
rows:
  - {from: '4.4', to: ['7.1.1'], kind: reworked, note: widened}
new_in_2018: ['4.1']
largely_new_in_2018: []
itil:
  - {clause: '7.1', v3: Old, v4: New}
";

const CREDITS: &str = "\
checked_on: 2026-11-22
rules:
  expert_total: {value: 44, confidence: high, source: A paper}
  before_capstone: {value: 34, confidence: high, source: A paper}
  complementary_cap: {value: 12, confidence: high, source: A paper}
  same_subject_once: {value: false, confidence: low, source: A paper}
  closed_year: {value: 2022, confidence: high, source: A paper}
modules:
  - {code: ISO20K_F, name: F, half_credits: 2, group: complementary, confidence: high, source: A paper}
  - {code: ISO20K_P, name: P, half_credits: 3, group: complementary, confidence: high, source: A paper}
  - {code: ISO20K_A, name: A, half_credits: 2, group: complementary, confidence: high, source: A paper}
allowed_pairs: []
excluded_pairs:
  - {pair: [ISO20K_F, ISO20K_A], confidence: low, source: A paper}
notices: [Closed.]
next_steps: [Ask.]
";
