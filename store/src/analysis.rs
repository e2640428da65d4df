//! What was answered in ended exams, gathered for item analysis.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use domain::analysis::{Answers, Cell, Column, Picks, unpacked};
use domain::ids::{AccountId, CohortId, EntryId, ItemId};
use domain::item::Item;
use domain::marks::Marks;
use domain::record::StudyRecord;
use domain::regrade::Correction;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::apart::apart;
use crate::attempts::marks;
use crate::cohorts::Teaching;
use crate::corrections::{Stated, stated_in};
use crate::engine::query;
use crate::{Fault, PaperItem, Store};

/// Whose answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gather {
    /// Those to one mock exam of the cohort.
    Entry(EntryId),
    /// Those to all mock exams of the cohort.
    Cohort,
    /// Those of all people of the organisation, and of its cohorts, to papers with this question; the latest twenty thousand.
    Organisation(ItemId),
}

/// Answers, ready to be analysed.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The matrix.
    pub answers: Answers,
    /// Each row: whose exam it was.
    pub rows: Vec<GatherRow>,
    /// The question of each column in the version that was shown, with its key as it was.
    pub items: Vec<Item>,
    /// Questions that do not count: dropped by a correction, or on trial. They stand in no row, except one that was asked for by
    /// name.
    pub uncounted: BTreeMap<ItemId, Item>,
}

/// Where a row comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatherRow {
    /// Who sat.
    pub account: AccountId,
    /// The assignment that was answered.
    pub entry: Option<EntryId>,
    /// The cohort of that assignment.
    pub cohort: Option<CohortId>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// What passed.
    pub pass_mark: Option<Marks>,
}

impl Gathered {
    /// What passed, where it was the same for all.
    pub fn cut(&self) -> Option<Marks> {
        let first = self.rows.first()?.pass_mark;
        first.filter(|_| self.rows.iter().all(|row| row.pass_mark == first))
    }
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    paper: String,
    body: String,
    entry_id: Option<String>,
    cohort_id: Option<String>,
    finished_at: Option<i64>,
    pass_mark: Option<i64>,
}

impl Row {
    fn origin(&self) -> GatherRow {
        GatherRow {
            account: AccountId::new(&self.account_id),
            entry: self.entry_id.as_ref().map(EntryId::new),
            cohort: self.cohort_id.as_ref().map(CohortId::new),
            ended: self.finished_at.map(Timestamp),
            pass_mark: self.pass_mark.map(marks),
        }
    }

    fn corrupt(&self, table: &'static str, column: &'static str, why: impl ToString) -> Fault {
        Fault::corrupt(table, column, &self.id, why)
    }
}

/// The papers of some rows: each different one once.
#[derive(Default)]
struct Papers {
    /// Every question in a version, in the order in which it was met.
    pins: Vec<PaperItem>,
    places: HashMap<PaperItem, usize>,
    /// By the text of a paper: the places of its questions.
    known: HashMap<String, Arc<[usize]>>,
}

impl Papers {
    fn places(&mut self, row: &Row) -> Result<Arc<[usize]>, Fault> {
        if let Some(known) = self.known.get(&row.paper) {
            return Ok(Arc::clone(known));
        }
        let paper = serde_json::from_str::<Vec<PaperItem>>(&row.paper);
        let paper = paper.map_err(|error| row.corrupt("attempt", "paper", error))?;
        let mut place = |pinned: PaperItem| match self.places.get(&pinned) {
            Some(place) => *place,
            None => {
                self.pins.push(pinned.clone());
                self.places.insert(pinned, self.pins.len() - 1);
                self.pins.len() - 1
            }
        };
        let places = paper.into_iter().map(&mut place).collect::<Arc<[usize]>>();
        self.known.insert(row.paper.clone(), Arc::clone(&places));
        Ok(places)
    }
}

type Line = (GatherRow, Arc<[usize]>, Vec<Cell>);

/// Reads the texts of all rows.
fn read(rows: &[Row]) -> Result<(Vec<PaperItem>, Vec<Line>), Fault> {
    let mut papers = Papers::default();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let places = papers.places(row)?;
        let cells = unpacked(&row.body).filter(|cells| cells.len() == places.len());
        let cells = cells.ok_or_else(|| row.corrupt("attempt_answers", "body", "it is no row of this paper"))?;
        lines.push((row.origin(), places, cells));
    }
    Ok((papers.pins, lines))
}

