//! How own questions were answered. They are asked in fixed papers alone, so only sittings of papers that have them are read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::analysis::{Alone, unpacked};
use domain::ids::ItemId;
use domain::item::Item;
use sqlx::FromRow;

use super::{Writer, find};
use crate::apart::apart;
use crate::corrections::stated_for;
use crate::engine::{Conn, query};
use crate::organisations::append::written;
use crate::{Fault, PaperItem, Store};

/// So many sittings are read at most: those that began last.
pub const MOST_SITTINGS: usize = 4_000;

/// The answers to one version of an own question. Holds a key.
#[derive(Clone, Debug)]
pub struct OwnAnswers {
    /// The question as it was shown.
    pub item: Item,
    /// An answer for each ended exam that had it, in the order in which they began.
    pub rows: Vec<Alone>,
}

#[derive(FromRow)]
struct PaperRow {
    id: String,
    sections: String,
    pilots: String,
}

impl PaperRow {
    /// Whether one of some questions stands in it.
    fn has(&self, wanted: &BTreeMap<ItemId, i64>) -> Result<bool, Fault> {
        let corrupt = |column| move |error| Fault::corrupt("paper", column, &self.id, error);
        let sections = serde_json::from_str::<Vec<Vec<ItemId>>>(&self.sections).map_err(corrupt("sections"))?;
        let pilots = serde_json::from_str::<Vec<ItemId>>(&self.pilots).map_err(corrupt("pilots"))?;
        Ok(sections.iter().flatten().chain(&pilots).any(|id| wanted.contains_key(id)))
    }
}

#[derive(FromRow)]
struct SatRow {
    id: String,
    paper: String,
    entry_id: Option<String>,
    body: String,
}

/// What was put right for what the entries of plans assign.
type PutRight = HashMap<String, HashSet<PaperItem>>;

type Found = HashMap<PaperItem, Vec<Alone>>;

/// Takes the answers to some questions out of the rows of papers.
///
/// Where a cohort put a question right, its marks say nothing of the question as it was written: these answers are left out.
fn answers(rows: &[SatRow], wanted: &BTreeMap<ItemId, i64>, put_right: &PutRight) -> Result<Found, Fault> {
    let mut papers = HashMap::<&str, (usize, Vec<(usize, PaperItem)>)>::new();
    let mut found = Found::new();
    for row in rows {
        if !papers.contains_key(row.paper.as_str()) {
            let paper = serde_json::from_str::<Vec<PaperItem>>(&row.paper);
            let paper = paper.map_err(|error| Fault::corrupt("attempt", "paper", &row.id, error))?;
            let length = paper.len();
            let own = paper.into_iter().enumerate().filter(|(_, pinned)| wanted.contains_key(&pinned.item)).collect();
            papers.insert(&row.paper, (length, own));
        }
        let (length, own) = &papers[row.paper.as_str()];
        let cells = unpacked(&row.body).filter(|cells| cells.len() == *length);
        let Some(cells) = cells else {
            // One damaged row must not keep anybody from the bank.
            let fault = Fault::corrupt("attempt_answers", "body", &row.id, "it is no row of this paper");
            tracing::error!(%fault, "an exam is left out of the figures of questions");
            continue;
        };
        let put_right = row.entry_id.as_ref().and_then(|entry| put_right.get(entry));
        let stands = |pinned: &PaperItem| put_right.is_none_or(|items| !items.contains(pinned));
        for (place, pinned) in own.iter().filter(|(_, pinned)| stands(pinned)) {
            found.entry(pinned.clone()).or_default().extend(Alone::of(&cells, *place));
        }
    }
    Ok(found)
}

/// The sittings of papers that have one of some questions, in the order in which they began.
async fn sittings(conn: &mut Conn, who: &Writer, wanted: &BTreeMap<ItemId, i64>) -> Result<Vec<SatRow>, Fault> {
    let mut papers = Vec::new();
    for paper in query!(conn, "papers.sql", [who.organisation.as_str()], all PaperRow)? {
        if paper.has(wanted)? {
            papers.push(paper.id);
        }
    }
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    let binds = (written(&papers), MOST_SITTINGS as i64);
    let mut rows = query!(conn, either ["sat.sqlite.sql", "sat.postgres.sql"], [binds.0, binds.1], all SatRow)?;
    rows.reverse();
    Ok(rows)
}

async fn put_right(conn: &mut Conn, sat: &[SatRow]) -> Result<PutRight, Fault> {
    let mut put_right = PutRight::new();
    for entry in sat.iter().filter_map(|row| row.entry_id.as_ref()).collect::<BTreeSet<_>>() {
        let stated = stated_for(conn, entry).await?.into_iter();
        put_right.insert(entry.clone(), stated.map(|one| PaperItem { item: one.item, digest: one.digest }).collect());
    }
    Ok(put_right)
}

impl Store {
    /// How the questions that somebody may see were answered in ended exams, trial questions among them: all of them, or one. Each
    /// version is told by itself, in the order of questions and versions; versions that the person may not see are left out.
    pub async fn own_answers(&self, who: &Writer, only: Option<&ItemId>) -> Result<Vec<OwnAnswers>, Fault> {
        let rows = match only {
            Some(id) => find(&mut self.read().await?, who, id).await?.into_iter().collect(),
            None => self.bank(who).await?,
        };
        let wanted = rows.iter().map(|row| (row.id.clone(), row.seen_by(who))).collect::<BTreeMap<_, _>>();
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let sat = sittings(&mut conn, who, &wanted).await?;
        let put_right = put_right(&mut conn, &sat).await?;
        let (found, wanted) = apart(move || answers(&sat, &wanted, &put_right).map(|found| (found, wanted))).await??;
        let mut told = Vec::with_capacity(found.len());
        for (pinned, rows) in found {
            let items = match self.paper_items_on(&mut conn, std::slice::from_ref(&pinned)).await {
                Ok(items) => items,
                Err(fault @ Fault::Corrupt { .. }) => {
                    tracing::error!(%fault, "a version is left out of the figures of questions");
                    continue;
                }
                Err(fault) => return Err(fault),
            };
            let seen = wanted.get(&pinned.item).copied().unwrap_or_default();
            let items = items.into_iter().filter(|item| i64::from(item.version) <= seen);
            told.extend(items.map(|item| OwnAnswers { item, rows: rows.clone() }));
        }
        told.sort_by(|one, other| (&one.item.id, one.item.version).cmp(&(&other.item.id, other.item.version)));
        Ok(told)
    }
}
