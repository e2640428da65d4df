//! How long the people of a class have: the trainer's time limit of a mock exam, and extra time for several at once.

use app::api::Standing;
use app::urls;
use axum::http::StatusCode;
use domain::ids::{AttemptId, CohortId, EntryId};
use domain::time::Millis;
use icalendar::Component;
use store::Attempt;

use super::plan::{events, make_link};
use crate::gates::classes::{open, teaching};
use crate::html::words;
use crate::page::Page;
use crate::people::{Candidate, ELSEWHERE, HOME, SCHEME, Trainer, address, join, last_segment};
use crate::server::Server;

const ID: &str = "0198f000-0000-7000-8000-00000000c1a0";

/// A trainer with a cohort.
struct Scene<'s> {
    server: &'s Server,
    trainer: Trainer<'s>,
    cohort: CohortId,
}

impl<'s> Scene<'s> {
    async fn on(server: &'s Server) -> Self {
        let mut trainer = Trainer::of(server, Some(HOME)).await;
        let cohort = open(&mut trainer, "Foundation, Oslo", ID).await;
        Self { server, trainer, cohort }
    }

    /// Somebody who takes part, of the organisation or of none.
    async fn participant(&self, name: &str, organisation: Option<&str>) -> Candidate<'s> {
        let trainer = self.server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
        let trainer = trainer.expect("the store answers").expect("the trainer is there").id;
        let code = teaching(self.server, &trainer, &self.cohort).await.cohort.code.expect("it can be joined");
        let mut candidate = Candidate::on(self.server, name).await;
        if let Some(organisation) = organisation {
            join(self.server, name, organisation).await;
        }
        candidate.post(&urls::class_code(code), &[]).await.is(StatusCode::SEE_OTHER);
        candidate
    }

    fn time(&self) -> String {
        urls::cohort_page(&self.cohort, "people/time")
    }

    /// Which participant somebody is, as the page of extra time names people.
    async fn place(&mut self, name: &str) -> String {
        let address = self.time();
        let page = self.trainer.get(&address).await;
        let id = page.body.split("<li>").find(|line| line.contains(name)).expect("the person is listed");
        let id = id.split("id=\"who-").nth(1).and_then(|rest| rest.split('"').next());
        id.expect("the person can be ticked").to_owned()
    }
}

async fn attempt(server: &Server, (who, name): (&Candidate<'_>, &str), exam: &str) -> Attempt {
    let account = who.account(name).await;
    let found = server.store().attempt(&account, &AttemptId::new(exam)).await.expect("the store answers");
    found.expect("the attempt is there")
}

/// The form of a mock exam in the plan.
fn typed(limit: &str) -> Vec<(&'static str, &str)> {
    let fields = [("kind", "paper"), ("title", "The big mock"), ("paper", SCHEME), ("start", "alone")];
    fields.into_iter().chain([("due_on", "2026-12-11"), ("limit", limit)]).collect()
}

#[tokio::test]
async fn a_trainer_sets_how_long_a_mock_exam_takes() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let new = urls::cohort_page(&scene.cohort, "plan/new");
    let id = scene.trainer.get(&format!("{new}?kind=paper")).await.field("id");
    for wrong in ["4", "601", "an hour", "-30", "45.5"] {
        let fields = [&typed(wrong)[..], &[("id", id.as_str())]].concat();
        let page = scene.trainer.post(&new, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY)
            .shows("Give the time limit in whole minutes from 5 to 600, or leave it empty.");
        assert_eq!((page.field("limit").as_str(), page.field("title").as_str()), (wrong, "The big mock"));
    }
    let fields = [&typed("45")[..], &[("id", id.as_str())]].concat();
    scene.trainer.submit(&new, &fields).await.shows("The big mock").shows("time limit 45 min");
    let entry = EntryId::new(id);
    let (page, mock) = (urls::plan_entry(&scene.cohort, &entry), urls::class_mock(&scene.cohort, &entry));
    scene.trainer.get(&page).await.shows("Time limit: 45 min in the place of that of the scheme.");
    let edit = format!("{page}/edit");
    assert_eq!(scene.trainer.get(&edit).await.field("limit"), "45");
    for runs in [urls::cohort_page(&scene.cohort, "runs"), urls::run(&scene.cohort, &entry)] {
        scene.trainer.get(&runs).await.shows("time limit 45 min");
    }
    // Whoever takes part reads it before beginning, with the own extra time counted in.
    let mut ada = scene.participant("Ada Quill", None).await;
    let mut ben = scene.participant("Ben Oak", Some(HOME)).await;
    scene.trainer.get(&urls::cohort_page(&scene.cohort, "reports")).await.shows("The big mock, time limit 45 min");
    let account = ben.account("Ben Oak").await;
    let give = format!("{}/accommodations", urls::person(&account));
    let fields = [
        ("id", "0198f000-0000-7000-8000-00000000c1a1"),
        ("percent", "150"),
        ("extra", "0"),
        ("breaks", "0"),
        ("reason", "Agreed"),
        ("valid_from", "2026-11-22"),
        ("valid_until", ""),
    ];
    scene.trainer.post(&give, &fields).await.is(StatusCode::SEE_OTHER);
    ada.get(urls::CLASSES).await.shows("time limit 45 min");
    ada.get(&mock).await.shows("marks, 45 min as your trainer set it, closed book");
    ben.get(&mock).await.shows("67 min 30 s as your trainer set it, your extra time counted in");
    let link = make_link(&mut ada).await;
    let told = events(&mut ada, &link).await;
    let told = told.iter().filter_map(|event| event.get_description().map(str::to_owned)).collect::<String>();
    assert!(told.contains("time limit 45 min"), "{told}");
    // Until the first has begun it can be changed, and who looked before gets the new one.
    scene.trainer.submit(&edit, &typed("50")).await.shows("time limit 50 min");
    let exam = last_segment(ada.post(&mock, &[]).await.location());
    let timing = attempt(&server, (&ada, "Ada Quill"), &exam).await.head.timing;
    assert_eq!((timing.base, timing.granted()), (Some(Millis::minutes(50)), Some(Millis::minutes(50))));
    for limit in ["60", ""] {
        let page = scene.trainer.post(&edit, &typed(limit)).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("People have begun it already");
        assert_eq!(page.field("limit"), limit);
    }
    let fields = [&typed("50")[..], &[("words", "Bring a pen")]].concat();
    scene.trainer.post(&edit, &fields).await.is(StatusCode::SEE_OTHER);
    let other = last_segment(ben.post(&mock, &[]).await.location());
    let timing = attempt(&server, (&ben, "Ben Oak"), &other).await.head.timing;
    assert_eq!(timing.granted(), Some(Millis::minutes(75)), "half of the trainer's time is added");
    server.time.pass(Millis::minutes(10));
    ada.submit(&urls::submit(&exam), &[]).await.shows("Time used: 10 min of 50 min.");
    scene.trainer.get(&urls::sitting(&other)).await.shows("50 min for everybody; 150 % of the working time");
    server.verify().await;
}

