//! A large organisation with five years behind it: to look around in, and to measure on. Its people come through the same
//! doors as everybody else's.

mod names;

use anyhow::{Context, bail};
use domain::award::{Day, Event, Facts, Qualification, day_of};
use domain::ids::{
    AccountId, AssignmentId, AwardId, DepartmentId, MemberId, ObservationId, OrganisationId, PlanId, PositionId,
    RequirementId,
};
use domain::organisation::{
    Criticality, Demand, Effect, Entry, IntakeAward, Person, Plan, PlanKind, Requirement, Role, Scope,
};
use domain::question::Level;
use domain::time::Timestamp;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use store::{Leading, Line, Lot, Managing, NewAccount, Store, Written, fresh_id};
use tokio::task::JoinSet;

use self::names::{DIVISIONS, FIRST, LAST, POSITIONS, REGIONS, STAFF, TEAM};
use super::DAY;
use crate::letters;

const NAME: &str = "Halvorsen Networks";
/// Five years.
const QUARTERS: usize = 20;
const QUARTER: i64 = 91 * DAY;
/// Lines, or certificates, that are written together.
const TOGETHER: usize = 400;
/// Decisions on their way at once.
const AT_ONCE: usize = 16;

/// Makes the organisation with so many people and prints who can sign in. `site` is where the service is reached.
///
/// # Errors
/// When the store fails.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn found(store: Store, site: &str, password_hash: String, people: u32, now: Timestamp) -> anyhow::Result<()> {
    let start = Timestamp(now.0 - QUARTERS as i64 * QUARTER);
    let organisation = OrganisationId::new(fresh_id(start));
    let mut accounts = Vec::new();
    for (name, role) in STAFF {
        let new = NewAccount {
            id: AccountId::new(fresh_id(start)),
            organisation: None,
            email: address(name),
            name: name.to_owned(),
            role: store::Role::Candidate,
            password_hash: password_hash.clone(),
        };
        accounts.push(new.id.clone());
        store.make_account(new, start).await?;
        println!("{:<22} {}", role.name(), address(name));
    }
    let founder = accounts.first().context("there is a manager")?;
    let person = Person { name: STAFF[0].0.to_owned(), email: address(STAFF[0].0) };
    store.found_organisation(organisation.clone(), NAME.to_owned(), (founder.clone(), person), start).await?;
    let seat = store.seat(founder, &organisation, day_of(start)).await?.context("the founder has a seat")?;
    let (Some(managing), Some(leading)) = (seat.managing(), seat.leading()) else { bail!("the founder manages") };
    let mut company = Company {
        store,
        site: site.to_owned(),
        managing,
        leading,
        rng: StdRng::seed_from_u64(u64::from(people)),
        wanted: people.saturating_sub(STAFF.len() as u32).max(1),
        places: Vec::new(),
        people: Vec::new(),
        exams: vec![Vec::new(); QUARTERS + 1],
        lot: Lot::default(),
        counted: 0,
    };
    company.build(start).await?;
    company.join(&accounts, start).await?;
    for quarter in 0..=QUARTERS {
        company.quarter(quarter, Timestamp(start.0 + quarter as i64 * QUARTER)).await?;
    }
    company.look_ahead(now).await?;
    company.store.turn_the_page(now).await?;
    let there = company.people.iter().filter(|someone| !someone.left).count() + STAFF.len();
    println!("\n{NAME} is ready: {there} people, {} certificates.", company.counted);
    company.store.close().await;
    Ok(())
}

fn address(name: &str) -> String {
    format!("{}@halvorsen.example", name.to_lowercase().replace(' ', "."))
}

/// A position that people are hired for.
struct Place {
    region: usize,
    position: PositionId,
    /// Of a hundred people in the division; none for teams, which share the rest.
    share: Option<u32>,
    /// Chance of each level within a year or so, in percent.
    odds: [u32; 3],
}

struct Someone {
    member: MemberId,
    left: bool,
}

/// An exam that somebody will pass.
#[derive(Clone, Copy)]
struct Exam {
    someone: usize,
    level: Level,
}

