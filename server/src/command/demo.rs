//! A believable organisation for looking around: people of every role, study history, finished attempts. Or a large one.

mod books;
mod class;
mod company;

use anyhow::bail;
use clap::Args;
use domain::attempt::{Act, Mode, Save};
use domain::award::{Facts, Qualification};
use domain::ids::{AccountId, AttemptId, AwardId};
use domain::item::{Body, Item};
use domain::layout::Layout;
use domain::organisation::Role as Duty;
use domain::question::Level;
use domain::record::StudyEvent;
use domain::response::Response;
use domain::time::{Millis, ServiceTime, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use store::{ClockReading, NewAccount, NewAttempt, Recording, Role, StartOutcome, Store, fresh_id};

use crate::clock::{Machine, TimeSource};
use crate::config::Config;
use crate::entropy;
use crate::password::Hasher;
use crate::routes::exam::compose;
use crate::serve::load_course;

const PASSWORD: &str = "walk the quiet harbour";
const ORGANISATION: &str = "Fernhill Water Services";
/// The paper that everybody sits.
const PAPER: &str = "practice-foundation-2018";
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Somebody of the organisation and how far they came.
struct Person {
    name: &'static str,
    role: Role,
    lessons: usize,
    /// Chance of a right answer in each exam, in percent; one exam each.
    exams: &'static [u32],
    practice: usize,
    exam_in_days: Option<i64>,
    /// Qualification, day and number.
    certificates: &'static [(&'static str, &'static str, &'static str)],
}

const fn person(name: &'static str, role: Role) -> Person {
    Person { name, role, lessons: 0, exams: &[], practice: 0, exam_in_days: None, certificates: &[] }
}

/// What somebody collected while ITIL v3 was examined.
const EARLIER: [(&str, &str, &str); 6] = [
    ("ITIL_F", "2011-03-02", "ITF-4410"),
    ("ISO20K_F", "2012-06-19", "FND-18833"),
    ("SD", "2013-02-11", "ITI-7712"),
    ("OSA", "2014-10-06", "ITI-9024"),
    ("ISO20K_P", "2016-05-24", "PRA-10271"),
    ("ISO20K_A", "2025-10-14", "AUD-20733"),
];

const PEOPLE: [Person; 8] = [
    Person {
        lessons: 3,
        certificates: &[("ISO20K_F", "2025-10-14", "FND-20417")],
        ..person("Helena Marsh", Role::Administrator)
    },
    Person { lessons: 20, exams: &[88], certificates: &EARLIER, ..person("Tobias Lind", Role::Trainer) },
    Person { lessons: 6, exams: &[62], ..person("Ruth Adeyemi", Role::Manager) },
    Person {
        lessons: 14,
        exams: &[52, 66, 78],
        practice: 3,
        exam_in_days: Some(12),
        ..person("Sofia Petrov", Role::Candidate)
    },
    Person {
        lessons: 20,
        exams: &[74, 86],
        practice: 2,
        certificates: &[("ISO20K_F", "2025-10-14", "FND-21960")],
        ..person("Liam Osborne", Role::Candidate)
    },
    Person { lessons: 9, exams: &[48], practice: 1, exam_in_days: Some(33), ..person("Amina Farouk", Role::Candidate) },
    Person { lessons: 4, practice: 1, exam_in_days: Some(4), ..person("Jonas Weber", Role::Candidate) },
    person("Chidi Okafor", Role::Candidate),
];

/// How large.
#[derive(Args, Debug)]
pub struct Wanted {
    /// Make an organisation of so many people with five years of history instead, such as 20000.
    #[arg(long, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    people: Option<u32>,
}

