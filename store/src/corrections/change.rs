//! A correction is applied as a whole, and undone as a whole.

use domain::cohort::deed::Deed;
use domain::ids::{CorrectionId, ItemId};
use domain::marks::Marks;
use domain::time::Timestamp;

use super::reach::{Move, Worked, in_force};
use super::{ChangeNews, CorrectionRefusal, NewCorrection, Reach, TellChange, written};
use crate::cohorts::Teaching;
use crate::cohorts::history::About;
use crate::engine::{Conn, query};
use crate::mail::{self, NewMail};
use crate::{Fault, Store};

/// What became of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It holds now, and this is what it did.
    Done(Reach),
    /// It had been applied before.
    Before,
    /// It is not made, and why.
    Refused(CorrectionRefusal),
    /// It would do something else now than what was looked at: this.
    Moved(Reach),
}

/// What became of undoing one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// It holds no more, and this is what that did.
    Done(Reach),
    /// It was undone before.
    Before,
    /// The cohort has no such correction, or the id of the line is taken.
    Absent,
    /// It would do something else now than what was looked at: this.
    Moved(Reach),
}

/// A line of the table.
struct Entry<'e> {
    id: &'e CorrectionId,
    item: &'e ItemId,
    digest: &'e str,
    kind: &'static str,
    answers: String,
    reason: &'e str,
    undoes: Option<&'e CorrectionId>,
}

impl Entry<'_> {
    /// The line as the history of the cohort tells it.
    fn deed(&self) -> Deed {
        match self.undoes {
            Some(undone) => Deed::CorrectionUndone { correction: undone.clone() },
            None => Deed::Corrected { correction: self.id.clone() },
        }
    }
}

impl Store {
    /// Applies a correction to every sitting of the cohort that showed this version of the question, in one write. `seen` is what
    /// [`Reach::seen`] said of the preview.
    pub async fn apply_correction(
        &self,
        by: &Teaching,
        new: NewCorrection,
        seen: String,
        tell: &TellChange,
        now: Timestamp,
    ) -> Result<Applied, Fault> {
        let (store, by, tell) = (self.clone(), by.clone(), tell.clone());
        self.write(move |conn| {
            Box::pin(async move {
                lock(conn, &by).await?;
                if query!(conn, "known.sql", [new.id.as_str()], optional(String,))?.is_some() {
                    return Ok(Applied::Before);
                }
                if let Some(refusal) = store.refused(conn, &by, &new).await? {
                    return Ok(Applied::Refused(refusal));
                }
                let wanted = Move::Apply(&new.correction);
                let worked = store.work_out(conn, &by, (&new.item, &new.digest), &wanted).await?;
                let worked = match worked.checked() {
                    Ok(worked) => worked,
                    Err(refusal) => return Ok(Applied::Refused(refusal)),
                };
                if worked.reach.seen() != seen {
                    return Ok(Applied::Moved(worked.reach));
                }
                let (kind, answers) = written(&new.correction);
                let NewCorrection { id, item, digest, reason, .. } = &new;
                let entry = Entry { id, item, digest, kind, answers, reason, undoes: None };
                Ok(store.keep(conn, &by, &entry, worked, &tell, now).await?.map_or(Applied::Before, Applied::Done))
            })
        })
        .await
    }

