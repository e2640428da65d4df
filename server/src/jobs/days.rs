//! What happens once a day: organisations come into the present day, people are reminded of awards that end, and those who left
//! long ago are taken out.

use std::time::Duration;

use app::mail::{ExpiryReminder, Reader, expiry_reminder};
use app::urls;
use domain::award::{Day, day_of};
use domain::time::Timestamp;
use store::{DueReminder, Fault, Store};

use crate::clock::Clock;
use crate::entropy;

/// How often the clock is looked at, and how soon a day that failed is tried again.
const LOOK: Duration = Duration::from_secs(10);
/// So many reminders are taken at once.
const TOGETHER: usize = 200;

/// Begins the day at the start and whenever the day (UTC) changes, until it is dropped.
pub async fn run_days(store: Store, clock: Clock, site: String) {
    let mut interval = tokio::time::interval(LOOK);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut begun = None::<Day>;
    loop {
        interval.tick().await;
        let now = clock.now().wall;
        if begun == Some(day_of(now)) {
            continue;
        }
        match begin_day(&store, &site, now).await {
            Ok(()) => begun = Some(day_of(now)),
            Err(fault) => tracing::error!(%fault, "the day could not be begun; trying again"),
        }
    }
}

/// Does what is done once a day. Doing it again, or twice at once, changes nothing.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn begin_day(store: &Store, site: &str, now: Timestamp) -> Result<(), Fault> {
    let organisations = store.turn_the_page(now).await?;
    let reminded = remind_all(store, site, now).await?;
    let erased = store.erase_those_who_left(now).await?;
    tracing::info!(organisations, reminded, erased = erased.people, files = erased.files.len(), "the day has begun");
    Ok(())
}

/// Reminds everybody whose award ends; returns how many mails that makes.
async fn remind_all(store: &Store, site: &str, now: Timestamp) -> Result<usize, Fault> {
    let mut reminded = 0;
    loop {
        let due = store.due_reminders(now, TOGETHER).await?;
        for one in &due {
            reminded += usize::from(remind(store, site, one, now).await?);
        }
        if due.len() < TOGETHER {
            return Ok(reminded);
        }
    }
}

/// Reminds one person of one award. False when somebody else was quicker.
async fn remind(store: &Store, site: &str, due: &DueReminder, now: Timestamp) -> Result<bool, Fault> {
    let token = entropy::hex::<32>();
    let reader = Reader {
        name: &due.name,
        email: &due.email,
        account: due.account.as_ref(),
        organisation: Some(&due.organisation),
        site,
        token: &token,
    };
    let level = due.qualification.as_ref().and_then(|qualification| qualification.level());
    let code = due.qualification.as_ref().map_or("", |qualification| qualification.code());
    let certificate = format!("{}, {}", level.map_or(code, |level| level.name()), due.institute);
    let what_to_do = format!(
        "It may be renewed now. {} sees what is planned for you; on your page you see what it asks of you, and which clauses changed.",
        due.organisation_name
    );
    let about = ExpiryReminder {
        certificate: &certificate,
        ends_on: &due.last.to_string(),
        days: due.last.signed_duration_since(day_of(now)).num_days(),
        what_to_do: &what_to_do,
        path: urls::DASHBOARD,
    };
    let occasion = format!("expiry:{}:{}:{}:{}", due.organisation, due.award, due.last, due.days);
    store.remind(due, expiry_reminder(&reader, &about).to_queue(&reader, occasion, now), now).await
}
