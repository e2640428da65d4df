//! Who was qualified on a day, the evidence pack, and links for external auditors.

use std::sync::Arc;

use app::urls;
use axum::http::StatusCode;
use domain::award::{Day, Event, Facts, Qualification, day_of};
use domain::ids::{AssignmentId, AwardId, DepartmentId, MemberId, OrganisationId, PositionId, RequirementId};
use domain::organisation::{Criticality, Demand, Entry, Person, Requirement, Role, Scope};
use domain::question::Level;
use domain::time::Millis;
use store::{EvidenceFile, Line, Recording, Tell, fresh_id};

use crate::browser::Errand;
use crate::gates::books::{self, pdf, post_file};
use crate::page::Page;
use crate::people::{Anonymous, Candidate, address};
use crate::server::{ORIGIN, Server};

const DAY: Millis = Millis::minutes(24 * 60);
const MIA: &str = "Mia Manager";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The words of a workbook.
pub fn words_of(workbook: Vec<u8>) -> String {
    let mut workbook = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("a workbook is an archive");
    let words = workbook.by_name("xl/sharedStrings.xml").expect("it holds words");
    std::io::read_to_string(words).expect("they are text")
}

/// Nobody is told: what is decided here was entered by those who decide.
fn silent() -> Tell {
    Arc::new(|news| panic!("{news:?} is told to nobody"))
}

/// An organisation of Mia's: agents need Foundation; Ida holds it, confirmed, and so many others do not.
struct House<'s> {
    server: &'s Server,
    mia: Candidate<'s>,
    id: OrganisationId,
    ida: MemberId,
    award: AwardId,
}

impl<'s> House<'s> {
    async fn build(server: &'s Server, others: usize) -> Self {
        let mut mia = Candidate::on(server, MIA).await;
        let (id, ida) = (OrganisationId::new(fresh_id(server.time_wall())), MemberId::new("ida"));
        mia.post(urls::ORGANISATIONS, &[("id", id.as_str()), ("name", "Larkfield IT")]).await;
        let award = AwardId::new(fresh_id(server.time_wall()));
        let house = Self { server, mia, id, ida, award };
        let mut lines = house.structure();
        lines.extend(house.agent(&house.ida, "Ida Reed"));
        for n in 0..others {
            lines.extend(house.agent(&MemberId::new(format!("other-{n:03}")), &format!("Agent {n:03}")));
        }
        house.write(lines).await;
        house.qualify().await;
        house
    }

    fn structure(&self) -> Vec<Line> {
        let (department, position) = (DepartmentId::new("desk"), PositionId::new("agent"));
        let requirement = Requirement {
            id: RequirementId::new("r"),
            name: "Agents hold Foundation".to_owned(),
            scope: Scope::Position(position.clone()),
            levels: vec![Level::Foundation],
            demand: Demand::Each,
            valid_months: None,
            criticality: Criticality::High,
            from: day("2026-01-01"),
            due: None,
            until: None,
            within: None,
            apart_from: Vec::new(),
        };
        let made = Entry::Department { department: department.clone(), parent: None, name: "Service desk".to_owned() };
        let position = Entry::Position { position, department, name: "Agent".to_owned() };
        [made, position, Entry::Requirement { requirement }].map(Line::from).to_vec()
    }

    fn agent(&self, member: &MemberId, name: &str) -> [Line; 2] {
        let person = Person { name: name.to_owned(), email: format!("{member}@larkfield.example") };
        let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
        let held = Entry::Assigned {
            assignment: AssignmentId::new(format!("of {member}")),
            member: member.clone(),
            position: PositionId::new("agent"),
            from: day("2026-01-01"),
            until: None,
        };
        [Line { entry: came, person: Some(person) }, held.into()]
    }

    async fn write(&self, lines: Vec<Line>) {
        let store = self.server.store();
        let seat = store
            .seat(&self.mia.account(MIA).await, &self.id, day_of(self.server.time_wall()))
            .await
            .expect("the store answers");
        let manager = seat.and_then(|seat| seat.managing()).expect("Mia answers for the books");
        store.keep_books(&manager, lines, self.server.time_wall()).await.expect("the store answers");
    }

