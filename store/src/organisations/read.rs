//! The books as they are, and as they were.

use domain::award::{Day, Qualification, day_of};
use domain::ids::{AccountId, AssignmentId, AwardId, DepartmentId, MemberId, OrganisationId, PositionId};
use domain::organisation::{Assignment, Books, Department, Entry, Held, Member, Person, Position, Requirement, Role};
use domain::time::Timestamp;
use sqlx::FromRow;
use std::collections::BTreeMap;

use super::Seat;
use super::append::{Beside, Personal, chained};
use super::exceptions;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

#[derive(FromRow)]
pub(super) struct EntryRow {
    number: i64,
    at: i64,
    by_name: String,
    member_id: String,
    body: String,
    personal: Option<String>,
    seal: String,
    hash: String,
    kind: String,
}

/// A line of the books as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    /// Counted from 1.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Whom it is about.
    pub member: Option<MemberId>,
    /// What was written.
    pub entry: Entry,
    /// Name and address that stand beside it; none once they were taken out.
    pub person: Option<Person>,
}

impl EntryRow {
    /// Whether it is the line of a number, sealed with the one before it, and found under what it says.
    fn follows(&self, number: i64, before: &str) -> bool {
        let expected = chained(before, self.number, self.at, &self.by_name, &self.body, &self.seal);
        let beside = self.personal.as_deref().is_none_or(|personal| sealed(personal) == self.seal);
        self.number == number && self.hash == expected && beside && self.is_found()
    }

    /// Whether it is found under what it says. The seal does not hold the kind, which is read from the line.
    fn is_found(&self) -> bool {
        serde_json::from_str::<Entry>(&self.body).is_ok_and(|entry| entry.kind().word() == self.kind)
    }

    pub(super) fn line(&self, organisation: &OrganisationId) -> Result<BookLine, Fault> {
        let corrupt = |column, error| {
            Fault::corrupt("organisation_entry", column, format!("{organisation}/{}", self.number), error)
        };
        let personal = self.personal.as_deref().map(serde_json::from_str::<Personal>).transpose();
        let mut entry = serde_json::from_str::<Entry>(&self.body).map_err(|error| corrupt("body", error))?;
        let person = match personal.map_err(|error| corrupt("personal", error))?.map(|personal| personal.beside) {
            Some(Beside::Words { words }) => {
                if let Some(place) = entry.words_mut() {
                    *place = words;
                }
                None
            }
            Some(Beside::Person(person)) => Some(person),
            None => None,
        };
        Ok(BookLine {
            number: self.number,
            at: Timestamp(self.at),
            by: self.by_name.clone(),
            member: (!self.member_id.is_empty()).then(|| MemberId::new(self.member_id.as_str())),
            entry,
            person,
        })
    }
}

impl Store {
    /// The books as they were known at a moment: the replay of their lines until then.
    pub async fn books_at(&self, seat: &Seat, known: Timestamp) -> Result<Books, Fault> {
        let mut books = Books::default();
        let mut conn = self.read().await?;
        until(&mut conn, &seat.organisation, known, |line| books.replay(day_of(line.at), line.entry, line.person))
            .await?;
        Ok(books)
    }

    /// The books as they are. For those who see all of them; others get empty books.
    pub async fn books_now(&self, seat: &Seat) -> Result<Books, Fault> {
        if seat.is_partial() {
            return Ok(Books::default());
        }
        let mut conn = self.read().await?;
        books(&mut conn, seat.organisation.as_str(), None).await
    }

    /// Lines of the books, the newest first: those before a number, about one person if asked for, at most so many. For those
    /// who see all of the books.
    pub async fn log_page(
        &self,
        seat: &Seat,
        before: i64,
        member: Option<&MemberId>,
        most: i64,
    ) -> Result<Vec<BookLine>, Fault> {
        if seat.is_partial() {
            return Ok(Vec::new());
        }
        let mut conn = self.read().await?;
        let id = seat.organisation.as_str();
        let rows = match member {
            None => {
                query!(&mut conn, parts ["log_rows.part.sql", "log_in_turn.part.sql"], [id, before, most], all EntryRow)
            }
            Some(member) => query!(
                &mut conn,
                parts ["log_rows.part.sql", "log_of_member.part.sql", "log_in_turn.part.sql"],
                [id, before, most, member.as_str()],
                all EntryRow
            ),
        }?;
        rows.iter().map(|row| row.line(&seat.organisation)).collect()
    }

