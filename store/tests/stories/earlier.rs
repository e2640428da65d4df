//! Reports about earlier days, over generated histories.

use std::collections::BTreeMap;

use domain::award::{Event, day_of};
use domain::ids::{AssignmentId, AwardId, DepartmentId, ExceptionId, MemberId, RequirementId};
use domain::organisation::{Criticality, Demand, Entry, Exception, Requirement, Scope};
use domain::question::Level;
use domain::time::Timestamp;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use store::{RecordsAim, RecordsScope, fresh_id};

use crate::ground::{Ground, at};
use crate::organisations::{House, certificate, day, telling};

/// Days that the reports are about: before, within and after the weeks in which the histories are written.
const DAYS: [&str; 4] = ["2026-03-01", "2026-11-30", "2026-12-10", "2027-03-01"];
const STEPS: i64 = 60;

/// What a history has brought about so far.
struct Past<'g> {
    ground: &'g Ground,
    house: House,
    rng: StdRng,
    people: Vec<MemberId>,
    awards: Vec<AwardId>,
    requirements: Vec<RequirementId>,
    exceptions: Vec<ExceptionId>,
    step: i64,
}

impl<'g> Past<'g> {
    async fn of(ground: &'g Ground, seed: u64) -> Self {
        let house = House::build(ground, &format!("house-{seed}")).await;
        let first = house.require(ground, Scope::Everyone).await;
        let rng = StdRng::seed_from_u64(seed);
        Self {
            ground,
            house,
            rng,
            people: Vec::new(),
            awards: Vec::new(),
            requirements: vec![first],
            exceptions: Vec::new(),
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

    async fn write(&self, entry: Entry) {
        self.ground.store.keep_books(&self.house.manager, vec![entry.into()], self.now()).await.unwrap();
    }

    async fn decide(&self, award: &AwardId, event: Event) {
        let tell = telling();
        self.ground.store.decide_award(&self.house.leading, award, event, &tell, self.now()).await.unwrap();
    }

    /// Whatever can happen to books: some of it is refused, which is a step as well.
    async fn go_on(&mut self) {
        self.step += 1;
        let person = Self::one(&mut self.rng, &self.people);
        let award = Self::one(&mut self.rng, &self.awards);
        match (self.rng.random_range(0..16), person, award) {
            (0..3, ..) => {
                let place = ["agent", "clerk"][self.rng.random_range(0..2)];
                let name = format!("person {}", self.step);
                let new = self.house.person_at(self.ground, &name, place, self.now()).await;
                self.people.push(new);
            }
            (3 | 4, Some(member), _) => {
                let expires = self.rng.random_bool(0.5).then_some("2026-12-15");
                let new = certificate(&format!("F {}", self.step), expires);
                self.awards.push(new.id.clone());
                self.ground.store.record_award_of(&self.house.leading, &member, new, self.now()).await.unwrap();
            }
            (5 | 6, _, Some(award)) => self.decide(&award, Event::Verified { reason: "seen".to_owned() }).await,
            (7, _, Some(award)) => {
                let on = day(["2026-10-01", "2026-12-24"][self.rng.random_range(0..2)]);
                self.decide(&award, Event::Revoked { on, reason: "withdrawn".to_owned() }).await;
            }
            (8, _, Some(award)) => {
                let facts = certificate(&format!("C {}", self.step), None).facts;
                self.decide(&award, Event::Corrected { facts, reason: "mistyped".to_owned() }).await;
            }
            (9, Some(member), _) => {
                let left = Entry::Left { member: member.clone(), on: day("2026-12-20") };
                let (store, by) = (&self.ground.store, &self.house.leading);
                store.keep_books_of(by, &member, vec![left.into()], self.now()).await.unwrap();
            }
            (10, ..) => self.require().await,
            (11, ..) => {
                if let Some(requirement) = Self::one(&mut self.rng, &self.requirements) {
                    self.write(Entry::RequirementEnded { requirement }).await;
                }
            }
            (12, Some(member), _) => self.lift(member).await,
            (13, Some(member), _) => self.moves(member).await,
            (14 | 15, Some(member), _) => {
                if let Some(requirement) = Self::one(&mut self.rng, &self.requirements) {
                    let (store, by, which) = (&self.ground.store, &self.house.manager, (&requirement, &member));
                    if self.rng.random_bool(0.7) {
                        store.choose(by, which, self.now()).await.unwrap();
                    } else {
                        store.take_out_chosen(by, which, self.now()).await.unwrap();
                    }
                }
            }
            _ => {}
        }
    }

    /// States a requirement, or one that there is in other words.
    async fn require(&mut self) {
        let known = Self::one(&mut self.rng, &self.requirements).filter(|_| self.rng.random_bool(0.5));
        let id = known.unwrap_or_else(|| RequirementId::new(fresh_id(at(0).wall)));
        let scope =
            [Scope::Everyone, Scope::Position(self.house.position("agent"))][self.rng.random_range(0..2)].clone();
        let requirement = Requirement {
            id: id.clone(),
            name: format!("Requirement {}", self.step),
            levels: vec![[Level::Foundation, Level::Auditor][self.rng.random_range(0..2)]],
            demand: [Demand::Each, Demand::AtLeast(2)][self.rng.random_range(0..2)],
            criticality: Criticality::Normal,
            from: day(["2026-01-01", "2026-12-01"][self.rng.random_range(0..2)]),
            scope,
            valid_months: None,
            due: self.rng.random_bool(0.5).then(|| day("2026-12-05")),
            within: self.rng.random_bool(0.5).then_some(1),
            apart_from: Vec::<DepartmentId>::new(),
        };
        self.write(Entry::Requirement { requirement }).await;
        self.requirements.push(id);
    }

    /// Asks for an exception, or decides about one that was asked for.
    async fn lift(&mut self, member: MemberId) {
        let (store, now) = (&self.ground.store, self.now());
        if let Some(asked) = self.exceptions.pop() {
            let words = (self.rng.random_bool(0.7), String::new());
            store.decide_exception(&self.house.manager, &asked, words, now).await.unwrap();
        } else if let Some(requirement) = Self::one(&mut self.rng, &self.requirements) {
            let id = ExceptionId::new(fresh_id(at(0).wall));
            let until = day("2026-12-31");
            let what = Exception { member, requirement, from: None, until, reason: "on leave".to_owned() };
            store.ask_exception(&self.house.leading, (id.clone(), what), now).await.unwrap();
            self.exceptions.push(id);
        }
    }

    async fn moves(&mut self, member: MemberId) {
        let position = self.house.position(["agent", "clerk"][self.rng.random_range(0..2)]);
        let assignment = AssignmentId::new(fresh_id(at(0).wall));
        self.write(Entry::Assigned { assignment, member, position, from: day("2026-12-01"), until: None }).await;
    }

    async fn said(&self, on: &str, known: Timestamp) -> String {
        format!("{:#?}", self.ground.store.report(self.house.seat(), day(on), known).await.unwrap())
    }
}

/// Whatever is recorded later: the answer about a day, as known at a moment, stays what it was, to the letter.
pub async fn earlier_reports_come_out_as_they_were(ground: Ground) {
    for seed in 1..=4 {
        let mut past = Past::of(&ground, seed).await;
        let mut told = Vec::new();
        for _ in 0..STEPS {
            past.go_on().await;
            for on in DAYS {
                told.push((on, past.now(), past.said(on, past.now()).await));
            }
        }
        let different = told.windows(DAYS.len() + 1).filter(|pair| pair[0].2 != pair[DAYS.len()].2).count();
        assert!(different > 40, "history {seed} changes what is known: {different}");
        for (on, known, said) in &told {
            let again = past.said(on, *known).await;
            assert!(again == *said, "history {seed}: {on} as known at {known:?} was\n{said}\nand is\n{again}");
        }
        what_is_kept_is_what_the_logs_say(&past).await;
    }
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
