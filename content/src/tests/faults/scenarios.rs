//! Faults in booklets, cases and supplements.

use super::super::read;
use super::super::rich::{self, BOOKLET, CASE, CASE_ITEMS, ITEMS};
use super::plant_rich as plant;

#[test]
fn front_matter_is_complete() {
    plant(BOOKLET, "title: One", "title: ¶' '", "the title is empty");
    plant(BOOKLET, "clauses: ['7.1']", "clauses: [¶'7.2']", "unknown clause 7.2");
    plant(BOOKLET, "difficulty: 0.60", "difficulty: ¶0.01", "difficulty 0.01 is outside");
    plant(BOOKLET, "family: policies\n", "", "the booklet has no family");
    plant(CASE, "minutes: 1.5", "family: ¶policies\nminutes: 1.5", "only a booklet has a family");
    plant(BOOKLET, "minutes: 6", "supplement: ¶p-sup-1\nminutes: 6", "only a case has a supplement");
    plant(CASE, "supplement: p-sup-1", "supplement: p-one-1", "unknown supplement p-one-1");
    plant(CASE, "minutes: 1.5", "mood: ¶good\nminutes: 1.5", "mood");
    plant(BOOKLET, "minutes: 6", "minutes: ¶0", "the reading time");
}

#[test]
fn names_and_areas_agree() {
    for (file, old, new, at, message) in [
        (BOOKLET, "area: p_area", "area: other", BOOKLET, "unknown area other"),
        (BOOKLET, "area: p_area", "area: other", ITEMS, "the area is p_area, that of the scenario other"),
        (BOOKLET, "id: p-one-1", "id: p-two-1", BOOKLET, "the id is p-two-1, the file p-one-1.md"),
        (BOOKLET, "id: p-one-1", "id: a-one-1", BOOKLET, "does not begin with the letter of the level"),
        (BOOKLET, "---\nid", "----\nid", BOOKLET, "no front matter"),
    ] {
        let mut files = rich::course();
        files.insert(file.to_owned(), files[file].replacen(old, new, 1));
        let (_, report) = read(&files);
        let found = report.problems.iter().any(|problem| problem.file == at && problem.message.contains(message));
        assert!(found, "{message}\n{report}");
    }
}

#[test]
fn booklets_have_their_length_and_marks() {
    plant(BOOKLET, &"word ".repeat(80), "", "words, not 500 to 1,200");
    plant(BOOKLET, "word word", &"word ".repeat(700), "words, not 500 to 1,200");
    plant(
        ITEMS,
        "  marks: 4\n  marking: {rule: per_part}\n  weights",
        "  marks: 3\n  weights",
        "sum to 19 marks, not 20",
    );
    plant(BOOKLET, "## The company", "![a drawing](figures/x.svg)¶", "a figure stands in a paper");
    let check = format!("¶{}", super::super::tidy::check("p-check"));
    plant(BOOKLET, "## The company\n", &check, "a check stands in a paper");
}

#[test]
fn cases_have_items_in_order() {
    plant(CASE_ITEMS, "status: reviewed", "status: retired", "the case has no items");
    plant(ITEMS, "- id: p-one-1-01", "- id: p-one-1-99", "p-one-1-99 stands before p-one-1-02");
}

/// What nobody has reviewed stops no server, however broken it is.
#[test]
fn work_in_progress_is_set_aside() {
    let mut files = rich::course();
    for (_, text) in files.iter_mut().filter(|(path, _)| path.starts_with("practitioner/items")) {
        *text = text.replace("status: reviewed", "status: draft");
    }
    files.insert(BOOKLET.to_owned(), files[BOOKLET].replace("difficulty: 0.60", "difficulty: 6"));
    let (library, report) = read(&files);
    assert!(report.is_sound() && report.unfinished.len() == 1, "{report}");
    assert!(report.to_string().contains("nothing is stopped by these"), "{report}");
    assert_eq!(report.to_json()["unfinished"][0]["file"], BOOKLET);
    assert!(library.drawers.keys().all(|scheme| scheme.as_str() == "practice"));
}
