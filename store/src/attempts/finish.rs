use domain::analysis::{Sat, packed};
use domain::attempt::{Event, GRACE, Line, Mode, Phase, Sheet, Timing, spent};
use domain::ids::{AccountId, AttemptId, ItemId};
use domain::layout::Layout;
use domain::marking::Marked;
use domain::marks::Marks;
use domain::record::StudyEvent;
use domain::regrade::{Outcome, Overlay, Ruling, mark_overlaid};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::overlays::overlays_of;
use super::{PaperItem, log, parse};
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store, marking, study};

/// The outcome of ending a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It ended now, and was marked.
    Now,
    /// It had ended before; nothing changed.
    Before,
    /// The person has no such sitting.
    Absent,
}

#[derive(FromRow)]
pub(crate) struct MarkedRow {
    pub account_id: String,
    pub mode: String,
    pub paper: String,
    pub layout: String,
    pub timing: String,
    pub entry_id: Option<String>,
}

/// What marking a sitting gave.
pub(crate) struct Remarked {
    /// Its marks, and what passes.
    pub outcome: Outcome,
    /// The answered items, and which of them were right.
    pub answered: Vec<(ItemId, bool)>,
    /// The same for item analysis.
    pub answers: String,
}

impl Store {
    /// Hands in a sitting of a person and marks it. Happens once, whatever races.
    pub async fn submit(&self, account: &AccountId, id: &AttemptId, now: ClockReading) -> Result<Finished, Fault> {
        let (store, account, id) = (self.clone(), account.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let row = query!(
                    conn,
                    "end.sql",
                    [Phase::Submitted.word(), now.wall.0, id.as_str(), Some(account.as_str()), None::<i64>],
                    optional MarkedRow
                )?;
                if let Some(row) = row {
                    store.ended(conn, &id, &row, &Event::Submitted, now).await?;
                    return Ok(Finished::Now);
                }
                let (held,) = query!(conn, "held.sql", [id.as_str(), account.as_str()], one(i64,))?;
                Ok(if held > 0 { Finished::Before } else { Finished::Absent })
            })
        })
        .await
    }

    /// Ends and marks every sitting whose time is up, grace included. Returns which. One that cannot be marked is reported to
    /// the log of the program and stays as it is.
    pub async fn expire_due(&self, now: ClockReading) -> Result<Vec<AttemptId>, Fault> {
        let due = {
            let mut conn = self.read().await?;
            query!(&mut conn, "due.sql", [now.service.0, GRACE.0], all(String,))?
        };
        let mut ended = Vec::with_capacity(due.len());
        for (id,) in due {
            let (store, id) = (self.clone(), AttemptId::new(id));
            let expired = self.write(move |conn| {
                Box::pin(async move {
                    // Asked again: meanwhile time may have been granted.
                    let latest = now.service.0 - GRACE.0;
                    let row = query!(
                        conn,
                        "end.sql",
                        [Phase::Expired.word(), now.wall.0, id.as_str(), None::<&str>, Some(latest)],
                        optional MarkedRow
                    )?;
                    let Some(row) = row else { return Ok(None) };
                    store.ended(conn, &id, &row, &Event::Expired, now).await?;
                    Ok(Some(id))
                })
            });
            match expired.await {
                Ok(id) => ended.extend(id),
                // It must not hold up those that can be marked.
                Err(fault @ Fault::Corrupt { .. }) => tracing::error!(%fault, "an attempt could not be ended"),
                Err(fault) => return Err(fault),
            }
        }
        Ok(ended)
    }

    /// Enters the end of a sitting into its log, and marks it.
    pub(super) async fn ended(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        row: &MarkedRow,
        event: &Event,
        now: ClockReading,
    ) -> Result<(), Fault> {
        let mut timing = parse::<Timing>(id, "timing", &row.timing)?;
        let used = timing.used(now.service);
        // A sitting that was opened again ends again: each end has a key of its own.
        let key = format!("ended:{}", now.service.0);
        log::append_timed(conn, id, &key, now, event, &mut timing).await?;
        query!(conn, "keep_used.sql", [id.as_str(), used.0], rows)?;
        self.keep_marks(conn, id, row, now).await
    }

    /// Marks a sitting and enters what is new since it was marked last into the study record.
    pub(super) async fn keep_marks(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        row: &MarkedRow,
        now: ClockReading,
    ) -> Result<(), Fault> {
        let lines = log::read(conn, id).await?;
        let marked = self.mark(conn, id, row, &lines).await?;
        self.keep_result(conn, id, &row.mode, &marked).await?;
        let mut answered = marked.answered;
        if row.mode == Mode::Practice.word() {
            return Ok(());
        }
        let earlier = lines.split_last().map_or(&[][..], |(_, before)| before);
        if let Some(last) = earlier.iter().rposition(Line::is_marking) {
            let known = self.mark(conn, id, row, &earlier[..=last]).await?;
            answered.retain(|answer| !known.answered.contains(answer));
        }
        let account = AccountId::new(&row.account_id);
        study::add(conn, &account, &StudyEvent::ItemsMarked { results: answered }, now.wall).await
    }

    /// Keeps what marking gave beside the log.
    pub(crate) async fn keep_result(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        mode: &str,
        Remarked { outcome: Outcome { marked, cut }, answers, .. }: &Remarked,
    ) -> Result<(), Fault> {
        let body = serde_json::to_string(marked).expect("marks are plain data");
        let digest = log::digest(conn, id).await?;
        let stored = |marks: Marks| i64::from(marks.0);
        let (score, marks) = (stored(marked.total.score), stored(marked.total.marks));
        let pass_mark = cut.map(|cut| stored(cut.marks));
        query!(conn, "keep_result.sql", [id.as_str(), score, marked.passed, body, digest, marks, pass_mark], rows)?;
        if mode == Mode::Exam.word() {
            query!(conn, "keep_answers.sql", [id.as_str(), answers], rows)?;
        }
        Ok(())
    }

    /// Marks what the lines say, by the items in the versions that were shown and what was decided about them since.
    pub(super) async fn mark(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        row: &MarkedRow,
        lines: &[Line],
    ) -> Result<Remarked, Fault> {
        let paper = parse::<Vec<PaperItem>>(id, "paper", &row.paper)?;
        let overlays = overlays_of(conn, id, row.entry_id.as_deref(), &paper).await?;
        self.mark_with(conn, id, (row, &paper), lines, &overlays).await
    }

    /// Marks what the lines say under these decisions.
    pub(crate) async fn mark_with(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        (row, paper): (&MarkedRow, &[PaperItem]),
        lines: &[Line],
        overlays: &[Overlay],
    ) -> Result<Remarked, Fault> {
        let layout = parse::<Layout>(id, "layout", &row.layout)?;
        let sheet = Sheet::replay(paper.len(), lines);
        let items = self.paper_items_on(conn, paper).await?;
        // What people gave for own words lies under what was decided about the item itself.
        let mut rulings = Vec::new();
        if items.iter().any(marking::is_in_words) {
            let given = marking::by_people(conn, id, &sheet).await?;
            rulings.extend(given.into_iter().map(|(place, marks)| Overlay { place, ruling: Ruling::Given(marks) }));
        }
        rulings.extend_from_slice(overlays);
        let items = items.iter().collect::<Vec<_>>();
        let outcome = mark_overlaid(&items, &sheet, &layout, &rulings);
        // Trial questions teach nobody anything about a person.
        let answered = (0..items.len())
            .filter(|position| sheet.response(*position).is_some() && layout.counts(*position))
            .map(|position| (items[position].id.clone(), outcome.marked.is_right(position)))
            .collect();
        let spent = spent(paper.len(), lines);
        let sat = Sat { items: &items, sheet: &sheet, marked: &outcome.marked, spent: &spent };
        let answers = packed(&sat.cells());
        Ok(Remarked { outcome, answered, answers })
    }

    /// Puts what people gave into the result of an ended sitting; what turned out otherwise by it enters the study record. False
    /// when nothing changes.
    pub(crate) async fn count_people(&self, conn: &mut Conn, id: &AttemptId, now: Timestamp) -> Result<bool, Fault> {
        let row = query!(conn, "marked.sql", [id.as_str()], optional MarkedRow)?;
        let kept = query!(conn, "kept_result.sql", [id.as_str()], optional(String, String))?;
        let (Some(row), Some((_, before))) = (row, kept) else { return Ok(false) };
        let before = parse::<Marked>(id, "result", &before)?;
        let lines = log::read(conn, id).await?;
        let remarked = self.mark(conn, id, &row, &lines).await?;
        if remarked.outcome.marked == before {
            return Ok(false);
        }
        self.keep_result(conn, id, &row.mode, &remarked).await?;
        let Remarked { outcome: Outcome { marked, .. }, answered, .. } = remarked;
        let paper = parse::<Vec<PaperItem>>(id, "paper", &row.paper)?;
        let turned = |item: &ItemId| {
            let place = paper.iter().position(|pinned| pinned.item == *item);
            place.is_some_and(|place| marked.is_right(place) != before.is_right(place))
        };
        let results = answered.into_iter().filter(|(item, _)| turned(item)).collect::<Vec<_>>();
        if !results.is_empty() {
            let account = AccountId::new(&row.account_id);
            study::add(conn, &account, &StudyEvent::ItemsMarked { results }, now).await?;
        }
        Ok(true)
    }
}
