use domain::award::Day;
use domain::ids::{AccountId, MemberId, OrganisationId};
use domain::organisation::{Role, Settings};
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Somebody who may open the books of an organisation, and how far that goes. It is made only from a membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Whose books.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// Who, in the books.
    pub member: MemberId,
    /// The person's account.
    pub account: AccountId,
    /// The person's name, as it is written into what was decided.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// The organisation's rules.
    pub settings: Settings,
    /// The path of the department in reach; empty for all of them.
    reach: String,
}

/// Somebody who answers for the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managing(Seat);

/// Somebody who decides about people: of the whole organisation, or of the own team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading(Seat);

impl Managing {
    /// Where the person sits.
    pub fn seat(&self) -> &Seat {
        &self.0
    }
}

impl Leading {
    /// Where the person sits.
    pub fn seat(&self) -> &Seat {
        &self.0
    }
}

impl Seat {
    /// Nothing for those who do not answer for the books.
    pub fn managing(&self) -> Option<Managing> {
        (self.role == Role::Manager).then(|| Managing(self.clone()))
    }

    /// Nothing for those who decide about nobody.
    pub fn leading(&self) -> Option<Leading> {
        matches!(self.role, Role::Manager | Role::Lead).then(|| Leading(self.clone()))
    }

    /// The pattern of the paths in reach, as the queries compare them: `%` for everybody.
    pub(crate) fn reach(&self) -> String {
        if self.role.reads_all() { "%".to_owned() } else { format!("{}%", self.reach) }
    }

    /// Whether only a part of the organisation is in reach.
    pub fn is_partial(&self) -> bool {
        !self.role.reads_all()
    }
}

/// One of a person's organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// What the person is there.
    pub role: Role,
}

#[derive(FromRow)]
struct SeatRow {
    organisation_id: String,
    id: String,
    role: String,
    name: String,
    settings: String,
    path: Option<String>,
    person: String,
}

/// Whether a person of the organisation is in reach.
pub(crate) async fn reaches(conn: &mut Conn, seat: &Seat, member: &MemberId, now: Timestamp) -> Result<bool, Fault> {
    let binds = (seat.organisation.as_str(), member.as_str(), seat.reach());
    let today = domain::award::day_of(now).to_string();
    Ok(query!(conn, "reaches.sql", [binds.0, binds.1, binds.2, today], optional(String,))?.is_some())
}

fn role(word: &str, row: &str) -> Result<Role, Fault> {
    Role::from_word(word).ok_or_else(|| Fault::corrupt("member", "role", row, word))
}

impl SeatRow {
    fn seat(self, account: &AccountId) -> Result<Seat, Fault> {
        let settings = serde_json::from_str(&self.settings);
        let role = role(&self.role, &self.id)?;
        // A lead whose department is gone reaches nobody.
        let reach = self.path.unwrap_or_else(|| "nowhere".to_owned());
        Ok(Seat {
            settings: settings
                .map_err(|error| Fault::corrupt("organisation", "settings", &self.organisation_id, error))?,
            organisation: OrganisationId::new(self.organisation_id),
            organisation_name: self.name,
            member: MemberId::new(self.id),
            account: account.clone(),
            name: self.person,
            role,
            reach,
        })
    }
}

impl Store {
    /// Where a person sits in an organisation; nothing when the person does not belong to it, has left, or had the last day there
    /// before today. Who alone answers for the books keeps the seat, whatever the last day.
    pub async fn seat(
        &self,
        account: &AccountId,
        organisation: &OrganisationId,
        today: Day,
    ) -> Result<Option<Seat>, Fault> {
        let mut conn = self.read().await?;
        let binds = (account.as_str(), Some(organisation.as_str()), today.to_string());
        let row = query!(&mut conn, "seat.sql", [binds.0, binds.1, binds.2], optional SeatRow)?;
        row.map(|row| row.seat(account)).transpose()
    }

    /// The organisations in which a person has a seat today.
    pub async fn memberships(&self, account: &AccountId, today: Day) -> Result<Vec<Membership>, Fault> {
        let mut conn = self.read().await?;
        let binds = (account.as_str(), None::<&str>, today.to_string());
        let rows = query!(&mut conn, "seat.sql", [binds.0, binds.1, binds.2], all SeatRow)?;
        let membership = |row: SeatRow| {
            let Seat { organisation, organisation_name: name, role, .. } = row.seat(account)?;
            Ok(Membership { organisation, name, role })
        };
        rows.into_iter().map(membership).collect()
    }
}
