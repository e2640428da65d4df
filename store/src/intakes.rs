//! Lists of people on their way into the books: kept while a person looks at what would become of them, then taken in lot by
//! lot, each lot in one write together with how far it came.

mod lot;

use domain::ids::{AccountId, MemberId, OrganisationId};
use domain::organisation::IntakeGround;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::query;
use crate::organisations::{Managing, needs, read};
use crate::{Fault, Store};

pub use lot::Lot;

/// A list that nobody has taken in is thrown away after so long, in milliseconds.
const LIFE: i64 = 24 * 60 * 60 * 1000;

/// A list that was read.
#[derive(Clone, Debug)]
pub struct NewIntake {
    /// A fresh id.
    pub id: String,
    /// What the file was called.
    pub file_name: String,
    /// JSON: what was read.
    pub list: String,
    /// Rows that can be taken.
    pub total: i64,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeState {
    /// Somebody looks at it.
    Draft,
    /// It is being taken in.
    Running,
    /// It was taken in.
    Done,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeHead {
    /// Which.
    pub id: String,
    /// What the file was called.
    pub file_name: String,
    /// JSON: what was read; empty once it was taken in.
    pub list: String,
    /// Rows that can be taken.
    pub total: i64,
    /// How far it has come.
    pub state: IntakeState,
    /// Rows that were taken in.
    pub taken: i64,
    /// JSON: rows by fate, once it is done.
    pub outcome: String,
    /// When it was read.
    pub made_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    file_name: String,
    list: String,
    total: i64,
    state: String,
    taken: i64,
    outcome: String,
    made_at: i64,
}

impl TryFrom<Row> for IntakeHead {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Self, Fault> {
        let state = match row.state.as_str() {
            "draft" => IntakeState::Draft,
            "running" => IntakeState::Running,
            "done" => IntakeState::Done,
            other => return Err(Fault::corrupt("intake", "state", &row.id, other)),
        };
        let Row { id, file_name, list, total, taken, outcome, made_at, .. } = row;
        Ok(Self { id, file_name, list, total, state, taken, outcome, made_at: Timestamp(made_at) })
    }
}

impl Store {
    /// Keeps a list that was read. The same one sent twice stands once.
    pub async fn keep_intake(&self, by: &Managing, new: NewIntake, now: Timestamp) -> Result<(), Fault> {
        let seat = by.seat().clone();
        self.write(move |conn| {
            Box::pin(async move {
                let NewIntake { id, file_name, list, total } = new;
                let binds = (seat.organisation.as_str(), seat.account.as_str());
                query!(conn, "intakes/keep.sql", [id, binds.0, binds.1, file_name, list, total, now.0], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// A list of the organisation; nothing when there is none, or it was thrown away.
    pub async fn intake(&self, by: &Managing, id: &str, now: Timestamp) -> Result<Option<IntakeHead>, Fault> {
        let mut conn = self.read().await?;
        let binds = (by.seat().organisation.as_str(), now.0 - LIFE);
        query!(&mut conn, "intakes/one.sql", [id, binds.0, binds.1], optional Row)?
            .map(IntakeHead::try_from)
            .transpose()
    }

    /// The organisation's lists, the newest first, without what they hold.
    pub async fn intakes(&self, by: &Managing, now: Timestamp) -> Result<Vec<IntakeHead>, Fault> {
        let mut conn = self.read().await?;
        let binds = (by.seat().organisation.as_str(), now.0 - LIFE);
        let rows = query!(&mut conn, "intakes/of_organisation.sql", [binds.0, binds.1], all Row)?;
        rows.into_iter().map(IntakeHead::try_from).collect()
    }

    /// Throws a list away that is not being taken in.
    pub async fn discard_intake(&self, by: &Managing, id: &str) -> Result<bool, Fault> {
        let (organisation, id) = (by.seat().organisation.clone(), id.to_owned());
        self.write(move |conn| {
            Box::pin(async move { Ok(query!(conn, "intakes/discard.sql", [id, organisation.as_str()], rows)? == 1) })
        })
        .await
    }

    /// Throws away what is older than a day; lists that are being taken in stay.
    pub async fn sweep_intakes(&self, now: Timestamp) -> Result<u64, Fault> {
        self.write(move |conn| Box::pin(async move { Ok(query!(conn, "intakes/sweep.sql", [now.0 - LIFE], rows)?) }))
            .await
    }

    /// Begins to take a list in: true for the one who is first.
    /// `outcome` says what will have become of the rows.
    pub async fn begin_intake(&self, by: &Managing, id: &str, outcome: String) -> Result<bool, Fault> {
        let (seat, id) = (by.seat().clone(), id.to_owned());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (seat.organisation.as_str(), seat.account.as_str());
                Ok(query!(conn, "intakes/begin.sql", [id, binds.0, outcome, binds.1], rows)? == 1)
            })
        })
        .await
    }

    /// Lists whose taking in was begun and has not ended: whose books, which, and who began.
    pub async fn running_intakes(&self) -> Result<Vec<(OrganisationId, String, AccountId)>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "intakes/running.sql", [], all(String, String, String))?;
        let typed = rows.into_iter().map(|(books, id, by)| (OrganisationId::new(books), id, AccountId::new(by)));
        Ok(typed.collect())
    }

    /// The books as far as a list touches them.
    pub async fn intake_ground(&self, by: &Managing) -> Result<IntakeGround, Fault> {
        let mut conn = self.read().await?;
        let id = by.seat().organisation.as_str();
        let mut ground = IntakeGround { books: read::books(&mut conn, id, None).await?, ..IntakeGround::default() };
        ground.books.name.clone_from(&by.seat().organisation_name);
        let left = query!(&mut conn, "intakes/left.sql", [id], all(String,))?;
        ground.left = left.into_iter().map(|(member,)| MemberId::new(member)).collect();
        let certificates = query!(&mut conn, "intakes/certificates.sql", [id], all(String, String))?;
        let certificates = certificates.into_iter().map(|(member, identity)| (MemberId::new(member), identity));
        ground.certificates = certificates.collect();
        Ok(ground)
    }

    /// Ends the taking in: the list itself is thrown away, and who meets what is worked out anew.
    pub async fn end_intake(&self, by: &Managing, id: &str, now: Timestamp) -> Result<(), Fault> {
        let (organisation, id) = (by.seat().organisation.clone(), id.to_owned());
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "intakes/end.sql", [id, organisation.as_str()], rows)?;
                needs::refresh(conn, &organisation, None, now).await
            })
        })
        .await
    }

    /// Gives the taking in up: what was taken in stays, and the rest is shown again.
    pub async fn pause_intake(&self, organisation: &OrganisationId, id: &str) -> Result<(), Fault> {
        let (organisation, id) = (organisation.clone(), id.to_owned());
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "intakes/pause.sql", [id, organisation.as_str()], rows)?;
                Ok(())
            })
        })
        .await
    }
}
