use crate::fault::FileFault;
use crate::intake::{Import, Limits};
use crate::item::NeutralBody;
use crate::plan::plan;
use crate::table::{COLUMNS, Row, Table, read, template};
use crate::text::Text;

fn table(headers: &[&str], rows: &[&[&str]]) -> Table {
    let own = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let rows = rows.iter().zip(2..).map(|(cells, number)| Row { number, cells: own(cells) });
    Table { headers: own(headers), rows: rows.collect() }
}

fn import(headers: &[&str], rows: &[&[&str]]) -> Import {
    read("file", &table(headers, rows), &Limits::default()).unwrap()
}

#[test]
fn the_template_is_read_and_all_of_it_can_be_taken() {
    let template = template();
    let import = read("template", &template, &Limits::default()).unwrap();
    assert!(import.refused.is_empty() && import.notes.is_empty(), "{import:?}");
    let planned = plan(&import);
    assert_eq!((planned.taken.len(), planned.misfits.len()), (4, 0));
    assert!(COLUMNS.iter().all(|(heading, _)| template.headers.iter().any(|there| there == heading)));
}

#[test]
fn other_headings_are_understood_and_unknown_ones_told() {
    let import = import(
        &["No.", "Stem", "A", "Answer B", "choice c", "Key", "Rationale", "Difficulty"],
        &[&["1", "Which?", "one", "two", "three", "b", "Because.", "hard"]],
    );
    assert_eq!(import.notes, ["The column “No.” was not used.", "The column “Difficulty” was not used."]);
    let item = &import.entries[0].item;
    let NeutralBody::Choice { multiple: false, options } = &item.body else { panic!("a choice") };
    let weights = options.iter().map(|option| option.weight.as_percent()).collect::<Vec<_>>();
    assert_eq!(weights, [0.0, 100.0, 0.0]);
    assert_eq!(item.feedback.as_ref().map(Text::source), Some("Because."));
}

