use domain::ids::{AccountId, ResultId};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::query;
use crate::{Fault, Store};

/// An official result that a person recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialResult {
    /// Its id.
    pub id: ResultId,
    /// The qualification level.
    pub level: Level,
    /// Who issued the certificate.
    pub institute: String,
    /// The day on it (ISO 8601).
    pub awarded_on: String,
    /// The number on it.
    pub certificate_number: String,
}

#[derive(FromRow)]
struct ResultRow {
    id: String,
    level: String,
    institute: String,
    awarded_on: String,
    certificate_number: String,
}

impl Store {
    /// Records an official result; the same certificate recorded twice stands once.
    pub async fn record_result(
        &self,
        account: &AccountId,
        result: OfficialResult,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                let OfficialResult { id, level, institute, awarded_on, certificate_number } = result;
                query!(
                    conn,
                    "qualifications/record.sql",
                    [id.as_str(), account.as_str(), level.word(), &institute, &awarded_on, &certificate_number, now.0],
                    rows
                )?;
                Ok(())
            })
        })
        .await
    }

    /// The official results of a person, oldest first.
    pub async fn official_results(&self, account: &AccountId) -> Result<Vec<OfficialResult>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "qualifications/list.sql", [account.as_str()], all ResultRow)?;
        rows.into_iter()
            .map(|row| {
                let corrupt = || Fault::corrupt("official_result", "level", &row.id, &row.level);
                Ok(OfficialResult {
                    level: Level::from_word(&row.level).ok_or_else(corrupt)?,
                    id: ResultId::new(row.id),
                    institute: row.institute,
                    awarded_on: row.awarded_on,
                    certificate_number: row.certificate_number,
                })
            })
            .collect()
    }

    /// Takes a recorded result away. False when the person has no such result.
    pub async fn remove_result(&self, account: &AccountId, id: ResultId) -> Result<bool, Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                Ok(query!(conn, "qualifications/remove.sql", [account.as_str(), id.as_str()], rows)? == 1)
            })
        })
        .await
    }
}
