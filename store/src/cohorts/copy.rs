//! The next run of a cohort.

use chrono::TimeDelta;
use domain::cohort::Window;
use domain::cohort::deed::Deed;
use domain::ids::CohortId;
use domain::time::Timestamp;
use domain::zone::Zone;

use super::history::{About, note};
use super::plan::Row;
use super::{CohortFacts, CohortMade, Teaching};
use crate::engine::query;
use crate::{Fault, Store};

/// An instant so many days later in the cohort's zone, at the same hour; where the clocks skip that hour, an hour later.
fn moved(zone: Zone, at: Timestamp, by: TimeDelta) -> Timestamp {
    let (day, time) = zone.local(at);
    let day = day + by;
    let later = || zone.instant(day, time.overflowing_add_signed(TimeDelta::hours(1)).0);
    zone.instant(day, time).or_else(|_| later()).unwrap_or(at)
}

impl Store {
    /// Opens the next run of a cohort: what the facts say, the same trainers, and the plan moved by as many days as the first day
    /// is. The same one sent again changes nothing.
    pub async fn copy_cohort(
        &self,
        of: &Teaching,
        (id, code): (CohortId, String),
        facts: CohortFacts,
        now: Timestamp,
    ) -> Result<CohortMade, Fault> {
        let of = of.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let organisation = of.cohort.organisation.as_str();
                if super::insert(conn, (&id, &code), (organisation, &of.name), &facts, now).await? == 0 {
                    return super::sent_again(conn, &id, &of.account, &facts).await;
                }
                query!(conn, "copy_trainers.sql", [id.as_str(), of.cohort_id(), &of.name, now.0], rows)?;
                let by = facts.starts_on - of.cohort.facts.starts_on;
                for row in query!(conn, "plan.sql", [of.cohort_id(), None::<&str>], all Row)? {
                    let entry = row.entry()?;
                    let at = |at: Option<Timestamp>| at.map(|at| moved(facts.zone, at, by).0);
                    let body = serde_json::to_string(&entry.task).expect("a task is plain data");
                    let Window { opens, due, closes } = entry.window;
                    query!(
                        conn,
                        "put_entry.sql",
                        [
                            crate::fresh_id(now),
                            id.as_str(),
                            entry.task.kind().word(),
                            &entry.title,
                            &entry.words,
                            body,
                            at(opens),
                            at(due),
                            at(closes),
                            now.0,
                        ],
                        rows
                    )?;
                }
                let (old, new) = (of.cohort.facts.name.clone(), facts.name.clone());
                note(conn, (&id, &of.account), About::Cohort, &Deed::MadeFrom { name: old }, now).await?;
                of.note(conn, About::Cohort, &Deed::Copied { name: new }, now).await?;
                Ok(CohortMade::Done)
            })
        })
        .await
    }
}
