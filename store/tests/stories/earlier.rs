//! Reports about earlier days, over generated histories.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use domain::award::{Event, day_of};
use domain::ids::{AssignmentId, AwardId, ExceptionId, MemberId, ObservationId, PositionId, RequirementId};
use domain::organisation::{
    Criticality, Demand, Effect, Entry, EvaluationKind, Exception, Pack, PackAsk, Person, PersonState, Report,
    Requirement, Scope,
};
use domain::question::Level;
use domain::time::Timestamp;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use store::{Choosing, Decided, Line, PositionClosed, RecordsAim, RecordsScope, Written, fresh_id};

use crate::ground::{Ground, at};
use crate::organisations::{House, certificate, day, telling};

/// Days that the reports are about: before, within and after the weeks in which the histories are written.
const DAYS: [&str; 4] = ["2026-03-01", "2026-11-30", "2026-12-10", "2027-03-01"];
const STEPS: i64 = 80;

/// What has to have happened in one of the histories at least, since a report could forget it.
const KINDS: [&str; 30] = [
    "a certificate is corrected",
    "a certificate is revoked",
    "a certificate is verified",
    "a department is moved",
    "a position is added",
    "a position is renamed",
    "a position is given up",
    "a requirement about a department",
    "a requirement about a name",
    "a requirement about a name in a department",
    "a requirement about a position",
    "a requirement about chosen people",
    "a requirement about everyone",
    "a requirement counts for months",
    "a requirement gives newcomers time",
    "a requirement has a last day",
    "a requirement has other words",
    "a requirement is ended",
    "a requirement keeps apart",
    "an exception is asked for",
    "an exception is decided",
    "practice is observed",
    "somebody comes",
    "somebody comes back",
    "somebody is chosen",
    "somebody is erased",
    "somebody is kept apart",
    "somebody is taken out of a choice",
    "somebody leaves",
    "somebody takes another position",
];

/// What a history has brought about so far.
struct Past<'g> {
    ground: &'g Ground,
    house: House,
    rng: StdRng,
    people: Vec<MemberId>,
    /// Those who left, each with the address by which the person comes back.
    left: Vec<(MemberId, String)>,
    /// Everybody's address.
    addresses: BTreeMap<MemberId, String>,
    erased: BTreeSet<MemberId>,
    awards: Vec<AwardId>,
    requirements: Vec<RequirementId>,
    exceptions: Vec<ExceptionId>,
    /// Positions that are there.
    places: Vec<PositionId>,
    /// Positions that people were given, the last one last.
    held: Vec<(AssignmentId, PositionId)>,
    /// What has happened, and how often.
    done: BTreeMap<&'static str, usize>,
    step: i64,
}

impl<'g> Past<'g> {
    async fn of(ground: &'g Ground, seed: u64) -> Self {
        let house = House::build(ground, &format!("house-{seed}")).await;
        let first = house.require(ground, Scope::Everyone).await;
        let places = ["agent", "clerk"].map(|id| house.position(id)).to_vec();
        Self {
            ground,
            house,
            rng: StdRng::seed_from_u64(seed),
            people: Vec::new(),
            left: Vec::new(),
            addresses: BTreeMap::new(),
            erased: BTreeSet::new(),
            awards: Vec::new(),
            requirements: vec![first],
            exceptions: Vec::new(),
            places,
            held: Vec::new(),
            done: BTreeMap::new(),
            step: 0,
        }
    }

    /// Several steps fall on one day.
    fn now(&self) -> Timestamp {
        Timestamp(at(0).wall.0 + (self.step + 1) * 9 * 60 * 60 * 1000)
    }

