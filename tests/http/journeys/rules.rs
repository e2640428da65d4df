//! What is required of positions of a name, of those who must not work somewhere, and until a last day.

use axum::http::StatusCode;
use domain::time::Millis;

use super::due::stated;
use super::pack::words_of;
use super::people::{add, joined, keeper, office, record};
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

/// Nobody audits the own work: whoever also works where it is kept apart has the certificate, and every page says what is wrong.
#[tokio::test]
async fn who_works_where_it_is_kept_apart_is_told_so() {
    let server = Server::start().await;
    let (mut keeper, agent) = keeper(&server).await;
    let desk = "0198f000-0000-7000-8000-0000000000d1";
    let fields = [("id", HR), ("department", "Internal audit"), ("parent", "")];
    keeper.post(&office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
    let fields = [("id", OWNER), ("position", "Internal auditor"), ("department_of", HR)];
    keeper.post(&office("positions"), &fields).await.is(StatusCode::SEE_OTHER);
    let ada = add(&mut keeper, "Ada Quill", OWNER).await;
    let held = [("id", OTHER), ("go", "assign"), ("holds", agent.as_str()), ("from", "2026-02-01")];
    keeper.post(&format!("{ada}/positions"), &held).await.is(StatusCode::SEE_OTHER);
    let award = record(&mut keeper, &ada, "F-1").await;
    let seen = [("go", "verify"), ("reason", "Saw the paper")];
    keeper.post(&format!("{ada}/awards/{award}"), &seen).await.is(StatusCode::SEE_OTHER);
    let mut candidate = joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let (list, scope) = (office("requirements"), format!("position {OWNER}"));
    let mut fields = stated(&scope, &[("name", "Auditors: Foundation")]);
    fields.push(("apart", desk));
    let requirement = keeper.post(&list, &fields).await.is(StatusCode::SEE_OTHER).location().to_owned();
    let rule = "must not work in Service desk";
    let why = "has Foundation, but works in Service desk, which is kept apart";
    let page = keeper.get(&requirement).await;
    page.shows(&format!("Whoever meets it {rule}.")).shows("0 of 1: 1 missing").shows(&format!("○ {why}"));
    keeper.get(&list).await.shows(&format!("each of them, {rule}"));
    keeper.get(&ada).await.shows(&format!("○ gap: {why}"));
    candidate.get(&office("me")).await.shows(&format!("○ gap: {why}"));
    keeper.get(&office("export/requirements.csv")).await.shows(rule);
    let unmet = format!("Auditors: Foundation: not met: {why}");
    keeper.get(&office("as-of?day=2026-11-22")).await.shows(&format!("○ {unmet}"));
    keeper.get(&office("as-of/csv?day=2026-11-22")).await.shows(&format!("not met: {why}"));
    let days = "from=2026-11-01&until=2026-11-22";
    keeper.get(&office(&format!("pack?{days}"))).await.shows(&format!("each of them, {rule}")).shows(&unmet);
    let (status, pdf) = keeper.bytes(&office(&format!("pack/pdf?{days}"))).await;
    assert!(status == StatusCode::OK && pdf.starts_with(b"%PDF"), "{status}");
    let (status, workbook) = keeper.bytes(&office(&format!("pack/xlsx?{days}"))).await;
    let (workbook, rule) = (words_of(workbook), format!("each of them, {rule}"));
    assert!(status == StatusCode::OK && workbook.contains(&rule) && workbook.contains(why), "{status} {workbook}");
    // Before she worked there too, she met it.
    keeper.get(&office("as-of?day=2026-01-31")).await.hides("which is kept apart");
}

#[tokio::test]
async fn a_requirement_ends_by_itself() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let (list, scope) = (office("requirements"), format!("position {position}"));
    for (from, until, due, words) in [
        ("2026-12-01", "2026-11-30", "", "Its last day cannot lie before the day from which it holds."),
        ("2026-01-01", "2026-12-01", "2026-12-02", "It ends before the day by which it is to be met."),
        ("2026-01-01", "2026-13-01", "", "Give the day as year-month-day"),
    ] {
        let mut fields = stated(&scope, &[("from", from), ("due", due)]);
        fields.push(("until", until));
        let page = keeper.post(&list, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(
            (page.field("until").as_str(), page.field("from").as_str()),
            (until, from),
            "what was typed is kept"
        );
    }
    let lasting = |until: &'static str| {
        let mut fields = stated(&scope, &[]);
        fields.push(("until", until));
        fields
    };
    let requirement = keeper.post(&list, &lasting("2026-11-30")).await.is(StatusCode::SEE_OTHER).location().to_owned();
    let page = keeper.get(&requirement).await;
    page.shows("It is asked until 30 November 2026.").shows("0 of 1: 1 missing");
    assert_eq!(page.field("until"), "2026-11-30");
    keeper.get(&list).await.shows("each of them, until 30 November 2026");
    let pack = office("pack?from=2026-11-01&until=2026-11-22");
    keeper.get(&pack).await.shows("each of them, until 30 November 2026");
    keeper.get(&office("export/requirements.csv")).await.shows("2026-11-30");
    keeper.get(&ada).await.shows("○ gap");
    let page = keeper.post(&requirement, &lasting("2026-11-21")).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That day is over");
    assert_eq!(page.field("until"), "2026-11-21");
    server.time.pass(Millis::minutes(9 * 24 * 60));
    server.store().turn_the_page(server.time_wall()).await.expect("the store answers");
    keeper.get(&requirement).await.shows("It asks for nothing any more: its last day was 30 November 2026.");
    keeper.get(&ada).await.shows("No requirement concerns this person today.");
    keeper.get(&office("as-of?day=2026-11-30")).await.shows("Agents: Foundation: not met");
    keeper.get(&office("as-of?day=2026-12-01")).await.hides("Agents: Foundation");
}