const GIVEN: [(&str, &str); 6] = [
    ("percent", "125"),
    ("extra", "0"),
    ("breaks", "15"),
    ("reason", "Agreed in class"),
    ("valid_from", "2026-11-22"),
    ("valid_until", "2026-12-31"),
];

/// The form with what is chosen, as the page carries it on.
fn sent<'f>(go: &'static str, id: &'f str, who: &[&'f str], seen: &'f str) -> Vec<(&'static str, &'f str)> {
    let who = who.iter().map(|one| ("who", *one));
    GIVEN.into_iter().chain([("go", go), ("id", id), ("seen", seen)]).chain(who).collect()
}

fn row(page: &Page, name: &str) -> String {
    words(page.body.split("<tr>").find(|line| line.contains(name)).expect("the person is told of"))
}

#[tokio::test]
async fn extra_time_is_looked_at_given_once_and_ended_for_several() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let mut ada = scene.participant("Ada Quill", Some(HOME)).await;
    let ben = scene.participant("Ben Oak", Some(HOME)).await;
    let cem = scene.participant("Cem Ash", Some(ELSEWHERE)).await;
    let (time, people) = (scene.time(), urls::cohort_page(&scene.cohort, "people"));
    scene.trainer.get(&people).await.shows("Extra time for people of the class");
    let page = scene.trainer.get(&time).await;
    page.shows("Ada Quill has none").shows("Cem Ash is not of your organisation");
    let id = page.field("id");
    let (first, second, third) =
        (scene.place("Ada Quill").await, scene.place("Ben Oak").await, scene.place("Cem Ash").await);
    let nobody = scene.trainer.post(&time, &sent("look", &id, &[], "")).await;
    nobody.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Tick at least one person, or everybody.");
    assert_eq!((nobody.field("reason").as_str(), nobody.field("id")), ("Agreed in class", id.clone()));
    let wrong = sent("look", &id, &[&first], "");
    let wrong = wrong.into_iter().map(|(name, value)| (name, if name == "percent" { "401" } else { value }));
    let page = scene.trainer.post(&time, &wrong.collect::<Vec<_>>()).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give the working time in percent as a whole number");
    assert_eq!(page.field("percent"), "401");
    assert!(page.tags().iter().any(|tag| tag.is("input", "value", &first) && tag.get("checked").is_some()));
    let stranger = "0198f000-0000-7000-8000-00000000c1a9";
    scene.trainer.post(&time, &sent("look", &id, &[&first, stranger], "")).await.is(StatusCode::NOT_FOUND);
    scene.trainer.post(&time, &sent("dance", &id, &[&first], "")).await.is(StatusCode::BAD_REQUEST);
    // It is looked at, and nothing is given.
    let everybody = [&sent("look", &id, &[], "")[..], &[("everybody", "yes")]].concat();
    let page = scene.trainer.post(&time, &everybody).await;
    page.is(StatusCode::OK).shows("Nothing is given yet").shows("2 of 3 people would have more than now.");
    assert!(row(&page, "Ada Quill").contains("New: 125 % of the working time, 15 min for breaks."));
    assert!(row(&page, "Cem Ash").contains("Cannot: is not of your organisation"));
    ada.get(urls::ACCOUNT).await.hides("Extra time and breaks");
    let exam = ada.start_exam().await;
    let base = attempt(&server, (&ada, "Ada Quill"), &exam).await.head.timing.base.expect("an exam has a clock");
    let mut told = ada.listen(&urls::events(&exam)).await;
    let before = told.next::<Standing>().await.expect("it is told at once").remaining;
    let (lot, seen) = (page.field("id"), page.field("seen"));
    assert_ne!(lot, id, "what is looked at has an id of its own");
    let give = sent("give", &lot, &[&first, &second, &third], &seen);
    for words in ["The extra time is given to 2 people.", "This form was sent before. Nothing was changed now"] {
        scene.trainer.submit(&time, &give).await.shows(words).shows("in this class");
    }
    let after = told.next::<Standing>().await.expect("an open page is told").remaining;
    assert_eq!(after - before, base.0 / 4, "the running exam has it at once");
    let page = ada.get(urls::ACCOUNT).await;
    page.shows("Agreed in class").shows(&format!("Approved by Some trainer of {HOME}"));
    assert_eq!(page.words().matches("Agreed in class").count(), 1, "sent twice, it is given once");
    let held = server.store().accommodations(&cem.account("Cem Ash").await).await.expect("the store answers");
    assert!(held.is_empty(), "another organisation decides about him");
    again(&mut scene, &first, &second).await;
    // It ends as a whole, and what the office approved stays.
    let page = scene.trainer.post(&time, &[("go", "look-end"), ("who", &first), ("who", &second)]).await;
    page.is(StatusCode::OK).shows("Nothing is ended yet");
    assert!(row(&page, "Ada Quill").contains("Ends: 125 % of the working time, 15 min for breaks, until 31 December"));
    let seen = page.field("seen");
    let end = [("go", "end"), ("who", first.as_str()), ("who", second.as_str()), ("seen", seen.as_str())];
    let stale = [end[0], end[1], end[2], ("seen", "x")];
    scene.trainer.post(&time, &stale).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nothing was changed");
    scene.trainer.submit(&time, &end).await.shows("The extra time is ended for 2 people.");
    scene.trainer.submit(&time, &end).await.shows("It had ended before.");
    ada.get(urls::ACCOUNT).await.hides("Extra time and breaks");
    let granted = attempt(&server, (&ada, "Ada Quill"), &exam).await.head.timing.granted();
    assert_eq!(granted, Some(Millis(base.0 * 5 / 4)), "nobody loses time in the middle");
    let held = server.store().accommodations(&ben.account("Ben Oak").await).await.expect("the store answers");
    assert!(held.iter().any(|one| one.reason == "By the office" && one.valid_until.is_none()));
    let mut other = Trainer::of(&server, Some(ELSEWHERE)).await;
    other.get(&time).await.is(StatusCode::NOT_FOUND);
    other.post(&time, &give).await.is(StatusCode::NOT_FOUND);
}

