//! Marking by people: what of an assignment has to be marked, by whom it was, and what counts in the end.
//!
//! Answers are told without whose they are, under names and in an order that nobody can trace back to the person; a marker sees what
//! another one gave only after finishing the own sheet.

mod answers;
mod comments;
mod decide;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};

use domain::attempt::Sheet;
use domain::ids::{AccountId, AttemptId, EntryId, ItemId};
use domain::item::{Body, Item};
use domain::layout::Layout;
use domain::marking::ByPeople;
use domain::marks::Marks;
use domain::response::Response;
use domain::rubric::Judgement;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use crate::attempts::{PaperItem, log, parse};
use crate::cohorts::Teaching;
use crate::engine::{Conn, query};
use crate::{Attempt, Fault, Store};

pub use answers::{MarkSheet, Marking, MarkingStage, WrittenAnswer};
pub use comments::MarkerComment;
pub use decide::{MarkDecision, Release, ResultNews, TellResult, Undecided};
pub use sheets::{NewSheet, SheetEnd, SheetOutcome};

/// A mark that counts, or will when marks are released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalMark {
    /// The marks.
    pub marks: Marks,
    /// The levels and what the candidate is told.
    pub judgement: Judgement,
    /// Who decided.
    pub decided_by: String,
    /// Why, where there was something to decide between.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Since when it is in the result and shown to the candidate.
    pub counts_at: Option<Timestamp>,
}

/// What people gave for a sitting, as its candidate may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenByPeople {
    /// Whether marks of the assignment were released.
    pub released: bool,
    /// What was given, by the place of the item in the paper.
    pub marks: BTreeMap<usize, FinalMark>,
}

