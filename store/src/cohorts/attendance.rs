//! The register of a session: who was there, and who noted it.

use std::collections::BTreeMap;

use domain::cohort::Presence;
use domain::cohort::deed::Deed;
use domain::ids::{EntryId, ParticipantId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use super::agenda::presence;
use super::history::About;
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

/// What a trainer notes about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noting {
    /// About whom.
    pub participant: ParticipantId,
    /// Whether the person was there.
    pub presence: Presence,
    /// What was noted when the trainer looked at the register.
    pub seen: Option<Presence>,
}

/// What became of a register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// How many were noted anew.
    pub noted: u64,
    /// How many another trainer noted otherwise meanwhile; of them that stands.
    pub moved: u64,
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

    /// Notes who was at a session. What was noted before and is the same stays with its name and moment, and so does what another
    /// trainer noted since the register was looked at; people of other cohorts are left out.
    pub async fn keep_attendance(
        &self,
        by: &Teaching,
        id: &EntryId,
        register: Vec<Noting>,
        now: Timestamp,
    ) -> Result<Register, Fault> {
        let (by, id) = (by.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let mut done = Register::default();
                let changed = register.into_iter().filter(|one| one.seen != Some(one.presence)).collect::<Vec<_>>();
                for one in &changed {
                    let (entry, participant) = (id.as_str(), one.participant.as_str());
                    let (word, seen) = (one.presence.word(), one.seen.map_or("", Presence::word));
                    done.noted += query!(
                        conn,
                        "keep_attendance.sql",
                        [by.cohort_id(), entry, participant, word, &by.name, now.0, seen],
                        rows
                    )?;
                }
                if done.noted > 0 {
                    let deed = Deed::RegisterKept { noted: done.noted };
                    by.note(conn, About::Entry(id.as_str()), &deed, now).await?;
                }
                for row in rows(conn, &by, Some(&id)).await? {
                    let other = |one: &&Noting| {
                        one.participant.as_str() == row.participant_id && one.presence.word() != row.presence
                    };
                    done.moved += changed.iter().filter(other).count() as u64;
                }
                Ok(done)
            })
        })
        .await
    }
}
