//! What organisations write to people, from the button to the mailbox, and the way back from a mail.

use std::pin::Pin;
use std::task::{Context, Poll};

use app::urls;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, StatusCode, header};
use domain::time::Millis;
use http_body::Frame;
use mailparse::{MailHeaderMap, parse_mail};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower::ServiceExt;

use super::people::{add, invite, joined, keeper, office, record};
use crate::gates::books::{MULTIPART, pdf, post_file};
use crate::people::{Administrator, Anonymous, Candidate, PASSWORD, Trainer, address};
use crate::server::{ORIGIN, Server};
use crate::smtp::{Answer, MailServer, Taken};

const DAY: Millis = Millis::minutes(24 * 60);

async fn scene() -> (Server, MailServer) {
    let (server, smtp) = (Server::start().await, MailServer::start(false));
    server.restart_with_mail(smtp.url("")).await;
    (server, smtp)
}

/// Subject and plain text of a mail.
fn read(taken: &Taken) -> (String, String) {
    let mail = parse_mail(taken.data.as_bytes()).expect("the mail is sound");
    let text = mail.subparts[0].get_body().expect("the part is sound").replace("\r\n", "\n");
    (mail.headers.get_first_value("Subject").unwrap_or_default(), text)
}

/// The path of a link behind some words of a mail.
fn link(text: &str, words: &str) -> String {
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{words}: {ORIGIN}")));
    line.unwrap_or_else(|| panic!("no link {words:?} in: {text}")).to_owned()
}

#[tokio::test]
async fn an_invitation_arrives_and_leads_through_signing_up_to_the_decision() {
    let (server, mut smtp) = scene().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    keeper.get(&ada).await.shows("The invitation goes out by mail.");
    smtp.answers(Answer::Later);
    let token = keeper.get(&ada).await.field("invitation");
    for _ in 0..2 {
        let page = keeper.post(&format!("{ada}/invitation"), &[("invitation", &token)]).await;
        page.shows("The mail with its link waits to be sent.");
        let tags = page.tags();
        let shown = tags.iter().find(|tag| tag.is("input", "id", "invitation-link")).expect("the link is shown");
        assert_eq!(shown.get("value"), Some(format!("{ORIGIN}/join/{token}").as_str()));
    }
    keeper.post(&format!("{ada}/invitation"), &[("invitation", "short")]).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(server.deliver().await, 0);
    smtp.answers(Answer::Take);
    server.time.pass(Millis::minutes(1));
    assert_eq!((server.deliver().await, server.deliver().await), (1, 0), "pressed twice, it is one mail");
    keeper.get(&ada).await.shows("The mail with its link was sent.");
    let taken = smtp.next().await;
    assert_eq!(taken.to, [address("Ada Quill")]);
    let (subject, text) = read(&taken);
    assert_eq!(subject, "Fay Keeper invites you to Larkfield on Clausewise");
    let path = link(&text, "Look at the invitation");
    assert_eq!(path, format!("/join/{token}"));

    let mut door = Anonymous::on(&server);
    let page = door.get(&path).await;
    page.shows("Larkfield invites you").shows("Fay Keeper invites Ada Quill").hides("I agree, join");
    let led = door.post(&path, &[]).await.location().to_owned();
    assert_eq!(led, format!("/sign-in?next=%2Fjoin%2F{token}"), "who is signed out comes back to it");
    let hrefs = page.tags().iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect::<Vec<_>>();
    let way = |to: &str| hrefs.iter().find(|href| href.starts_with(&format!("{to}?next="))).expect("a way on").clone();
    let form = door.get(&way("/sign-up")).await;
    form.shows("you come back to the invitation of Larkfield");
    assert_eq!((form.field("name").as_str(), form.field("email")), ("Ada Quill", address("Ada Quill")));
    let next = form.field("next");
    let email = address("Ada Quill");
    let fields = [("name", "Ada Quill"), ("email", email.as_str()), ("password", "short"), ("next", &next)];
    let again = door.post(urls::SIGN_UP, &fields).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.field("next"), path, "a wrong password loses no way");
    let fields = fields.map(|(name, value)| (name, if name == "password" { PASSWORD } else { value }));
    let page = door.submit(urls::SIGN_UP, &fields).await;
    page.shows("your account is ready");
    assert_eq!((page.field("next"), page.field("email")), (path.clone(), email.clone()));
    let page = door.submit(urls::SIGN_IN, &[("email", &email), ("password", PASSWORD), ("next", &path)]).await;
    page.shows("Join Larkfield?").shows("I agree, join");
    keeper.get(&ada).await.shows("Invited on");
    assert_eq!(door.post(&path, &[]).await.location(), office("me"), "consent is the press of the button");
    keeper.get(&ada).await.shows("joined, and agreed");
}

