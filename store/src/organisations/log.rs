//! The log of the books as people read it: narrowed, page by page.

use std::collections::BTreeMap;

use domain::award::Qualification;
use domain::ids::{AwardId, MemberId};
use domain::organisation::EntryKind;
use domain::time::Timestamp;

use super::append::written;
use super::people::literal;
use super::read::EntryRow;
use super::{BookLine, Seat};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Which lines are wanted. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// What they are about.
    pub kind: Option<EntryKind>,
    /// Who wrote them, by the whole name.
    pub by: String,
    /// Whom they are about.
    pub member: Option<MemberId>,
    /// Those written at this moment or later.
    pub since: Option<Timestamp>,
    /// Those written before this moment.
    pub until: Option<Timestamp>,
}

/// A certificate in a line of the log: what it certifies, and who issued it.
pub type LoggedAward = (Option<Qualification>, String);

/// The number of the first line that was written at a moment or later.
async fn first_since(conn: &mut Conn, organisation: &str, at: Timestamp) -> Result<Option<i64>, Fault> {
    Ok(query!(conn, "log/first_since.sql", [organisation, at.0], optional(i64,))?.map(|(number,)| number))
}

/// Numbers between which lines lie: the first, and the one behind the last.
type Span = (i64, i64);

/// The lines that a filter wants, the newest first. Each statement begins with the index that leaves the fewest of them.
async fn lines(
    conn: &mut Conn,
    organisation: &str,
    filter: &LogFilter,
    ((first, end), most): (Span, i64),
) -> Result<Vec<EntryRow>, sqlx::Error> {
    let member = filter.member.as_ref().map_or("", MemberId::as_str);
    let (kind, by) = (filter.kind.map_or("", EntryKind::word), filter.by.as_str());
    macro_rules! found {
        ($($part:literal),*) => {
            query!(
                conn,
                parts [$($part),*],
                [organisation, end, most, first, member, kind, by],
                all EntryRow
            )
        };
    }
    match (member.is_empty(), kind.is_empty(), by.is_empty()) {
        (false, ..) => {
            found!["log_rows.part.sql", "log/wanted.part.sql", "log/of_member.part.sql", "log_in_turn.part.sql"]
        }
        (true, false, false) => {
            found!["log_rows.part.sql", "log/wanted.part.sql", "log/of_both.part.sql", "log_in_turn.part.sql"]
        }
        (true, false, true) => {
            found!["log_rows.part.sql", "log/wanted.part.sql", "log/of_kind.part.sql", "log_in_turn.part.sql"]
        }
        (true, true, false) => {
            found!["log_rows.part.sql", "log/wanted.part.sql", "log/of_writer.part.sql", "log_in_turn.part.sql"]
        }
        (true, true, true) => found!["log_rows.part.sql", "log/wanted.part.sql", "log_in_turn.part.sql"],
    }
}

impl Store {
    /// Lines of the books that a filter wants, the newest first: those before a number, at most so many. For those who see all of
    /// the books.
    pub async fn log_lines(
        &self,
        seat: &Seat,
        filter: &LogFilter,
        (before, most): (i64, i64),
    ) -> Result<Vec<BookLine>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let id = seat.organisation.as_str();
        // Moments never go back from line to line, so that days are spans of numbers.
        let first = match filter.since {
            None => 0,
            Some(since) => first_since(&mut conn, id, since).await?.unwrap_or(i64::MAX),
        };
        let end = match filter.until {
            None => before,
            Some(until) => first_since(&mut conn, id, until).await?.map_or(before, |end| end.min(before)),
        };
        let rows = lines(&mut conn, id, filter, ((first, end), most)).await?;
        rows.iter().map(|row| row.line(&seat.organisation)).collect()
    }

    /// Names under which lines were written that hold these words, at most so many. For those who see all of the books.
    pub async fn log_writers(&self, seat: &Seat, words: &str, most: usize) -> Result<Vec<String>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "log/writers.sql", [seat.organisation.as_str()], all(String,))?;
        // Whoever writes is few; SQLite folds no letters beyond ASCII.
        let words = words.trim().to_lowercase();
        let mut names = rows.into_iter().map(|(name,)| name).collect::<Vec<_>>();
        names.retain(|name| name.to_lowercase().contains(&words));
        names.sort_by_cached_key(|name| name.to_lowercase());
        names.truncate(most);
        Ok(names)
    }

    /// People in the books whose names hold these words, those too who left, by name: at most so many. For those who see all of
    /// the books.
    pub async fn log_people(&self, seat: &Seat, words: &str, most: i64) -> Result<Vec<(MemberId, String)>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let pattern = format!("%{}%", literal(&words.trim().to_lowercase()));
        let rows =
            query!(&mut conn, "log/people.sql", [seat.organisation.as_str(), pattern, most], all(String, String))?;
        Ok(rows.into_iter().map(|(id, name)| (MemberId::new(id), name)).collect())
    }

    /// The names of the people and the certificates that lines are about. Whoever was taken out has an empty name.
    pub async fn log_names(
        &self,
        seat: &Seat,
        people: Vec<MemberId>,
        awards: Vec<AwardId>,
    ) -> Result<(BTreeMap<MemberId, String>, BTreeMap<AwardId, LoggedAward>), Fault> {
        let mut conn = self.read().await?;
        let organisation = seat.organisation.as_str();
        let [people, awards] = [written(&people), written(&awards)];
        let names = query!(
            &mut conn,
            either ["log/names.sqlite.sql", "log/names.postgres.sql"],
            [organisation, people],
            all(String, String)
        )?;
        let seen = query!(
            &mut conn,
            either ["log/awards.sqlite.sql", "log/awards.postgres.sql"],
            [organisation, awards],
            all(String, String, String)
        )?;
        let names = names.into_iter().map(|(id, name)| (MemberId::new(id), name)).collect();
        let seen = seen
            .into_iter()
            .map(|(id, code, institute)| (AwardId::new(id), (Qualification::from_code(&code), institute)));
        Ok((names, seen.collect()))
    }
}
