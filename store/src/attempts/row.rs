use domain::attempt::{Act, Event, Line, Mode, Phase, Sheet, spent};
use domain::ids::{AttemptId, PaperId, SchemeId};
use domain::layout::Layout;
use domain::marks::Marks;
use domain::question::Level;
use domain::time::{Millis, Timestamp};
use serde::Deserialize;
use sqlx::FromRow;

use super::{Attempt, AttemptHead, overlays, set_aside};
use crate::Fault;
use crate::engine::Conn;

#[derive(FromRow)]
pub(super) struct HeadRow {
    id: String,
    mode: String,
    level: String,
    scheme_id: Option<String>,
    paper_id: Option<String>,
    title: String,
    started_at: i64,
    timing: String,
    phase: String,
    finished_at: Option<i64>,
    used: Option<i64>,
    score: Option<i64>,
    marks: i64,
    pass_mark: Option<i64>,
    passed: Option<bool>,
}

#[derive(FromRow)]
pub(super) struct FullRow {
    #[sqlx(flatten)]
    head: HeadRow,
    paper: String,
    layout: String,
    result: Option<String>,
    vault: String,
    receipt: Option<String>,
    entry_id: Option<String>,
}

impl HeadRow {
    pub(super) fn head(self) -> Result<AttemptHead, Fault> {
        let id = AttemptId::new(self.id);
        Ok(AttemptHead {
            mode: Mode::from_word(&self.mode).ok_or_else(|| corrupt(&id, "mode", &self.mode))?,
            level: Level::from_word(&self.level).ok_or_else(|| corrupt(&id, "level", &self.level))?,
            phase: Phase::from_word(&self.phase).ok_or_else(|| corrupt(&id, "phase", &self.phase))?,
            timing: parse(&id, "timing", &self.timing)?,
            id,
            scheme: self.scheme_id.map(SchemeId::new),
            paper: self.paper_id.map(PaperId::new),
            title: self.title,
            started_at: Timestamp(self.started_at),
            finished_at: self.finished_at.map(Timestamp),
            used: self.used.map(Millis),
            score: self.score.map(marks),
            marks: marks(self.marks),
            pass_mark: self.pass_mark.map(marks),
            passed: self.passed,
        })
    }
}

impl FullRow {
    pub(super) async fn attempt(self, conn: &mut Conn, lines: &[Line]) -> Result<Attempt, Fault> {
        let head = self.head.head()?;
        let paper = parse::<Vec<_>>(&head.id, "paper", &self.paper)?;
        let mut layout = parse::<Layout>(&head.id, "layout", &self.layout)?;
        let corrected = match &self.entry_id {
            Some(entry) => overlays::corrected(conn, entry, &paper).await?,
            None => Vec::new(),
        };
        // What passes may have been lowered with what was dropped.
        if let (false, Some(cut), Some(marks)) = (corrected.is_empty(), &mut layout.cut, head.pass_mark) {
            cut.marks = marks;
        }
        let is_answer = |line: &&Line| matches!(line.event, Event::Acted { act: Act::Answer { .. } });
        Ok(Attempt {
            layout,
            corrected,
            sheet: Sheet::replay(paper.len(), lines),
            result: self.result.map(|body| parse(&head.id, "result", &body)).transpose()?,
            spent: spent(paper.len(), lines),
            aside: set_aside(lines),
            last_saved: lines.iter().rfind(is_answer).map(|line| line.on),
            decisions: lines.iter().filter(|line| line.is_decision()).cloned().collect(),
            vault: self.vault,
            receipt: self.receipt,
            head,
            paper,
        })
    }
}

pub(crate) fn marks(stored: i64) -> Marks {
    Marks(stored.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
}

pub(super) fn corrupt(id: &AttemptId, column: &'static str, why: impl std::fmt::Display) -> Fault {
    Fault::corrupt("attempt", column, id, why)
}

pub(crate) fn parse<T: for<'de> Deserialize<'de>>(
    id: &AttemptId,
    column: &'static str,
    body: &str,
) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|error| corrupt(id, column, error))
}
