//! The ledger of credit equivalents: what each award is worth, in lines that are never changed.

mod keep;
mod settle;

use domain::award::Qualification;
use domain::credits::HalfCredits;
use domain::ids::{AccountId, AwardId};
use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::query;
use crate::{Fault, Store};

pub(crate) use settle::{due, settle};

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditEntry {
    /// The award it is about.
    pub award: AwardId,
    /// Counted from 1 for each award.
    pub number: i64,
    /// What the award certified when the line was written.
    pub qualification: Qualification,
    /// How much; a reversal takes it away.
    pub amount: HalfCredits,
    /// The number of the line that it takes back; none when it was earned.
    pub reverses: Option<i64>,
    /// Why it was written.
    pub reason: String,
    /// When it was written.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct EntryRow {
    award_id: String,
    number: i64,
    qualification: String,
    half_credits: i64,
    reverses: Option<i64>,
    reason: String,
    at: i64,
}

impl Store {
    /// The ledger of a person, in the order in which it was written.
    pub async fn credit_entries(&self, account: &AccountId) -> Result<Vec<CreditEntry>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "credits/entries.sql", [account.as_str()], all EntryRow)?;
        rows.into_iter()
            .map(|row| {
                let corrupt = |column, why: &dyn ToString| {
                    Fault::corrupt("credit_entry", column, format!("{}/{}", row.award_id, row.number), why.to_string())
                };
                let amount = u16::try_from(row.half_credits.unsigned_abs());
                Ok(CreditEntry {
                    qualification: Qualification::from_code(&row.qualification)
                        .ok_or_else(|| corrupt("qualification", &row.qualification))?,
                    amount: HalfCredits(amount.map_err(|error| corrupt("half_credits", &error))?),
                    award: AwardId::new(row.award_id.clone()),
                    number: row.number,
                    reverses: row.reverses,
                    reason: row.reason.clone(),
                    at: Timestamp(row.at),
                })
            })
            .collect()
    }

    /// The sum of a person's ledger, in half credits.
    pub async fn credit_balance(&self, account: &AccountId) -> Result<i64, Fault> {
        let mut conn = self.read().await?;
        let (balance,) = query!(&mut conn, "credits/balance.sql", [account.as_str()], one(i64,))?;
        Ok(balance)
    }
}
