//! Every role at every route with somebody else's things: they look absent, and nothing of them is shown or changed.

use axum::http::StatusCode;
use clausewise::routes::Audience;

use super::world::{ABSENT, Belongings, CANARY, Use, nobody, owner, uses};
use crate::browser::Browser;
use crate::people::{Administrator, Candidate, Manager, PASSWORD, SAVE, Trainer};
use crate::server::Server;

#[tokio::test]
async fn without_a_session_nothing_is_shown_and_nothing_changes() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let before = server.dump().await;
    let mut browser = nobody(&server);
    let uses = uses(&server, &belongings);
    assert!(uses.iter().any(|one| one.audience == Audience::SignedIn));
    for one in uses.iter().filter(|one| one.audience == Audience::SignedIn || one.route == SAVE) {
        let page = one.by(&mut browser).await;
        assert!(!page.body.contains(CANARY), "{one:?}");
        if one.route == SAVE {
            page.shows("\"reply\":\"signed_out\"");
        } else if page.status == StatusCode::UNAUTHORIZED {
            // What the stranger typed is handed back to the stranger, and nothing else is said.
            page.shows("You are signed out, so this was not saved yet");
        } else {
            assert!(page.location().starts_with("/sign-in?next="), "{one:?} leads to {}", page.location());
            assert_eq!(page.body, "", "{one:?}");
        }
    }
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn other_candidates_meet_nothing() {
    let server = Server::start().await;
    let (mut owner, belongings) = owner(&server).await;
    can_use(&server, &mut owner, &belongings).await;
    let other = Candidate::on(&server, "Ben Oak").await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

#[tokio::test]
async fn trainers_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Trainer::on(&server).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

#[tokio::test]
async fn managers_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Manager::on(&server).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

#[tokio::test]
async fn administrators_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Administrator::on(&server).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

/// The owner finds all of it: else the strangers' tests would prove nothing.
async fn can_use(server: &Server, owner: &mut Browser<'_>, belongings: &Belongings) {
    for one in uses(server, belongings).iter().filter(|one| one.method == "GET" && names_one(one, belongings)) {
        let page = one.by(owner).await;
        let crossed = one.route.starts_with("/practice/") && !one.path.contains(&belongings.practice);
        assert_eq!(page.status.is_client_error(), crossed, "{one:?}: {}", page.words());
    }
}

fn names_one(one: &Use, belongings: &Belongings) -> bool {
    let Belongings { running, finished, practice, result, session, account } = belongings;
    let ids = [running, finished, practice, result, session, account];
    ids.iter().any(|id| one.path.contains(*id) || one.body.contains(*id))
}

async fn meets_nothing(server: &Server, mut stranger: Browser<'_>, belongings: &Belongings) {
    let of_the_owner = |dump: Vec<String>| {
        let Belongings { running, finished, practice, account, .. } = belongings;
        let ids = [running, finished, practice, account];
        dump.into_iter().filter(|line| ids.iter().any(|id| line.contains(*id))).collect::<Vec<_>>()
    };
    let before = of_the_owner(server.dump().await);
    assert!(before.len() > 20, "the owner has something of everything");
    let absent = Belongings::all(ABSENT);
    for (foreign, absent) in uses(server, belongings).iter().zip(&uses(server, &absent)) {
        if ends_the_stranger(foreign) {
            continue;
        }
        let theirs = foreign.by(&mut stranger).await;
        assert!(!theirs.body.contains(CANARY), "{foreign:?}: {}", theirs.body);
        if names_one(foreign, belongings) {
            let nothing = absent.by(&mut stranger).await;
            assert_eq!(theirs.normalised(), nothing.normalised(), "{foreign:?} does not look absent");
            assert!(theirs.status.is_client_error() || foreign.route == SAVE, "{foreign:?}: {}", theirs.status);
        } else if foreign.audience == Audience::SignedIn {
            assert!(!theirs.location_or_nothing().starts_with("/sign-in"), "{foreign:?}: the stranger is signed in");
        }
    }
    assert_eq!(of_the_owner(server.dump().await), before);
}

/// What would end the stranger's own session; it names nothing of the owner's.
fn ends_the_stranger(one: &Use) -> bool {
    ["/sign-out", "/account/password", "/account/delete", "/sign-in"].contains(&one.route) && one.method == "POST"
}

#[tokio::test]
async fn what_ends_an_account_or_its_sessions_ends_the_own_only() {
    let server = Server::start().await;
    let (mut owner, belongings) = owner(&server).await;
    let uses = uses(&server, &belongings);
    for one in uses.iter().filter(|one| ends_the_stranger(one) && one.route != "/sign-in") {
        let name = format!("Person {}", one.route.rsplit('/').next().unwrap_or_default());
        let mut stranger = Candidate::on(&server, &name).await;
        assert!(one.body.is_empty() || one.body.contains(&PASSWORD.replace(' ', "+")));
        one.by(&mut stranger).await;
        owner.get(app::urls::ACCOUNT).await.shows("Canary Owner");
        assert!(stranger.get(app::urls::DASHBOARD).await.location().starts_with("/sign-in"), "{one:?}");
    }
}
