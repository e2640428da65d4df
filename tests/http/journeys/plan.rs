//! A trainer plans; those who take part see one agenda, do what is asked, and follow it in their own calendars.

use app::urls;
use axum::http::StatusCode;
use content::Scenario;
use domain::cohort::Task;
use domain::ids::{CohortId, EntryId};
use domain::question::Level;
use domain::time::Millis;
use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, Event};
use store::{Teaching, fresh_id};

use super::exam::keys;
use crate::browser::Browser;
use crate::page::Page;
use crate::people::{Candidate, HOME, SCHEME, Trainer, address, last_segment};
use crate::server::{ORIGIN, Server};

const NAME: &str = "Foundation, Oslo";

/// A trainer with a cohort in Oslo; the tests begin on the Sunday before its first day.
struct Scene<'s> {
    server: &'s Server,
    trainer: Trainer<'s>,
    cohort: CohortId,
}

impl<'s> Scene<'s> {
    async fn on(server: &'s Server) -> Self {
        let mut trainer = Trainer::of(server, Some(HOME)).await;
        let id = fresh_id(server.time_wall());
        let fields = [
            ("id", id.as_str()),
            ("name", NAME),
            ("level", "foundation"),
            ("edition", "2018"),
            ("scheme", SCHEME),
            ("starts_on", "2026-11-23"),
            ("ends_on", "2026-12-04"),
            ("exam_on", ""),
            ("zone", "Europe/Oslo"),
            ("language", "English"),
        ];
        trainer.post(urls::COHORTS, &fields).await.is(StatusCode::SEE_OTHER);
        Self { server, trainer, cohort: CohortId::new(id) }
    }

    async fn teaching(&self) -> Teaching {
        let account = self.server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
        let account = account.expect("the store answers").expect("the trainer is there").id;
        let teaching = self.server.store().teaching(&account, &self.cohort).await.expect("the store answers");
        teaching.expect("the trainer teaches it")
    }

    /// Somebody who takes part.
    async fn participant(&self, name: &str) -> Candidate<'s> {
        let code = self.teaching().await.cohort.code.expect("it can be joined");
        let mut candidate = Candidate::on(self.server, name).await;
        candidate.post(&urls::class_code(code), &[]).await.is(StatusCode::SEE_OTHER);
        candidate
    }

    fn page(&self, page: &str) -> String {
        urls::cohort_page(&self.cohort, page)
    }

    /// Sends the form of a new entry, twice as impatient people do; the id of the entry.
    async fn add(&mut self, kind: &str, fields: &[(&str, &str)]) -> EntryId {
        let address = self.page("plan/new");
        let form = self.trainer.get(&format!("{address}?kind={kind}")).await;
        let id = form.field("id");
        let fields =
            [("id", id.as_str()), ("kind", kind)].into_iter().chain(fields.iter().copied()).collect::<Vec<_>>();
        for _ in 0..2 {
            let page = self.trainer.post(&address, &fields).await;
            assert_eq!(page.location(), format!("{}?done=kept", self.page("plan")), "{}", page.words());
        }
        EntryId::new(id)
    }

    async fn session(&mut self) -> EntryId {
        let fields = [
            ("title", "First day"),
            ("place", "Room 1"),
            ("agenda", "The family of standards"),
            ("opens_on", "2026-11-23"),
            ("opens_at", "09:00"),
            ("closes_at", "12:00"),
            ("words", "Bring a pen"),
        ];
        self.add("session", &fields).await
    }

    async fn lesson(&mut self, due: (&str, &str)) -> EntryId {
        self.add("lessons", &[("title", ""), ("lesson", "f-series"), ("due_on", due.0), ("due_at", due.1)]).await
    }

    async fn practice(&mut self, opens: (&str, &str)) -> EntryId {
        let fields =
            [("title", "Warm up"), ("area", "support"), ("count", "3"), ("opens_on", opens.0), ("opens_at", opens.1)];
        self.add("practice", &fields).await
    }

    async fn plan(&mut self) -> Page {
        let address = self.page("plan");
        self.trainer.get(&address).await
    }

    async fn entry(&mut self, id: &EntryId) -> Page {
        self.trainer.get(&urls::plan_entry(&self.cohort, id)).await
    }
}