/// Somebody approves more in another tab while the trainer looks: it is shown anew, and says what is so now.
async fn again(scene: &mut Scene<'_>, first: &str, second: &str) {
    let (time, id) = (scene.time(), "0198f000-0000-7000-8000-00000000c1a2");
    let page = scene.trainer.post(&time, &sent("look", id, &[first, second], "")).await;
    page.shows("so there is nothing to give").hides("Give it to");
    assert!(row(&page, "Ada Quill").contains("Unchanged: has 125 % of the working time"));
    let (lot, seen) = (page.field("id"), page.field("seen"));
    let account = scene.server.store().account_by_email(&address("Ben Oak")).await.expect("the store answers");
    let office = format!("{}/accommodations", urls::person(account.expect("he is there").id));
    let fields = [
        ("id", "0198f000-0000-7000-8000-00000000c1a3"),
        ("percent", "100"),
        ("extra", "5"),
        ("breaks", "15"),
        ("reason", "By the office"),
        ("valid_from", "2026-11-22"),
        ("valid_until", ""),
    ];
    scene.trainer.post(&office, &fields).await.is(StatusCode::SEE_OTHER);
    let page = scene.trainer.post(&time, &sent("give", &lot, &[first, second], &seen)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nothing was changed; look again.");
    assert!(row(&page, "Ben Oak").contains("5 min extra"));
    let page = scene.trainer.post(&time, &sent("change", &lot, &[first], &seen)).await;
    page.is(StatusCode::OK).shows("See what it would come to");
    assert_eq!(page.field("reason"), "Agreed in class", "what was typed is kept");
}
