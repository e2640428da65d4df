//! People of the same organisation: what is above their role, or outside their team, is not there for them.

use axum::http::StatusCode;
use clausewise::routes::Audience;
use domain::ids::DepartmentId;
use domain::organisation::{Entry, Role};
use store::fresh_id;

use super::books::{KEEPER, admit, seat, write};
use super::world::{Belongings, CANARY, Use, insiders, uses};
use crate::browser::Browser;
use crate::people::Candidate;
use crate::server::Server;

/// Somebody in a role in the owner's organisation; a team lead leads another team.
async fn colleague<'s>(server: &'s Server, belongings: &Belongings, role: Role) -> Browser<'s> {
    let store = server.store();
    let keeper = store.account_by_email(&crate::people::address(KEEPER)).await.expect("the store answers");
    let keeper = seat(server, &keeper.expect("the keeper is there").id, &belongings.organisation).await;
    let lead_of = match role {
        Role::Lead => {
            let department = DepartmentId::new(fresh_id(server.time_wall()));
            let other =
                Entry::Department { department: department.clone(), parent: None, name: "Elsewhere".to_owned() };
            write(server, &keeper, vec![other.into()]).await;
            Some(department)
        }
        _ => None,
    };
    let name = format!("Some {}", role.word());
    let person = Candidate::on(server, &name).await;
    admit(server, &keeper, &person.account(&name).await, &name, (role, lead_of)).await;
    person.clone()
}

const PLAN: &str = "/organisations/{organisation}/plan";
/// It is about those in reach: nobody, for a lead of another team.
const INVITATIONS: &str = "/organisations/{organisation}/people/invitations";

/// Whether a route is above a role, or about somebody out of reach.
fn is_above(role: Role, one: &Use, belongings: &Belongings) -> bool {
    match (role, one.audience) {
        (_, Audience::Manager) => role != Role::Manager,
        (Role::Auditor, Audience::Lead) => true,
        // Whom it is about stands in the form there, not in the address: it is refused, as for somebody unknown.
        (Role::Lead, Audience::Lead) => ![PLAN, INVITATIONS].contains(&one.route),
        (Role::Lead, Audience::Reader) => {
            let about = [&belongings.member, &belongings.award];
            let whole = [
                "/log",
                "/log/csv",
                "/as-of",
                "/as-of/csv",
                "/pack",
                "/pack/pdf",
                "/pack/xlsx",
                "/export",
                "/export/{sheet}",
            ];
            whole.iter().any(|end| one.route.ends_with(end)) && !one.route.contains("/people/")
                || about.iter().any(|id| one.path.contains(*id))
        }
        (Role::Member | Role::Trainer | Role::Author, Audience::Reader | Audience::Lead) => true,
        _ => false,
    }
}

#[tokio::test]
async fn colleagues_meet_nothing_above_their_role() {
    let server = Server::start().await;
    let (_, belongings) = insiders(&server).await;
    for role in [Role::Member, Role::Trainer, Role::Author, Role::Auditor, Role::Lead] {
        let mut browser = colleague(&server, &belongings, role).await;
        let before = server.dump().await;
        let uses = uses(&server, &belongings);
        let above = uses.iter().filter(|one| is_above(role, one, &belongings)).collect::<Vec<_>>();
        assert!(above.len() > 12, "{role:?}: {}", above.len());
        for one in above {
            let page = one.by(&mut browser).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?} {one:?}: {}", page.words());
            let nothing = Use { path: "/nothing-at-all".to_owned(), ..one.clone() };
            assert_eq!(page.normalised(), nothing.by(&mut browser).await.normalised(), "{role:?} {one:?}");
        }
        assert_eq!(server.dump().await, before, "{role:?} changed something");
        let below = uses.iter().filter(|one| one.method == "GET" && !is_above(role, one, &belongings));
        for one in below.filter(|one| matches!(one.audience, Audience::Member | Audience::Reader)) {
            let page = one.by(&mut browser).await;
            assert_eq!(page.status, StatusCode::OK, "{role:?} {one:?}: {}", page.words());
        }
    }
}

/// A team lead of another team sees no name of people out of reach, in the list, in what is exported, or in the inbox.
#[tokio::test]
async fn a_lead_of_another_team_sees_nobody_of_this_one() {
    let server = Server::start().await;
    let (_, belongings) = insiders(&server).await;
    let mut lead = colleague(&server, &belongings, Role::Lead).await;
    for page in ["people", "people?joined=joined", "people/export", "people?by=positions", "approvals"] {
        let page = lead.get(&app::urls::office(&belongings.organisation, page)).await;
        page.is(StatusCode::OK).hides(super::world::OWNER).hides("Canary number");
        assert!(!page.body.contains(&format!("people/{}", belongings.member)), "{CANARY}");
    }
    let before = server.dump().await;
    for plan in uses(&server, &belongings).iter().filter(|one| one.route == PLAN && one.method == "POST") {
        plan.by(&mut lead).await.is(StatusCode::UNPROCESSABLE_ENTITY).hides(super::world::OWNER);
    }
    let invite = format!("{}/invitations", app::urls::office(&belongings.organisation, "people"));
    assert!(lead.post(&invite, &[]).await.location().ends_with("?invited=0"));
    assert_eq!(server.dump().await, before);
}
