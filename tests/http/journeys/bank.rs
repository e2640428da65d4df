//! A trainer's own questions: written, reviewed by a second person, used.

use app::urls;
use axum::http::StatusCode;
use content::{Library, OwnKind, Written};
use domain::item::Item;

use crate::browser::Browser;
use crate::page::Page;
use crate::people::{Administrator, Candidate, ELSEWHERE, HOME, Manager, Trainer, last_segment};
use crate::server::Server;

/// A question of the course as somebody could have typed it.
pub fn typed(item: &Item) -> Written {
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

/// The first question of a kind that stands alone.
pub fn example(library: &Library, kind: OwnKind) -> &Item {
    let mut items = library.items.iter().filter(|item| item.body.format() == kind.word());
    items.next().unwrap_or_else(|| panic!("the course has a {}", kind.name()))
}

/// The fields of the form.
pub fn fields(written: &Written) -> Vec<(String, String)> {
    let w = written.clone();
    let mut fields =
        vec![("kind".to_owned(), w.kind.word().to_owned()), ("lines".to_owned(), w.lines.len().to_string())];
    let plain = [
        ("label", w.label),
        ("level", w.level),
        ("area", w.area),
        ("bloom", w.bloom),
        ("clauses", w.clauses),
        ("family", w.family),
        ("facility", w.facility),
        ("minutes", w.minutes),
        ("marks", w.marks),
        ("rule", w.rule),
        ("deduct", w.deduct),
        ("floor", w.floor),
        ("stem", w.stem),
        ("additional", w.additional),
        ("list", w.list),
        ("passage", w.passage),
        ("shown", w.shown),
        ("misconception", w.misconception),
        ("grade", w.grade),
        ("grade_feedback", w.grade_feedback),
        ("weights", w.weights),
        ("longest", w.longest),
        ("answer", w.answer),
        ("clause_list", w.clause.list),
        ("clause_key", w.clause.key),
        ("clause_feedback", w.clause.feedback),
        ("next_list", w.next.list),
        ("next_key", w.next.key),
        ("next_feedback", w.next.feedback),
        ("reuse", if w.reuse { "yes" } else { "" }.to_owned()),
        ("explains", if w.explains { "yes" } else { "" }.to_owned()),
    ];
    fields.extend(plain.map(|(name, value)| (name.to_owned(), value)));
    for (n, line) in w.lines.into_iter().enumerate() {
        let parts = [
            ("text", line.text),
            ("key", line.key),
            ("feedback", line.feedback),
            ("misconception", line.misconception),
            ("marks", line.marks),
            ("accept", line.accept),
        ];
        fields.extend(parts.map(|(name, value)| (format!("{name}-{n}"), value)));
    }
    fields
}

/// Uses a button of the form on a page.
pub async fn press(browser: &mut Browser<'_>, page: &Page, path: &str, written: &Written, button: &str) -> Page {
    let (id, from) = (page.field("id"), page.field("from"));
    let fields = fields(written);
    let mut all = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    all.extend([("id", id.as_str()), ("from", from.as_str()), ("go", button), ("note", "My note")]);
    browser.post(path, &all).await
}

/// Writes a new question; its id.
pub async fn write(browser: &mut Browser<'_>, written: &Written) -> String {
    let form = browser.get(&format!("{}?kind={}", urls::BANK_NEW, written.kind.word())).await;
    let page = press(browser, &form, urls::BANK_NEW, written, "save").await;
    last_segment(page.location())
}

async fn act(browser: &mut Browser<'_>, id: &str, from: i64, act: &str, words: &str) -> Page {
    let from = from.to_string();
    browser.post(&urls::bank(id, "state"), &[("act", act), ("from", &from), ("words", words)]).await
}

#[tokio::test]
async fn a_question_is_written_reviewed_by_a_second_person_and_goes_live() {
    let server = Server::start().await;
    let (mut ann, mut ben) = (Trainer::of(&server, Some(HOME)).await, Manager::of(&server, Some(HOME)).await);
    ann.get(urls::BANK).await.shows("No question yet.");
    let form = ann.get(&format!("{}?kind=single_choice", urls::BANK_NEW)).await;
    form.is(StatusCode::OK).shows("Option D").hides("Option E");
    let mut rough = Written { stem: "Which <b>record</b> & why?".to_owned(), ..Written::fresh(OwnKind::SingleChoice) };
    rough.lines[0].text = "\"This\" one".to_owned();
    let page = press(&mut ann, &form, urls::BANK_NEW, &rough, "preview").await;
    page.is(StatusCode::OK)
        .shows("As candidates see it")
        .shows("Before it can be reviewed")
        .shows("No area is chosen.");
    page.shows("Which <b>record</b> & why?").hides("<b>record</b>");
    let more = press(&mut ann, &page, urls::BANK_NEW, &rough, "more").await;
    more.shows("Option E");
    let first = more.tags().into_iter().find(|tag| tag.is("textarea", "name", "text-0")).expect("the field is there");
    assert_eq!(first.text.trim_start_matches('\n'), "\"This\" one", "nothing typed is lost");
    ann.get(urls::BANK).await.shows("No question yet.");
    let id = write(&mut ann, &rough).await;
    let path = urls::bank(&id, "");
    ann.get(&path)
        .await
        .shows("draft")
        .shows("Only its author sees it.")
        .shows("No area is chosen.")
        .hides("Send to review");
    act(&mut ann, &id, 1, "send", "").await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("has to be put right");
    ben.get(&path).await.is(StatusCode::NOT_FOUND);
    ben.get(urls::BANK).await.shows("No question yet.");

    let edit = urls::bank(&id, "edit");
    let form = ann.get(&edit).await;
    form.shows("Which <b>record</b> & why?").shows("Before it can be reviewed");
    let sound = typed(example(server.library(), OwnKind::SingleChoice));
    press(&mut ann, &form, &edit, &sound, "save").await.is(StatusCode::SEE_OTHER);
    let stale = press(&mut ann, &form, &edit, &rough, "save").await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("saved in another window").shows("Which <b>record</b> & why?");
    ann.get(&path).await.shows("Send to review").shows("What version 2 changed").shows("My note");
    assert_eq!(act(&mut ann, &id, 2, "send", "").await.location(), path);
    ann.get(&path).await.shows("nobody reviews their own question").hides("value=\"accept\"");
    act(&mut ann, &id, 2, "accept", "")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("nobody reviews their own question");
    ann.get(&edit).await.is(StatusCode::SEE_OTHER);

    ben.get(&format!("{}?state=review", urls::BANK)).await.shows("to be reviewed (1)").shows(&sound.begin());
    ben.get(&path).await.shows("Your words to its author").shows("With the answer and the reasons");
    ben.get(&edit).await.is(StatusCode::NOT_FOUND);
    act(&mut ben, &id, 2, "return", " ").await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say what is missing");
    assert_eq!(act(&mut ben, &id, 2, "return", "Two are right <i>here</i>").await.location(), urls::BANK);
    ann.get(&path).await.shows("Two are right <i>here</i>").hides("<i>here</i>");
    act(&mut ann, &id, 2, "send", "They are not").await.is(StatusCode::SEE_OTHER);
    act(&mut ben, &id, 1, "accept", "")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("has changed since you looked");
    assert_eq!(act(&mut ben, &id, 2, "accept", "Fine").await.location(), path);
    act(&mut ann, &id, 2, "publish", "").await.is(StatusCode::SEE_OTHER);
    ben.get(&path).await.shows("live").shows("accepted by").shows("made live by");

    let form = ann.get(&edit).await;
    let anew = Written { stem: format!("{} Or not?", sound.stem), ..sound.clone() };
    press(&mut ann, &form, &edit, &anew, "save").await.is(StatusCode::SEE_OTHER);
    ann.get(&path).await.shows("draft; version 2 is live").shows("Or not?");
    ben.get(&path).await.hides("Or not?").shows("version 2 is live");
    ben.get(urls::BANK).await.hides("Or not?");
    ben.get(&format!("{path}?version=3")).await.is(StatusCode::NOT_FOUND);
    act(&mut ben, &id, 3, "retire", "").await.is(StatusCode::SEE_OTHER);
    ann.get(&path).await.shows("retired").shows("Take it up again");
}

#[tokio::test]
async fn a_preview_that_follows_the_typing_is_a_piece_of_a_page_and_keeps_nothing() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    let form = ann.get(&format!("{}?kind=single_choice", urls::BANK_NEW)).await;
    form.shows("shows the question here, with what is still to be put right");
    assert!(form.tags().iter().any(|tag| tag.is("section", "id", "preview")));
    let rough = Written { stem: "Which <b>record</b> & why?".to_owned(), ..Written::fresh(OwnKind::SingleChoice) };
    let look = press(&mut ann, &form, urls::BANK_NEW, &rough, "look").await;
    look.is(StatusCode::OK).shows("Which <b>record</b> & why?").hides("<b>record</b>").shows("No area is chosen.");
    look.hides("<html").hides("<form").hides("Save the draft");
    ann.get(urls::BANK).await.shows("No question yet.");
    let long = Written { stem: "é".repeat(content::LONGEST_FIELD), ..rough.clone() };
    press(&mut ann, &form, urls::BANK_NEW, &long, "look").await.is(StatusCode::OK);
    let longer = Written { stem: "e".repeat(content::LONGEST_FIELD + 1), ..rough.clone() };
    press(&mut ann, &form, urls::BANK_NEW, &longer, "look")
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("longer than 32000 characters");
    let id = write(&mut ann, &rough).await;
    let edit = urls::bank(&id, "edit");
    let form = ann.get(&edit).await;
    let other = Written { stem: "Which one now?".to_owned(), ..rough };
    press(&mut ann, &form, &edit, &other, "look").await.is(StatusCode::OK).shows("Which one now?").hides("<html");
    ann.get(&urls::bank(&id, "")).await.hides("Which one now?").hides("Version 2");
}

