//! The books of organisations: the log, the tables that are made from it, and who may open them.

pub(crate) mod append;
mod choosing;
mod correcting;
pub(crate) mod exceptions;
mod inviting;
mod joining;
mod log;
pub(crate) mod needs;
mod overview;
mod people;
mod person;
mod positions;
pub(crate) mod project;
pub(crate) mod read;
mod returning;
mod seat;
mod structure;
mod told;
mod waiting;
mod whole;

use domain::ids::{AccountId, MemberId, OrganisationId};
use domain::organisation::{Entry, Person, Role};
use domain::time::Timestamp;

use crate::engine::query;
use crate::{Fault, Store, fresh_id};

pub use choosing::{Choosing, ChosenRow};
pub use correcting::{Corrected, Correction};
pub use exceptions::{
    ExceptionAsked, ExceptionDecided, ExceptionFilter, ExceptionList, ExceptionPage, ExceptionRow, ExceptionState,
    LatePage, LateRow, PAGE as EXCEPTIONS_PAGE,
};
pub use inviting::{InvitationMail, Invited, NewInvitation, Uninvited};
pub(crate) use joining::is_last_manager;
pub use joining::{GOOD_FOR, Invitation, Joined, Leaving};
pub use log::{LogFilter, LoggedAward};
pub use overview::{CoverageRow, GapRow, Overview};
pub(crate) use people::literal;
pub use people::{Best, Joining, PAGE as PEOPLE_PAGE, PeopleFilter, PeoplePage, PeopleRow, PeopleSort, PersonState};
pub use person::{AssignmentRow, NeedRow, ObservationRow, PersonFile};
pub use positions::{PositionFilter, PositionLevels, PositionSort};
pub use read::BookLine;
pub(crate) use read::{day, requirements};
pub(crate) use seat::reaches;
pub use seat::{Leading, Managing, Membership, Seat};
pub use structure::{DepartmentRow, Holding, PositionClosed, PositionRow, Structure};
pub use told::Told;
pub use waiting::{Certified, PAGE as WAITING_PAGE, WaitingFilter, WaitingPage};
pub use whole::OwnedFile;

/// A line to be written into the books, with the name and address that stand beside it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The line.
    pub entry: Entry,
    /// Who it names.
    pub person: Option<Person>,
}

impl From<Entry> for Line {
    fn from(entry: Entry) -> Self {
        Self { entry, person: None }
    }
}

/// What became of writing into the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It stands there.
    Done,
    /// Something that may be there once only is there already, such as an e-mail address. Nothing was changed.
    Taken,
    /// Nobody would answer for the books any more. Nothing was changed.
    LastManager,
}

impl Store {
    /// Opens the books of a new organisation; whoever opens them answers for them. Nothing happens when there is one of that id,
    /// whoever's it is: the answer is [`Written::Taken`].
    pub async fn found_organisation(
        &self,
        id: OrganisationId,
        name: String,
        founder: (AccountId, Person),
        now: Timestamp,
    ) -> Result<Written, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                if query!(conn, "organisations/make.sql", [id.as_str(), &name, now.0], rows)? == 0 {
                    return Ok(Written::Taken);
                }
                let ((account, person), member) = (founder, MemberId::new(fresh_id(now)));
                let by = person.name.clone();
                let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
                let lines = vec![
                    Entry::Named { name }.into(),
                    Line { entry: came, person: Some(person) },
                    Entry::Role { member: member.clone(), role: Role::Manager, lead_of: None }.into(),
                    Entry::Joined { member, account }.into(),
                ];
                append::append(conn, &id, &by, now, lines).await?;
                Ok(Written::Done)
            })
        })
        .await
    }

    /// Writes into the books. Whoever writes must answer for them.
    pub async fn keep_books(&self, by: &Managing, lines: Vec<Line>, now: Timestamp) -> Result<Written, Fault> {
        let seat = by.seat().clone();
        let done = self
            .write(move |conn| {
                Box::pin(async move {
                    for member in lines.iter().filter_map(|line| steps_down(&line.entry)) {
                        if is_last_manager(conn, &seat.organisation, member, now).await? {
                            return Ok(Written::LastManager);
                        }
                    }
                    structure::are_there(conn, &seat.organisation, &lines).await?;
                    let concerned = append::concerned(&lines);
                    append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
                    let Some(members) = concerned else {
                        needs::refresh(conn, &seat.organisation, None, now).await?;
                        return Ok(Written::Done);
                    };
                    for member in &members {
                        needs::refresh(conn, &seat.organisation, Some(member), now).await?;
                    }
                    Ok(Written::Done)
                })
            })
            .await;
        match done {
            Err(fault) if fault.is_taken() => Ok(Written::Taken),
            done => done,
        }
    }

    /// Writes about one person into the books. The person must be in reach of whoever writes, else nothing happens and the
    /// answer is false.
    pub async fn keep_books_of(
        &self,
        by: &Leading,
        member: &MemberId,
        lines: Vec<Line>,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (seat, member) = (by.seat().clone(), member.clone());
        self.write(move |conn| {
            Box::pin(async move {
                if !reaches(conn, &seat, &member, now).await? {
                    return Ok(false);
                }
                structure::are_there(conn, &seat.organisation, &lines).await?;
                append::append(conn, &seat.organisation, &seat.name, now, lines).await?;
                needs::refresh(conn, &seat.organisation, Some(&member), now).await?;
                Ok(true)
            })
        })
        .await
    }
}

/// Who does not answer for the books any more, by this line.
fn steps_down(entry: &Entry) -> Option<&MemberId> {
    match entry {
        Entry::Role { member, role, .. } if *role != Role::Manager => Some(member),
        Entry::Left { member, .. } => Some(member),
        _ => None,
    }
}
