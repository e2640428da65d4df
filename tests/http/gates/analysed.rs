//! A mock exam of a cohort that somebody sat, and a question of it that was put right.

use std::sync::Arc;

use app::mail::{Reader, ResultChanged, result_changed};
use app::urls;
use domain::attempt::{Act, Mode, Save};
use domain::ids::{AccountId, AttemptId, CorrectionId, EntryId, ParticipantId};
use domain::item::{Body, Item};
use domain::layout::{Cut, CutSource, Layout};
use domain::marks::Marks;
use domain::question::Level;
use domain::regrade::Correction;
use domain::response::Response;
use domain::time::Millis;
use store::{
    Applied, ChangeNews, Enrolment, NewAccount, NewAttempt, NewCorrection, Role, StartOutcome, Teaching, TellChange,
    fresh_id,
};

use crate::server::{ORIGIN, Server};

/// The questions of the mock exams here: live ones with one right option of four.
pub fn questions(server: &Server, count: usize) -> Vec<Item> {
    let plain =
        |item: &&Item| item.is_live() && matches!(&item.body, Body::Single { options, .. } if options.len() == 4);
    server.library().items.iter().filter(plain).take(count).cloned().collect()
}

/// The right option of such a question.
pub fn key(item: &Item) -> u8 {
    item.body.key().choice().expect("it has one right option")
}

/// Somebody new takes part; the account.
pub async fn joined(server: &Server, teaching: &Teaching, name: &str) -> AccountId {
    let (store, now) = (server.store(), server.time_wall());
    let account = AccountId::new(fresh_id(now));
    let email = crate::people::address(name);
    let new = NewAccount {
        id: account.clone(),
        organisation: None,
        email: email.clone(),
        name: name.to_owned(),
        role: Role::Candidate,
        password_hash: "none".to_owned(),
    };
    store.make_account(new, now).await.expect("the store answers");
    enrol(server, teaching, (&account, name, &email)).await;
    account
}

/// Somebody takes part.
pub async fn enrol(server: &Server, teaching: &Teaching, who: (&AccountId, &str, &str)) {
    let way = Enrolment::Code(teaching.cohort.code.clone().expect("it can be joined"));
    let place = ParticipantId::new(fresh_id(server.time_wall()));
    server.store().enrol(who, way, place, server.time_wall()).await.expect("the store answers");
}

/// Somebody sits a mock exam and hands it in; each answer is an option, or nothing.
pub async fn sat(server: &Server, (account, entry): (&AccountId, &EntryId), answers: &[Option<u8>]) -> AttemptId {
    let (store, now) = (server.store(), server.now());
    let cut = Cut { marks: Marks::whole((answers.len() as u16).div_ceil(2)), source: CutSource::Scheme };
    let new = NewAttempt {
        id: AttemptId::new(fresh_id(now.wall)),
        account: account.clone(),
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: None,
        fixed: None,
        title: "Canary mock".to_owned(),
        seed: 7,
        items: questions(server, answers.len()),
        layout: Layout { cut: Some(cut), ..Layout::default() },
        base: Some(Millis::minutes(60)),
        vault: "00ff".to_owned(),
        entry: Some(entry.clone()),
        limit: None,
    };
    let started = store.start_attempt(new, now).await.expect("the store answers");
    let StartOutcome::Started(id) = started else { panic!("{started:?}") };
    for (place, option) in (0_u16..).zip(answers) {
        let Some(option) = option else { continue };
        let act = Act::Answer { item: place, response: Response::Choice(*option) };
        let save = Save { key: format!("key-{place}"), sequence: u64::from(place) + 1, act };
        store.save(account, &id, save, server.now()).await.expect("the store answers");
    }
    store.submit(account, &id, server.now()).await.expect("the store answers");
    id
}

fn tell() -> TellChange {
    Arc::new(|news: &ChangeNews| {
        let one = &news.reached;
        let token = one.attempt.to_string();
        let reader = Reader {
            name: &one.name,
            email: &one.email,
            account: Some(&one.account),
            organisation: Some(&news.organisation),
            site: ORIGIN,
            token: &token,
        };
        let about = ResultChanged {
            title: &one.title,
            mode: one.mode,
            class: &news.cohort,
            by: &news.by,
            reason: &news.reason,
            undone: news.undone,
            before: (one.before.score, one.before.marks, one.before.passed),
            after: (one.after.score, one.after.marks, one.after.passed),
            path: &urls::result(&one.attempt),
        };
        result_changed(&reader, &about).to_queue(&reader, String::new(), domain::time::Timestamp(0))
    })
}

/// Somebody sits the mock exam of the cohort, and its first question is put right; the correction.
pub async fn fill(server: &Server, teaching: &Teaching, entry: &EntryId) -> String {
    let account = joined(server, teaching, "Canary sitter").await;
    sat(server, (&account, entry), &[Some(0), Some(1), None]).await;
    let item = questions(server, 1).remove(0);
    let new = NewCorrection {
        id: CorrectionId::new(fresh_id(server.time_wall())),
        digest: item.digest.clone(),
        item: item.id,
        correction: Correction::Everyone,
        reason: "Canary reason".to_owned(),
    };
    let id = new.id.to_string();
    let store = server.store();
    let reach = store.preview_correction(teaching, &new).await.expect("the store answers").expect("it fits");
    let applied = store.apply_correction(teaching, new, reach.seen(), &tell(), server.time_wall()).await;
    assert!(matches!(applied, Ok(Applied::Done(_))), "{applied:?}");
    id
}

/// What is posted to a route of corrections and of the next session.
pub fn bodies(server: &Server, route: &str) -> Option<Vec<Vec<(&'static str, String)>>> {
    let id = || ("id", "0198f000-0000-7000-8000-00000000c0c3".to_owned());
    let text = |name: &'static str, text: &str| (name, text.to_owned());
    match route {
        "/cohorts/{cohort}/corrections" => {
            let item = questions(server, 2).remove(1);
            let of = |go: &str| {
                let chosen = [text("what", "everyone"), text("reason", "Another reason"), text("go", go)];
                let question = [id(), ("item", item.id.to_string()), ("version", item.digest.clone())];
                question.into_iter().chain(chosen).collect::<Vec<_>>()
            };
            Some(vec![of("preview"), of("apply"), of("change")])
        }
        "/cohorts/{cohort}/corrections/{correction}/undo" => {
            let of = |go: &str| vec![id(), text("reason", "Another reason"), text("go", go)];
            Some(vec![of("preview"), of("apply")])
        }
        "/cohorts/{cohort}/next-session" => {
            let line = [
                ("line", "0"),
                ("about-0", "words"),
                ("words-0", "Another line"),
                ("stays-0", "yes"),
                ("minutes-0", "5"),
            ];
            let of = |go: &str| {
                let fields = line.map(|(name, value)| text(name, value));
                let rest = [
                    id(),
                    text("title", "Another session"),
                    text("on", "2027-01-05"),
                    text("at", "18:30"),
                    text("go", go),
                ];
                fields.into_iter().chain(rest).collect::<Vec<_>>()
            };
            Some(vec![of("keep"), of("plan"), of("propose")])
        }
        _ => None,
    }
}