    async fn qualify(&self) {
        let facts = Facts {
            qualification: Qualification::of(Level::Foundation),
            institute: "An institute".to_owned(),
            edition: "2018".to_owned(),
            awarded_on: day("2026-03-01"),
            expires_on: None,
            certificate_number: "F-4711".to_owned(),
            other: None,
        };
        let (store, now) = (self.server.store(), self.server.time_wall());
        let seat = store
            .seat(&self.mia.account(MIA).await, &self.id, day_of(self.server.time_wall()))
            .await
            .expect("the store answers");
        let leading = seat.and_then(|seat| seat.leading()).expect("Mia decides");
        let new = Recording { id: self.award.clone(), facts };
        store.record_award_of(&leading, &self.ida, new, now).await.expect("the store answers");
        let seen = Event::Verified { reason: "saw the original".to_owned() };
        store.decide_award(&leading, &self.award, seen, &silent(), now).await.expect("the store answers");
    }

    /// The scan of Ida's certificate comes in; its address in the books, and where its bytes lie.
    async fn prove(&mut self) -> (String, std::path::PathBuf) {
        let address = format!("{}/{}/evidence", self.office("awards"), self.award);
        self.add("scan of F-4711.pdf").await;
        let file = self.files().await.remove(0);
        let place = self.server.files().join(&file.place[..2]).join(&file.place);
        (format!("{address}/{}", file.id()), place)
    }

    /// Adds a file to Ida's certificate; its id.
    async fn add(&mut self, name: &str) -> String {
        let address = format!("{}/{}/evidence", self.office("awards"), self.award);
        post_file(&mut self.mia, &address, name, &pdf()).await.is(StatusCode::SEE_OTHER);
        self.files().await.pop().expect("it is there").id().to_string()
    }

    async fn files(&self) -> Vec<EvidenceFile> {
        let seat = books::seat(self.server, &self.mia.account(MIA).await, self.id.as_str()).await;
        let files = self.server.store().seen_evidence(&seat, &self.award, self.server.time_wall()).await;
        files.expect("the store answers")
    }

    fn office(&self, page: &str) -> String {
        urls::office(&self.id, page)
    }

    /// Makes a link; its path.
    async fn link(&mut self, sample: &str) -> String {
        self.link_with(sample, &[("files", "yes")]).await
    }

    /// The same, with more in its form.
    async fn link_with(&mut self, sample: &str, more: &[(&str, &str)]) -> String {
        let office = self.office("links");
        let form = self.mia.get(&office).await;
        let page = self.make(&form.field("id"), sample, more).await;
        let link = page.is(StatusCode::OK).tags().iter().find(|tag| tag.is("input", "id", "audit-link")).cloned();
        let link = link.and_then(|tag| tag.get("value").map(str::to_owned)).expect("the address is shown");
        link.strip_prefix(ORIGIN).expect("it is ours").to_owned()
    }

    async fn make(&mut self, id: &str, sample: &str, more: &[(&str, &str)]) -> Page {
        let mut fields = vec![
            ("id", id),
            ("for_whom", "Fernhill Certification"),
            ("from", "2026-01-01"),
            ("until", "2026-11-22"),
            ("sample", sample),
            ("days", "14"),
        ];
        fields.extend(more);
        let office = self.office("links");
        self.mia.post(&office, &fields).await
    }
}