#[tokio::test]
async fn signing_in_leads_to_pages_of_ours_alone() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let path = invite(&mut keeper, &ada).await;
    Candidate::on(&server, "Ada Quill").await;
    let email = address("Ada Quill");
    let mut door = Anonymous::on(&server);
    let page = door.get(&urls::sign_in_to(&path)).await;
    page.shows("you come back to the invitation");
    assert_eq!((page.field("email"), page.field("next")), (email.clone(), path.clone()));
    let used = door.get(&urls::sign_in_to(&path.replace("/join/", "/join/0"))).await;
    assert_eq!(used.field("email"), "", "an invitation that is none fills nothing in");
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/%2F/evil.example",
        "javascript:alert(1)",
        "/join/../../evil",
        "/sign-out",
        "/nothing-here",
        "/dashboard\r\nx: y",
    ] {
        let form = door.get(&urls::sign_in_to(next)).await;
        assert_eq!(form.field("next"), "", "{next:?}");
        form.hides("evil");
        door.get(&urls::sign_up_to(next)).await.is(StatusCode::OK).hides("evil");
        let fields = [("name", "Eve"), ("email", "eve@example.org"), ("password", PASSWORD), ("next", next)];
        assert_eq!(
            door.post(urls::SIGN_UP, &fields).await.location(),
            "/sign-in?notice=signed-up&email=eve%40example.org"
        );
        let fields = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
        assert_eq!(Anonymous::on(&server).post(urls::SIGN_IN, &fields).await.location(), urls::DASHBOARD, "{next:?}");
    }
}

#[tokio::test]
async fn those_without_an_account_are_invited_with_one_button() {
    let (server, mut smtp) = scene().await;
    let (mut keeper, position) = keeper(&server).await;
    let people = office("people");
    keeper.get(&people).await.hides("in the list only, with neither");
    for name in ["Ada Quill", "Ben Oak", "Cleo Marsh"] {
        add(&mut keeper, name, &position).await;
    }
    let invitations = format!("{people}/invitations");
    keeper.get(&people).await.shows("3 people are in the list only").shows("Invite 3 people");
    let page = keeper.submit(&invitations, &[]).await;
    page.shows("3 people were invited; the mails are on their way. Nobody is left without an invitation.")
        .hides("Invite 3");
    keeper.submit(&invitations, &[]).await.shows("0 people were invited");
    assert_eq!((server.deliver().await, server.deliver().await), (3, 0));
    let mut to = smtp.rest().into_iter().flat_map(|taken| taken.to).collect::<Vec<_>>();
    to.sort();
    assert_eq!(to, ["Ada Quill", "Ben Oak", "Cleo Marsh"].map(address));
    add(&mut keeper, "Dan Fry", &position).await;
    keeper.submit(&invitations, &[]).await.shows("1 person was invited;");
}

