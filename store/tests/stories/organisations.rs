//! The books of organisations.

use std::sync::Arc;

use domain::award::{Day, Facts, Qualification, day_of};
use domain::ids::{
    AccountId, AssignmentId, AwardId, CheckId, DepartmentId, MemberId, OrganisationId, PositionId, RequirementId,
};
use domain::organisation::{Criticality, Demand, Entry, Person, Requirement, Role, Scope};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Timestamp;
use store::{Joining, Leading, Line, MailKind, Managing, NewMail, Recording, Seat, Tell, Written, fresh_id};

use crate::ground::{Ground, at, right, saved, today};
use crate::mail::letter;
use crate::plans::booking;
use crate::renewals::holds;

/// A day of the stories: they begin on 21 November 2026.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn later(days: i64) -> Timestamp {
    Timestamp(at(0).wall.0 + days * 24 * 60 * 60 * 1000)
}

/// An organisation with departments `it`, `it/desk` and `hr`, a position in each of the lower two, and its manager.
pub struct House {
    pub id: OrganisationId,
    pub manager: Managing,
    pub leading: Leading,
    pub founder: AccountId,
}

impl House {
    pub async fn build(ground: &Ground, name: &str) -> Self {
        let founder = ground.person(&format!("founder of {name}")).await;
        let id = OrganisationId::new(fresh_id(at(0).wall));
        let person = Person { name: "Fay Founder".to_owned(), email: format!("fay@{name}.example") };
        let store = &ground.store;
        store.found_organisation(id.clone(), name.to_owned(), (founder.clone(), person), at(0).wall).await.unwrap();
        let seat = store.seat(&founder, &id, today()).await.unwrap().expect("the founder belongs to it");
        let (manager, leading) = (seat.managing().unwrap(), seat.leading().unwrap());
        let house = Self { id, manager, leading, founder };
        let department = |id: &str, parent: Option<&str>| Entry::Department {
            department: house.department(id),
            parent: parent.map(|parent| house.department(parent)),
            name: id.to_uppercase(),
        };
        let position = |id: &str, department: &str| Entry::Position {
            position: house.position(id),
            department: house.department(department),
            name: id.to_owned(),
        };
        let lines = [
            department("it", None),
            department("desk", Some("it")),
            department("hr", None),
            position("agent", "desk"),
            position("clerk", "hr"),
        ];
        house.write(ground, lines.map(Line::from).to_vec()).await;
        house
    }

    pub fn seat(&self) -> &Seat {
        self.manager.seat()
    }

    pub fn department(&self, id: &str) -> DepartmentId {
        DepartmentId::new(format!("{id} of {}", self.id))
    }

    pub fn position(&self, id: &str) -> PositionId {
        PositionId::new(format!("{id} of {}", self.id))
    }

    pub async fn write(&self, ground: &Ground, lines: Vec<Line>) {
        self.write_at(ground, lines, at(10).wall).await;
    }

    async fn write_at(&self, ground: &Ground, lines: Vec<Line>, now: Timestamp) {
        let written = ground.store.keep_books(&self.manager, lines, now).await.unwrap();
        assert_eq!(written, Written::Done);
    }

    /// Somebody who holds a position from the first day of 2026 on.
    pub async fn person(&self, ground: &Ground, name: &str, position: &str) -> MemberId {
        self.person_at(ground, name, position, at(10).wall).await
    }

    /// The same, entered at a moment.
    pub async fn person_at(&self, ground: &Ground, name: &str, position: &str, now: Timestamp) -> MemberId {
        let member = MemberId::new(fresh_id(at(0).wall));
        let lines = vec![
            Line {
                entry: Entry::Member { member: member.clone(), starts_on: None, ends_on: None },
                person: Some(Person { name: name.to_owned(), email: format!("{name}@{}.example", self.id) }),
            },
            Entry::Assigned {
                assignment: AssignmentId::new(fresh_id(at(0).wall)),
                member: member.clone(),
                position: self.position(position),
                from: day("2026-01-01"),
                until: None,
            }
            .into(),
        ];
        self.write_at(ground, lines, now).await;
        member
    }

