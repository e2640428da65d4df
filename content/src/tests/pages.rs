//! What comes out of a sound course.

use domain::clause::ClauseNumber;
use domain::ids::{AreaId, CheckId, ItemId, LessonId, SchemeId, TermId};
use domain::question::Level;

use super::{read, tidy};
use crate::{Heading, Library, Part, SheetOf, blind_sheet, export, parse_item};

fn library() -> Library {
    read(&tidy::course()).0
}

fn number(text: &str) -> ClauseNumber {
    ClauseNumber::parse(text).expect("the test names a sound clause")
}

#[test]
fn markdown_becomes_the_agreed_html() {
    let library = library();
    let lesson = &library.lessons[0];
    let [Part::Html(first), Part::Check(one), Part::Check(two), Part::Html(last)] = &lesson.parts[..] else {
        panic!("unexpected parts {:?}", lesson.parts)
    };
    assert_eq!((one.as_str(), two.as_str(), last.trim()), ("f-one-1", "f-one-2", "<p>The end.</p>"));
    for wanted in [
        "<h2 id=\"what-why\">What &amp; why</h2>",
        "<h3 id=\"detail\">Detail</h3>",
        "<h2 id=\"what-why-2\">",
        "<a class=\"chip\" href=\"/clauses/2018/7.1\">7.1</a>",
        "<a class=\"chip legacy\" href=\"/clauses/2011/4.4\">4.4</a>",
        "<a class=\"term\" href=\"/glossary#thing\">things</a>",
        "<a href=\"/course/f-two\">the next lesson</a>",
        "<aside class=\"aside exam\">\n<p class=\"aside-head\">In the exam</p>\n<p>Mind the box.</p>\n</aside>",
        "<blockquote>\n<p>A plain quote.</p>\n</blockquote>",
        "<figure class=\"figure\"><svg role=\"img\" aria-label=\"A box\" xmlns=",
        "<marker id=\"box-tip\">",
        "marker-end=\"url(#box-tip)\"/>",
        "One &amp; only</text>\n</svg><figcaption>One box, with <a class=\"chip\"",
        "</a>.</figcaption></figure>",
        "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n",
        "<thead><tr><th scope=\"col\">kind</th>",
        "<td>always</td></tr>\n</tbody></table></div>",
    ] {
        assert!(first.contains(wanted), "{wanted}\n\n{first}");
    }
    assert!(!first.contains("Figure:") && !first.contains("style=") && !first.contains("<!--"));
    let heading = |anchor: &str| Heading { anchor: anchor.to_owned(), text: "What & why".to_owned() };
    assert_eq!(lesson.headings, [heading("what-why"), heading("what-why-2")]);
}

#[test]
fn a_table_head_without_words_is_no_heading() {
    let (library, report) = crate::read_embedded();
    assert!(report.is_sound(), "{report}");
    let texts = library.scenarios.iter().map(|scenario| scenario.html.as_str()).collect::<String>();
    assert!(texts.contains("<thead><tr><td></td><th scope=\"col\">") && !texts.contains("<th scope=\"col\"></th>"));
}

#[test]
fn everything_is_found_by_its_id() {
    let library = library();
    assert!(library.scheme(&SchemeId::new("practice")).is_some());
    assert!(library.item(&ItemId::new("f-su-01")).is_some() && library.item(&ItemId::new("f-su-99")).is_none());
    assert_eq!(library.check(&CheckId::new("f-two-2")).map(|check| check.lesson.as_str()), Some("f-two"));
    assert_eq!(library.course(Level::Foundation).map(|course| course.areas.len()), Some(2));
    assert_eq!(library.area(&AreaId::new("support")).map(|area| area.title.as_str()), Some("Support"));
    assert_eq!(library.term(&TermId::new("thing")).and_then(|term| term.short.as_deref()), Some("T"));
    let (one, two) = (LessonId::new("f-one"), LessonId::new("f-two"));
    assert_eq!(library.next_lesson(&one).map(|lesson| &lesson.id), Some(&two));
    assert_eq!(library.previous_lesson(&two).map(|lesson| &lesson.id), Some(&one));
    assert!(library.next_lesson(&two).is_none() && library.previous_lesson(&one).is_none());
    let terms = library.glossary.iter().map(|term| term.term.as_str()).collect::<Vec<_>>();
    assert_eq!(terms, ["Other", "thing"], "sorted for people, not by bytes");
}

#[test]
fn clauses_lead_to_lessons_and_items() {
    let library = library();
    for (clause, lessons, items) in [("7.1", 2, 6), ("7", 2, 6), ("7.1.1", 2, 6), ("7.10", 0, 0), ("8", 0, 0)] {
        let found = (library.lessons_on(&number(clause)).len(), library.items_on(&number(clause)).len());
        assert_eq!(found, (lessons, items), "{clause}");
    }
}

#[test]
fn the_source_of_an_item_gives_the_item_again() {
    let library = library();
    for item in &library.items {
        let source = library.item_source(&item.id).expect("each item has a source");
        let again = parse_item(source).expect("the source is an item");
        assert_eq!((&again.id, &again.digest, again.body.key()), (&item.id, &item.digest, item.body.key()));
        assert_eq!(again.review, item.review);
    }
    let report = parse_item("- id: x\n  version: many\n").expect_err("this is no item");
    assert_eq!(report.problems[0].line, 2);
}

