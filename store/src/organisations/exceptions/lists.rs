//! Exceptions list by list: what waits, what holds, what is over, and who is late without one.

use domain::award::Day;
use domain::ids::{MemberId, RequirementId};

use super::{ExceptionRow, Row};
use crate::engine::query;
use crate::organisations::people::{MOST, literal};
use crate::organisations::{Seat, read};
use crate::{Fault, Store};

/// Rows on one page of a list.
pub const PAGE: i64 = 50;

/// A list of exceptions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExceptionList {
    /// What somebody has to decide.
    #[default]
    Waiting,
    /// What holds.
    InForce,
    /// What was refused, has ended, or was not decided in time.
    Over,
}

impl ExceptionList {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::InForce, Self::Over];

    /// The word used in addresses and queries.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::InForce => "force",
            Self::Over => "over",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.word() == word)
    }
}

/// Which rows are wanted. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExceptionFilter {
    /// Part of the person's name.
    pub words: String,
    /// Counted from 0.
    pub page: i64,
}

impl ExceptionFilter {
    fn pattern(&self) -> String {
        let words = self.words.trim().to_lowercase();
        if words.is_empty() { words } else { format!("%{}%", literal(&words)) }
    }

    fn offset(&self) -> i64 {
        self.page.clamp(0, MOST) * PAGE
    }
}

/// A part of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExceptionPage {
    /// Its exceptions.
    pub rows: Vec<ExceptionRow>,
    /// How many there are on all pages.
    pub total: i64,
}

/// Somebody who does not meet what was to be met by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateRow {
    /// Who.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// What is required.
    pub requirement: RequirementId,
    /// The last day on which there was time to meet it.
    pub due: Day,
}

/// A part of those who are late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LatePage {
    /// One row for each person and requirement, by name.
    pub rows: Vec<LateRow>,
    /// How many there are on all pages.
    pub total: i64,
}

impl Store {
    /// How many exceptions of those in reach stand in a list.
    pub async fn count_exceptions(
        &self,
        seat: &Seat,
        (list, filter): (ExceptionList, &ExceptionFilter),
        today: Day,
    ) -> Result<i64, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (count,) = query!(
            &mut conn,
            parts ["count.part.sql", "listed.part.sql"],
            [binds.0, binds.1, binds.2, list.word(), filter.pattern()],
            one(i64,)
        )?;
        Ok(count)
    }

    /// One page of a list: what waits and what holds by the last day, the nearest first; what is over from the latest on. Behind
    /// the last page there is nothing.
    pub async fn exception_page(
        &self,
        seat: &Seat,
        (list, filter): (ExceptionList, &ExceptionFilter),
        today: Day,
    ) -> Result<ExceptionPage, Fault> {
        let total = self.count_exceptions(seat, (list, filter), today).await?;
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (pattern, from) = (filter.pattern(), filter.offset());
        let rows = match list {
            ExceptionList::Over => query!(
                &mut conn,
                parts ["rows.part.sql", "listed.part.sql", "latest.part.sql"],
                [binds.0, &binds.1, &binds.2, list.word(), &pattern, PAGE, from],
                all Row
            ),
            ExceptionList::Waiting | ExceptionList::InForce => query!(
                &mut conn,
                parts ["rows.part.sql", "listed.part.sql", "nearest.part.sql"],
                [binds.0, &binds.1, &binds.2, list.word(), &pattern, PAGE, from],
                all Row
            ),
        }?;
        let rows = rows.into_iter().map(Row::exception).collect::<Result<_, _>>()?;
        Ok(ExceptionPage { rows, total })
    }

    /// How many people and requirements are late without an exception.
    pub async fn count_late_people(&self, seat: &Seat, filter: &ExceptionFilter, today: Day) -> Result<i64, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (count,) = query!(
            &mut conn,
            parts ["late_count.part.sql", "late.part.sql"],
            [binds.0, binds.1, binds.2, filter.pattern()],
            one(i64,)
        )?;
        Ok(count)
    }

    /// Who in reach does not meet a requirement that was to be met by now, and has no exception to it: one page, by name.
    pub async fn late(&self, seat: &Seat, filter: &ExceptionFilter, today: Day) -> Result<LatePage, Fault> {
        let total = self.count_late_people(seat, filter, today).await?;
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let rows = query!(
            &mut conn,
            parts ["late_rows.part.sql", "late.part.sql", "late_in_turn.part.sql"],
            [binds.0, binds.1, binds.2, filter.pattern(), PAGE, filter.offset()],
            all(String, String, String, String)
        )?;
        let rows = rows.into_iter().map(|(member, name, requirement, due)| {
            let due = read::day("need", "due_on", &member, &due)?;
            let (member, requirement) = (MemberId::new(member), RequirementId::new(requirement));
            Ok(LateRow { member, name, requirement, due })
        });
        Ok(LatePage { rows: rows.collect::<Result<_, Fault>>()?, total })
    }
}