    /// The name of somebody in the books; empty once it was taken out, nothing when there is no such person.
    pub async fn member_name(&self, seat: &Seat, member: &MemberId) -> Result<Option<String>, Fault> {
        let mut conn = self.read().await?;
        let binds = (member.as_str(), seat.organisation.as_str());
        Ok(query!(&mut conn, "named.sql", [binds.0, binds.1], optional(String,))?.map(|(name,)| name))
    }

    /// Whether each line of the books is sealed with the one before it; else the number of the first that is not.
    pub async fn verify_books(&self, seat: &Seat) -> Result<Option<i64>, Fault> {
        let mut conn = self.read().await?;
        let id = seat.organisation.as_str();
        // What is written meanwhile follows on the line that was the last.
        let (count, head) = query!(&mut conn, "head_now.sql", [id], one(i64, String))?;
        let (mut number, mut before) = (0, String::new());
        while number < count {
            let rows = query!(&mut conn, "log_after.sql", [id, number, PIECE.min(count - number)], all EntryRow)?;
            for row in &rows {
                if !row.follows(number + 1, &before) {
                    return Ok(Some(number + 1));
                }
                number += 1;
                before.clone_from(&row.hash);
            }
            if rows.is_empty() {
                return Ok(Some(number + 1));
            }
        }
        // Lines that the organisation's row does not count.
        let more = query!(&mut conn, "log_after.sql", [id, count, 1_i64], all EntryRow)?;
        let is_longer = more.first().is_some_and(|row| !row.follows(count + 1, &before));
        Ok((head != before || is_longer).then_some(count + 1))
    }
}

/// Lines of the log that are read at once.
const PIECE: i64 = 2_000;

/// Hands on each line that was written until a moment in its turn. The lines are read piece by piece, so that their replay keeps no
/// thread from other requests for long, and never stand in memory together.
pub(crate) async fn until(
    conn: &mut Conn,
    organisation: &OrganisationId,
    known: Timestamp,
    mut take: impl FnMut(BookLine),
) -> Result<(), Fault> {
    let mut number = 0;
    loop {
        let rows = query!(conn, "log_until.sql", [organisation.as_str(), number, PIECE, known.0], all EntryRow)?;
        for row in &rows {
            number = row.number;
            take(row.line(organisation)?);
        }
        if (rows.len() as i64) < PIECE {
            return Ok(());
        }
    }
}

/// Hands on each line of the books in its turn, read piece by piece. Returns the number of the first that is not sealed with the one
/// before it, if there is one.
pub(crate) async fn walk(
    conn: &mut Conn,
    organisation: &OrganisationId,
    mut take: impl FnMut(BookLine),
) -> Result<Option<i64>, Fault> {
    let (id, mut number, mut before, mut broken) = (organisation.as_str(), 0, String::new(), None);
    loop {
        let rows = query!(conn, "log_after.sql", [id, number, PIECE], all EntryRow)?;
        for row in &rows {
            if !row.follows(number + 1, &before) {
                broken.get_or_insert(row.number);
            }
            number = row.number;
            before.clone_from(&row.hash);
            take(row.line(organisation)?);
        }
        if rows.is_empty() {
            break;
        }
    }
    let (count, head) = query!(conn, "head_now.sql", [id], one(i64, String))?;
    let is_whole = count == number && head == before;
    Ok(broken.or((!is_whole).then_some(number + 1)))
}

fn sealed(personal: &str) -> String {
    use sha2::{Digest, Sha256};

    super::append::hex(&Sha256::digest(personal))
}

#[derive(FromRow)]
struct MemberRow {
    id: String,
    account_id: Option<String>,
    name: String,
    email: String,
    role: String,
    starts_on: Option<String>,
    ends_on: Option<String>,
}

#[derive(FromRow)]
struct AssignmentRow {
    id: String,
    member_id: String,
    position_id: String,
    starts_on: String,
    ends_on: Option<String>,
}

#[derive(FromRow)]
struct HeldRow {
    member_id: String,
    award_id: String,
    qualification: String,
    awarded_on: String,
    last_on: String,
}

type DepartmentRow = (String, Option<String>, String);
type PositionRow = (String, String, String);

/// Reads a day that a table holds.
pub(crate) fn day(table: &'static str, column: &'static str, row: &str, text: &str) -> Result<Day, Fault> {
    text.parse().map_err(|error| Fault::corrupt(table, column, row, error))
}

fn some_day(column: &'static str, row: &str, text: Option<&String>) -> Result<Option<Day>, Fault> {
    text.map(|text| day("member or assignment", column, row, text)).transpose()
}

