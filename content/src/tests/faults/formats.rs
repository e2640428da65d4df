//! Faults in items of each format.

use super::super::read;
use super::super::rich::{self, CASE_ITEMS, ITEMS, POOL};
use super::plant_rich as plant;

#[test]
fn the_rich_course_has_no_problem() {
    let (library, report) = read(&rich::course());
    assert!(report.is_sound() && report.unfinished.is_empty(), "{report}");
    assert_eq!((library.scenarios.len(), library.papers.len(), report.summary.reviewed), (3, 1, 17));
}

#[test]
fn formats_have_their_own_fields() {
    plant(ITEMS, "  shown: [3, 1, 4, 2]\n", "", "the format needs `shown`");
    plant(ITEMS, "  stem: What comes first?", "  reuse: ¶true\n  stem: What comes first?", "`reuse` does not belong");
    plant(ITEMS, "  stem: What did", "  points: ¶[]\n  stem: What did", "`points` does not belong");
    plant(ITEMS, "    - Customer\n", "    - {text: ¶Customer}\n", "an option of a shared list has fields");
    plant(
        ITEMS,
        "    - text: The plan\n      key: true\n      feedback: It is.\n",
        "    - ¶The plan\n",
        "a text alone",
    );
}

#[test]
fn multiple_response_states_its_number() {
    plant(ITEMS, "Which TWO are", "¶Which are", "2 options are keys, and the stem does not say so");
    let fourth = "    - text: The audit\n      misconception: belief e\n      feedback: It is not.\n";
    plant(ITEMS, fourth, "", "4 options instead of 5");
    plant(ITEMS, "      misconception: belief e\n", "      key: true\n", "is not the key");
}

#[test]
fn matching_uses_each_option_as_the_stem_says() {
    plant(ITEMS, "What is each? No option is used twice.", "¶What is each?", "does not say how options may be used");
    plant(ITEMS, "    - text: Ada\n      key: 2", "    - text: Ada\n      key: ¶5", "there is no option 5");
    plant(ITEMS, "      key: 4", "      key: ¶0", "there is no option 0");
    plant(ITEMS, "      misconception: she is a customer\n", "", "one of the rows names no misconception");
    plant(ITEMS, "      feedback: She supplies.\n", "", "there is no explanation");
    plant(ITEMS, "    - text: Ada\n", "    - text: ¶' '\n", "the row is empty");
    plant(ITEMS, "    - Neighbour\n", "    - ¶customer\n", "the option stands twice");
    let row = "    - text: Ada\n      key: 2\n      misconception: she is a customer\n      feedback: She supplies.\n";
    plant(ITEMS, row, "", "2 rows instead of 3 to 5");
}

#[test]
fn options_serve_once_unless_they_may_be_reused() {
    plant(ITEMS, "  reuse: true\n", "", "option 2 is the key twice");
}

#[test]
fn sequences_are_shown_mixed() {
    plant(ITEMS, "shown: [3, 1, 4, 2]", "shown: ¶[3, 1, 4, 4]", "does not name each step once");
    plant(ITEMS, "shown: [3, 1, 4, 2]", "shown: ¶[3, 1, 2]", "does not name each step once");
    plant(ITEMS, "      feedback: Second.\n", "", "there is no explanation");
    plant(ITEMS, "    - text: Think\n", "    - text: ¶''\n", "the option is empty");
}

#[test]
fn assertions_hold_together() {
    plant(ITEMS, "explains: false", "explains: ¶true", "a false statement explains nothing");
    plant(ITEMS, "  misconception: belief in blame\n", "", "the item names no misconception");
    plant(ITEMS, "    feedback: Everybody was.\n", "", "there is no explanation");
}

#[test]
fn gaps_are_numbered() {
    plant(ITEMS, "The {1} comes before the {2}", "¶The {2} comes before the {1}", "not numbered from 1 in order");
    plant(ITEMS, ", and the {3} after", "", "not numbered from 1 in order");
    plant(ITEMS, "    - key: 1\n", "    - key: 1\n      text: ¶plan\n", "a gap has no text of its own");
    plant(ITEMS, "stem: Complete the note.", "stem: ¶Complete {1}.", "{1} is left in the text");
}

#[test]
fn findings_rest_on_evidence() {
    let line = "    - text: The mood\n      key: false\n      feedback: An impression.\n";
    plant(ITEMS, line, "", "3 lines of evidence instead of 4 to 6");
    let evidence = rich::course()[ITEMS].replace("      key: false\n", "      key: true\n");
    plant(ITEMS, &rich::course()[ITEMS], &evidence, "every line is a key");
    plant(ITEMS, "'7.10', '4.1'", "'7.10', ¶'4.2'", "unknown clause 4.2");
    plant(ITEMS, "'7.10', '4.1'", "'7.10'", "2 options instead of 3 to 4");
    plant(ITEMS, "weights: [4, 2, 2, 2]", "weights: ¶[4, 2, 0, 2]", "a part weighs nothing");
    plant(ITEMS, "grade: {key: minor, feedback: Isolated.}", "grade: ¶{key: minor}", "there is no explanation");
    plant(ITEMS, "    key: 2\n    feedback: It is there.", "    key: ¶4\n    feedback: It is there.", "no option 4");
}