#[test]
fn the_digest_covers_what_is_shown_and_marked() {
    let source = tidy::item("f-su-00", "support", 0);
    let digest = |source: &str| parse_item(source).expect("an item").digest;
    let before = digest(&source);
    assert!(before.len() == 32 && before.bytes().all(|byte| byte.is_ascii_hexdigit()));
    for (old, new) in [
        ("version: 1", "version: 2"),
        ("What about", "What of"),
        ("An answer 3", "An answer 4"),
        ("Because of 2", "Because of 3"),
        ("area: support", "area: other"),
        ("['7.1']", "['7']"),
    ] {
        assert_ne!(before, digest(&source.replacen(old, new, 1)), "{old}");
    }
    assert_ne!(before, digest(&tidy::item_with("f-su-00", "support", 1, 0)), "another key");
    assert_eq!(before, digest(&source.replace("bloom: 2", "bloom: 3").replace("reviewed", "retired")));
}

/// Attempts of the first release are pinned to this digest.
#[test]
fn a_stem_with_four_options_keeps_its_digest() {
    let (library, _) = crate::read_embedded();
    let item = library.item(&ItemId::new("f-su-01")).expect("it is in the bank");
    assert!(item.version > 1 || item.digest == "a1e8f2535c43d1de0c38f7af467b1fa5", "{}", item.digest);
}

#[test]
fn the_export_has_its_documented_shape() {
    let export = export(&library());
    assert_eq!((&export["format"], &export["version"]), (&"clausewise-library".into(), &2.into()));
    let item = &export["items"][1];
    assert_eq!((&item["key"], &item["expected_facility"]), (&2.into(), &0.7.into()));
    assert_eq!(item["clauses_2011"], serde_json::json!(["4.4"]));
    assert_eq!(item["review"]["blind_answer"], "2");
    assert_eq!(export["lessons"][0]["checks"][1]["key"], 1);
    assert!(export["lessons"][0]["body"].as_str().is_some_and(|body| body.starts_with("word")));
    assert_eq!(export["editions"][1]["id"], "2011");
}

#[test]
fn the_export_holds_model_reports_paths_and_institutes() {
    let (library, _) = crate::read_embedded();
    let export = export(&library);
    let all = |name: &str| export[name].as_array().cloned().unwrap_or_default();
    assert_eq!(all("reports").len(), library.reports.len());
    let report = &all("reports")[0];
    assert_eq!(report["scenario"], "a-audit-1");
    let body = report["body"].as_str().expect("a report has a body");
    assert!(body.starts_with("## ") && !body.contains("findings:"), "the Markdown below the front matter: {body}");
    let grades = all("reports").into_iter().flat_map(|report| report["findings"].as_array().cloned()).flatten();
    let known = ["major", "minor", "opportunity", "conformity", "not_enough_evidence"];
    assert!(grades.map(|finding| finding["grade"].clone()).all(|grade| known.iter().any(|word| grade == *word)));
    assert_eq!(all("paths").len(), library.paths.len());
    let path = &all("paths")[0];
    assert_eq!((&path["id"], &path["teaches"]), (&"first-certificate".into(), &"foundation".into()));
    assert_eq!(path["steps"][0]["kind"], "lesson");
    assert_eq!(path["steps"][0]["lessons"][0], "f-management-system");
    let kinds = all("paths").into_iter().flat_map(|path| path["steps"].as_array().cloned()).flatten();
    let kinds = kinds.map(|step| step["kind"].to_string()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(kinds.len(), 5, "each kind of step is there: {kinds:?}");
    assert_eq!(export["institutes"]["checked_on"], "2026-11-22");
    assert_eq!(export["institutes"]["institutes"][0]["exams"][0]["scheme"], "apmg-20000-foundation");
}

#[test]
fn blind_sheets_tell_nothing() {
    let mut files = tidy::course();
    let bank = files[tidy::SUPPORT].replace("status: reviewed", "status: draft");
    files.insert(tidy::SUPPORT.to_owned(), bank);
    let sheet = blind_sheet(&read(&files).0, &SheetOf::Whole);
    assert!(sheet.contains("Foundation: 3 draft items\n\nf-su-00\nWhat about f-su-00?\n  1. A longer answer 0\n"));
    for secret in ["Because", "true", "belief", "f-ov"] {
        assert!(!sheet.contains(secret), "{secret}");
    }
}

#[test]
fn reports_read_well() {
    let mut files = tidy::course();
    files.insert(tidy::LESSON.to_owned(), files[tidy::LESSON].replace("(term:thing)", "(term:x)"));
    let (_, report) = read(&files);
    let text = report.to_string();
    assert!(text.starts_with("foundation/lessons/f-one.md:14: unknown term x\n  fix: link"), "{text}");
    assert!(text.ends_with("2 lessons, 0 scenarios, 6 items (6 reviewed), 2 terms: 1 problem"), "{text}");
    assert_eq!(report.to_json()["problems"][0]["line"], 14);
    assert!(Library::from_dir(std::path::Path::new("/nowhere")).is_err());
}
