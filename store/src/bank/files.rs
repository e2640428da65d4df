//! Files of questions that were read, and once they are taken in what became of them: kept for a day, for the person who sent them.

use domain::time::Timestamp;
use sqlx::FromRow;

use super::Writer;
use crate::engine::query;
use crate::{Fault, Store};

/// A file that nobody has taken in is thrown away after so long, in milliseconds.
const LIFE: i64 = 24 * 60 * 60 * 1000;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct NewQuestionFile {
    /// A fresh id.
    pub id: String,
    /// What the file was called.
    pub name: String,
    /// JSON: what was read.
    pub list: String,
    /// Questions that can be taken.
    pub total: i64,
}

/// A file of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionFile {
    /// Which.
    pub id: String,
    /// What the file was called.
    pub name: String,
    /// JSON: what was read; once it was taken in, what became of it.
    pub list: String,
    /// Questions that can be taken.
    pub total: i64,
    /// How many were taken in, once it is done.
    pub taken: Option<i64>,
    /// When it was read.
    pub made_at: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    file_name: String,
    list: String,
    total: i64,
    taken: Option<i64>,
    made_at: i64,
}

impl From<Row> for QuestionFile {
    fn from(row: Row) -> Self {
        let Row { id, file_name, list, total, taken, made_at } = row;
        Self { id, name: file_name, list, total, taken, made_at: Timestamp(made_at) }
    }
}

impl Store {
    /// Keeps a file that was read, in the place of one that the same person sent under the same id and has not taken in yet. False
    /// where the id is that of another file: nothing was kept.
    pub async fn keep_question_file(&self, by: &Writer, new: NewQuestionFile, now: Timestamp) -> Result<bool, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let NewQuestionFile { id, name, list, total } = new;
                let binds = (by.organisation.as_str(), by.account.as_str());
                Ok(query!(conn, "keep_file.sql", [id, binds.0, binds.1, name, list, total, now.0], rows)? == 1)
            })
        })
        .await
    }

    /// One of the person's own files; nothing when there is none, or it was thrown away.
    pub async fn question_file(&self, by: &Writer, id: &str, now: Timestamp) -> Result<Option<QuestionFile>, Fault> {
        let mut conn = self.read().await?;
        let binds = (by.organisation.as_str(), by.account.as_str(), now.0 - LIFE);
        let row = query!(&mut conn, "file.sql", [id, binds.0, binds.1, binds.2], optional Row)?;
        Ok(row.map(QuestionFile::from))
    }

    /// The person's files, the newest first, without what they hold.
    pub async fn question_files(&self, by: &Writer, now: Timestamp) -> Result<Vec<QuestionFile>, Fault> {
        let mut conn = self.read().await?;
        let binds = (by.organisation.as_str(), by.account.as_str(), now.0 - LIFE);
        let rows = query!(&mut conn, "files.sql", [binds.0, binds.1, binds.2], all Row)?;
        Ok(rows.into_iter().map(QuestionFile::from).collect())
    }

    /// Throws a file away that was not taken in.
    pub async fn discard_question_file(&self, by: &Writer, id: &str) -> Result<bool, Fault> {
        let (by, id) = (by.clone(), id.to_owned());
        self.write_single(move |conn| {
            Box::pin(async move {
                let binds = (by.organisation.as_str(), by.account.as_str());
                Ok(query!(conn, "discard_file.sql", [id, binds.0, binds.1], rows)? == 1)
            })
        })
        .await
    }

    /// Notes that a file was taken in, with how many of its questions and what became of each (JSON): true for the one who is first.
    pub async fn end_question_file(&self, by: &Writer, id: &str, taken: i64, report: String) -> Result<bool, Fault> {
        let (by, id) = (by.clone(), id.to_owned());
        self.write_single(move |conn| {
            Box::pin(async move {
                let binds = (by.organisation.as_str(), by.account.as_str());
                Ok(query!(conn, "end_file.sql", [id, binds.0, binds.1, taken, report], rows)? == 1)
            })
        })
        .await
    }

    /// Throws away what is older than a day.
    pub async fn sweep_question_files(&self, now: Timestamp) -> Result<u64, Fault> {
        self.write(move |conn| Box::pin(async move { Ok(query!(conn, "sweep_files.sql", [now.0 - LIFE], rows)?) }))
            .await
    }
}