    /// One of those that there are.
    fn one<T: Clone>(rng: &mut StdRng, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[rng.random_range(0..of.len())].clone())
    }

    fn any<T: Clone>(&mut self, of: &[T]) -> T {
        Self::one(&mut self.rng, of).expect("there are some")
    }

    fn did(&mut self, what: &'static str) {
        *self.done.entry(what).or_default() += 1;
    }

    async fn write(&self, lines: Vec<Line>) -> Written {
        self.ground.store.keep_books(&self.house.manager, lines, self.now()).await.unwrap()
    }

    async fn wrote(&mut self, what: &'static str, entry: Entry) {
        assert_eq!(self.write(vec![entry.into()]).await, Written::Done, "{what}");
        self.did(what);
    }

    async fn decide(&mut self, what: &'static str, award: &AwardId, event: Event) {
        let (store, tell) = (&self.ground.store, telling());
        let decided = store.decide_award(&self.house.leading, award, event, &tell, self.now()).await.unwrap();
        if decided == Decided::Done {
            self.did(what);
        }
    }

    /// Whatever can happen to books: some of it is refused, which is a step as well.
    async fn go_on(&mut self) {
        self.step += 1;
        let person = Self::one(&mut self.rng, &self.people);
        let award = Self::one(&mut self.rng, &self.awards);
        match (self.rng.random_range(0..30), person, award) {
            (0..4, ..) => self.comes().await,
            (4 | 5, Some(member), _) => {
                let expires = self.rng.random_bool(0.5).then_some("2026-12-15");
                let new = certificate(&format!("F {}", self.step), expires);
                self.awards.push(new.id.clone());
                self.ground.store.record_award_of(&self.house.leading, &member, new, self.now()).await.unwrap();
            }
            (6 | 7, _, Some(award)) => {
                let seen = Event::Verified { reason: "seen".to_owned() };
                self.decide("a certificate is verified", &award, seen).await;
            }
            (8, _, Some(award)) => {
                let on = day(self.any(&["2026-10-01", "2026-12-24"]));
                let revoked = Event::Revoked { on, reason: "withdrawn".to_owned() };
                self.decide("a certificate is revoked", &award, revoked).await;
            }
            (9, _, Some(award)) => {
                let facts = certificate(&format!("C {}", self.step), None).facts;
                let corrected = Event::Corrected { facts, reason: "mistyped".to_owned() };
                self.decide("a certificate is corrected", &award, corrected).await;
            }
            (10 | 11, Some(member), _) => self.leaves(member).await,
            (12..16, ..) => self.require().await,
            (16, ..) => {
                let requirement = self.any(&self.requirements.clone());
                self.wrote("a requirement is ended", Entry::RequirementEnded { requirement }).await;
            }
            (17 | 18, Some(member), _) => self.lift(member).await,
            (19 | 20, Some(member), _) => self.moves(member).await,
            (21 | 22, Some(member), _) => self.choose(member).await,
            (23 | 24, ..) => self.rebuild().await,
            (25, ..) => self.comes_back().await,
            (26, ..) => self.erase().await,
            (27, Some(member), _) => {
                let (observation, words) = (ObservationId::new(fresh_id(at(0).wall)), format!("seen {}", self.step));
                let seen =
                    Entry::Observed { observation, member, on: day("2026-11-25"), effect: Effect::Competent, words };
                self.wrote("practice is observed", seen).await;
            }
            (28, ..) => {
                if let Some((assignment, _)) = self.held.pop() {
                    let until = day("2026-12-01");
                    self.wrote("a position is given up", Entry::Unassigned { assignment, until }).await;
                }
            }
            _ => {}
        }
    }

    async fn comes(&mut self) {
        let name = format!("person {}", self.step);
        let (member, lines) = self.newcomer(&name, &format!("{}@{}.example", self.step, self.house.id));
        let position = self.any(&self.places.clone());
        let assignment = AssignmentId::new(fresh_id(at(0).wall));
        self.held.push((assignment.clone(), position.clone()));
        let from = day("2026-01-01");
        let held = Entry::Assigned { assignment, member: member.clone(), position, from, until: None };
        assert_eq!(self.write(vec![lines, held.into()]).await, Written::Done);
        self.people.push(member);
        self.did("somebody comes");
    }

    fn newcomer(&mut self, name: &str, email: &str) -> (MemberId, Line) {
        let member = MemberId::new(fresh_id(at(0).wall));
        self.addresses.insert(member.clone(), email.to_owned());
        let person = Some(Person { name: name.to_owned(), email: email.to_owned() });
        let entry = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
        (member, Line { entry, person })
    }

    /// Today, or on a day ahead.
    async fn leaves(&mut self, member: MemberId) {
        let today = day_of(self.now());
        let on = self.any(&[today, day("2026-12-20")]);
        let line = Entry::Left { member: member.clone(), on };
        let (store, by) = (&self.ground.store, &self.house.leading);
        assert!(store.keep_books_of(by, &member, vec![line.into()], self.now()).await.unwrap());
        self.people.retain(|one| *one != member);
        if on == today {
            let email = self.addresses[&member].clone();
            self.left.push((member, email));
        }
        self.did("somebody leaves");
    }

    /// Who left before today; the address is that of before.
    async fn comes_back(&mut self) {
        let Some((before, email)) = self.left.pop() else { return };
        let (member, line) = self.newcomer(&format!("again {}", self.step), &email);
        assert_eq!(self.write(vec![line]).await, Written::Done, "{before} comes back");
        self.people.push(member);
        self.did("somebody comes back");
    }

    async fn erase(&mut self) {
        let Some((member, _)) = self.left.pop() else { return };
        let (store, by) = (&self.ground.store, &self.house.manager);
        assert!(store.erase_member(by, &member, self.now()).await.unwrap().is_some());
        self.erased.insert(member);
        self.did("somebody is erased");
    }

    async fn choose(&mut self, member: MemberId) {
        let structure = self.ground.store.structure(self.house.seat()).await.unwrap();
        let by_hand = structure.requirements.into_iter().filter(|one| one.scope.chosen().is_some());
        let Some(known) = Self::one(&mut self.rng, &by_hand.collect::<Vec<_>>()) else { return };
        let (store, by) = (&self.ground.store, &self.house.manager);
        let chosen = known.scope.chosen().and_then(|chosen| chosen.keys().next().cloned());
        match chosen.filter(|_| self.rng.random_bool(0.3)) {
            Some(out) => {
                assert!(store.take_out_chosen(by, (&known.id, &out), self.now()).await.unwrap());
                self.did("somebody is taken out of a choice");
            }
            None => {
                let done = store.choose(by, (&known.id, &member), self.now()).await.unwrap();
                assert!(matches!(done, Choosing::Done | Choosing::Known), "{done:?}");
                if done == Choosing::Done {
                    self.did("somebody is chosen");
                }
            }
        }
    }

    /// Changes where people work: a department, or a position.
    async fn rebuild(&mut self) {
        let department = self.any(&["it", "desk", "hr"].map(|id| self.house.department(id)));
        let name = self.any(&["agent", "Owner", " owner", "Clerk"]).to_owned();
        match self.rng.random_range(0..4) {
            0 => {
                let parent = Some(self.any(&["it", "hr"].map(|id| self.house.department(id))));
                let (department, name) = (self.house.department("desk"), "DESK".to_owned());
                self.wrote("a department is moved", Entry::Department { department, parent, name }).await;
            }
            1 => {
                let position = PositionId::new(fresh_id(at(0).wall));
                self.places.push(position.clone());
                self.wrote("a position is added", Entry::Position { position, department, name }).await;
            }
            2 => {
                let structure = self.ground.store.structure(self.house.seat()).await.unwrap();
                let row = self.any(&structure.positions);
                let (position, department) = (row.id, row.department);
                self.wrote("a position is renamed", Entry::Position { position, department, name }).await;
            }
            _ => {
                // Whoever works there does so no more, which is seen in reports about the days before.
                let Some(position) = Self::one(&mut self.rng, &self.places[1..]) else { return };
                let until = day_of(self.now()) - Days::new(1);
                let (there, held) = self.held.drain(..).partition::<Vec<_>, _>(|(_, place)| *place == position);
                self.held = held;
                for (assignment, _) in there {
                    self.wrote("a position is given up", Entry::Unassigned { assignment, until }).await;
                }
                let (store, by) = (&self.ground.store, &self.house.manager);
                let closed = store.close_position(by, &position, self.now()).await.unwrap();
                if closed == PositionClosed::Done {
                    self.places.retain(|one| *one != position);
                    self.did("a position is removed");
                }
            }
        }
    }

    /// States a requirement, or one that there is in other words.
    async fn require(&mut self) {
        let known = Self::one(&mut self.rng, &self.requirements).filter(|_| self.rng.random_bool(0.4));
        if known.is_some() {
            self.did("a requirement has other words");
        }
        let id = known.unwrap_or_else(|| RequirementId::new(fresh_id(at(0).wall)));
        let requirement = Requirement {
            id: id.clone(),
            name: format!("Requirement {}", self.step),
            scope: self.scope(),
            levels: vec![self.any(&[Level::Foundation, Level::Foundation, Level::Auditor])],
            demand: self.any(&[Demand::Each, Demand::Each, Demand::AtLeast(2)]),
            valid_months: self.any(&[None, Some(9), Some(60)]),
            criticality: Criticality::Normal,
            from: day(self.any(&["2026-01-01", "2026-12-01"])),
            until: self.any(&[None, Some("2026-12-04"), Some("2026-12-31")]).map(day),
            due: self.any(&[None, Some("2026-12-03")]).map(day),
            within: self.any(&[None, Some(1)]),
            apart_from: self
                .any(&[vec![], vec!["desk"], vec!["it", "hr"]])
                .into_iter()
                .map(|id| self.house.department(id))
                .collect(),
        };
        for (what, is_so) in [
            ("a requirement counts for months", requirement.valid_months.is_some()),
            ("a requirement gives newcomers time", requirement.within.is_some()),
            ("a requirement has a last day", requirement.until.is_some()),
            ("a requirement keeps apart", !requirement.apart_from.is_empty()),
        ] {
            if is_so {
                self.did(what);
            }
        }
        assert_eq!(self.write(vec![Entry::Requirement { requirement }.into()]).await, Written::Done);
        self.requirements.push(id);
    }

    fn scope(&mut self) -> Scope {
        let department = self.any(&["it", "desk", "hr"].map(|id| self.house.department(id)));
        let name = self.any(&["Agent", "OWNER", "clerk"]).to_owned();
        let within = Some(department.clone());
        let place = self.any(&self.places.clone());
        let (what, scope) = self.any(&[
            ("a requirement about everyone", Scope::Everyone),
            ("a requirement about a position", Scope::Position(place)),
            ("a requirement about a department", Scope::Department(department)),
            ("a requirement about chosen people", Scope::People(BTreeMap::new())),
            ("a requirement about a name", Scope::Called { name: name.clone(), within: None }),
            ("a requirement about a name in a department", Scope::Called { name, within }),
        ]);
        self.did(what);
        scope
    }

    /// Asks for an exception, or decides about one that was asked for.
    async fn lift(&mut self, member: MemberId) {
        let (store, now) = (&self.ground.store, self.now());
        if let Some(asked) = self.exceptions.pop() {
            let words = (self.rng.random_bool(0.7), String::new());
            store.decide_exception(&self.house.manager, &asked, words, now).await.unwrap();
            self.did("an exception is decided");
        } else if let Some(requirement) = Self::one(&mut self.rng, &self.requirements) {
            let id = ExceptionId::new(fresh_id(at(0).wall));
            let until = day("2026-12-31");
            let what = Exception { member, requirement, from: None, until, reason: "on leave".to_owned() };
            store.ask_exception(&self.house.leading, (id.clone(), what), now).await.unwrap();
            self.exceptions.push(id);
            self.did("an exception is asked for");
        }
    }

    async fn moves(&mut self, member: MemberId) {
        let position = self.any(&self.places.clone());
        let assignment = AssignmentId::new(fresh_id(at(0).wall));
        self.held.push((assignment.clone(), position.clone()));
        let held = Entry::Assigned { assignment, member, position, from: day("2026-12-01"), until: None };
        self.wrote("somebody takes another position", held).await;
    }

    async fn report(&self, on: &str, known: Timestamp) -> Report {
        self.ground.store.report(self.house.seat(), day(on), known).await.unwrap()
    }

    async fn pack(&self, known: Timestamp) -> Pack {
        let ask = PackAsk { from: day("2026-11-01"), until: day("2026-12-12"), draw: None };
        self.ground.store.evidence_pack(self.house.seat(), ask, known).await.unwrap().expect("the manager sees all")
    }

    /// What erasing takes out of earlier reports on purpose is left out: the name, by which people are in order, and why something was
    /// not asked.
    fn without_words(&self, state: &mut PersonState) {
        if self.erased.contains(&state.member) {
            state.name.clear();
            state.exceptions.iter_mut().for_each(|(_, _, why)| why.clear());
        }
    }

    /// The whole report, to the letter.
    fn said(&self, mut report: Report) -> String {
        report.people.iter_mut().for_each(|state| self.without_words(state));
        report.people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.member.clone()));
        format!("{report:#?}")
    }

    /// The same of a pack, which also tells what was observed: that is taken out as well.
    fn packed(&self, mut pack: Pack) -> String {
        for person in &mut pack.people {
            self.without_words(&mut person.state);
            let observed = person.evaluations.iter_mut().filter(|one| one.kind == EvaluationKind::Observed);
            if self.erased.contains(&person.state.member) {
                observed.for_each(|one| one.what.clear());
            }
        }
        pack.people.sort_by_cached_key(|person| (person.state.name.to_lowercase(), person.state.member.clone()));
        format!("{pack:#?}")
    }
}

