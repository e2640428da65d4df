//! What becomes of items of each format, of scenarios and of fixed papers.

use std::collections::BTreeMap;

use domain::ids::{ItemId, PaperId, PoolId, ScenarioId, SchemeId};
use domain::item::{Body, Item};
use domain::layout::ReviewPolicy;
use domain::marking::{Marking, Rule};
use domain::marks::Marks;
use domain::question::Level;
use domain::response::{Finding, Response};

use super::rich::{self, BOOKLET, ITEMS};
use super::{read, tidy};
use crate::{BookletFamily, Library, ScenarioKind, SheetOf, blind_sheet, export, parse_item, parse_scenario};

fn library() -> Library {
    read(&rich::course()).0
}

fn item(library: &Library, n: u8) -> &Item {
    library.item(&ItemId::new(format!("p-one-1-0{n}"))).expect("the booklet has eight items")
}

#[test]
fn each_format_has_its_key() {
    let library = library();
    let slots = |keys: &[u8]| Response::Slots(keys.iter().copied().map(Some).collect());
    let (grade, clause, next) = (Some(1), Some(1), Some(0));
    let finding = Finding { evidence: vec![0, 2], grade, clause, next };
    let keys = [
        Response::Choice(1),
        Response::Choices(vec![0, 3]),
        slots(&[1, 0, 3]),
        slots(&[2, 0, 3, 1]),
        Response::Choice(2),
        slots(&[0, 1, 1]),
        Response::Finding(finding),
        Response::Text("The owner left, and nobody took over. The tool was down.".to_owned()),
    ];
    for (n, key) in (1..).zip(keys) {
        let item = item(&library, n);
        assert_eq!(item.body.key(), key, "{}", item.id);
        assert!(item.allows(&key), "{}", item.id);
        assert_eq!(domain::marking::mark(item, Some(&key)), item.marking.marks, "{}", item.id);
    }
}

#[test]
fn each_format_shows_what_it_should() {
    let library = library();
    let Body::Sequencing { steps } = &item(&library, 4).body else { panic!("the fourth is a sequence") };
    assert_eq!(steps.iter().map(|step| step.text.as_str()).collect::<Vec<_>>(), ["Do", "Ask", "Check", "Think"]);
    let Body::Completion { pieces, reuse: true, .. } = &item(&library, 6).body else { panic!("the sixth has gaps") };
    assert_eq!(pieces, &["The ", " comes before the ", ", and the ", " after."]);
    let Body::Finding { clause, weights, .. } = &item(&library, 7).body else { panic!("the seventh is a finding") };
    assert_eq!(clause.options, ["7.1 Title of 7.1", "7.10 Title of 7.10", "4.1 Title of 4.1"]);
    assert_eq!(weights, &[4, 2, 2, 2]);
    let first = item(&library, 1);
    let table = first.additional.as_deref().expect("it has a table");
    assert!(table.starts_with("<div class=\"table\"") && table.contains("<td>12</td>"), "{table}");
    assert_eq!(first.ratings, BTreeMap::from([("reader-1".to_owned(), 50), ("reader-2".to_owned(), 60)]));
    let net = Marking { marks: Marks(200), rule: Rule::Net, deduct: Marks(25), floor: Marks(-100) };
    assert_eq!((item(&library, 2).marking, first.marking), (net, Marking::default()));
}

