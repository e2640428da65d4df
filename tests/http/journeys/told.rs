//! What people are told of what organisations plan for them and ask of them, and who sees that mail.

use app::urls;
use axum::http::StatusCode;
use domain::time::Millis;
use mailparse::{MailHeaderMap, parse_mail};

use super::people::{add, invite, joined, keeper, office};
use crate::people::{Candidate, address, last_segment};
use crate::server::{ORIGIN, Server};
use crate::smtp::{MailServer, Taken};

const DAY: Millis = Millis::minutes(24 * 60);
const ID: &str = "0198f000-0000-7000-8000-00000000f0f1";

async fn scene() -> (Server, MailServer) {
    let (server, smtp) = (Server::start().await, MailServer::start(false));
    server.restart_with_mail(smtp.url("")).await;
    (server, smtp)
}

/// To whom, about what, in which words.
fn read(taken: &Taken) -> (String, String, String) {
    let mail = parse_mail(taken.data.as_bytes()).expect("the mail is sound");
    let text = mail.subparts[0].get_body().expect("the part is sound").replace("\r\n", "\n");
    (taken.to.join(", "), mail.headers.get_first_value("Subject").unwrap_or_default(), text)
}

fn planned<'a>(id: &'a str, kind: &'a str) -> [(&'static str, &'a str); 5] {
    [("id", id), ("kind", kind), ("plan_level", "foundation"), ("due_on", "2027-02-01"), ("cost", "250")]
}

#[tokio::test]
async fn whom_an_exam_is_booked_for_is_told_once() {
    let (server, mut smtp) = scene().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    for _ in 0..2 {
        keeper.post(&format!("{ada}/plan"), &planned(ID, "exam")).await.is(StatusCode::SEE_OTHER);
    }
    keeper.post(&office(&format!("plan/{ID}")), &[("go", "move"), ("on", "2027-03-02")]).await;
    server.deliver().await;
    let mails = smtp.rest();
    assert_eq!(mails.len(), 1, "one plan, one mail: {mails:?}");
    let (to, subject, text) = read(&mails[0]);
    assert_eq!((to, subject.as_str()), (address("Ada Quill"), "Booked: Foundation on 1 February 2027"));
    assert!(text.contains("Booked by: Fay Keeper, Larkfield"), "{text}");
}

#[tokio::test]
async fn a_refresher_planned_on_the_page_of_a_person_has_its_lessons() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let mut candidate = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    keeper.post(&format!("{ada}/plan"), &planned(ID, "refresher")).await.is(StatusCode::SEE_OTHER);
    candidate.get(&urls::refresher(ID)).await.is(StatusCode::OK);
}

#[tokio::test]
async fn who_joined_is_told_of_a_new_requirement_once() {
    let (server, mut smtp) = scene().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    add(&mut keeper, "Ben Oak", &position).await;
    joined(&server, &mut keeper, &ada, "Ada Quill").await;
    server.deliver().await;
    smtp.rest();
    let scope = format!("position {position}");
    let stated = [
        ("id", ID),
        ("name", "Agents: Foundation"),
        ("scope", scope.as_str()),
        ("levels", "foundation"),
        ("at_least", ""),
        ("valid_months", ""),
        ("criticality", "high"),
        ("from", "2026-11-22"),
        ("due", "2027-03-01"),
    ];
    keeper.post(&office("requirements"), &stated).await.is(StatusCode::SEE_OTHER);
    for _ in 0..3 {
        server.time.pass(DAY);
        server.begin_day().await;
        server.deliver().await;
    }
    let mails = smtp.rest().iter().map(read).collect::<Vec<_>>();
    let told = mails.iter().filter(|(_, subject, _)| subject.contains("asks for")).collect::<Vec<_>>();
    assert_eq!(told.len(), 1, "Ben has not joined: {mails:?}");
    let (to, subject, text) = told[0];
    assert_eq!((to.as_str(), subject.as_str()), (&*address("Ada Quill"), "What your position asks for: Agent"));
    assert!(text.contains("- Foundation") && text.contains("Needed by: 1 March 2027"), "{text}");
    assert!(text.contains(&format!("See the way there: {ORIGIN}{}", urls::DASHBOARD)), "{text}");
}

#[tokio::test]
async fn a_manager_sees_and_releases_the_mail_of_the_own_books() {
    let (server, mut smtp) = (Server::start().await, MailServer::start(false));
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    invite(&mut keeper, &ada).await;
    server.deliver().await;
    let list = office("mail");
    let page = keeper.get(&list).await;
    page.shows("No mail server is set up").shows("held").shows("Fay Keeper invites you to Larkfield");
    let tags = page.tags();
    let mail = tags.iter().filter_map(|tag| tag.get("href"));
    let mail =
        mail.into_iter().find(|href| href.starts_with(&format!("{list}/"))).expect("it can be opened").to_owned();
    keeper.get(&mail).await.is(StatusCode::OK).shows("/join/");

    // Neither somebody else's books nor those who only belong to these show it.
    let mut other = Candidate::on(&server, "Eve Stranger").await;
    let theirs = other.get(urls::ORGANISATIONS).await.field("id");
    other.post(urls::ORGANISATIONS, &[("id", &theirs), ("name", "Fernhill")]).await;
    other.get(&urls::office(&theirs, "mail")).await.is(StatusCode::OK).hides("Larkfield");
    let stolen = urls::office(&theirs, format!("mail/{}", last_segment(&mail)));
    for address in [&list, &mail, &stolen] {
        other.get(address).await.is(StatusCode::NOT_FOUND);
    }
    for address in [format!("{stolen}/retry"), format!("{mail}/retry"), format!("{list}/release")] {
        other.post(&address, &[]).await.is(StatusCode::NOT_FOUND);
    }

    server.restart_with_mail(smtp.url("")).await;
    other.post(&urls::office(&theirs, "mail/release"), &[]).await.is(StatusCode::SEE_OTHER);
    assert_eq!((server.deliver().await, smtp.rest().len()), (0, 0), "another's word releases nothing");
    keeper.get(&list).await.shows("Send what was held in the last 7 days");
    keeper.submit(&format!("{list}/release"), &[]).await.shows("waits");
    assert_eq!((server.deliver().await, smtp.rest().len()), (1, 1));
}
