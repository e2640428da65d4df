use std::collections::BTreeMap;

use domain::clause::ClauseNumber;
use domain::ids::{AreaId, FamilyId, ItemId, ScenarioId};
use domain::item::{Body, Item, ItemOption, ItemStatus, Pick, Point, Slot, Statement};
use domain::marking::{Marking, Rule};
use domain::marks::Marks;
use domain::question::Level;

use super::import;
use crate::intake::{Format, Limits, read};
use crate::item::NeutralBody;
use crate::outgoing::neutral;
use crate::output::{Hindrance, Loss};
use crate::plan::plan;
use crate::{gift, moodle, table};

fn item(body: Body) -> Item {
    Item {
        id: ItemId::new("f-x-01"),
        version: 1,
        digest: String::new(),
        status: ItemStatus::Reviewed,
        level: Level::Foundation,
        area: AreaId::new("control"),
        bloom: 1,
        clauses: vec![ClauseNumber::parse("8.6.1").unwrap()],
        family: FamilyId::new("x"),
        scenario: None,
        pool: None,
        expected_facility: 70,
        ratings: BTreeMap::new(),
        seconds: 60,
        marking: Marking { rule: Rule::Net, ..Marking::default() },
        stem: "Is {1} = {2}?".to_owned(),
        additional: None,
        body,
        review: None,
    }
}

fn options(count: usize) -> Vec<ItemOption> {
    let option =
        |at: usize| ItemOption { text: format!("~option {at}"), feedback: format!("#why {at}"), misconception: None };
    (0..count).map(option).collect()
}

fn slots(keys: &[u8]) -> Vec<Slot> {
    let slot = |(at, key): (usize, &u8)| Slot {
        text: format!("row {at}"),
        key: *key,
        feedback: format!("why {at}"),
        misconception: None,
    };
    keys.iter().enumerate().map(slot).collect()
}

fn texts(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("entry {at}")).collect()
}

fn statement(text: &str, holds: bool) -> Statement {
    Statement { text: text.to_owned(), holds, feedback: "why".to_owned() }
}

/// Our own item, written by us and read by us, asks for the same and has the same key.
#[track_caller]
fn comes_back(format: Format, body: Body) {
    let item = item(body);
    let (neutral, _) = neutral(&item).expect("other systems can have it");
    let text = match format {
        Format::Gift => gift::write(&[neutral]).file,
        _ => moodle::write(&[neutral]).file,
    };
    let import = read("file", format, text.as_bytes(), &Limits::default()).unwrap();
    let plan = plan(&import);
    assert!(plan.refused.is_empty() && plan.misfits.is_empty(), "{:?} {:?}\n{text}", plan.refused, plan.misfits);
    let back = &plan.taken[0];
    assert_eq!(back.id.as_deref(), Some("f-x-01"));
    assert_eq!(back.tags, ["foundation", "clause 8.6.1"]);
    assert_eq!(back.category, ["Clausewise", "Foundation", "control"]);
    assert_eq!(back.stem, item.stem);
    assert_eq!(back.body.format(), item.body.format());
    if !matches!(item.body, Body::Sequencing { .. }) {
        assert_eq!((back.body.key(), back.body.form()), (item.body.key(), item.body.form()));
    }
}

#[test]
fn our_items_come_back_from_each_format_with_their_keys() {
    for format in [Format::Gift, Format::MoodleXml] {
        comes_back(format, Body::Single { options: options(4), key: 2 });
        comes_back(format, Body::Multiple { options: options(5), keys: vec![1, 3] });
        comes_back(format, Body::Matching { options: texts(3), rows: slots(&[0, 1]), reuse: false });
    }
    comes_back(Format::MoodleXml, Body::Sequencing { steps: slots(&[2, 0, 1]) });
    let pieces = vec!["A ".to_owned(), " and ".to_owned(), ".".to_owned()];
    let completion = Body::Completion { pieces, options: texts(3), gaps: slots(&[2, 0]), reuse: false };
    let completion = match completion {
        Body::Completion { pieces, options, mut gaps, reuse } => {
            gaps.iter_mut().for_each(|gap| gap.text.clear());
            Body::Completion { pieces, options, gaps, reuse }
        }
        other => other,
    };
    comes_back(Format::MoodleXml, completion);
}

