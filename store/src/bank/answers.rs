//! How own questions were answered. They are asked in fixed papers alone, so only sittings of papers that have them are read.

use std::collections::{BTreeMap, HashMap};

use domain::analysis::{Alone, unpacked};
use domain::ids::ItemId;
use domain::item::Item;
use sqlx::FromRow;

use super::{Writer, find};
use crate::analysis::apart;
use crate::engine::{Conn, query};
use crate::{Fault, PaperItem, Store};

/// So many sittings are read at most: those of the newest papers, the latest first.
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
    body: String,
}

type Found = HashMap<PaperItem, Vec<Alone>>;

/// Takes the answers to some questions out of the rows of papers.
fn answers(rows: &[SatRow], wanted: &BTreeMap<ItemId, i64>) -> Result<Found, Fault> {
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
        let no_row = || Fault::corrupt("attempt_answers", "body", &row.id, "it is no row of this paper");
        let cells = cells.ok_or_else(no_row)?;
        for (place, pinned) in own {
            found.entry(pinned.clone()).or_default().extend(Alone::of(&cells, *place));
        }
    }
    Ok(found)
}

/// The sittings of papers that have one of some questions, in the order in which they began.
async fn sittings(conn: &mut Conn, who: &Writer, wanted: &BTreeMap<ItemId, i64>) -> Result<Vec<SatRow>, Fault> {
    let mut rows = Vec::new();
    for paper in query!(conn, "papers.sql", [who.organisation.as_str()], all PaperRow)? {
        let left = MOST_SITTINGS.saturating_sub(rows.len());
        if left > 0 && paper.has(wanted)? {
            rows.extend(query!(conn, "sat.sql", [&paper.id, left as i64], all SatRow)?);
        }
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(rows)
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
        let (found, wanted) = apart(move || answers(&sat, &wanted).map(|found| (found, wanted))).await??;
        let mut told = Vec::with_capacity(found.len());
        for (pinned, rows) in found {
            let items = self.paper_items_on(&mut conn, std::slice::from_ref(&pinned)).await?;
            let seen = wanted.get(&pinned.item).copied().unwrap_or_default();
            let items = items.into_iter().filter(|item| i64::from(item.version) <= seen);
            told.extend(items.map(|item| OwnAnswers { item, rows: rows.clone() }));
        }
        told.sort_by(|one, other| (&one.item.id, one.item.version).cmp(&(&other.item.id, other.item.version)));
        Ok(told)
    }
}
