//! A mock exam that a cohort sits: begun for all at once, watched, held and ended by those who teach it.

use domain::attempt::{Event, Phase, Timing};
use domain::cohort::deed::Deed;
use domain::ids::{AccountId, AttemptId, EntryId, ParticipantId};
use domain::marks::Marks;
use domain::time::{Millis, ServiceTime, Timestamp};
use sqlx::FromRow;

use super::finish::MarkedRow;
use super::{corrupt, log, parse};
use crate::cohorts::Teaching;
use crate::cohorts::history::About;
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store};

/// Somebody of the cohort, and how the exam stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// Who.
    pub participant: ParticipantId,
    /// The name.
    pub name: String,
    /// The exam, once it was begun.
    pub exam: Option<RunExam>,
}

/// An exam of somebody in the cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunExam {
    /// Which.
    pub id: AttemptId,
    /// Where it stands.
    pub phase: Phase,
    /// Its clock.
    pub timing: Timing,
    /// When something was saved last.
    pub touched: ServiceTime,
    /// The question that was looked at last, counted from 0.
    pub place: Option<usize>,
    /// How many questions are answered.
    pub answered: usize,
    /// How many there are.
    pub questions: usize,
    /// Marks, once it was marked.
    pub score: Option<Marks>,
    /// Marks in all.
    pub marks: Marks,
    /// Whether it was passed.
    pub passed: Option<bool>,
    /// Whether people have still to mark answers in own words, or to release what they gave.
    pub is_provisional: bool,
}

/// What a trainer does to running exams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunAct {
    /// All clocks stand still.
    Halt,
    /// They go on.
    Continue,
    /// Time is added.
    Grant(Millis),
    /// They end, and are marked.
    Close,
}

impl RunAct {
    /// The same as the history of the cohort tells it.
    fn deed(&self, reached: usize, alone: bool) -> Deed {
        let exams = u32::try_from(reached).unwrap_or(u32::MAX);
        match self {
            Self::Halt => Deed::RunHeld { exams, alone },
            Self::Continue => Deed::RunContinued { exams, alone },
            Self::Grant(length) => Deed::TimeGranted { length: length.0, exams, alone },
            Self::Close => Deed::RunEnded { exams, alone },
        }
    }
}

#[derive(FromRow)]
struct Row {
    participant_id: String,
    name: String,
    attempt_id: Option<String>,
    phase: Option<String>,
    timing: Option<String>,
    shape: Option<String>,
    touched: Option<i64>,
    place: Option<i64>,
    answered: i64,
    score: Option<i64>,
    marks: Option<i64>,
    passed: Option<bool>,
    provisional: bool,
}

impl Row {
    fn run(self) -> Result<RunRow, Fault> {
        let exam = match (self.attempt_id, self.phase, self.timing) {
            (Some(id), Some(phase), Some(timing)) => {
                let id = AttemptId::new(id);
                Some(RunExam {
                    phase: Phase::from_word(&phase).ok_or_else(|| corrupt(&id, "phase", &phase))?,
                    timing: parse(&id, "timing", &timing)?,
                    touched: ServiceTime(self.touched.unwrap_or_default()),
                    place: self.place.and_then(|place| usize::try_from(place).ok()),
                    answered: usize::try_from(self.answered).unwrap_or_default(),
                    questions: self.shape.unwrap_or_default().split(' ').count(),
                    score: self.score.map(super::row::marks),
                    marks: super::row::marks(self.marks.unwrap_or_default()),
                    passed: self.passed,
                    is_provisional: self.provisional,
                    id,
                })
            }
            _ => None,
        };
        Ok(RunRow { participant: ParticipantId::new(self.participant_id), name: self.name, exam })
    }
}

