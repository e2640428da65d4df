use super::*;
use crate::award::{Event, Facts, Other, Qualification};
use crate::credits::{Group, HalfCredits, Module, Said};
use crate::ids::{AssignmentId, DepartmentId, PositionId, RequirementId};
use crate::organisation::{Asked, Criticality, Demand, Entry as BookEntry, Person, Scope};

const KNOWN: Timestamp = Timestamp(1_000_000);

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn ours() -> OrganisationId {
    OrganisationId::new("ours")
}

fn agents(met: Option<&str>) -> Asked {
    Asked { requirement: "Agents".to_owned(), met: met.map(AwardId::new), due: None, hindered: None }
}

fn facts() -> Facts {
    Facts {
        qualification: Qualification::of(Level::Foundation),
        institute: "An institute".to_owned(),
        edition: String::new(),
        awarded_on: day("2026-02-01"),
        expires_on: Some(day("2026-09-30")),
        certificate_number: "F 1".to_owned(),
        other: None,
    }
}

fn logged(at: i64, by: &str, organisation: &str, event: Event) -> Entry {
    let organisation = Some(OrganisationId::new(organisation));
    Entry { number: at, at: Timestamp(at), by: by.to_owned(), organisation, event }
}

/// Ann holds a certificate, Ben holds none and left in June; both are agents, who need Foundation.
fn material() -> Material {
    let mut books = Books::default();
    let (department, position) = (DepartmentId::new("desk"), PositionId::new("agent"));
    for (id, name, ends_on) in [("a", "Ann", None), ("b", "Ben", Some(day("2026-06-30")))] {
        let member = MemberId::new(id);
        let person = Person { name: name.to_owned(), email: String::new() };
        books.take(BookEntry::Member { member: member.clone(), starts_on: None, ends_on }, Some(person));
        let (assignment, position) = (AssignmentId::new(id), position.clone());
        books.take(BookEntry::Assigned { assignment, member, position, from: day("2026-01-01"), until: None }, None);
    }
    let requirement = Requirement {
        id: RequirementId::new("r"),
        name: "Agents".to_owned(),
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
    books.take(BookEntry::Department { department: department.clone(), parent: None, name: "Desk".to_owned() }, None);
    books.take(BookEntry::Position { position, department, name: "Agent".to_owned() }, None);
    books.take(BookEntry::Requirement { requirement }, None);
    let log = vec![
        logged(1, "Ann", "ours", Event::Claimed { facts: facts() }),
        logged(2, "Ann", "ours", Event::Evidenced { evidence: EvidenceId::new("file") }),
        logged(3, "Eve", "theirs", Event::Rejected { reason: "unknown".to_owned() }),
        logged(4, "Fay", "ours", Event::Verified { reason: "saw it".to_owned() }),
    ];
    let ann = || MemberId::new("a");
    let file = File { id: EvidenceId::new("file"), name: "scan.pdf".to_owned(), digest: "d1".to_owned() };
    let mock = |at: &str| Mock {
        at: Timestamp(day(at).and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis()),
        level: Level::Foundation,
        title: "Mock".to_owned(),
        score: Marks(3_000),
        marks: Marks(4_000),
        passed: Some(true),
    };
    let seen = Observation {
        on: day("2026-05-05"),
        effect: Effect::Competent,
        words: "Handled an outage".to_owned(),
        by: "Fay".to_owned(),
        at: Timestamp(5),
    };
    Material {
        books,
        awards: BTreeMap::from([(ann(), vec![(AwardId::new("1"), log)])]),
        files: BTreeMap::from([(EvidenceId::new("file"), file)]),
        mocks: BTreeMap::from([(ann(), vec![mock("2026-04-01"), mock("2025-12-31")])]),
        observations: BTreeMap::from([(ann(), vec![seen])]),
        rules: Rules::default(),
    }
}

fn asked(until: &str, draw: Option<Draw>) -> Pack {
    pack(&material(), &ours(), PackAsk { from: day("2026-01-01"), until: day(until), draw }, KNOWN)
}

#[test]
fn a_pack_holds_what_proves_competence() {
    let pack = asked("2026-08-31", None);
    assert_eq!(pack.roles.iter().map(|role| role.whom.as_str()).collect::<Vec<_>>(), ["Agent, Desk"]);
    let names = pack.people.iter().map(|person| (person.state.name.as_str(), person.on)).collect::<Vec<_>>();
    assert_eq!(names, [("Ann", day("2026-08-31")), ("Ben", day("2026-06-30"))], "who left is shown as on the last day");
    let ann = &pack.people[0];
    assert_eq!(ann.state.needs, [agents(Some("1"))]);
    assert_eq!(ann.award(&AwardId::new("1")).map(|award| award.files[0].digest.as_str()), Some("d1"));
    let judged =
        ann.evaluations.iter().map(|line| format!("{} {} {}: {}", line.on, line.kind.name(), line.by, line.what));
    assert_eq!(
        judged.collect::<Vec<_>>(),
        [
            "2026-02-01 Official exam An institute: Foundation passed, certificate F 1",
            "2026-04-01 Mock exam Marked by Clausewise: Mock: 30 of 40 marks (75 %): passed",
            "2026-05-05 Observed practice Fay: Competent alone: Handled an outage",
        ],
        "what was before the range is not in it"
    );
    let trail = ann.trail.iter().map(|line| format!("{} {}", line.who, line.what)).collect::<Vec<_>>();
    assert_eq!(
        trail,
        [
            "Ann entered Foundation F 1",
            "Ann added proof of Foundation F 1",
            "Fay confirmed Foundation F 1: saw it",
            "Fay wrote down what was observed on 2026-05-05",
        ],
        "what another organisation decided is not in it"
    );
    let ben = &pack.people[1];
    assert_eq!(ben.state.needs, [agents(None)]);
    assert!(ben.awards.is_empty() && ben.evaluations.is_empty());
}

#[test]
fn an_award_that_ended_is_named_and_meets_nothing() {
    let pack = asked("2026-10-01", None);
    let ann = &pack.people[0];
    assert_eq!(ann.state.needs, [agents(None)]);
    assert_eq!(ann.state.lapsed, [("Agents".to_owned(), AwardId::new("1"), day("2026-09-30"))]);
    assert!(ann.evaluations.iter().all(|line| line.kind != EvaluationKind::Exam));
}

#[test]
fn a_sample_names_its_seed_and_can_be_drawn_again() {
    let draw = |seed| Some(Draw { number: 1, seed: Seed::of(seed) });
    let drawn = |seed| asked("2026-08-31", draw(seed));
    assert_eq!(drawn(1), drawn(1));
    assert_eq!(drawn(1).drawn, Some(Drawn { seed: Seed::of(1), of: 2 }));
    let people = (0..20).map(|seed| drawn(seed).people.remove(0).state.name).collect::<BTreeSet<_>>();
    assert_eq!(people.len(), 2, "another seed draws others");
    assert_eq!(asked("2026-08-31", None).drawn, None);
}

#[test]
fn certificates_of_other_schemes_are_called_by_their_names() {
    let mut material = material();
    let code = |code: &str| Qualification::from_code(code).expect("a code");
    let module = Module {
        code: code("ITIL_F"),
        name: "ITIL Foundation".to_owned(),
        value: None,
        group: Group::Foundation,
        valid_from: None,
        valid_until: None,
        said: Said::default(),
    };
    material.rules.modules.push(module);
    let own = Other { title: "Service Desk Diploma".to_owned(), half_credits: HalfCredits(0) };
    let held = [("ITIL_F", None), ("OTHER", Some(own)), ("UNKNOWN_F", None)];
    let awards = material.awards.get_mut(&MemberId::new("a")).expect("Ann holds one");
    for (number, (qualification, other)) in held.into_iter().enumerate() {
        let certificate_number = format!("N {number}");
        let facts =
            Facts { qualification: code(qualification), other, certificate_number, expires_on: None, ..facts() };
        let log = vec![
            logged(1, "Ann", "ours", Event::Claimed { facts }),
            logged(2, "Fay", "ours", Event::Verified { reason: "saw it".to_owned() }),
        ];
        awards.push((AwardId::new(format!("award {number}")), log));
    }
    let ask = PackAsk { from: day("2026-01-01"), until: day("2026-08-31"), draw: None };
    let ann = pack(&material, &ours(), ask, KNOWN).people.remove(0);
    let mut titles = ann.awards.iter().map(|proven| proven.title.as_str()).collect::<Vec<_>>();
    titles.sort_unstable();
    assert_eq!(titles, ["Foundation", "ITIL Foundation", "Service Desk Diploma", "UNKNOWN_F"]);
    assert!(ann.evaluations.iter().any(|line| line.what == "ITIL Foundation passed, certificate N 0"));
    assert!(ann.trail.iter().any(|line| line.what == "confirmed Service Desk Diploma N 1: saw it"));
}

#[test]
fn the_trail_tells_what_a_correction_changed() {
    let mut material = material();
    let (_, log) = &mut material.awards.get_mut(&MemberId::new("a")).expect("Ann holds one")[0];
    let longer = Facts { expires_on: Some(day("2029-09-30")), ..facts() };
    log.push(logged(5, "Ann", "ours", Event::Corrected { facts: longer, reason: "misread".to_owned() }));
    log.push(logged(6, "Fay", "ours", Event::Revoked { on: day("2026-03-01"), reason: "withdrawn".to_owned() }));
    log.push(logged(7, "Fay", "ours", Event::Reinstated { reason: "the wrong person".to_owned() }));
    let ask = PackAsk { from: day("2026-01-01"), until: day("2026-08-31"), draw: None };
    let ann = pack(&material, &ours(), ask, KNOWN).people.remove(0);
    let told = |at: i64| {
        let lines = ann.trail.iter().filter(|line| line.at == Timestamp(at) && !line.what.contains("observed"));
        lines.map(|line| line.what.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        told(5),
        ["corrected it to Foundation F 1 (valid until 30 September 2026 → 30 September 2029): misread"]
    );
    assert_eq!(told(6), ["Foundation F 1 counts no more from 2026-03-01 on: withdrawn"]);
    assert_eq!(told(7), ["Foundation F 1 was taken back by mistake and waits again: the wrong person"]);
}
