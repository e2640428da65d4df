//! A cohort to be measured.

use anyhow::{Context, Result, ensure};
use domain::cohort::{Start, Task, Window};
use domain::ids::{CohortId, EditionId, EntryId, OrganisationId, ParticipantId, SchemeId};
use domain::question::Level;
use domain::time::Timestamp;
use domain::zone::Zone;
use store::{CohortFacts, Enrolled, Enrolment, NewEntry, Role, Staff, Store, Teaching, fresh_id};

use crate::sitters::people::{Person, SCHEME, trainer};

/// A moment in the days of the cohort.
pub const BEGIN: Timestamp = Timestamp(1_795_338_000_000);

const CODE: &str = "MEASURED";

/// A cohort and who teaches it.
pub struct Class {
    pub trainer: Person,
    pub teaching: Teaching,
}

impl Class {
    /// Opens it.
    pub async fn open(store: &Store) -> Result<Self> {
        let organisation = OrganisationId::new(fresh_id(BEGIN));
        store.make_organisation(organisation.clone(), "Measured".to_owned(), BEGIN).await?;
        let trainer = trainer(store, "trainer", &organisation).await?;
        let staff = Staff::of(Role::Trainer, Some(&organisation), "trainer").context("a trainer is staff")?;
        let facts = CohortFacts {
            name: "Measured".to_owned(),
            level: Level::Foundation,
            edition: EditionId::new("2018"),
            scheme: SchemeId::new(SCHEME),
            starts_on: "2026-11-23".parse()?,
            ends_on: "2026-12-18".parse()?,
            exam_on: None,
            zone: Zone::UTC,
            language: "English".to_owned(),
            in_room: false,
        };
        let id = CohortId::new(fresh_id(BEGIN));
        store.make_cohort((&staff, &trainer.account), (id.clone(), CODE.to_owned()), facts, BEGIN).await?;
        let teaching = store.teaching(&trainer.account, &id).await?.context("who opens it teaches it")?;
        Ok(Self { trainer, teaching })
    }

    /// Puts a mock exam into its plan.
    pub async fn mock(&self, store: &Store, start: Start) -> Result<EntryId> {
        let id = EntryId::new(fresh_id(BEGIN));
        let task = Task::Paper { scheme: SchemeId::new(SCHEME), fixed: None, start, limit: None };
        let (title, words, window) = ("A mock".to_owned(), String::new(), Window::default());
        store.put_entry(&self.teaching, NewEntry { id: id.clone(), title, words, task, window }, BEGIN).await?;
        Ok(id)
    }

    /// Takes people in.
    pub async fn join(&self, store: &Store, people: &[Person]) -> Result<()> {
        for (number, person) in people.iter().enumerate() {
            let (name, email) = (format!("Person {number:03}"), format!("person-{number:03}@fernhill.example"));
            let way = Enrolment::Code(CODE.to_owned());
            let place = ParticipantId::new(fresh_id(BEGIN));
            let enrolled = store.enrol((&person.account, &name, &email), way, place, BEGIN).await?;
            ensure!(matches!(enrolled, Enrolled::Done(_)), "the code is good");
        }
        Ok(())
    }
}