/// A case of the level that is taught.
fn exercise(server: &Server) -> &Scenario {
    let of_level = |scenario: &&Scenario| scenario.is_exercise() && scenario.level == Level::Foundation;
    server.library().scenarios.iter().find(of_level).expect("there is one")
}

/// Reads a lesson to its end and answers its checks.
async fn read(candidate: &mut Candidate<'_>, id: &str) {
    let library = candidate.server.library();
    let lesson = library.lessons.iter().find(|lesson| lesson.id.as_str() == id).expect("it is in the course");
    for check in &lesson.checks {
        candidate.post(&urls::check(&lesson.id, &check.id), &[("choice", "0")]).await;
    }
    candidate.post(&format!("{}/end", urls::lesson(&lesson.id)), &[]).await;
}

#[tokio::test]
async fn a_plan_is_one_agenda_for_those_who_take_part() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    scene.plan().await.shows("Nothing is planned yet").shows("All times are those of Europe/Oslo (now UTC+01:00).");
    let mut ada = scene.participant("Ada Quill").await;
    ada.get(urls::CLASSES).await.shows("Nothing is planned yet");
    ada.get(urls::DASHBOARD).await.hides("Next in your classes");
    let session = scene.session().await;
    scene.lesson(("2026-11-24", "")).await;
    scene.practice(("2026-12-02", "08:00")).await;
    let exercise = exercise(&server);
    let (id, title) = (exercise.id.to_string(), exercise.title.clone());
    scene.add("exercise", &[("title", ""), ("scenario", &id), ("closes_on", "2026-12-03")]).await;
    let mock = scene.add("paper", &[("title", "Big mock"), ("paper", SCHEME), ("start", "together")]).await;
    let page = scene.plan().await;
    page.shows("23 November – 29 November 2026").shows("Monday 23 November").shows("Without a date");
    page.shows("Session · to come").shows("Mon 23 November 2026, 09:00 – 12:00 · Room 1");
    page.shows("due Tue 24 November 2026, 23:59").shows("0 of 1 done").shows(&title).shows("Big mock");
    assert_eq!(page.words().matches("First day").count(), 1, "the form sent twice makes one entry");
    scene.entry(&session).await.shows("Bring a pen").shows("The family of standards").shows("Nothing is noted yet");
    scene.entry(&mock).await.shows("All begin together, when you start it.").shows("Run and watch it");

    let page = ada.get(urls::CLASSES).await;
    page.shows("The next seven days").shows("First day").shows("Session · Foundation, Oslo · Room 1");
    page.shows("Mon 23 November 2026, 09:00 – 12:00 (Europe/Oslo)")
        .shows("Later")
        .shows("Warm up")
        .shows("not open yet");
    ada.get(urls::DASHBOARD).await.shows("Next in your classes").shows("First day").hides("Big mock");
    ada.get(&urls::class(&scene.cohort)).await.shows("First day").shows("Europe/Oslo");
    ada.get(&urls::class_entry(&scene.cohort, &session)).await.shows("Where: Room 1").shows("Bring a pen");
    let page = ada.get(&urls::class_entry(&scene.cohort, &mock)).await;
    assert_eq!(page.location(), urls::class_mock(&scene.cohort, &mock), "mock exams have a page of their own");

    read(&mut ada, "f-series").await;
    scene.plan().await.shows("Lessons · open · 1 of 1 done");
    ada.get(urls::CLASSES).await.shows("Done and over (1)");
    let reports = scene.trainer.get(&urls::cohort_page(&scene.cohort, "reports")).await;
    reports.shows("Where everybody stands with what is in the plan.").shows("Ada Quill1 of 4");
    let file = scene.trainer.get(&urls::cohort_page(&scene.cohort, "reports/assignments.csv")).await;
    file.is(StatusCode::OK);
    assert!(file.body.contains("Ada Quill,1 of 4,done,not open yet,open,open"), "{}", file.body);
    server.time.pass(Millis::minutes(60 * 24));
    ada.get(urls::CLASSES).await.shows("Today").shows("now");
    scene.plan().await.shows("Session · now").shows("this week").shows("today");
    server.time.pass(Millis::minutes(60 * 4));
    scene.plan().await.shows("Session · over · 0 of 1 there");
}

