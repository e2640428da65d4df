//! What trainers do for the exams of their people.

use app::api::Standing;
use app::urls;
use axum::http::StatusCode;
use domain::attempt::Act;
use domain::ids::AttemptId;
use domain::response::Response;
use domain::time::Millis;
use store::Attempt;

use crate::browser::encoded;
use crate::html::Tag;
use crate::page::Page;
use crate::people::{Candidate, ELSEWHERE, HOME, SCHEME, Trainer, join};
use crate::server::Server;

const ADA: &str = "Ada Quill";

/// A candidate with an exam under way, and a trainer of the same organisation.
async fn scene(server: &Server) -> (Candidate<'_>, Trainer<'_>, String) {
    let mut ada = Candidate::on(server, ADA).await;
    join(server, ADA, HOME).await;
    let exam = ada.start_exam().await;
    (ada, Trainer::of(server, Some(HOME)).await, exam)
}

async fn attempt(server: &Server, candidate: &Candidate<'_>, exam: &str) -> Attempt {
    let account = candidate.account(ADA).await;
    let found = server.store().attempt(&account, &AttemptId::new(exam)).await.expect("the store answers");
    found.expect("the attempt is there")
}

/// Sends a decision from a page of the sitting.
async fn decide(trainer: &mut Trainer<'_>, page: &Page, exam: &str, fields: &[(&str, &str)]) -> Page {
    let key = page.field("key");
    let fields = fields.iter().copied().chain([("key", key.as_str())]).collect::<Vec<_>>();
    trainer.post(&urls::sitting(exam), &fields).await
}

