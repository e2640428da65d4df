//! Certificates that wait to be looked at.

use domain::award::{Day, Qualification};
use domain::ids::{AwardId, DepartmentId, MemberId};
use domain::question::Level;

use super::Seat;
use super::people::{MOST, literal};
use crate::engine::query;
use crate::{Fault, Store};

/// Certificates on one page.
pub const PAGE: i64 = 25;

/// What certificates certify, as a list is narrowed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certified {
    /// A level of ISO/IEC 20000.
    Level(Level),
    /// Anything else.
    Other,
}

impl Certified {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Level::ALL.into_iter().map(Self::Level).chain([Self::Other])
    }

    /// The word used in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level(level) => level.word(),
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|one| one.word() == word)
    }
}

/// Which certificates are wanted. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// Part of the person's name.
    pub words: String,
    /// Those of people who work in it or below it.
    pub department: Option<DepartmentId>,
    /// What they certify.
    pub certified: Option<Certified>,
    /// Counted from 0.
    pub page: i64,
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingPage {
    /// Which, whose, the person's name.
    pub rows: Vec<(AwardId, MemberId, String)>,
    /// How many there are on all pages.
    pub total: i64,
}

/// Rows as they come.
type Texts = (String, String, String);

fn row((award, member, name): Texts) -> (AwardId, MemberId, String) {
    (AwardId::new(award), MemberId::new(member), name)
}

impl Store {
    /// Certificates in reach that wait to be looked at, the oldest first: which, whose, the person's name.
    pub async fn waiting(&self, seat: &Seat, today: Day, most: i64) -> Result<Vec<(AwardId, MemberId, String)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let rows = query!(&mut conn, parts ["people/waiting.part.sql", "people/waiting_rows.part.sql", "people/waiting_in_turn.part.sql"], [binds.0, binds.1, binds.2, most], all Texts)?;
        Ok(rows.into_iter().map(row).collect())
    }

    /// How many those are in all.
    pub async fn count_waiting(&self, seat: &Seat, today: Day) -> Result<i64, Fault> {
        let mut conn = self.read().await?;
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let (waiting,) = query!(&mut conn, parts ["waiting_count.part.sql", "people/waiting_rows.part.sql"], [binds.0, binds.1, binds.2], one(i64,))?;
        Ok(waiting)
    }

    /// One page of those that a filter wants, the oldest first. Behind the last page there is nothing.
    pub async fn waiting_page(&self, seat: &Seat, filter: &WaitingFilter, today: Day) -> Result<WaitingPage, Fault> {
        let mut conn = self.read().await?;
        let words = filter.words.trim().to_lowercase();
        let words = if words.is_empty() { words } else { format!("%{}%", literal(&words)) };
        let department = filter.department.as_ref().map(|id| format!("%{}/%", literal(id.as_str())));
        let certified = match filter.certified {
            None => String::new(),
            Some(Certified::Level(level)) => Qualification::of(level).code().to_owned(),
            Some(Certified::Other) => Certified::Other.word().to_owned(),
        };
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let wanted = (words, department.unwrap_or_default(), certified);
        let (total,) = query!(
            &mut conn,
            parts ["waiting_count.part.sql", "people/waiting_rows.part.sql", "people/waiting_wanted.part.sql"],
            [binds.0, &binds.1, &binds.2, &wanted.0, &wanted.1, &wanted.2],
            one(i64,)
        )?;
        let from = filter.page.clamp(0, MOST) * PAGE;
        let rows = query!(
            &mut conn,
            parts ["people/waiting.part.sql", "people/waiting_rows.part.sql", "people/waiting_wanted.part.sql", "people/waiting_page.part.sql"],
            [binds.0, &binds.1, &binds.2, &wanted.0, &wanted.1, &wanted.2, PAGE, from],
            all Texts
        )?;
        Ok(WaitingPage { rows: rows.into_iter().map(row).collect(), total })
    }
}
