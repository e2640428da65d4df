//! The people of an organisation: the list that is filtered and sorted.

mod rows;

use domain::award::{Day, Qualification};
use domain::ids::{AwardId, DepartmentId, EditionId, MemberId, PositionId, RequirementId};
use domain::question::Level;
use sqlx::FromRow;

use super::{Seat, read};
use crate::engine::query;
use crate::{Fault, Store};

/// Rows on one page of the list.
pub const PAGE: i64 = 50;
/// Rows of the whole list at most, as it is exported.
pub const MOST: i64 = 50_000;

/// Which people are wanted, and in which order. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Part of a name or an e-mail address.
    pub words: String,
    /// Those who work in it or below it.
    pub department: Option<DepartmentId>,
    /// Those who hold it.
    pub position: Option<PositionId>,
    /// Those whom it concerns.
    pub requirement: Option<RequirementId>,
    /// Those with a certificate of it; with a state, those who are in that state for it.
    pub level: Option<Level>,
    /// How they stand.
    pub state: Option<PersonState>,
    /// Whether they joined.
    pub joining: Option<Joining>,
    /// The order.
    pub sort: PeopleSort,
    /// Counted from 0.
    pub page: i64,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident $word:literal $shown:literal)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$one])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word used in addresses.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// As pages call it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $shown,)* }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    )*};
}

pub(super) use words;

words! {
    /// How people stand, for all that is required of them, for one requirement, or for one level.
    PersonState {
        /// All of it is met.
        Met "met" "met"
        /// Something is not met.
        Gap "gap" "gap"
        /// Something is not met, and there is no time left for it.
        Late "late" "late"
        /// It is met, but ends soon.
        Ending "ending" "ends soon"
        /// A certificate waits to be looked at.
        Waiting "waiting" "waits for approval"
        /// There is no certificate.
        Nothing "none" "no certificate"
        /// A certificate that counts today is of an older edition than the course teaches, and none of the same level is of that one.
        Older "older_edition" "of an older edition"
        /// A certificate that counts today does not say in which edition it was examined.
        Undated "no_edition" "edition not known"
    }
    /// Whether a person joined.
    Joining {
        /// Is in the books only.
        Listed "listed" "in the list only"
        /// Was invited and has not answered.
        Invited "invited" "invited"
        /// Joined with an account.
        Joined "joined" "joined"
        /// Has left.
        Left "left" "has left"
    }
    /// The order of the list.
    PeopleSort {
        /// By name.
        Name "name" "name"
        /// By name, from the end.
        NameDown "name_down" "name, Z first"
        /// Those with the most gaps first.
        Gaps "gaps" "gaps"
        /// Those who hold Foundation longest first.
        Foundation "foundation" "Foundation"
        /// Those who hold Practitioner longest first.
        Practitioner "practitioner" "Practitioner"
        /// Those who hold Auditor longest first.
        Auditor "auditor" "Auditor"
    }
}

#[expect(clippy::derivable_impls, reason = "the macro gives no variant the attribute")]
impl Default for PeopleSort {
    fn default() -> Self {
        Self::Name
    }
}

/// The best that a person has of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// Verified, and valid until a day; none when without an end.
    Verified(Option<Day>),
    /// Somebody says so; nobody has seen the proof.
    Claimed,
    /// It was valid until a day.
    Expired(Day),
    /// It was not accepted.
    Rejected,
}

/// A person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleRow {
    /// Who.
    pub member: MemberId,
    /// Name; empty once it was taken out.
    pub name: String,
    /// Whether the person joined.
    pub joining: Joining,
    /// Positions held today, by name.
    pub positions: String,
    /// The best of each level, in the order of [`Level::ALL`].
    pub best: [Option<Best>; 3],
    /// Which certificates those are.
    pub awards: [Option<AwardId>; 3],
    /// What is required and not met.
    pub gaps: i64,
    /// For how many of those there is still time.
    pub open: i64,
    /// Until when there is for the first of them.
    pub next_due: Option<Day>,
}

