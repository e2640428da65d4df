use domain::award::{Award, Facts};
use domain::time::Timestamp;

use crate::awards::AwardLog;
use crate::engine::{Conn, query};
use crate::{Fault, fresh_id};

/// Brings the ledger up to date with an award: a line when it earns something, a reversal when that is over, both when the
/// amount or the qualification changed, nothing when all is well. The caller holds the award's row, so that no line is
/// written twice.
pub(crate) async fn settle(conn: &mut Conn, log: &AwardLog, reason: &str, now: Timestamp) -> Result<(), Fault> {
    let award = log.id.as_str();
    let Some((account,)) = query!(conn, "account.sql", [award], optional(String,))? else { return Ok(()) };
    let due = due(conn, log).await?;
    let stands = query!(conn, "standing.sql", [award], all(i64, String, i64))?;
    let is_settled = match (&due, stands.as_slice()) {
        (None, []) => true,
        (Some((code, half)), [(_, known, stands)]) => code == known && half == stands,
        _ => false,
    };
    if is_settled {
        return Ok(());
    }
    let (mut number,) = query!(conn, "last.sql", [award], one(i64,))?;
    let back = stands.into_iter().map(|(earned, code, half)| (code, -half, "reversal", Some(earned)));
    let earned = due.map(|(code, half)| (code, half, "earned", None));
    for (code, half, kind, reverses) in back.into_iter().chain(earned) {
        number += 1;
        let binds = (fresh_id(now), account.as_str(), award, number);
        query!(
            conn,
            "write.sql",
            [binds.0, binds.1, binds.2, binds.3, code, half, kind, reverses, reason, now.0],
            rows
        )?;
    }
    Ok(())
}

/// The value of a code: none where the holder states it. The name keeps the formatter from making it no tuple.
type Worth = (Option<i64>,);

/// What an award is worth now: code and half credits. Nothing when it was taken back, or has no value.
pub(crate) async fn due(conn: &mut Conn, log: &AwardLog) -> Result<Option<(String, i64)>, Fault> {
    let award = Award::replay(&log.entries, None, Timestamp(i64::MAX));
    let standing = award.filter(|award| !award.is_revoked());
    let Some(Facts { qualification, awarded_on, other, .. }) = standing.map(|award| award.facts) else {
        return Ok(None);
    };
    let row = query!(conn, "value.sql", [qualification.code(), awarded_on.to_string()], optional Worth)?;
    let value = row.and_then(|(value,)| value.or_else(|| other.map(|other| i64::from(other.half_credits.0))));
    Ok(value.filter(|value| *value > 0).map(|value| (qualification.code().to_owned(), value)))
}