    pub async fn require(&self, ground: &Ground, scope: Scope) -> RequirementId {
        let id = RequirementId::new(fresh_id(at(0).wall));
        let requirement = Requirement {
            id: id.clone(),
            name: "Foundation".to_owned(),
            scope,
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
        self.write(ground, vec![Entry::Requirement { requirement }.into()]).await;
        id
    }
}

/// Tells a decision in a few words.
pub fn telling() -> Tell {
    Arc::new(|news| {
        let words = format!("{}: {:?}", news.organisation_name, news.event);
        let mail = letter(&news.email, MailKind::CertificateDecided, &fresh_id(at(0).wall));
        NewMail {
            account: Some(news.account.clone()),
            organisation: Some(news.organisation.clone()),
            subject: words,
            ..mail
        }
    })
}

pub fn certificate(number: &str, expires: Option<&str>) -> Recording {
    let facts = Facts {
        qualification: Qualification::of(Level::Foundation),
        institute: "An institute".to_owned(),
        edition: "2018".to_owned(),
        awarded_on: day("2026-02-01"),
        expires_on: expires.map(day),
        certificate_number: number.to_owned(),
        other: None,
    };
    Recording { id: AwardId::new(fresh_id(at(0).wall)), facts }
}

pub async fn the_books_are_sealed_and_replayed(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.person(&ground, "ida", "agent").await;
    let store = &ground.store;
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
    let books = store.books_at(house.seat(), later(1)).await.unwrap();
    assert_eq!((books.name.as_str(), books.departments.len(), books.members.len()), ("larkfield", 3, 2));
    assert_eq!(books.path(&house.department("desk")), "IT > DESK");
    let now = store.books_now(house.seat()).await.unwrap();
    assert_eq!((now.departments, now.positions.len(), now.members.len()), (books.departments.clone(), 2, 2));
    let before = store.books_at(house.seat(), Timestamp(at(10).wall.0 - 1)).await.unwrap();
    assert_eq!((before.departments.len(), before.members.len()), (0, 1), "what was not known is not there");
    let lines = store.log_page(house.seat(), i64::MAX, None, 3).await.unwrap();
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [11, 10, 9]);
    ground.execute("UPDATE organisation_entry SET by_name = 'Eve' WHERE number = 6").await;
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), Some(6));
}

pub async fn an_organisation_is_founded_once(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let store = &ground.store;
    let (lines, eve) = (ground.count("organisation_entry").await, ground.person("eve").await);
    for account in [&house.founder, &eve] {
        let person = Person { name: "Eve".to_owned(), email: "eve@fernhill.example".to_owned() };
        let again =
            store.found_organisation(house.id.clone(), "other".to_owned(), (account.clone(), person), at(20).wall);
        assert_eq!(again.await.unwrap(), Written::Taken);
    }
    assert_eq!(ground.count("organisation_entry").await, lines);
    assert!(store.seat(&eve, &house.id, today()).await.unwrap().is_none());
    let mine = store.memberships(&house.founder, today()).await.unwrap();
    assert_eq!(mine.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["larkfield"]);
}

pub async fn a_line_that_is_gone_from_the_end_is_missed(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    ground.execute("DELETE FROM organisation_entry WHERE number = 9").await;
    assert_eq!(ground.store.verify_books(house.seat()).await.unwrap(), Some(9));
}

pub async fn only_members_sit_anywhere(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let other = House::build(&ground, "fernhill").await;
    let store = &ground.store;
    assert!(store.seat(&other.founder, &house.id, today()).await.unwrap().is_none());
    let mine = store.memberships(&house.founder, today()).await.unwrap();
    assert_eq!(
        mine.iter().map(|one| (one.name.as_str(), one.role)).collect::<Vec<_>>(),
        [("larkfield", Role::Manager)]
    );
    let ida = house.person(&ground, "ida", "agent").await;
    assert_eq!(store.member_name(house.seat(), &ida).await.unwrap().as_deref(), Some("ida"));
    assert_eq!(store.member_name(other.seat(), &ida).await.unwrap(), None);
    let line = || vec![Entry::Left { member: ida.clone(), on: day("2026-11-21") }.into()];
    assert!(!store.keep_books_of(&other.leading, &ida, line(), at(20).wall).await.unwrap());
    assert!(store.keep_books_of(&house.leading, &ida, line(), at(20).wall).await.unwrap());
}

