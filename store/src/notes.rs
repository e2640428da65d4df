use domain::ids::{AccountId, LessonId};
use domain::time::Timestamp;

use crate::engine::query;
use crate::{Fault, Store};

/// A person's note on a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The text.
    pub body: String,
    /// Counts the changes; a save must name the revision that it saw.
    pub revision: i64,
}

/// The outcome of saving a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteOutcome {
    /// It was saved.
    Saved,
    /// Somebody, in another tab perhaps, saved another text since: here it is. Nothing was overwritten.
    Changed(Note),
}

impl Store {
    /// A person's note on a lesson, empty when there is none.
    pub async fn note(&self, account: &AccountId, lesson: &LessonId) -> Result<Note, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "notes/find.sql", [account.as_str(), lesson.as_str()], optional(String, i64))?;
        Ok(row.map(|(body, revision)| Note { body, revision }).unwrap_or_default())
    }

    /// Saves a note over the revision that the writer saw.
    pub async fn save_note(
        &self,
        account: &AccountId,
        lesson: &LessonId,
        note: Note,
        now: Timestamp,
    ) -> Result<NoteOutcome, Fault> {
        let (account, lesson) = (account.clone(), lesson.clone());
        self.write_single(move |conn| {
            Box::pin(async move {
                let (who, what) = (account.as_str(), lesson.as_str());
                let saved = query!(conn, "notes/save.sql", [who, what, &note.body, note.revision, now.0], rows)?;
                if saved == 1 {
                    return Ok(NoteOutcome::Saved);
                }
                let row = query!(conn, "notes/find.sql", [who, what], optional(String, i64))?;
                Ok(match row {
                    Some((body, _)) if body == note.body => NoteOutcome::Saved,
                    Some((body, revision)) => NoteOutcome::Changed(Note { body, revision }),
                    None => NoteOutcome::Changed(Note::default()),
                })
            })
        })
        .await
    }
}
