//! The manager's desk with many rows: several certificates at once, the log, the records, the way back.

use app::urls;
use axum::http::StatusCode;
use domain::award::{Facts, Qualification};
use domain::ids::AwardId;
use domain::question::Level;
use store::{Recording, fresh_id};

use super::people::{add, joined, keeper, office, record};
use crate::gates::books::{pdf, post_file};
use crate::html::Tag;
use crate::people::Candidate;
use crate::server::Server;

#[tokio::test]
async fn those_ticked_are_decided_together_and_each_fate_is_told() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let (ada, ben) = (add(&mut keeper, "Ada Quill", &position).await, add(&mut keeper, "Ben Oak", &position).await);
    let (first, second) = (record(&mut keeper, &ada, "F 1").await, record(&mut keeper, &ben, "F 2").await);
    let files = format!("{}/{first}/evidence", office("awards"));
    post_file(&mut keeper, &files, "scan.pdf", &pdf()).await.is(StatusCode::SEE_OTHER);
    let inbox = keeper.get(&office("approvals")).await;
    inbox.shows("2 certificates to look at").shows("Decide together with others").shows("Verify those ticked");
    keeper.get(&office("approvals?words=oak")).await.shows("1 certificate").hides("Ada Quill");
    keeper.get(&office("approvals?certified=auditor")).await.shows("No certificate that waits fits this filter.");
    let several = office("approvals");
    let page = keeper.post(&several, &[("go", "verify"), ("together", "")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Tick at least one certificate.").shows("Say it in words");
    let page = keeper.post(&several, &[("go", "verify"), ("together", " "), ("award", &first)]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).hides("Tick at least one certificate.");
    let tags = page.tags();
    let ticked = tags.iter().filter(|tag| tag.is("input", "name", "award") && tag.get("checked").is_some());
    assert_eq!(
        ticked.filter_map(|tag| tag.get("value")).collect::<Vec<_>>(),
        [format!("{first}.1").as_str()],
        "what was ticked stays"
    );
    // What was read is not what it says now.
    let stale = [("go", "verify"), ("reason", "Saw the paper"), ("read", "7")];
    let page = keeper.post(&format!("{several}/{second}"), &stale).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("was corrected since you opened this page. Look at it again");
    assert!(
        page.tags().iter().any(|tag| tag.is("input", "name", "reason") && tag.get("value") == Some("Saw the paper"))
    );
    // Somebody is quicker with one of them.
    let quicker = format!("{several}/{second}?words=oak");
    let page = keeper.post(&quicker, &[("go", "reject"), ("reason", "Another name")]).await;
    assert_eq!(page.is(StatusCode::SEE_OTHER).location(), office("approvals?words=oak"), "back to the same list");
    let fields =
        [("go", "verify"), ("together", "Saw both papers"), ("award", &format!("{first}.1")), ("award", &second)];
    for _ in 0..2 {
        let told = keeper.submit(&several, &fields).await;
        told.is(StatusCode::OK).shows("What became of those that were ticked").shows("Nothing waits");
        told.shows("Ada Quill, Foundation: verified.").shows("Ben Oak, Foundation: already decided: not accepted by");
    }
    keeper.get(&ada).await.shows("verified: Saw both papers");
    keeper.get(&ben).await.shows("not accepted: Another name").hides("Saw both papers");
    // Ids that were made up.
    let strange = [("go", "verify"), ("together", "Seen"), ("award", "0198f000-0000-7000-8000-00000000dead")];
    keeper.post(&several, &strange).await.is(StatusCode::NOT_FOUND);
    let many = (0..51).map(|number| format!("0198f000-0000-7000-8000-0000000000{number:02}")).collect::<Vec<_>>();
    let mut fields = vec![("go", "verify"), ("together", "Seen")];
    fields.extend(many.iter().map(|id| ("award", id.as_str())));
    keeper.post(&several, &fields).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Decide about 50 at once at most.");
}

#[tokio::test]
async fn a_correction_keeps_what_was_typed_until_it_is_kept() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let award = format!("{ada}/awards/{}", record(&mut keeper, &ada, "F 1").await);
    let corrected = |read, why| {
        [
            ("go", "correct"),
            ("read", read),
            ("corrected_level", "practitioner"),
            ("corrected_institute", "Another institute"),
            ("corrected_edition", "2011"),
            ("corrected_number", "F 2"),
            ("corrected_awarded_on", "2026-02-03"),
            ("corrected_expires_on", "2029-02-03"),
            ("why", why),
        ]
    };
    for (fields, words) in [
        (corrected("1", ""), "Say it in words, up to 300 characters."),
        (corrected("7", "Misread"), "was corrected since you opened this page. Look at it again"),
    ] {
        let page = keeper.post(&award, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        let tags = page.tags();
        assert_eq!(page.chosen("corrected_level").as_deref(), Some("practitioner"));
        for (name, typed) in &fields[3..] {
            let kept = |tag: &Tag| tag.is("input", "name", name) && tag.get("value") == Some(typed);
            assert!(tags.iter().any(kept), "{name}: {}", page.body);
        }
    }
    keeper.post(&award, &corrected("1", "Misread")).await.is(StatusCode::SEE_OTHER);
    let page = keeper.get(&ada).await;
    page.shows(
        "qualification Foundation → Practitioner; institute An institute → Another institute; edition not known → 2011",
    );
    page.shows("valid until without an end → 3 February 2029; number F 1 → F 2): Misread");
    let same = corrected("2", "Misread");
    keeper.post(&award, &same).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nothing is different");
    let wrong = same.map(|(name, value)| (name, if name == "corrected_institute" { " " } else { value }));
    keeper
        .post(&award, &wrong)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Give the institute on the certificate");
}

#[tokio::test]
async fn nobody_ticks_the_own_certificate_and_exceptions_are_told_of() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let account = keeper.account("Fay Keeper").await;
    let now = server.now().wall;
    let new = Recording { id: AwardId::new(fresh_id(now)), facts: facts("F 9", None) };
    server.store().record_award(&account, "Fay Keeper".to_owned(), new.clone(), now).await.expect("the store answers");
    let inbox = keeper.get(&office("approvals")).await;
    inbox.shows("This is your own certificate").hides("Decide together with others");
    let own = [("go", "verify"), ("together", "Seen"), ("award", new.id.as_str())];
    let told = keeper.submit(&office("approvals"), &own).await;
    told.shows("it is your own certificate, so somebody else has to look at it").shows("1 certificate to look at");
    // What the holder recorded stands in the log.
    keeper.get(&office("log?kind=certificates")).await.shows("The holder").shows("Foundation, An institute: recorded");
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let requirement = keeper.get(&office("requirements")).await.field("id");
    let fields = [
        ("id", requirement.as_str()),
        ("name", "Foundation"),
        ("scope", "everyone"),
        ("levels", "foundation"),
        ("criticality", "normal"),
        ("from", "2026-01-01"),
    ];
    keeper.post(&office("requirements"), &fields).await.is(StatusCode::SEE_OTHER);
    let asked = [
        ("id", "0198f000-0000-7000-8000-0000000000c7"),
        ("requirement", &requirement),
        ("except_until", "2099-03-01"),
        ("except_why", "On leave"),
    ];
    keeper.post(&format!("{ada}/exceptions"), &asked).await.is(StatusCode::SEE_OTHER);
    keeper.get(&office("approvals")).await.shows("1 exception waits to be decided");
}