#[test]
fn the_kind_follows_from_what_a_row_holds() {
    let headers = ["Question", "Option 1", "Option 2", "Option 3", "Correct", "Type"];
    let rows: [&[&str]; 7] = [
        &["one", "a", "b", "c", "2", ""],
        &["several", "a", "b", "c", "A, C", ""],
        &["by words", "a", "b", "c", "b", ""],
        &["truth", "", "", "", "False", ""],
        &["pairs", "x -> y", " -> z", "", "", ""],
        &["Put {1} on {2}", "milk", "fire", "", "1; 2", "completion"],
        &["typed", "a", "b", "", "", "short"],
    ];
    let import = import(&headers, &rows);
    assert!(import.refused.is_empty(), "{:?}", import.refused);
    let kinds = import.entries.iter().map(|entry| entry.item.body.kind()).collect::<Vec<_>>();
    let expected = [
        "Single choice",
        "Multiple choice",
        "Single choice",
        "True or false",
        "Matching",
        "Gaps in a text",
        "Short answer",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(import.entries[5].item.stem.source(), "Put [[1]] on [[2]]");
    assert_eq!(import.entries[6].place.to_string(), "row 8");
}

#[test]
fn what_cannot_be_read_says_why() {
    let headers = ["Question", "Option 1", "Option 2", "Correct", "Type", "Weights", "Markup"];
    let cases: [(&[&str], &str); 10] = [
        (&["", "a", "b", "1"], "text of the question is missing"),
        (&["Q", "a", "b", "3"], "“3” is none of the options"),
        (&["Q", "a", "b", "", "single"], "Nothing says which answer is right"),
        (&["Q", "a", "", "1", "single"], "fewer than two options"),
        (&["Q", "a", "b", "1", "riddle"], "kind “riddle”"),
        (&["Q"], "does not say its kind"),
        (&["Q", "a", "b", "", "multiple", "33; 67"], "“33” is no share"),
        (&["Q", "a", "b", "", "matching"], "“a” is no pair"),
        (&["Q [[1]]", "a", "b", "1; 2", "gaps"], "1 gaps in the text and answers for 2"),
        (&["Q", "a", "b", "1", "", "", "latex"], "text as latex"),
    ];
    for (row, why) in cases {
        let import = import(&headers, &[row]);
        let refused = import.refused.first().map(|one| one.reason.to_string()).unwrap_or_default();
        assert!(refused.contains(why), "{row:?}: {refused}");
    }
}

#[test]
fn each_filled_cell_that_is_not_read_is_told() {
    let headers = [
        "Question",
        "Type",
        "Option 1",
        "Feedback 1",
        "Option 2",
        "Why 2",
        "Option 3",
        "Feedback 3",
        "Correct",
        "Weights",
        "Misconception 1",
    ];
    let cases: [(&[&str], &[&str]); 10] = [
        (&["Q", "single", "a", "f", "b", "f", "", "", "A", ""], &[]),
        (&["Q", "single", "a", "f", "b", "f", "", "stray", "A", ""], &["“Feedback 3”"]),
        (&["Q", "single", "a", "", "b", "", "", "", "A", "100; 0; 50"], &["weight 3"]),
        (&["Q", "short", "a", "", "b", "", "", "", "A", ""], &["“Correct”"]),
        (
            &["Q", "matching", "a -> b", "f", "c -> d", "f", "", "f", "1", "100"],
            &["“Feedback 3”", "“Correct”", "“Weights”"],
        ),
        (&["Q", "ordering", "a", "", "b", "f", "", "f", "", ""], &["“Feedback 3”"]),
        (&["Q", "true_false", "True", "f", "", "f", "", "f", "true", ""], &["“Option 1”", "“Feedback 3”"]),
        (&["Q", "single", "", "", "b", "", "c", "", "B", "", "m"], &["“Misconception 1”"]),
        (&["Q", "short", "a", "", "b", "", "", "", "", "", "m"], &["“Misconception 1”"]),
        (&["Q", "essay", "look", "", "more", "", "", "", "", ""], &["“Option 2”"]),
    ];
    for (row, expected) in cases {
        let import = import(&headers, &[row]);
        assert!(import.refused.is_empty(), "{row:?}: {:?}", import.refused);
        let told = import.entries[0].warnings.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(told.len(), expected.len(), "{row:?}: {told:?}");
        assert!(told.iter().zip(expected).all(|(told, what)| told.contains(what)), "{row:?}: {told:?}");
    }
}

#[test]
fn what_is_named_as_right_agrees_with_the_weights() {
    let headers = ["Question", "Option 1", "Option 2", "Option 3", "Correct", "Weights"];
    for (correct, weights) in [("A", "100; 50; 0"), ("A; B", "50; 50; -50"), ("B, A", "100; 50")] {
        assert_eq!(
            import(&headers, &[&["Q", "a", "b", "c", correct, weights]]).refused.len(),
            0,
            "{correct} {weights}"
        );
    }
    for (correct, weights) in [("B", "100; 0; 0"), ("A; C", "50; 50; 0"), ("A", "0; 0; 0")] {
        let import = import(&headers, &[&["Q", "a", "b", "c", correct, weights]]);
        assert!(import.refused[0].reason.to_string().contains("Take one of the two out"), "{correct} {weights}");
    }
}

#[test]
fn a_table_without_questions_is_none() {
    let fault = |headers: &[&str]| read("file", &table(headers, &[]), &Limits::default()).unwrap_err();
    assert_eq!(fault(&["Name", "Correct"]), FileFault::NoQuestionColumn);
    let twice = FileFault::TwoColumns { first: "Question".to_owned(), second: "Stem".to_owned() };
    assert_eq!(fault(&["Question", "Stem"]), twice);
    assert_eq!(fault(&["Question"]), FileFault::Empty);
}

#[test]
fn cells_without_a_heading_are_told() {
    let import = import(&["Question", "Correct"], &[&["Q", "true", "", "stray"]]);
    assert_eq!(import.notes, ["Row 2 has cells to the right of the last heading, which were not used."]);
}
