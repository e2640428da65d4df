//! Cohorts: who teaches whom. A cohort is seen by its trainers, and by those who take part; for everybody else there is none.

mod agenda;
mod attendance;
mod board;
mod calendar;
mod change;
mod copy;
mod doings;
pub(crate) mod history;
mod joining;
mod keep;
mod people;
mod plan;
mod trainers;

use domain::award::Day;
use domain::cohort::deed::Deed;
use domain::ids::{AccountId, CohortId, EditionId, OrganisationId, SchemeId};
use domain::organisation::Entry;
use domain::question::Level;
use domain::time::Timestamp;
use domain::zone::Zone;
use sqlx::FromRow;

use crate::accounts::Staff;
use crate::engine::{Conn, query};
use crate::organisations::append;
use crate::{Fault, Store};

pub use agenda::{AgendaEntry, Answering};
pub use attendance::{Attendance, Noting, Register};
pub use board::BoardRow;
pub use change::EntryChanged;
pub use doings::Doings;
pub use history::CohortLine;
pub use joining::{Attending, Class, Enrolled, Enrolment, Guest, INVITATION_GOOD_FOR as CLASS_INVITATION_GOOD_FOR};
pub use people::{ClassInvitation, Listing, NewParticipant, Participant, ParticipantState};
pub use plan::{EntryAdded, NewEntry, OwnDates, PlanEntry, Withdrawal};
pub use trainers::{CohortTrainer, TrainerAdded, TrainerRemoved};

use history::{About, note};

/// What a trainer states about a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortFacts {
    /// Its name.
    pub name: String,
    /// The level that is taught.
    pub level: Level,
    /// The edition of ISO/IEC 20000-1 that is taught.
    pub edition: EditionId,
    /// The exam that it prepares for.
    pub scheme: SchemeId,
    /// Its first day.
    pub starts_on: Day,
    /// Its last day.
    pub ends_on: Day,
    /// The day of the official exam.
    pub exam_on: Option<Day>,
    /// The zone in which its days and hours are told.
    pub zone: Zone,
    /// The language that is spoken.
    pub language: String,
    /// Whether people join in the room, without an e-mail address.
    pub in_room: bool,
}

/// A cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Its id.
    pub id: CohortId,
    /// The organisation that runs it.
    pub organisation: OrganisationId,
    /// What its trainers state.
    pub facts: CohortFacts,
    /// The code by which people join; none while joining is closed.
    pub code: Option<String>,
    /// When it was put away.
    pub archived_at: Option<Timestamp>,
}

/// What became of opening a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CohortMade {
    /// It is open.
    Done,
    /// Its id is that of a cohort of which something else is stated, and nothing was changed.
    Another,
    /// There is no organisation that could run it.
    Homeless,
}

/// A cohort in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortRow {
    /// The cohort.
    pub cohort: Cohort,
    /// How many take part.
    pub joined: i64,
    /// How many are listed or invited and have not joined.
    pub waiting: i64,
}

/// Somebody who teaches a cohort. It is made only from the list of its trainers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teaching {
    /// What is taught.
    pub cohort: Cohort,
    /// Who teaches.
    pub account: AccountId,
    /// The person's name, as it is written into what was decided.
    pub name: String,
}

impl Teaching {
    pub(crate) fn cohort_id(&self) -> &str {
        self.cohort.id.as_str()
    }
}

#[derive(Clone, FromRow)]
struct Row {
    id: String,
    organisation_id: String,
    name: String,
    level: String,
    edition: String,
    scheme_id: String,
    starts_on: String,
    ends_on: String,
    exam_on: Option<String>,
    zone: String,
    language: String,
    code: Option<String>,
    in_room: bool,
    archived_at: Option<i64>,
}

#[derive(FromRow)]
struct ListRow {
    #[sqlx(flatten)]
    cohort: Row,
    joined: i64,
    waiting: i64,
}

impl ListRow {
    fn row(self) -> Result<CohortRow, Fault> {
        Ok(CohortRow { cohort: self.cohort.cohort()?, joined: self.joined, waiting: self.waiting })
    }
}

impl Row {
    fn cohort(self) -> Result<Cohort, Fault> {
        let corrupt = |column, value: &str| Fault::corrupt("cohort", column, &self.id, value);
        let day = |column, text: &str| text.parse::<Day>().map_err(|_| corrupt(column, text));
        Ok(Cohort {
            facts: CohortFacts {
                level: Level::from_word(&self.level).ok_or_else(|| corrupt("level", &self.level))?,
                starts_on: day("starts_on", &self.starts_on)?,
                ends_on: day("ends_on", &self.ends_on)?,
                exam_on: self.exam_on.as_deref().map(|text| day("exam_on", text)).transpose()?,
                zone: Zone::named(&self.zone).ok_or_else(|| corrupt("zone", &self.zone))?,
                name: self.name,
                edition: EditionId::new(self.edition),
                scheme: SchemeId::new(self.scheme_id),
                language: self.language,
                in_room: self.in_room,
            },
            id: CohortId::new(self.id),
            organisation: OrganisationId::new(self.organisation_id),
            code: self.code,
            archived_at: self.archived_at.map(Timestamp),
        })
    }
}

/// Which cohorts of a trainer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Those that run or are to come.
    Current,
    /// Those that were put away.
    Archived,
}

