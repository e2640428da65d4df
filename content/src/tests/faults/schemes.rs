//! Faults in schemes and fixed papers.

use super::super::rich::{self, ITEMS, PAPER, POOL};
use super::super::tidy::{self, SCHEMES, SUPPORT};
use super::super::{read, rich::SCHEMES as RICH};
use super::{expect, plant, plant_rich};

const CREDITS: &str = "schemes/credits.yaml";
const AREAS: &str = "areas: {overview_series_relations: 1, support: 1}";

#[test]
fn schemes_add_up() {
    plant(SCHEMES, AREAS, "areas: ¶{overview_series_relations: 1}", "sums to 1 marks, the scheme has 2");
    plant(SCHEMES, AREAS, "areas: ¶{overview_series_relations: 1, other: 1}", "unknown area other");
    plant(SCHEMES, "pass: 1", "pass: ¶3", "the pass mark exceeds");
    plant(SCHEMES, "edition: '2018'", "edition: ¶'2020'", "unknown edition 2020");
    plant(SCHEMES, "    areas:", "    exposure_percent: ¶0\n    areas:", "exposure_percent 0 is outside");
    plant(SCHEMES, "    areas:", "    bloom_at_least: {2: 3}\n    areas: ¶", "bloom_at_least asks for 3 marks");
    let both = "    draw: ¶[{areas: [support], marks: 2}]\n    areas:";
    plant(SCHEMES, "    areas:", both, "written in two ways");
    let mut files = tidy::course();
    let credits = files[CREDITS].replace("ISO20K_P", "OTHER");
    files.insert(CREDITS.to_owned(), credits);
    expect(&files, CREDITS, 1, "module ISO20K_P has no value");
}

#[test]
fn credits_are_dated_and_known() {
    let second =
        "modules:\n  - {code: ISO20K_F, name: F, half_credits: 4, group: complementary, confidence: high, source: A}";
    let mut files = tidy::course();
    files.insert(CREDITS.to_owned(), files[CREDITS].replace("modules:", second));
    expect(&files, CREDITS, 1, "module ISO20K_F has two values on one day");
    plant(CREDITS, "pair: [ISO20K_F, ", "pair: [¶OTHER, ", "a pair names OTHER, which is no module");
    let odd = "modules:\n  - {code: ¶ISO-A, name: A, group: earlier, source: A}";
    plant(CREDITS, "modules:", odd, "ISO-A is no code of a certificate");
    plant(
        CREDITS,
        "{code: ISO20K_A, name: A,",
        "{code: ISO20K_A, valid_from: ¶2020-13-01, name: A,",
        "2020-13-01 is no day",
    );
    plant(
        CREDITS,
        "{code: ISO20K_A, name: A,",
        "{code: ¶ISO20K_A, valid_from: 2020-02-01, valid_until: 2020-01-01, name: A,",
        "the value of ISO20K_A ends before it begins",
    );
    plant(
        CREDITS,
        "code: ISO20K_A, name: A, half_credits: 2, group: complementary, confidence: high,",
        "code: ¶ISO20K_A, name: A, half_credits: 2, group: complementary,",
        "ISO20K_A has a value, and nothing says how sure it is",
    );
}

#[test]
fn sections_say_how_they_are_filled() {
    plant_rich(RICH, "{id: two", "{id: ¶one", "section one stands twice");
    plant_rich(RICH, "[short_text], draw", "[¶essay], draw", "unknown format essay");
    plant_rich(RICH, "minimum_percent: 50", "minimum_percent: ¶101", "the minimum exceeds");
    plant_rich(RICH, "minutes: 2, formats", "formats", "some sections have a time of their own");
    plant_rich(RICH, "[single_choice], marks: 1}", "[single_choice]}", "says not how it is filled");
}

#[test]
fn blueprints_are_fed_as_often_as_they_promise() {
    let areas_at = 19;
    let promise = |papers: u16| {
        let mut files = tidy::course();
        let schemes =
            files[SCHEMES].replace("    notes:", &format!("    papers_without_overlap: {papers}\n    notes:"));
        files.insert(SCHEMES.to_owned(), schemes);
        files
    };
    assert!(read(&promise(3)).1.is_sound());
    let message = "support: 2 marks of reviewed items of different families; practice needs 3 for 3 papers";
    for (old, new) in [("family: family-f-su-01", "family: family-f-su-00"), ("status: reviewed", "status: draft")] {
        let mut files = promise(3);
        files.insert(SUPPORT.to_owned(), files[SUPPORT].replacen(old, new, 1));
        expect(&files, SCHEMES, areas_at, message);
    }
    // Without a promise one paper is enough, and nothing is asked for while items wait for their review.
    let retired = |status: &str| {
        let mut files = tidy::course();
        files.insert(SUPPORT.to_owned(), files[SUPPORT].replace("status: reviewed", &format!("status: {status}")));
        files
    };
    assert!(read(&retired("draft")).1.is_sound());
    expect(&retired("retired"), SCHEMES, areas_at, "support: 0 marks of reviewed items");
}

#[test]
fn what_no_choice_of_items_can_hold_is_named() {
    let files = &mut rich::course();
    files.insert(RICH.to_owned(), files[RICH].replace("scenarios: 2", "scenarios: 1"));
    expect(files, RICH, 19, "no paper of booklets can be drawn: no choice of items holds all constraints");
}

#[test]
fn pools_are_drawn_from() {
    let mut files = rich::course();
    files.insert(ITEMS.to_owned(), files[ITEMS].replacen("  stem:", "  pool: other\n  stem:", 1));
    let (_, report) = read(&files);
    let found = report.problems.iter().any(|problem| {
        problem.file == ITEMS && problem.line == 1 && problem.message == "no scheme draws from the pool other"
    });
    assert!(found, "{report}");
}

#[test]
fn fixed_papers_keep_to_their_scheme() {
    plant_rich(PAPER, "id: p-fixed", "id: ¶p-other", "the id is p-other, the file p-fixed.yaml");
    plant_rich(PAPER, "scheme: parts", "scheme: ¶practice", "unknown scheme practice");
    plant_rich(PAPER, "id: p-fixed", "id: ¶p-fixed\nitems: [p-x-01]", "has not the sections of its scheme");
    plant_rich(PAPER, "  two: [p-x-02]\n", "", "has not the sections of its scheme");
    plant_rich(PAPER, "[p-x-02]", "[p-x-02, ¶p-x-02]", "item p-x-02 stands twice");
    plant_rich(PAPER, "[p-x-02]", "[p-x-02, ¶f-su-01]", "unknown item f-su-01");
    plant_rich(POOL, "x-text", "family-p-x-01", "p-x-02 is of a family");
    plant_rich(PAPER, "one: [p-x-01]", "one: []", "the items of one sum to 0 marks, the scheme has 1");
}
