//! Questions that trainers write.

use domain::ids::ItemId;
use domain::item::Item;
use domain::question::Level;

use crate::{Judged, Library, Neighbour, OwnKind, Written, WrittenLine, in_use, parse_item};

fn library() -> Library {
    Library::embedded().expect("the course is sound")
}

fn id() -> ItemId {
    ItemId::new("0198f000-0000-7000-8000-000000000001")
}

/// A question of the course as somebody could have typed it.
fn typed(item: &Item) -> Written {
    let clauses = item.clauses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Written {
        level: item.level.word().to_owned(),
        area: item.area.to_string(),
        bloom: item.bloom.to_string(),
        clauses,
        facility: item.expected_facility.to_string(),
        minutes: (f64::from(item.seconds) / 60.0).to_string(),
        ..Written::of_body(&item.stem, &item.body, item.marking)
    }
}

fn judge(library: &Library, written: &Written) -> Judged {
    library.judge(written, &id(), 1, &[])
}

/// All questions of the course could have been written in the form: nothing is lost on the way, and nothing speaks against them.
#[test]
fn each_question_of_the_course_could_have_been_typed() {
    let library = library();
    let mut kinds = std::collections::BTreeSet::new();
    for item in &library.items {
        let written = typed(item);
        kinds.insert(written.kind);
        let judged = library.judge_alone(&written, &id(), 1);
        assert!(judged.is_sound(), "{}: {:?}\n{}", item.id, judged.faults, judged.source);
        let read = judged.item.expect("it is an item");
        assert_eq!(format!("{:?}", read.body), format!("{:?}", item.body), "{}", item.id);
        assert_eq!((read.marking, &read.stem, read.level), (item.marking, &item.stem, item.level));
        assert_eq!((read.bloom, &read.clauses, &read.area), (item.bloom, &item.clauses, &item.area));
        let again = serde_json::from_str::<Written>(&serde_json::to_string(&written).expect("plain data"));
        assert_eq!(again.expect("it was written by us"), written);
    }
    assert_eq!(kinds.len(), OwnKind::ALL.len(), "the course has all kinds");
}

#[test]
fn what_papers_use_is_the_same_question() {
    let library = library();
    let item = library.items.iter().find(|item| item.scenario.is_none()).expect("there are questions");
    let judged = judge(&library, &typed(item));
    let used = parse_item(&in_use(&judged.source)).expect("it is an item");
    assert!(used.is_live() && !judged.item.as_ref().expect("it is an item").is_live());
    assert_eq!(used.digest, judged.digest());
}

/// What is said about an empty form, and about one in which everything is wrong, is said about fields, in words about fields.
#[test]
fn problems_are_told_in_the_words_of_the_form() {
    let library = library();
    let nonsense = "{1} all of the above \"quoted\"\n- : # & * \\ \u{1F600}";
    for kind in OwnKind::ALL {
        let empty = Written { kind, ..Written::default() };
        let text = || nonsense.to_owned();
        let line = WrittenLine {
            text: text(),
            key: "99".to_owned(),
            feedback: " ".to_owned(),
            misconception: String::new(),
            marks: "much".to_owned(),
            accept: text(),
        };
        let wild = Written {
            level: "auditor".to_owned(),
            area: "nowhere".to_owned(),
            bloom: "9".to_owned(),
            clauses: "clause 99.1, 8.6.1; x".to_owned(),
            facility: "300".to_owned(),
            minutes: "1e9".to_owned(),
            marks: "-3".to_owned(),
            deduct: "100".to_owned(),
            floor: "7".to_owned(),
            rule: "per_part".to_owned(),
            stem: text(),
            additional: "# [out](https://example.org)\n\n```check\nx\n```".to_owned(),
            lines: vec![line; 7],
            list: text(),
            passage: "{2} {1}".to_owned(),
            shown: "1 2 3".to_owned(),
            weights: "0 1 1 1".to_owned(),
            longest: "3".to_owned(),
            explains: true,
            ..empty.clone()
        };
        for written in [Written::fresh(kind), empty, wild] {
            let judged = judge(&library, &written);
            assert!(!judged.is_sound() && judged.faults.len() > 2, "{kind:?}: {:?}", judged.faults);
            for fault in &judged.faults {
                let told = format!("{} {}", fault.message, fault.fix);
                for jargon in
                    ["`", ".yaml", "README", "misconception:", "stem", "bloom", id().as_str(), "cannot be read"]
                {
                    assert!(!told.contains(jargon), "{kind:?} {}: {told}", fault.field);
                }
                assert!(!fault.field.is_empty(), "{told}");
            }
        }
    }
}

#[test]
fn a_preview_needs_no_key() {
    let library = library();
    let mut written = Written { stem: "Which one?".to_owned(), ..Written::fresh(OwnKind::SingleChoice) };
    written.lines[0].text = "This".to_owned();
    written.lines[1].text = "That".to_owned();
    let judged = judge(&library, &written);
    assert!(judged.item.is_none());
    assert_eq!(judged.shown.expect("there is enough to show").question().stem, "Which one?");
    assert_eq!(judged.asked, "which one");
}

#[test]
fn questions_that_are_too_much_alike_are_named() {
    let library = library();
    let item = library.items.iter().find(|item| item.scenario.is_none() && item.level == Level::Foundation);
    let item = item.expect("there are questions");
    let judged = judge(&library, &typed(item));
    let course = format!("question {} of the course (100 %)", item.id);
    assert!(judged.advice.iter().any(|one| one.message.contains(&course)), "{:?}", judged.advice);
    let own = Neighbour {
        id: ItemId::new("another"),
        name: "My first".to_owned(),
        level: Level::Foundation,
        family: "another".to_owned(),
        asked: judged.asked.clone(),
    };
    let told = |own: Neighbour| {
        let judged = library.judge(&typed(item), &id(), 1, &[own]);
        judged.advice.iter().any(|one| one.message.contains("your question “My first” (100 %)"))
    };
    assert!(told(own.clone()));
    assert!(!told(Neighbour { id: id(), ..own.clone() }), "no question is compared with itself");
    assert!(!told(Neighbour { level: Level::Auditor, ..own.clone() }));
    assert!(!told(Neighbour { family: id().to_string(), ..own }), "one family");
}