#[test]
fn an_assertion_with_its_reason_becomes_a_choice_of_five() {
    let body = Body::AssertionReason {
        assertion: statement("It rains.", true),
        reason: statement("Clouds exist.", true),
        explains: false,
        misconception: None,
    };
    let (neutral, _) = neutral(&item(body)).unwrap();
    let NeutralBody::Choice { multiple: false, options } = &neutral.body else { panic!("a choice") };
    let right = options.iter().position(|option| option.weight.as_percent() == 100.0);
    assert_eq!((options.len(), right), (5, Some(1)));
    assert!(neutral.stem.words().ends_with("Assertion: It rains.\nReason: Clouds exist."));
}

#[test]
fn own_words_become_an_essay_with_its_points() {
    let point = Point {
        text: "says why".to_owned(),
        accept: vec!["why".to_owned()],
        marks: Marks::ONE,
        feedback: String::new(),
    };
    let body = Body::Text { longest: 60, answer: "Because.".to_owned(), points: vec![point] };
    let (neutral, losses) = neutral(&item(body)).unwrap();
    let NeutralBody::Essay { guidance: Some(guidance) } = &neutral.body else { panic!("an essay") };
    assert_eq!(guidance.words(), "Because.\n- says why (1)");
    assert!(matches!(losses[..], [Loss::Marking(_)]));
}

#[test]
fn what_others_cannot_know_is_told() {
    let pick = || Pick { options: texts(3), key: 0, feedback: String::new() };
    let finding = Body::Finding {
        evidence: vec![statement("x", true)],
        grade: (0, String::new()),
        clause: pick(),
        next: pick(),
        weights: [1; 4],
    };
    assert_eq!(neutral(&item(finding)).unwrap_err(), Hindrance::Ours { kind: "Audit finding" });
    let many = Body::Multiple { options: options(12), keys: (0..11).collect() };
    assert_eq!(neutral(&item(many)).unwrap_err(), Hindrance::Parts { parts: 11 });
    let mut one = item(Body::Multiple { options: options(3), keys: vec![0, 1] });
    one.marking = Marking { deduct: Marks(25), ..Marking::default() };
    one.scenario = Some(ScenarioId::new("p-1"));
    one.additional = Some("<table><tbody><tr><td>a</td></tr></tbody></table>".to_owned());
    let (neutral, losses) = neutral(&one).unwrap();
    assert!(losses.contains(&Loss::Scenario) && losses.len() == 3, "{losses:?}");
    assert!(neutral.stem.source().starts_with("<p>Is {1} = {2}?</p><table>"), "{}", neutral.stem.source());
    let text = gift::write(&[neutral]).file;
    assert_eq!(import(Format::Gift, &text).entries[0].item.stem.words(), "Is {1} = {2}?\na");
}