#[tokio::test]
async fn who_was_qualified_is_answered_for_any_day_as_known_on_any() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let address = house.office("as-of");
    let award = format!("{}/ida#award-{}", house.office("people"), house.award);
    house.mia.get(&address).await.is(StatusCode::OK).shows("Who was qualified on …?");
    let page = house.mia.get(&format!("{address}?day=2026-03-01")).await;
    page.shows("On 1 March 2026, as known today, 1 of 2 needs were met")
        .shows("Agents hold Foundation21 of 2○ gap, 1 missing")
        .shows("Agent, Service desk")
        .shows("Foundation: 1 of 3 people")
        .shows("Auditor: 0 of 3 people")
        .shows("Foundation, An institute, F-4711: ● verified, without an end");
    assert!(page.tags().iter().any(|tag| tag.is("a", "href", &award)), "the certificate opens: {}", page.body);
    house.mia.get(&format!("{address}?day=2026-02-28")).await.shows("0 of 2 needs were met");
    house.mia.get(&format!("{address}?day=2026-03-01&known=2026-11-21")).await.shows("nobody was in the books");
    server.time.pass(DAY);
    let known = house.mia.get(&format!("{address}?day=2026-03-01&known=2026-11-22")).await;
    known.shows("On 1 March 2026, as known on 22 November 2026, 1 of 2 needs were met");
    for (query, typed) in [("day=soon", "soon"), ("day=2026-03-01&known=2027-01-01", "2027-01-01")] {
        let page = house.mia.get(&format!("{address}?{query}")).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(&format!("value=\"{typed}\"")), "{query}: what was typed stays");
    }
    let csv = house.mia.get(&format!("{address}/csv?day=2026-03-01")).await;
    assert!(csv.header("content-disposition").contains("qualified-on-2026-03-01.csv"));
    csv.shows("Ida Reed,\"Agent, Service desk\",Agents hold Foundation,met,Foundation,An institute,F-4711,2026-03-01,,Mia Manager,,verified")
        .shows("Agent 000,\"Agent, Service desk\",Agents hold Foundation,not met,,,,,,,,");
}

/// Nobody is required to hold Auditor, and Ida does: the question is who holds it.
#[tokio::test]
async fn who_held_a_level_is_answered_whatever_was_required() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let person = format!("{}/ida", house.office("people"));
    let id = house.mia.get(&person).await.field("id");
    let fields = [
        ("id", id.as_str()),
        ("level", "auditor"),
        ("institute", "Another institute"),
        ("certificate_number", "A-1"),
        ("awarded_on", "2026-02-01"),
        ("expires_on", "2026-06-30"),
    ];
    let recorded = house.mia.post(&format!("{person}/awards"), &fields).await.location().to_owned();
    let decision = format!("{person}/awards/{}", recorded.split_once("#award-").expect("it leads there").1);
    let address = house.office("as-of");
    let on = |day: &str, held: &str| format!("{address}?day={day}&held={held}");
    // Nobody has looked at it: it is told, and does not count.
    let page = house.mia.get(&on("2026-03-01", "auditor")).await;
    page.shows("Nobody held Auditor on 1 March 2026").shows("Auditor: 0 of 3 people").hides("Ida Reed");
    house.mia.get(&on("2026-03-01", "")).await.shows("Auditor, Another institute, A-1: ◐ claimed");
    let read = house.mia.get(&person).await.field("read");
    let verify = [("go", "verify"), ("reason", "saw the original"), ("read", read.as_str())];
    house.mia.post(&decision, &verify).await.is(StatusCode::SEE_OTHER);
    let page = house.mia.get(&on("2026-03-01", "auditor")).await;
    page.is(StatusCode::OK)
        .shows("People who held Auditor")
        .shows("Auditor: 1 of 3 people")
        .shows("Auditor, Another institute, A-1: ● verified, valid until 30 June 2026")
        .shows("Ida Reed")
        .hides("Agent 000");
    assert_eq!(page.chosen("held").as_deref(), Some("auditor"));
    let csv = house.mia.get(&on("2026-03-01", "auditor").replace("as-of?", "as-of/csv?")).await;
    csv.shows(",,,Auditor,Another institute,A-1,2026-02-01,2026-06-30,Mia Manager,,verified").hides("Agent 000");
    house.mia.get(&on("2026-07-01", "auditor")).await.shows("Nobody held Auditor on 1 July 2026");
    house.mia.get(&on("2026-07-01", "")).await.shows("A-1: ○ ended 30 June 2026");
    house.mia.get(&on("2026-01-31", "")).await.hides("A-1");
    // What means nothing is left out; known yesterday nobody was in the books.
    house.mia.get(&on("2026-03-01", "wizard")).await.is(StatusCode::OK).shows("Agent 000");
    let known = format!("{}&known=2026-11-21", on("2026-03-01", "auditor"));
    house.mia.get(&known).await.shows("Nobody was in the books on that day, as far as was known.");
}