#[tokio::test]
async fn a_set_is_begun_from_the_agenda_once_it_is_open() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let entry = scene.practice(("2026-11-23", "08:00")).await;
    let mut ada = scene.participant("Ada Quill").await;
    let address = urls::class_entry(&scene.cohort, &entry);
    ada.get(&address).await.shows("3 questions from").shows("It is not open yet.").hides("Begin the practice set");
    let page = ada.post(&address, &[("mode", "practice")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("It is not open yet. It opens Mon 23 November 2026, 08:00.");
    server.time.pass(Millis::minutes(60 * 24));
    ada.get(&address).await.shows("Begin the practice set");
    let page = ada.post(&address, &[("mode", "practice")]).await;
    let set = last_segment(page.location());
    let again = ada.post(&address, &[("mode", "practice")]).await;
    assert_eq!(last_segment(again.location()), set, "what is begun is gone on with");
    ada.get(&address).await.shows("Go on, begun").shows("0 of 3 answered");
    scene.entry(&entry).await.shows("◇ begun");
    let edit = format!("{}/edit", urls::plan_entry(&scene.cohort, &entry));
    let fields = [("title", "Warm up"), ("area", "support"), ("count", "9"), ("opens_on", "2026-11-20")];
    let page = scene.trainer.post(&edit, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("People have begun it already");
    assert_eq!(page.field("count"), "9");
    for (place, key) in keys(&ada, &set).await.into_iter().enumerate() {
        ada.practise(&set, place + 1, key).await;
    }
    scene.entry(&entry).await.shows("● done").shows("Mon 23 November 2026, 10:00");
    ada.get(&address).await.shows("done, Mon 23 November 2026, 10:00").shows("You may do it again");
    ada.get(urls::CLASSES).await.shows("Done and over (1)");
    // An exercise is begun in the same way, and done by its questions.
    let exercise = exercise(&server);
    let id = exercise.id.to_string();
    let entry = scene.add("exercise", &[("title", ""), ("scenario", &id), ("closes_on", "2026-11-24")]).await;
    let address = urls::class_entry(&scene.cohort, &entry);
    let page = ada.post(&address, &[("mode", "practice")]).await;
    assert!(page.location().starts_with("/practice/"), "{}", page.words());
    server.time.pass(Millis::minutes(60 * 24 * 2));
    ada.get(&address).await.shows("closed, not done");
    let page = ada.post(&address, &[("mode", "practice")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("It closed Tue 24 November 2026, 23:59.");
}

#[tokio::test]
async fn in_a_class_that_is_over_nothing_new_is_begun() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let exercise = exercise(&server).id.to_string();
    let begun = scene.practice(("2026-11-20", "08:00")).await;
    let other = scene.add("exercise", &[("title", ""), ("scenario", &exercise), ("closes_on", "2026-12-03")]).await;
    let mut ada = scene.participant("Ada Quill").await;
    let [begun, other] = [begun, other].map(|entry| urls::class_entry(&scene.cohort, &entry));
    let set = ada.post(&begun, &[("mode", "practice")]).await.location().to_owned();
    let shelf = scene.page("shelf");
    scene.trainer.post(&shelf, &[("go", "put-away")]).await.is(StatusCode::SEE_OTHER);
    ada.get(&other).await.shows("It is closed.").hides("Answer against the clock");
    let page = ada.post(&other, &[("mode", "practice")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This class is over: nothing new can be begun in it.");
    ada.get(&begun).await.shows("Go on, begun");
    let again = ada.post(&begun, &[("mode", "practice")]).await;
    assert_eq!(last_segment(again.location()), last_segment(&set), "what is begun is gone on with");
    scene.trainer.post(&shelf, &[("go", "take-out")]).await.is(StatusCode::SEE_OTHER);
    let page = ada.post(&other, &[("mode", "practice")]).await;
    assert!(page.location().starts_with("/practice/"), "{}", page.words());
}

#[tokio::test]
async fn own_dates_hold_for_one_person() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let (mut ada, mut ben) = (scene.participant("Ada Quill").await, scene.participant("Ben Oak").await);
    let fields = [
        ("title", "Read"),
        ("lesson", "f-series"),
        ("opens_on", "2026-11-23"),
        ("due_on", "2026-11-25"),
        ("closes_on", "2026-11-27"),
    ];
    let entry = scene.add("lessons", &fields).await;
    let people = server.store().participants(&scene.teaching().await).await.expect("the store answers");
    let id = |name: &str| people.iter().find(|one| one.name == name).expect("the person takes part").id.to_string();
    let (address, one) = (format!("{}/own-dates", urls::plan_entry(&scene.cohort, &entry)), id("Ada Quill"));
    let send = async |trainer: &mut Trainer<'_>, fields: &[(&str, &str)]| {
        let fields = [("participant", one.as_str()), ("go", "set")].into_iter().chain(fields.iter().copied());
        trainer.post(&address, &fields.collect::<Vec<_>>()).await
    };
    let page = send(&mut scene.trainer, &[("due_on", "2026-11-28"), ("reason", "A journey")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("It closes before it is due. Change one of the two.");
    assert_eq!((page.field("due_on"), page.field("reason")), ("2026-11-28".to_owned(), "A journey".to_owned()));
    assert_eq!(page.chosen("participant"), Some(one.clone()));
    let page = send(&mut scene.trainer, &[("reason", "A journey")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give at least one date that is different");
    let fields = [("due_on", "2026-11-28"), ("due_at", "18:00"), ("closes_on", "2026-11-30"), ("reason", "A journey")];
    assert!(send(&mut scene.trainer, &fields).await.location().ends_with("?done=dates"));
    scene.entry(&entry).await.shows("due Sat 28 November 2026, 18:00").shows("A journey").shows("Take back");
    let dates =
        "opens Mon 23 November 2026, 00:00 · due Sat 28 November 2026, 18:00 · closes Mon 30 November 2026, 23:59";
    ada.get(urls::CLASSES).await.shows(dates).shows("your own dates").hides("A journey");
    ben.get(urls::CLASSES).await.shows("due Wed 25 November 2026, 23:59").hides("28 November");
    server.time.pass(Millis::minutes(60 * 24 * 4));
    ben.get(urls::CLASSES).await.shows("Overdue");
    ada.get(urls::CLASSES).await.hides("Overdue");
    let back = [("participant", one.as_str()), ("go", "forget")];
    scene.trainer.post(&address, &back).await;
    ada.get(urls::CLASSES).await.shows("Overdue").hides("28 November");
    let foreign = [("participant", "nobody"), ("go", "set"), ("due_on", "2026-11-26"), ("reason", "x")];
    scene.trainer.post(&address, &foreign).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_makes_no_sense_is_told_and_what_was_typed_stays() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let new = scene.page("plan/new");
    let id = fresh_id(server.time_wall());
    let lessons = [("kind", "lessons"), ("title", "Read this"), ("lesson", "f-series"), ("words", "At leisure")];
    for (dates, words) in [
        (
            &[("opens_on", "2026-11-25"), ("due_on", "2026-11-24")][..],
            "It is due before it opens. Change one of the two.",
        ),
        (&[("opens_on", "2026-11-25"), ("closes_on", "2026-11-24")], "It closes before it opens."),
        (&[("due_on", "2026-11-25"), ("closes_on", "2026-11-24")], "It closes before it is due."),
        (&[("due_at", "10:00")], "Give the day too, or leave the time empty."),
        (&[("due_on", "soon")], "as year-month-day"),
        (&[("due_on", "2026-11-25"), ("due_at", "late")], "Give the time as hours and minutes"),
        (
            &[("opens_on", "2027-03-28"), ("opens_at", "02:30")],
            "On 28 March 2027 the clocks are put forward over 02:30: that time does not come. Give another one.",
        ),
    ] {
        let fields = lessons.iter().chain(dates).copied().chain([("id", id.as_str())]).collect::<Vec<_>>();
        let page = scene.trainer.post(&new, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words).shows("At leisure");
        assert_eq!((page.field("id"), page.field("title")), (id.clone(), "Read this".to_owned()));
        assert!(page.tags().iter().any(|tag| tag.is("input", "value", "f-series") && tag.get("checked").is_some()));
        for (name, typed) in dates {
            assert_eq!(page.field(name), *typed);
        }
    }
    let session = [("opens_on", "2026-11-25"), ("opens_at", "12:00"), ("closes_at", "09:00"), ("id", id.as_str())];
    for (kind, fields, words) in [
        ("session", &session[..], "The session ends before it begins."),
        ("session", &session[..], "Give a name"),
        ("lessons", &session[3..], "Choose at least one lesson."),
        ("practice", &[("count", "41"), session[3]], "from 1 to 40"),
        ("exercise", &[("scenario", "a-audit-1"), session[3]], "Choose an exercise from the list."),
        ("paper", &[("paper", "practice-auditor-2018"), session[3]], "Choose a paper from the list."),
    ] {
        let fields = fields.iter().copied().chain([("kind", kind)]).collect::<Vec<_>>();
        scene.trainer.post(&new, &fields).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
    scene.plan().await.shows("Nothing is planned yet");
    // In autumn 02:30 comes twice: the first one is meant.
    let fields = [("title", "Night"), ("lesson", "f-series"), ("opens_on", "2027-10-31"), ("opens_at", "02:30")];
    let entry = scene.add("lessons", &fields).await;
    let edit = format!("{}/edit", urls::plan_entry(&scene.cohort, &entry));
    let page = scene.trainer.get(&edit).await;
    assert_eq!((page.field("opens_on"), page.field("opens_at")), ("2027-10-31".to_owned(), "02:30".to_owned()));
    let fields = [("title", "Another night"), ("lesson", "f-series"), ("opens_on", "2027-11-01"), ("opens_at", "")];
    scene.trainer.submit(&edit, &fields).await.shows("Another night").shows("opens Mon 1 November 2027, 00:00");
    let page = scene.trainer.submit(&format!("{}/withdraw", urls::plan_entry(&scene.cohort, &entry)), &[]).await;
    page.shows("Taken out of the plan.").shows("Nothing is planned yet");
    scene.entry(&entry).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_register_is_kept_in_one_form() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let session = scene.session().await;
    let (mut ada, _) = (scene.participant("Ada Quill").await, scene.participant("Ben Oak").await);
    let page = scene.entry(&session).await;
    let radios = page.tags().into_iter().filter(|tag| tag.get("checked").is_some()).collect::<Vec<_>>();
    assert!(
        radios.len() == 2 && radios.iter().all(|tag| tag.get("value") == Some("present")),
        "all are present at first"
    );
    let names = radios.iter().filter_map(|tag| tag.get("name")).map(str::to_owned).collect::<Vec<_>>();
    let address = format!("{}/attendance", urls::plan_entry(&scene.cohort, &session));
    let fields = [(names[0].as_str(), "late"), (names[1].as_str(), "excused"), ("presence-nobody", "present")];
    let page = scene.trainer.submit(&address, &fields).await;
    page.shows("The register is kept.").shows(&format!("Some trainer of {HOME}"));
    let marked = page.tags().into_iter().filter(|tag| tag.get("checked").is_some());
    let marked = marked.filter_map(|tag| tag.get("value").map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(marked, ["late", "excused"]);
    // A form that was open since before that changes nothing, and says so.
    let stale = [(names[0].as_str(), "present"), (names[1].as_str(), "excused")];
    let page = scene.trainer.submit(&address, &stale).await;
    page.shows("but for people about whom somebody noted something else meanwhile");
    let marked = page.tags().into_iter().filter(|tag| tag.get("checked").is_some());
    assert_eq!(marked.filter_map(|tag| tag.get("value").map(str::to_owned)).next().as_deref(), Some("late"));
    scene.participant("Cal Elm").await;
    let page = scene.entry(&session).await;
    let marked = page.tags().into_iter().filter(|tag| tag.get("checked").is_some()).count();
    assert_eq!(marked, 2, "nothing is said of somebody who came later");
    server.time.pass(Millis::minutes(60 * 28));
    scene.plan().await.shows("1 of 3 there");
    ada.get(&urls::class_entry(&scene.cohort, &session)).await.shows("there, late");
}

#[tokio::test]
async fn a_whole_plan_is_shown_before_it_is_put_in() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let template = scene.page("plan/template");
    scene.trainer.get(&template).await.shows("Days on which you meet").hides("This would be put in");
    let ask = format!("{template}?day=mon&day=wed&from=09:00&until=16:00&go=show");
    let page = scene.trainer.get(&ask).await;
    page.shows("This would be put in").shows("Mon 23 November 2026, 09:00 – 16:00").shows("Session 4");
    page.shows("due Wed 25 November 2026, 09:00").shows("due Fri 4 December 2026, 23:59");
    scene.plan().await.shows("Nothing is planned yet");
    let fields = [("id", page.field("id")), ("from", "09:00".to_owned()), ("until", "16:00".to_owned())];
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).chain([("day", "mon"), ("day", "wed")]);
    let fields = fields.collect::<Vec<_>>();
    for _ in 0..2 {
        let page = scene.trainer.submit(&template, &fields).await;
        page.shows("The sessions and lessons are in the plan.");
    }
    let plan = server.store().plan_of_cohort(&scene.cohort).await.expect("the store answers");
    let titles = plan.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>();
    assert_eq!(titles.iter().filter(|title| title.starts_with("Session ")).count(), 4, "{titles:?}");
    let lessons = plan.iter().flat_map(|entry| match &entry.task {
        Task::Lessons { lessons } => lessons.clone(),
        _ => Vec::new(),
    });
    let lessons = lessons.collect::<Vec<_>>();
    let all = server.library().course(Level::Foundation).expect("there is a course").lessons().cloned();
    assert_eq!(lessons, all.collect::<Vec<_>>(), "each lesson once, in the order of the course");
    for (query, words) in [
        ("from=09:00&until=16:00&go=show", "Choose at least one day on which you meet."),
        ("day=sun&from=16:00&until=09:00&go=show", "The sessions end before they begin."),
        ("day=mon&from=&until=16:00&go=show", "Give the time as hours and minutes"),
    ] {
        let page = scene.trainer.get(&format!("{template}?{query}")).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words).hides("This would be put in");
    }
}

/// The events of a feed by their names for ever.
pub(super) async fn events(browser: &mut Browser<'_>, path: &str) -> Vec<Event> {
    let page = browser.get(path).await;
    page.is(StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/calendar; charset=utf-8");
    assert!(page.body.split("\r\n").all(|line| line.len() <= 75), "{}", page.body);
    let calendar = page.body.parse::<Calendar>().expect("it is a calendar");
    let events = calendar.components.iter().filter_map(|component| component.as_event().cloned());
    events.collect()
}

fn begins(event: &Event) -> String {
    match event.get_start() {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) => at.to_string(),
        other => panic!("{other:?} is no time in UTC"),
    }
}

/// The secret link, as a path.
pub(super) async fn make_link(browser: &mut Browser<'_>) -> String {
    let page = browser.post(urls::CALENDAR_LINK, &[("go", "make")]).await;
    page.is(StatusCode::OK).shows("Copy it now: it is shown only once.");
    let words = page.words();
    let at = words.find(&format!("{ORIGIN}/calendar/")).expect("the address is shown");
    let end = at + ORIGIN.len() + "/calendar/".len() + 64;
    words[at + ORIGIN.len()..end].to_owned()
}

#[tokio::test]
async fn the_agenda_is_followed_in_ones_own_calendar() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let (session, reading) = (scene.session().await, scene.lesson(("2026-11-24", "18:00")).await);
    scene.add("paper", &[("title", "Without a date"), ("paper", SCHEME), ("start", "alone")]).await;
    let mut ada = scene.participant("Ada Quill").await;
    ada.get(urls::CALENDAR_LINK).await.shows("You have no link yet.");
    let link = make_link(&mut ada).await;
    ada.get(urls::CALENDAR_LINK).await.shows("Make a new link").hides("/calendar/");
    let mut anybody = Candidate::on(&server, "Another Program").await;
    let first = events(&mut anybody, &link).await;
    assert_eq!(first.len(), 2, "what has no date is in no calendar");
    let uid = |id: &EntryId| format!("{id}@127.0.0.1:3000");
    assert_eq!(first[0].get_uid(), Some(uid(&session).as_str()));
    assert_eq!((first[0].get_summary(), begins(&first[0]).as_str()), (Some("First day"), "2026-11-23 08:00:00 UTC"));
    assert!(first[0].get_description().is_some_and(|words| words.contains("Bring a pen")));
    assert!(first[1].get_summary().is_some_and(|title| title.starts_with("Due: ")));
    assert_eq!(begins(&first[1]), "2026-11-24 17:00:00 UTC");
    let feed = anybody.get(&link).await.body;
    server.time.pass(Millis::minutes(10));
    assert_eq!(anybody.get(&link).await.body, feed, "the same plan gives the same bytes");
    // Changes keep the name and raise the number.
    let people = server.store().participants(&scene.teaching().await).await.expect("the store answers");
    let (one, own) = (people[0].id.to_string(), format!("{}/own-dates", urls::plan_entry(&scene.cohort, &reading)));
    let dates =
        [("participant", one.as_str()), ("go", "set"), ("due_on", "2026-11-26"), ("due_at", "18:00"), ("reason", "x")];
    scene.trainer.post(&own, &dates).await;
    let second = events(&mut anybody, &link).await;
    assert_eq!((second[1].get_uid(), begins(&second[1]).as_str()), (first[1].get_uid(), "2026-11-26 17:00:00 UTC"));
    assert!(second[1].get_sequence() > first[1].get_sequence());
    assert_eq!(second[0].get_sequence(), first[0].get_sequence());
    // Who teaches sees the sessions, and no assignments.
    let taught = make_link(&mut scene.trainer).await;
    let sessions = events(&mut anybody, &taught).await;
    assert_eq!(sessions.iter().map(|event| event.get_uid()).collect::<Vec<_>>(), [Some(uid(&session).as_str())]);
    // A new link ends the old one.
    let newer = make_link(&mut ada).await;
    anybody.get(&link).await.is(StatusCode::NOT_FOUND);
    assert_eq!(events(&mut anybody, &newer).await.len(), 2);
    ada.post(&format!("{}/leave", urls::class(&scene.cohort)), &[]).await;
    assert_eq!(events(&mut anybody, &newer).await.len(), 0);
    ada.post(urls::CALENDAR_LINK, &[("go", "end")]).await.is(StatusCode::SEE_OTHER);
    anybody.get(&newer).await.is(StatusCode::NOT_FOUND);
    for wrong in ["/calendar/0123", &format!("/calendar/{}", "0".repeat(64))] {
        anybody.get(wrong).await.is(StatusCode::NOT_FOUND);
    }
}
