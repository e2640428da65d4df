use domain::ids::{AccountId, AttemptId, OrganisationId};
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::query;
use crate::{Fault, Store};

/// What a person may do here. Data, so that more can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Studies.
    Candidate,
    /// Teaches.
    Trainer,
    /// Answers for a team's qualification.
    Manager,
    /// Runs the service.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Candidate, Self::Trainer, Self::Manager, Self::Administrator];

    /// The word used in the database and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Trainer => "trainer",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Somebody who looks after others' sittings: a trainer, manager or administrator of an organisation, or the administrator of
/// a service without organisations, who looks after those who belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    organisation: String,
    name: String,
    role: Role,
}

impl Staff {
    /// Nothing for candidates, and for others who have nobody to look after.
    pub fn of(role: Role, organisation: Option<&OrganisationId>, name: &str) -> Option<Self> {
        let organisation = match (role, organisation) {
            (Role::Candidate, _) => return None,
            (_, Some(organisation)) => organisation.to_string(),
            (Role::Administrator, None) => String::new(),
            (Role::Trainer | Role::Manager, None) => return None,
        };
        Some(Self { organisation, name: name.to_owned(), role })
    }

    /// The person's name, as it is written into what was decided.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the person answers for the course itself.
    pub fn is_administrator(&self) -> bool {
        self.role == Role::Administrator
    }

    /// Whether the person answers for those who train too.
    pub fn is_above_trainers(&self) -> bool {
        matches!(self.role, Role::Manager | Role::Administrator)
    }

    /// The organisation as the queries compare it: empty for those who belong to none.
    pub(crate) fn organisation(&self) -> &str {
        &self.organisation
    }
}

/// The form of an e-mail address under which accounts are compared: trimmed and in lower case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The organisation it belongs to.
    pub organisation: Option<OrganisationId>,
    /// E-mail address as typed.
    pub email: String,
    /// Name as typed.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The password's hash, in PHC form.
    pub password_hash: String,
    /// The day of the official exam (ISO 8601), if set.
    pub exam_date: Option<String>,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// What a new account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// A fresh id.
    pub id: AccountId,
    /// The organisation it belongs to.
    pub organisation: Option<OrganisationId>,
    /// E-mail address as typed.
    pub email: String,
    /// Name as typed.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The password's hash, in PHC form.
    pub password_hash: String,
}

/// The outcome of making an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUp {
    /// It was made.
    Made,
    /// The address has one already; nothing was changed.
    Taken,
}

/// Somebody whom a staff member looks after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Whose account.
    pub id: AccountId,
    /// Name as typed.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The exam that the person is sitting now.
    pub exam: Option<AttemptId>,
    /// Whether an accommodation holds now.
    pub accommodated: bool,
}

#[derive(FromRow)]
struct ReachRow {
    id: String,
    name: String,
    role: String,
    exam: Option<String>,
    accommodated: bool,
}

#[derive(FromRow)]
struct AccountRow {
    id: String,
    organisation_id: Option<String>,
    email: String,
    name: String,
    role: String,
    password_hash: String,
    exam_date: Option<String>,
    created_at: i64,
}

impl AccountRow {
    fn account(self) -> Result<Account, Fault> {
        let role =
            Role::from_word(&self.role).ok_or_else(|| Fault::corrupt("account", "role", &self.id, &self.role))?;
        Ok(Account {
            id: AccountId::new(self.id),
            organisation: self.organisation_id.map(OrganisationId::new),
            email: self.email,
            name: self.name,
            role,
            password_hash: self.password_hash,
            exam_date: self.exam_date,
            created_at: Timestamp(self.created_at),
        })
    }
}

impl Store {
    /// Makes an account, unless the address has one.
    pub async fn make_account(&self, new: NewAccount, now: Timestamp) -> Result<SignUp, Fault> {
        self.write_single(move |conn| {
            Box::pin(async move {
                let key = email_key(&new.email);
                let organisation = new.organisation.as_ref().map(OrganisationId::as_str);
                let made = query!(
                    conn,
                    "accounts/make.sql",
                    [
                        new.id.as_str(),
                        organisation,
                        &new.email,
                        &key,
                        &new.name,
                        new.role.word(),
                        &new.password_hash,
                        now.0
                    ],
                    rows
                )?;
                Ok(if made == 1 { SignUp::Made } else { SignUp::Taken })
            })
        })
        .await
    }