/// What was answered, as sheets and final marks name it: the SHA-256 of the words.
pub(crate) fn name_of(words: &str) -> String {
    hexadecimal(&Sha256::digest(words.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The words of an answer that has some.
pub(crate) fn words(sheet: &Sheet, place: usize) -> Option<&str> {
    match sheet.response(place) {
        Some(Response::Text(words)) if !words.trim().is_empty() => Some(words),
        _ => None,
    }
}

/// What people gave that counts in the result of a sitting.
pub(crate) async fn by_people(conn: &mut Conn, id: &AttemptId, sheet: &Sheet) -> Result<ByPeople, Fault> {
    let rows = query!(conn, "marking/counting.sql", [id.as_str()], all(i64, i64, String))?;
    let given = rows.into_iter().filter_map(|(place, marks, answer)| {
        let place = usize::try_from(place).ok()?;
        let same = words(sheet, place).is_some_and(|words| name_of(words) == answer);
        same.then(|| (place, Marks(marks.clamp(0, i64::from(i32::MAX)) as i32)))
    });
    Ok(given.collect())
}

#[derive(FromRow)]
struct SatRow {
    id: String,
    account_id: String,
    name: String,
    paper: String,
    layout: String,
    shape: String,
    vault: String,
}

#[derive(FromRow)]
struct SheetRow {
    attempt_id: String,
    place: i64,
    answer: String,
    marker_id: String,
    marker: String,
    body: String,
    state: String,
    revision: i64,
    at: i64,
}

#[derive(FromRow)]
struct FinalRow {
    attempt_id: String,
    place: i64,
    number: i64,
    answer: String,
    marks: i64,
    body: String,
    decided_by: String,
    reason: String,
    at: i64,
    counts_at: Option<i64>,
}

impl FinalRow {
    fn mark(&self) -> Result<FinalMark, Fault> {
        Ok(FinalMark {
            marks: Marks(self.marks.clamp(0, i64::from(i32::MAX)) as i32),
            judgement: judgement("final_mark", &self.attempt_id, &self.body)?,
            decided_by: self.decided_by.clone(),
            reason: self.reason.clone(),
            at: Timestamp(self.at),
            counts_at: self.counts_at.map(Timestamp),
        })
    }
}

fn judgement(table: &'static str, row: &str, body: &str) -> Result<Judgement, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::corrupt(table, "body", row, error))
}

fn written(judgement: &Judgement) -> String {
    serde_json::to_string(judgement).expect("a judgement is plain data")
}

impl Store {
    /// What of an assignment has to be marked by people: of mock exams, and of exercises. Nothing when there is no such entry in the
    /// cohort.
    pub async fn marking(&self, by: &Teaching, id: &EntryId) -> Result<Option<Marking>, Fault> {
        let Some(entry) = self.plan_entry(&by.cohort.id, id).await? else { return Ok(None) };
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let sat = query!(conn, "marking/sat.sql", [id.as_str(), by.cohort_id()], all SatRow)?;
        let ended = sat.len();
        let mut answers = Vec::new();
        // Nobody marks the own answers.
        let others = sat.into_iter().filter(|row| row.account_id != by.account.as_str());
        for row in others.filter(|row| row.shape.split(' ').any(|shape| shape.starts_with('t'))) {
            answers.extend(self.answers_of(conn, &row).await?);
        }
        let mut marking = Marking { entry, ended, answers };
        if !marking.answers.is_empty() {
            marking.put_sheets(&by.account, query!(conn, "marking/sheets.sql", [id.as_str()], all SheetRow)?)?;
            marking.put_finals(query!(conn, "marking/finals.sql", [id.as_str()], all FinalRow)?)?;
            marking.put_in_order();
        }
        Ok(Some(marking))
    }

    async fn answers_of(&self, conn: &mut Conn, row: &SatRow) -> Result<Vec<WrittenAnswer>, Fault> {
        let id = AttemptId::new(&*row.id);
        let paper = parse::<Vec<PaperItem>>(&id, "paper", &row.paper)?;
        let layout = parse::<Layout>(&id, "layout", &row.layout)?;
        let lines = log::read(conn, &id).await?;
        let sheet = Sheet::replay(paper.len(), &lines);
        let shapes = row.shape.split(' ').enumerate();
        // Trial questions count for nothing, so nobody marks them.
        let places = shapes.filter(|(place, shape)| shape.starts_with('t') && layout.counts(*place));
        let places = places.map(|(place, _)| place);
        let mut answers = Vec::new();
        for place in places {
            let Some(words) = words(&sheet, place) else { continue };
            let Some(pinned) = paper.get(place) else { continue };
            let Some(item) = self.paper_items_on(conn, std::slice::from_ref(pinned)).await?.pop() else { continue };
            if !matches!(item.body, Body::Text { .. }) {
                continue;
            }
            let secret = format!("marking\n{}\n{}\n{place}", row.vault, row.id);
            answers.push(WrittenAnswer {
                key: name_of(&secret)[..16].to_owned(),
                number: 0,
                place,
                materials: layout.materials.clone(),
                answer: name_of(words),
                words: words.to_owned(),
                item,
                own: None,
                others: Vec::new(),
                decided: None,
                latest: 0,
                attempt: id.clone(),
                person: row.name.clone(),
            });
        }
        Ok(answers)
    }

    /// What people gave for a sitting, once that was released. Nothing where the sitting answers no assignment that people mark.
    pub async fn given_by_people(
        &self,
        account: &AccountId,
        attempt: &Attempt,
    ) -> Result<Option<GivenByPeople>, Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let id = attempt.head.id.as_str();
        let row = query!(conn, "marking/released.sql", [id, account.as_str()], optional(String, Option<i64>))?;
        let Some((_, released)) = row else { return Ok(None) };
        let mut given = GivenByPeople { released: released.is_some(), marks: BTreeMap::new() };
        for row in query!(conn, "marking/own_finals.sql", [id, account.as_str()], all FinalRow)? {
            let Ok(place) = usize::try_from(row.place) else { continue };
            if !attempt.layout.counts(place) {
                continue;
            }
            if words(&attempt.sheet, place).is_some_and(|words| name_of(words) == row.answer) {
                given.marks.insert(place, row.mark()?);
            }
        }
        Ok(Some(given))
    }
}

impl Marking {
    fn put_sheets(&mut self, me: &AccountId, rows: Vec<SheetRow>) -> Result<(), Fault> {
        for row in rows {
            let Some(answer) = self.found(&row.attempt_id, row.place) else { continue };
            let (same, own) = (row.answer == answer.answer, row.marker_id == me.as_str());
            if !same && !own {
                continue;
            }
            let sheet = MarkSheet {
                judgement: judgement("mark_sheet", &row.attempt_id, &row.body)?,
                marker: row.marker,
                // What was finished for other words has to be looked at again.
                finished: same && row.state == SheetEnd::Finished.word(),
                revision: row.revision,
                at: Timestamp(row.at),
            };
            if own {
                answer.own = Some(sheet);
            } else {
                answer.others.push((AccountId::new(row.marker_id), sheet));
            }
        }
        Ok(())
    }

    fn put_finals(&mut self, rows: Vec<FinalRow>) -> Result<(), Fault> {
        for row in rows {
            let Some(answer) = self.found(&row.attempt_id, row.place) else { continue };
            answer.latest = row.number;
            if row.answer == answer.answer {
                answer.decided = Some(row.mark()?);
            }
        }
        Ok(())
    }

    fn found(&mut self, attempt: &str, place: i64) -> Option<&mut WrittenAnswer> {
        let place = usize::try_from(place).ok()?;
        self.answers.iter_mut().find(|answer| answer.place == place && answer.attempt.as_str() == attempt)
    }

    /// Question by question, and within one by keys that say nothing about the person.
    fn put_in_order(&mut self) {
        let mut first = BTreeMap::<ItemId, usize>::new();
        for answer in &self.answers {
            let place = first.entry(answer.item.id.clone()).or_insert(answer.place);
            *place = (*place).min(answer.place);
        }
        let order = |answer: &WrittenAnswer| {
            let place = first.get(&answer.item.id).copied().unwrap_or_default();
            (place, answer.item.id.clone(), answer.key.clone())
        };
        self.answers.sort_by_cached_key(order);
        for (number, answer) in (1..).zip(&mut self.answers) {
            answer.number = number;
        }
    }

    /// The items that were answered.
    pub fn items(&self) -> usize {
        self.answers.iter().map(|answer| &answer.item.id).collect::<BTreeSet<_>>().len()
    }
}

/// An item in whose marking people have a part.
pub(crate) fn is_in_words(item: &Item) -> bool {
    matches!(item.body, Body::Text { .. })
}
