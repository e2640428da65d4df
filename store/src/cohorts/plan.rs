//! What is planned for a cohort, and when.

use std::collections::BTreeMap;

use domain::cohort::deed::{Deed, Part};
use domain::cohort::{Led, Start, Task, Window};
use domain::ids::{CohortId, EntryId, ParticipantId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use super::history::About;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// A session or an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanEntry {
    /// Its id.
    pub id: EntryId,
    /// Of which cohort.
    pub cohort: CohortId,
    /// What it is called.
    pub title: String,
    /// What the trainer tells about it.
    pub words: String,
    /// What is to be done.
    pub task: Task,
    /// When.
    pub window: Window,
    /// When the trainer began a mock exam that all begin together.
    pub run_began_at: Option<Timestamp>,
    /// When the trainer ended it.
    pub run_ended_at: Option<Timestamp>,
    /// Since when the trainer holds all clocks.
    pub halted_at: Option<Timestamp>,
    /// When marks and comments were shown to those who sat it.
    pub released_at: Option<Timestamp>,
}

impl PlanEntry {
    /// When somebody may do it, who has these dates of the own or none.
    pub fn window_for(&self, own: Option<Window>) -> Window {
        let together = matches!(self.task, Task::Paper { start: Start::Together, .. });
        let led = Led { began: self.run_began_at.filter(|_| together), ended: self.run_ended_at };
        self.window.of_led(own.unwrap_or_default(), led)
    }
}

#[derive(FromRow)]
pub(crate) struct Row {
    id: String,
    cohort_id: String,
    title: String,
    words: String,
    body: String,
    opens_at: Option<i64>,
    due_at: Option<i64>,
    closes_at: Option<i64>,
    run_began_at: Option<i64>,
    run_ended_at: Option<i64>,
    halted_at: Option<i64>,
    released_at: Option<i64>,
}

impl Row {
    pub(crate) fn entry(self) -> Result<PlanEntry, Fault> {
        let task =
            serde_json::from_str(&self.body).map_err(|error| Fault::corrupt("plan_entry", "body", &self.id, error))?;
        Ok(PlanEntry {
            id: EntryId::new(self.id),
            cohort: CohortId::new(self.cohort_id),
            title: self.title,
            words: self.words,
            task,
            window: window(self.opens_at, self.due_at, self.closes_at),
            run_began_at: self.run_began_at.map(Timestamp),
            run_ended_at: self.run_ended_at.map(Timestamp),
            halted_at: self.halted_at.map(Timestamp),
            released_at: self.released_at.map(Timestamp),
        })
    }
}

pub(super) fn window(opens: Option<i64>, due: Option<i64>, closes: Option<i64>) -> Window {
    Window { opens: opens.map(Timestamp), due: due.map(Timestamp), closes: closes.map(Timestamp) }
}

/// An entry as a trainer states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// A fresh id, or that of the entry that is changed.
    pub id: EntryId,
    /// What it is called.
    pub title: String,
    /// What the trainer tells about it.
    pub words: String,
    /// What is to be done.
    pub task: Task,
    /// When.
    pub window: Window,
}

/// Dates that hold for one person instead of those of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDates {
    /// When, where it differs.
    pub window: Window,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub set_by: String,
}

/// What became of putting a new entry into the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryAdded {
    /// It is in the plan.
    Done,
    /// Its id is that of another entry, and nothing was changed.
    Another,
}

/// What became of taking an entry out of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// It is in the plan no more.
    Done,
    /// There is none such in the plan.
    Absent,
    /// It is a mock exam, and somebody is sitting it.
    BeingSat,
    /// It is a mock exam with answers in own words whose marks were not released yet.
    Unreleased,
}