impl PeopleRow {
    /// What is required and not met, and should be.
    pub const fn late(&self) -> i64 {
        self.gaps - self.open
    }
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeoplePage {
    /// Its people.
    pub rows: Vec<PeopleRow>,
    /// How many there are on all pages.
    pub total: i64,
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    state: String,
    positions: Option<String>,
    foundation: Option<String>,
    practitioner: Option<String>,
    auditor: Option<String>,
    gaps: String,
}

/// What the query writes of gaps: how many, for how many of them there is time, and until when for the first.
fn gaps(row: &str, text: &str) -> Result<(i64, i64, Option<Day>), Fault> {
    let corrupt = || Fault::corrupt("need", "gaps", row, text);
    let mut parts = text.split(' ');
    let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or_else(corrupt);
    let (gaps, open) = (number()?, number()?);
    let next = parts.next().filter(|day| !day.is_empty());
    let next = next.map(|day| read::day("need", "due_on", row, day)).transpose()?;
    Ok((gaps, open, next))
}

/// What the query writes: a digit for the rank, the last day, and which award it is.
fn best(row: &str, text: Option<&String>) -> Result<Option<(Best, AwardId)>, Fault> {
    let Some((rank, rest)) = text.and_then(|text| text.split_at_checked(1)) else { return Ok(None) };
    let (day, award) = rest.split_at_checked("9999-12-31".len()).unwrap_or((rest, ""));
    let last = read::day("holding", "last_on", row, day)?;
    let best = match rank {
        "4" => Best::Verified((last != crate::awards::no_end()).then_some(last)),
        "3" => Best::Claimed,
        "2" => Best::Expired(last),
        _ => Best::Rejected,
    };
    Ok(Some((best, AwardId::new(award))))
}

pub(super) fn joining(row: &str, word: &str) -> Result<Joining, Fault> {
    Joining::from_word(word).ok_or_else(|| Fault::corrupt("member", "state", row, word))
}

impl Row {
    fn person(self) -> Result<PeopleRow, Fault> {
        let best = [
            best(&self.id, self.foundation.as_ref())?,
            best(&self.id, self.practitioner.as_ref())?,
            best(&self.id, self.auditor.as_ref())?,
        ];
        let (gaps, open, next_due) = gaps(&self.id, &self.gaps)?;
        let awards = best.clone().map(|best| best.map(|(_, award)| award));
        let best = best.map(|best| best.map(|(best, _)| best));
        Ok(PeopleRow {
            joining: joining(&self.id, &self.state)?,
            member: MemberId::new(self.id),
            name: self.name,
            positions: self.positions.unwrap_or_default(),
            best,
            awards,
            gaps,
            open,
            next_due,
        })
    }
}

/// A text that stands for itself in a pattern of LIKE.
pub(crate) fn literal(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

/// The filter as the queries compare it.
struct Binds {
    reach: String,
    today: String,
    soon: String,
    joining: &'static str,
    words: String,
    department: String,
    position: String,
    requirement: String,
    level: String,
    state: &'static str,
    taught: String,
}

impl Binds {
    fn of(seat: &Seat, filter: &PeopleFilter, (today, soon): (Day, Day), taught: &EditionId) -> Self {
        let words = filter.words.trim().to_lowercase();
        let level = filter.level.map(Qualification::of);
        Self {
            reach: seat.reach(),
            today: today.to_string(),
            soon: soon.to_string(),
            joining: filter.joining.map_or("", Joining::word),
            words: if words.is_empty() { words } else { format!("%{}%", literal(&words)) },
            department: filter
                .department
                .as_ref()
                .map_or_else(String::new, |id| format!("%{}/%", literal(id.as_str()))),
            position: filter.position.as_ref().map_or_else(String::new, ToString::to_string),
            requirement: filter.requirement.as_ref().map_or_else(String::new, ToString::to_string),
            level: level.map_or_else(String::new, |level| level.code().to_owned()),
            state: filter.state.map_or("", PersonState::word),
            taught: taught.to_string(),
        }
    }
}

impl Store {
    /// The people in reach that a filter wants, one page of them; an end before the day `soon` is near.
    pub async fn matrix(&self, seat: &Seat, filter: &PeopleFilter, days: (Day, Day)) -> Result<PeoplePage, Fault> {
        let mut conn = self.read().await?;
        let b = Binds::of(seat, filter, days, &self.library().taught.id);
        let id = seat.organisation.as_str();
        let (total,) = query!(
            &mut conn,
            parts ["people/count.part.sql", "people/wanted.part.sql"],
            [
                id,
                &b.reach,
                &b.today,
                b.joining,
                &b.words,
                &b.department,
                &b.position,
                &b.requirement,
                &b.level,
                b.state,
                &b.soon,
                &b.taught
            ],
            one(i64,)
        )?;
        let from = filter.page.clamp(0, MOST) * PAGE;
        let rows = rows::rows(&mut conn, seat, (&b, filter.sort), (PAGE, from)).await?;
        Ok(PeoplePage { rows, total })
    }

    /// All people in reach that a filter wants, up to [`MOST`].
    pub async fn whole_matrix(
        &self,
        seat: &Seat,
        filter: &PeopleFilter,
        days: (Day, Day),
    ) -> Result<Vec<PeopleRow>, Fault> {
        let mut conn = self.read().await?;
        let b = Binds::of(seat, filter, days, &self.library().taught.id);
        rows::rows(&mut conn, seat, (&b, filter.sort), (MOST, 0)).await
    }
}
