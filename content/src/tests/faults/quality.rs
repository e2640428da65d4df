//! Texts that are correct and not good.

use std::collections::BTreeMap;

use super::super::check;
use super::super::rich::{self, ITEMS};
use super::super::tidy::{self, LESSON, OVERVIEW, SUPPORT};
use super::plant_rich;

/// File, line and message of the problems whose message holds some words.
fn found(files: &BTreeMap<String, String>, words: &str) -> Vec<(String, usize, String)> {
    let problems = check(files).problems.into_iter().filter(|problem| problem.message.contains(words));
    problems.map(|problem| (problem.file, problem.line, problem.message)).collect()
}

/// The tidy course with other stems for the items of the two files, three each.
fn asking(stems: [&str; 6]) -> BTreeMap<String, String> {
    let mut files = tidy::course();
    for (n, stem) in stems.into_iter().enumerate() {
        let (file, area) = if n < 3 { (OVERVIEW, "ov") } else { (SUPPORT, "su") };
        let old = format!("What about f-{area}-0{}?", n % 3);
        files.insert(file.to_owned(), files[file].replace(&old, stem));
    }
    files
}

const STEMS: [&str; 6] = [
    "A printer jams every morning and the desk writes nothing down. What is missing first?",
    "Who approves the policy of a provider that has just changed its owner?",
    "Which document says what a customer may ask for?",
    "How often does top management look at the results of the audits?",
    "A supplier delivers late for the third time. What does the contract owner do?",
    "Why does a plan for continuity need a test?",
];

#[test]
fn questions_are_not_asked_twice() {
    assert_eq!(found(&asking(STEMS), "much the same"), []);
    let mut stems = STEMS;
    stems[4] = "A printer jams each morning, and the desk writes nothing down. What is missing here first?";
    let files = asking(stems);
    let [(file, 25.., message)] = &found(&files, "much the same")[..] else { panic!("{}", check(&files)) };
    assert_eq!(file, SUPPORT);
    assert!(message.starts_with("f-su-01 asks much the same as f-ov-00 ("), "{message}");
    // Variants of one family are meant to be alike.
    let mut family = files.clone();
    family.insert(SUPPORT.to_owned(), files[SUPPORT].replace("family: family-f-su-01", "family: family-f-ov-00"));
    assert_eq!(found(&family, "much the same"), []);
    let mut retired = files.clone();
    retired.insert(OVERVIEW.to_owned(), files[OVERVIEW].replacen("status: reviewed", "status: retired", 1));
    assert_eq!(found(&retired, "much the same"), []);
}

#[test]
fn explanations_do_not_repeat_each_other() {
    let long = "Nobody can decide this without a record of what was seen.";
    let with = |count: usize, sentence: &str| {
        let mut files = tidy::course();
        let text = &files[OVERVIEW];
        let parts = text.split("feedback: Because of 1.").collect::<Vec<_>>();
        let text = parts.iter().enumerate().skip(1).fold(parts[0].to_owned(), |text, (n, part)| {
            text + if n <= count { "feedback: Yes. " } else { "feedback: No. " }
                + if n <= count { sentence } else { "" }
                + part
        });
        files.insert(OVERVIEW.to_owned(), text);
        found(&files, "repeat")
    };
    assert_eq!((with(2, long), with(3, "Short as this is, it stands.")), (vec![], vec![]));
    let [(file, line, message)] = &with(3, long)[..] else { panic!("one sentence is repeated") };
    assert!(file == OVERVIEW && *line > 40, "{file}:{line}");
    assert!(message.starts_with("the explanations of f-ov-00, f-ov-01, f-ov-02 repeat \"nobody can"), "{message}");
}

#[test]
fn texts_suit_their_readers() {
    assert_eq!(found(&tidy::course(), "reading index").len(), 2, "lessons of one endless sentence");
    let mut files = tidy::course();
    for file in [LESSON, "foundation/lessons/f-two.md"] {
        files.insert(file.to_owned(), files[file].replace("word word word word", "word word word. Word"));
    }
    assert_eq!(found(&files, "reading index"), []);
    let hard = "Organizational responsibilities notwithstanding, communication requirements necessitate documentation?";
    let files = asking([hard; 6]);
    assert_eq!(found(&files, "the stems have a reading index")[0].0, "foundation/items");
}

#[test]
fn explanations_name_the_clause_that_decides() {
    let message = "no explanation of f-ov-00 names a clause";
    assert_eq!(found(&tidy::course(), message), [(OVERVIEW.to_owned(), 1, message.to_owned())]);
    for said in ["Because 7.1 says so.", "Because (4.4) once said so.", "Because clause 8 says so."] {
        let mut files = tidy::course();
        files.insert(OVERVIEW.to_owned(), files[OVERVIEW].replacen("Because of 3.", said, 1));
        assert_eq!(found(&files, message), [], "{said}");
    }
    let mut files = tidy::course();
    files.insert(OVERVIEW.to_owned(), files[OVERVIEW].replacen("Because of 3.", "Because 9.9 is no clause.", 1));
    assert_eq!(found(&files, message).len(), 1);
    let beside = files[OVERVIEW].replacen("clauses: ['7.1']", "clauses: []", 1);
    files.insert(OVERVIEW.to_owned(), beside);
    assert_eq!(found(&files, message), [], "what stands beside the clauses names none");
}

/// Every wrong answer of a choice, and every row and gap, says who would give another one.
#[test]
fn each_distractor_names_its_misconception() {
    let text = &rich::course()[ITEMS];
    let lines = text.lines().filter(|line| line.trim_start().starts_with("misconception: ")).collect::<Vec<_>>();
    assert!(lines.len() > 5, "{lines:?}");
    let mut seen = std::collections::BTreeSet::new();
    for line in lines.into_iter().filter(|line| line.starts_with("      ") && seen.insert(*line)) {
        plant_rich(ITEMS, &format!("{line}\n"), "", "misconception");
    }
}
