use domain::completion::Code;
use domain::ids::{AccountId, CompletionId};
use domain::time::Timestamp;

use super::Completion;
use super::row::{Row, digest};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Who withdraws a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawer {
    /// Whoever holds it.
    Holder,
    /// Whoever runs the service.
    Service,
}

impl Withdrawer {
    /// The word used in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Service => "service",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Holder, Self::Service].into_iter().find(|by| by.word() == word)
    }
}

/// Marks a certificate and the place of its badge. False when it was withdrawn before.
async fn withdraw(conn: &mut Conn, id: &str, by: Withdrawer, reason: &str, now: Timestamp) -> Result<bool, Fault> {
    if query!(conn, "withdraw.sql", [id, now.0, by.word(), reason], rows)? == 0 {
        return Ok(false);
    }
    query!(conn, "withdraw_place.sql", [id, now.0], rows)?;
    Ok(true)
}

impl Store {
    /// The holder withdraws a certificate, for good. False when it is absent or was withdrawn before.
    pub async fn withdraw_completion(
        &self,
        account: &AccountId,
        id: &CompletionId,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (account, id) = (account.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let own = query!(conn, "own.sql", [account.as_str(), id.as_str()], optional Row)?;
                match own {
                    Some(_) => withdraw(conn, id.as_str(), Withdrawer::Holder, "", now).await,
                    None => Ok(false),
                }
            })
        })
        .await
    }

    /// Whoever runs the service withdraws the certificate of a code, with a reason for anybody to read. The certificate as it is
    /// afterwards: one that was withdrawn before stays as it was. Nothing when no certificate has the code.
    pub async fn withdraw_by_code(
        &self,
        code: &Code,
        reason: String,
        now: Timestamp,
    ) -> Result<Option<Completion>, Fault> {
        let hash = digest(code);
        self.write(move |conn| {
            Box::pin(async move {
                let found = query!(conn, "by_code.sql", [&hash], optional Row)?.map(Row::completion).transpose()?;
                let Some(found) = found else { return Ok(None) };
                withdraw(conn, found.id.as_str(), Withdrawer::Service, &reason, now).await?;
                query!(conn, "by_code.sql", [&hash], optional Row)?.map(Row::completion).transpose()
            })
        })
        .await
    }
}