#[tokio::test]
async fn the_pack_is_a_page_a_document_and_a_workbook() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let range = format!("{}?from=2026-01-01&until=2026-11-22", house.office("pack"));
    let page = house.mia.get(&range).await;
    page.shows("Evidence pack: 3 people, 1 of 2 needs met")
        .shows("Mia Manager confirmed Foundation F-4711: saw the original");
    let award = format!("{}/ida#award-{}", house.office("people"), house.award);
    assert!(page.tags().iter().any(|tag| tag.is("a", "href", &award)), "a met need opens its certificate");
    let drawn = house.mia.get(&format!("{range}&sample=1")).await;
    assert!(drawn.location().contains("&seed="), "the seed is shown in the address: {}", drawn.location());
    let first = house.mia.get(drawn.location()).await;
    first.shows("A random sample: 1 of 3 people, drawn with the seed");
    assert_eq!(house.mia.get(drawn.location()).await.normalised(), first.normalised(), "the same people again");
    for (kind, magic) in [("pdf", "%PDF"), ("xlsx", "PK")] {
        let address = format!("{}/{kind}?from=2026-01-01&until=2026-11-22&sample=2&seed=5", house.office("pack"));
        let (status, bytes) = house.mia.bytes(&address).await;
        assert!(status == StatusCode::OK && bytes.starts_with(magic.as_bytes()), "{kind}: {status}");
    }
    let pack = house.office("pack");
    let known = house.mia.get(&format!("{pack}?from=2026-01-01&until=2026-11-21&known=2026-11-21")).await;
    known.is(StatusCode::OK).shows("Evidence pack: 0 people, 0 of 0 needs met");
    assert_eq!(known.field("known"), "2026-11-21");
    let pdf = known.tags().into_iter().find(|tag| tag.text == "Take it as a PDF").expect("there is a document");
    assert!(pdf.get("href").is_some_and(|href| href.contains("known=2026-11-21")), "the files are of the same moment");
    for query in [
        "from=2026-01-01&until=2026-11-22&known=2026-11-21",
        "from=2026-01-01&until=2026-11-22&known=2027-01-01",
        "from=2026-01-01&until=2026-11-22&known=soon",
    ] {
        let page = house.mia.get(&format!("{pack}?{query}")).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(query.ends_with(&page.field("known")), "{query}: what was typed stays");
    }
    for query in ["from=2026-05-01&until=2026-04-01", "from=2026-01-01&until=2027-01-01", "from=x&until=2026-01-01"] {
        let address = format!("{}?{query}", house.office("pack"));
        house.mia.get(&address).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

/// Every link to a certificate, on whichever page of evidence, lands on its place on the page of the person.
#[tokio::test]
async fn every_link_to_a_certificate_lands_on_it() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let mut landed = 0;
    for page in ["pack?from=2026-01-01&until=2026-11-22", "as-of?day=2026-11-22"] {
        let office = house.office(page);
        let page = house.mia.get(&office).await;
        let links = page.tags().iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect::<Vec<_>>();
        for (path, anchor) in links.iter().filter_map(|link| link.split_once('#')) {
            if anchor.starts_with("award-") {
                let at = if path.is_empty() { page.clone() } else { house.mia.get(path).await };
                assert!(
                    at.is(StatusCode::OK).tags().iter().any(|tag| tag.get("id") == Some(anchor)),
                    "{path}#{anchor}"
                );
                landed += 1;
            }
        }
    }
    assert!(landed >= 2, "{landed} links were followed");
}

