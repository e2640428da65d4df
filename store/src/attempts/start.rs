use domain::attempt::{Event, Mode, Stretch, Timing};
use domain::ids::{AccountId, AttemptId, PaperId, SchemeId};
use domain::item::Item;
use domain::layout::Layout;
use domain::marks::Marks;
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Millis;

use super::{PaperItem, log};
use crate::engine::query;
use crate::{ClockReading, Fault, Store, accommodations, study};

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
}

/// The outcome of starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartOutcome {
    /// The clock runs.
    Started(AttemptId),
    /// The person is sitting an exam already, and this is it.
    Running(AttemptId),
}

impl Store {
    /// Starts a sitting. A person sits one exam at a time, whatever races.
    pub async fn start_attempt(&self, new: NewAttempt, now: ClockReading) -> Result<StartOutcome, Fault> {
        let pin = |item: &Item| PaperItem { item: item.id.clone(), digest: item.digest.clone() };
        let paper = new.items.iter().map(pin).collect::<Vec<_>>();
        let paper = serde_json::to_string(&paper).expect("a paper is plain data");
        let layout = serde_json::to_string(&new.layout).expect("a layout is plain data");
        let shape = new.items.iter().map(|item| item.shape().to_string()).collect::<Vec<_>>().join(" ");
        let marks = new.items.iter().map(|item| item.marking.marks).sum::<Marks>();
        let ids = new.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
        let started = self.write(move |conn| {
            Box::pin(async move {
                let stretch = match new.base {
                    Some(_) => accommodations::stretch(conn, &new.account, now.wall).await?,
                    None => Stretch::default(),
                };
                let timing = Timing::new(now.service, new.base, new.layout.limits(), stretch);
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
                        &paper,
                        &layout,
                        &shape,
                        new.layout.cut.map(|cut| i64::from(cut.marks.0)),
                        now.wall.0,
                        now.service.0,
                        log::written(&timing),
                        timing.granted().map(|granted| granted.0),
                        timing.deadline().map(|deadline| deadline.0),
                        i64::from(marks.0),
                        &new.vault,
                    ],
                    rows
                )?;
                if made == 0 {
                    let row = query!(conn, "running.sql", [new.account.as_str()], optional(String,))?;
                    let gone = || Fault::corrupt("attempt", "id", &new.id, "neither started nor running");
                    return row.map(|(id,)| StartOutcome::Running(AttemptId::new(id))).ok_or_else(gone);
                }
                let event = Event::Started { base: new.base, limits: new.layout.limits(), stretch };
                log::append(conn, &new.id, "started", now, &event).await?;
                study::add(conn, &new.account, &StudyEvent::ItemsShown { items: ids }, now.wall).await?;
                Ok(StartOutcome::Started(new.id))
            })
        });
        started.await
    }
}