#[tokio::test]
async fn time_is_granted_once_however_often_it_is_sent() {
    let server = Server::start().await;
    let (ada, mut trainer, exam) = scene(&server).await;
    server.time.pass(Millis::minutes(10));
    let before = attempt(&server, &ada, &exam).await.head.timing;
    let list = trainer.get(urls::SITTINGS).await;
    list.shows(ADA).hides("Nobody").shows("working");
    let page = trainer.get(&urls::sitting(&exam)).await;
    page.shows("Grant time").shows("0 of 40").hides("Open again");
    let grant = [("decision", "grant"), ("minutes", "7"), ("reason", "A fire alarm")];
    for _ in 0..2 {
        assert_eq!(decide(&mut trainer, &page, &exam, &grant).await.location(), urls::sitting(&exam));
    }
    let after = attempt(&server, &ada, &exam).await.head.timing;
    assert_eq!(after.granted().unwrap().0, before.granted().unwrap().0 + Millis::minutes(7).0);
    let page = trainer.get(&urls::sitting(&exam)).await;
    page.shows("7 min grantedSome trainer of Larkfield ITA fire alarm");
    assert_eq!(page.words().matches("A fire alarm").count(), 1);
    let more = [("decision", "grant"), ("minutes", "1"), ("reason", "Another alarm")];
    decide(&mut trainer, &page, &exam, &more).await;
    trainer.get(&urls::sitting(&exam)).await.shows("1 min granted");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_decided() {
    let server = Server::start().await;
    let (mut ada, mut trainer, exam) = scene(&server).await;
    let before = attempt(&server, &ada, &exam).await.decisions;
    for (minutes, reason, words) in [
        ("0", "A reason", "Give the minutes as a whole number from 1 to 180."),
        ("181", "A reason", "Give the minutes as a whole number from 1 to 180."),
        ("soon", "A reason", "Give the minutes as a whole number from 1 to 180."),
        ("5", " ", "Say why, in up to 300 characters."),
        ("5", &"x".repeat(301), "Say why, in up to 300 characters."),
    ] {
        let page = trainer.get(&urls::sitting(&exam)).await;
        let fields = [("decision", "grant"), ("minutes", minutes), ("reason", reason)];
        let page = decide(&mut trainer, &page, &exam, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!((page.field("minutes").as_str(), page.field("reason").as_str()), (minutes, reason.trim()));
    }
    let page = trainer.get(&urls::sitting(&exam)).await;
    ada.post(&urls::submit(&exam), &[]).await;
    let page = decide(&mut trainer, &page, &exam, &[("decision", "grant"), ("minutes", "5"), ("reason", "Late")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The exam has ended meanwhile. No time was granted.");
    let page = decide(&mut trainer, &page, &exam, &[("decision", "forget")]).await;
    page.is(StatusCode::BAD_REQUEST);
    assert_eq!(attempt(&server, &ada, &exam).await.decisions, before);
}

#[tokio::test]
async fn an_ended_exam_is_opened_again_with_what_was_left() {
    let server = Server::start().await;
    let (mut ada, mut trainer, exam) = scene(&server).await;
    let whole = attempt(&server, &ada, &exam).await.head.timing.granted().unwrap();
    server.time.pass(Millis::minutes(10));
    ada.post(&urls::submit(&exam), &[]).await;
    server.time.pass(Millis::minutes(30));
    trainer.get(urls::SITTINGS).await.shows("Nobody is sitting an exam.").shows("handed in");
    let page = trainer.get(&urls::sitting(&exam)).await;
    page.shows("of working time were left");
    let fields = [("decision", "reopen"), ("minutes", "0"), ("reason", "Handed in by mistake")];
    for _ in 0..2 {
        assert_eq!(decide(&mut trainer, &page, &exam, &fields).await.location(), urls::sitting(&exam));
    }
    let Attempt { head, decisions, .. } = attempt(&server, &ada, &exam).await;
    assert_eq!(head.timing.remaining(server.now().service), Some(Millis(whole.0 - Millis::minutes(10).0)));
    assert_eq!((decisions.len(), head.score), (1, None), "opened once, and the result is taken back");
    ada.press(&exam, 3, Some(1), "next").await.is(StatusCode::SEE_OTHER);

    server.time.pass(whole);
    server.tick().await;
    let page = trainer.get(&urls::sitting(&exam)).await;
    let page = decide(&mut trainer, &page, &exam, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("No time was left when it ended. Add at least one minute.");
    let other = ada.start_exam().await;
    let fields = [("decision", "reopen"), ("minutes", "5"), ("reason", "Once more")];
    let page = decide(&mut trainer, &page, &exam, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("this person is sitting another exam");
    ada.post(&urls::submit(&other), &[]).await;
    decide(&mut trainer, &page, &exam, &fields).await.is(StatusCode::SEE_OTHER);
    assert_eq!(attempt(&server, &ada, &exam).await.decisions.len(), 2);
}

#[tokio::test]
async fn a_late_answer_counts_once_somebody_says_so() {
    let server = Server::start().await;
    let (mut ada, mut trainer, exam) = scene(&server).await;
    let paper = attempt(&server, &ada, &exam).await.paper;
    let item = server.library().item(&paper[4].item).expect("the item is in the course");
    let right = item.body.key();
    ada.post(&urls::submit(&exam), &[]).await;
    trainer.get(&urls::sitting(&exam)).await.hides("Answers that do not count");
    ada.save(&exam, "late-flag", 2_000_000, Act::Flag { item: 3 }).await;
    ada.save(&exam, "late", 2_000_001, Act::Answer { item: 4, response: right.clone() }).await;
    assert_eq!(attempt(&server, &ada, &exam).await.head.score.unwrap().0, 0);
    let page = trainer.get(&urls::sitting(&exam)).await;
    page.shows("Question 5the time was up").hides("Question 4");
    let number = page.field("number");
    let page = decide(&mut trainer, &page, &exam, &[("decision", "admit"), ("number", &number)]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why");
    let reason = ("admit_reason", "The network was down");
    for wrong in ["1", "x", ""] {
        let page = decide(&mut trainer, &page, &exam, &[("decision", "admit"), ("number", wrong), reason]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose the answer that counts after all.");
    }
    for _ in 0..2 {
        let page = trainer.get(&urls::sitting(&exam)).await;
        let page = match page.words().contains("Count this answer") {
            true => decide(&mut trainer, &page, &exam, &[("decision", "admit"), ("number", &number), reason]).await,
            false => trainer.get(&urls::sitting(&exam)).await,
        };
        trainer.follow(page).await.shows("An answer counted after all").shows("The network was down");
    }
    let Attempt { head, sheet, decisions, .. } = attempt(&server, &ada, &exam).await;
    assert_eq!((sheet.response(4), decisions.len()), (Some(&right), 1));
    assert_eq!(head.score, Some(item.marking.marks), "it was marked again");
    assert!(matches!(right, Response::Choice(_)), "the Foundation paper has single choices");
}

#[tokio::test]
async fn an_accommodation_is_approved_once_reaches_the_running_exam_and_ends() {
    let server = Server::start().await;
    let (mut ada, mut trainer, exam) = scene(&server).await;
    let account = ada.account(ADA).await;
    let (person, base) = (urls::person(&account), attempt(&server, &ada, &exam).await.head.timing.base.unwrap());
    ada.get(urls::ACCOUNT).await.hides("Extra time and breaks");
    let page = trainer.get(&person).await;
    page.shows("Nothing was approved so far.").shows("Is sitting an exam now");
    assert_eq!(page.field("valid_from"), "2026-11-22");
    let id = page.field("id");
    let sound = [
        ("id", id.as_str()),
        ("percent", "125"),
        ("extra", "0"),
        ("breaks", "15"),
        ("reason", "Agreed with <her>"),
        ("valid_from", "2026-11-22"),
        ("valid_until", "2026-12-31"),
    ];
    let action = format!("{person}/accommodations");
    for (field, value, words) in [
        ("percent", "99", "Give the working time in percent as a whole number from 100 to 400."),
        ("extra", "241", "Give the extra minutes as a whole number from 0 to 240."),
        ("breaks", "", "Give the minutes for breaks as a whole number from 0 to 120."),
        ("reason", "", "Say why"),
        ("valid_from", "today", "Give the first day as year-month-day"),
        ("valid_until", "2026-11-21", "The last day lies before the first one, or is over."),
        ("valid_until", "never", "Give the last day as year-month-day, or leave it empty."),
    ] {
        let fields = sound.map(|(name, sound)| (name, if name == field { value } else { sound }));
        let page = trainer.post(&action, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        for (name, typed) in fields {
            assert_eq!(page.field(name), typed, "{name}");
        }
    }
    let nothing = sound.map(|(name, sound)| (name, if name == "percent" { "100" } else { sound }));
    let nothing = nothing.map(|(name, sound)| (name, if name == "breaks" { "0" } else { sound }));
    trainer.post(&action, &nothing).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This adds nothing yet.");
    let mut told = ada.listen(&urls::events(&exam)).await;
    let before = told.next::<Standing>().await.expect("it is told at once").remaining;
    for _ in 0..2 {
        assert_eq!(trainer.post(&action, &sound).await.location(), person);
    }
    let after = told.next::<Standing>().await.expect("an open page is told").remaining;
    assert_eq!(after - before, base.0 / 4);
    let page = trainer.get(&person).await;
    page.shows("125 % of the working time, 15 min for breaks")
        .shows("until 31 December 2026")
        .shows("Agreed with <her>");
    assert_eq!(page.words().matches("Agreed with").count(), 1);
    assert_eq!(attempt(&server, &ada, &exam).await.head.timing.granted(), Some(Millis(base.0 * 5 / 4)));
    ada.get(urls::ACCOUNT).await.shows("Extra time and breaks").shows("125 % of the working time").shows("Agreed with");
    trainer.get(urls::PEOPLE).await.shows("Ada Quillcandidaterunning of Ada Quillyes");

    let tags = page.tags();
    let end = tags.iter().filter_map(|tag| tag.get("action")).find(|action| action.ends_with("/end"));
    let end = end.expect("it can be ended").to_owned();
    for _ in 0..2 {
        assert_eq!(trainer.post(&end, &[]).await.location(), person);
    }
    trainer.get(&person).await.shows("ended 22 November 2026").hides("End now");
    ada.get(urls::ACCOUNT).await.hides("Extra time and breaks");
    let granted = attempt(&server, &ada, &exam).await.head.timing.granted();
    assert_eq!(granted, Some(Millis(base.0 * 5 / 4)), "nobody loses time in the middle");
    ada.post(&urls::submit(&exam), &[]).await;
    let next = ada.start_exam().await;
    assert_eq!(attempt(&server, &ada, &next).await.head.timing.granted(), Some(base));

    let mut stranger = Trainer::of(&server, Some(ELSEWHERE)).await;
    stranger.get(urls::PEOPLE).await.hides(ADA);
    for (path, fields) in [(&action, &sound[..]), (&end, &[])] {
        stranger.post(path, fields).await.is(StatusCode::NOT_FOUND);
    }
}

/// What the form that leads to an address sends as it stands, boxes left open.
fn hidden(page: &Page, action: &str) -> Vec<(String, String)> {
    let tags = page.tags();
    let tags = tags.iter().skip_while(|tag| !tag.is("form", "action", action)).take_while(|tag| tag.name != "/form");
    let hidden = tags.filter(|tag| tag.is("input", "type", "hidden"));
    let field = |name, tag: &Tag| tag.get(name).unwrap_or_default().to_owned();
    hidden.map(|tag| (field("name", tag), field("value", tag))).collect()
}

async fn fix(trainer: &mut Trainer<'_>, draft: &Page, title: &str) -> Page {
    let mut fields = hidden(draft, urls::PAPERS);
    fields.extend([("title", title), ("review", "score")].map(|(name, value)| (name.to_owned(), value.to_owned())));
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    trainer.post(urls::PAPERS, &fields).await
}

#[tokio::test]
async fn a_paper_is_drawn_changed_fixed_and_withdrawn() {
    let server = Server::start().await;
    let mut trainer = Trainer::of(&server, Some(HOME)).await;
    let page = trainer.get(urls::PAPERS).await;
    page.shows("None yet.");
    let draft = format!("{}?scheme={SCHEME}&seed={}", urls::PAPER_DRAFT, page.field("seed"));
    let page = trainer.get(&draft).await;
    page.shows("Expected marks").shows("Expected minutes").shows("None of its questions stands in another fixed paper");
    let first = page.field("shown");
    assert_eq!(first, trainer.get(&draft).await.field("shown"), "the address gives the same paper");

    let seventh = first.split(' ').nth(6).expect("it has 40 questions");
    let mut fields = hidden(&page, urls::PAPER_DRAFT);
    fields.push(("without".to_owned(), seventh.to_owned()));
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    let changed = format!("{}?{}", urls::PAPER_DRAFT, encoded(&fields));
    let page = trainer.get(&changed).await;
    let shown = page.field("shown");
    assert!(!shown.split(' ').any(|item| item == seventh), "the ticked question was replaced");
    let stayed = shown.split(' ').filter(|item| first.split(' ').any(|other| other == *item)).count();
    assert!((30..40).contains(&stayed), "most of the others stayed: {stayed}");

    let refused = fix(&mut trainer, &page, " ").await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give the paper a title");
    assert_eq!(refused.field("shown"), shown, "the same draft is shown again");
    let other = Page { body: page.body.replace(&shown, &first), ..page.clone() };
    let refused = fix(&mut trainer, &other, "Spring mock").await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The question bank has changed since you looked.");
    for _ in 0..2 {
        assert_eq!(fix(&mut trainer, &page, "Spring mock").await.location(), urls::PAPERS);
    }
    let list = trainer.get(urls::PAPERS).await;
    list.shows("Spring mock").shows("score only").shows("26 of 40the scheme's pass mark");
    let organisation = domain::ids::OrganisationId::new(HOME);
    let papers = server.store().kept_papers(&organisation).await.unwrap();
    let [paper] = &papers[..] else { panic!("one paper is fixed: {papers:?}") };
    let items = paper.sections.concat().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(items.join(" "), shown);
    trainer.get(&changed).await.shows("these stand in other fixed papers: 40 in Spring mock");

    let withdraw = format!("{}/{}/withdraw", urls::PAPERS, paper.id);
    let mut stranger = Trainer::of(&server, Some(ELSEWHERE)).await;
    stranger.get(urls::PAPERS).await.hides("Spring mock");
    stranger.post(&withdraw, &[]).await.is(StatusCode::NOT_FOUND);
    assert_eq!(trainer.post(&withdraw, &[]).await.location(), urls::PAPERS);
    trainer.get(urls::PAPERS).await.shows("None yet.");
    for absent in ["?scheme=nothing&seed=1", "?seed=1", "?scheme=practice-foundation-2018&seed=x", ""] {
        trainer.get(&format!("{}{absent}", urls::PAPER_DRAFT)).await.is(StatusCode::NOT_FOUND);
    }
}