struct Company {
    store: Store,
    site: String,
    managing: Managing,
    leading: Leading,
    rng: StdRng,
    /// How many people there are in the end, those who can sign in left out.
    wanted: u32,
    places: Vec<Place>,
    people: Vec<Someone>,
    /// By quarter.
    exams: Vec<Vec<Exam>>,
    lot: Lot,
    counted: u32,
}

impl Company {
    /// Departments, positions and requirements.
    async fn build(&mut self, at: Timestamp) -> anyhow::Result<()> {
        let from = day_of(at);
        for (region, name) in REGIONS.into_iter().enumerate() {
            let above = self.department(None, name, at).await?;
            self.require(&format!("{name}: everybody knows the standard"), Scope::Department(above.clone()), from, at)
                .await?;
            for division in DIVISIONS {
                let own = self.department(Some(&above), division, at).await?;
                for (position, share) in POSITIONS {
                    let odds = match position {
                        "Service owner" => [95, 60, 5],
                        "Process owner" => [92, 45, 10],
                        _ => [85, 15, 0],
                    };
                    let id = self.position(&own, position, at).await?;
                    self.places.push(Place { region, position: id, share: Some(share), odds });
                }
                let teams = (self.wanted / (REGIONS.len() * DIVISIONS.len()) as u32 / TEAM).max(1);
                for team in 1..=teams {
                    let team = self.department(Some(&own), &format!("{division} team {team}"), at).await?;
                    let position = self.position(&team, "Specialist", at).await?;
                    self.places.push(Place { region, position, share: None, odds: [65, 4, 0] });
                }
            }
        }
        let owners = Scope::Called { name: "Service owner".to_owned(), within: None };
        let owners = Requirement {
            levels: vec![Level::Practitioner],
            criticality: Criticality::High,
            ..requirement("Service owners are Practitioners", owners, from, at)
        };
        self.line(Entry::Requirement { requirement: owners }.into(), at).await?;
        let audit = self.department(None, "Internal audit", at).await?;
        let position = self.position(&audit, "Internal auditor", at).await?;
        let auditors = Requirement {
            levels: vec![Level::Auditor],
            criticality: Criticality::High,
            demand: Demand::AtLeast((self.wanted / 1_000).max(2)),
            ..requirement("Internal auditors hold Auditor", Scope::Position(position.clone()), from, at)
        };
        self.line(Entry::Requirement { requirement: auditors }.into(), at).await?;
        self.places.push(Place { region: REGIONS.len(), position, share: Some(0), odds: [98, 30, 85] });
        self.flush(at).await
    }

    async fn department(
        &mut self,
        parent: Option<&DepartmentId>,
        name: &str,
        at: Timestamp,
    ) -> anyhow::Result<DepartmentId> {
        let department = DepartmentId::new(fresh_id(at));
        let entry =
            Entry::Department { department: department.clone(), parent: parent.cloned(), name: name.to_owned() };
        self.line(entry.into(), at).await?;
        Ok(department)
    }

    async fn position(&mut self, department: &DepartmentId, name: &str, at: Timestamp) -> anyhow::Result<PositionId> {
        let position = PositionId::new(fresh_id(at));
        let entry =
            Entry::Position { position: position.clone(), department: department.clone(), name: name.to_owned() };
        self.line(entry.into(), at).await?;
        Ok(position)
    }

    async fn require(&mut self, name: &str, scope: Scope, from: Day, at: Timestamp) -> anyhow::Result<()> {
        self.line(Entry::Requirement { requirement: requirement(name, scope, from, at) }.into(), at).await
    }

    /// Those who can sign in take their places.
    async fn join(&mut self, accounts: &[AccountId], at: Timestamp) -> anyhow::Result<()> {
        let first = self.store.structure(self.managing.seat()).await?;
        let region = first.departments.iter().find(|department| department.name == REGIONS[0]);
        let region = region.context("the regions are departments")?.id.clone();
        for ((name, role), account) in STAFF.into_iter().zip(accounts).skip(1) {
            let member = MemberId::new(fresh_id(at));
            let came = Entry::Member { member: member.clone(), starts_on: Some(day_of(at)), ends_on: None };
            let person = Person { name: name.to_owned(), email: address(name) };
            self.line(Line { entry: came, person: Some(person) }, at).await?;
            let lead_of = (role == Role::Lead).then(|| region.clone());
            self.line(Entry::Role { member: member.clone(), role, lead_of }.into(), at).await?;
            self.line(Entry::Joined { member, account: account.clone() }.into(), at).await?;
        }
        self.flush(at).await
    }

