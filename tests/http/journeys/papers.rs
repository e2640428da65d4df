//! Whole papers of the higher levels, by plain forms: every format, booklets, sections with floors.

use app::urls;
use axum::http::StatusCode;
use domain::item::Item;
use domain::marks::Marks;
use domain::response::{Finding, Response, Shape};

use super::exam::{items, stored};
use crate::page::Page;
use crate::people::{Candidate, last_segment};
use crate::server::Server;

const LEAD: &str = "exemplar-style-20000-lead-auditor";

/// Answers every question in its form, one after the other; the last button leads to the review.
async fn sit(
    candidate: &mut Candidate<'_>,
    exam: &str,
    items: &[Item],
    given: impl Fn(usize, &Item) -> Option<Response>,
) {
    for (place, item) in items.iter().enumerate() {
        let last = place + 1 == items.len();
        let button = if last { "review" } else { "next" };
        let page = match given(place, item) {
            Some(response) => candidate.enter(exam, place + 1, &response, button).await,
            None => candidate.press(exam, place + 1, None, button).await,
        };
        let next = if last { urls::review(exam) } else { urls::question(exam, place + 2) };
        assert_eq!(page.location(), next, "{} ({})", item.id, item.body.format());
    }
}

fn marks(items: &[Item]) -> Marks {
    items.iter().map(|item| item.marking.marks).sum()
}

/// The titles of the booklets that lie open on a page.
fn open_booklets(page: &Page) -> Vec<String> {
    let tags = page.tags();
    let booklets = tags.iter().enumerate().filter(|(_, tag)| tag.is("article", "class", "booklet"));
    let open = booklets.filter(|(_, tag)| tag.get("hidden").is_none());
    open.map(|(at, _)| tags[at + 1].text.clone()).collect()
}

/// A paper of a level with its booklets: all right but the first question, which stays open.
async fn booklets(scheme: &str, formats: &[&str]) {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_paper(scheme).await;
    let items = items(&candidate, &exam).await;
    for format in formats {
        assert!(items.iter().any(|item| item.body.format() == *format), "the paper has no {format}");
    }
    for place in [0, items.len() - 1] {
        let scenario = items[place].scenario.as_ref().and_then(|id| server.library().scenario(id));
        let page = candidate.get(&urls::question(&exam, place + 1)).await;
        let open = open_booklets(&page);
        let titles = scenario.map(|scenario| scenario.title.clone());
        assert!(titles.iter().all(|title| open.contains(title)), "question {} lies beside {open:?}", place + 1);
        page.shows("Open the clauses");
    }
    let leaf = urls::book_clause(&exam, "8.6.1");
    candidate.get(&urls::book(&exam)).await.shows("Incident management").hides("/course/");
    candidate.get(&leaf).await.is(StatusCode::OK).shows("Incident management").hides("/course/");
    candidate.get(&urls::book_clause(&exam, "99.9")).await.is(StatusCode::NOT_FOUND);
    Candidate::on(&server, "Ben Oak").await.get(&leaf).await.is(StatusCode::NOT_FOUND);
    sit(&mut candidate, &exam, &items, |place, item| (place > 0).then(|| item.body.key())).await;
    let all = items.len();
    candidate.get(&urls::review(&exam)).await.shows(&format!("{} of {all} answered, 0 in part, 1 open", all - 1));
    for (place, item) in items.iter().enumerate().skip(1) {
        let sheet = stored(&candidate, &exam).await.sheet;
        assert_eq!(sheet.response(place), Some(&item.body.key()), "{}", item.id);
    }
    let page = candidate.submit(&urls::submit(&exam), &[]).await;
    let whole = marks(&items);
    let score = Marks(whole.0 - items[0].marking.marks.0);
    let head = stored(&candidate, &exam).await.head;
    assert_eq!((head.score, head.marks, head.passed), (Some(score), whole, Some(true)));
    page.shows(&format!("{score} of {whole}: passed")).shows(&format!("{} of {all} questions answered.", all - 1));
    candidate.get(&leaf).await.is(StatusCode::NOT_FOUND);
    server.verify().await;
}

