//! What a correction would do, worked out sitting by sitting.

use std::collections::{BTreeMap, BTreeSet};

use domain::attempt::Mode;
use domain::ids::{AccountId, AttemptId, CorrectionId, ItemId};
use domain::marking::Marked;
use domain::marks::Marks;
use domain::question::Level;
use domain::regrade::{Correction, Overlay, Ruling, Unfit};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use super::{AtStake, CorrectionRefusal, Figures, NewCorrection, Reach, Reached, stated_in};
use crate::attempts::finish::{MarkedRow, Remarked};
use crate::attempts::overlays::overlays_of;
use crate::attempts::{log, marks};
use crate::cohorts::Teaching;
use crate::engine::{Conn, query};
use crate::{Fault, PaperItem, Store};

/// What changes: a correction comes, or one goes.
pub(super) enum Move<'m> {
    /// This one comes.
    Apply(&'m Correction),
    /// This one goes.
    Undo,
}

#[derive(FromRow)]
struct Row {
    id: String,
    #[sqlx(flatten)]
    marked: MarkedRow,
    phase: String,
    level: String,
    title: String,
    score: Option<i64>,
    marks: i64,
    pass_mark: Option<i64>,
    passed: Option<bool>,
    result: Option<String>,
    name: String,
    email: String,
}

/// A sitting with its new marks.
pub(super) struct Remade {
    pub attempt: AttemptId,
    pub mode: String,
    pub marked: Remarked,
}

/// What a move does, and with what.
pub(super) struct Worked {
    pub reach: Reach,
    /// The sittings whose row is written anew.
    pub remade: Vec<Remade>,
    /// Whether one of the papers would be worth nothing.
    pub nothing_left: bool,
}

impl Store {
    /// Whether somebody of the cohort was shown this version of a question in an assignment.
    pub async fn was_shown(&self, of: &Teaching, item: &ItemId, digest: &str) -> Result<bool, Fault> {
        let mut conn = self.read().await?;
        let papers = query!(&mut conn, "papers.sql", [of.cohort_id()], all(String, String))?;
        for (id, paper) in papers {
            let paper = serde_json::from_str::<Vec<PaperItem>>(&paper)
                .map_err(|error| Fault::corrupt("attempt", "paper", id, error))?;
            if paper.iter().any(|pinned| pinned.item == *item && pinned.digest == digest) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What a correction would do; nothing is kept.
    pub async fn preview_correction(
        &self,
        by: &Teaching,
        new: &NewCorrection,
    ) -> Result<Result<Reach, CorrectionRefusal>, Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        if let Some(refusal) = self.refused(conn, by, new).await? {
            return Ok(Err(refusal));
        }
        let worked = self.work_out(conn, by, (&new.item, &new.digest), &Move::Apply(&new.correction)).await?;
        Ok(worked.checked().map(|worked| worked.reach))
    }

    /// Why a correction cannot be made, as far as that can be told without the sittings.
    pub(super) async fn refused(
        &self,
        conn: &mut Conn,
        by: &Teaching,
        new: &NewCorrection,
    ) -> Result<Option<CorrectionRefusal>, Fault> {
        let stated = stated_in(conn, by.cohort_id()).await?;
        if stated.iter().any(|stated| stated.item == new.item && stated.digest == new.digest) {
            return Ok(Some(CorrectionRefusal::Corrected));
        }
        let known = query!(conn, "shown.sql", [new.item.as_str(), &new.digest], optional(String,))?;
        if known.is_none() {
            return Ok(Some(CorrectionRefusal::Unseen));
        }
        let pinned = [PaperItem { item: new.item.clone(), digest: new.digest.clone() }];
        let items = self.paper_items_on(conn, &pinned).await?;
        let unfit = items.iter().find_map(|item| new.correction.revise(item).err());
        Ok(unfit.map(CorrectionRefusal::Unfit))
    }

    /// Works a move out over all sittings of the cohort.
    pub(super) async fn work_out(
        &self,
        conn: &mut Conn,
        by: &Teaching,
        (item, digest): (&ItemId, &str),
        wanted: &Move<'_>,
    ) -> Result<Worked, Fault> {
        let mut worked = Worked { reach: Reach::default(), remade: Vec::new(), nothing_left: false };
        let (mut before, mut after) = (Sha256::new(), Sha256::new());
        for row in query!(conn, "reached.sql", [by.cohort_id()], all Row)? {
            let id = AttemptId::new(&row.id);
            let corrupt = |column, why: &dyn std::fmt::Display| Fault::corrupt("attempt", column, &id, why);
            let paper =
                serde_json::from_str::<Vec<PaperItem>>(&row.marked.paper).map_err(|error| corrupt("paper", &error))?;
            let concerned = |pinned: &PaperItem| pinned.item == *item && pinned.digest == digest;
            let Some(place) = paper.iter().position(concerned) else { continue };
            if row.phase == "running" {
                worked.reach.running += 1;
                continue;
            }
            let mut overlays = overlays_of(conn, &id, row.marked.entry_id.as_deref(), &paper).await?;
            match wanted {
                Move::Apply(correction) => {
                    overlays.push(Overlay { place, ruling: Ruling::Corrected((*correction).clone()) });
                }
                Move::Undo => overlays.retain(|overlay| overlay.place != place || !overlay.ruling.is_correction()),
            }
            let lines = log::read(conn, &id).await?;
            let marked = self.mark_with(conn, &id, (&row.marked, &paper), &lines, &overlays).await?;
            worked.nothing_left |= marked.outcome.marked.total.marks <= Marks(0);
            let (old, new) = (row.figures(), figures(&marked, row.pass_mark));
            let body = serde_json::to_string(&marked.outcome.marked).expect("marks are plain data");
            digested(&mut before, &id, old, row.result.as_deref().unwrap_or_default());
            digested(&mut after, &id, new, &body);
            let kept = row.result.as_deref().and_then(|body| serde_json::from_str::<Marked>(body).ok());
            if old == new && kept.as_ref() == Some(&marked.outcome.marked) {
                worked.reach.unchanged += 1;
                continue;
            }
            worked.remade.push(Remade { attempt: id.clone(), mode: row.marked.mode.clone(), marked });
            worked.reach.changes.push(row.reached(id, new)?);
        }
        worked.reach.before = log::quotable(&before.finalize());
        worked.reach.after = log::quotable(&after.finalize());
        stakes(conn, &mut worked).await?;
        worked.reach.changes.sort_by_cached_key(|one| (one.name.to_lowercase(), one.attempt.clone()));
        Ok(worked)
    }
}

impl Worked {
    /// Refuses what reaches nobody, or leaves nothing of a paper.
    pub(super) fn checked(self) -> Result<Self, CorrectionRefusal> {
        let Reach { changes, unchanged, running, .. } = &self.reach;
        if changes.len() + unchanged + running == 0 {
            Err(CorrectionRefusal::Unseen)
        } else if self.nothing_left {
            Err(CorrectionRefusal::Unfit(Unfit::NothingLeft))
        } else {
            Ok(self)
        }
    }
}

impl Row {
    fn figures(&self) -> Figures {
        Figures {
            score: marks(self.score.unwrap_or_default()),
            marks: marks(self.marks),
            pass_mark: self.pass_mark.map(marks),
            passed: self.passed,
        }
    }