pub async fn a_seat_ends_with_the_last_day(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, member, account) =
        (&ground.store, house.person(&ground, "ida", "agent").await, ground.person("ida").await);
    let lines = vec![
        Entry::Joined { member: member.clone(), account: account.clone() }.into(),
        Entry::Role { member: member.clone(), role: Role::Auditor, lead_of: None }.into(),
    ];
    house.write(&ground, lines).await;
    let person = Person { name: "ida".to_owned(), email: "ida@larkfield.example".to_owned() };
    let ida = member.clone();
    let came = Entry::Member { member, starts_on: None, ends_on: Some(today()) };
    house.write(&ground, vec![Line { entry: came, person: Some(person) }]).await;
    let sits = async |day: Day| {
        let seat = store.seat(&account, &house.id, day).await.unwrap();
        (seat.is_some(), store.memberships(&account, day).await.unwrap().len())
    };
    assert_eq!(sits(today()).await, (true, 1));
    assert_eq!(sits(today().succ_opt().unwrap()).await, (false, 0));
    let person = Person { name: "Fay Founder".to_owned(), email: "fay@larkfield.example".to_owned() };
    let member = house.seat().member.clone();
    let ended = Entry::Member { member, starts_on: None, ends_on: today().pred_opt() };
    house.write(&ground, vec![Line { entry: ended, person: Some(person) }]).await;
    assert!(
        store.seat(&house.founder, &house.id, today()).await.unwrap().is_some(),
        "nobody else could let anybody in"
    );
    // For a week the day can be put right; then it is written that she left.
    let state = async |days| {
        store.turn_the_page(later(days)).await.unwrap();
        store.person_file(house.seat(), &ida, later(days)).await.unwrap().expect("she is there").joining
    };
    assert_eq!((state(7).await, state(8).await), (Joining::Joined, Joining::Left));
    assert!(store.seat(&house.founder, &house.id, day("2026-12-01")).await.unwrap().is_some(), "he alone answers");
}

pub async fn an_id_of_another_organisation_changes_nothing_there(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let (store, ida) = (&ground.store, house.person(&ground, "ida", "agent").await);
    house.require(&ground, Scope::Everyone).await;
    let state = async || {
        let lines = store.log_page(other.seat(), i64::MAX, None, 100).await.unwrap().len();
        let name = store.member_name(house.seat(), &ida).await.unwrap();
        (store.structure(house.seat()).await.unwrap(), name, lines)
    };
    let before = state().await;
    let requirement = Requirement { name: "Taken".to_owned(), ..requirement_of(&house, &ground).await };
    let (name, eve) = ("Taken".to_owned(), Person { name: "Eve".to_owned(), email: "eve@fernhill.example".to_owned() });
    let tried = [
        Entry::Department { department: house.department("it"), parent: None, name: name.clone() }.into(),
        Entry::Position { position: house.position("agent"), department: other.department("it"), name }.into(),
        Entry::Requirement { requirement }.into(),
        Line { entry: Entry::Member { member: ida.clone(), starts_on: None, ends_on: None }, person: Some(eve) },
    ];
    for line in tried {
        let written = store.keep_books(&other.manager, vec![line.clone()], at(20).wall).await.unwrap();
        assert_eq!(written, Written::Taken, "{:?}", line.entry);
        assert_eq!(state().await, before, "{:?}", line.entry);
    }
}