/// Fills an empty database.
///
/// # Errors
/// When there are accounts already, or the store fails.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(config: &Config, wanted: &Wanted) -> anyhow::Result<()> {
    let store = Store::open(&config.database_url, load_course(config.content_dir.as_deref())?).await?;
    if store.count_accounts(None).await? > 0 {
        bail!("this database has accounts already; the demonstration needs an empty one (set CLAUSEWISE_DATABASE_URL)");
    }
    let now = Machine::new().wall();
    let password_hash = Hasher::new()?.hash(PASSWORD).await?;
    if let Some(people) = wanted.people {
        company::found(store, &config.public_url, password_hash, people, now).await?;
        println!("The password of those who can sign in: {PASSWORD}");
        return Ok(());
    }
    let mut joiners = Vec::new();
    let mut demo = Demo { store, rng: StdRng::seed_from_u64(20_000), service: ServiceTime(0) };
    for someone in &PEOPLE {
        let id = AccountId::new(fresh_id(now));
        let new = NewAccount {
            id: id.clone(),
            organisation: None,
            email: email(someone.name),
            name: someone.name.to_owned(),
            role: if someone.role == Role::Administrator { Role::Administrator } else { Role::Candidate },
            password_hash: password_hash.clone(),
        };
        demo.store.make_account(new, Timestamp(now.0 - books::AGE)).await?;
        demo.live(&id, someone, now).await?;
        let duty = match someone.role {
            Role::Manager => Duty::Manager,
            Role::Trainer => Duty::Trainer,
            Role::Administrator | Role::Candidate => Duty::Member,
        };
        joiners.push(books::Joiner { name: someone.name, account: id, role: duty });
        println!("{:<14} {}", someone.role.word(), email(someone.name));
    }
    let organisation = books::open(&demo.store, &config.public_url, &joiners, now).await?;
    class::open(&demo.store, &organisation, &joiners, now).await?;
    demo.store.keep_clock(ClockReading { service: demo.service, wall: now }).await?;
    demo.store.close().await;
    println!("\n{ORGANISATION} is ready. The password of everyone: {PASSWORD}");
    Ok(())
}

fn email(name: &str) -> String {
    format!("{}@fernhill.example", name.to_lowercase().replace(' ', "."))
}

struct Demo {
    store: Store,
    rng: StdRng,
    service: ServiceTime,
}

impl Demo {
    /// Studies, practises and sits exams over the last weeks.
    async fn live(&mut self, id: &AccountId, person: &Person, now: Timestamp) -> anyhow::Result<()> {
        let mut day = now.0 - 35 * DAY;
        for lesson in 0..person.lessons {
            day += DAY;
            self.read(id, lesson, Timestamp(day)).await?;
        }
        for _ in 0..person.practice {
            self.sit(id, Sitting::Practice, 70, Timestamp(now.0 - 13 * DAY)).await?;
        }
        for (n, skill) in person.exams.iter().enumerate() {
            let ago = 4 * (person.exams.len() - n) as i64 * DAY;
            self.sit(id, Sitting::Exam, *skill, Timestamp(now.0 - ago)).await?;
        }
        if let Some(ahead) = person.exam_in_days {
            let today = chrono::DateTime::from_timestamp_millis(now.0 + ahead * DAY).unwrap_or_default();
            self.store.set_exam_date(id, Some(today.date_naive().to_string())).await?;
        }
        for (code, day, number) in person.certificates {
            self.hold(id, person.name, (code, day, number), now).await?;
        }
        Ok(())
    }

    /// Records a certificate.
    async fn hold(
        &self,
        id: &AccountId,
        name: &str,
        (code, day, number): (&str, &str, &str),
        now: Timestamp,
    ) -> anyhow::Result<()> {
        let Some(qualification) = Qualification::from_code(code) else { bail!("{code} is no qualification") };
        let facts = Facts {
            qualification,
            institute: "APMG-International".to_owned(),
            edition: String::new(),
            awarded_on: day.parse()?,
            expires_on: None,
            certificate_number: number.to_owned(),
            other: None,
        };
        let new = Recording { id: AwardId::new(fresh_id(now)), facts };
        self.store.record_award(id, name.to_owned(), new, now).await?;
        Ok(())
    }