#[test]
fn own_words_are_marked_by_points() {
    plant(ITEMS, "longest: 40", "longest: ¶20", "20 words are asked for, not 30 to 400");
    plant(ITEMS, "The tool was down.", "The tool was slow.", "the model answer does not make this point");
    plant(
        ITEMS,
        "      marks: 1\n      feedback: It was",
        "      marks: 2\n      feedback: It was",
        "sum to 3, the item",
    );
    plant(
        ITEMS,
        "[\"owner left\", \"owner gone\"]",
        "[\"owner left\", ¶\"the owner has left us now\"]",
        "6 words, not 1 to 5",
    );
    plant(ITEMS, "[\"owner left\", \"owner gone\"]", "[\"owner left\", ¶\"*\"]", "0 words, not 1 to 5");
    plant(ITEMS, "      feedback: He left in May.\n", "", "there is no explanation");
    let long = format!("answer: ¶{} The owner left. The tool was down.", "so ".repeat(40));
    plant(
        ITEMS,
        "answer: The owner left, and nobody took over. The tool was down.",
        &long,
        "47 words, 40 are asked for",
    );
}

#[test]
fn marks_are_whole_or_half() {
    plant(POOL, "  pool: extra\n", "  pool: extra\n  marks: ¶0.75\n", "worth 0.75 marks");
    plant(ITEMS, "deduct: 0.25", "deduct: ¶-0.25", "`deduct` is negative");
    plant(ITEMS, "floor: -1", "floor: ¶1", "`floor` is positive");
    plant(ITEMS, "reader-2: 0.60", "reader-2: ¶1.60", "rating 1.6 is outside 0 to 1");
}

#[test]
fn additional_information_stays_in_the_paper() {
    plant(ITEMS, "| May | 12 |", "| [May](clause:7.1) | 12 |", "a link leads out of the paper");
    plant(ITEMS, "| May | 12 |", "| <b>May</b> | 12 |", "raw HTML");
    plant(ITEMS, "| May | 12 |", "| May {1} | 12 |", "{1} is left in the text");
}

#[test]
fn items_stand_with_their_scenario_or_pool() {
    plant(CASE_ITEMS, "scenario: p-case-1", "scenario: ¶p-one-1", "the scenario is p-one-1, the file p-case-1.yaml");
    plant(POOL, "pool: extra", "pool: ¶ext", "the pool is ext, the file extra_mixed.yaml");
    plant(CASE_ITEMS, "scenario: p-case-1", "scenario: ¶p-sup-1", "p-sup-1 is a supplement");
    plant(CASE_ITEMS, "scenario: p-case-1", "scenario: ¶p-two-1", "unknown scenario p-two-1");
}

#[test]
fn blind_answers_have_the_shape_of_their_format() {
    for (old, new) in [
        ("[4, 1]", "[4, 2]"),
        ("[4, 1]", "4"),
        ("[2, 1, 4]", "[2, 4, 1]"),
        ("[2, 4, 1, 3]", "[3, 1, 4, 2]"),
        ("blind_answer: 3", "blind_answer: 1"),
        ("[1, 2, 2]", "[1, 2]"),
        ("grade: minor, clause: 2", "grade: major, clause: 2"),
        ("evidence: [3, 1]", "evidence: [3, 2]"),
        ("blind_answer: agreed", "blind_answer: ''"),
    ] {
        let files = rich::course();
        let text = files[ITEMS].replacen(old, new, 1);
        let line = text.lines().zip(files[ITEMS].lines()).position(|(new, old)| new != old).expect("planted");
        let (before, after) = text.split_at(text.lines().take(line).map(|line| line.len() + 1).sum());
        plant(
            ITEMS,
            &files[ITEMS].clone(),
            &format!("{before}{}", after.replacen("review: ", "review: ¶", 1)),
            "blind answer",
        );
    }
}

#[test]
fn assertion_reason_items_differ() {
    let mut files = rich::course();
    let start = files[ITEMS].find("- id: p-one-1-05").expect("there");
    let end = files[ITEMS].find("- id: p-one-1-06").expect("there");
    let item = files[ITEMS][start..end].to_owned();
    let pool = |n: u8| item.replace("p-one-1-05", &format!("p-x-1{n}")).replace("scenario: p-one-1", "pool: extra");
    let pool = |n: u8| pool(n).replace("one-assertion", &format!("family-{n}"));
    files.insert(POOL.to_owned(), files[POOL].clone() + "\n" + &pool(1) + &pool(2));
    super::expect(&files, POOL, 55, "all 3 assertion-reason items have the same answer");
    let varied =
        files[POOL].replacen("holds: false", "holds: true", 1).replacen("blind_answer: 3", "blind_answer: 2", 1);
    files.insert(POOL.to_owned(), varied);
    assert!(read(&files).1.is_sound());
}
