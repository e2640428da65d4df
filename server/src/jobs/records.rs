//! Once a day the records that pages and mails go by are compared with the logs that they are made from.

use domain::time::Timestamp;
use store::{Difference, Fault, RecordsAim, RecordsScope, Store};

/// Organisations whose ids are read at once.
const TOGETHER: i64 = 200;

/// Warns of each organisation whose awards or needs are not what their logs give; returns how many rows differ. What differs is not
/// written into the log of the program: it may name people.
pub(super) async fn compare(store: &Store, now: Timestamp) -> Result<usize, Fault> {
    let (mut differing, mut after) = (0, String::new());
    loop {
        let some = store.organisations_after(&after, TOGETHER).await?;
        let Some(last) = some.last() else { return Ok(differing) };
        after = last.to_string();
        for organisation in &some {
            let asked = (RecordsScope::Standing, RecordsAim::Tell);
            let found = store.check_organisation(organisation, asked, now).await?;
            if let Some(Difference { table, row, .. }) = found.first() {
                tracing::warn!(
                    %organisation,
                    rows = found.len(),
                    first = %format_args!("{table} {row}"),
                    "records differ from their logs; `clausewise records check` tells how"
                );
            }
            differing += found.len();
        }
    }
}
