//! Every role at every route with somebody else's things: they look absent, and nothing of them is shown or changed.

use axum::http::StatusCode;
use clausewise::routes::Audience;

use super::world::{ABSENT, Belongings, CANARY, Insiders, PAPER, Use, insiders, nobody, owner, uses};
use crate::browser::Browser;
use crate::people::{Administrator, Candidate, ELSEWHERE, HOME, Manager, PASSWORD, Trainer, join};
use crate::server::Server;

#[tokio::test]
async fn without_a_session_nothing_is_shown_and_nothing_changes() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let before = server.dump().await;
    let mut browser = nobody(&server);
    let uses = uses(&server, &belongings);
    use Audience::{Lead, Member, Participant, Reader, Teacher};
    for audience in [Audience::SignedIn, Audience::Staff, Member, Reader, Lead, Audience::Manager, Teacher, Participant]
    {
        assert!(uses.iter().any(|one| one.audience == audience));
    }
    for one in uses.iter().filter(|one| one.audience != Audience::Public || one.is_call()) {
        let page = one.by(&mut browser).await;
        assert!(!page.body.contains(CANARY), "{one:?}");
        if one.is_call() {
            page.shows("\"signed_out\"");
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
    let (mut insiders, belongings) = insiders(&server).await;
    can_use(&server, &mut insiders, &belongings).await;
    let other = Candidate::on(&server, "Ben Oak").await;
    join(&server, "Ben Oak", ELSEWHERE).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

/// A paper that is fixed for the organisation is theirs too; nothing else is.
#[tokio::test]
async fn candidates_of_the_same_organisation_meet_nothing_but_its_paper() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let mut other = Candidate::on(&server, "Ben Oak").await;
    join(&server, "Ben Oak", HOME).await;
    other.get(app::urls::EXAM).await.shows(PAPER);
    meets_only(&server, other.clone(), &belongings, PAPER).await;
}

/// The addresses of staff look to candidates, and to trainers who look after nobody, as if there were none.
#[tokio::test]
async fn only_staff_meet_the_addresses_of_staff() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let candidate = Candidate::on(&server, "Ben Oak").await;
    join(&server, "Ben Oak", HOME).await;
    let alone = Trainer::of(&server, None).await;
    let before = server.dump().await;
    for mut browser in [candidate.clone(), alone.clone()] {
        for one in uses(&server, &belongings).iter().filter(|one| one.audience == Audience::Staff) {
            let page = one.by(&mut browser).await;
            page.is(StatusCode::NOT_FOUND);
            let nothing = Use { path: "/nothing-at-all".to_owned(), ..one.clone() };
            assert_eq!(page.normalised(), nothing.by(&mut browser).await.normalised(), "{one:?}");
        }
    }
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn trainers_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Trainer::of(&server, Some(ELSEWHERE)).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

#[tokio::test]
async fn managers_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Manager::of(&server, Some(ELSEWHERE)).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

#[tokio::test]
async fn administrators_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Administrator::of(&server, Some(ELSEWHERE)).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

#[tokio::test]
async fn administrators_of_no_organisation_meet_nothing() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let other = Administrator::of(&server, None).await;
    meets_nothing(&server, other.clone(), &belongings).await;
}

/// A cohort is there for those who teach it, and for nobody else of the organisation: not even for its managers.
#[tokio::test]
async fn a_cohort_is_invisible_to_those_who_do_not_teach_it() {
    let server = Server::start().await;
    let (_, belongings) = owner(&server).await;
    let colleague = Candidate::on(&server, "Other Trainer").await;
    let account = colleague.account("Other Trainer").await;
    server.store().set_role(&account, store::Role::Trainer).await.expect("the store answers");
    join(&server, "Other Trainer", HOME).await;
    let manager = Manager::of(&server, Some(HOME)).await;
    let administrator = Administrator::of(&server, Some(HOME)).await;
    let (objects, absent) = (uses(&server, &belongings), uses(&server, &Belongings::all(ABSENT)));
    let before = server.dump().await;
    for mut browser in [colleague.clone(), manager.clone(), administrator.clone()] {
        browser.get(app::urls::COHORTS).await.hides("Canary cohort");
        let of_cohorts = |one: &&Use| matches!(one.audience, Audience::Teacher | Audience::Participant);
        for (foreign, absent) in objects.iter().zip(&absent).filter(|(one, _)| of_cohorts(one)) {
            let theirs = foreign.by(&mut browser).await;
            theirs.is(StatusCode::NOT_FOUND);
            assert_eq!(theirs.normalised(), absent.by(&mut browser).await.normalised(), "{foreign:?}");
        }
    }
    assert_eq!(server.dump().await, before);
}

/// The owner finds all of it, and so does the trainer: else the strangers' tests would prove nothing.
async fn can_use(server: &Server, insiders: &mut Insiders<'_>, belongings: &Belongings) {
    for one in uses(server, belongings).iter().filter(|one| one.method == "GET" && names_one(one, belongings)) {
        let page = one.by(insiders.who(one)).await;
        let of_practice = one.path.contains(&belongings.practice);
        // The paper is closed book, and practice has no clock.
        let crossed = match one.route {
            route if route.starts_with("/practice/") => !of_practice,
            route if route.contains("/book") => true,
            // A draft goes with the import; none is left here.
            route if route.ends_with("/import/{draft}") => true,
            // The mail is not one of these books; a journey opens one that is.
            "/organisations/{organisation}/mail/{mail}" => true,
            // Whoever has a link opens what it shows: a journey does so with a good one.
            "/audit/{token}/evidence/{award}/{evidence}" => true,
            // Only its author writes a question.
            "/bank/{item}/edit" => true,
            route => of_practice && (one.audience == Audience::Staff || route.ends_with("/events")),
        };
        assert_eq!(page.status.is_client_error(), crossed, "{one:?}: {}", page.words());
    }
}

fn names_one(one: &Use, belongings: &Belongings) -> bool {
    belongings.ids().iter().any(|id| one.path.contains(*id) || one.body.contains(*id))
}

/// Whatever is the owner's looks absent to the stranger, is not shown, and stays as it was.
pub(super) async fn meets_nothing(server: &Server, stranger: Browser<'_>, belongings: &Belongings) {
    meets_only(server, stranger, belongings, "nothing").await;
}

/// Of all that is the owner's, the stranger may see these words.
async fn meets_only(server: &Server, mut stranger: Browser<'_>, belongings: &Belongings, words: &str) {
    let of_the_owner = |dump: Vec<String>| {
        let Belongings { running, finished, practice, account, paper, organisation, award, .. } = belongings;
        let ids = [running, finished, practice, account, paper, organisation, award];
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
        // A time zone has that name.
        let shown = theirs.body.replace(words, "").replace("Atlantic/Canary", "");
        assert!(!shown.contains(CANARY), "{foreign:?}: {}", theirs.words());
        if names_one(foreign, belongings) {
            let nothing = absent.by(&mut stranger).await;
            assert_eq!(theirs.normalised(), nothing.normalised(), "{foreign:?} does not look absent");
            assert!(theirs.status.is_client_error() || foreign.is_call(), "{foreign:?}: {}", theirs.status);
        } else if foreign.audience != Audience::Public {
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