#[tokio::test]
async fn another_question_in_a_form_that_was_saved_is_not_lost() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    let form = ann.get(&format!("{}?kind=single_choice", urls::BANK_NEW)).await;
    let one = Written { stem: "Which one?".to_owned(), ..Written::fresh(OwnKind::SingleChoice) };
    let first = press(&mut ann, &form, urls::BANK_NEW, &one, "save").await.location().to_owned();
    let twice = press(&mut ann, &form, urls::BANK_NEW, &one, "save").await;
    assert_eq!(twice.location(), first, "the same form sent twice is one question");
    let other = Written { stem: "Which other one?".to_owned(), ..one };
    let back = press(&mut ann, &form, urls::BANK_NEW, &other, "save").await;
    back.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This form was saved already.").shows("Which other one?");
    assert_ne!(back.field("id"), form.field("id"));
    let second = press(&mut ann, &back, urls::BANK_NEW, &other, "save").await.location().to_owned();
    assert_ne!(second, first);
    ann.get(urls::BANK).await.shows("draft (2)").shows("Which one?").shows("Which other one?");
}

#[tokio::test]
async fn every_kind_is_written_and_shown_as_candidates_see_it() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    for kind in OwnKind::ALL {
        let item = example(server.library(), kind);
        let mut written = typed(item);
        written.label = format!("My {}", kind.name());
        let id = write(&mut ann, &written).await;
        let page = ann.get(&urls::bank(&id, "")).await;
        page.is(StatusCode::OK)
            .shows(&written.label)
            .shows(kind.name())
            .hides("Before it can be reviewed")
            .shows("Send to review");
        let edit = ann.get(&urls::bank(&id, "edit")).await;
        edit.is(StatusCode::OK).hides("Before it can be reviewed");
        // What is posted unchanged is no new version.
        let path = urls::bank(&id, "edit");
        assert_eq!(press(&mut ann, &edit, &path, &written, "save").await.location(), urls::bank(&id, ""));
        ann.get(&urls::bank(&id, "")).await.hides("Version 2");
    }
    let list = ann.get(urls::BANK).await;
    list.shows("draft (8)").shows("My Audit finding");
    ann.get(&format!("{}?kind=finding", urls::BANK)).await.shows("all (1)").hides("My Matching");
    ann.get(&format!("{}?words=my+gap", urls::BANK)).await.shows("No question is like that.");
    ann.get(&format!("{}?words=my+MATCHING", urls::BANK)).await.shows("My Matching").hides("My Sequencing");
}

#[tokio::test]
async fn questions_are_for_staff_of_an_organisation() {
    let server = Server::start().await;
    let mut ann = Trainer::of(&server, Some(HOME)).await;
    let id = write(&mut ann, &typed(example(server.library(), OwnKind::SingleChoice))).await;
    act(&mut ann, &id, 1, "send", "").await.is(StatusCode::SEE_OTHER);
    let mut eve = Trainer::of(&server, Some(ELSEWHERE)).await;
    let mut alone = Administrator::of(&server, None).await;
    let candidate = Candidate::on(&server, "Ada Quill").await;
    alone.get(urls::BANK).await.is(StatusCode::OK).shows("your account belongs to none");
    alone.get(urls::BANK_NEW).await.is(StatusCode::NOT_FOUND);
    for browser in [&mut *eve, &mut *alone, &mut candidate.clone()] {
        browser.get(&urls::bank(&id, "")).await.is(StatusCode::NOT_FOUND);
        act(browser, &id, 1, "accept", "").await.is(StatusCode::NOT_FOUND);
    }
    candidate.clone().get(urls::BANK).await.is(StatusCode::NOT_FOUND);
}
