//! The register of a session: who was there, and who noted it.

use std::collections::BTreeMap;

use domain::cohort::Presence;
use domain::ids::{EntryId, ParticipantId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use super::agenda::presence;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What is noted about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Whether the person was there.
    pub presence: Presence,
    /// Who noted it.
    pub set_by: String,
    /// When.
    pub set_at: Timestamp,
}

#[derive(FromRow)]
pub(super) struct Row {
    pub entry_id: String,
    pub participant_id: String,
    pub presence: String,
    set_by: String,
    set_at: i64,
}

pub(super) async fn rows(conn: &mut Conn, of: &Teaching, entry: Option<&EntryId>) -> Result<Vec<Row>, Fault> {
    let binds = (of.cohort_id(), entry.map(EntryId::as_str));
    Ok(query!(conn, "attendance_of_cohort.sql", [binds.0, binds.1], all Row)?)
}

impl Store {
    /// The register of a session.
    pub async fn attendance(&self, of: &Teaching, id: &EntryId) -> Result<BTreeMap<ParticipantId, Attendance>, Fault> {
        let mut conn = self.read().await?;
        let mut register = BTreeMap::new();
        for row in rows(&mut conn, of, Some(id)).await? {
            let presence = presence(id, &row.presence)?;
            let noted = Attendance { presence, set_by: row.set_by, set_at: Timestamp(row.set_at) };
            register.insert(ParticipantId::new(row.participant_id), noted);
        }
        Ok(register)
    }

    /// Notes who was at a session. What was noted before and is the same stays with its name and moment; people of other cohorts are left
    /// out. Returns how many were noted anew.
    pub async fn keep_attendance(
        &self,
        by: &Teaching,
        id: &EntryId,
        register: Vec<(ParticipantId, Presence)>,
        now: Timestamp,
    ) -> Result<u64, Fault> {
        let (by, id) = (by.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let mut noted = 0;
                for (participant, presence) in register {
                    let binds = (by.cohort_id(), id.as_str(), participant.as_str());
                    let (word, name) = (presence.word(), &by.name);
                    noted += query!(conn, "keep_attendance.sql", [binds.0, binds.1, binds.2, word, name, now.0], rows)?;
                }
                Ok(noted)
            })
        })
        .await
    }
}