async fn insert(
    conn: &mut Conn,
    (id, code): (&CohortId, &str),
    (organisation, by): (&str, &str),
    facts: &CohortFacts,
    now: Timestamp,
) -> Result<u64, Fault> {
    let made = query!(
        conn,
        "cohorts/make.sql",
        [
            id.as_str(),
            organisation,
            &facts.name,
            facts.level.word(),
            facts.edition.as_str(),
            facts.scheme.as_str(),
            facts.starts_on.to_string(),
            facts.ends_on.to_string(),
            facts.exam_on.map(|day| day.to_string()),
            facts.zone.name(),
            &facts.language,
            code,
            facts.in_room,
            by,
            now.0,
        ],
        rows
    )?;
    Ok(made)
}

/// What an id says that was there before: the same facts sent again, or another cohort.
async fn sent_again(conn: &mut Conn, id: &CohortId, by: &AccountId, facts: &CohortFacts) -> Result<CohortMade, Fault> {
    let row = query!(conn, "cohorts/taught.sql", [id.as_str(), by.as_str()], optional Row)?;
    let kept = row.map(Row::cohort).transpose()?;
    Ok(if kept.is_some_and(|kept| kept.facts == *facts) { CohortMade::Done } else { CohortMade::Another })
}

impl Store {
    /// The cohorts that somebody teaches, the latest first.
    pub async fn cohorts(&self, trainer: &AccountId, shelf: Shelf) -> Result<Vec<CohortRow>, Fault> {
        let mut conn = self.read().await?;
        let archived = shelf == Shelf::Archived;
        let rows = query!(
            &mut conn,
            parts ["cohorts/rows.part.sql", "cohorts/of_trainer.part.sql", "cohorts/latest.part.sql"],
            [trainer.as_str(), archived],
            all ListRow
        )?;
        rows.into_iter().map(ListRow::row).collect()
    }

    /// The cohorts of the organisation that nobody teaches any more, the latest first; none for trainers.
    pub async fn untaught_cohorts(&self, by: &Staff) -> Result<Vec<CohortRow>, Fault> {
        if !by.is_above_trainers() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let rows = query!(
            &mut conn,
            parts ["cohorts/rows.part.sql", "cohorts/untaught.part.sql", "cohorts/latest.part.sql"],
            [by.organisation()],
            all ListRow
        )?;
        rows.into_iter().map(ListRow::row).collect()
    }

    /// Lets a manager or administrator teach a cohort of the organisation that nobody teaches any more, and writes that into the
    /// organisation's log. False when it is none.
    pub async fn take_over_cohort(
        &self,
        (by, account): (&Staff, &AccountId),
        id: &CohortId,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        if !by.is_above_trainers() {
            return Ok(false);
        }
        let (by, account, id) = (by.clone(), account.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let rows = query!(
                    conn,
                    parts ["cohorts/take_over.part.sql", "cohorts/untaught.part.sql", "cohorts/taken_over_once.part.sql"],
                    [by.organisation(), account.as_str(), by.name(), now.0, id.as_str()],
                    rows
                )?;
                if rows == 0 {
                    return Ok(false);
                }
                let organisation = OrganisationId::new(by.organisation());
                let (name,) = query!(conn, "cohorts/name.sql", [id.as_str(), organisation.as_str()], one(String,))?;
                let taken = id.clone();
                let line = Entry::TakenOver { cohort: id, name };
                append::append(conn, &organisation, by.name(), now, vec![line.into()]).await?;
                note(conn, (&taken, &account), About::Cohort, &Deed::TakenOver, now).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Who teaches that cohort; nothing when this person does not.
    pub async fn teaching(&self, trainer: &AccountId, id: &CohortId) -> Result<Option<Teaching>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "cohorts/taught.sql", [id.as_str(), trainer.as_str()], optional Row)?;
        let Some(row) = row else { return Ok(None) };
        let name = query!(&mut conn, "cohorts/trainer_name.sql", [trainer.as_str()], optional(String, String))?;
        let Some((name, _)) = name else { return Ok(None) };
        Ok(Some(Teaching { cohort: row.cohort()?, account: trainer.clone(), name }))
    }

    /// Opens a cohort in the staff member's organisation; who opens it teaches it. The same one sent again changes nothing.
    pub async fn make_cohort(
        &self,
        (staff, trainer): (&Staff, &AccountId),
        (id, code): (CohortId, String),
        facts: CohortFacts,
        now: Timestamp,
    ) -> Result<CohortMade, Fault> {
        let (organisation, by, trainer) = (staff.organisation().to_owned(), staff.name().to_owned(), trainer.clone());
        if organisation.is_empty() {
            return Ok(CohortMade::Homeless);
        }
        self.write(move |conn| {
            Box::pin(async move {
                if insert(conn, (&id, &code), (&organisation, &by), &facts, now).await? == 0 {
                    return sent_again(conn, &id, &trainer, &facts).await;
                }
                query!(conn, "cohorts/add_trainer.sql", [id.as_str(), trainer.as_str(), &by, now.0], rows)?;
                note(conn, (&id, &trainer), About::Cohort, &Deed::Made, now).await?;
                Ok(CohortMade::Done)
            })
        })
        .await
    }
}