#[tokio::test]
async fn a_decision_reaches_who_entered_the_certificate() {
    let (server, mut smtp) = scene().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let mut candidate = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    server.deliver().await;
    smtp.rest();
    let mut decided = async |qualification: &str, number: &str, go: &str, reason: &str| {
        let fields = [
            ("qualification", qualification),
            ("institute", "An institute"),
            ("awarded_on", "2026-03-18"),
            ("certificate_number", number),
        ];
        candidate.post(urls::CREDITS, &fields).await.is(StatusCode::SEE_OTHER);
        let inbox = keeper.get(&office("approvals")).await;
        let tags = inbox.tags();
        let action = tags.iter().filter_map(|tag| tag.get("action")).find(|action| action.contains("/approvals/"));
        let action = action.expect("it waits").to_owned();
        for _ in 0..2 {
            keeper.post(&action, &[("go", go), ("reason", reason)]).await.is(StatusCode::SEE_OTHER);
        }
        server.deliver().await;
        action.rsplit('/').next().unwrap_or_default().to_owned()
    };
    decided("ITIL_F", "I 1", "verify", "Saw the paper").await;
    let (subject, text) = read(&smtp.next().await);
    assert_eq!(subject, "Your certificate was verified: ITIL v3 Foundation, An institute");
    assert!(!text.contains("ITIL_F"), "{text}");
    let award = decided("ISO20K_F", "F 1", "verify", "Saw the paper").await;
    let taken = smtp.rest();
    let [taken] = &taken[..] else { panic!("one decision, one mail: {taken:?}") };
    assert_eq!(taken.to, [address("Ada Quill")]);
    let (subject, text) = read(taken);
    assert_eq!(subject, "Your certificate was verified: Foundation, An institute");
    assert!(text.contains("Fay Keeper, Larkfield, has verified your certificate"), "{text}");
    assert_eq!(link(&text, "Open the certificate"), urls::certificate(&award));
    candidate.get(&urls::certificate(&award)).await.is(StatusCode::OK);

    let mut keeper = Anonymous::on(&server).sign_in(&address("Fay Keeper")).await;
    let revoke = [("go", "revoke"), ("mistake", "yes"), ("why", "Withdrawn by the institute")];
    keeper.post(&format!("{ada}/awards/{award}"), &revoke).await.is(StatusCode::SEE_OTHER);
    server.deliver().await;
    let (subject, text) = read(&smtp.next().await);
    assert!(subject.contains("was taken back") && text.contains("Reason: Withdrawn by the institute"), "{text}");

    let off = link(&text, "Turn these mails off");
    Anonymous::on(&server).post(&off, &[]).await.is(StatusCode::OK);
    candidate.get(urls::MAIL).await.shows("verified, not accepted, replaced, taken back or put back");
    let fields = [
        ("qualification", "ISO20K_F"),
        ("institute", "An institute"),
        ("awarded_on", "2026-03-19"),
        ("certificate_number", "F 2"),
    ];
    candidate.post(urls::CREDITS, &fields).await;
    let inbox = keeper.get(&office("approvals")).await;
    let tags = inbox.tags();
    let action = tags.iter().filter_map(|tag| tag.get("action")).find(|action| action.contains("/approvals/"));
    let reject = [("go", "reject"), ("reason", "No")];
    keeper.post(action.expect("it waits"), &reject).await.is(StatusCode::SEE_OTHER);
    assert_eq!((server.deliver().await, smtp.rest()), (0, vec![]), "who turned it off gets none");
}

/// The clock of the tests begins on Sunday, 22 November 2026.
#[tokio::test]
async fn the_week_is_summed_up_on_monday_once() {
    let (server, mut smtp) = scene().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada <Quill>", &position).await;
    record(&mut keeper, &ada, "F 1").await;
    assert_eq!(server.begin_day().await, 0, "the organisation was not there when this week began");
    server.time.pass(DAY);
    assert_eq!((server.begin_day().await, server.begin_day().await), (1, 0));
    server.deliver().await;
    let taken = smtp.next().await;
    assert_eq!(taken.to, [address("Fay Keeper")]);
    let (subject, text) = read(&taken);
    assert_eq!(subject, "Larkfield: the week in qualifications");
    assert!(
        text.contains("Larkfield, as of 23 November 2026: 1 certificate waits for approval, 1 person joined.\n"),
        "{text}"
    );
    assert!(text.contains("- Ada <Quill>: Foundation, An institute, since 22 November 2026\n"), "{text}");
    assert!(text.contains("- Fay Keeper, on 22 November 2026\n") && !text.contains("Left last week"), "{text}");
    let mail = parse_mail(taken.data.as_bytes()).expect("the mail is sound");
    let html = mail.subparts[1].get_body().expect("the part is sound");
    assert!(html.contains("Ada &lt;Quill&gt;") && !html.contains("<Quill>"), "{html}");
    let waits = link(&text, "Look at what waits");
    assert_eq!(waits, office("approvals"));
    keeper.get(&waits).await.shows("Ada <Quill>");
    for words in ["See the people", "Open the overview"] {
        keeper.get(&link(&text, words)).await.is(StatusCode::OK);
    }
    for _ in 0..6 {
        server.time.pass(DAY);
        assert_eq!(server.begin_day().await, 0, "once a week");
    }
    // Down on Monday and Tuesday: it comes on Wednesday.
    server.time.pass(Millis(3 * DAY.0));
    assert_eq!((server.begin_day().await, server.begin_day().await), (1, 0));
    keeper.submit(urls::MAIL, &[("wanted", "certificate_decided")]).await.shows("Your choice is kept.");
    server.time.pass(Millis(7 * DAY.0));
    assert_eq!(server.begin_day().await, 0, "turned off");
}

#[tokio::test]
async fn nothing_to_say_is_no_mail() {
    let (server, mut smtp) = scene().await;
    keeper(&server).await;
    server.time.pass(Millis(8 * DAY.0));
    assert_eq!((server.begin_day().await, server.deliver().await), (0, 0));
    assert_eq!(smtp.rest(), []);
}

