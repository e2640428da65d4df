//! A manager puts right what the books say of people and positions.

use app::urls;
use axum::http::StatusCode;

use super::people::{add, invite, joined, keeper, office};
use crate::people::{Anonymous, Candidate, last_segment};
use crate::server::Server;

const FINANCE: &str = "0198f000-0000-7000-8000-0000000000d2";

#[tokio::test]
async fn name_address_and_days_are_put_right() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    add(&mut keeper, "Ben Oak", "").await;
    let link = invite(&mut keeper, &ada).await;
    let page = keeper.get(&ada).await;
    page.shows("Another address ends the invitation that was sent to this one");
    let read = page.field("read");
    let facts = format!("{ada}/facts");
    let sound = [
        ("name", "Ada Quill-Wren"),
        ("email", "ada.wren@example.org"),
        ("starts_on", "2026-02-01"),
        ("ends_on", "2027-03-31"),
        ("read", read.as_str()),
    ];
    let before = server.dump().await;
    for (field, value, words) in [
        ("name", " ", "Give the person's name"),
        ("email", "ada.wren", "Give an e-mail address"),
        ("email", "BEN.oak@example.org", "Somebody in these books has this address already."),
        ("starts_on", "soon", "Give the day as year-month-day"),
        ("starts_on", "", "Give the person's name"),
        ("ends_on", "2026-01-31", "The last day lies before the first one."),
        ("read", "1", "Something else was written about this person meanwhile"),
    ] {
        let fields = sound.map(|(name, sound)| match name {
            _ if name == field => (name, value),
            // An emptied field stays empty where something else is wrong.
            "name" if (field, value) == ("starts_on", "") => (name, ""),
            _ => (name, sound),
        });
        let page = keeper.post(&facts, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        for name in ["name", "email", "starts_on", "ends_on"] {
            let typed = fields.iter().find(|(field, _)| *field == name).expect("it is a field").1.trim();
            assert_eq!(page.field(name), typed, "{field} {value}: {name} stays");
        }
    }
    assert_eq!(server.dump().await, before, "what is refused changes nothing");
    let mut door = Anonymous::on(&server);
    door.get(&link).await.is(StatusCode::OK);
    for _ in 0..2 {
        assert_eq!(keeper.post(&facts, &sound).await.is(StatusCode::SEE_OTHER).location(), ada);
    }
    door.get(&link).await.is(StatusCode::NOT_FOUND);
    let page = keeper.get(&ada).await;
    page.shows("Ada Quill-Wren").shows("ada.wren@example.org").shows("31 March 2027").shows("in the list only");
    // Whoever has joined keeps the address of the own account.
    joined(&server, &mut keeper, &ada, "Ada Wren").await;
    let page = keeper.get(&ada).await;
    page.shows("mails go to the address of the own account, which the person alone changes");
    let read = page.field("read");
    let fields =
        [("name", "Ada Wren"), ("email", "eve@example.org"), ("starts_on", ""), ("ends_on", ""), ("read", &read)];
    keeper.post(&facts, &fields).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("Ada Wren").shows("ada.wren@example.org").hides("eve@example.org");
    assert_eq!(keeper.get(&ada).await.field("ends_on"), "", "she stays");
    // Somebody else's books: neither their manager here, nor their people from here.
    let mut eve = Candidate::on(&server, "Eve Stranger").await;
    let theirs = "0198f000-0000-7000-8000-00000000a0a1";
    eve.post(urls::ORGANISATIONS, &[("id", theirs), ("name", "Fernhill")]).await.is(StatusCode::SEE_OTHER);
    let before = server.dump().await;
    let from_theirs = format!("{}/{}/facts", urls::office(theirs, "people"), last_segment(&ada));
    for address in [&facts, &from_theirs] {
        eve.post(address, &sound).await.is(StatusCode::NOT_FOUND);
    }
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn a_last_day_may_lie_ahead() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    // Somebody who comes for a time.
    let page = keeper.get(&office("people?add=person")).await;
    let id = page.field("id");
    let new = |last: &'static str| {
        [
            ("id", id.clone()),
            ("name", "Ada Quill".to_owned()),
            ("email", "ada@example.org".to_owned()),
            ("holds", position.clone()),
            ("starts_on", "2026-03-01".to_owned()),
            ("ends_on", last.to_owned()),
        ]
    };
    let send = |last| new(last).into_iter().collect::<Vec<_>>();
    let fields = send("2026-02-01");
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    let page = keeper.post(&office("people"), &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The last day lies before the first one.");
    assert_eq!(page.field("ends_on"), "2026-02-01");
    let fields = send("2027-02-28");
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    let ada = keeper.post(&office("people"), &fields).await.is(StatusCode::SEE_OTHER).location().to_owned();
    keeper.get(&ada).await.shows("28 February 2027").shows("Agent, Service desk: 1 March 2026 to 28 February 2027");
    // Who has joined is told a day that lies ahead, and stays until then.
    joined(&server, &mut keeper, &ada, "Ada Quill").await;
    let leave = format!("{ada}/leave");
    let page = keeper.post(&leave, &[("left_on", "2026-02-01")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The last day lies before the first one.");
    for _ in 0..2 {
        keeper.post(&leave, &[("left_on", "2026-12-31")]).await.is(StatusCode::SEE_OTHER);
    }
    let page = keeper.get(&ada).await;
    page.shows("31 December 2026").hides("Take out name and address").shows("The person leaves");
    assert_eq!(page.field("left_on"), "2026-12-31");
    for (day, is_there) in [("2026-12-31", true), ("2027-01-01", false)] {
        let page = keeper.get(&office(&format!("as-of?day={day}"))).await;
        assert_eq!(page.words().contains("Ada Quill"), is_there, "{day}");
    }
    // Whoever answers for the books alone stays.
    let list = keeper.get(&office("people?words=fay")).await;
    let (tags, people) = (list.tags(), office("people/0"));
    let own = tags.iter().filter_map(|tag| tag.get("href")).find(|href| href.starts_with(&people)).expect("a line");
    let page = keeper.get(own).await;
    let (name, read) = (page.field("name"), page.field("read"));
    let fields =
        [("name", name.as_str()), ("email", ""), ("starts_on", ""), ("ends_on", "2027-01-31"), ("read", read.as_str())];
    for (page, fields) in [("facts", &fields[..]), ("leave", &[("left_on", "2027-01-31")])] {
        let page = keeper.post(&format!("{own}/{page}"), fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nobody else answers for these books.");
    }
    // With a day that is over the person has left.
    let read = keeper.get(&ada).await.field("read");
    let fields = [("name", "Ada Quill"), ("starts_on", "2026-03-01"), ("ends_on", "2026-06-30"), ("read", &read)];
    keeper.post(&format!("{ada}/facts"), &fields).await.is(StatusCode::SEE_OTHER);
    keeper
        .get(&ada)
        .await
        .shows("has left")
        .shows("Take out name and address")
        .shows("1 March 2026 to 30 June 2026")
        .hides("Put them right");
}

#[tokio::test]
async fn the_days_of_a_position_are_put_right() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let ben = add(&mut keeper, "Ben Oak", &position).await;
    let (held, theirs) = (last_segment(&ada), last_segment(&ben));
    let positions = format!("{ada}/positions");
    let days = |held: &str, from: &str, until: &str| {
        [("go", "days"), ("assignment", held), ("held_from", from), ("held_until", until)]
            .map(|(name, value)| (name, value.to_owned()))
    };
    let mut send = async |fields: [(&'static str, String); 4]| {
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
        keeper.post(&positions, &fields).await
    };
    for (from, until, words) in [
        ("2026-03-01", "2026-02-01", "The last day lies before the first one."),
        ("", "2026-02-01", "Give the first day in the position"),
        ("2026-03-01", "soon", "Give the day as year-month-day"),
    ] {
        let page = send(days(&held, from, until)).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!((page.field("held_from").as_str(), page.field("held_until").as_str()), (from, until));
    }
    send(days(&theirs, "2026-03-01", "")).await.is(StatusCode::NOT_FOUND);
    for _ in 0..2 {
        send(days(&held, "2026-03-01", "2027-05-31")).await.is(StatusCode::SEE_OTHER);
    }
    send(days(&held, "2026-03-01", "2026-10-31")).await.is(StatusCode::SEE_OTHER);
    // A page from before would undo it.
    let stale = [
        ("go", "days"),
        ("assignment", held.as_str()),
        ("held_from", "2026-02-01"),
        ("held_until", ""),
        ("read_from", "2026-01-01"),
        ("read_until", ""),
    ];
    let page = keeper.post(&positions, &stale).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("These days were changed meanwhile");
    assert_eq!(page.field("held_from"), "2026-02-01", "what was typed stays");
    keeper.get(&ada).await.shows("Agent, Service desk: 1 March 2026 to 31 October 2026").hides("End today");
    keeper.get(&ben).await.shows("Agent, Service desk: 1 January 2026 to today").shows("End today");
}

/// A requirement of a department follows those who hold a position in it.
#[tokio::test]
async fn a_position_moves_to_another_department() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let fields = [("id", FINANCE), ("department", "Finance"), ("parent", "")];
    keeper.post(&office("departments"), &fields).await.is(StatusCode::SEE_OTHER);
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let id = keeper.get(&office("requirements")).await.field("id");
    let scope = format!("department {FINANCE}");
    let requirement = [
        ("id", id.as_str()),
        ("name", "Finance holds Foundation"),
        ("scope", scope.as_str()),
        ("levels", "foundation"),
        ("criticality", "normal"),
        ("from", "2026-01-01"),
    ];
    keeper.post(&office("requirements"), &requirement).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("No requirement concerns this person today.");
    let change = format!("{}/{position}", office("positions"));
    let before = server.dump().await;
    for (name, to, words) in [
        ("", FINANCE, "Give the position's name"),
        ("Clerk", "0198f000-0000-7000-8000-00000000dead", "This department is no more."),
    ] {
        let page = keeper.post(&change, &[("go", "change"), ("name", name), ("moved_to", to)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        assert_eq!(page.field("name"), name);
        if name.is_empty() {
            assert_eq!(page.chosen("moved_to").as_deref(), Some(FINANCE), "what was chosen stays");
        }
    }
    assert_eq!(server.dump().await, before);
    let form = keeper.get(&office(&format!("structure?change={position}"))).await;
    assert_eq!(form.field("name"), "Agent");
    for _ in 0..2 {
        let fields = [("go", "change"), ("name", "Agent"), ("moved_to", FINANCE)];
        keeper.post(&change, &fields).await.is(StatusCode::SEE_OTHER);
    }
    keeper.get(&ada).await.shows("Finance holds Foundation").shows("Agent, Finance: 1 January 2026 to today");
    // Who renames it in a tab from before moves it nowhere.
    let desk = "0198f000-0000-7000-8000-0000000000d1";
    let stale =
        [("go", "change"), ("name", "Clerk"), ("moved_to", desk), ("read_name", "Agent"), ("read_department", desk)];
    keeper.post(&change, &stale).await.is(StatusCode::SEE_OTHER);
    keeper.get(&ada).await.shows("Clerk, Finance: 1 January 2026 to today");
    // The department that held it can be removed now, as the page says.
    let desk = format!("{}/0198f000-0000-7000-8000-0000000000d1", office("departments"));
    keeper.post(&desk, &[("go", "close")]).await.is(StatusCode::SEE_OTHER);
    keeper.get(&office("structure")).await.hides("Service desk").shows("Finance");
}

/// The log says what was stated and what that changed, with the names of what is no more.
#[tokio::test]
async fn the_log_says_what_changed() {
    let server = Server::start().await;
    let (mut keeper, position) = keeper(&server).await;
    let ada = add(&mut keeper, "Ada Quill", &position).await;
    let page = keeper.get(&ada).await;
    let read = page.field("read");
    let fields = [
        ("name", "Ada Wren"),
        ("email", "ada.wren@example.org"),
        ("starts_on", "2026-01-01"),
        ("ends_on", "2027-03-31"),
        ("read", read.as_str()),
    ];
    keeper.post(&format!("{ada}/facts"), &fields).await.is(StatusCode::SEE_OTHER);
    let id = keeper.get(&office("requirements")).await.field("id");
    let scope = format!("position {position}");
    let stated = |name: &'static str, levels: &'static str| {
        [
            ("id", id.clone()),
            ("name", name.to_owned()),
            ("scope", scope.clone()),
            ("levels", levels.to_owned()),
            ("criticality", "normal".to_owned()),
            ("from", "2026-01-01".to_owned()),
        ]
    };
    let requirement = format!("{}/{id}", office("requirements"));
    for (address, fields) in [
        (office("requirements"), stated("Agents: Foundation", "foundation")),
        (requirement.clone(), stated("Agents: Auditor", "auditor")),
    ] {
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
        keeper.post(&address, &fields).await.is(StatusCode::SEE_OTHER);
    }
    let settings = [
        ("name", "Larkfield"),
        ("remind_days", "90, 30"),
        ("window_days", "180"),
        ("keep_months", "24"),
        ("currency", "EUR"),
        ("budget", "1200"),
    ];
    keeper.post(&office("settings"), &settings).await.is(StatusCode::SEE_OTHER);
    let held = last_segment(&ada);
    let days =
        [("go", "days"), ("assignment", held.as_str()), ("held_from", "2026-02-01"), ("held_until", "2026-11-01")];
    keeper.post(&format!("{ada}/positions"), &days).await.is(StatusCode::SEE_OTHER);
    let department = "0198f000-0000-7000-8000-0000000000d1";
    let lead = [("role", "lead"), ("lead_of", department)];
    keeper.post(&format!("{ada}/role"), &lead).await.is(StatusCode::SEE_OTHER);
    keeper.post(&format!("{}/{position}", office("positions")), &[("go", "close")]).await.is(StatusCode::SEE_OTHER);
    let log = keeper.get(&office("log")).await;
    let told = [
        "was entered: name Ada Quill; address ada.quill@example.org; first day 1 January 2026",
        "name, address or days were put right: name Ada Quill → Ada Wren; address ada.quill@example.org → ada.wren@example.org; last day none → 31 March 2027",
        "requirement “Agents: Foundation” was stated: whom it concerns: Agent, Service desk; qualification Foundation; how many: each of them; counts while it is valid; criticality normal; from 1 January 2026",
        "requirement “Agents: Auditor” was changed: name Agents: Foundation → Agents: Auditor; qualification Foundation → Auditor",
        "the rules of the organisation were changed: days before an end at which holders are reminded: 180, 90, 30 → 90, 30",
        "months for which data of those who left are kept: 36 → 24; budget of a year 0.00 EUR → 1,200.00 EUR",
        "days put right: holds Agent, Service desk from 1 February 2026 to 1 November 2026, before that from 1 January 2026",
        "role is now Team lead of Service desk",
        "position Agent, Service desk, was removed",
    ];
    let table = keeper.get(&office("log/csv")).await;
    for words in told {
        log.shows(words);
        assert!(table.body.replace("\"\"", "\"").contains(words), "{words} in {}", table.body);
    }
    keeper.get(&ada).await.shows(told[1]).shows(told[5 + 1]);
    // Words about people go with their names.
    keeper.post(&format!("{ada}/leave"), &[("left_on", "2026-11-22")]).await.is(StatusCode::SEE_OTHER);
    keeper.post(&format!("{ada}/erase"), &[]).await.is(StatusCode::SEE_OTHER);
    let log = keeper.get(&office("log")).await;
    log.hides("Ada Quill").hides("ada.wren@example.org").shows("were put right: last day none → 31 March 2027");
}