impl Store {
    /// Everybody who takes part, by name, with the exam that answers an assignment.
    pub async fn run(&self, of: &Teaching, entry: &EntryId) -> Result<Vec<RunRow>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "run.sql", [of.cohort.id.as_str(), entry.as_str()], all Row)?;
        rows.into_iter().map(Row::run).collect()
    }

    /// Lets everybody begin, where all begin together. False when there is no such assignment, or it was ended.
    pub async fn begin_run(&self, by: &Teaching, entry: &EntryId, now: Timestamp) -> Result<bool, Fault> {
        let (by, entry) = (by.clone(), entry.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (by.cohort.id.as_str(), entry.as_str());
                if query!(conn, "begin_run.sql", [binds.0, binds.1, now.0], rows)? == 1 {
                    by.note(conn, About::Entry(binds.1), &Deed::RunBegun, now).await?;
                    return Ok(true);
                }
                // Pressed twice, it has begun.
                Ok(query!(conn, "run_begun.sql", [binds.0, binds.1], optional(String,))?.is_some())
            })
        })
        .await
    }

    /// Does something to running exams of an assignment: to all, or to the one of a participant. Returns the exams to which it
    /// was done, none where all of it was ended already; nothing when there is no such assignment. `key` makes what is sent twice
    /// one.
    pub async fn act_on_run(
        &self,
        by: &Teaching,
        (entry, participant): (&EntryId, Option<&ParticipantId>),
        (act, reason): (RunAct, String),
        key: String,
        now: ClockReading,
    ) -> Result<Option<Vec<AttemptId>>, Fault> {
        let (store, by, entry) = (self.clone(), by.clone(), entry.clone());
        let participant = participant.cloned();
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (by.cohort.id.as_str(), entry.as_str());
                let whole = participant.is_none();
                // From here on nobody begins it, and nobody else leads it.
                if query!(conn, "touch_run.sql", [binds.0, binds.1], rows)? == 0 {
                    return Ok(None);
                }
                let whom = participant.as_ref().map(ParticipantId::as_str);
                let key = whom.map_or_else(|| format!("run:{key}"), |whom| format!("run:{key}:{whom}"));
                let (sent_before,) = query!(conn, "known_run_key.sql", [binds.1, &key], one(i64,))?;
                let goes = match (&act, whole) {
                    _ if sent_before > 0 => 0,
                    (RunAct::Halt, true) => query!(conn, "halt_run.sql", [binds.0, binds.1, Some(now.wall.0)], rows)?,
                    (RunAct::Continue, true) => query!(conn, "halt_run.sql", [binds.0, binds.1, None::<i64>], rows)?,
                    (RunAct::Close, true) => query!(conn, "end_run.sql", [binds.0, binds.1, now.wall.0], rows)?,
                    _ => 1,
                };
                if goes == 0 {
                    return Ok(Some(Vec::new()));
                }
                let done = store.act_on_each(conn, (&by, binds.1, whom), (&act, &reason), &key, now).await?;
                Ok(Some(done))
            })
        })
        .await
    }

    async fn act_on_each(
        &self,
        conn: &mut Conn,
        (by, entry, whom): (&Teaching, &str, Option<&str>),
        (act, reason): (&RunAct, &str),
        key: &str,
        now: ClockReading,
    ) -> Result<Vec<AttemptId>, Fault> {
        let running = query!(conn, "running_of_run.sql", [by.cohort.id.as_str(), entry, whom], all(String,))?;
        let mut done = Vec::with_capacity(running.len());
        for (id,) in running {
            let id = AttemptId::new(id);
            if self.act_on_one(conn, &id, (act, &by.name, reason), key, now).await? {
                done.push(id);
            }
        }
        // All are held though nobody sits at the moment; time is granted to somebody.
        if !done.is_empty() || whom.is_none() && !matches!(act, RunAct::Grant(_)) {
            let about = About::PersonIn { entry, person: whom };
            by.note(conn, about, &act.deed(done.len(), whom.is_some()), now.wall).await?;
        }
        Ok(done)
    }

    async fn act_on_one(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        (act, by, reason): (&RunAct, &str, &str),
        key: &str,
        now: ClockReading,
    ) -> Result<bool, Fault> {
        query!(conn, "lock.sql", [id.as_str()], rows)?;
        if query!(conn, "known_key.sql", [id.as_str(), key], optional(String,))?.is_some() {
            return Ok(false);
        }
        let row = query!(conn, "marked.sql", [id.as_str()], optional MarkedRow)?;
        let Some(row) = row else { return Ok(false) };
        let mut timing = parse::<Timing>(id, "timing", &row.timing)?;
        let (by, reason) = (by.to_owned(), reason.to_owned());
        let event = match act {
            RunAct::Halt if !timing.is_halted() => Event::Halted { by },
            RunAct::Continue if timing.is_halted() => Event::Continued { by },
            RunAct::Grant(length) => Event::Granted { length: *length, by, reason },
            RunAct::Close => {
                let binds = (Phase::Submitted.word(), now.wall.0, id.as_str());
                let ended = query!(
                    conn,
                    "end.sql",
                    [binds.0, binds.1, binds.2, None::<&str>, None::<i64>],
                    optional MarkedRow
                )?;
                let Some(row) = ended else { return Ok(false) };
                self.ended(conn, id, &row, &Event::Closed { by, reason }, now).await?;
                return Ok(true);
            }
            RunAct::Halt | RunAct::Continue => return Ok(false),
        };
        log::append_timed(conn, id, key, now, &event, &mut timing).await
    }

    /// The exam of a person that answers an assignment.
    pub async fn exam_of_entry(&self, account: &AccountId, entry: &EntryId) -> Result<Option<AttemptId>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "of_entry.sql", [account.as_str(), entry.as_str()], optional(String,))?;
        Ok(row.map(|(id,)| AttemptId::new(id)))
    }
}
