//! The books of the owner's organisation: the owner is one of its people, and shows a certificate with its proof.

use app::urls;
use axum::http::StatusCode;
use domain::award::day_of;
use domain::award::{Facts, Qualification};
use domain::ids::{
    AccountId, AssignmentId, AwardId, DepartmentId, ExceptionId, MemberId, OrganisationId, PositionId, RequirementId,
};
use domain::organisation::{Criticality, Demand, Entry, Person, Requirement, Role, Scope};
use domain::question::Level;
use store::{Line, Recording, Seat, Written, fresh_id};

use super::world::OWNER;
use crate::browser::{Browser, Errand};
use crate::people::{Candidate, address};
use crate::server::Server;

/// Who answers for the books.
pub const KEEPER: &str = "Canary Keeper";
/// How browsers post a file.
pub const MULTIPART: &str = "multipart/form-data; boundary=x";

/// What stands in the books.
pub struct Shelf {
    pub organisation: String,
    pub department: String,
    pub position: String,
    pub requirement: String,
    /// The owner.
    pub member: String,
    /// The owner's.
    pub award: String,
    pub evidence: String,
    /// Asked for the owner.
    pub exception: String,
}

/// A PDF of one page that is plain text throughout.
pub fn pdf() -> String {
    "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
     3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\nxref\n0 1\n0000000000 65535 f \n\
     trailer\n<</Size 1/Root 1 0 R/ID[<00><01>]>>\nstartxref\n9\n%%EOF\n"
        .to_owned()
}

/// A file as browsers post it.
pub fn upload(name: &str, content: &str) -> String {
    format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{content}\r\n--x--\r\n"
    )
}

/// Posts a file.
pub async fn post_file(browser: &mut Browser<'_>, path: &str, name: &str, content: &str) -> crate::page::Page {
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", MULTIPART)];
    browser.send(Errand { method: "POST", path, headers: &headers, body: upload(name, content).into_bytes() }).await
}

/// Where somebody sits in the books of an organisation.
pub async fn seat(server: &Server, account: &AccountId, organisation: &str) -> Seat {
    let seat = server
        .store()
        .seat(account, &OrganisationId::new(organisation), day_of(server.time_wall()))
        .await
        .expect("the store answers");
    seat.expect("the person belongs to it")
}

/// Writes into the books as one who answers for them.
pub async fn write(server: &Server, seat: &Seat, lines: Vec<Line>) {
    let managing = seat.managing().expect("a manager writes");
    let written = server.store().keep_books(&managing, lines, server.time_wall()).await.expect("the store answers");
    assert_eq!(written, Written::Done);
}

/// Somebody with an account comes into the books.
pub async fn admit(
    server: &Server,
    keeper: &Seat,
    account: &AccountId,
    name: &str,
    role: (Role, Option<DepartmentId>),
) -> MemberId {
    let member = MemberId::new(fresh_id(server.time_wall()));
    let person = Person { name: name.to_owned(), email: address(name) };
    let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
    let (role, lead_of) = role;
    let lines = vec![
        Line { entry: came, person: Some(person) },
        Entry::Role { member: member.clone(), role, lead_of }.into(),
        Entry::Joined { member: member.clone(), account: account.clone() }.into(),
    ];
    write(server, keeper, lines).await;
    member
}

/// Opens the books and fills them.
pub async fn fill(server: &Server, owner: &mut Candidate<'_>) -> Shelf {
    let mut keeper = Candidate::on(server, KEEPER).await;
    let organisation = fresh_id(server.time_wall());
    keeper.post(urls::ORGANISATIONS, &[("id", &organisation), ("name", "Canary organisation")]).await;
    let seat = seat(server, &keeper.account(KEEPER).await, &organisation).await;
    let [department, position, requirement] = [(); 3].map(|()| fresh_id(server.time_wall()));
    let account = owner.account(OWNER).await;
    let scope = PositionId::new(position.as_str());
    write(server, &seat, structure(&department, &scope, &requirement)).await;
    let member = admit(server, &seat, &account, OWNER, (Role::Member, None)).await;
    let assignment = AssignmentId::new(fresh_id(server.time_wall()));
    let from = "2026-01-01".parse().expect("a day");
    let held = Entry::Assigned { assignment, member: member.clone(), position: scope, from, until: None };
    write(server, &seat, vec![held.into()]).await;
    let award = fresh_id(server.time_wall());
    let facts = Facts {
        qualification: Qualification::of(Level::Foundation),
        institute: "Canary institute".to_owned(),
        edition: "2018".to_owned(),
        awarded_on: "2026-02-01".parse().expect("a day"),
        expires_on: None,
        certificate_number: "Canary number".to_owned(),
        other: None,
    };
    let new = Recording { id: AwardId::new(award.as_str()), facts };
    server.store().record_award(&account, OWNER.to_owned(), new, server.time_wall()).await.expect("the store answers");
    let path = format!("/awards/{award}/evidence");
    post_file(owner, &path, "Canary proof.pdf", &pdf()).await.is(StatusCode::SEE_OTHER);
    let files = server.store().own_evidence(&account, None).await.expect("the store answers");
    let exception = fresh_id(server.time_wall());
    let asked = Entry::ExceptionAsked {
        exception: ExceptionId::new(exception.as_str()),
        member: member.clone(),
        requirement: RequirementId::new(requirement.as_str()),
        until: "2099-12-31".parse().expect("a day"),
        words: "Canary reason".to_owned(),
    };
    write(server, &seat, vec![asked.into()]).await;
    let (evidence, member) = (files[0].id().to_string(), member.to_string());
    Shelf { organisation, department, position, requirement, member, award, evidence, exception }
}

fn structure(department: &str, position: &PositionId, requirement: &str) -> Vec<Line> {
    let (department, name) = (DepartmentId::new(department), "Canary department".to_owned());
    let requirement = Requirement {
        id: RequirementId::new(requirement),
        name: "Canary requirement".to_owned(),
        scope: Scope::Position(position.clone()),
        levels: vec![Level::Foundation],
        demand: Demand::Each,
        valid_months: None,
        criticality: Criticality::High,
        from: "2026-01-01".parse().expect("a day"),
        due: None,
        until: None,
        within: None,
        apart_from: Vec::new(),
    };
    vec![
        Entry::Department { department: department.clone(), parent: None, name }.into(),
        Entry::Position { position: position.clone(), department, name: "Canary position".to_owned() }.into(),
        Entry::Requirement { requirement }.into(),
    ]
}