/// A query about everybody, or about one person: a statement of its own, which finds the person by an index.
macro_rules! of {
    ($conn:ident, $organisation:ident, $only:ident, $all:literal + $and:literal, $row:ty) => {
        match $only {
            None => query!($conn, $all, [$organisation], all $row),
            Some(only) => query!($conn, parts [$all, $and], [$organisation, only.as_str()], all $row),
        }
    };
}

/// The books as they are, from the tables: of everybody, or of one person with the places that concern the person.
pub(crate) async fn books(conn: &mut Conn, organisation: &str, only: Option<&MemberId>) -> Result<Books, Fault> {
    let mut books = structure(conn, organisation, only).await?;
    for row in of!(conn, organisation, only, "all_members.sql" + "and_id.part.sql", MemberRow)? {
        let member = Member {
            role: Role::from_word(&row.role).unwrap_or_default(),
            account: row.account_id.map(AccountId::new),
            starts_on: some_day("starts_on", &row.id, row.starts_on.as_ref())?,
            ends_on: some_day("ends_on", &row.id, row.ends_on.as_ref())?,
            person: Person { name: row.name, email: row.email },
        };
        books.members.insert(MemberId::new(row.id), member);
    }
    for row in of!(conn, organisation, only, "all_assignments.sql" + "and_member.part.sql", AssignmentRow)? {
        let assignment = Assignment {
            from: day("assignment", "starts_on", &row.id, &row.starts_on)?,
            until: some_day("ends_on", &row.id, row.ends_on.as_ref())?,
            member: MemberId::new(row.member_id),
            position: PositionId::new(row.position_id),
        };
        books.assignments.insert(AssignmentId::new(row.id), assignment);
    }
    books.exceptions = exceptions::all(conn, organisation, only).await?;
    Ok(books)
}

/// Departments, positions and requirements; of departments and positions those alone where one person works, if asked for.
pub(crate) async fn structure(conn: &mut Conn, organisation: &str, only: Option<&MemberId>) -> Result<Books, Fault> {
    let mut books = Books::default();
    let departments = match only {
        None => query!(conn, "all_departments.sql", [organisation], all DepartmentRow),
        Some(only) => query!(conn, "departments_of.sql", [organisation, only.as_str()], all DepartmentRow),
    };
    for (id, parent, name) in departments? {
        let parent = parent.map(DepartmentId::new);
        books.departments.insert(DepartmentId::new(id), Department { parent, name });
    }
    let positions = match only {
        None => query!(conn, "all_positions.sql", [organisation], all PositionRow),
        Some(only) => query!(conn, "positions_of.sql", [organisation, only.as_str()], all PositionRow),
    };
    for (id, department, name) in positions? {
        let department = DepartmentId::new(department);
        books.positions.insert(PositionId::new(id), Position { department, name });
    }
    for requirement in requirements(conn, organisation).await? {
        books.requirements.insert(requirement.id.clone(), requirement);
    }
    Ok(books)
}

/// What is required, the most urgent first.
pub(crate) async fn requirements(conn: &mut Conn, organisation: &str) -> Result<Vec<Requirement>, Fault> {
    let mut requirements = Vec::new();
    for (id, body) in query!(conn, "all_requirements.sql", [organisation], all(String, String))? {
        let requirement = serde_json::from_str::<Requirement>(&body);
        requirements.push(requirement.map_err(|error| Fault::corrupt("requirement", "body", &id, error))?);
    }
    requirements.sort_by_cached_key(|requirement| (requirement.criticality, requirement.name.to_lowercase()));
    Ok(requirements)
}

/// The verified awards of everybody, or of one person.
pub(crate) async fn held(
    conn: &mut Conn,
    organisation: &str,
    only: Option<&MemberId>,
) -> Result<BTreeMap<MemberId, Vec<Held>>, Fault> {
    let rows = of!(conn, organisation, only, "all_held.sql" + "and_member.part.sql", HeldRow)?;
    let mut all = BTreeMap::<MemberId, Vec<Held>>::new();
    for row in rows {
        let level = Qualification::from_code(&row.qualification).and_then(|qualification| qualification.level());
        let Some(level) = level else { continue };
        let last = day("holding", "last_on", &row.award_id, &row.last_on)?;
        let held = Held {
            level,
            awarded_on: day("holding", "awarded_on", &row.award_id, &row.awarded_on)?,
            last_day: (last != crate::awards::no_end()).then_some(last),
            award: AwardId::new(row.award_id),
        };
        all.entry(MemberId::new(row.member_id)).or_default().push(held);
    }
    Ok(all)
}
