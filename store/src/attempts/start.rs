use std::sync::Arc;

use domain::accommodation::stretch_at;
use domain::attempt::{Event, Mode, Stretch, Timing};
use domain::cohort::Task;
use domain::cohort::limit::TimeLimit;
use domain::ids::{AccountId, AttemptId, EntryId, PaperId, SchemeId};
use domain::item::Item;
use domain::layout::Layout;
use domain::marks::Marks;
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Millis;

use super::{PaperItem, log};
use crate::cohorts::PlanEntry;
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store, accommodations, study};

/// What was read beforehand changes at most so often while one starts.
const TRIES: u32 = 5;

/// What a sitting begins with.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// A fresh id.
    pub id: AttemptId,
    /// Who sits.
    pub account: AccountId,
    /// Its rules.
    pub mode: Mode,
    /// Its level.
    pub level: Level,
    /// The scheme of an exam.
    pub scheme: Option<SchemeId>,
    /// The fixed paper, if it is one.
    pub fixed: Option<PaperId>,
    /// What it is called in lists.
    pub title: String,
    /// The seed of the draw.
    pub seed: u64,
    /// The items in order, in the versions that the course holds now.
    pub items: Vec<Item>,
    /// Sections, cut score, booklets.
    pub layout: Layout,
    /// Working time; none for practice. The person's accommodation is added to it.
    pub base: Option<Millis>,
    /// Key of the browser's outbox.
    pub vault: String,
    /// The assignment that it answers.
    pub entry: Option<EntryId>,
    /// The time limit that the assignment sets, as it was read. It begins only while that is still so.
    pub limit: Option<TimeLimit>,
}

impl NewAttempt {
    /// The same exam as the answer to an assignment: called like it, and in the time that its trainer set.
    pub fn assigned(self, entry: &PlanEntry) -> Self {
        let limit = entry.task.limit();
        let (base, layout) = match limit.map(TimeLimit::length) {
            Some(whole) => (Some(whole), self.layout.within(whole)),
            None => (self.base, self.layout),
        };
        Self { title: entry.title.clone(), entry: Some(entry.id.clone()), limit, base, layout, ..self }
    }
}

/// The outcome of starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartOutcome {
    /// The clock runs.
    Started(AttemptId),
    /// The person is sitting an exam already, and this is it.
    Running(AttemptId),
    /// The assignment was answered before, by this exam.
    Before(AttemptId),
    /// The assignment was taken out of the plan, ended or held meanwhile, or has another time limit.
    Closed,
}

impl Store {
    /// Starts a sitting. A person sits one exam at a time, whatever races.
    pub async fn start_attempt(&self, new: NewAttempt, now: ClockReading) -> Result<StartOutcome, Fault> {
        let start = Arc::new(Start::new(new));
        for _ in 0..TRIES {
            if let Some(outcome) = self.try_to_start(Arc::clone(&start), now).await? {
                return Ok(outcome);
            }
            // An accommodation was approved at this very moment, and it counts; or the running exam has just ended.
        }
        Err(Fault::corrupt("attempt", "id", &start.new.id, "neither started nor running"))
    }

