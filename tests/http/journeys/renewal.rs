//! Planning and renewing: the plan of an organisation, its settings, a refresher, and what changed since a certificate.

use app::urls;
use axum::http::StatusCode;
use domain::question::Level;

use crate::page::Page;
use crate::people::{Candidate, address, last_segment};
use crate::server::Server;

const ID: &str = "0198f000-0000-7000-8000-00000000f0f0";

/// Somebody who has opened the books of an organisation.
async fn manager<'s>(server: &'s Server, name: &str) -> (Candidate<'s>, String) {
    let mut manager = Candidate::on(server, name).await;
    let id = manager.get(urls::ORGANISATIONS).await.field("id");
    let page = manager.post(urls::ORGANISATIONS, &[("id", &id), ("name", "Larkfield IT")]).await;
    let id = last_segment(page.location());
    (manager, id)
}

fn plan<'a>(id: &'a str, person: &'a str, kind: &'a str) -> Vec<(&'static str, &'a str)> {
    let fixed = [("go", "one"), ("level", "foundation"), ("on", "2027-02-01"), ("cost", "250")];
    fixed.into_iter().chain([("id", id), ("person", person), ("kind", kind)]).collect()
}

#[tokio::test]
async fn a_plan_is_made_once_moved_and_done() {
    let server = Server::start().await;
    let (mut fay, id) = manager(&server, "Fay Founder").await;
    let address = urls::office(&id, "plan");
    fay.get(&address).await.shows("Nothing is planned here").shows("No budget is set");
    for _ in 0..2 {
        fay.submit(&address, &plan(ID, "fay founder", "exam"))
            .await
            .shows("Official exam, Foundation")
            .shows("250.00 EUR");
    }
    fay.get(urls::DASHBOARD).await.shows("Larkfield IT asks: the official exam, Foundation, on 1 February 2027");
    let page = fay.submit(&format!("{address}/{ID}"), &[("go", "move"), ("on", "2027-03-02")]).await;
    page.shows("2 March 2027").hides("1 February 2027");
    let page = fay.submit(&format!("{address}/{ID}"), &[("go", "done")]).await;
    page.shows("done").hides("Give it up");
    fay.get(urls::DASHBOARD).await.hides("Larkfield IT asks");
    fay.get(&urls::office(&id, "forecast")).await.shows("Nobody holds it, and nothing is planned.");
    fay.get(&urls::office(&id, "renewals")).await.shows("No award may be renewed now");
}

