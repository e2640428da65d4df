//! Mail from the queue to a mail server on this machine, and what people and administrators see of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::mail::{
    CertificateDecided, ExpiryReminder, Invitation, Outcome, Reader, Written, certificate_decided, expiry_reminder,
    invitation,
};
use app::urls;
use axum::http::StatusCode;
use clausewise::clock::TimeSource;
use domain::time::Millis;
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use store::{Enqueued, MAIL_LEASE, MailKind};
use tokio::sync::watch;

use crate::people::{Administrator, Anonymous, Candidate, address};
use crate::server::{ORIGIN, Server, course};
use crate::smtp::{Answer, MailServer, Taken, WORD};

const ADA: &str = "Ada Quill";

/// A server that sends mail to a mail server.
async fn scene() -> (Server, MailServer) {
    let (server, smtp) = (Server::start().await, MailServer::start(false));
    server.restart_with_mail(smtp.url("")).await;
    (server, smtp)
}

/// Puts a mail to Ada into the queue; the occasion also names its token.
async fn enqueue(server: &Server, occasion: &str, write: impl Fn(&Reader<'_>) -> Written) -> Enqueued {
    let (email, token) = (address(ADA), format!("{occasion:0>64}"));
    let reader = Reader { name: ADA, email: &email, account: None, organisation: None, site: ORIGIN, token: &token };
    let now = server.time.wall();
    let mail = write(&reader).to_queue(&reader, occasion.to_owned(), now);
    server.store().enqueue_mail(mail, now).await.expect("the store answers")
}

fn reminder(reader: &Reader<'_>) -> Written {
    let about = ExpiryReminder {
        certificate: "Foundation für <IT>",
        ends_on: "2027-02-01",
        days: 71,
        what_to_do: "Sit the exam again, or let the certificate end.",
        path: Some(urls::CREDITS),
    };
    expiry_reminder(reader, &about)
}

fn invited(reader: &Reader<'_>) -> Written {
    let about =
        Invitation { organisation: "Larkfield", inviter: "Max", path: "/invitations/cafe", ends_on: "2026-12-06" };
    invitation(reader, &about)
}

fn message_id(taken: &Taken) -> String {
    let mail = parse_mail(taken.data.as_bytes()).expect("the mail is sound");
    mail.headers.get_first_value("Message-ID").expect("it has a name")
}

fn part(mail: &ParsedMail<'_>, kind: &str) -> String {
    let part = mail.subparts.iter().find(|part| part.ctype.mimetype == kind).expect("the part is there");
    part.get_body().expect("the part is sound").replace("\r\n", "\n").trim_end().to_owned()
}

#[tokio::test]
async fn a_mail_arrives_with_both_parts_and_its_headers() {
    let (server, mut smtp) = (Server::start_with(course(), "https://learn.example").await, MailServer::start(true));
    let word = WORD.replace(':', "%3A").replace('@', "%40");
    server.restart_with_mail(smtp.url(&format!("me:{word}@"))).await;
    enqueue(&server, "reminder", reminder).await;
    enqueue(&server, "reminder", reminder).await;
    assert_eq!((server.deliver().await, server.deliver().await), (1, 0));
    let taken = smtp.next().await;
    assert_eq!(smtp.rest(), [], "one occasion, one mail");
    assert_eq!((taken.from.as_str(), taken.to), ("no-reply@clausewise.example", vec![address(ADA)]));
    let mail = parse_mail(taken.data.as_bytes()).expect("the mail is sound");
    let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
    assert_eq!(header("Subject"), "Foundation für <IT> ends in 71 days");
    assert_eq!(header("From"), "Clausewise <no-reply@clausewise.example>");
    assert_eq!((header("To"), header("MIME-Version")), (address(ADA), "1.0".to_owned()));
    assert_eq!(header("Date"), "Sun, 22 Nov 2026 09:00:00 +0000");
    assert!(header("Message-ID").ends_with("@clausewise.example>"), "{}", header("Message-ID"));
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    let link = format!("https://learn.example{}", urls::unsubscribe(format!("{:0>64}", "reminder")));
    assert_eq!(header("List-Unsubscribe"), format!("<{link}>"));
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(mail.ctype.mimetype, "multipart/alternative");
    assert_eq!(
        mail.subparts.iter().map(|part| part.ctype.mimetype.as_str()).collect::<Vec<_>>(),
        ["text/plain", "text/html"]
    );
    let reader = Reader {
        name: ADA,
        email: "",
        account: None,
        organisation: None,
        site: ORIGIN,
        token: &format!("{:0>64}", "reminder"),
    };
    let written = reminder(&reader);
    assert_eq!(part(&mail, "text/plain"), written.text.trim_end());
    assert_eq!(part(&mail, "text/html"), written.html.trim_end());
}

#[tokio::test]
async fn not_now_means_later_and_never_means_given_up() {
    let (server, mut smtp) = scene().await;
    let mut administrator = Administrator::of(&server, None).await;
    administrator.get(urls::OUTBOX).await.shows("No mail yet.").shows("Mail is sent as Clausewise");
    smtp.answers(Answer::Later);
    enqueue(&server, "reminder", reminder).await;
    assert_eq!(server.deliver().await, 0);
    administrator.get(urls::OUTBOX).await.shows("waits, tried 1 timenext try").shows("The disk is full");
    smtp.answers(Answer::Take);
    server.time.pass(Millis(59_999));
    assert_eq!((server.deliver().await, smtp.rest()), (0, vec![]), "not before a minute is over");
    server.time.pass(Millis(1));
    assert_eq!(server.deliver().await, 1);
    assert_eq!(smtp.rest().len(), 1);
    administrator.get(urls::OUTBOX).await.shows("sent 22 November 2026, 09:01").hides("The disk is full");

    smtp.answers(Answer::Never);
    enqueue(&server, "invited", invited).await;
    assert_eq!(server.deliver().await, 0);
    server.time.pass(Millis::minutes(24 * 60));
    smtp.answers(Answer::Take);
    assert_eq!(server.deliver().await, 0, "it is not tried by itself again");
    let page = administrator.get(&format!("{}?state=failed", urls::OUTBOX)).await;
    page.shows("given up, tried 1 time").shows("No such mailbox here").hides("ends in 71 days");
    let link = page
        .tags()
        .iter()
        .filter_map(|tag| tag.get("href"))
        .find(|href| href.len() > 40 && href.starts_with("/outbox/"))
        .map(str::to_owned);
    let link = link.expect("the mail can be opened");
    administrator.get(&link).await.shows("Max invites you to Larkfield").shows("Send it again");
    let page = administrator.submit(&format!("{link}/retry"), &[]).await;
    page.shows("waits").hides("Send it again");
    assert_eq!((server.deliver().await, smtp.rest().len()), (1, 1));
    administrator.get(&format!("{}?state=no-such-state", urls::OUTBOX)).await.is(StatusCode::NOT_FOUND);
}

/// Between the mail server's "taken" and our mark there is a moment that nobody can close. Whoever dies in it leaves a lease; the
/// mail goes out once more under the same name, and is marked once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_killed_before_its_mark_leaves_a_mail_of_the_same_name() {
    let (server, mut smtp) = scene().await;
    let server = Arc::new(server);
    smtp.answers(Answer::TakeSlowly);
    enqueue(&server, "reminder", reminder).await;
    let worker = tokio::spawn({
        let server = Arc::clone(&server);
        async move { server.deliver().await }
    });
    let first = smtp.next().await;
    assert_eq!(server.deliver().await, 0, "while it is on its way, no other worker takes it");
    worker.abort();
    assert!(worker.await.expect_err("it was killed").is_cancelled());
    smtp.go_on();
    smtp.answers(Answer::Take);
    server.time.pass(Millis(MAIL_LEASE.0 - 1));
    assert_eq!((server.deliver().await, smtp.rest()), (0, vec![]), "the lease still runs");
    server.time.pass(Millis(1));
    assert_eq!((server.deliver().await, server.deliver().await), (1, 0));
    let again = smtp.rest();
    assert_eq!(again.iter().map(message_id).collect::<Vec<_>>(), [message_id(&first)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_killed_before_it_sends_costs_nothing() {
    let (server, mut smtp) = scene().await;
    enqueue(&server, "reminder", reminder).await;
    let killed = server.store().take_due_mail("killed".to_owned(), 1, server.time.wall()).await.unwrap();
    assert_eq!((killed.len(), server.deliver().await), (1, 0));
    server.crash(Millis(MAIL_LEASE.0)).await;
    assert_eq!((server.deliver().await, server.deliver().await), (1, 0));
    assert_eq!(smtp.rest().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn workers_at_once_send_each_mail_once() {
    let (server, mut smtp) = scene().await;
    for n in 0..30 {
        enqueue(&server, &format!("reminder-{n}"), reminder).await;
    }
    let (a, b, c) = tokio::join!(server.deliver(), server.deliver(), server.deliver());
    assert_eq!(a + b + c, 30);
    let taken = smtp.rest();
    assert_eq!((taken.len(), taken.iter().map(message_id).collect::<BTreeSet<_>>().len()), (30, 30));
}

#[tokio::test]
async fn wrong_settings_cost_no_mail() {
    let (server, mut smtp) = (Server::start().await, MailServer::start(true));
    let mut administrator = Administrator::of(&server, None).await;
    server.restart_with_mail(smtp.url("me:hushhush@")).await;
    enqueue(&server, "reminder", reminder).await;
    assert_eq!(server.deliver().await, 0);
    administrator.get(urls::OUTBOX).await.shows("waits, tried 1 time").shows("Invalid credentials").hides("hushhush");
    // A port on which nobody listens.
    let gone = { MailServer::start(false).url("") };
    server.restart_with_mail(gone).await;
    server.time.pass(Millis::minutes(1));
    assert_eq!(server.deliver().await, 0);
    administrator.get(urls::OUTBOX).await.shows("waits, tried 2 times");
    let word = WORD.replace(':', "%3A").replace('@', "%40");
    server.restart_with_mail(smtp.url(&format!("me:{word}@"))).await;
    server.time.pass(Millis::minutes(4));
    assert_eq!((server.deliver().await, smtp.rest().len()), (1, 1));
}

#[tokio::test]
async fn without_a_mail_server_mail_is_held_and_can_be_released() {
    let (server, mut smtp) = (Server::start().await, MailServer::start(false));
    let mut administrator = Administrator::of(&server, None).await;
    enqueue(&server, "old", invited).await;
    assert_eq!(server.deliver().await, 0);
    let page = administrator.get(urls::OUTBOX).await;
    page.shows("No mail server is set up").shows("held").hides("Send what was held");
    server.time.pass(Millis::minutes(8 * 24 * 60));
    enqueue(&server, "new", reminder).await;
    server.deliver().await;
    server.restart_with_mail(smtp.url("")).await;
    assert_eq!((server.deliver().await, smtp.rest()), (0, vec![]), "nothing leaves without somebody's word");
    administrator
        .get(urls::OUTBOX)
        .await
        .shows("Send what was held in the last 7 days")
        .hides("No mail server is set up");
    administrator.submit(urls::RELEASE, &[]).await.shows("waits");
    assert_eq!(server.deliver().await, 1);
    let taken = smtp.rest();
    assert!(taken[0].data.contains("71 days") && taken.len() == 1, "the old one stays: {taken:?}");
    administrator.get(&format!("{}?state=held", urls::OUTBOX)).await.shows("Max invites you");
}

#[tokio::test]
async fn everybody_chooses_what_they_get() {
    let (server, mut smtp) = scene().await;
    let mut ada = Candidate::on(&server, ADA).await;
    ada.get(urls::ACCOUNT).await.shows("Choose which mail you get").hides("Outbox");
    let ticked = |page: &crate::page::Page| page.tags().iter().filter(|tag| tag.get("checked").is_some()).count();
    let page = ada.get(urls::MAIL).await;
    page.shows("Invitations cannot be turned off");
    let declinable = MailKind::ALL.into_iter().filter(|kind| kind.may_be_declined()).count();
    assert_eq!(ticked(&page), declinable, "all are on");
    let page =
        ada.submit(urls::MAIL, &[("wanted", "exam_booked"), ("wanted", "invitation"), ("wanted", "nonsense")]).await;
    page.shows("Your choice is kept.");
    assert_eq!(ticked(&page), 1);
    assert_eq!(enqueue(&server, "reminder", reminder).await, Enqueued::Declined);
    assert_eq!(enqueue(&server, "invited", invited).await, Enqueued::Queued);
    assert_eq!((server.deliver().await, smtp.rest().len()), (1, 1), "the invitation alone");
    ada.submit(urls::MAIL, &[("wanted", "expiry_reminder")]).await;
    assert_eq!(enqueue(&server, "reminder-2", reminder).await, Enqueued::Queued);

    let off = urls::unsubscribe(format!("{:0>64}", "reminder-2"));
    let mut nobody = Anonymous::on(&server);
    let page = nobody.get(&off).await;
    page.shows("Certificates that end soon").shows("Turn them off?").hides(&address(ADA)).hides(ADA);
    nobody.post(&off, &[]).await.is(StatusCode::OK).shows("They are turned off");
    nobody.get(&off).await.shows("They are turned off").hides("Turn them off?");
    assert_eq!((server.deliver().await, smtp.rest()), (0, vec![]), "what waited is not sent");
    assert_eq!(ticked(&ada.get(urls::MAIL).await), 0);
    let invitation = urls::unsubscribe(format!("{:0>64}", "invited"));
    nobody.get(&invitation).await.is(StatusCode::NOT_FOUND);
    nobody.get(&urls::unsubscribe("nothing")).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_opened_mail_is_text_whatever_it_holds() {
    let server = Server::start().await;
    let mut administrator = Administrator::of(&server, None).await;
    let hostile = |reader: &Reader<'_>| {
        let outcome = Outcome::Rejected("<script>alert(1)</script>");
        let about = CertificateDecided { certificate: "</pre><b>Foundation", decided_by: "Max", outcome, path: "/c" };
        certificate_decided(reader, &about)
    };
    enqueue(&server, "decided", hostile).await;
    let id = server.sql().await;
    let id: (String,) = sqlx::query_as("SELECT id FROM mail").fetch_one(&id).await.unwrap();
    let page = administrator.get(&urls::outbox_mail(&id.0)).await;
    page.shows("Reason: <script>alert(1)</script>")
        .shows("&lt;script&gt;")
        .hides("<script>alert")
        .hides("<b>Foundation");
    page.hides("Send it again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_job_finishes_what_is_on_its_way_when_it_is_told_to_stop() {
    let (server, mut smtp) = scene().await;
    let server = Arc::new(server);
    smtp.answers(Answer::TakeSlowly);
    enqueue(&server, "reminder", reminder).await;
    let (stop, stopped) = watch::channel(false);
    let job = tokio::spawn({
        let server = Arc::clone(&server);
        async move { server.send_mail(stopped).await }
    });
    smtp.next().await;
    stop.send(true).expect("the job runs");
    smtp.go_on();
    job.await.expect("it ends by itself");
    server.time.pass(MAIL_LEASE);
    assert_eq!((server.deliver().await, smtp.rest()), (0, vec![]), "it was marked");
}