impl Store {
    /// The plan of a cohort, in the order of time; what has no date stands at the end.
    pub async fn plan_of_cohort(&self, cohort: &CohortId) -> Result<Vec<PlanEntry>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "plan.sql", [cohort.as_str(), None::<&str>], all Row)?;
        rows.into_iter().map(Row::entry).collect()
    }

    /// One entry of the plan.
    pub async fn plan_entry(&self, cohort: &CohortId, id: &EntryId) -> Result<Option<PlanEntry>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "plan.sql", [cohort.as_str(), Some(id.as_str())], optional Row)?;
        row.map(Row::entry).transpose()
    }

    /// Puts a new entry into the plan. The same one sent again changes nothing.
    pub async fn add_entry(&self, by: &Teaching, new: NewEntry, now: Timestamp) -> Result<EntryAdded, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                if add(conn, &by, &new, now).await? {
                    return Ok(EntryAdded::Done);
                }
                let kept = query!(conn, "plan.sql", [by.cohort_id(), Some(new.id.as_str())], optional Row)?;
                let kept = kept.map(Row::entry).transpose()?;
                let same = kept.is_some_and(|kept| {
                    (kept.title, kept.words, kept.task, kept.window) == (new.title, new.words, new.task, new.window)
                });
                Ok(if same { EntryAdded::Done } else { EntryAdded::Another })
            })
        })
        .await
    }

    /// Puts an entry into the plan, or changes one. False when the id is that of another cohort's.
    pub async fn put_entry(&self, by: &Teaching, new: NewEntry, now: Timestamp) -> Result<bool, Fault> {
        let by = by.clone();
        self.write(move |conn| Box::pin(async move { put(conn, &by, &new, now).await })).await
    }

    /// Puts several new entries into the plan at once. The same ids sent again change nothing, whatever became of the entries.
    pub async fn put_entries(&self, by: &Teaching, all: Vec<NewEntry>, now: Timestamp) -> Result<(), Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                for new in &all {
                    add(conn, &by, new, now).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Takes an entry out of the plan; what was done for it stays.
    pub async fn withdraw_entry(&self, by: &Teaching, id: &EntryId, now: Timestamp) -> Result<Withdrawal, Fault> {
        let (by, id) = (by.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (id.as_str(), by.cohort_id());
                // From here on nobody begins it.
                if query!(conn, "hold_entry.sql", [binds.0, binds.1], rows)? == 0 {
                    return Ok(Withdrawal::Absent);
                }
                if query!(conn, "unreleased.sql", [binds.0], optional(String,))?.is_some() {
                    return Ok(Withdrawal::Unreleased);
                }
                if query!(conn, "withdraw_entry.sql", [binds.0, binds.1, now.0], rows)? == 0 {
                    return Ok(Withdrawal::BeingSat);
                }
                by.note(conn, About::Entry(binds.0), &Deed::EntryWithdrawn, now).await?;
                Ok(Withdrawal::Done)
            })
        })
        .await
    }

    /// Dates of single people for an entry.
    pub async fn own_dates(&self, of: &Teaching, id: &EntryId) -> Result<BTreeMap<ParticipantId, OwnDates>, Fault> {
        #[derive(FromRow)]
        struct Row {
            participant_id: String,
            opens_at: Option<i64>,
            due_at: Option<i64>,
            closes_at: Option<i64>,
            reason: String,
            set_by: String,
        }
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "own_dates.sql", [of.cohort_id(), id.as_str()], all Row)?;
        let dates = |row: Row| {
            let window = window(row.opens_at, row.due_at, row.closes_at);
            (ParticipantId::new(row.participant_id), OwnDates { window, reason: row.reason, set_by: row.set_by })
        };
        Ok(rows.into_iter().map(dates).collect())
    }

    /// Sets the dates of one person for an entry; an empty window takes them back. False when there is no such entry or person.
    pub async fn set_own_dates(
        &self,
        by: &Teaching,
        (id, participant): (&EntryId, &ParticipantId),
        (window, reason): (Window, String),
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (by, id, participant) = (by.clone(), id.clone(), participant.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (by.cohort_id(), id.as_str(), participant.as_str());
                let about = About::PersonIn { entry: binds.1, person: Some(binds.2) };
                query!(conn, "touch_entry.sql", [binds.0, binds.1, now.0], rows)?;
                if window == Window::default() {
                    if query!(conn, "forget_own_dates.sql", [binds.0, binds.1, binds.2], rows)? > 0 {
                        by.note(conn, about, &Deed::OwnDatesEnded, now).await?;
                    }
                    return Ok(true);
                }
                let millis = |at: Option<Timestamp>| at.map(|at| at.0);
                let (opens, due, closes) = (millis(window.opens), millis(window.due), millis(window.closes));
                let rows = query!(
                    conn,
                    "set_own_dates.sql",
                    [binds.0, binds.1, binds.2, opens, due, closes, &reason, &by.name, now.0],
                    rows
                )?;
                if rows == 0 {
                    // The very same dates stand already, or there is nobody to have them.
                    let known = query!(conn, "has_own_dates.sql", [binds.0, binds.1, binds.2], optional(String,))?;
                    return Ok(known.is_some());
                }
                by.note(conn, about, &Deed::OwnDatesSet, now).await?;
                Ok(true)
            })
        })
        .await
    }
}