#[tokio::test]
async fn administrators_find_the_outbox() {
    let server = Server::start().await;
    let mut administrator = Administrator::of(&server, None).await;
    let page = administrator.get(urls::SITTINGS).await;
    assert!(page.tags().iter().any(|tag| tag.is("a", "href", urls::OUTBOX)), "{}", page.body);
    let page = administrator.get(urls::OUTBOX).await;
    let here =
        page.tags().into_iter().find(|tag| tag.is("a", "href", urls::OUTBOX) && tag.get("aria-current").is_some());
    assert!(here.is_some(), "{}", page.body);
    let mut trainer = Trainer::of(&server, Some("Larkfield IT")).await;
    let page = trainer.get(urls::SITTINGS).await;
    page.is(StatusCode::OK).hides(urls::OUTBOX);
}

#[tokio::test]
async fn files_of_those_who_are_taken_out_are_removed() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let award = record(&mut keeper, &ada, "F 1").await;
    let files = format!("{}/{award}/evidence", office("awards"));
    post_file(&mut keeper, &files, "scan.pdf", &pdf()).await.is(StatusCode::SEE_OTHER);
    let kept = || {
        let folders = std::fs::read_dir(server.files()).into_iter().flatten().flatten();
        folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten()).count()
    };
    assert_eq!(kept(), 1);
    keeper.post(&format!("{ada}/leave"), &[("left_on", "2026-11-22")]).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("the files that you kept as proof");
    for _ in 0..2 {
        keeper.post(&format!("{ada}/erase"), &[]).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(kept(), 0);
    let page = keeper.get(&ada).await;
    page.shows("Somebody who was taken out").hides("scan.pdf");

    // What no row names goes after a day; what is named, or is young, stays.
    let ben = add(&mut keeper, "Ben Oak", &position).await;
    let award = record(&mut keeper, &ben, "F 2").await;
    post_file(&mut keeper, &format!("{}/{award}/evidence", office("awards")), "scan.pdf", &pdf()).await;
    for place in ["a".repeat(64), "b".repeat(64)] {
        std::fs::create_dir_all(server.files().join(&place[..2])).expect("a folder can be made");
        std::fs::write(server.files().join(&place[..2]).join(&place), "left behind").expect("it can be written");
    }
    let before = std::time::UNIX_EPOCH + std::time::Duration::from_millis((server.time_wall().0 - 2 * DAY.0) as u64);
    for folder in
        std::fs::read_dir(server.files()).expect("there are files").flatten().filter(|one| one.file_name() != "bb")
    {
        for file in std::fs::read_dir(folder.path()).expect("it is a folder").flatten() {
            let file = std::fs::File::options().write(true).open(file.path()).expect("it can be opened");
            file.set_modified(before).expect("its time can be set");
        }
    }
    let young = server.files().join("bb").join("b".repeat(64));
    let now = std::time::UNIX_EPOCH + std::time::Duration::from_millis(server.time_wall().0 as u64);
    std::fs::File::options()
        .write(true)
        .open(&young)
        .expect("it is there")
        .set_modified(now)
        .expect("its time can be set");
    server.begin_day().await;
    assert_eq!(kept(), 2, "the proof of Ben's certificate and the young one");
    assert!(young.is_file());
}

/// A body that never comes; it says when it is asked for.
struct Endless(Option<UnboundedSender<()>>);

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(asked) = self.0.take() {
            asked.send(()).expect("the test listens");
        }
        Poll::Pending
    }
}

#[tokio::test]
async fn too_many_files_at_once_are_told_to_come_back() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let award = record(&mut keeper, &ada, "F 1").await;
    let files = format!("{}/{award}/evidence", office("awards"));
    let cookies = keeper.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let (asked, mut heard) = unbounded_channel();
    let mut slow = Vec::new();
    for _ in 0..8 {
        let request = Request::builder().method("POST").uri(&files).header("host", "127.0.0.1:3000");
        let request = request.header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, MULTIPART);
        let request = request.header(header::COOKIE, &cookies).body(Body::new(Endless(Some(asked.clone()))));
        slow.push(tokio::spawn(server.router().oneshot(request.expect("the request is sound"))));
        heard.recv().await.expect("its place is taken");
    }
    let page = post_file(&mut keeper, &files, "scan.pdf", &pdf()).await;
    page.is(StatusCode::SERVICE_UNAVAILABLE)
        .shows("Many files are being sent right now")
        .shows("the file is still chosen");
    assert_eq!(page.header("retry-after"), "5");
    keeper.get(&ada).await.is(StatusCode::OK).hides("scan.pdf");
    slow.pop().expect("one is there").abort();
    post_file(&mut keeper, &files, "scan.pdf", &pdf()).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("scan.pdf");
}
