//! People who sit in the books of another organisation: their seat opens nothing of this one.

use app::urls;
use axum::http::StatusCode;
use domain::ids::DepartmentId;
use domain::organisation::{Entry, Role};
use store::{Seat, fresh_id};

use super::books::{admit, seat, write};
use super::strangers::meets_nothing;
use super::world::{ABSENT, Belongings, CANARY, Use, owner, uses};
use crate::browser::Browser;
use crate::people::{Candidate, ELSEWHERE};
use crate::server::Server;

const FOUNDER: &str = "Abroad founder";
/// An id that a form brings along.
const FRESH: &str = "0198f000-0000-7000-8000-00000000ab0a";

/// The books of another organisation.
struct Abroad<'s> {
    server: &'s Server,
    /// Who answers for them.
    founder: Seat,
    department: DepartmentId,
}

impl<'s> Abroad<'s> {
    async fn on(server: &'s Server) -> Self {
        let mut founder = Candidate::on(server, FOUNDER).await;
        let organisation = fresh_id(server.time_wall());
        let fields = [("id", organisation.as_str()), ("name", ELSEWHERE)];
        founder.post(urls::ORGANISATIONS, &fields).await.is(StatusCode::SEE_OTHER);
        let founder = seat(server, &founder.account(FOUNDER).await, &organisation).await;
        let department = DepartmentId::new(fresh_id(server.time_wall()));
        let made = Entry::Department { department: department.clone(), parent: None, name: "Abroad".to_owned() };
        write(server, &founder, vec![made.into()]).await;
        Self { server, founder, department }
    }

    /// The address of a page of these books.
    fn office(&self, page: &str) -> String {
        urls::office(&self.founder.organisation, page)
    }

    /// Somebody in a role in these books; a team lead leads the department.
    async fn somebody(&self, role: Role) -> Browser<'s> {
        let name = format!("Abroad {}", role.word());
        let mut person = Candidate::on(self.server, &name).await;
        let lead_of = (role == Role::Lead).then(|| self.department.clone());
        admit(self.server, &self.founder, &person.account(&name).await, &name, (role, lead_of)).await;
        person.get(&self.office("me")).await.is(StatusCode::OK);
        person.clone()
    }
}

/// What is theirs besides the organisation.
fn things(belongings: &Belongings) -> Vec<String> {
    belongings.ids().into_iter().filter(|id| **id != belongings.organisation).cloned().collect()
}

fn names_one(text: &str, things: &[String]) -> bool {
    things.iter().any(|id| text.contains(id.as_str()))
}

#[tokio::test]
async fn whoever_sits_in_other_books_meets_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let abroad = Abroad::on(&server).await;
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push(abroad.somebody(role).await);
    }
    for person in people {
        meets_nothing(&server, person, &belongings).await;
    }
}

/// The organisation in the address is the own one, and what is asked for there is somebody else's.
#[tokio::test]
async fn nothing_is_found_through_the_address_of_another_organisation() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let abroad = Abroad::on(&server).await;
    let (things, organisation) = (things(&belongings), abroad.founder.organisation.to_string());
    let mixed = Belongings { organisation: organisation.clone(), ..belongings };
    let nothing = Belongings { organisation: organisation.clone(), ..Belongings::all(ABSENT) };
    let (objects, absent) = (uses(&server, &mixed), uses(&server, &nothing));
    let is_mixed = |one: &Use| one.path.contains(&organisation) && names_one(&one.path, &things);
    let pairs = objects.iter().zip(&absent).filter(|(one, _)| is_mixed(one)).collect::<Vec<_>>();
    for what in ["department", "position", "requirement", "exception", "member", "award", "evidence", "mail"] {
        let parameter = format!("{{{what}}}");
        assert!(pairs.iter().any(|(one, _)| one.route.contains(&parameter)), "no address names a {what}");
    }
    for role in [Role::Manager, Role::Lead, Role::Auditor] {
        let mut browser = abroad.somebody(role).await;
        browser.get(&abroad.office("people")).await.is(StatusCode::OK).hides(CANARY);
        let before = server.dump().await;
        for (foreign, absent) in &pairs {
            let page = foreign.by(&mut browser).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?} {foreign:?}: {}", page.words());
            page.hides(CANARY);
            assert_eq!(page.normalised(), absent.by(&mut browser).await.normalised(), "{role:?} {foreign:?}");
        }
        assert_eq!(server.dump().await, before, "{role:?} changed something");
    }
}

