use domain::award::Day;
use domain::completion::{BestMock, Code, Shown};
use domain::ids::CompletionId;
use domain::question::Level;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use super::{Completion, Place, Withdrawer, Withdrawn};
use crate::Fault;

#[derive(FromRow)]
pub(super) struct Row {
    id: String,
    level: String,
    edition: String,
    title: String,
    holder: String,
    email: String,
    lessons: i64,
    hours: i64,
    completed_on: String,
    mock_percent: i64,
    mock_on: String,
    code: String,
    salt: String,
    shown: String,
    issued_at: i64,
    list: i64,
    place: i64,
    withdrawn_at: Option<i64>,
    withdrawn_by: String,
    withdrawn_reason: String,
}

impl Row {
    pub(super) fn completion(self) -> Result<Completion, Fault> {
        let odd = |column, why: &dyn std::fmt::Display| Fault::corrupt("completion", column, &self.id, why);
        let day = |column, text: &str| text.parse::<Day>().map_err(|error| odd(column, &error));
        let small = |column, number: i64| u32::try_from(number).map_err(|error| odd(column, &error));
        let mock = BestMock {
            percent: u16::try_from(self.mock_percent).map_err(|error| odd("mock_percent", &error))?,
            on: day("mock_on", &self.mock_on)?,
        };
        let withdrawn = match self.withdrawn_at {
            None => None,
            Some(at) => {
                let by = Withdrawer::from_word(&self.withdrawn_by);
                let by = by.ok_or_else(|| odd("withdrawn_by", &self.withdrawn_by))?;
                Some(Withdrawn { at: Timestamp(at), by, reason: self.withdrawn_reason.clone() })
            }
        };
        Ok(Completion {
            level: Level::from_word(&self.level).ok_or_else(|| odd("level", &self.level))?,
            lessons: small("lessons", self.lessons)?,
            hours: small("hours", self.hours)?,
            completed_on: day("completed_on", &self.completed_on)?,
            mock,
            code: Code::read(&self.code).ok_or_else(|| odd("code", &"it is no code"))?,
            shown: serde_json::from_str::<Shown>(&self.shown).map_err(|error| odd("shown", &error))?,
            place: Place { list: small("list", self.list)?, index: small("place", self.place)? },
            withdrawn,
            issued: Timestamp(self.issued_at),
            id: CompletionId::new(self.id),
            edition: self.edition,
            title: self.title,
            holder: self.holder,
            email: self.email,
            salt: self.salt,
        })
    }
}

/// What a code is found by.
pub(super) fn digest(code: &Code) -> String {
    Sha256::digest(code.as_str()).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn written(shown: Shown) -> String {
    serde_json::to_string(&shown).expect("what is shown is plain data")
}
