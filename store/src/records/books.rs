//! The tables of the books against the replay of their log.

use std::collections::BTreeMap;

use domain::ids::{DepartmentId, ExceptionId, MemberId, OrganisationId};
use domain::organisation::{Books, Entry, Exception, Requirement, Role, Settings};
use domain::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::FromRow;

use super::compare::{Comparing, or_none, span};
use super::{Difference, PAGE};
use crate::Fault;
use crate::accounts::email_key;
use crate::engine::{Conn, query};
use crate::organisations::read::{BookLine, walk};
use crate::organisations::{Line, exceptions};

/// The table of the log itself.
pub(super) const LOG: &str = "organisation_entry";

/// What the log says.
#[derive(Default)]
pub(super) struct Told {
    pub(super) books: Books,
    /// The lines that made somebody what the table says of the person.
    pub(super) people: BTreeMap<MemberId, Trail>,
    /// The lines about each exception.
    pub(super) exceptions: BTreeMap<ExceptionId, Vec<Written>>,
    /// The first line that is not sealed with the one before it.
    broken: Option<i64>,
}

/// A line with its number, moment and writer.
#[derive(Clone)]
pub(super) struct Written {
    pub(super) number: i64,
    pub(super) at: Timestamp,
    pub(super) by: String,
    pub(super) line: Line,
}

/// The last lines of each kind about a person.
#[derive(Clone, Default)]
pub(super) struct Trail {
    pub(super) came: Option<Written>,
    pub(super) role: Option<Written>,
    /// Joined or left.
    pub(super) moved: Option<Written>,
    pub(super) erased: Option<Written>,
}

impl Told {
    fn take(&mut self, line: BookLine) {
        let BookLine { number, at, by, entry, person, .. } = line;
        let written =
            || Written { number, at, by: by.clone(), line: Line { entry: entry.clone(), person: person.clone() } };
        match &entry {
            Entry::Member { member, .. } => self.of(member).came = Some(written()),
            Entry::Role { member, .. } => self.of(member).role = Some(written()),
            Entry::Joined { member, .. } => self.of(member).moved = Some(written()),
            Entry::Left { member, .. } => {
                // Who leaves has no role any more.
                *self.of(member) = Trail { role: None, moved: Some(written()), ..self.of(member).clone() };
            }
            Entry::Erased { member } => self.of(member).erased = Some(written()),
            Entry::ExceptionAsked { exception, .. }
            | Entry::ExceptionDecided { exception, .. }
            | Entry::ExceptionEnded { exception, .. } => {
                self.exceptions.entry(exception.clone()).or_default().push(written());
            }
            _ => {}
        }
        self.books.take(entry, person);
    }

    fn is_erased(&self, member: &MemberId) -> bool {
        self.people.get(member).is_some_and(|trail| trail.erased.is_some())
    }

    /// Whether another line of the books has the same address: that of somebody who came back.
    pub(super) fn shares_address(&self, member: &MemberId) -> bool {
        let of = |id: &MemberId| self.books.members.get(id).map(|one| email_key(&one.person.email));
        let own = of(member).filter(|key| !key.is_empty());
        own.is_some() && self.books.members.keys().any(|other| other != member && of(other) == own)
    }

    fn of(&mut self, member: &MemberId) -> &mut Trail {
        self.people.entry(member.clone()).or_default()
    }

    /// Whether the log is what was written: else nothing is made from it.
    pub(super) fn is_whole(&self) -> bool {
        self.broken.is_none()
    }

    /// Ids from the top down to a department, each with a slash behind it; nothing when one of them is gone.
    fn path(&self, department: &DepartmentId) -> Option<String> {
        let line = self.books.above(department);
        let is_whole = line.iter().all(|one| self.books.departments.contains_key(one));
        is_whole.then(|| line.iter().rev().map(|one| format!("{one}/")).collect())
    }
}

impl Trail {
    fn has_left(&self) -> bool {
        matches!(&self.moved, Some(Written { line: Line { entry: Entry::Left { .. }, .. }, .. }))
    }
}