pub async fn an_address_stands_once_in_the_books(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.person(&ground, "ida", "agent").await;
    let again = Line {
        entry: Entry::Member { member: MemberId::new("another"), starts_on: None, ends_on: None },
        person: Some(Person { name: "Ida".to_owned(), email: format!("IDA@{}.example", house.id) }),
    };
    let before = ground.count("organisation_entry").await;
    let written = ground.store.keep_books(&house.manager, vec![again], at(20).wall).await.unwrap();
    assert_eq!((written, ground.count("organisation_entry").await), (Written::Taken, before));
    assert_eq!(ground.store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn a_lead_reaches_the_own_team(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (ida, carl) = (house.person(&ground, "ida", "agent").await, house.person(&ground, "carl", "clerk").await);
    let lena = house.person(&ground, "lena", "agent").await;
    let account = ground.person("lena").await;
    let lines = vec![
        Entry::Joined { member: lena.clone(), account: account.clone() }.into(),
        Entry::Role { member: lena, role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
    ];
    house.write(&ground, lines).await;
    house.require(&ground, Scope::Everyone).await;
    let store = &ground.store;
    let seat = store.seat(&account, &house.id, today()).await.unwrap().expect("Lena joined");
    assert!(seat.managing().is_none() && seat.is_partial());
    let today = day_of(at(0).wall);
    let overview = store.overview(&seat, (today, today)).await.unwrap();
    assert_eq!((overview.people, overview.coverage[0].needed), (2, 2), "Ida and Lena");
    assert_eq!(store.overview(house.seat(), (today, today)).await.unwrap().people, 4);
    let lead = seat.leading().unwrap();
    let record = async |member: &MemberId| {
        store.record_award_of(&lead, member, certificate("F 1", None), at(20).wall).await.unwrap()
    };
    assert!(matches!(record(&ida).await, store::Recorded::New(_)));
    assert_eq!(record(&carl).await, store::Recorded::Nobody);
    assert!(store.log_page(&seat, i64::MAX, None, 9).await.unwrap().is_empty(), "the log shows everybody");
}

pub async fn departments_move_with_all_below_them(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let moved = Entry::Department {
        department: house.department("it"),
        parent: Some(house.department("hr")),
        name: "Technology".to_owned(),
    };
    house.write(&ground, vec![moved.into()]).await;
    let structure = ground.store.structure(house.seat()).await.unwrap();
    let paths = structure.departments.iter().map(|row| row.path.as_str()).collect::<Vec<_>>();
    assert_eq!(paths, ["HR", "HR > Technology", "HR > Technology > DESK"]);
    assert!(structure.is_below(&house.department("desk"), &house.department("hr")));
    assert!(!structure.is_below(&house.department("hr"), &house.department("it")));
    let stored = ground.column("SELECT path FROM department ORDER BY LENGTH(path)").await;
    let [it, desk, hr] = ["it", "desk", "hr"].map(|id| house.department(id));
    assert_eq!(stored.last().cloned().flatten(), Some(format!("{hr}/{it}/{desk}/")));
}

pub async fn departments_close_no_circle_whoever_moves_them(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let below = |department: &str, parent: &str| Entry::Department {
        department: house.department(department),
        parent: Some(house.department(parent)),
        name: department.to_uppercase(),
    };
    // Each of the two is right for whoever read the books before; together they are a circle.
    let moves = [below("hr", "desk"), below("it", "hr")].map(|line| {
        let (store, by) = (ground.store.clone(), house.manager.clone());
        tokio::spawn(async move { store.keep_books(&by, vec![line.into()], at(20).wall).await.unwrap() })
    });
    let mut written = Vec::new();
    for one in moves {
        written.push(one.await.unwrap());
    }
    assert_eq!(written.iter().filter(|one| **one == Written::Done).count(), 1, "{written:?}");
    let own = below("desk", "desk");
    assert_eq!(ground.store.keep_books(&house.manager, vec![own.into()], at(30).wall).await.unwrap(), Written::Taken);
    assert_eq!(ground.store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn gaps_and_coverage_follow_awards_and_days(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (ida, ben) = (house.person(&ground, "ida", "agent").await, house.person(&ground, "ben", "agent").await);
    house.require(&ground, Scope::Position(house.position("agent"))).await;
    let store = &ground.store;
    let today = day_of(at(0).wall);
    let soon = day("2027-02-01");
    let state = async |on: Day| {
        let row = store.coverage(house.seat(), (on, soon)).await.unwrap().remove(0);
        (row.needed, row.met, row.ending)
    };
    assert_eq!(state(today).await, (2, 0, 0));
    let holders = store.holders(house.seat(), today).await.unwrap();
    assert_eq!(holders.into_values().collect::<Vec<_>>(), [2]);
    let new = certificate("F 1", Some("2026-12-31"));
    store.record_award_of(&house.leading, &ida, new.clone(), at(20).wall).await.unwrap();
    assert_eq!(state(today).await, (2, 0, 0), "a claim counts nothing");
    let seen = domain::award::Event::Verified { reason: "seen the certificate".to_owned() };
    store.decide_award(&house.leading, &new.id, seen, &telling(), at(30).wall).await.unwrap();
    assert_eq!(state(today).await, (2, 1, 1));
    assert_eq!(state(day("2027-01-01")).await, (2, 0, 0), "it has ended by then");
    let gaps = store.gaps(house.seat(), &requirement_of(&house, &ground).await, (today, soon), 9).await.unwrap();
    let told = gaps.iter().map(|gap| (gap.member(), gap.is_met(today), gap.until())).collect::<Vec<_>>();
    assert_eq!(told, [(ben, false, None), (ida, true, Some(day("2026-12-31")))]);
    assert_eq!(store.turn_the_page(later(1)).await.unwrap(), 1);
    assert_eq!(store.turn_the_page(later(1)).await.unwrap(), 0, "once a day");
    assert_eq!(ground.column("SELECT CAST(met AS TEXT) FROM coverage_day").await, [Some("1".to_owned())]);
}

pub async fn the_closest_of_all_come_first(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.require(&ground, Scope::Position(house.position("agent"))).await;
    let mut lines = Vec::new();
    for n in 0..250 {
        let member = MemberId::new(format!("{n:03} of {}", house.id));
        let person = Person { name: format!("Agent {n:03}"), email: format!("a{n}@larkfield.example") };
        let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
        let (assignment, position) = (AssignmentId::new(member.as_str()), house.position("agent"));
        let held = Entry::Assigned { assignment, member, position, from: day("2026-01-01"), until: None };
        lines.extend([Line { entry: came, person: Some(person) }, held.into()]);
    }
    house.write(&ground, lines).await;
    let joined = async |n: usize| {
        let account = ground.person(&format!("agent {n}")).await;
        let member = MemberId::new(format!("{n:03} of {}", house.id));
        house.write(&ground, vec![Entry::Joined { member, account: account.clone() }.into()]).await;
        account
    };
    // The last by name did best, the one before has studied, and the one before that has an account.
    let (best, studied) = (joined(249).await, joined(248).await);
    joined(247).await;
    let exam = ground.exam(&best, 3, at(20)).await;
    ground.store.save(&best, &exam, saved(1, right(0)), at(30)).await.unwrap();
    ground.store.submit(&best, &exam, at(40)).await.unwrap();
    let check = StudyEvent::CheckAnswered { check: CheckId::new("c-1"), choice: 0, right: true };
    ground.store.study(&studied, check, at(20).wall).await.unwrap();
    let requirement = requirement_of(&house, &ground).await;
    let days = (today(), day("2027-02-01"));
    let gaps = ground.store.gaps(house.seat(), &requirement, days, 4).await.unwrap();
    let told = gaps.iter().map(|gap| (gap.name.as_str(), gap.mock())).collect::<Vec<_>>();
    let expected = [("Agent 249", Some(33)), ("Agent 248", None), ("Agent 247", None), ("Agent 000", None)];
    assert_eq!(told, expected);
    let asked = Requirement { demand: Demand::AtLeast(2), ..requirement };
    house.write(&ground, vec![Entry::Requirement { requirement: asked.clone() }.into()]).await;
    let could = ground.store.who_could_help(house.seat(), &asked, today(), 2).await.unwrap();
    assert_eq!(could.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Agent 249", "Agent 248"]);
}

pub async fn so_many_together_are_no_gap_of_anybody(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (ida, ben) = (house.person(&ground, "ida", "agent").await, house.person(&ground, "ben", "agent").await);
    let cara = house.person(&ground, "cara", "clerk").await;
    let account = ground.person("cara").await;
    let lines = vec![
        Entry::Joined { member: cara.clone(), account: account.clone() }.into(),
        Entry::Role { member: cara, role: Role::Lead, lead_of: Some(house.department("hr")) }.into(),
    ];
    house.write(&ground, lines).await;
    house.require(&ground, Scope::Department(house.department("it"))).await;
    let known = requirement_of(&house, &ground).await;
    let requirement = Requirement { demand: Demand::AtLeast(2), ..known };
    house.write(&ground, vec![Entry::Requirement { requirement: requirement.clone() }.into()]).await;
    let (store, today, soon) = (&ground.store, day_of(at(0).wall), day("2027-02-01"));
    let state = async || {
        let row = store.coverage(house.seat(), (today, soon)).await.unwrap().remove(0);
        (row.needed, row.met, row.missing(), row.ending)
    };
    assert_eq!(state().await, (2, 0, 2, 0), "nobody holds it, and two are missing");
    let could = store.who_could_help(house.seat(), &requirement, today, 9).await.unwrap();
    assert_eq!(could.iter().map(store::GapRow::member).collect::<Vec<_>>(), [ben.clone(), ida.clone()]);
    holds(&ground, &house, &ida, &certificate("F 1", Some("2026-12-31"))).await;
    assert_eq!(state().await, (2, 1, 1, 1));
    let gaps = store.gaps(house.seat(), &requirement, (today, today), 9).await.unwrap();
    assert!(gaps.is_empty(), "Ben has no gap: {gaps:?}");
    let people = store.matrix(house.seat(), &store::PeopleFilter::default(), (today, soon)).await.unwrap();
    assert!(people.rows.iter().all(|row| row.gaps == 0), "{people:?}");
    let wish = store::ForAll {
        requirement: requirement.id.clone(),
        kind: domain::organisation::PlanKind::Exam,
        level: Level::Foundation,
        on: soon,
        cost: 0,
    };
    assert_eq!(store.count_gaps_to_plan(house.seat(), &wish, today).await.unwrap().people, 0);
    store.turn_the_page(later(1)).await.unwrap();
    let kept = ground.column("SELECT CAST(concerned AS TEXT) || ' ' || CAST(met AS TEXT) FROM coverage_day").await;
    assert_eq!(kept, [Some("2 1".to_owned())]);
    holds(&ground, &house, &ben, &certificate("F 2", None)).await;
    assert_eq!(state().await, (2, 2, 0, 1));
    // Whoever leads another team is not told of it, nor of what is planned and was met elsewhere.
    let plan = domain::organisation::Plan {
        member: ben,
        kind: wish.kind,
        level: wish.level,
        on: soon,
        cost: 0,
        refresher: String::new(),
    };
    let id = domain::ids::PlanId::new(fresh_id(at(0).wall));
    store.plan(&house.leading, (id, plan), &booking(), at(40).wall).await.unwrap();
    let all = store.overview(house.seat(), (today, soon)).await.unwrap();
    assert_eq!((all.planned, all.trend.len()), (1, 1));
    let lead = store.seat(&account, &house.id, today).await.unwrap().expect("Cara joined");
    let team = store.overview(&lead, (today, soon)).await.unwrap();
    assert_eq!((team.coverage.len(), team.planned, team.trend.len()), (0, 0, 0));
}

async fn requirement_of(house: &House, ground: &Ground) -> Requirement {
    ground.store.structure(house.seat()).await.unwrap().requirements.remove(0)
}