    async fn read(&mut self, id: &AccountId, lesson: usize, at: Timestamp) -> anyhow::Result<()> {
        let library = self.store.library().clone();
        let Some(lesson) = library.lessons.get(lesson) else { return Ok(()) };
        for check in &lesson.checks {
            let right = self.rng.random_range(0..100) < 80;
            let choice = if right { check.key } else { (check.key + 1) % check.options.len() as u8 };
            self.store.study(id, StudyEvent::CheckAnswered { check: check.id.clone(), choice, right }, at).await?;
        }
        self.store.study(id, StudyEvent::LessonEnded { lesson: lesson.id.clone() }, at).await?;
        Ok(())
    }

    async fn sit(&mut self, id: &AccountId, sitting: Sitting, skill: u32, at: Timestamp) -> anyhow::Result<()> {
        let new = self.paper(id, sitting, at).await?;
        let items = new.items.clone();
        let mut clock = ClockReading { service: self.service, wall: at };
        let StartOutcome::Started(attempt) = self.store.start_attempt(new, clock).await? else { return Ok(()) };
        for (position, item) in items.into_iter().enumerate() {
            let pause = Millis(self.rng.random_range(25_000..85_000));
            clock = ClockReading { service: clock.service.plus(pause), wall: clock.wall.plus(pause) };
            let act = Act::Answer { item: position as u16, response: self.answer(&item, skill) };
            let save = Save { key: format!("demo-{position}"), sequence: position as u64 + 1, act };
            match sitting {
                Sitting::Exam => drop(self.store.save(id, &attempt, save, clock).await?),
                Sitting::Practice => drop(self.store.answer_practice(id, &attempt, save, clock).await?),
            }
        }
        self.store.submit(id, &attempt, clock).await?;
        self.service = clock.service;
        Ok(())
    }

    async fn paper(&mut self, id: &AccountId, sitting: Sitting, at: Timestamp) -> anyhow::Result<NewAttempt> {
        let library = self.store.library().clone();
        let record = self.store.study_record(id).await?;
        let seen = |item: &_| record.times_seen(item);
        let seed = self.rng.random();
        let exam = library.schemes.iter().find(|scheme| scheme.id.as_str() == PAPER);
        let Some(exam) = exam else { bail!("the course has no Foundation paper") };
        let is_exam = sitting == Sitting::Exam;
        let sections = match library.drawer(&exam.id).filter(|_| is_exam) {
            Some(drawer) => compose::by_section(drawer.draw(&seen, seed)?),
            None => {
                let foundation = |item: &Item| item.level == Level::Foundation;
                vec![domain::paper::draw_practice(&library.items, foundation, 10, &seen, seed)]
            }
        };
        let Some(items) = compose::items(&library, &[], &sections) else { bail!("the course has lost an item") };
        let layout = if is_exam { compose::layout(&library, exam, &sections, &items, &[]) } else { Layout::default() };
        Ok(NewAttempt {
            id: AttemptId::new(fresh_id(at)),
            account: id.clone(),
            mode: if is_exam { Mode::Exam } else { Mode::Practice },
            level: Level::Foundation,
            scheme: is_exam.then(|| exam.id.clone()),
            title: if is_exam { exam.name.clone() } else { "Mixed practice".to_owned() },
            seed,
            fixed: None,
            layout,
            base: is_exam.then(|| exam.time()),
            vault: entropy::hex::<16>(),
            entry: None,
            limit: None,
            items,
        })
    }

    fn answer(&mut self, item: &Item, skill: u32) -> Response {
        let right = self.rng.random_range(0..100) < skill;
        match &item.body {
            Body::Single { options, key } if !right => {
                let others = options.len() as u8;
                Response::Choice((key + self.rng.random_range(1..others)) % others)
            }
            body => body.key(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sitting {
    Exam,
    Practice,
}