    /// The account of an e-mail address.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, Fault> {
        let mut conn = self.read().await?;
        query!(&mut conn, "accounts/by_email.sql", [email_key(email)], optional AccountRow)?
            .map(AccountRow::account)
            .transpose()
    }

    /// An account by its id.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, Fault> {
        let mut conn = self.read().await?;
        query!(&mut conn, "accounts/by_id.sql", [id.as_str()], optional AccountRow)?
            .map(AccountRow::account)
            .transpose()
    }

    /// All accounts, oldest first.
    pub async fn accounts(&self) -> Result<Vec<Account>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "accounts/all.sql", [], all AccountRow)?;
        rows.into_iter().map(AccountRow::account).collect()
    }

    /// Name and e-mail address of a person in reach. Anybody else looks absent.
    pub async fn person(&self, staff: &Staff, id: &AccountId) -> Result<Option<(String, String)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (id.as_str(), staff.organisation());
        Ok(query!(&mut conn, "accounts/person.sql", [binds.0, binds.1], optional(String, String))?)
    }

    /// The people in reach, sorted by name.
    pub async fn people(&self, staff: &Staff, now: Timestamp) -> Result<Vec<PersonRow>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "accounts/people.sql", [staff.organisation(), now.0], all ReachRow)?;
        let person = |row: ReachRow| {
            let role =
                Role::from_word(&row.role).ok_or_else(|| Fault::corrupt("account", "role", &row.id, &row.role))?;
            Ok(PersonRow {
                id: AccountId::new(row.id),
                name: row.name,
                role,
                exam: row.exam.map(AttemptId::new),
                accommodated: row.accommodated,
            })
        };
        let mut people = rows.into_iter().map(person).collect::<Result<Vec<_>, Fault>>()?;
        people.sort_by_cached_key(|person| person.name.to_lowercase());
        Ok(people)
    }

    /// Number of accounts in a role.
    pub async fn count_accounts(&self, role: Option<Role>) -> Result<i64, Fault> {
        let mut conn = self.read().await?;
        let (count,) = query!(&mut conn, "accounts/count.sql", [role.map(Role::word)], one(i64,))?;
        Ok(count)
    }

    /// Changes a role. False when there is no such account.
    pub async fn set_role(&self, id: &AccountId, role: Role) -> Result<bool, Fault> {
        let id = id.clone();
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "accounts/set_role.sql", [id.as_str(), role.word()], rows)? == 1) })
        })
        .await
    }

    /// Sets the day of the official exam, or takes it away.
    pub async fn set_exam_date(&self, id: &AccountId, day: Option<String>) -> Result<(), Fault> {
        let id = id.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "accounts/set_exam_date.sql", [id.as_str(), day], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Changes the name. What was written under the old one keeps it: logs, decisions, certificates.
    pub async fn set_name(&self, id: &AccountId, name: String) -> Result<(), Fault> {
        let id = id.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "accounts/set_name.sql", [id.as_str(), name], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Changes the password and ends every session of the account.
    pub async fn set_password(&self, id: &AccountId, hash: String) -> Result<bool, Fault> {
        let id = id.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let changed = query!(conn, "accounts/set_password.sql", [id.as_str(), hash], rows)?;
                query!(conn, "sessions/end_all.sql", [id.as_str()], rows)?;
                Ok(changed == 1)
            })
        })
        .await
    }

    /// Replaces the hash of an unchanged password after its parameters rose. Sessions live on.
    pub async fn rehash(&self, id: &AccountId, hash: String) -> Result<(), Fault> {
        let id = id.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "accounts/set_password.sql", [id.as_str(), hash], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Makes an organisation.
    pub async fn make_organisation(&self, id: OrganisationId, name: String, now: Timestamp) -> Result<(), Fault> {
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "accounts/make_organisation.sql", [id.as_str(), name, now.0], rows)?;
                Ok(())
            })
        })
        .await
    }
}