    /// Nothing when what was read beforehand has changed meanwhile. While others wait at the door only two queries run.
    async fn try_to_start(&self, start: Arc<Start>, now: ClockReading) -> Result<Option<StartOutcome>, Fault> {
        let new = &start.new;
        let items = new.items.iter().map(|item| item.id.clone()).collect();
        let drafted = self.draft(&new.account, StudyEvent::ItemsShown { items }, now.wall).await?;
        let (known, stretch) = match new.base {
            Some(_) => {
                let accommodations = self.accommodations(&new.account).await?;
                (accommodations.len() as i64, stretch_at(&accommodations, now.wall))
            }
            None => (-1, Stretch::default()),
        };
        let timing = Timing::new(now.service, new.base, new.layout.limits(), stretch);
        let line = Event::Started { base: new.base, limits: new.layout.limits(), stretch };
        let line = serde_json::to_string(&line).expect("an event is plain data");
        let started = self.write_surely(move |conn| {
            Box::pin(async move {
                let Start { new, paper, layout, shape, marks } = &*start;
                if !enter(conn, new).await? {
                    return Ok(Some(begun(conn, new).await?.unwrap_or(StartOutcome::Closed)));
                }
                accommodations::begins(conn, &new.account).await?;
                let made = query!(
                    conn,
                    "start.sql",
                    [
                        new.id.as_str(),
                        new.account.as_str(),
                        new.mode.word(),
                        new.level.word(),
                        new.scheme.as_ref().map(SchemeId::as_str),
                        new.fixed.as_ref().map(PaperId::as_str),
                        &new.title,
                        new.seed as i64,
                        paper,
                        layout,
                        shape,
                        new.layout.cut.map(|cut| i64::from(cut.marks.0)),
                        now.wall.0,
                        now.service.0,
                        log::written(&timing),
                        timing.granted().map(|granted| granted.0),
                        timing.deadline().map(|deadline| deadline.0),
                        i64::from(marks.0),
                        &new.vault,
                        known,
                        new.entry.as_ref().map(EntryId::as_str),
                    ],
                    rows
                )?;
                if made == 0 {
                    return begun(conn, new).await;
                }
                let rows = query!(
                    conn,
                    together ["started/line.sql", "started/event.sql", "started/record.sql"],
                    [
                        new.id.as_str(),
                        now.wall.0,
                        now.service.0,
                        &line,
                        &drafted.id,
                        new.account.as_str(),
                        &drafted.body,
                        &drafted.record,
                        drafted.revision,
                    ],
                    rows
                )?;
                if rows < 3 {
                    // Something was added to the record meanwhile.
                    study::apply(conn, &new.account, &drafted.event, now.wall).await?;
                }
                Ok(Some(StartOutcome::Started(new.id.clone())))
            })
        });
        started.await
    }
}

/// Whether the assignment that it answers is open, and asks for what was read.
async fn enter(conn: &mut Conn, new: &NewAttempt) -> Result<bool, Fault> {
    let Some(entry) = &new.entry else { return Ok(true) };
    let binds = (entry.as_str(), new.account.as_str());
    // Trainers who hold, end or change it wait until this one is begun, and so it is held or ended too. On PostgreSQL those who
    // begin together do not wait for one another.
    let open = query!(conn, either ["enter.sqlite.sql", "enter.postgres.sql"], [binds.0, binds.1], all(String,))?;
    let Some((body,)) = open.first() else { return Ok(false) };
    let task =
        serde_json::from_str::<Task>(body).map_err(|error| Fault::corrupt("plan_entry", "body", entry, error))?;
    Ok(task.limit() == new.limit)
}

/// What stands in the way of beginning: the exam that the person is sitting, or the one that answered the assignment before.
async fn begun(conn: &mut Conn, new: &NewAttempt) -> Result<Option<StartOutcome>, Fault> {
    let row = query!(conn, "running.sql", [new.account.as_str()], optional(String,))?;
    let running = row.map(|(id,)| StartOutcome::Running(AttemptId::new(id)));
    let Some(entry) = new.entry.as_ref().filter(|_| running.is_none()) else { return Ok(running) };
    let binds = (new.account.as_str(), entry.as_str());
    let before = query!(conn, "of_entry.sql", [binds.0, binds.1], optional(String,))?;
    Ok(before.map(|(id,)| StartOutcome::Before(AttemptId::new(id))))
}

/// A new sitting in the shape in which it is stored.
struct Start {
    new: NewAttempt,
    paper: String,
    layout: String,
    shape: String,
    marks: Marks,
}

impl Start {
    fn new(new: NewAttempt) -> Self {
        let pin = |item: &Item| PaperItem { item: item.id.clone(), digest: item.digest.clone() };
        let paper = new.items.iter().map(pin).collect::<Vec<_>>();
        let scored = new.items.iter().enumerate().filter(|(place, _)| new.layout.counts(*place));
        Self {
            paper: serde_json::to_string(&paper).expect("a paper is plain data"),
            layout: serde_json::to_string(&new.layout).expect("a layout is plain data"),
            shape: new.items.iter().map(|item| item.shape().to_string()).collect::<Vec<_>>().join(" "),
            marks: scored.map(|(_, item)| item.marking.marks).sum(),
            new,
        }
    }
}