#[tokio::test]
async fn a_practitioner_paper_is_sat_by_forms_alone() {
    let formats = ["single_choice", "multiple_response", "matching", "sequencing", "assertion_reason", "completion"];
    booklets("practice-practitioner-2018", &formats).await;
}

#[tokio::test]
async fn an_auditor_paper_is_sat_by_forms_alone() {
    booklets("practice-auditor-2018", &["single_choice", "multiple_response"]).await;
}

#[tokio::test]
async fn a_missed_floor_fails_although_the_total_is_enough() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    candidate.get(&format!("{}?paper={LEAD}", urls::EXAM)).await.shows("Short answers, at least 50 % of it to pass");
    let exam = candidate.start_paper(LEAD).await;
    let items = items(&candidate, &exam).await;
    let layout = stored(&candidate, &exam).await.layout;
    candidate.get(&urls::attempt(&exam)).await.shows("Nonconformity reports");
    let short = layout.places(1);
    sit(&mut candidate, &exam, &items, |place, item| (!short.contains(&place)).then(|| item.body.key())).await;
    let page = candidate.submit(&urls::submit(&exam), &[]).await;
    let score = Marks(marks(&items).0 - marks(&items[short]).0);
    assert!(score >= layout.cut.expect("it has a mark to pass").marks, "the total is enough");
    let head = stored(&candidate, &exam).await.head;
    assert_eq!((head.score, head.passed), (Some(score), Some(false)));
    page.shows(&format!("{score} of {}: not passed, though the total is enough", head.marks))
        .shows("“Short answers” needs 50 % and reached 0 %.")
        .shows("Section by section")
        .shows("Short answers0 of 200 %50 %✗ not met")
        .shows("Multiple choice10 of 10100 %50 %✓ met")
        .shows("Provisional.");
    server.verify().await;
}

#[tokio::test]
async fn every_section_that_meets_its_floor_passes() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_paper(LEAD).await;
    let items = items(&candidate, &exam).await;
    for (place, item) in items.iter().enumerate() {
        candidate.save_answer(&exam, place, item.body.key()).await.shows("\"reply\":\"saved\"");
    }
    let page = candidate.submit(&urls::submit(&exam), &[]).await;
    page.shows(&format!("{0} of {0}: passed", marks(&items))).hides("✗ not met");
}

