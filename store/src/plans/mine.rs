//! What is planned, as the person sees it.

use std::collections::BTreeSet;

use domain::ids::{AccountId, CheckId, OrganisationId, PlanId};
use domain::organisation::Entry;
use domain::record::StudyEvent;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::{PlanRow, PlanState, Row};
use crate::engine::query;
use crate::organisations::append;
use crate::{Fault, Store};

/// Something that an organisation asks of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// What it asks.
    pub plan: PlanRow,
}

#[derive(FromRow)]
struct AssignedRow {
    organisation_id: String,
    organisation_name: String,
    #[sqlx(flatten)]
    row: Row,
}

impl AssignedRow {
    fn assigned(self) -> Result<Assigned, Fault> {
        Ok(Assigned {
            organisation: OrganisationId::new(self.organisation_id),
            organisation_name: self.organisation_name,
            plan: self.row.plan()?,
        })
    }
}

impl Store {
    /// What the organisations of a person ask for and is not done yet, by day.
    pub async fn assigned(&self, account: &AccountId) -> Result<Vec<Assigned>, Fault> {
        let mut conn = self.read().await?;
        let open = PlanState::Open.word();
        let rows = query!(&mut conn, "assigned.sql", [account.as_str(), "", open], all AssignedRow)?;
        rows.into_iter().map(AssignedRow::assigned).collect()
    }

    /// One thing that is or was asked of a person. Somebody else's looks absent.
    pub async fn assigned_one(&self, account: &AccountId, plan: &PlanId) -> Result<Option<Assigned>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "assigned.sql", [account.as_str(), plan.as_str(), ""], optional AssignedRow)?;
        row.map(AssignedRow::assigned).transpose()
    }

    /// The person hands in what was asked for; whoever calls has seen that it is complete. False when there is nothing open.
    pub async fn finish_assigned(
        &self,
        account: &AccountId,
        plan: &PlanId,
        by: String,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (account, plan) = (account.clone(), plan.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (account.as_str(), plan.as_str(), PlanState::Open.word());
                let found = query!(conn, "assigned.sql", [binds.0, binds.1, binds.2], optional AssignedRow)?;
                let Some(found) = found else { return Ok(false) };
                query!(conn, "lock.sql", [&found.organisation_id], rows)?;
                // Somebody may have closed it while this waited for the lock.
                if query!(conn, "assigned.sql", [binds.0, binds.1, binds.2], optional AssignedRow)?.is_none() {
                    return Ok(false);
                }
                let line = Entry::PlanClosed { plan: plan.clone(), done: true };
                append::append(conn, &OrganisationId::new(found.organisation_id), &by, now, vec![line.into()]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// The checks that a person answered from a moment on.
    pub async fn checks_since(&self, account: &AccountId, since: Timestamp) -> Result<BTreeSet<CheckId>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "checks_since.sql", [account.as_str(), since.0], all(String,))?;
        let mut checks = BTreeSet::new();
        for (body,) in rows {
            let event = serde_json::from_str(&body);
            let event = event.map_err(|error| Fault::corrupt("study_event", "body", account, error))?;
            if let StudyEvent::CheckAnswered { check, .. } = event {
                checks.insert(check);
            }
        }
        Ok(checks)
    }
}