    /// People come and go, pass exams, and have their certificates looked at.
    async fn quarter(&mut self, quarter: usize, at: Timestamp) -> anyhow::Result<()> {
        let there = self.people.iter().filter(|someone| !someone.left).count();
        let leaving = if quarter == 0 { 0 } else { there / 60 };
        for _ in 0..leaving {
            let whom = self.rng.random_range(0..self.people.len());
            if !self.people[whom].left {
                self.people[whom].left = true;
                let member = self.people[whom].member.clone();
                self.line(Entry::Left { member, on: day_of(at) }.into(), at).await?;
            }
        }
        let there = self.people.iter().filter(|someone| !someone.left).count();
        // From two thirds of its size at first to all of it.
        let size = self.wanted as usize * (2 * QUARTERS + quarter) / (3 * QUARTERS);
        for _ in there..size {
            self.hire(quarter, at).await?;
        }
        let exams = std::mem::take(&mut self.exams[quarter]);
        let mut claimed = Vec::new();
        for exam in exams {
            if !self.people[exam.someone].left {
                claimed.push(self.pass(quarter, exam, at).await?);
            }
        }
        self.flush(at).await?;
        self.decide(quarter, claimed, Timestamp(at.0 + 3 * DAY)).await?;
        self.store.turn_the_page(at).await?;
        Ok(())
    }

    async fn hire(&mut self, quarter: usize, at: Timestamp) -> anyhow::Result<()> {
        let (someone, member) = (self.people.len(), MemberId::new(fresh_id(at)));
        let place = self.place();
        let name =
            format!("{} {}", FIRST[self.rng.random_range(0..FIRST.len())], LAST[self.rng.random_range(0..LAST.len())]);
        let from = day_of(Timestamp(at.0 - self.rng.random_range(0..90) * DAY));
        let email = format!("{}.{someone}@halvorsen.example", name.to_lowercase().replace(' ', "."));
        let came = Entry::Member { member: member.clone(), starts_on: Some(from), ends_on: None };
        self.line(Line { entry: came, person: Some(Person { name, email }) }, at).await?;
        let (position, odds) = (self.places[place].position.clone(), self.places[place].odds);
        let assignment = AssignmentId::new(fresh_id(at));
        self.line(Entry::Assigned { assignment, member: member.clone(), position, from, until: None }.into(), at)
            .await?;
        for ((level, odds), earliest) in Level::ALL.into_iter().zip(odds).zip([0, 2, 4]) {
            let passes = quarter + earliest + self.rng.random_range(0..4);
            if self.rng.random_range(0..100) < odds && passes <= QUARTERS {
                self.exams[passes].push(Exam { someone, level });
            }
        }
        self.people.push(Someone { member, left: false });
        Ok(())
    }

    /// Where somebody new works.
    fn place(&mut self) -> usize {
        let lot = self.rng.random_range(0..1_000);
        if lot < 3 {
            return self.places.len() - 1;
        }
        let region = self.rng.random_range(0..REGIONS.len());
        let share = self.rng.random_range(0..100);
        let mut below = 0;
        let of_division = POSITIONS.into_iter().find_map(|(_, of_hundred)| {
            below += of_hundred;
            (share < below).then_some(of_hundred)
        });
        let fit = |place: &&Place| place.region == region && place.share == of_division;
        let many = self.places.iter().filter(fit).count();
        let which = self.rng.random_range(0..many.max(1));
        let fitting = self.places.iter().enumerate().filter(|(_, place)| fit(place));
        fitting.map(|(number, _)| number).nth(which).unwrap_or_default()
    }

