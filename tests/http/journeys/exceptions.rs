//! What is not asked of somebody for a time: asked for, decided, told.

use app::urls;
use axum::http::StatusCode;

use super::people::{add, joined, keeper, office};
use crate::server::Server;

const ID: &str = "0198f000-0000-7000-8000-0000000000c1";

#[tokio::test]
async fn an_exception_is_asked_for_granted_and_told() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let page = keeper.get(&office("requirements")).await;
    let requirement = page.field("id");
    let scope = format!("position {position}");
    let fields = [
        ("id", requirement.as_str()),
        ("name", "Agents: Foundation"),
        ("scope", scope.as_str()),
        ("levels", "foundation"),
        ("criticality", "normal"),
        ("from", "2026-01-01"),
        ("due", "2026-02-01"),
    ];
    keeper.post(&office("requirements"), &fields).await.is(StatusCode::SEE_OTHER);
    keeper.get(&office("exceptions")).await.shows("No exception waits").shows("Late without one (1)");
    let late = office("exceptions?list=late");
    keeper.get(&late).await.shows("1 late, by 1 February 2026").shows("Ada Quill");
    keeper.get(&office("exceptions?list=late&words=ben")).await.shows("Nobody of that name stands in this list.");
    keeper.get(&ada).await.shows("Ask for an exception");
    let ask = format!("{ada}/exceptions");
    let sound = [
        ("id", ID),
        ("requirement", &requirement),
        ("except_until", "2099-03-01"),
        ("except_why", "On leave, Ms Quill"),
    ];
    for (field, value, words) in [
        ("except_until", "2001-01-01", "This day is over."),
        ("except_until", "soon", "Give the last day"),
        ("except_why", "", "Say it in words"),
    ] {
        let fields = sound.map(|(name, sound)| (name, if name == field { value } else { sound }));
        let page = keeper.post(&ask, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(page.field("except_why"), if field == "except_why" { "" } else { "On leave, Ms Quill" });
    }
    for _ in 0..2 {
        assert_eq!(keeper.post(&ask, &sound).await.is(StatusCode::SEE_OTHER).location(), ada, "sent twice it is one");
    }
    let again =
        sound.map(|(name, value)| (name, if name == "id" { "0198f000-0000-7000-8000-0000000000c2" } else { value }));
    keeper.post(&ask, &again).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("waits to be decided, or holds already");
    keeper.get(&office("exceptions")).await.shows("1 exception to decide").shows("On leave, Ms Quill");
    let decide = format!("{}/{ID}", office("exceptions"));
    let refused = keeper.post(&decide, &[("go", "refuse"), ("answer", "")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why it is refused");
    for _ in 0..2 {
        let granted = keeper.post(&decide, &[("go", "grant"), ("answer", "Until then the team lead stands in.")]).await;
        assert_eq!(granted.is(StatusCode::SEE_OTHER).location(), office("exceptions"));
    }
    keeper.get(&office("exceptions")).await.shows("No exception waits").shows("In force (1)");
    keeper.get(&late).await.shows("Nothing that had a day to be met by is late.");
    keeper.get(&office("exceptions?list=force&words=QUILL")).await.shows("Ada Quill").shows("End now");
    keeper.get(&ada).await.shows("not asked until 1 March 2099").shows("Until then the team lead stands in.");
    let address = format!("{}/{requirement}", office("requirements"));
    keeper.get(&address).await.shows("Not asked for the time being").shows("It concerns nobody today.");
    let today = keeper.get(&office("as-of")).await.field("day");
    let told = keeper.get(&office(&format!("as-of?day={today}"))).await;
    told.shows("1 with an exception").shows("Agents: Foundation: not asked until 1 March 2099: On leave, Ms Quill");
    let table = keeper.get(&office(&format!("as-of/csv?day={today}"))).await;
    table.shows("not asked until 2099-03-01: On leave, Ms Quill");
    let pack = keeper.get(&office(&format!("pack?from={today}&until={today}"))).await;
    pack.shows("not asked until 1 March 2099: On leave, Ms Quill");
    let ended = keeper.post(&format!("{decide}?list=force"), &[("go", "end")]).await;
    assert_eq!(ended.is(StatusCode::SEE_OTHER).location(), office("exceptions?list=force"), "back to the same list");
    keeper.get(&office("exceptions?list=over&page=7")).await.shows("ended early, on").shows("Over (1)");
    keeper.get(&office("log")).await.shows(
        "an exception from “Agents: Foundation” until 1 March 2099 was granted. Until then the team lead stands in.",
    );
}

#[tokio::test]
async fn an_author_writes_questions_and_trains_nobody() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let (ada, ben) = (add(&mut keeper, "Ada Quill", &position).await, add(&mut keeper, "Ben Oak", &position).await);
    let mut author = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let mut member = joined(&server, &mut keeper, &ben, "Ben Oak").await;
    author.get(urls::BANK).await.is(StatusCode::NOT_FOUND);
    keeper.post(&format!("{ada}/role"), &[("role", "author"), ("lead_of", "")]).await.is(StatusCode::SEE_OTHER);
    author.get(&office("me")).await.shows("Open its question bank");
    author.get(urls::BANK).await.is(StatusCode::OK).shows("Questions").hides("Sittings");
    author.get(urls::BANK_NEW).await.is(StatusCode::OK);
    for address in [urls::SITTINGS, urls::PEOPLE, urls::PAPERS, urls::COHORTS] {
        author.get(address).await.is(StatusCode::NOT_FOUND);
    }
    member.get(urls::BANK).await.is(StatusCode::NOT_FOUND);
    keeper.post(&format!("{ada}/role"), &[("role", "member"), ("lead_of", "")]).await.is(StatusCode::SEE_OTHER);
    author.get(urls::BANK_NEW).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_left_is_asked_about_before_coming_back() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    keeper.post(&format!("{ada}/leave"), &[("left_on", "2026-06-30")]).await.is(StatusCode::SEE_OTHER);
    let sound = [
        ("id", "0198f000-0000-7000-8000-0000000000d7"),
        ("name", "Ada Quill"),
        ("email", "ADA.quill@example.org"),
        ("holds", position.as_str()),
        ("starts_on", "2026-07-01"),
    ];
    let early = sound.map(|(name, value)| (name, if name == "starts_on" { "2026-06-30" } else { value }));
    let page = keeper.post(&office("people"), &early).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("left on 30 June 2026. Give a first day after that.");
    let page = keeper.post(&office("people"), &sound).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Tick below if it is the same person");
    assert_eq!(page.field("starts_on"), "2026-07-01");
    let ticked = [&sound[..], &[("returns", "yes")]].concat();
    let again = keeper.post(&office("people"), &ticked).await.is(StatusCode::SEE_OTHER).location().to_owned();
    assert_ne!(again, ada);
    keeper.get(&ada).await.shows("This person came back.");
    keeper.get(&again).await.shows("Agent, Service desk").hides("came back");
}
