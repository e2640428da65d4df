//! Checks that what is kept beside the log is what the log says.

use domain::attempt::{Event, Phase, Timing};
use domain::ids::AttemptId;
use domain::marking::Marked;
use domain::regrade::Outcome;
use domain::time::{Millis, ServiceTime};
use sqlx::FromRow;

use super::finish::MarkedRow;
use super::{log, parse};
use crate::engine::query;
use crate::{Fault, Store};

/// What a check of all sittings found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Sittings looked at.
    pub checked: usize,
    /// Those of them that have ended.
    pub finished: usize,
    /// What does not agree, in words, with the sitting.
    pub faults: Vec<(AttemptId, &'static str)>,
}

#[derive(FromRow)]
struct CheckedRow {
    #[sqlx(flatten)]
    marked: MarkedRow,
    phase: String,
    score: Option<i64>,
    passed: Option<bool>,
    result: Option<String>,
    receipt: Option<String>,
    used: Option<i64>,
    granted: Option<i64>,
    deadline_service: Option<i64>,
}

impl Store {
    /// Replays every sitting: clock, score, verdict, marks by item and receipt have to be what the log gives.
    pub async fn verify_attempts(&self) -> Result<Verified, Fault> {
        let ids = {
            let mut conn = self.read().await?;
            query!(&mut conn, "all_ids.sql", [], all(String,))?
        };
        let mut verified = Verified::default();
        for (id,) in ids {
            let id = AttemptId::new(id);
            match self.verify(&id, &mut verified).await {
                Err(Fault::Corrupt { .. }) => verified.faults.push((id, "it cannot be read")),
                done => done?,
            }
            verified.checked += 1;
        }
        Ok(verified)
    }

    async fn verify(&self, id: &AttemptId, verified: &mut Verified) -> Result<(), Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let Some(row) = query!(conn, "checked.sql", [id.as_str()], optional CheckedRow)? else { return Ok(()) };
        let mut fault = |what| verified.faults.push((id.clone(), what));
        let lines = log::read(conn, id).await?;
        let timing = Timing::replay(&lines);
        let beside = (row.granted.map(Millis), row.deadline_service.map(ServiceTime));
        if timing != parse(id, "timing", &row.marked.timing)? || (timing.granted(), timing.deadline()) != beside {
            fault("the clock is not what the log says");
        }
        let mut numbers = lines.iter().map(|line| line.number);
        if !(1..=lines.len() as i64).all(|number| numbers.next() == Some(number)) {
            fault("the lines of the log are not numbered without a gap");
        }
        let ends = lines.iter().filter(|line| line.is_end()).count();
        let reopened = lines.iter().filter(|line| line.is_reopening()).count();
        let running = row.phase == "running";
        if ends != reopened + usize::from(!running) {
            fault("it did not end exactly once");
        }
        if running {
            return Ok(());
        }
        let Outcome { marked, .. } = self.mark(conn, id, &row.marked, &lines).await?.outcome;
        if row.score != Some(i64::from(marked.total.score.0)) || row.passed != marked.passed {
            fault("the score is not what the log gives");
        }
        let stored = row.result.map(|body| parse::<Marked>(id, "result", &body)).transpose()?;
        if stored.as_ref() != Some(&marked) {
            fault("the marks by item are not what the log gives");
        }
        if row.receipt.as_deref() != Some(&log::digest(conn, id).await?) {
            fault("the receipt is not the digest of the log");
        }
        let end = lines.iter().rev().find(|line| line.is_end());
        if end.is_some_and(|end| (end.event == Event::Expired) != (row.phase == Phase::Expired.word())) {
            fault("how it ended is not what the log says");
        }
        let used = end.map(|end| timing.used(end.at));
        if row.used.map(Millis) != used {
            fault("the time used is not what the log gives");
        }
        verified.finished += 1;
        Ok(())
    }

    /// Marks ended sittings that have no marks: those of a database from before marks were kept in hundredths.
    pub(crate) async fn mark_unmarked(&self) -> Result<(), Fault> {
        let ids = {
            let mut conn = self.read().await?;
            query!(&mut conn, "unmarked.sql", [], all(String,))?
        };
        for (id,) in ids {
            let (store, id) = (self.clone(), AttemptId::new(id));
            let marked = self.write(move |conn| {
                Box::pin(async move {
                    let row = query!(conn, "checked.sql", [id.as_str()], optional CheckedRow)?;
                    let Some(row) = row.filter(|row| row.phase != "running") else { return Ok(()) };
                    let lines = log::read(conn, &id).await?;
                    let timing = log::written(&Timing::replay(&lines));
                    query!(conn, "keep_clock.sql", [id.as_str(), timing], rows)?;
                    let marked = store.mark(conn, &id, &row.marked, &lines).await?;
                    store.keep_result(conn, &id, &row.marked.mode, &marked).await
                })
            });
            match marked.await {
                // It must not keep the others, nor the server, from their work.
                Err(fault @ Fault::Corrupt { .. }) => tracing::error!(%fault, "an ended attempt could not be marked"),
                done => done?,
            }
        }
        Ok(())
    }
}
