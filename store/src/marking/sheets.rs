use domain::rubric::{Judgement, Unmarked};
use domain::time::Timestamp;

use super::{WrittenAnswer, written};
use crate::cohorts::Teaching;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Whether a marker has finished a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetEnd {
    /// Kept as it stands, to be gone on with.
    Draft,
    /// Finished: every criterion has its level.
    Finished,
}

impl SheetEnd {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Finished => "done",
        }
    }
}

/// What a marker enters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSheet {
    /// What is given.
    pub judgement: Judgement,
    /// Whether that is all.
    pub end: SheetEnd,
    /// The revision that the marker saw; 0 where there was none.
    pub revision: i64,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetOutcome {
    /// It is kept.
    Kept,
    /// A criterion has no level.
    Unmarked(Unmarked),
    /// The same marker has changed it meanwhile, in another window.
    Stale,
    /// Two people have finished it, or it is decided: nothing is changed any more.
    Closed,
}

impl Store {
    /// Keeps what a marker gives for an answer. A finished sheet can be changed until another marker has finished too. The same sent
    /// again changes nothing.
    pub async fn keep_sheet(
        &self,
        by: &Teaching,
        answer: &WrittenAnswer,
        new: NewSheet,
        now: Timestamp,
    ) -> Result<SheetOutcome, Fault> {
        if new.end == SheetEnd::Finished {
            let Some(scale) = answer.scale() else { return Ok(SheetOutcome::Closed) };
            if let Err(unmarked) = new.judgement.whole(scale.rubric()) {
                return Ok(SheetOutcome::Unmarked(unmarked));
            }
        }
        let (by, id) = (by.clone(), crate::fresh_id(now));
        let (attempt, place, hash) = (answer.attempt.clone(), answer.place as i64, answer.answer.clone());
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "../attempts/lock.sql", [attempt.as_str()], rows)?;
                let (body, me) = (written(&new.judgement), by.account.as_str());
                let sheet = (attempt.as_str(), place, me);
                let same = async |conn: &mut Conn| is_kept(conn, sheet, (&hash, &body, new.end)).await;
                if is_closed(conn, (attempt.as_str(), place, &hash), me).await? {
                    let finished = new.end == SheetEnd::Finished && same(conn).await?;
                    return Ok(if finished { SheetOutcome::Kept } else { SheetOutcome::Closed });
                }
                let kept = query!(
                    conn,
                    "keep_sheet.sql",
                    [id, attempt.as_str(), place, &hash, me, &by.name, &body, new.end.word(), new.revision, now.0],
                    rows
                )?;
                let kept = kept > 0 || same(conn).await?;
                Ok(if kept { SheetOutcome::Kept } else { SheetOutcome::Stale })
            })
        })
        .await
    }
}

/// Whether this marker can change nothing: two others have finished, or one other after this one, or it is decided.
async fn is_closed(conn: &mut Conn, (attempt, place, hash): (&str, i64, &str), me: &str) -> Result<bool, Fault> {
    let standing = query!(conn, "standing.sql", [attempt, place, hash, me], optional(i64, i64, i64))?;
    let Some((others, own, decided)) = standing else { return Ok(true) };
    Ok(decided > 0 || others >= 2 || (own > 0 && others > 0))
}

/// Whether the very same is on the marker's sheet already.
async fn is_kept(
    conn: &mut Conn,
    (attempt, place, me): (&str, i64, &str),
    new: (&str, &str, SheetEnd),
) -> Result<bool, Fault> {
    let own = query!(conn, "own_sheet.sql", [attempt, place, me], optional(String, String, String))?;
    Ok(own.is_some_and(|(hash, body, state)| (&*hash, &*body, &*state) == (new.0, new.1, new.2.word())))
}
