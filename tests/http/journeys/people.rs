//! The people of an organisation: adding, recording, approving, joining, leaving.

use app::urls;
use axum::http::StatusCode;

use crate::browser::Browser;
use crate::gates::books::{pdf, post_file};
use crate::page::Page;
use crate::people::{Anonymous, Candidate, address, last_segment};
use crate::server::Server;

pub const ORGANISATION: &str = "0198f000-0000-7000-8000-00000000a0a0";

pub fn office(page: &str) -> String {
    urls::office(ORGANISATION, page)
}

/// Somebody who has opened books with a department and a position in it; the position.
pub async fn keeper(server: &Server) -> (Candidate<'_>, String) {
    let mut keeper = Candidate::on(server, "Fay Keeper").await;
    keeper.post(urls::ORGANISATIONS, &[("id", ORGANISATION), ("name", "Larkfield")]).await.is(StatusCode::SEE_OTHER);
    let department = "0198f000-0000-7000-8000-0000000000d1";
    let fields = [("id", department), ("department", "Service desk"), ("parent", "")];
    keeper.post(&office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
    let position = "0198f000-0000-7000-8000-0000000000e1";
    let fields = [("id", position), ("position", "Agent"), ("department_of", department)];
    keeper.post(&office("positions"), &fields).await.is(StatusCode::SEE_OTHER);
    (keeper, position.to_owned())
}

/// Adds a person; the address of the person's page.
pub async fn add(keeper: &mut Browser<'_>, name: &str, position: &str) -> String {
    let page = keeper.get(&office("people?add=person")).await;
    let (id, email) = (page.field("id"), address(name));
    let fields =
        [("id", id.as_str()), ("name", name), ("email", &email), ("holds", position), ("starts_on", "2026-01-01")];
    let first = keeper.post(&office("people"), &fields).await.location().to_owned();
    assert_eq!(keeper.post(&office("people"), &fields).await.location(), first, "sent twice it is one person");
    first
}

/// Records a Foundation certificate on the page of a person; its id.
pub async fn record(keeper: &mut Browser<'_>, person: &str, number: &str) -> String {
    let id = keeper.get(person).await.field("id");
    let fields = [
        ("id", id.as_str()),
        ("level", "foundation"),
        ("institute", "An institute"),
        ("certificate_number", number),
        ("awarded_on", "2026-02-01"),
        ("expires_on", ""),
    ];
    let page = keeper.post(&format!("{person}/awards"), &fields).await;
    let anchor = page.location().split_once("#award-").expect("it leads to the certificate").1.to_owned();
    let shown = keeper.get(person).await;
    assert!(shown.tags().iter().any(|tag| tag.is("article", "id", &format!("award-{anchor}"))), "{}", shown.body);
    anchor
}

/// Invites a person; the path of the link, which is shown once.
pub async fn invite(keeper: &mut Browser<'_>, person: &str) -> String {
    let token = keeper.get(person).await.field("invitation");
    let page = keeper.post(&format!("{person}/invitation"), &[("invitation", &token)]).await;
    let tags = page.tags();
    let link = tags.iter().find(|tag| tag.is("input", "id", "invitation-link")).expect("the link is shown");
    let path =
        link.get("value").expect("it has a link").split_once("/join/").expect("it leads to joining").1.to_owned();
    keeper.get(person).await.hides(&path);
    format!("/join/{path}")
}

#[tokio::test]
async fn a_person_is_added_found_and_exported() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    keeper.get(&office("people")).await.shows("1 person").shows("Fay Keeper");
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    add(&mut keeper, "=Ben Oak", &position).await;
    let list = keeper.get(&office("people")).await;
    list.shows("3 people").shows("Ada QuillAgent").shows("in the list only");
    keeper.get(&office("people?words=quill")).await.shows("1 person").hides("Ben Oak");
    keeper.get(&office("people?words=%25")).await.shows("Nobody fits this filter.");
    keeper.get(&office("people?state=none&sort=name_down")).await.shows("3 people");
    keeper.get(&office("people?page=9")).await.shows("Nobody fits this filter.");
    keeper.get(&office("people?by=positions")).await.shows("Agent, Service desk").shows("0 of 2");
    let export = keeper.get(&office("people/export?words=ben")).await;
    assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
    export.shows("'=Ben Oak").hides("Ada Quill");
    keeper.get(&ada).await.shows("Ada Quill").shows("Agent, Service desk: 1 January 2026 to today");
    let id = keeper.get(&office("people?add=person")).await.field("id");
    let sound = [
        ("id", id.as_str()),
        ("name", "Cleo"),
        ("email", "cleo@example.org"),
        ("holds", ""),
        ("starts_on", "2026-01-01"),
    ];
    for (field, value, words) in [
        ("name", " ", "Give the person's name"),
        ("email", "cleo", "Give an e-mail address"),
        ("email", "ADA.quill@example.org", "Somebody in these books has this address already."),
        ("starts_on", "soon", "Give the first day as year-month-day"),
    ] {
        let fields = sound.map(|(name, sound)| (name, if name == field { value } else { sound }));
        let page = keeper.post(&office("people"), &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        for name in ["name", "email", "starts_on"] {
            let typed = fields.iter().find(|(field, _)| *field == name).expect("it is a field").1.trim();
            assert_eq!(page.field(name), typed);
        }
    }
}

#[tokio::test]
async fn positions_are_filtered_sorted_and_exported() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let fields = [("id", "0198f000-0000-7000-8000-0000000000d2"), ("department", "Finance"), ("parent", "")];
    keeper.post(&office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
    let clerk = "0198f000-0000-7000-8000-0000000000e2";
    let fields = [("id", clerk), ("position", "=Clerk"), ("department_of", fields[0].1)];
    keeper.post(&office("positions"), &fields).await.is(StatusCode::SEE_OTHER);
    for (name, position) in [("Ada Quill", position.as_str()), ("Ben Oak", &position), ("Cleo Ash", clerk)] {
        add(&mut keeper, name, position).await;
    }
    let form = keeper.get(&office("requirements")).await;
    let id = form.field("id");
    let requirement = [
        ("id", id.as_str()),
        ("name", "Foundation"),
        ("scope", "everyone"),
        ("levels", "foundation"),
        ("criticality", "normal"),
        ("from", "2026-01-01"),
    ];
    keeper.post(&office("requirements"), &requirement).await.is(StatusCode::SEE_OTHER);
    let of = |page: &Page| {
        let words = page.words();
        (words.find("Agent, Service desk"), words.find("=Clerk, Finance"))
    };
    let list = keeper.get(&office("people?by=positions")).await;
    list.shows("2 positions").shows("0 of 2").shows("0 %").shows("○ 2");
    assert!(matches!(of(&list), (Some(agent), Some(clerk)) if clerk < agent), "by name");
    let by_gaps = keeper.get(&office("people?by=positions&sort=gaps")).await;
    assert!(matches!(of(&by_gaps), (Some(agent), Some(clerk)) if agent < clerk), "most gaps first");
    let narrow = keeper.get(&office("people?by=positions&words=AGENT")).await;
    narrow.shows("1 position").hides("=Clerk").shows("Clear");
    assert_eq!(narrow.field("words"), "AGENT");
    let finance = format!("people?by=positions&department={}&sort=name_down", "0198f000-0000-7000-8000-0000000000d2");
    let finance = keeper.get(&office(&finance)).await;
    finance.shows("1 position").hides("Agent, Service desk");
    assert_eq!((finance.field("by").as_str(), finance.field("sort").as_str()), ("positions", "name_down"));
    for odd in ["words=%25", "department=nowhere", "page=9"] {
        keeper.get(&office(&format!("people?by=positions&{odd}"))).await.shows("No position fits this filter.");
    }
    let csv = keeper.get(&office("people/export?by=positions&words=clerk")).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    csv.shows("'=Clerk, Finance").shows("Coverage").hides("Agent");
    assert!(csv.header("content-disposition").contains("positions-2026-11-22.csv"));
    for query in ["?by=positions&as=xlsx", "?as=xlsx"] {
        let (status, workbook) = keeper.bytes(&office(&format!("people/export{query}"))).await;
        assert!(status == StatusCode::OK && workbook.starts_with(b"PK"), "{query}: {status}");
    }
    keeper.get(&office("people/export?by=positions&as=pdf")).await.is(StatusCode::NOT_FOUND);
    let mut other = Candidate::on(&server, "Eve Stranger").await;
    for page in ["people?by=positions", "people/export?by=positions&as=csv"] {
        other.get(&office(page)).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_certificate_is_recorded_proved_approved_and_taken_back() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    keeper.get(&office("approvals")).await.shows("Nothing waits");
    let awards = format!("{ada}/awards");
    let refused = keeper.post(
        &awards,
        &[
            ("id", "0198f000-0000-7000-8000-0000000000f1"),
            ("level", "foundation"),
            ("institute", "An institute"),
            ("certificate_number", ""),
            ("awarded_on", "2030-01-01"),
            ("expires_on", "2029-01-01"),
        ],
    );
    let refused = refused.await;
    refused
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Give the number on the certificate")
        .shows("This date lies ahead.");
    assert_eq!(
        (refused.field("institute").as_str(), refused.field("expires_on").as_str()),
        ("An institute", "2029-01-01")
    );
    let award = record(&mut keeper, &ada, "F 1").await;
    assert_eq!(record(&mut keeper, &ada, "F 1").await, award, "the same certificate stands once");
    let files = format!("{}/{award}/evidence", office("awards"));
    let page = post_file(&mut keeper, &files, "letter.exe", "MZ no certificate").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        !server.files().exists() || std::fs::read_dir(server.files()).unwrap().next().is_none(),
        "nothing was kept"
    );
    post_file(&mut keeper, &files, "../scan.pdf", &pdf()).await.is(StatusCode::SEE_OTHER);
    let inbox = keeper.get(&office("approvals")).await;
    inbox.shows("1 certificate to look at").shows("Ada Quill").shows("scan.pdf");
    let tags = inbox.tags();
    let file = tags.iter().filter_map(|tag| tag.get("href")).find(|href| href.contains("/evidence/")).expect("a file");
    let proof = keeper.get(file).await;
    assert_eq!((proof.header("content-type"), proof.body.clone()), ("application/pdf", pdf()));
    assert_eq!(proof.header("content-disposition"), "attachment; filename=\"scan.pdf\"");
    assert_eq!((proof.header("x-content-type-options"), proof.header("cache-control")), ("nosniff", "no-store"));
    assert!(proof.header("content-security-policy").contains("sandbox"));
    let action = format!("{}/{award}", office("approvals"));
    let page = keeper.post(&action, &[("go", "verify"), ("reason", " ")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say it in words");
    for _ in 0..2 {
        let page = keeper.post(&action, &[("go", "verify"), ("reason", "Saw the paper")]).await;
        assert_eq!(page.location(), office("approvals"));
    }
    keeper.get(&office("approvals")).await.shows("Nothing waits");
    let page = keeper.get(&ada).await;
    page.shows("verified, without an end").shows("verified: Saw the paper").shows("file added");
    keeper.get(&office("people")).await.shows("● without an end");
    let change = format!("{ada}/awards/{award}");
    keeper.post(&change, &[("go", "revoke"), ("why", "")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    for (day, words) in [
        ("2099-01-01", "This day lies ahead"),
        ("1999-01-01", "and this day lies before"),
        ("soon", "Give the day as year-month-day"),
    ] {
        let page = keeper.post(&change, &[("go", "revoke"), ("back_from", day), ("why", "A mistake")]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(page.field("back_from"), day);
        let kept = |tag: &crate::html::Tag| tag.is("input", "id", "why") && tag.get("value") == Some("A mistake");
        assert!(page.tags().iter().any(kept), "{}", page.body);
    }
    let revoke = [("go", "revoke"), ("mistake", "yes"), ("why", "A mistake")];
    keeper.post(&change, &revoke).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("on: A mistake").shows("○ taken back from").hides("Correct it");
    keeper.get(&office("people")).await.hides("● without an end");
    // Taken back by mistake, it is put back and waits; sent twice, once.
    keeper.post(&change, &[("go", "reinstate"), ("why", " ")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        keeper.post(&change, &[("go", "reinstate"), ("why", "The wrong person")]).await.is(StatusCode::SEE_OTHER);
    }
    keeper.get(&office("approvals")).await.shows("1 certificate to look at");
    let page = keeper.get(&ada).await;
    page.shows("taken back by mistake: The wrong person").shows("◐ claimed");
    keeper.submit(&change, &[("go", "verify"), ("reason", "Saw it again")]).await.shows("verified, without an end");
}

#[tokio::test]
async fn positions_observations_plans_and_roles_are_kept_once() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", "").await;
    let id = keeper.get(&ada).await.field("id");
    let id = id.as_str();
    for (page, fields, words) in [
        (
            "positions",
            vec![("go", "assign"), ("holds", position.as_str()), ("from", "2026-02-01"), ("until", "2026-03-01")],
            "1 February 2026 to 1 March 2026",
        ),
        (
            "observations",
            vec![("seen_on", "2026-03-01"), ("effect", "competent"), ("words", "Led a review")],
            "Led a review",
        ),
        (
            "plan",
            vec![("kind", "exam"), ("plan_level", "foundation"), ("due_on", "2027-03-01"), ("cost", "250.5")],
            "1 March 2027: Official exam Foundation, planned",
        ),
    ] {
        for _ in 0..2 {
            let fields = fields.iter().copied().chain([("id", id)]).collect::<Vec<_>>();
            assert_eq!(keeper.post(&format!("{ada}/{page}"), &fields).await.location(), ada, "{page}");
        }
        let page = keeper.get(&ada).await;
        assert!(page.words().contains(words), "{}", page.words());
    }
    for (page, fields, words) in [
        (
            "positions",
            vec![("holds", position.as_str()), ("from", "2026-02-01"), ("until", "2026-01-01")],
            "The last day lies before the first one.",
        ),
        (
            "positions",
            vec![("holds", "0198f000-0000-7000-8000-00000000dead"), ("from", "2026-02-01"), ("until", "")],
            "There is no such position any more.",
        ),
        (
            "observations",
            vec![("seen_on", "2027-03-01"), ("effect", "competent"), ("words", "")],
            "This day lies ahead.",
        ),
        (
            "plan",
            vec![("kind", "exam"), ("plan_level", "foundation"), ("due_on", "2020-03-01"), ("cost", "much")],
            "Give the cost as a number",
        ),
        ("role", vec![("role", "lead"), ("lead_of", "")], "Choose the department that the team lead answers for."),
    ] {
        let fields = fields.into_iter().chain([("id", "0198f000-0000-7000-8000-00000000beef")]).collect::<Vec<_>>();
        keeper.post(&format!("{ada}/{page}"), &fields).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
    keeper.post(&format!("{ada}/role"), &[("role", "auditor")]).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("Auditor (reads only)").shows("role is now Auditor");
    let list = keeper.get(&office("people?words=fay")).await;
    let tags = list.tags();
    let own = tags
        .iter()
        .filter_map(|tag| tag.get("href"))
        .find(|href| href.starts_with(&office("people/0")))
        .expect("a line");
    let page = keeper.post(&format!("{own}/role"), &[("role", "member")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nobody else answers for these books.");
    let page = keeper.post(&office("me/leave"), &[]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nobody else answers for these books.");
}

pub async fn joined<'s>(server: &'s Server, keeper: &mut Browser<'_>, person: &str, name: &str) -> Candidate<'s> {
    let link = invite(keeper, person).await;
    let mut candidate = Candidate::on(server, name).await;
    candidate.post(&link, &[]).await.is(StatusCode::SEE_OTHER);
    candidate
}

#[tokio::test]
async fn somebody_joins_by_a_link_and_leaves_again() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let link = invite(&mut keeper, &ada).await;
    let mut door = Anonymous::on(&server);
    door.get(&link).await.shows("Larkfield invites you").hides("I agree, join");
    let mut candidate = Candidate::on(&server, "Ida Wren").await;
    let page = candidate.get(&link).await;
    page.shows("Join Larkfield?")
        .shows("Fay Keeper invites Ada Quill")
        .shows("ada.quill@example.org")
        .shows("ida.wren@example.org");
    keeper.get(&link).await.shows("You belong to this organisation already");
    let page = candidate.post(&link, &[]).await;
    assert_eq!(page.location(), office("me"));
    candidate.get(&link).await.is(StatusCode::NOT_FOUND);
    candidate.post(&link, &[]).await.is(StatusCode::NOT_FOUND);
    let page = candidate.get(&office("me")).await;
    page.shows("What Larkfield sees of me").shows("Agent, Service desk").shows("Nothing is required of you today.");
    candidate.get(&office("people")).await.is(StatusCode::NOT_FOUND);
    keeper.get(&ada).await.shows("joined, and agreed to show the own certificates").hides("Invite again");
    candidate.post(&office("me/leave"), &[]).await.is(StatusCode::SEE_OTHER);
    candidate.get(&office("me")).await.is(StatusCode::NOT_FOUND);
    let page = keeper.get(&ada).await;
    page.shows("has left").shows("Take out name and address").hides("Record a certificate");
    for _ in 0..2 {
        keeper.post(&format!("{ada}/erase"), &[]).await.is(StatusCode::SEE_OTHER);
    }
    keeper.get(&ada).await.shows("Somebody who was taken out").hides("Ada Quill");
    keeper.post(&format!("{ada}/role"), &[("role", "manager")]).await.is(StatusCode::NOT_FOUND);
}

/// Nobody decides about the own certificate: two managers decide about each other's.
#[tokio::test]
async fn four_eyes_look_at_every_certificate() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let mut second = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    keeper.post(&format!("{ada}/role"), &[("role", "manager")]).await.is(StatusCode::SEE_OTHER);
    let award = record(&mut second, &ada, "F 1").await;
    second.get(&ada).await.shows("This is your own certificate: somebody else has to look at it.");
    second.get(&office("approvals")).await.shows("This is your own certificate");
    let verify = [("go", "verify"), ("reason", "It is mine")];
    for action in [format!("{}/{award}", office("approvals")), format!("{ada}/awards/{award}")] {
        let page = second.post(&action, &verify).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nobody decides about the own certificate.");
    }
    keeper.post(&format!("{}/{award}", office("approvals")), &verify).await.is(StatusCode::SEE_OTHER);
    second.get(&ada).await.shows("verified, without an end");
}

#[tokio::test]
async fn the_holder_adds_proof_and_takes_it_along() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let award = record(&mut keeper, &ada, "F 1").await;
    let mut candidate = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let files = format!("/awards/{award}/evidence");
    let page = post_file(&mut candidate, &files, "a.pdf", "<html>no</html>").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The file was not kept");
    let large = format!("{}{}", pdf(), " ".repeat(10 << 20));
    post_file(&mut candidate, &files, "a.pdf", &large).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let larger = format!("{}{}", pdf(), " ".repeat(11 << 20));
    post_file(&mut candidate, &files, "a.pdf", &larger).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let page = post_file(&mut candidate, &files, "a.pdf", &pdf()).await;
    assert_eq!(page.is(StatusCode::SEE_OTHER).location(), urls::certificate(&award));
    candidate.get(&urls::certificate(&award)).await.shows("a.pdf").shows("Add a file that proves it");
    let account = candidate.account("Ada Quill").await;
    let kept = server.store().own_evidence(&account, None).await.unwrap();
    let page = candidate.get(&format!("{files}/{}", kept[0].id())).await;
    assert_eq!(page.body, pdf());
    let mut stranger = Candidate::on(&server, "Eve Stone").await;
    stranger.get(&format!("{files}/{}", kept[0].id())).await.is(StatusCode::NOT_FOUND);
    let place = &kept[0].place;
    let file = server.files().join(&place[..2]).join(place);
    assert!(file.is_file() && !place.contains("Ada"));
    candidate.post(urls::DELETE, &[("current", crate::people::PASSWORD)]).await.is(StatusCode::SEE_OTHER);
    assert!(file.is_file(), "the organisation keeps what it saw, with the proof");
    let page: Page = keeper.get(&ada).await;
    page.is(StatusCode::OK);
    keeper.post(&format!("{ada}/erase"), &[]).await.is(StatusCode::SEE_OTHER);
    assert!(!file.exists(), "until the person is taken out");
    assert_eq!(last_segment(&ada).len(), 36);
}