    /// Takes a correction back: every result is again what it is without it. `fresh` is the id of the line that says so, `seen` what
    /// [`Reach::seen`] said of the preview.
    pub async fn undo_correction(
        &self,
        by: &Teaching,
        (id, fresh): (&CorrectionId, CorrectionId),
        (reason, seen): (String, String),
        tell: &TellChange,
        now: Timestamp,
    ) -> Result<Undone, Fault> {
        let (store, by, tell, id) = (self.clone(), by.clone(), tell.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                lock(conn, &by).await?;
                if !stands(conn, &by, &id).await? {
                    return Ok(Undone::Absent);
                }
                let Some((item, digest)) = in_force(conn, &by, &id).await? else { return Ok(Undone::Before) };
                let worked = store.work_out(conn, &by, (&item, &digest), &Move::Undo).await?;
                if worked.reach.seen() != seen {
                    return Ok(Undone::Moved(worked.reach));
                }
                let entry = Entry {
                    id: &fresh,
                    item: &item,
                    digest: &digest,
                    kind: "undo",
                    answers: "[]".to_owned(),
                    reason: &reason,
                    undoes: Some(&id),
                };
                Ok(store.keep(conn, &by, &entry, worked, &tell, now).await?.map_or(Undone::Absent, Undone::Done))
            })
        })
        .await
    }

    /// What taking a correction back would do; nothing is kept. Nothing when the cohort has no such correction in force.
    pub async fn preview_undo(&self, by: &Teaching, id: &CorrectionId) -> Result<Option<Reach>, Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let Some((item, digest)) = in_force(conn, by, id).await? else { return Ok(None) };
        Ok(Some(self.work_out(conn, by, (&item, &digest), &Move::Undo).await?.reach))
    }

    /// Writes the line, the new results, whose they are, and the mails. Nothing at all where there is such a line.
    async fn keep(
        &self,
        conn: &mut Conn,
        by: &Teaching,
        entry: &Entry<'_>,
        worked: Worked,
        tell: &TellChange,
        now: Timestamp,
    ) -> Result<Option<Reach>, Fault> {
        let Worked { reach, remade, .. } = worked;
        let made = query!(
            conn,
            "make.sql",
            [
                entry.id.as_str(),
                by.cohort_id(),
                entry.item.as_str(),
                entry.digest,
                entry.kind,
                &entry.answers,
                entry.reason,
                &by.name,
                now.0,
                entry.undoes.map(CorrectionId::as_str),
                &reach.before,
                &reach.after,
            ],
            rows
        )?;
        if made == 0 {
            return Ok(None);
        }
        by.note(conn, About::Cohort, &entry.deed(), now).await?;
        for one in &remade {
            self.keep_result(conn, &one.attempt, &one.mode, &one.marked).await?;
        }
        let stored = |marks: Marks| i64::from(marks.0);
        for one in &reach.changes {
            let (before, after) = (one.before, one.after);
            query!(
                conn,
                "change.sql",
                [
                    entry.id.as_str(),
                    one.attempt.as_str(),
                    stored(before.score),
                    stored(before.marks),
                    before.passed,
                    stored(after.score),
                    stored(after.marks),
                    after.passed,
                ],
                rows
            )?;
            // Who joined in the room has no address, and who comes to the same has nothing to be told.
            if one.email.is_empty() || before == after {
                continue;
            }
            let news = ChangeNews {
                reached: one.clone(),
                organisation: by.cohort.organisation.clone(),
                cohort: by.cohort.facts.name.clone(),
                by: by.name.clone(),
                reason: entry.reason.to_owned(),
                undone: entry.undoes.is_some(),
            };
            let occasion = format!("correction:{}:{}", entry.id, one.attempt);
            mail::enqueue(conn, &NewMail { occasion, ..tell(&news) }, now).await?;
        }
        Ok(Some(reach))
    }
}

/// Whether the cohort has such a correction, in force or not.
async fn stands(conn: &mut Conn, by: &Teaching, id: &CorrectionId) -> Result<bool, Fault> {
    let binds = (by.cohort_id(), id.as_str());
    let row = query!(conn, "stands.sql", [binds.0, binds.1], optional(String, String, Option<String>))?;
    Ok(row.is_some_and(|(_, _, undoes)| undoes.is_none()))
}

/// Keeps others from ending or changing sittings of the cohort meanwhile.
async fn lock(conn: &mut Conn, by: &Teaching) -> Result<(), Fault> {
    query!(conn, "lock_cohort.sql", [by.cohort_id()], rows)?;
    query!(conn, "lock.sql", [by.cohort_id()], rows)?;
    Ok(())
}