/// An entry in the shape in which it is stored.
struct Stored {
    kind: &'static str,
    body: String,
    opens: Option<i64>,
    due: Option<i64>,
    closes: Option<i64>,
}

impl Stored {
    fn of(new: &NewEntry) -> Self {
        let millis = |at: Option<Timestamp>| at.map(|at| at.0);
        Self {
            kind: new.task.kind().word(),
            body: serde_json::to_string(&new.task).expect("a task is plain data"),
            opens: millis(new.window.opens),
            due: millis(new.window.due),
            closes: millis(new.window.closes),
        }
    }
}

/// Runs the statement of a file that writes an entry; the number of rows that it changed.
macro_rules! write_entry {
    ($file:literal, $conn:expr, $by:expr, $new:expr, $now:expr) => {{
        let (new, stored) = ($new, Stored::of($new));
        query!(
            $conn,
            $file,
            [
                new.id.as_str(),
                $by.cohort_id(),
                stored.kind,
                &new.title,
                &new.words,
                &stored.body,
                stored.opens,
                stored.due,
                stored.closes,
                $now.0,
            ],
            rows
        )
    }};
}

async fn add(conn: &mut Conn, by: &Teaching, new: &NewEntry, now: Timestamp) -> Result<bool, Fault> {
    let is_new = write_entry!("add_entry.sql", conn, by, new, now)? == 1;
    if is_new {
        by.note(conn, About::Entry(new.id.as_str()), &Deed::EntryAdded, now).await?;
    }
    Ok(is_new)
}

pub(super) async fn put(conn: &mut Conn, by: &Teaching, new: &NewEntry, now: Timestamp) -> Result<bool, Fault> {
    let before = query!(conn, "plan.sql", [by.cohort_id(), Some(new.id.as_str())], optional Row)?;
    let before = before.map(Row::entry).transpose()?;
    if write_entry!("put_entry.sql", conn, by, new, now)? == 0 {
        return Ok(false);
    }
    let deed = match before {
        None => Deed::EntryAdded,
        Some(before) => Deed::EntryChanged { parts: new.differs(&before) },
    };
    // The same sent again is no change.
    if !matches!(&deed, Deed::EntryChanged { parts } if parts.is_empty()) {
        by.note(conn, About::Entry(new.id.as_str()), &deed, now).await?;
    }
    Ok(true)
}

impl NewEntry {
    /// In what it differs from the entry as it is kept.
    fn differs(&self, kept: &PlanEntry) -> Vec<Part> {
        let parts = [
            (Part::Title, self.title != kept.title),
            (Part::Words, self.words != kept.words),
            (Part::Task, self.task != kept.task),
            (Part::Dates, self.window != kept.window),
        ];
        parts.into_iter().filter_map(|(part, differs)| differs.then_some(part)).collect()
    }
}
