//! The records of a person: credits, study, certificates of completion.

use domain::ids::{AccountId, AwardId};
use domain::time::Timestamp;

use super::compare::Comparing;
use super::{Difference, REASON, study};
use crate::Fault;
use crate::awards;
use crate::credits::{due, settle};
use crate::engine::{Conn, query};

/// Holds what others would write meanwhile.
pub(super) async fn hold(conn: &mut Conn, account: &AccountId) -> Result<(), Fault> {
    for award in awards::ids_of(conn, account).await? {
        awards::held(conn, &award).await?;
    }
    study::hold(conn, account).await
}

pub(super) async fn differences(conn: &mut Conn, account: &AccountId) -> Result<Vec<Difference>, Fault> {
    let mut found = credits(conn, account).await?;
    found.extend(study::differences(conn, account).await?);
    found.extend(completions(conn, account).await?);
    Ok(found)
}

/// Brings the ledger up to date by lines that are added, and makes the study record anew.
pub(super) async fn mend(conn: &mut Conn, account: &AccountId, now: Timestamp) -> Result<(), Fault> {
    for award in awards::ids_of(conn, account).await? {
        if let Some(log) = awards::held(conn, &award).await? {
            settle(conn, &log, REASON, now).await?;
        }
    }
    study::mend(conn, account).await
}

/// Number, what it is about, half credits, the number of the line that it takes back.
type EntryRow = (i64, String, i64, Option<i64>);

/// What each award is worth against the lines that stand, and the sum of all against that.
async fn credits(conn: &mut Conn, account: &AccountId) -> Result<Vec<Difference>, Fault> {
    let mut comparing = Comparing::default();
    for award in awards::ids_of(conn, account).await? {
        let Some(log) = awards::log_of(conn, &award).await? else { continue };
        let due = due(conn, &log).await?;
        comparing.expect("credit_entry", &award, words(due.as_slice(), due.iter().map(|(_, half)| half).sum()));
        let (standing, sum) = ledger(conn, &award).await?;
        comparing.meet("credit_entry", award.as_str(), words(&standing, sum));
    }
    Ok(comparing.end())
}

/// The lines of an award that were earned and not taken back, and the sum of all its lines.
async fn ledger(conn: &mut Conn, award: &AwardId) -> Result<(Vec<(String, i64)>, i64), Fault> {
    let rows = query!(conn, "credits.sql", [award.as_str()], all EntryRow)?;
    let is_back = |number: i64| rows.iter().any(|(_, _, _, reverses)| *reverses == Some(number));
    let standing = rows.iter().filter(|(number, _, _, reverses)| reverses.is_none() && !is_back(*number));
    let standing = standing.map(|(_, code, half, _)| (code.clone(), *half)).collect();
    Ok((standing, rows.iter().map(|(_, _, half, _)| half).sum()))
}

fn words(standing: &[(String, i64)], sum: i64) -> String {
    let lines = standing.iter().map(|(code, half)| format!("{half} for {code}")).collect::<Vec<_>>();
    format!("{sum} half credits: {}", if lines.is_empty() { "none".to_owned() } else { lines.join(", ") })
}

/// Certificates that stand though no exam of their level is passed any more.
async fn completions(conn: &mut Conn, account: &AccountId) -> Result<Vec<Difference>, Fault> {
    let rows = query!(conn, "completions.sql", [account.as_str()], all(String, String))?;
    let found = rows.into_iter().map(|(id, title)| {
        let there = Some(format!("a certificate of {title} without a passed exam"));
        Difference::new("completion", id, there, Some("a passed exam of the level, or withdrawn".to_owned()))
    });
    Ok(found.collect())
}
