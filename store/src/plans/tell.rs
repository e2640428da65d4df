use std::sync::Arc;

use domain::award::Day;
use domain::ids::{AccountId, OrganisationId, PlanId};
use domain::organisation::{Plan, PlanKind};
use domain::question::Level;
use domain::time::Timestamp;

use crate::Fault;
use crate::engine::{Conn, query};
use crate::mail::{self, NewMail};
use crate::organisations::Seat;

/// An exam that was booked for somebody, as the mail about it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedNews {
    /// In whose books.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub organisation_name: String,
    /// Who booked it.
    pub by: String,
    /// The person's account, if the person joined.
    pub account: Option<AccountId>,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// Which exam.
    pub level: Level,
    /// Its day.
    pub on: Day,
}

/// Writes the mail about a booked exam, inside the write that books it.
pub type TellBooked = Arc<dyn Fn(&BookedNews) -> NewMail + Send + Sync>;

/// Puts the mail about an exam into the queue, for somebody with an address who did not book it. One plan makes one mail.
pub(super) async fn tell_booked(
    conn: &mut Conn,
    (seat, tell): (&Seat, &TellBooked),
    (plan, what): (&PlanId, &Plan),
    now: Timestamp,
) -> Result<(), Fault> {
    if what.kind != PlanKind::Exam || what.member == seat.member {
        return Ok(());
    }
    let found = query!(conn, "told.sql", [what.member.as_str()], optional(String, String, Option<String>))?;
    let Some((name, email, account)) = found else { return Ok(()) };
    let news = BookedNews {
        organisation: seat.organisation.clone(),
        organisation_name: seat.organisation_name.clone(),
        by: seat.name.clone(),
        account: account.map(AccountId::new),
        name,
        email,
        level: what.level,
        on: what.on,
    };
    mail::enqueue(conn, &NewMail { occasion: format!("booked:{plan}"), ..tell(&news) }, now).await?;
    Ok(())
}