#[test]
fn how_parts_count_elsewhere_is_told_where_they_count_otherwise_here() {
    let told = |body: Body, rule: Rule, floor: Marks| {
        let mut one = item(body);
        one.marking = Marking { rule, floor, ..Marking::default() };
        let (_, losses) = neutral(&one).unwrap();
        losses.into_iter().filter(|loss| matches!(loss, Loss::Marking(_))).count()
    };
    let slots = |keys: &[u8]| slots(keys).into_iter().map(|slot| Slot { text: String::new(), ..slot }).collect();
    let bodies = [
        (Body::Multiple { options: options(5), keys: vec![1, 3] }, Rule::Net),
        (Body::Matching { options: texts(3), rows: slots(&[0, 1]), reuse: false }, Rule::PerPart),
        (Body::Sequencing { steps: slots(&[2, 0, 1]) }, Rule::PerPart),
        (Body::Completion { pieces: texts(3), options: texts(3), gaps: slots(&[2, 0]), reuse: false }, Rule::PerPart),
    ];
    for (body, same) in bodies {
        for rule in [Rule::AllOrNothing, Rule::PerPart, Rule::Net] {
            assert_eq!(told(body.clone(), rule, Marks(0)), usize::from(rule != same), "{body:?} {rule:?}");
        }
        assert_eq!(told(body, same, Marks(-100)), 1, "that less than nothing can be earned");
    }
    assert_eq!(told(Body::Single { options: options(4), key: 2 }, Rule::PerPart, Marks(0)), 0);
}

/// Misconceptions and the reasons of rows and steps come back with our own table; others have no place for them.
#[test]
fn reasons_and_misconceptions_come_back_with_our_own_table() {
    let believed = |place: usize| Some(format!("belief {place}"));
    let wrong = |count: usize, keys: &[usize]| {
        let named = |(place, option): (usize, ItemOption)| ItemOption {
            misconception: believed(place).filter(|_| !keys.contains(&place)),
            ..option
        };
        options(count).into_iter().enumerate().map(named).collect::<Vec<_>>()
    };
    let missed = |keys: &[u8]| {
        let named = |(place, slot)| Slot { misconception: believed(place), ..slot };
        slots(keys).into_iter().enumerate().map(named).collect::<Vec<_>>()
    };
    // A gap is told from another by its place.
    let gaps = missed(&[2, 0]).into_iter().map(|gap| Slot { text: String::new(), ..gap }).collect();
    let bodies = [
        Body::Single { options: wrong(4, &[2]), key: 2 },
        Body::Multiple { options: wrong(5, &[1, 3]), keys: vec![1, 3] },
        Body::Matching { options: ["b", "a", "c"].map(str::to_owned).into(), rows: missed(&[0, 1]), reuse: false },
        Body::Sequencing { steps: missed(&[2, 0, 1]) },
        Body::Completion { pieces: texts(3), options: texts(3), gaps, reuse: false },
    ];
    for body in bodies {
        let (written, _) = neutral(&item(body.clone())).unwrap();
        let table = table::write(std::slice::from_ref(&written));
        assert!(!told_of(&table.lost), "{:?}", table.lost);
        let back = table::read("file", &table.file, &Limits::default()).unwrap();
        assert!(back.entries[0].warnings.is_empty(), "{:?}", back.entries[0].warnings);
        assert_eq!(beliefs(&plan(&back).taken[0].body), beliefs(&body));
        let is_told = !written.row_feedback.is_empty();
        assert_eq!(told_of(&gift::write(std::slice::from_ref(&written)).lost), is_told);
        assert_eq!(told_of(&moodle::write(&[written]).lost), is_told);
    }
}

fn told_of(lost: &[(usize, Loss)]) -> bool {
    lost.iter().any(|(_, loss)| loss.to_string().contains("single rows or steps"))
}

/// What is said, and believed, by text of an option, row or step, or by the place of a gap.
fn beliefs(body: &Body) -> BTreeMap<String, (String, Option<String>)> {
    let of_slot = |(place, slot): (usize, &Slot)| {
        let name = if slot.text.is_empty() { place.to_string() } else { slot.text.clone() };
        (name, (slot.feedback.clone(), slot.misconception.clone()))
    };
    match body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => {
            let said = |option: &ItemOption| (option.feedback.clone(), option.misconception.clone());
            options.iter().map(|option| (option.text.clone(), said(option))).collect()
        }
        Body::Matching { rows: slots, .. }
        | Body::Sequencing { steps: slots }
        | Body::Completion { gaps: slots, .. } => slots.iter().enumerate().map(of_slot).collect(),
        _ => panic!("it has none"),
    }
}
