//! Questions that were put right after they were sat. A correction is one entry that reaches all sittings of the cohort that showed
//! this version of the question; another entry takes it back.

mod change;
mod list;
mod reach;

use std::sync::Arc;

use domain::attempt::Mode;
use domain::ids::{AccountId, AttemptId, CorrectionId, ItemId, OrganisationId};
use domain::marks::Marks;
use domain::question::Level;
use domain::regrade::{Correction, Unfit};
use domain::response::Response;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::{Fault, NewMail};

pub use change::{Applied, Undone};
pub use list::{ChangedResult, CorrectionRow, Flagged, UndoneBy};

/// A correction as a trainer states it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCorrection {
    /// A fresh id; the same sent again is one correction.
    pub id: CorrectionId,
    /// The question.
    pub item: ItemId,
    /// The version that is put right.
    pub digest: String,
    /// What is right now.
    pub correction: Correction,
    /// Why, in the trainer's words.
    pub reason: String,
}

/// What a sitting came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Marks reached.
    pub score: Marks,
    /// Marks possible.
    pub marks: Marks,
    /// Marks that pass.
    pub pass_mark: Option<Marks>,
    /// Whether it was passed.
    pub passed: Option<bool>,
}

/// What a correction means for the certificate of completion of the level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtStake {
    /// Nothing.
    Nothing,
    /// It is the person's first pass of this level: with all lessons complete a certificate can be had.
    FirstPass,
    /// The pass is taken back, and another passed mock exam supports the certificate that was issued.
    Supported {
        /// The course that it certifies.
        title: String,
        /// When it was issued.
        issued: Timestamp,
    },
    /// The pass is taken back, and no other supports the certificate that was issued. It stays until somebody decides.
    Unsupported {
        /// The course that it certifies.
        title: String,
        /// When it was issued.
        issued: Timestamp,
    },
}

/// A sitting whose result changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Which.
    pub attempt: AttemptId,
    /// Whose.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The address; empty for those who joined in the room.
    pub email: String,
    /// What the sitting is called.
    pub title: String,
    /// Its rules: an exam or a practice set.
    pub mode: Mode,
    /// Its level.
    pub level: Level,
    /// What it comes to now.
    pub before: Figures,
    /// What it would come to.
    pub after: Figures,
    /// What that means for a certificate of completion.
    pub at_stake: AtStake,
}

/// What a correction would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Sittings whose result changes, by name.
    pub changes: Vec<Reached>,
    /// Ended sittings that had the question and keep their result.
    pub unchanged: usize,
    /// Sittings that had the question and still run: they will be marked by it.
    pub running: usize,
    /// Digest of all results that it reaches, before it.
    pub before: String,
    /// The same after it.
    pub after: String,
}

impl Reach {
    /// What a trainer has looked at, to be sent along when it is applied.
    pub fn seen(&self) -> String {
        format!("{}/{}", self.before, self.after)
    }
}

/// Why a correction is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionRefusal {
    /// It does not fit the question.
    Unfit(Unfit),
    /// The question is corrected already; that has to be undone first.
    Corrected,
    /// Nobody of the cohort was shown this version.
    Unseen,
}

/// A result that a correction changed, as the mail about it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeNews {
    /// The sitting and whose it is.
    pub reached: Reached,
    /// The organisation that runs the cohort.
    pub organisation: OrganisationId,
    /// The cohort's name.
    pub cohort: String,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Whether a correction was taken back.
    pub undone: bool,
}

/// Writes the mail about a changed result, inside the write that changes it.
pub type TellChange = Arc<dyn Fn(&ChangeNews) -> NewMail + Send + Sync>;

/// A correction in force.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated {
    pub id: CorrectionId,
    pub item: ItemId,
    pub digest: String,
    pub correction: Correction,
    pub reason: String,
    pub at: Timestamp,
}

#[derive(FromRow)]
struct StatedRow {
    id: String,
    item_id: String,
    digest: String,
    kind: String,
    answers: String,
    reason: String,
    made_at: i64,
}

impl StatedRow {
    fn stated(self) -> Result<Stated, Fault> {
        Ok(Stated {
            correction: read(&self.id, &self.kind, &self.answers)?,
            id: CorrectionId::new(self.id),
            item: ItemId::new(self.item_id),
            digest: self.digest,
            reason: self.reason,
            at: Timestamp(self.made_at),
        })
    }
}

/// The corrections in force for what an entry of the plan assigns, the earliest first.
pub(crate) async fn stated_for(conn: &mut Conn, entry: &str) -> Result<Vec<Stated>, Fault> {
    let rows = query!(conn, "corrections/of_entry.sql", [entry], all StatedRow)?;
    rows.into_iter().map(StatedRow::stated).collect()
}

/// The corrections in force in a cohort, the earliest first.
pub(crate) async fn stated_in(conn: &mut Conn, cohort: &str) -> Result<Vec<Stated>, Fault> {
    let rows = query!(conn, "corrections/of_cohort.sql", [cohort], all StatedRow)?;
    rows.into_iter().map(StatedRow::stated).collect()
}

/// An answer as a text that a form can carry.
pub fn answer_text(answer: &Response) -> String {
    serde_json::to_string(answer).expect("an answer is plain data")
}

/// Reads such a text; nothing when it is none.
pub fn answer_of_text(text: &str) -> Option<Response> {
    serde_json::from_str(text).ok()
}

/// What is right now, as two columns: no type that holds a key is written as it is.
fn written(correction: &Correction) -> (&'static str, String) {
    let json = |answers: &[&Response]| serde_json::to_string(answers).expect("an answer is plain data");
    match correction {
        Correction::Key(key) => ("answers", json(&[key])),
        Correction::AnyOf(keys) => ("answers", json(&keys.iter().collect::<Vec<_>>())),
        Correction::Everyone => ("everyone", json(&[])),
        Correction::Drop => ("drop", json(&[])),
    }
}

fn read(id: &str, kind: &str, answers: &str) -> Result<Correction, Fault> {
    let corrupt = |column, why: &dyn std::fmt::Display| Fault::corrupt("correction", column, id, why);
    let mut answers = serde_json::from_str::<Vec<Response>>(answers).map_err(|error| corrupt("answers", &error))?;
    match (kind, answers.len()) {
        ("answers", 1) => Ok(Correction::Key(answers.remove(0))),
        ("answers", 2..) => Ok(Correction::AnyOf(answers)),
        ("everyone", 0) => Ok(Correction::Everyone),
        ("drop", 0) => Ok(Correction::Drop),
        _ => Err(corrupt("kind", &kind)),
    }
}