pub(super) fn facts(number: &str, expires: Option<&str>) -> Facts {
    Facts {
        qualification: Qualification::of(Level::Foundation),
        institute: "An institute".to_owned(),
        edition: "2018".to_owned(),
        awarded_on: "2024-05-01".parse().expect("a day"),
        expires_on: expires.map(|day| day.parse().expect("a day")),
        certificate_number: number.to_owned(),
        other: None,
    }
}

#[tokio::test]
async fn the_log_is_narrowed_and_taken_away() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let (ada, ben) = (add(&mut keeper, "Ada Quill", &position).await, add(&mut keeper, "=Ben Oak", &position).await);
    add(&mut keeper, "Ada Wren", &position).await;
    let log = |query: &str| office(&format!("log{query}"));
    keeper.get(&log("")).await.shows("department Service desk").shows("Ada Quill");
    keeper.get(&log("?kind=structure")).await.shows("department Service desk").hides("Ada Quill");
    keeper.get(&log("?about=oak")).await.shows("Only lines about =Ben Oak").shows("holds Agent").hides("Ada Quill");
    keeper.get(&log("?about=ada")).await.shows("Whom do you mean?").shows("Ada Quill").shows("Ada Wren");
    let nobody = keeper.get(&log("?about=zoe")).await;
    nobody.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nobody in these books has such a name.");
    keeper.get(&log("?by=keeper")).await.shows("Nobody wrote under exactly this name").shows("Fay Keeper");
    keeper.get(&log("?by=Fay%20Keeper&kind=structure")).await.shows("position Agent");
    keeper.get(&log("?from=2099-01-01")).await.shows("No line fits this filter.");
    keeper.get(&log("?from=soon")).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give a day");
    let backwards = keeper.get(&log("?from=2026-02-01&until=2026-01-01")).await;
    backwards.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This day lies before the first one.");
    assert_eq!((backwards.field("from").as_str(), backwards.field("until").as_str()), ("2026-02-01", "2026-01-01"));
    let person = ada.rsplit('/').next().expect("an id");
    keeper.get(&ada).await.shows("All of it in the log");
    keeper.get(&log(&format!("?person={person}"))).await.shows("Only lines about Ada Quill").hides("Ben Oak");
    keeper.get(&log("?before=3")).await.shows("The newest").hides("Older lines");
    let ben = ben.rsplit('/').next().expect("an id");
    let file = keeper.get(&log(&format!("/csv?person={ben}"))).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    file.shows("'=Ben Oak").shows("holds Agent").hides("Ada Quill");
    keeper.get(&log("/csv?about=ada")).await.is(StatusCode::BAD_REQUEST);
    let mut eve = Candidate::on(&server, "Eve Stranger").await;
    for page in ["log?kind=people", "log/csv", "records"] {
        eve.get(&office(page)).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_records_are_compared_and_put_right() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let records = office("records");
    keeper.get(&office("log")).await.shows("Compare the records with this log");
    keeper.get(&records).await.shows("Compare now").hides("Put them right");
    keeper.post(&records, &[("go", "check")]).await.is(StatusCode::OK).shows("Every record is what the log says.");
    keeper.post(&records, &[("go", "burn")]).await.is(StatusCode::BAD_REQUEST);
    sqlx::query("UPDATE staff_position SET name = 'Eve'").execute(&server.sql().await).await.expect("it is changed");
    let found = keeper.post(&records, &[("go", "check")]).await;
    found.shows("1 record differs from what the log says").shows("Position: 1").shows("Put them right");
    keeper.get(&ada).await.shows("Eve, Service desk");
    let told = keeper.submit(&records, &[("go", "repair")]).await;
    told.shows("1 record was put right. The log says so.");
    keeper.get(&ada).await.shows("Agent, Service desk");
    keeper.get(&office("log?kind=records")).await.shows("1 record differed from this log and was made anew from it");
    keeper.submit(&records, &[("go", "repair")]).await.shows("Nothing differed.");
    let mut member = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    member.get(&records).await.is(StatusCode::NOT_FOUND);
    member.post(&records, &[("go", "repair")]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_position_that_somebody_is_to_hold_is_not_removed() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", "").await;
    let id = keeper.get(&ada).await.field("id");
    let given = [("go", "assign"), ("id", &id), ("holds", &position), ("from", "2099-03-01"), ("until", "2099-05-01")];
    keeper.post(&format!("{ada}/positions"), &given).await.is(StatusCode::SEE_OTHER);
    let remove = format!("{}/{position}", office("positions"));
    let page = keeper.post(&remove, &[("go", "close")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Ada Quill from 1 March 2099 holds this position or will.");
    keeper.get(&ada).await.shows("from 1 March 2099 to 1 May 2099").shows("Take back");
    let back = [("go", "end"), ("assignment", id.as_str())];
    keeper.post(&format!("{ada}/positions"), &back).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("taken back before it began").hides("Take back<");
    keeper.post(&remove, &[("go", "close")]).await.is(StatusCode::SEE_OTHER);
    keeper.get(&office("structure")).await.hides("Agent");
}

#[tokio::test]
async fn what_has_ended_leads_back_by_the_whole_course() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let mut member = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let (account, now) = (member.account("Ada Quill").await, server.now().wall);
    let new = Recording { id: AwardId::new(fresh_id(now)), facts: facts("F 1", Some("2026-05-01")) };
    server.store().record_award(&account, "Ada Quill".to_owned(), new.clone(), now).await.expect("the store answers");
    let decide = format!("{ada}/awards/{}", new.id);
    keeper.post(&decide, &[("go", "verify"), ("reason", "Seen")]).await.is(StatusCode::SEE_OTHER);
    keeper.get(&office("renewals")).await.shows("ended 1 May 2026").shows("full course again");
    let plan = [
        ("go", "one"),
        ("id", "0198f000-0000-7000-8000-0000000000b7"),
        ("person", "Ada Quill"),
        ("kind", "refresher"),
        ("level", "foundation"),
        ("on", "2027-02-01"),
        ("cost", ""),
    ];
    let told = keeper.submit(&office("plan"), &plan).await;
    told.shows("the whole course is planned instead of a refresher").shows("Course, Foundation");
    let dashboard = member.get(urls::DASHBOARD).await;
    dashboard.shows("Larkfield asks: the full course again, Foundation").shows("The way back, and how far you are");
    let back = urls::changes(&new.id);
    let page = member.get(&back).await;
    page.shows("The way back to your certificate").shows("Lessons: 0 of").shows("Pass a mock exam of the level.");
    let library = server.library();
    let course = library.course(Level::Foundation).expect("there is a course");
    let first = course.lessons().find_map(|id| library.lesson(id).filter(|lesson| !lesson.checks.is_empty()));
    for check in &first.expect("a lesson has checks").checks {
        member.post(&urls::check(&check.lesson, &check.id), &[("choice", "0")]).await;
    }
    member.get(&back).await.shows("Lessons: 1 of");
    // The same from the person's page.
    let also = [
        ("id", "0198f000-0000-7000-8000-0000000000b8"),
        ("kind", "refresher"),
        ("plan_level", "foundation"),
        ("due_on", "2027-03-01"),
        ("cost", ""),
    ];
    let told = keeper.submit(&format!("{ada}/plan"), &also).await;
    told.shows("the whole course is planned instead of a refresher");
    // A certificate that followed makes the way back needless.
    let newer = Recording { id: AwardId::new(fresh_id(now)), facts: facts("F 2", None) };
    server.store().record_award(&account, "Ada Quill".to_owned(), newer, now).await.expect("the store answers");
    member.get(&back).await.hides("The way back to your certificate");
    member.get(urls::DASHBOARD).await.hides("The way back, and how far you are");
}

#[tokio::test]
async fn what_a_correction_changed_is_told_before_it_is_decided_again() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let award = format!("{ada}/awards/{}", record(&mut keeper, &ada, "F 1").await);
    keeper.get(&office("approvals")).await.hides("Corrected since");
    keeper.submit(&award, &[("go", "verify"), ("reason", "Saw the paper")]).await.hides("Corrected since");
    let people = |state| office(&format!("people?state={state}"));
    keeper.get(&people("no_edition")).await.shows("Ada Quill");
    let corrected = |edition, until| {
        [
            ("go", "correct"),
            ("corrected_level", "foundation"),
            ("corrected_institute", "An institute"),
            ("corrected_edition", edition),
            ("corrected_number", "F 1"),
            ("corrected_awarded_on", "2026-02-01"),
            ("corrected_expires_on", until),
            ("why", "Misread"),
        ]
    };
    keeper.post(&award, &corrected("", "2029-02-01")).await.is(StatusCode::SEE_OTHER);
    let change = "valid until without an end → 1 February 2029";
    let since = "Corrected since it was last decided: ";
    for address in [&ada, &office("approvals")] {
        let page = keeper.get(address).await;
        page.shows(since).shows(change);
    }
    keeper.get(&ada).await.shows(&format!("corrected ({change}): Misread"));
    keeper.submit(&award, &[("go", "verify"), ("reason", "Saw it again")]).await.hides(since);
    let pack = keeper.get(&format!("{}?from=2026-01-01&until=2026-11-22", office("pack"))).await;
    pack.shows(&format!("Foundation F 1 ({change}): Misread"));
    // Of an older edition than the course teaches: found by the filter, told in the list that is taken out.
    keeper.post(&award, &corrected("2011", "2029-02-01")).await.is(StatusCode::SEE_OTHER);
    keeper.get(&people("older_edition")).await.hides("Ada Quill");
    keeper.submit(&award, &[("go", "verify"), ("reason", "Saw it again")]).await.shows("edition not known → 2011");
    keeper.get(&people("older_edition")).await.shows("Ada Quill");
    let renewals = keeper.get(&office("renewals")).await;
    assert!(renewals.body.contains(&people("older_edition")), "{}", renewals.body);
    keeper.get(&people("no_edition")).await.hides("Ada Quill");
    let sheet = keeper.get(&office("export/awards.csv")).await;
    sheet.shows("Certificate number,Edition,State,Decided by,Title,Counts until,Entered by");
    sheet.shows("F 1,2011,verified,Fay Keeper,Foundation,2029-02-01,Fay Keeper");
    let back = [("go", "revoke"), ("back_from", "2026-11-01"), ("why", "Withdrawn by the institute")];
    keeper.post(&award, &back).await.is(StatusCode::SEE_OTHER);
    keeper
        .get(&office("export/awards.csv"))
        .await
        .shows("F 1,2011,revoked,Fay Keeper,Foundation,2026-10-31,Fay Keeper");
    keeper.get(&ada).await.shows("taken back from 1 November 2026 on: Withdrawn by the institute");
}