#[test]
fn scenarios_are_found_and_read_again() {
    let library = library();
    for scenario in &library.scenarios {
        let source = library.scenario_source(&scenario.id).expect("each has a source");
        let again = parse_scenario(source).expect("the source is a scenario");
        assert_eq!((&again.id, again.level, &again.digest), (&scenario.id, scenario.level, &scenario.digest));
        assert_eq!(again.html, scenario.html);
    }
    let booklet = library.scenario(&ScenarioId::new("p-one-1")).expect("there");
    assert_eq!((booklet.kind, booklet.level, booklet.seconds), (ScenarioKind::Booklet, Level::Practitioner, 360));
    assert_eq!((booklet.family, booklet.difficulty), (Some(BookletFamily::Policies), 60));
    for wanted in ["<h2 id=\"p-one-1-the-company\">The company</h2>", "One &amp; only", "<th scope=\"col\">Who</th>"] {
        assert!(booklet.html.contains(wanted), "{wanted}");
    }
    let case = library.scenario(&ScenarioId::new("p-case-1")).expect("there");
    assert_eq!(case.supplement, Some(ScenarioId::new("p-sup-1")));
    let (source, digest) = (&rich::course()[BOOKLET], |text: &str| parse_scenario(text).expect("sound").digest);
    for (old, new) in [("title: One", "title: Two"), ("| Ada", "| Eve")] {
        assert_ne!(digest(source), digest(&source.replacen(old, new, 1)), "{old}");
    }
    assert_eq!(digest(source), digest(&source.replacen("difficulty: 0.60", "difficulty: 0.70", 1)));
    assert!(parse_scenario("no front matter").is_err() && parse_scenario(&source.replace("p-one", "x-one")).is_err());
}

#[test]
fn papers_and_schemes_are_found() {
    let library = library();
    let paper = library.paper(&PaperId::new("p-fixed")).expect("there");
    let ids = |ids: &[&str]| ids.iter().map(|id| ItemId::new(*id)).collect::<Vec<_>>();
    assert_eq!(paper.sections, [ids(&["p-x-01"]), ids(&["p-x-02"])], "in the order of the scheme");
    assert!(library.is_live(paper));
    let scheme = library.scheme(&SchemeId::new("parts")).expect("there");
    let blueprint = scheme.blueprint.as_ref().expect("it has one");
    let minutes = blueprint.sections.iter().map(|section| section.minutes).collect::<Vec<_>>();
    assert_eq!((scheme.review, blueprint.exposure_percent), (ReviewPolicy::WrongOnly, 50));
    assert_eq!((minutes, blueprint.sections[0].minimum_percent), (vec![Some(2), Some(3)], Some(50)));
    assert!(library.drawer(&scheme.id).is_some());
    let mut files = rich::course();
    files.insert(rich::POOL.to_owned(), files[rich::POOL].replacen("status: reviewed", "status: draft", 1));
    let (library, report) = read(&files);
    assert!(report.is_sound(), "what waits for its review is no problem\n{report}");
    assert!(!library.is_live(&library.papers[0]) && library.drawer(&SchemeId::new("parts")).is_none());
}

#[test]
fn the_digest_covers_every_format() {
    let library = library();
    let source = |n: u8| library.item_source(&item(&library, n).id).expect("each item has a source");
    let digest = |source: &str| parse_item(source).unwrap_or_else(|report| panic!("{report}")).digest;
    for (n, old, new) in [
        (1, "scenario: p-one-1", "scenario: p-two-1"),
        (1, "| May | 12 |", "| May | 13 |"),
        (2, "net, deduct: 0.25", "net, deduct: 0.5"),
        (2, "rule: net", "rule: per_part"),
        (2, "marks: 2", "marks: 3"),
        (3, "key: 4", "key: 3"),
        (3, "- Neighbour", "- Friend"),
        (4, "[3, 1, 4, 2]", "[3, 4, 1, 2]"),
        (5, "holds: false", "holds: true"),
        (6, "reuse: true", "reuse: false"),
        (6, "comes before", "precedes"),
        (7, "[4, 2, 2, 2]", "[2, 2, 2, 2]"),
        (7, "'4.1'", "'4'"),
        (7, "key: minor", "key: major"),
        (8, "owner gone", "owner away"),
        (8, "longest: 40", "longest: 50"),
    ] {
        assert!(source(n).contains(old), "{n} {old}");
        assert_ne!(digest(source(n)), digest(&source(n).replacen(old, new, 1)), "{n} {old}");
    }
    assert_eq!(digest(source(1)), digest(&source(1).replace("reader-1: 0.50", "reader-1: 0.70")));
}