/// Reads the whole log, piece by piece.
async fn told(conn: &mut Conn, organisation: &OrganisationId) -> Result<Told, Fault> {
    let mut told = Told::default();
    let broken = walk(conn, organisation, |line| told.take(line)).await?;
    told.broken = broken;
    Ok(told)
}

/// The log, and what differs from it.
pub(super) async fn differences(
    conn: &mut Conn,
    organisation: &OrganisationId,
) -> Result<(Told, Vec<Difference>), Fault> {
    let told = told(conn, organisation).await?;
    let mut comparing = due(&told);
    let id = organisation.as_str();
    itself(conn, &told, id, &mut comparing).await?;
    departments(conn, &told, id, &mut comparing).await?;
    positions(conn, id, &mut comparing).await?;
    members(conn, id, &mut comparing).await?;
    assignments(conn, id, &mut comparing).await?;
    requirements(conn, id, &mut comparing).await?;
    let kept = exceptions::all(conn, id, None).await?;
    for (exception, kept) in kept.into_iter().filter(|(_, kept)| !told.is_erased(&kept.member)) {
        comparing.meet("exception", exception.as_str(), exception_words(&kept));
    }
    let mut found = comparing.end();
    if let Some(number) = told.broken {
        let due = Some("sealed with the line before it".to_owned());
        found.push(Difference::new(LOG, number, Some("not sealed".to_owned()), due));
    }
    Ok((told, found))
}

fn due(told: &Told) -> Comparing {
    let (books, mut due) = (&told.books, Comparing::default());
    for (id, department) in &books.departments {
        let words = department_words(&department.name, department.parent.as_ref(), told.path(id));
        due.expect("department", id, words);
    }
    for (id, position) in &books.positions {
        due.expect("staff_position", id, position_words(&position.name, position.department.as_str()));
    }
    for (id, member) in &books.members {
        due.expect("member", id, MemberRow::due(id, member, told.people.get(id)).words());
    }
    for (id, held) in &books.assignments {
        let words = assignment_words((held.member.as_str(), held.position.as_str()), span(Some(held.from), held.until));
        due.expect("assignment", id, words);
    }
    for (id, requirement) in &books.requirements {
        due.expect("requirement", id, json(requirement));
    }
    // Exceptions of those who were taken out go when the time to keep data is over.
    for (id, exception) in books.exceptions.iter().filter(|(_, one)| !told.is_erased(&one.member)) {
        due.expect("exception", id, exception_words(exception));
    }
    due
}

fn exception_words(exception: &Exception) -> String {
    let Exception { member, requirement, from, until, reason } = exception;
    format!("{member} without {requirement}, {}: {reason}", span(*from, Some(*until)))
}

/// The organisation's own row. One that was made without books has a name that stands in no log.
async fn itself(conn: &mut Conn, told: &Told, id: &str, comparing: &mut Comparing) -> Result<(), Fault> {
    let Some((name, settings)) = query!(conn, "organisation.sql", [id], optional(String, String))? else {
        return Ok(());
    };
    let words = |name: &str, settings: String| format!("{name}, rules {settings}");
    let named = if told.books.name.is_empty() { &name } else { &told.books.name };
    comparing.expect("organisation", id, words(named, json(&told.books.settings)));
    comparing.meet("organisation", id, words(&name, in_our_words::<Settings>(&settings)));
    Ok(())
}

type Placed = (String, Option<String>, String, String);

async fn departments(conn: &mut Conn, told: &Told, id: &str, comparing: &mut Comparing) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let rows = query!(conn, "departments.sql", [id, &after, PAGE], all Placed)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.0);
        for (id, parent, name, path) in rows {
            // Where a department above it is gone, the log does not say any more where it lies.
            let path = told.path(&DepartmentId::new(id.as_str())).is_some().then_some(path);
            comparing.meet("department", &id, department_words(&name, parent, path));
        }
    }
}

fn department_words(name: &str, parent: Option<impl ToString>, path: Option<String>) -> String {
    format!("{name}, below {}, path {}", or_none(parent), or_none(path))
}

async fn positions(conn: &mut Conn, id: &str, comparing: &mut Comparing) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let rows = query!(conn, "positions.sql", [id, &after, PAGE], all(String, String, String))?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.0);
        for (id, department, name) in rows {
            comparing.meet("staff_position", &id, position_words(&name, &department));
        }
    }
}

