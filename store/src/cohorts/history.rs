//! Who did what in a cohort: noted in the write that does it, and read by those who teach it.

use domain::cohort::deed::Deed;
use domain::ids::{AccountId, CohortId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Whom or what something was done to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum About<'a> {
    /// The cohort itself.
    Cohort,
    /// A participant.
    Person(&'a str),
    /// A trainer.
    Trainer(&'a AccountId),
    /// An entry of the plan.
    Entry(&'a str),
    /// A participant in an entry of the plan.
    PersonIn {
        /// The entry.
        entry: &'a str,
        /// The participant; none where it was done to all.
        person: Option<&'a str>,
    },
}

/// Something that was done in a cohort, as its trainers read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortLine {
    /// Which; lines sort by it.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// The name of whoever did it; nothing once the account is gone.
    pub by: Option<String>,
    /// The participant to whom it was done.
    pub participant: Option<String>,
    /// The trainer to whom it was done.
    pub trainer: Option<String>,
    /// What the entry of the plan is called now.
    pub entry: Option<String>,
    /// What was done.
    pub deed: Deed,
}

#[derive(FromRow)]
struct Row {
    id: String,
    at: i64,
    by_name: Option<String>,
    participant: Option<String>,
    trainer: Option<String>,
    entry: Option<String>,
    details: String,
}

impl Row {
    fn line(self) -> Result<CohortLine, Fault> {
        let deed = serde_json::from_str(&self.details)
            .map_err(|error| Fault::corrupt("cohort_event", "details", &self.id, error))?;
        let Self { id, at, by_name, participant, trainer, entry, .. } = self;
        Ok(CohortLine { id, at: Timestamp(at), by: by_name, participant, trainer, entry, deed })
    }
}

/// Notes what somebody did, inside the write that does it.
pub(crate) async fn note(
    conn: &mut Conn,
    (cohort, by): (&CohortId, &AccountId),
    about: About<'_>,
    deed: &Deed,
    now: Timestamp,
) -> Result<(), Fault> {
    let (person, trainer, entry) = match about {
        About::Cohort => (None, None, None),
        About::Person(person) => (Some(person), None, None),
        About::Trainer(trainer) => (None, Some(trainer.as_str()), None),
        About::Entry(entry) => (None, None, Some(entry)),
        About::PersonIn { entry, person } => (person, None, Some(entry)),
    };
    let details = serde_json::to_value(deed).expect("a deed is plain data");
    let kind = details["kind"].as_str().unwrap_or_default();
    let id = crate::fresh_id(now);
    query!(
        conn,
        "note.sql",
        [&id, cohort.as_str(), now.0, by.as_str(), kind, person, trainer, entry, details.to_string()],
        rows
    )?;
    Ok(())
}

impl Teaching {
    /// Notes what this trainer did.
    pub(crate) async fn note(
        &self,
        conn: &mut Conn,
        about: About<'_>,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<(), Fault> {
        note(conn, (&self.cohort.id, &self.account), about, deed, now).await
    }
}

impl Store {
    /// What was done in the cohort, the newest first: so many lines at most, older than one that is named.
    pub async fn cohort_history(
        &self,
        of: &Teaching,
        before: Option<&str>,
        most: i64,
    ) -> Result<Vec<CohortLine>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "history.sql", [of.cohort_id(), before, most], all Row)?;
        rows.into_iter().map(Row::line).collect()
    }
}
