//! Changing what is planned, as long as nobody has begun it.

use domain::cohort::TaskKind;
use domain::time::Timestamp;

use super::Teaching;
use super::plan::{self, NewEntry, Row};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What became of changing an entry of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryChanged {
    /// It is as it was stated.
    Done,
    /// There is none such in the plan.
    Absent,
    /// Somebody has begun what it asks for, which therefore stays, the time for it included. Nothing was changed.
    Begun,
}

impl Store {
    /// Changes an entry. What is asked of people, and the time for it, changes only until the first has begun.
    pub async fn change_entry(&self, by: &Teaching, new: NewEntry, now: Timestamp) -> Result<EntryChanged, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (new.id.as_str(), by.cohort_id());
                // From here on nobody begins it until it is changed.
                if query!(conn, "hold_entry.sql", [binds.0, binds.1], rows)? == 0 {
                    return Ok(EntryChanged::Absent);
                }
                let row = query!(conn, "plan.sql", [binds.1, Some(binds.0)], optional Row)?;
                let Some(old) = row.map(Row::entry).transpose()? else { return Ok(EntryChanged::Absent) };
                let is_bound = matches!(old.task.kind(), TaskKind::Practice | TaskKind::Exercise | TaskKind::Paper);
                if is_bound && old.task != new.task && (old.run_began_at.is_some() || begun(conn, &new).await?) {
                    return Ok(EntryChanged::Begun);
                }
                let kept = plan::put(conn, &by, &new, now).await?;
                Ok(if kept { EntryChanged::Done } else { EntryChanged::Absent })
            })
        })
        .await
    }
}

async fn begun(conn: &mut Conn, entry: &NewEntry) -> Result<bool, Fault> {
    Ok(query!(conn, "begun.sql", [entry.id.as_str()], optional(String,))?.is_some())
}
