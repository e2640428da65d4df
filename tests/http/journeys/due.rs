//! Until when there is time for what is required, and people who are chosen for it one by one.

use app::urls;
use axum::http::StatusCode;
use domain::ids::AwardId;
use domain::time::Millis;
use icalendar::{Component, DatePerhapsTime};
use mailparse::{MailHeaderMap, parse_mail};
use store::{Recording, fresh_id};

use super::desk::facts;
use super::people::{ORGANISATION, add, joined, keeper, office};
use super::plan::{events, make_link};
use crate::browser::Browser;
use crate::people::{Candidate, address, last_segment};
use crate::server::Server;
use crate::smtp::MailServer;

const DAY: Millis = Millis::minutes(24 * 60);
const ID: &str = "0198f000-0000-7000-8000-0000000000a1";

/// What is filled in to state a requirement, with some of it changed.
pub fn stated<'a>(scope: &'a str, changed: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let sound = [
        ("id", ID),
        ("name", "Agents: Foundation"),
        ("scope", scope),
        ("levels", "foundation"),
        ("at_least", ""),
        ("valid_months", ""),
        ("criticality", "high"),
        ("from", "2026-01-01"),
        ("due", ""),
        ("within", ""),
    ];
    let value = |name| changed.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
    sound.map(|(name, sound)| (name, value(name).unwrap_or(sound))).to_vec()
}

/// Adds somebody from a day on; the address of the person's page.
async fn newcomer(keeper: &mut Browser<'_>, (name, email): (&str, &str), position: &str, from: &str) -> String {
    let id = keeper.get(&office("people?add=person")).await.field("id");
    let fields = [("id", id.as_str()), ("name", name), ("email", email), ("holds", position), ("starts_on", from)];
    keeper.post(&office("people"), &fields).await.is(StatusCode::SEE_OTHER).location().to_owned()
}

#[tokio::test]
async fn a_gap_is_something_to_do_first_and_late_afterwards() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    add(&mut keeper, "Ada Quill", &position).await;
    let ben = newcomer(&mut keeper, ("Ben Oak", "ben.oak@example.org"), &position, "2026-11-01").await;
    let (list, scope) = (office("requirements"), format!("position {position}"));
    for (changed, words) in [
        (vec![("within", "61")], "Give a whole number from 1 to 60"),
        (vec![("within", "0")], "Give a whole number from 1 to 60"),
        (vec![("within", "3"), ("at_least", "2")], "have no day of their own"),
    ] {
        let page = keeper.post(&list, &stated(&scope, &changed)).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(page.field("within"), changed[0].1, "what was typed is kept");
    }
    let requirement = keeper.post(&list, &stated(&scope, &[("within", "3")])).await;
    let requirement = requirement.is(StatusCode::SEE_OTHER).location().to_owned();
    let page = keeper.get(&requirement).await;
    page.shows("Everybody has 3 months from the day on which it comes to concern them.")
        .shows("0 of 2: 2 missing: 1 late, 1 with time, the next due by 31 January 2027")
        .shows("○ no certificate, late since 1 April 2026")
        .shows("◔ no certificate, due by 31 January 2027");
    assert_eq!(page.field("within"), "3", "who changes the rest keeps it");
    keeper.get(&office("people")).await.shows("○ 1 missing").shows("◔ 1 due by 31 January 2027");
    keeper.get(&office("people?state=late")).await.shows("1 person").shows("Ada Quill").hides("Ben Oak");
    keeper.get(&office("people?by=positions")).await.shows("○ 1 late, ◔ 1 with time");
    let overview = keeper.get(&urls::organisation(ORGANISATION)).await;
    overview.shows("1 is late; one is due by 31 January 2027.").shows("0 of 2 needs are met, 2 are not");
    keeper.get(&ben).await.shows("◔ due by 31 January 2027");
    for page in ["plan", "forecast"] {
        keeper.get(&office(page)).await.shows("January 2027: 1 need: Agents: Foundation 1");
    }
    keeper
        .get(&office("as-of?day=2026-11-22"))
        .await
        .shows("○ gap, 2 missing: 1 late, 1 with time")
        .shows("○ Agents: Foundation: not met, late: it was to be met by 31 March 2026")
        .shows("◔ Agents: Foundation: not met, to be met by 31 January 2027");
    keeper.get(&office("as-of/csv?day=2026-11-22")).await.shows("not met, has time").shows("2027-01-31");
    let pack = keeper.get(&office("pack?from=2026-11-01&until=2026-11-22")).await;
    pack.shows("newcomers within 3 months").shows("late: it was to be met by 31 March 2026");
    keeper.get(&office("export/requirements.csv")).await.shows("Months for newcomers").shows("\"\"within\"\":3");
    keeper.get(&office("people/export")).await.shows("Next due by").shows("2027-01-31");
    keeper.get(&office("exceptions?list=late")).await.shows("1 late, newcomers within 3 months");
}

