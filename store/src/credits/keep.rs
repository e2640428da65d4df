use std::collections::BTreeSet;
use std::sync::Arc;

use domain::credits::Rules;
use domain::ids::AwardId;
use domain::time::Timestamp;

use super::settle;
use crate::awards::{self, no_end};
use crate::engine::query;
use crate::{Fault, Store};

/// How a value without a first day is stored.
const FROM_THE_BEGINNING: &str = "0001-01-01";

/// Code, first day, last day, half credits.
type Value = (String, String, String, Option<i64>);

fn values(rules: &Rules) -> BTreeSet<Value> {
    let rows = rules.modules.iter().map(|module| {
        let from = module.valid_from.map_or_else(|| FROM_THE_BEGINNING.to_owned(), |day| day.to_string());
        let until = module.valid_until.unwrap_or_else(no_end).to_string();
        (module.code.code().to_owned(), from, until, module.value.map(|value| i64::from(value.0)))
    });
    rows.collect()
}

impl Store {
    /// Keeps what certificates are worth by the present course; where that changed, the ledger is settled anew. No clock runs
    /// yet: the moment is the last one at which the server is known to have been up, or that of the award's last line.
    pub(crate) async fn keep_credit_values(&self) -> Result<(), Fault> {
        let library = Arc::clone(&self.library);
        self.write(move |conn| {
            Box::pin(async move {
                let wanted = values(&library.credits.rules);
                let known = query!(conn, "values.sql", [], all(String, String, String, Option<i64>))?;
                let known = known.into_iter().collect::<BTreeSet<Value>>();
                if known == wanted {
                    return Ok(());
                }
                for (code, from, ..) in known.difference(&wanted) {
                    query!(conn, "drop_value.sql", [code, from], rows)?;
                }
                for (code, from, until, value) in wanted.difference(&known) {
                    query!(conn, "keep_value.sql", [code, from, until, *value], rows)?;
                }
                let (up,) = query!(conn, "up.sql", [], one(i64,))?;
                for (award,) in query!(conn, "awards.sql", [], all(String,))? {
                    if let Some(log) = awards::held(conn, &AwardId::new(award)).await? {
                        let last = log.entries.last().map_or(0, |entry| entry.at.0);
                        settle(conn, &log, "the value in the rules changed", Timestamp(last.max(up))).await?;
                    }
                }
                Ok(())
            })
        })
        .await
    }
}