/// Whatever is recorded later: the answer about a day, as known at a moment, stays what it was, to the letter, and so does the pack.
/// Tables and files are made from these and from nothing else.
pub async fn earlier_reports_come_out_as_they_were(ground: Ground) {
    let mut done = BTreeMap::<&str, usize>::new();
    for seed in 1..=4 {
        let mut past = Past::of(&ground, seed).await;
        let (mut told, mut packs) = (Vec::new(), Vec::new());
        for _ in 0..STEPS {
            past.go_on().await;
            for on in DAYS {
                let report = past.report(on, past.now()).await;
                let mut needs = report.people.iter().flat_map(|person| &person.needs);
                if needs.any(|asked| asked.hindered.is_some()) {
                    past.did("somebody is kept apart");
                }
                told.push((on, past.now(), report));
            }
            packs.push(past.pack(past.now()).await);
        }
        let different = told.windows(DAYS.len() + 1).filter(|pair| pair[0].2 != pair[DAYS.len()].2).count();
        assert!(different > 40, "history {seed} changes what is known: {different}");
        for (on, known, before) in told {
            let (said, again) = (past.said(before), past.said(past.report(on, known).await));
            assert!(again == said, "history {seed}: {on} as known at {known:?} was\n{said}\nand is\n{again}");
        }
        for before in packs {
            let known = before.known;
            let (said, again) = (past.packed(before), past.packed(past.pack(known).await));
            assert!(again == said, "history {seed}: the pack as known at {known:?} was\n{said}\nand is\n{again}");
        }
        what_is_kept_is_what_the_logs_say(&past).await;
        for (what, often) in past.done {
            *done.entry(what).or_default() += often;
        }
    }
    let never = KINDS.iter().filter(|what| !done.contains_key(**what));
    assert_eq!(never.collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// What the last report says of today's needs and awards is what the tables say that pages read.
async fn what_is_kept_is_what_the_logs_say(past: &Past<'_>) {
    let (store, now) = (&past.ground.store, past.now());
    store.turn_the_page(now).await.unwrap();
    let scope = (RecordsScope::Whole, RecordsAim::Tell);
    assert_eq!(store.check_organisation(&past.house.id, scope, now).await.unwrap(), []);
    let today = day_of(now);
    let report = store.report(past.house.seat(), today, now).await.unwrap();
    let met = report.requirements.iter().map(|state| (&state.requirement.id, state.met as i64));
    let coverage = store.coverage(past.house.seat(), (today, today)).await.unwrap();
    let kept = coverage.iter().map(|row| (&row.requirement, row.holders));
    let [met, kept] = [met.collect::<Vec<_>>(), kept.collect()]
        .map(|all| all.into_iter().filter(|(_, holders)| *holders > 0).collect::<BTreeMap<_, _>>());
    assert_eq!(kept, met);
}
