//! Official results of earlier releases become awards.

use domain::award::{Day, Facts, Qualification};
use domain::ids::AwardId;
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::log::Pen;
use super::record::{Holder, make};
use super::{Recorded, Recording};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

#[derive(FromRow)]
struct ResultRow {
    account_id: String,
    level: String,
    institute: String,
    awarded_on: String,
    certificate_number: String,
    recorded_at: i64,
}

impl Store {
    /// Turns each old row into an award of the same id and moment, and takes the row away. What was adopted is gone from the
    /// table, so that a second time finds nothing.
    pub(crate) async fn adopt_results(&self) -> Result<(), Fault> {
        let ids = {
            let mut conn = self.read().await?;
            query!(&mut conn, "results.sql", [], all(String,))?
        };
        for (id,) in ids {
            match self.write(move |conn| Box::pin(adopt(conn, id))).await {
                // It must not keep the others, nor the server, from their work.
                Err(fault @ Fault::Corrupt { .. }) => {
                    tracing::error!(%fault, "an official result could not be adopted")
                }
                done => done?,
            }
        }
        Ok(())
    }
}

async fn adopt(conn: &mut Conn, id: String) -> Result<(), Fault> {
    let Some(row) = query!(conn, "take_result.sql", [&id], optional ResultRow)? else { return Ok(()) };
    let corrupt = |column, why: &str| Fault::corrupt("official_result", column, &id, why);
    let level = Level::from_word(&row.level).ok_or_else(|| corrupt("level", &row.level))?;
    let awarded_on = row.awarded_on.trim().parse::<Day>();
    let facts = Facts {
        qualification: Qualification::of(level),
        institute: row.institute,
        edition: String::new(),
        awarded_on: awarded_on.map_err(|_| corrupt("awarded_on", &row.awarded_on))?,
        expires_on: None,
        certificate_number: row.certificate_number,
        other: None,
    };
    let (by,) = query!(conn, "name_of.sql", [&row.account_id], one(String,))?;
    let holder = Holder { account: Some(row.account_id.as_str()), member: None };
    let new = Recording { id: AwardId::new(id.clone()), facts };
    match make(conn, &new, holder, &Pen { by, organisation: None }, Timestamp(row.recorded_at)).await? {
        Recorded::Refused(refusal) => Err(corrupt("awarded_on", &refusal.to_string())),
        // The same certificate, written a little differently: it stands there already.
        Recorded::New(_) | Recorded::Known(_) | Recorded::Nobody => Ok(()),
    }
}