/// What stands in a form is looked for in the own books only.
#[tokio::test]
async fn forms_take_nothing_of_another_organisation() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let abroad = Abroad::on(&server).await;
    let things = things(&belongings);
    let own = || (abroad.founder.organisation.to_string(), abroad.founder.member.to_string());
    let (organisation, member) = own();
    let mixed = Belongings { organisation, member, ..belongings };
    let (organisation, member) = own();
    let nothing = Belongings { organisation, member, ..Belongings::all(ABSENT) };
    let (objects, absent) = (uses(&server, &mixed), uses(&server, &nothing));
    let is_mixed = |one: &Use| {
        one.path.contains(&mixed.organisation) && !names_one(&one.path, &things) && names_one(&one.body, &things)
    };
    let pairs = objects.iter().zip(&absent).filter(|(one, _)| is_mixed(one)).collect::<Vec<_>>();
    assert!(pairs.len() >= 4, "{pairs:?}");
    let mut manager = abroad.somebody(Role::Manager).await;
    let before = server.dump().await;
    for (foreign, absent) in &pairs {
        let page = foreign.by(&mut manager).await;
        assert!(page.status.is_client_error(), "{foreign:?}: {}", page.status);
        page.hides(CANARY);
        assert_eq!(page.normalised(), absent.by(&mut manager).await.normalised(), "{foreign:?}");
    }
    assert_eq!(server.dump().await, before);
}

/// A requirement as it is typed: for whom, and for which department not.
fn requiring<'f>(scope: &'f str, apart: Option<&'f str>) -> Vec<(&'static str, &'f str)> {
    let what =
        [("id", FRESH), ("name", "Another"), ("levels", "auditor"), ("criticality", "low"), ("from", "2026-01-01")];
    what.into_iter().chain([("scope", scope)]).chain(apart.map(|apart| ("apart", apart))).collect()
}

/// The same of what the table's forms leave out: what stands above, whom a requirement is for, what a team lead leads.
#[tokio::test]
async fn departments_and_positions_of_another_organisation_are_unknown() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let abroad = Abroad::on(&server).await;
    let mut manager = abroad.somebody(Role::Manager).await;
    let own = format!("departments/{}", abroad.department);
    let role = format!("people/{}/role", abroad.founder.member);
    let (theirs, fresh) = (belongings.department.as_str(), ("id", FRESH));
    let scopes = [format!("department {theirs}"), format!("position {}", belongings.position)];
    let called = requiring("called", None).into_iter().chain([("called", "Agent"), ("called_in", theirs)]).collect();
    let before = server.dump().await;
    for (page, fields) in [
        ("departments", vec![fresh, ("department", "Another"), ("parent", theirs)]),
        (own.as_str(), vec![("go", "change"), ("name", "Another"), ("parent", theirs)]),
        ("positions", vec![fresh, ("position", "Another"), ("department_of", theirs)]),
        ("requirements", requiring(&scopes[0], None)),
        ("requirements", requiring(&scopes[1], None)),
        ("requirements", requiring("everyone", Some(theirs))),
        ("requirements", called),
        (role.as_str(), vec![("role", "lead"), ("lead_of", theirs)]),
    ] {
        let refused = manager.post(&abroad.office(page), &fields).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{page} {fields:?}: {}", refused.words());
        refused.hides(CANARY);
    }
    assert_eq!(server.dump().await, before);
    let fields = [fresh, ("department", "Another"), ("parent", abroad.department.as_str())];
    manager.post(&abroad.office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
}
