use domain::cohort::deed::Deed;
use domain::ids::AccountId;
use domain::time::Timestamp;

use super::Teaching;
use super::history::About;
use crate::accounts::email_key;
use crate::engine::query;
use crate::{Fault, Store};

/// Somebody who teaches a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortTrainer {
    /// Who.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
}

/// What became of adding a trainer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainerAdded {
    /// The person teaches the cohort now.
    Done,
    /// Nobody in the organisation who may teach has this address.
    Nobody,
}

/// What became of removing a trainer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainerRemoved {
    /// The person sees the cohort no more.
    Done,
    /// Somebody has to teach it.
    LastOne,
}

impl Store {
    /// Who teaches the cohort, by name.
    pub async fn cohort_trainers(&self, of: &Teaching) -> Result<Vec<CohortTrainer>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "trainers.sql", [of.cohort_id()], all(String, String, String))?;
        let trainer = |(account, name, email)| CohortTrainer { account: AccountId::new(account), name, email };
        let mut rows = rows.into_iter().map(trainer).collect::<Vec<_>>();
        rows.sort_by_cached_key(|row| (row.name.to_lowercase(), row.account.clone()));
        Ok(rows)
    }

    /// Lets another trainer, manager or administrator of the same organisation teach the cohort too.
    pub async fn add_cohort_trainer(&self, by: &Teaching, email: &str, now: Timestamp) -> Result<TrainerAdded, Fault> {
        let (by, key) = (by.clone(), email_key(email));
        self.write(move |conn| {
            Box::pin(async move {
                let organisation = by.cohort.organisation.as_str();
                let found = query!(conn, "colleague.sql", [organisation, &key], optional(String, String))?;
                let Some((account, _)) = found else { return Ok(TrainerAdded::Nobody) };
                let rows = query!(conn, "add_trainer.sql", [by.cohort_id(), &account, &by.name, now.0], rows)?;
                if rows == 1 {
                    let trainer = AccountId::new(account);
                    by.note(conn, About::Trainer(&trainer), &Deed::TrainerAdded, now).await?;
                }
                Ok(TrainerAdded::Done)
            })
        })
        .await
    }

    /// Takes somebody out of the list of trainers; one has to stay.
    pub async fn remove_cohort_trainer(
        &self,
        by: &Teaching,
        account: &AccountId,
        now: Timestamp,
    ) -> Result<TrainerRemoved, Fault> {
        let (by, account) = (by.clone(), account.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (by.cohort_id(), account.as_str());
                let (others,) = query!(conn, "other_trainers.sql", [binds.0, binds.1], one(i64,))?;
                if others == 0 {
                    return Ok(TrainerRemoved::LastOne);
                }
                if query!(conn, "remove_trainer.sql", [binds.0, binds.1], rows)? == 1 {
                    let deed = if by.account == account { Deed::TrainerLeft } else { Deed::TrainerRemoved };
                    by.note(conn, About::Trainer(&account), &deed, now).await?;
                }
                Ok(TrainerRemoved::Done)
            })
        })
        .await
    }
}