    fn reached(self, attempt: AttemptId, after: Figures) -> Result<Reached, Fault> {
        let level = Level::from_word(&self.level);
        let mode = Mode::from_word(&self.marked.mode);
        Ok(Reached {
            mode: mode.ok_or_else(|| Fault::corrupt("attempt", "mode", &attempt, &self.marked.mode))?,
            level: level.ok_or_else(|| Fault::corrupt("attempt", "level", &attempt, &self.level))?,
            before: self.figures(),
            after,
            attempt,
            account: AccountId::new(self.marked.account_id),
            name: self.name,
            email: self.email,
            title: self.title,
            at_stake: AtStake::Nothing,
        })
    }
}

fn figures(marked: &Remarked, pass_mark: Option<i64>) -> Figures {
    let outcome = &marked.outcome;
    Figures {
        score: outcome.marked.total.score,
        marks: outcome.marked.total.marks,
        pass_mark: outcome.cut.map(|cut| cut.marks).or(pass_mark.map(marks)),
        passed: outcome.marked.passed,
    }
}

fn digested(hash: &mut Sha256, id: &AttemptId, figures: Figures, result: &str) {
    let Figures { score, marks, pass_mark, passed } = figures;
    let pass_mark = pass_mark.map(|marks| marks.0);
    hash.update(format!("{id}\n{}\n{}\n{pass_mark:?}\n{passed:?}\n{result}\n", score.0, marks.0).as_bytes());
}

/// Says of each changed sitting what it means for the certificate of completion.
async fn stakes(conn: &mut Conn, worked: &mut Worked) -> Result<(), Fault> {
    let passes = |figures: &Figures| figures.passed == Some(true);
    let moved = worked.reach.changes.iter().filter(|one| passes(&one.before) != passes(&one.after));
    let after = moved.map(|one| (one.attempt.clone(), passes(&one.after))).collect::<BTreeMap<_, _>>();
    let exams = worked.remade.iter().filter(|one| one.mode == Mode::Exam.word()).map(|one| one.attempt.clone());
    let exams = exams.collect::<BTreeSet<_>>();
    let gains = worked.reach.changes.iter().filter(|one| after.get(&one.attempt) == Some(&true));
    let gained_by = gains.map(|one| (one.account.clone(), one.attempt.clone())).collect::<Vec<_>>();
    for one in worked.reach.changes.iter_mut().filter(|one| after.contains_key(&one.attempt)) {
        if !exams.contains(&one.attempt) {
            continue;
        }
        let binds = (one.account.as_str(), one.level.word());
        let held = query!(conn, "passes.sql", [binds.0, binds.1], all(String,))?;
        let others = held.iter().filter(|(id,)| *id != *one.attempt.as_str() && after.get(id.as_str()) != Some(&false));
        let gained = gained_by.iter().any(|(who, id)| *who == one.account && *id != one.attempt);
        let alone = others.count() == 0 && !gained;
        let certificate = query!(conn, "certificate.sql", [binds.0, binds.1], optional(String, i64))?;
        let certificate = certificate.map(|(title, issued)| (title, Timestamp(issued)));
        one.at_stake = match (passes(&one.after), certificate) {
            (true, None) if alone => AtStake::FirstPass,
            (false, Some((title, issued))) if alone => AtStake::Unsupported { title, issued },
            (false, Some((title, issued))) => AtStake::Supported { title, issued },
            _ => AtStake::Nothing,
        };
    }
    Ok(())
}

/// The correction that is in force, by its id.
pub(super) async fn in_force(
    conn: &mut Conn,
    by: &Teaching,
    id: &CorrectionId,
) -> Result<Option<(ItemId, String)>, Fault> {
    let stated = stated_in(conn, by.cohort_id()).await?;
    Ok(stated.into_iter().find(|stated| stated.id == *id).map(|stated| (stated.item, stated.digest)))
}