#[test]
fn sheets_show_each_format_without_its_key() {
    let mut files = rich::course();
    for text in files.values_mut() {
        *text = text.replace("status: reviewed", "status: draft");
    }
    let (library, _) = read(&files);
    let sheet = blind_sheet(&library, &SheetOf::Scenario(ScenarioId::new("p-one-1")));
    for wanted in [
        "Practitioner: 8 draft items\n\n=== p-one-1: One ===",
        "| May | 12 |",
        "Which TWO are missing?\n  1. The plan\n",
        "  4. Auditor\n  Rows:\n  1. Ada\n",
        "  1. Do\n  2. Ask\n",
        "  Assertion: The plan is late.\n  Reason: Nobody was told.\n  1. Both statements are true, and",
        "  The (1) ____ comes before the (2) ____, and the (3) ____ after.\n  1. plan\n",
        "  Clause:\n  1. 7.1 Title of 7.1\n",
        "  Next step:\n  1. Write it up\n",
        "(at most 40 words)",
    ] {
        assert!(sheet.contains(wanted), "{wanted}\n\n{sheet}");
    }
    for secret in ["belief", "Because", "Hearsay", "owner left", "minor\n", "she is a", "agreed", "p-case", "p-x"] {
        assert!(!sheet.contains(secret), "{secret}\n\n{sheet}");
    }
    let case = blind_sheet(&library, &SheetOf::Scenario(ScenarioId::new("p-case-1")));
    let (shared, own) = (case.find("=== p-sup-1"), case.find("=== p-case-1"));
    assert!(shared.is_some() && shared < own, "{case}");
    assert!(blind_sheet(&library, &SheetOf::Pool(PoolId::new("extra"))).contains("Practitioner: 2 draft items"));
    let level = blind_sheet(&library, &SheetOf::Level(Level::Foundation));
    assert!(level.contains("Foundation: 6 draft items") && !level.contains("Practitioner"));
}

#[test]
fn the_export_has_each_format() {
    let export = export(&library());
    let find =
        |id: &str| export["items"].as_array().and_then(|items| items.iter().find(|item| item["id"] == id).cloned());
    let item = |n: u8| find(&format!("p-one-1-0{n}")).expect("exported");
    assert_eq!(item(2)["key"], serde_json::json!([1, 4]));
    assert_eq!((&item(4)["key"], &item(4)["options"][0]), (&serde_json::json!([2, 4, 1, 3]), &"Do".into()));
    let finding = serde_json::json!({"evidence": [1, 3], "grade": "minor", "clause": 2, "next": 1});
    assert_eq!((&item(7)["key"], &item(7)["review"]["blind_answer"]), (&finding, &BLIND.into()));
    assert_eq!((&item(1)["scenario"], &item(1)["additional"]), (&"p-one-1".into(), &TABLE.into()));
    assert_eq!(item(8)["body"]["points"][0]["accept"][0], "owner left");
    assert_eq!(export["scenarios"].as_array().map(Vec::len), Some(3));
    assert_eq!(export["papers"][0]["sections"][1][0], "p-x-02");
    for key in ["format", "stem", "options", "key", "status"] {
        assert!(export["items"].as_array().is_some_and(|items| items.iter().all(|item| !item[key].is_null())), "{key}");
    }
}

const BLIND: &str = "{clause: 2, evidence: [3, 1], grade: minor, next: 1}";
const TABLE: &str = "| Month | Calls |\n|---|---|\n| May | 12 |";

/// Rules grow; what was shown once stays readable.
#[test]
fn old_versions_stay_readable() {
    let source = &rich::course()[ITEMS];
    let (_, report) = read(&BTreeMap::from([(ITEMS.to_owned(), source.clone())]));
    assert!(!report.is_sound() || !report.unfinished.is_empty(), "without its course it breaks many rules");
    let lenient = tidy::item("f-su-00", "support", 0).replace("feedback: Because of 0.", "feedback: ''");
    assert!(parse_item(&lenient.replace("expected_facility: 0.70", "expected_facility: 2")).is_ok());
}