/// What cannot be the answer of a question is refused with a reason, and stands in the fields again.
#[tokio::test]
async fn what_does_not_fit_a_format_is_refused_and_stays_on_the_page() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_paper("practice-practitioner-2018").await;
    let items = items(&candidate, &exam).await;
    let place = |format: &str| items.iter().position(|item| item.body.format() == format).expect("the paper has one");
    let before = stored(&candidate, &exam).await.sheet.answered();

    let many = place("multiple_response");
    let options = (0..items[many].shape().strikes()).collect::<Vec<_>>();
    let page = candidate.enter(&exam, many + 1, &Response::Choices(options.clone()), "next").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("You chose more options than the question asks for.");
    let tags = page.tags();
    let checked = tags.iter().filter(|tag| tag.is("input", "name", "choices") && tag.get("checked").is_some());
    assert_eq!(checked.count(), options.len(), "what was entered stands there again");

    let serves_once = |item: &Item| matches!(item.shape(), Shape::Slots { reuse: false, .. });
    for format in ["matching", "sequencing"] {
        let place = items.iter().position(|item| item.body.format() == format && serves_once(item));
        let place = place.expect("each paper has one");
        let Response::Slots(slots) = items[place].body.key() else { panic!("{format} has slots") };
        let page = candidate.enter(&exam, place + 1, &Response::Slots(vec![Some(1); slots.len()]), "next").await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("You used an option twice; here each serves once at most.");
        let tags = page.tags();
        let chosen = tags.iter().filter(|tag| tag.is("option", "value", "1") && tag.get("selected").is_some());
        assert_eq!(chosen.count(), slots.len(), "{format}");
    }
    for format in ["single_choice", "multiple_response", "matching", "assertion_reason", "completion"] {
        let place = place(format);
        let unknown = match items[place].body.key() {
            Response::Choices(_) => Response::Choices(vec![30]),
            Response::Slots(slots) => Response::Slots(vec![Some(30); slots.len()]),
            _ => Response::Choice(30),
        };
        let page = candidate.enter(&exam, place + 1, &unknown, "next").await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That choice is not on this paper. Nothing was changed.");
    }
    assert_eq!(stored(&candidate, &exam).await.sheet.answered(), before);
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused_and_nothing_typed_is_lost() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_paper(LEAD).await;
    let items = items(&candidate, &exam).await;
    let place = items.iter().position(|item| item.body.format() == "short_text").expect("the paper has one");
    let typed = format!("</textarea><b>{}", "words and words ".repeat(2_000));
    let page = candidate.get(&urls::question(&exam, place + 1)).await;
    let fields = [("text", typed.as_str()), ("note", "Read <8.2> again"), ("confidence", "unsure")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = candidate.enter_on(&page, &exam, &fields, "next").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That text is longer than can be kept.").hides("</textarea><b>");
    let area = |page: &Page, name: &str| {
        let area = page.tags().into_iter().find(|tag| tag.is("textarea", "name", name)).expect("the field is there");
        area.text.trim_start_matches('\n').to_owned()
    };
    assert_eq!(area(&page, "text"), typed);
    assert_eq!(area(&page, "note"), "Read <8.2> again", "what was typed beside it stays too");
    assert_eq!(page.chosen("confidence").as_deref(), Some("unsure"));
    assert_eq!(stored(&candidate, &exam).await.sheet.answered(), 0);

    let typed = "Records of the audit.\r\nA second line.";
    let fields =
        [("text", typed), ("note", &"n".repeat(2_001))].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = candidate.enter_on(&page, &exam, &fields, "next").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That text is longer than can be kept.");
    assert_eq!(area(&page, "note").len(), 2_001);
    assert_eq!(area(&page, "text"), typed.replace("\r\n", "\n"));
    let stored = stored(&candidate, &exam).await.sheet.response(place).cloned();
    assert_eq!(stored, Some(Response::Text(typed.replace("\r\n", "\n"))), "the answer was kept, the note was not");

    let place = items.iter().position(|item| item.body.format() == "finding").expect("the paper has one");
    let finding = Response::Finding(Finding { grade: Some(9), ..Finding::default() });
    let page = candidate.enter(&exam, place + 1, &finding, "next").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That choice is not on this paper.");
}

/// Practice says at once what is right, in every format; a finished set brings the marks of its answers.
#[tokio::test]
async fn practice_explains_every_format() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let course = server.library().courses.iter().find(|course| course.level.word() == "practitioner");
    let course = course.expect("there is a course");
    let mut fields = vec![("level", "practitioner"), ("number", "40"), ("which", "new")];
    fields.extend(course.areas.iter().map(|area| ("area", area.id.as_str())));
    let page = candidate.post(urls::PRACTICE, &fields).await;
    let set = last_segment(page.location());
    let items = items(&candidate, &set).await;
    for (place, item) in items.iter().enumerate() {
        let address = urls::practice(&set, place + 1);
        let key = candidate.get(&address).await.field("key");
        let entered = crate::people::fields_of(&item.body.key());
        let mut fields = vec![("key", key.as_str()), ("confidence", "sure")];
        fields.extend(entered.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let page = candidate.submit(&address, &fields).await;
        page.is(StatusCode::OK);
        let mut secrets = item.clone();
        for reason in crate::answers::secrets(&mut secrets).into_iter().take(1) {
            page.shows(&reason.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    let page = candidate.submit(&urls::submit(&set), &[]).await;
    page.shows(&format!("{0} of {0} marks", marks(&items)));
    server.verify().await;
}
