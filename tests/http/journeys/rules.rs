//! What is required of positions of a name, of those who must not work somewhere, and until a last day.

use axum::http::StatusCode;

use super::due::stated;
use super::people::{add, keeper, office};
use crate::server::Server;

const HR: &str = "0198f000-0000-7000-8000-0000000000d2";
const OWNER: &str = "0198f000-0000-7000-8000-0000000000e2";
const OTHER: &str = "0198f000-0000-7000-8000-0000000000e3";

#[tokio::test]
async fn every_position_of_a_name_is_asked_at_once() {
    let server = Server::start().await;
    let (mut keeper, _) = keeper(&server).await;
    let desk = "0198f000-0000-7000-8000-0000000000d1";
    let fields = [("id", HR), ("department", "Human resources"), ("parent", "")];
    keeper.post(&office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
    for (id, department) in [(OWNER, desk), (OTHER, HR)] {
        let fields = [("id", id), ("position", "Service owner"), ("department_of", department)];
        keeper.post(&office("positions"), &fields).await.is(StatusCode::SEE_OTHER);
    }
    let ada = add(&mut keeper, "Ada Quill", OWNER).await;
    let ben = add(&mut keeper, "Ben Oak", OTHER).await;
    let list = office("requirements");
    let page = keeper.get(&list).await;
    let offered = page.tags().into_iter().filter(|tag| tag.is("option", "value", "Service owner")).count();
    assert_eq!(offered, 1, "a name is offered once, in however many departments it occurs");
    for (scope, name, place, words) in [
        ("called", "", "", "Give the name of the positions"),
        ("called", "Servce owner", "", "No position in any department is called so."),
        ("called", "Agent", HR, "No position in Human resources or below is called so."),
        ("everyone", "Service owner", "", "Choose “Every position called …” above"),
    ] {
        let mut fields = stated(scope, &[]);
        fields.extend([("called", name), ("called_in", place)]);
        let page = keeper.post(&list, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(page.field("called"), name, "what was typed is kept");
        assert_eq!(page.chosen("called_in").as_deref(), Some(place));
    }
    let mut fields = stated("called", &[]);
    fields.extend([("called", " service  OWNER"), ("called_in", "")]);
    let requirement = keeper.post(&list, &fields).await.is(StatusCode::SEE_OTHER).location().to_owned();
    let page = keeper.get(&requirement).await;
    page.shows("Every position called service OWNER: each of them needs Foundation.").shows("0 of 2: 2 missing");
    assert_eq!(page.chosen("scope").as_deref(), Some("called"));
    keeper.get(&list).await.shows("Every position called service OWNER");
    keeper.get(&office("export/requirements.csv")).await.shows("Every position called service OWNER");
    keeper.get(&office("pack?from=2026-11-01&until=2026-11-22")).await.shows("Every position called service OWNER");
    for person in [&ada, &ben] {
        keeper.get(person).await.shows("○ gap");
    }
    // The name decides: what is called otherwise is asked for nothing, and the requirement stays as it is stated.
    for id in [OWNER, OTHER] {
        let renamed = [("go", "rename"), ("name", "Product owner")];
        keeper.post(&office(&format!("positions/{id}")), &renamed).await.is(StatusCode::SEE_OTHER);
    }
    keeper.get(&requirement).await.shows("It concerns nobody today.");
    fields.retain(|(name, _)| *name != "name");
    fields.push(("name", "Owners: Foundation"));
    keeper.post(&requirement, &fields).await.is(StatusCode::SEE_OTHER);
    fields.retain(|(name, _)| *name != "called_in");
    fields.push(("called_in", HR));
    let page = keeper.post(&requirement, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("No position in Human resources or below is called so.");
}