#[tokio::test]
async fn people_are_chosen_one_by_one_and_taken_out() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let ben = newcomer(&mut keeper, ("Ben Oak", "ben.oak@example.org"), &position, "2026-01-01").await;
    newcomer(&mut keeper, ("Ben Oak", "another.oak@example.org"), &position, "2026-01-01").await;
    let mut candidate = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let page = keeper.post(&office("requirements"), &stated("people", &[("within", "1")])).await;
    let requirement = page.is(StatusCode::SEE_OTHER).location().to_owned();
    keeper.get(&requirement).await.shows("Nobody is chosen yet.").shows("It concerns nobody today.");
    let people = format!("{requirement}/people");
    for (typed, words) in [
        ("", "Give an e-mail address, or the whole name"),
        ("Nobody Here", "Nobody in the books has this address or this name."),
        ("Ben Oak", "Several people have this name. Give the e-mail address."),
    ] {
        let page = keeper.post(&people, &[("go", "add"), ("person", typed)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words).shows("Nobody is chosen yet.");
        assert_eq!(page.field("person"), typed);
    }
    let email = address("Ada Quill");
    keeper.post(&people, &[("go", "add"), ("person", &email)]).await.is(StatusCode::SEE_OTHER);
    let page = keeper.post(&people, &[("go", "add"), ("person", "ada quill")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Ada Quill is chosen already.");
    keeper.get(&requirement).await.shows("Ada Quill, since 22 November 2026").shows("0 of 1");
    candidate.get(&office("me")).await.shows("◔ due by 21 December 2026");
    // What else changes about the requirement leaves those who were chosen.
    let renamed = stated("people", &[("name", "Deputies: Foundation"), ("within", "2")]);
    keeper.post(&requirement, &renamed).await.is(StatusCode::SEE_OTHER);
    keeper.get(&requirement).await.shows("Deputies: Foundation").shows("Ada Quill, since 22 November 2026");
    keeper.get(&office("requirements")).await.shows("People chosen one by one");
    candidate.get(&office("me")).await.shows("◔ due by 21 January 2027");

    let also = format!("{ben}/requirements");
    keeper.get(&ben).await.shows("Also require").hides("chosen one by one");
    let page = keeper.post(&also, &[("go", "add"), ("also", "")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose a requirement.");
    let id = last_segment(&requirement);
    for _ in 0..2 {
        let page = keeper.post(&also, &[("go", "add"), ("also", &id)]).await;
        assert_eq!(page.is(StatusCode::SEE_OTHER).location(), ben, "sent twice it is one");
    }
    keeper
        .get(&ben)
        .await
        .shows("Deputies: Foundation: chosen one by one")
        .shows("was chosen for “Deputies: Foundation”");
    keeper.post(&also, &[("go", "add"), ("also", "no-such-requirement")]).await.is(StatusCode::NOT_FOUND);
    keeper.get(&requirement).await.shows("0 of 2");
    let refused = keeper.post(&requirement, &stated("everyone", &[])).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("2 people are chosen for it, and would be chosen no more.");
    keeper.get(&requirement).await.shows("0 of 2");
    for _ in 0..2 {
        let out = [("go", "out"), ("member", &*last_segment(&ada))];
        keeper.post(&people, &out).await.is(StatusCode::SEE_OTHER);
    }
    keeper.post(&also, &[("go", "out"), ("also", &id)]).await.is(StatusCode::SEE_OTHER);
    keeper.get(&requirement).await.shows("Nobody is chosen yet.");
    candidate.get(&office("me")).await.shows("Nothing is required of you today.");
    candidate.post(&people, &[("go", "add"), ("person", &email)]).await.is(StatusCode::NOT_FOUND);
    candidate.post(&also, &[("go", "add"), ("also", &id)]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_required_stands_on_the_first_page_and_in_the_own_calendar() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let mut candidate = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let link = make_link(&mut candidate).await;
    candidate.get(urls::DASHBOARD).await.hides("requires");
    let scope = format!("position {position}");
    let fields = stated(&scope, &[("from", "2026-11-22"), ("due", "2026-12-20")]);
    keeper.post(&office("requirements"), &fields).await.is(StatusCode::SEE_OTHER);
    let late = stated(&scope, &[("id", "0198f000-0000-7000-8000-0000000000a2"), ("name", "Foundation")]);
    keeper.post(&office("requirements"), &late).await.is(StatusCode::SEE_OTHER);
    let page = candidate.get(urls::DASHBOARD).await;
    page.shows("requires: Foundation (Agents: Foundation), by 20 December 2026").shows("requires: Foundation, now");
    candidate.post(urls::EXAM_DATE, &[("exam_date", "2026-12-03")]).await.is(StatusCode::SEE_OTHER);
    let (account, now) = (candidate.account("Ada Quill").await, server.now().wall);
    let new = Recording { id: AwardId::new(fresh_id(now)), facts: facts("F 1", Some("2028-05-01")) };
    server.store().record_award(&account, "Ada Quill".to_owned(), new, now).await.expect("the store answers");
    let told = events(&mut candidate, &link).await;
    let told = told.iter().map(|event| (event.get_summary().unwrap_or_default(), event.get_start()));
    let day = |text: &str| Some(DatePerhapsTime::Date(text.parse().expect("a day")));
    let expected = [
        ("Your exam", day("2026-12-03")),
        ("Your certificate ends: Foundation", day("2028-05-01")),
        ("Due: Foundation", day("2026-12-20")),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected, "what is asked for at once has no day");
    // Somebody who does not belong there is asked for nothing.
    let mut other = Candidate::on(&server, "Zoe Stranger").await;
    other.get(urls::DASHBOARD).await.hides("requires");
}

#[tokio::test]
async fn who_joined_is_reminded_and_who_answers_is_told() {
    let (server, mut smtp) = (Server::start().await, MailServer::start(false));
    server.restart_with_mail(smtp.url("")).await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    joined(&server, &mut keeper, &ada, "Ada Quill").await;
    server.deliver().await;
    smtp.rest();
    let scope = format!("position {position}");
    let fields = stated(&scope, &[("from", "2026-11-22"), ("due", "2026-12-20")]);
    keeper.post(&office("requirements"), &fields).await.is(StatusCode::SEE_OTHER);
    for _ in 0..38 {
        server.time.pass(DAY);
        server.begin_day().await;
        server.deliver().await;
    }
    let mails = smtp.rest().into_iter().map(|taken| {
        let mail = parse_mail(taken.data.as_bytes()).expect("the mail is sound");
        let text = mail.subparts[0].get_body().expect("the part is sound").replace("\r\n", "\n");
        (taken.to.join(", "), mail.headers.get_first_value("Subject").unwrap_or_default(), text)
    });
    let (hers, others): (Vec<_>, Vec<_>) = mails.partition(|(to, ..)| *to == address("Ada Quill"));
    let subjects = hers.iter().map(|(_, subject, _)| subject.as_str()).collect::<Vec<_>>();
    let expected = [
        "What your position asks for: Agent",
        "Foundation: 20 days are left",
        "Foundation: 7 days are left",
        "Foundation was due by 20 December 2026",
    ];
    assert_eq!(subjects, expected, "each once");
    assert!(hers[1].2.contains("To be met by: 20 December 2026"), "{}", hers[1].2);
    let told = |words: &str| others.iter().filter(|(.., text)| text.contains(words)).count();
    assert_eq!(told("- Ada Quill: Agents: Foundation, last day 20 December 2026"), 1, "{others:?}");
    assert!(told("- Ada Quill: Agents: Foundation, by 20 December 2026") >= 3, "{others:?}");
    assert_eq!(told("Late since last week"), 1);

    // They can be turned off as every other kind.
    let mut ada = Candidate::on(&server, "Ada Stranger").await;
    ada.get(urls::MAIL).await.shows("Days by which you have to meet something");
}