fn position_words(name: &str, department: &str) -> String {
    format!("{name}, in {department}")
}

#[derive(FromRow)]
struct MemberRow {
    id: String,
    account_id: Option<String>,
    name: String,
    name_key: String,
    email: String,
    email_key: String,
    role: String,
    lead_of: Option<String>,
    state: String,
    starts_on: Option<String>,
    ends_on: Option<String>,
}

impl MemberRow {
    fn due(id: &MemberId, member: &domain::organisation::Member, trail: Option<&Trail>) -> Self {
        let has_left = trail.is_some_and(Trail::has_left);
        let is_erased = trail.is_some_and(|trail| trail.erased.is_some());
        let (role, lead_of) = match trail.and_then(|trail| trail.role.as_ref()).map(|written| &written.line.entry) {
            Some(Entry::Role { role, lead_of, .. }) => (*role, lead_of.as_ref()),
            _ => (Role::default(), None),
        };
        let (name, email) = (member.person.name.clone(), member.person.email.clone());
        let has_joined = member.account.is_some() && !has_left;
        Self {
            id: id.to_string(),
            account_id: member.account.as_ref().filter(|_| has_joined).map(ToString::to_string),
            name_key: name.to_lowercase(),
            email_key: if is_erased { format!("erased {id}") } else { email_key(&email) },
            name,
            email,
            role: role.word().to_owned(),
            lead_of: lead_of.map(ToString::to_string),
            state: if has_left { "left" } else { ["listed", "joined"][usize::from(has_joined)] }.to_owned(),
            starts_on: member.starts_on.map(|day| day.to_string()),
            ends_on: member.ends_on.map(|day| day.to_string()),
        }
    }

    /// What the log says of the person: not whether an invitation is on its way, nor whose account it was once the person left.
    fn words(&self) -> String {
        let Self { name, name_key, email, email_key, role, lead_of, state, starts_on, ends_on, .. } = self;
        let state = if state == "invited" { "listed" } else { state };
        let account = or_none(self.account_id.as_ref().filter(|_| state != "left"));
        let (lead_of, span) = (or_none(lead_of.as_ref()), span(starts_on.as_ref(), ends_on.as_ref()));
        format!(
            "{name} ({name_key}), {email} ({email_key}), {role} of {lead_of}, {state} with account {account}, {span}"
        )
    }
}

async fn members(conn: &mut Conn, id: &str, comparing: &mut Comparing) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let rows = query!(conn, "members.sql", [id, &after, PAGE], all MemberRow)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.id);
        for mut row in rows {
            // Whose address was taken by a later line of the same person keeps it behind the own id.
            if let Some(key) = row.email_key.strip_prefix(&format!("left {} ", row.id)).filter(|_| row.state == "left")
            {
                row.email_key = key.to_owned();
            }
            comparing.meet("member", &row.id, row.words());
        }
    }
}

type Held = (String, String, String, String, Option<String>);

async fn assignments(conn: &mut Conn, id: &str, comparing: &mut Comparing) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let rows = query!(conn, "assignments.sql", [id, &after, PAGE], all Held)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.0);
        for (id, member, position, from, until) in rows {
            comparing.meet("assignment", &id, assignment_words((&member, &position), span(Some(from), until)));
        }
    }
}

fn assignment_words((member, position): (&str, &str), span: String) -> String {
    format!("{member} as {position}, {span}")
}

async fn requirements(conn: &mut Conn, id: &str, comparing: &mut Comparing) -> Result<(), Fault> {
    let mut after = String::new();
    loop {
        let rows = query!(conn, "requirements.sql", [id, &after, PAGE], all(String, String))?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.0);
        for (id, body) in rows {
            comparing.meet("requirement", &id, in_our_words::<Requirement>(&body));
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what books say is plain data")
}

/// A text that holds a value, as it is written today; as it is, when it holds none.
fn in_our_words<T: Serialize + DeserializeOwned>(text: &str) -> String {
    serde_json::from_str::<T>(text).map_or_else(|_| text.to_owned(), |value| json(&value))
}
