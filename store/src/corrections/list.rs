//! The corrections of a cohort, and what they did.

use domain::ids::{AttemptId, CorrectionId, ItemId};
use domain::marks::Tally;
use domain::regrade::Correction;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::read;
use crate::cohorts::Teaching;
use crate::engine::query;
use crate::{Fault, Store};

/// A correction in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionRow {
    /// Which.
    pub id: CorrectionId,
    /// The question.
    pub item: ItemId,
    /// The version that was put right.
    pub digest: String,
    /// What was put right.
    pub correction: Correction,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How many results it changed.
    pub changed: i64,
    /// Digest of all results that it reached, before it.
    pub before: String,
    /// The same after it.
    pub after: String,
    /// Who took it back.
    pub undone: Option<UndoneBy>,
}

/// Who took a correction back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoneBy {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// Digest of all results after it: that before the correction, unless something else came in between.
    pub digest: String,
}

/// A result that a correction changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedResult {
    /// The sitting.
    pub attempt: AttemptId,
    /// Whose.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it had come to, and whether it was passed.
    pub before: (Tally, Option<bool>),
    /// What it came to then.
    pub after: (Tally, Option<bool>),
}

/// A certificate of completion that no passed mock exam supports any more, because of a correction or of its undoing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// The correction that came or went.
    pub correction: CorrectionId,
    /// Whose certificate.
    pub name: String,
    /// The course that it certifies.
    pub title: String,
    /// When it was issued.
    pub issued: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    item_id: String,
    digest: String,
    kind: String,
    answers: String,
    reason: String,
    made_by: String,
    made_at: i64,
    before_digest: String,
    after_digest: String,
    undone_by: Option<String>,
    undone_at: Option<i64>,
    undone_reason: Option<String>,
    undone_digest: Option<String>,
    changed: i64,
}

impl Row {
    fn correction(self) -> Result<CorrectionRow, Fault> {
        let undone = self.undone_by.zip(self.undone_at).map(|(by, at)| UndoneBy {
            by,
            at: Timestamp(at),
            reason: self.undone_reason.unwrap_or_default(),
            digest: self.undone_digest.unwrap_or_default(),
        });
        Ok(CorrectionRow {
            correction: read(&self.id, &self.kind, &self.answers)?,
            id: CorrectionId::new(self.id),
            item: ItemId::new(self.item_id),
            digest: self.digest,
            reason: self.reason,
            by: self.made_by,
            at: Timestamp(self.made_at),
            changed: self.changed,
            before: self.before_digest,
            after: self.after_digest,
            undone,
        })
    }
}

#[derive(FromRow)]
struct ChangedRow {
    id: String,
    name: String,
    title: String,
    score_before: i64,
    marks_before: i64,
    passed_before: Option<bool>,
    score_after: i64,
    marks_after: i64,
    passed_after: Option<bool>,
}

impl ChangedRow {
    fn changed(self) -> ChangedResult {
        let tally = |score, marks| Tally { score: crate::attempts::marks(score), marks: crate::attempts::marks(marks) };
        ChangedResult {
            attempt: AttemptId::new(self.id),
            name: self.name,
            title: self.title,
            before: (tally(self.score_before, self.marks_before), self.passed_before),
            after: (tally(self.score_after, self.marks_after), self.passed_after),
        }
    }
}

impl Store {
    /// The corrections of a cohort, the latest first, those that were undone among them.
    pub async fn corrections(&self, of: &Teaching) -> Result<Vec<CorrectionRow>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "all.sql", [of.cohort_id(), None::<&str>], all Row)?;
        rows.into_iter().map(Row::correction).collect()
    }

    /// One correction, and the results that it changed, by name.
    pub async fn correction(
        &self,
        of: &Teaching,
        id: &CorrectionId,
    ) -> Result<Option<(CorrectionRow, Vec<ChangedResult>)>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "all.sql", [of.cohort_id(), Some(id.as_str())], optional Row)?;
        let Some(row) = row else { return Ok(None) };
        let changed = query!(&mut conn, "changed.sql", [of.cohort_id(), id.as_str()], all ChangedRow)?;
        let mut changed = changed.into_iter().map(ChangedRow::changed).collect::<Vec<_>>();
        changed.sort_by_cached_key(|one| (one.name.to_lowercase(), one.attempt.clone()));
        Ok(Some((row.correction()?, changed)))
    }

    /// The certificates of completion that a trainer should look at because of the cohort's corrections.
    pub async fn flagged_certificates(&self, of: &Teaching) -> Result<Vec<Flagged>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "flagged.sql", [of.cohort_id()], all(String, String, String, i64))?;
        let flagged = |(correction, name, title, issued)| Flagged {
            correction: CorrectionId::new(correction),
            name,
            title,
            issued: Timestamp(issued),
        };
        Ok(rows.into_iter().map(flagged).collect())
    }
}