#[tokio::test]
async fn what_is_wrong_with_a_plan_is_said() {
    let server = Server::start().await;
    let (mut fay, id) = manager(&server, "Fay Founder").await;
    let address = urls::office(&id, "plan");
    for (field, value, words) in [
        ("person", "Nobody Here", "Nobody in your books"),
        ("on", "soon", "Give the day as year-month-day"),
        ("on", "", "Give the day, for instance"),
        ("on", "2026-01-01", "This day is over"),
        ("cost", "a lot", "Give an amount"),
    ] {
        let sound = plan(ID, "Fay Founder", "exam").into_iter();
        let fields = sound.map(|(name, sound)| (name, if name == field { value } else { sound })).collect::<Vec<_>>();
        let page = fay.post(&address, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(page.field("person"), if field == "person" { value } else { "Fay Founder" });
    }
    let unknown = fay.post(&format!("{address}/{ID}"), &[("go", "done")]).await;
    unknown.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn settings_are_kept_or_refused() {
    let server = Server::start().await;
    let (mut fay, id) = manager(&server, "Fay Founder").await;
    let address = urls::office(&id, "settings");
    let sound = [
        ("name", "Larkfield Services"),
        ("remind_days", "30, 120"),
        ("window_days", "120"),
        ("keep_months", "24"),
        ("currency", "chf"),
        ("budget", "12,000"),
    ];
    let page = fay.submit(&address, &sound).await;
    page.shows("Kept.").shows("Larkfield Services");
    assert_eq!(
        [page.field("remind_days"), page.field("currency"), page.field("budget")],
        ["120, 30", "CHF", "12000.00"]
    );
    fay.get(&urls::office(&id, "plan")).await.shows("12,000.00 CHF are left");
    for (field, value, words) in [
        ("name", "", "Give the organisation's name"),
        ("remind_days", "often", "Give up to six whole numbers"),
        ("window_days", "0", "Give a whole number from 1 to 730"),
        ("keep_months", "", "Give a whole number from 1 to 240"),
        ("currency", "Euro", "three letters"),
        ("budget", "-1", "Give an amount"),
    ] {
        let fields = sound.map(|(name, sound)| (name, if name == field { value } else { sound }));
        let page = fay.post(&address, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
}

#[tokio::test]
async fn strangers_find_nothing() {
    let server = Server::start().await;
    let (mut fay, id) = manager(&server, "Fay Founder").await;
    fay.post(&urls::office(&id, "plan"), &plan(ID, "Fay Founder", "refresher")).await;
    let mut eve = Candidate::on(&server, "Eve Stranger").await;
    for page in ["forecast", "plan", "renewals", "settings"] {
        eve.get(&urls::office(&id, page)).await.is(StatusCode::NOT_FOUND);
    }
    for page in ["plan", "settings", &format!("plan/{ID}")] {
        eve.post(&urls::office(&id, page), &plan(ID, "Fay Founder", "exam")).await.is(StatusCode::NOT_FOUND);
    }
    eve.get(&urls::refresher(ID)).await.is(StatusCode::NOT_FOUND);
    eve.post(&urls::refresher(ID), &[]).await.is(StatusCode::NOT_FOUND);
    eve.get(&urls::changes(ID)).await.is(StatusCode::NOT_FOUND);
}

async fn answers_all_checks(server: &Server, person: &mut Candidate<'_>, page: &Page) {
    let lessons = server.library().lessons.iter();
    let named = lessons.filter(|lesson| page.body.contains(&format!("\"{}\"", urls::lesson(&lesson.id))));
    for check in named.flat_map(|lesson| &lesson.checks) {
        person.post(&urls::check(&check.lesson, &check.id), &[("choice", "0")]).await;
    }
}

#[tokio::test]
async fn a_refresher_is_done_by_its_checks_and_its_practice_set() {
    let server = Server::start().await;
    let (mut fay, id) = manager(&server, "Fay Founder").await;
    fay.post(&urls::office(&id, "plan"), &plan(ID, "Fay Founder", "refresher")).await;
    let address = urls::refresher(ID);
    let page = fay.get(&address).await;
    page.shows("passed with 80 %").shows("Lessons: 0 of").shows("Practice set: not done yet").hides("Hand it in");
    fay.post(&address, &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    answers_all_checks(&server, &mut fay, &page).await;
    let page = fay.get(&address).await;
    page.hides("Hand it in");
    let set = fay.post(urls::PRACTICE, &[("refresher", &page.field("refresher"))]).await;
    let set = last_segment(set.location());
    let account = fay.account("Fay Founder").await;
    let paper = server.store().attempt(&account, &domain::ids::AttemptId::new(set.as_str())).await.expect("it answers");
    let paper = paper.expect("it was started").paper;
    assert_eq!(paper.len(), 10);
    for (number, pinned) in (1..).zip(&paper) {
        let domain::response::Response::Choice(key) =
            server.library().item(&pinned.item).expect("it is live").body.key()
        else {
            panic!("Foundation asks for one option")
        };
        fay.practise(&set, number, key).await;
    }
    fay.post(&urls::submit(&set), &[]).await;
    fay.get(&address).await.shows("passed with 100 %").shows("Everything is done.");
    fay.submit(&address, &[]).await.shows("This refresher is done.");
    fay.get(&urls::office(&id, "plan")).await.shows("done");
}

#[tokio::test]
async fn what_changed_since_an_older_certificate_is_listed_with_its_lessons() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, "Ada Quill").await;
    let number = address("F 1");
    let fields = |edition| {
        [
            ("qualification", "ISO20K_F"),
            ("institute", "An institute"),
            ("awarded_on", "2015-05-01"),
            ("certificate_number", number.as_str()),
            ("edition", edition),
        ]
    };
    let long = "x".repeat(41);
    ada.post(urls::CREDITS, &fields(&long)).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give the edition");
    ada.post(urls::CREDITS, &fields("")).await.is(StatusCode::SEE_OTHER);
    let account = ada.account("Ada Quill").await;
    let id = server.store().awards(&account).await.expect("the store answers").remove(0).id;
    // Without the edition nothing is offered; the page leads to where it is entered.
    ada.get(urls::DASHBOARD).await.hides("What changed since your certificate");
    let here = urls::certificate(&id);
    assert!(ada.get(&here).await.body.contains(&urls::changes(&id)));
    let unknown = ada.get(&urls::changes(&id)).await;
    unknown.shows("Enter the edition in the record");
    assert!(unknown.body.contains(&here), "{}", unknown.body);
    let reason = [("reason", "The edition was missing")];
    let corrected = fields("ISO/IEC 20000-1:2011").into_iter().chain(reason).collect::<Vec<_>>();
    ada.submit(&here, &corrected)
        .await
        .shows("Corrected (edition not known → ISO/IEC 20000-1:2011): The edition was missing");
    assert_eq!(ada.get(&here).await.field("edition"), "ISO/IEC 20000-1:2011");
    ada.get(urls::DASHBOARD).await.shows("What changed since your certificate");
    let page = ada.get(&urls::changes(&id)).await;
    let library = server.library();
    let touched = domain::renewal::touched(&library.crosswalk).into_iter();
    let touched = touched.chain(library.amendments[0].clauses.clone()).collect();
    let expected = library.lessons_for(Level::Foundation, &touched);
    let links = |lesson: &content::Lesson| page.body.contains(&format!("\"{}\"", urls::lesson(&lesson.id)));
    for lesson in &library.lessons {
        assert_eq!(links(lesson), expected.iter().any(|(own, _)| own.id == lesson.id), "{}", lesson.id);
    }
    page.shows("0 of").shows("not begun");
    let first = expected[0].0;
    for check in &first.checks {
        ada.post(&urls::check(&first.id, &check.id), &[("choice", "0")]).await;
    }
    ada.post(&format!("{}/end", urls::lesson(&first.id)), &[]).await;
    ada.get(&urls::changes(&id)).await.shows("1 of");
    let mut eve = Candidate::on(&server, "Eve Stranger").await;
    eve.get(&urls::changes(&id)).await.is(StatusCode::NOT_FOUND);
}