    async fn pass(&mut self, quarter: usize, exam: Exam, at: Timestamp) -> anyhow::Result<AwardId> {
        self.counted += 1;
        let awarded_on = day_of(Timestamp(at.0 - self.rng.random_range(5..80) * DAY));
        // One institute's certificates end after three years, the other's do not.
        let ends = self.rng.random_range(0..100) < 55;
        if ends && quarter + 12 <= QUARTERS && self.rng.random_range(0..100) < 82 {
            self.exams[quarter + 12].push(exam);
        }
        let facts = Facts {
            qualification: Qualification::of(exam.level),
            institute: if ends { "Northgate Certification" } else { "EXIN" }.to_owned(),
            edition: "2018".to_owned(),
            awarded_on,
            expires_on: ends.then(|| awarded_on + chrono::Months::new(36)),
            certificate_number: format!("{}-{:06}", exam.level.name().chars().next().unwrap_or('F'), self.counted),
            other: None,
        };
        let (id, member) = (AwardId::new(fresh_id(at)), self.people[exam.someone].member.clone());
        self.lot.awards.push(IntakeAward { id: id.clone(), member, account: None, facts });
        if self.lot.awards.len() >= TOGETHER {
            self.flush(at).await?;
        }
        Ok(id)
    }

    /// Certificates are looked at; of the last quarter's some still wait.
    async fn decide(&mut self, quarter: usize, claimed: Vec<AwardId>, at: Timestamp) -> anyhow::Result<()> {
        let mut deciding = JoinSet::new();
        for award in claimed {
            let lot = self.rng.random_range(0..100);
            if quarter == QUARTERS && lot < 20 {
                continue;
            }
            let event = if lot >= 98 {
                Event::Rejected { reason: "The number is not known to the institute.".to_owned() }
            } else {
                Event::Verified { reason: "Seen at the institute's register.".to_owned() }
            };
            if deciding.len() >= AT_ONCE {
                deciding.join_next().await.transpose()?.transpose()?;
            }
            let (store, leading, tell) =
                (self.store.clone(), self.leading.clone(), letters::tell(&self.store, &self.site, at));
            deciding.spawn(async move { store.decide_award(&leading, &award, event, &tell, at).await });
        }
        while let Some(decided) = deciding.join_next().await {
            decided??;
        }
        Ok(())
    }

    /// What is planned for the months to come, and how the work of some was observed.
    async fn look_ahead(&mut self, now: Timestamp) -> anyhow::Result<()> {
        for someone in (0..self.people.len()).step_by(40) {
            if self.people[someone].left {
                continue;
            }
            let member = self.people[someone].member.clone();
            let on = day_of(Timestamp(now.0 + self.rng.random_range(10..300) * DAY));
            let level = if someone % 3 == 0 { Level::Practitioner } else { Level::Foundation };
            let kind = PlanKind::Exam;
            let what = Plan { member: member.clone(), kind, level, on, cost: 24_500, refresher: String::new() };
            self.line(Entry::Planned { plan: PlanId::new(fresh_id(now)), what }.into(), now).await?;
            let observed = Entry::Observed {
                observation: ObservationId::new(fresh_id(now)),
                member,
                on: day_of(Timestamp(now.0 - self.rng.random_range(5..200) * DAY)),
                effect: Effect::ALL[self.rng.random_range(0..2)],
                words: "Led the review of a change and kept its record.".to_owned(),
            };
            self.line(observed.into(), now).await?;
        }
        self.flush(now).await
    }

    async fn line(&mut self, line: Line, at: Timestamp) -> anyhow::Result<()> {
        self.lot.lines.push(line);
        if self.lot.lines.len() >= TOGETHER { self.flush(at).await } else { Ok(()) }
    }

    async fn flush(&mut self, at: Timestamp) -> anyhow::Result<()> {
        let lot = std::mem::take(&mut self.lot);
        match self.store.take_in(&self.managing, "", lot, at).await? {
            Written::Done => Ok(()),
            Written::Taken | Written::LastManager => bail!("two people have the same address"),
        }
    }
}

/// Foundation for each of those concerned.
fn requirement(name: &str, scope: Scope, from: Day, at: Timestamp) -> Requirement {
    Requirement {
        id: RequirementId::new(fresh_id(at)),
        name: name.to_owned(),
        scope,
        levels: vec![Level::Foundation, Level::Practitioner],
        demand: Demand::Each,
        valid_months: None,
        criticality: Criticality::Normal,
        from,
        due: None,
        until: None,
        within: Some(3),
        apart_from: Vec::new(),
    }
}