#[tokio::test]
async fn so_many_people_are_a_workbook_and_no_document() {
    let server = Server::start().await;
    let mut house = House::build(&server, 300).await;
    let all = "from=2026-01-01&until=2026-11-22";
    let address = format!("{}?{all}", house.office("pack"));
    let page = house.mia.get(&address).await;
    page.shows("302 people").shows("1 to 50 of 302 people").hides("pack/pdf");
    let address = format!("{}/pdf?{all}", house.office("pack"));
    let page = house.mia.get(&address).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Draw a sample, or take the workbook");
    let address = format!("{}/xlsx?{all}", house.office("pack"));
    let (status, bytes) = house.mia.bytes(&address).await;
    assert!(status == StatusCode::OK && bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn an_auditor_reads_the_pack_by_a_link_and_nothing_else() {
    let server = Server::start().await;
    let mut house = House::build(&server, 9).await;
    let path = house.link("3").await;
    server.time.pass(Millis(1_000));
    house.write(house.agent(&MemberId::new("late"), "Late Comer").to_vec()).await;
    let mut auditor = Anonymous::on(&server);
    let page = auditor.get(&path).await;
    page.is(StatusCode::OK).shows("A random sample: 3 of 11 people").shows("Larkfield IT").hides("/organisations/");
    assert_eq!((page.header("x-robots-tag"), page.header("cache-control")), ("noindex", "no-store"));
    assert!(page.tags().iter().any(|tag| tag.is("meta", "name", "robots")));
    let mut drawn = String::new();
    for seed in 0..12 {
        let other = auditor.get(&format!("{path}?seed={seed}")).await;
        other.shows(&format!("drawn with the seed {seed}")).hides("Late Comer");
        drawn.push_str(&other.body);
    }
    assert!(drawn.contains(&format!("href=\"#award-{}\"", house.award)), "a met need opens its certificate here");
    for (kind, magic) in [("pdf", "%PDF"), ("xlsx", "PK")] {
        let (status, bytes) = auditor.bytes(&format!("{path}/{kind}?seed=4")).await;
        assert!(status == StatusCode::OK && bytes.starts_with(magic.as_bytes()), "{kind}: {status}");
    }
    auditor.get(&house.office("pack")).await.location();
    let address = house.office("links");
    let listed = house.mia.get(&address).await;
    listed
        .shows("Fernhill Certification")
        .shows("works until 6 December 2026")
        .hides(path.trim_start_matches("/audit/"));
    let address = house.office("log");
    house.mia.get(&address).await.shows("a link for an auditor was made");
}

#[tokio::test]
async fn wrong_ended_and_expired_links_look_the_same() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let (ended, expired) = (house.link("").await, house.link("").await);
    let mut auditor = Anonymous::on(&server);
    auditor.get(&ended).await.is(StatusCode::OK).shows("3 people");
    let address = house.office("links");
    let tags = house.mia.get(&address).await.tags();
    let ends = tags.iter().filter(|tag| tag.get("action").is_some_and(|action| action.ends_with("/end")));
    let ends = ends.filter_map(|tag| tag.get("action").map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(ends.len(), 2, "both can be ended");
    // The newest stands first.
    let address = ends[1].clone();
    assert_eq!(house.mia.post(&address, &[]).await.location(), house.office("links"));
    house.mia.post(&ends[1], &[]).await.is(StatusCode::NOT_FOUND);
    auditor.get(&expired).await.is(StatusCode::OK);
    server.time.pass(Millis(DAY.0 * 14));
    let wrong = format!("/audit/{}", "0".repeat(64));
    let nothing = auditor.get(&wrong).await;
    nothing.is(StatusCode::NOT_FOUND);
    for path in [&ended, &expired] {
        for kind in ["", "/pdf", "/xlsx"] {
            let page = auditor.get(&format!("{path}{kind}")).await;
            assert_eq!(page.normalised(), nothing.normalised(), "{path}{kind}");
        }
    }
}

#[tokio::test]
async fn a_link_is_made_once_and_only_as_the_rules_say() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let address = house.office("links");
    let form = house.mia.get(&address).await;
    house.make(&form.field("id"), "0", &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("from 1 on");
    house.make(&form.field("id"), "2", &[]).await.is(StatusCode::OK).shows("The link is made");
    house.make(&form.field("id"), "2", &[]).await.is(StatusCode::OK).shows("This link was made already");
    let fields = [("id", fresh_id(server.time_wall())), ("for_whom", String::new()), ("days", "91".to_owned())];
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    let address = house.office("links");
    let page = house.mia.post(&address, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("from 1 to 90").shows("Give for whom it is");
    let links = server
        .store()
        .seat(&house.mia.account(MIA).await, &house.id, day_of(server.time_wall()))
        .await
        .expect("the store answers");
    let manager = links.and_then(|seat| seat.managing()).expect("Mia answers for the books");
    assert_eq!(server.store().audit_links(&manager).await.expect("the store answers").len(), 1);
}

/// For a stranger, a member and a lead there is nothing; an auditor in the books reads, and makes no links.
#[tokio::test]
async fn only_those_who_see_everybody_find_the_pack() {
    let server = Server::start().await;
    let house = House::build(&server, 1).await;
    let read = ["as-of?day=2026-03-01", "as-of/csv?day=2026-03-01", "pack", "pack/pdf", "pack/xlsx"];
    let absent = urls::office("0198f000-0000-7000-8000-000000000000", "pack");
    for role in [None, Some(Role::Member), Some(Role::Lead), Some(Role::Auditor)] {
        let name = format!("Some {}", role.map_or("stranger", Role::word));
        let mut browser = Candidate::on(&server, &name).await;
        if let Some(role) = role {
            let (member, account) = (MemberId::new(role.word()), browser.account(&name).await);
            let person = Person { name: name.clone(), email: address(&name) };
            let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
            let lead_of = (role == Role::Lead).then(|| DepartmentId::new("desk"));
            let lines = vec![
                Line { entry: came, person: Some(person) },
                Entry::Joined { member: member.clone(), account }.into(),
                Entry::Role { member, role, lead_of }.into(),
            ];
            house.write(lines).await;
        }
        let nothing = browser.get(&absent).await.normalised();
        for page in read {
            let (status, _) = browser.bytes(&house.office(page)).await;
            if role == Some(Role::Auditor) {
                assert_eq!(status, StatusCode::OK, "{name}: {page}");
            } else {
                assert_eq!(browser.get(&house.office(page)).await.normalised(), nothing, "{name}: {page}");
            }
        }
        assert_eq!(browser.get(&house.office("links")).await.normalised(), nothing, "{name}");
        browser.post(&house.office("links"), &[]).await.is(StatusCode::NOT_FOUND);
    }
}

/// Whoever has a link opens the files of its pack, of whichever sample, and what was opened is counted.
#[tokio::test]
async fn an_auditor_opens_the_files_of_the_pack() {
    let server = Server::start().await;
    let mut house = House::build(&server, 3).await;
    let (own, _) = house.prove().await;
    let (path, bare) = (house.link("1").await, house.link_with("", &[]).await);
    let mut auditor = Anonymous::on(&server);
    let mut opened = None;
    for seed in 0..40 {
        let page = auditor.get(&format!("{path}?seed={seed}")).await;
        let links = page.tags().iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect::<Vec<_>>();
        assert!(!links.iter().any(|link| link.contains("/organisations/")), "{links:?}");
        opened = opened.or(links.into_iter().find(|link| link.contains("/evidence/")));
    }
    let file = opened.expect("some sample draws Ida, whose certificate names its file");
    assert!(file.starts_with(&path), "{file}");
    let address = house.office("links");
    house.mia.get(&address).await.shows("no file").shows("not yet; without the files");
    let head = Errand { method: "HEAD", path: &file, headers: &[], body: Vec::new() };
    auditor.send(head).await.is(StatusCode::OK);
    let page = auditor.get(&file).await;
    assert_eq!(page.is(StatusCode::OK).body, pdf(), "it is the very file");
    let headers = ["content-type", "content-disposition", "cache-control", "x-robots-tag", "x-content-type-options"];
    let named = "attachment; filename=\"scan_of_F-4711.pdf\"";
    assert_eq!(headers.map(|name| page.header(name)), ["application/pdf", named, "no-store", "noindex", "nosniff"]);
    house.mia.get(&address).await.shows("a file, once");
    let nothing = auditor.get(&format!("{path}/evidence/{}/nothing", house.award)).await;
    nothing.is(StatusCode::NOT_FOUND);
    let listed = auditor.get(&bare).await;
    listed.is(StatusCode::OK).shows("scan of F-4711.pdf (SHA-256").hides("/evidence/");
    let in_bare = file.replace(&path, &bare);
    assert_eq!(auditor.get(&in_bare).await.normalised(), nothing.normalised(), "this link opens no files");
    // What is added after the link was made is not in its pack.
    server.time.pass(Millis(1_000));
    let newer = house.add("newer.pdf").await;
    let newer = format!("{path}/evidence/{}/{newer}", house.award);
    assert_eq!(auditor.get(&newer).await.normalised(), nothing.normalised());
    auditor.get(&own).await.location();
    server.time.pass(Millis(DAY.0 * 14));
    assert_eq!(auditor.get(&file).await.normalised(), nothing.normalised(), "the link has expired");
}

/// A file that was changed or lost where files lie goes out to nobody, and the page says so.
#[tokio::test]
async fn a_file_that_is_not_what_was_handed_in_goes_out_to_nobody() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let (own, place) = house.prove().await;
    let path = house.link("").await;
    let file = format!("{path}/evidence/{}/{}", house.award, crate::people::last_segment(&own));
    let mut auditor = Anonymous::on(&server);
    auditor.get(&file).await.is(StatusCode::OK);
    assert_eq!(house.mia.get(&own).await.is(StatusCode::OK).body, pdf());
    let forged = pdf().replace("595 842", "842 595");
    std::fs::write(&place, &forged).expect("the folder can be written");
    for page in [house.mia.get(&own).await, auditor.get(&file).await] {
        page.is(StatusCode::GONE).shows("This file is lost or was changed").hides("842 595");
        page.shows(page.header("x-request-id"));
    }
    std::fs::remove_file(&place).expect("it is there");
    for page in [house.mia.get(&own).await, auditor.get(&file).await] {
        page.is(StatusCode::GONE);
    }
    let address = house.office("links");
    house.mia.get(&address).await.shows("a file, once");
    std::fs::write(&place, pdf()).expect("the folder can be written");
    auditor.get(&file).await.is(StatusCode::OK);
}

/// A certificate of another scheme is called by its name wherever people read; the table that is taken in again keeps its code.
#[tokio::test]
async fn certificates_of_other_schemes_are_called_by_their_names() {
    let server = Server::start().await;
    let mut house = House::build(&server, 1).await;
    let seat = books::seat(&server, &house.mia.account(MIA).await, house.id.as_str()).await;
    let leading = seat.leading().expect("Mia decides");
    let facts = Facts {
        qualification: Qualification::from_code("ITIL_F").expect("it is a code"),
        institute: "An institute".to_owned(),
        edition: String::new(),
        awarded_on: day("2026-04-01"),
        expires_on: Some(day("2026-12-31")),
        certificate_number: "I-42".to_owned(),
        other: None,
    };
    let new = Recording { id: AwardId::new(fresh_id(server.time_wall())), facts };
    let award = new.id.clone();
    server.store().record_award_of(&leading, &house.ida, new, server.time_wall()).await.expect("the store answers");
    let name = "ITIL v3 Foundation";
    let approvals = house.office("approvals");
    house.mia.get(&approvals).await.shows(name).hides("ITIL_F");
    let seen = Event::Verified { reason: "saw it".to_owned() };
    let decided = server.store().decide_award(&leading, &award, seen, &silent(), server.time_wall()).await;
    decided.expect("the store answers");
    for page in ["people/ida", "renewals", "pack?from=2026-01-01&until=2026-11-22"] {
        let page = house.office(page);
        house.mia.get(&page).await.is(StatusCode::OK).shows(name).hides("ITIL_F");
    }
    let link = house.link("").await;
    let read = Anonymous::on(&server).get(&link).await;
    read.shows(&format!("{name}, An institute, I-42")).shows(&format!("confirmed {name} I-42: saw it")).hides("ITIL_F");
    let workbook = {
        let address = house.office("pack/xlsx?from=2026-01-01&until=2026-11-22");
        house.mia.bytes(&address).await.1
    };
    let words = words_of(workbook);
    assert!(words.contains(name) && !words.contains("ITIL_F"), "{words}");
    let table = house.office("export/awards.csv");
    house.mia.get(&table).await.shows("ITIL_F,An institute,2026-04-01,2026-12-31,I-42,,verified");
}