/// The column of a question, with every answer that is right now.
fn column(item: &Item, stated: &[Stated]) -> Column {
    let plain = Column::of(item);
    let fits = |stated: &&Stated| stated.item == item.id && stated.digest == item.digest;
    let keys = |key: &domain::response::Response| {
        domain::regrade::with_key(item, key).map_or(plain.keys, |item| Column::of(&item).keys)
    };
    let keys = match stated.iter().rfind(fits).map(|stated| &stated.correction) {
        Some(Correction::Key(key)) => keys(key),
        Some(Correction::AnyOf(several)) => several.iter().map(keys).fold(Picks::default(), Picks::with),
        Some(Correction::Everyone | Correction::Drop) | None => plain.keys,
    };
    Column { keys, ..plain }
}

/// A question that counts in no row gets no column: else a paper that was the same for all would look like one that was drawn.
fn matrix(items: Vec<Item>, lines: Vec<Line>, stated: &[Stated], wanted: Option<&ItemId>) -> Option<Gathered> {
    let mut gathered = Gathered::default();
    let counts = |place: usize, cell: &Cell| cell.tally.marks > Marks(0) || wanted == Some(&items[place].id);
    let mut counting = BTreeSet::new();
    for (_, places, cells) in &lines {
        counting
            .extend(places.iter().zip(cells).filter(|(place, cell)| counts(**place, cell)).map(|(place, _)| *place));
    }
    let columns = counting.iter().map(|place| (*place, gathered.answers.column(column(&items[*place], stated))));
    let columns = columns.collect::<HashMap<_, _>>();
    for (origin, places, cells) in lines {
        let mut row = Vec::with_capacity(cells.len());
        for (place, cell) in places.iter().zip(cells) {
            if cell.tally.marks <= Marks(0) {
                let item = &items[*place];
                gathered.uncounted.entry(item.id.clone()).or_insert_with(|| item.clone());
            }
            if counts(*place, &cell) {
                row.push(cell.answer(columns[place]));
            }
        }
        gathered.answers.row(row).ok()?;
        gathered.rows.push(origin);
    }
    gathered.items = (0..).zip(items).filter(|(place, _)| counting.contains(place)).map(|(_, item)| item).collect();
    Some(gathered)
}

impl Store {
    /// Gathers what was answered in ended exams, each row an attempt, in the order in which they began. `wanted` keeps a question in
    /// the matrix though it does not count.
    pub async fn gather(&self, of: &Teaching, which: &Gather, wanted: Option<&ItemId>) -> Result<Gathered, Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let mut rows = match which {
            Gather::Entry(entry) => {
                query!(conn, "analysis/of_cohort.sql", [of.cohort_id(), Some(entry.as_str())], all Row)?
            }
            Gather::Cohort => query!(conn, "analysis/of_cohort.sql", [of.cohort_id(), None::<&str>], all Row)?,
            Gather::Organisation(item) => {
                let organisation = of.cohort.organisation.as_str();
                let named = format!("%\"item\":\"{item}\"%");
                query!(conn, "analysis/of_organisation.sql", [organisation, named], all Row)?
            }
        };
        rows.sort_by(|one, other| one.id.cmp(&other.id));
        let stated = stated_in(conn, of.cohort_id()).await?;
        let (pins, lines) = apart(move || read(&rows)).await??;
        let mut items = Vec::with_capacity(pins.len());
        for pinned in &pins {
            items.extend(self.paper_items_on(conn, std::slice::from_ref(pinned)).await?);
        }
        let wanted = wanted.cloned();
        let gathered = apart(move || matrix(items, lines, &stated, wanted.as_ref())).await?;
        gathered.ok_or_else(|| Fault::corrupt("attempt", "paper", of.cohort_id(), "a question stands twice in a paper"))
    }

    /// What each person who takes part has learnt and answered so far.
    pub async fn cohort_records(&self, of: &Teaching) -> Result<Vec<StudyRecord>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "analysis/records.sql", [of.cohort_id()], all(String, String))?;
        let record = |(account, body): (String, String)| {
            serde_json::from_str(&body).map_err(|error| Fault::corrupt("study_record", "body", account, error))
        };
        rows.into_iter().map(record).collect()
    }
}
