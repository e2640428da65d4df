//! What happens once a day: organisations come into the present day, people are reminded of awards that end and told of
//! what is required of them anew, the week is summed up for those who answer for others, those who left long ago are taken out, and what nobody needs any more is removed.

use std::time::Duration;

use app::mail::{ExpiryReminder, Reader, expiry_reminder};
use app::{urls, when};
use domain::award::{Day, day_of};
use domain::renewal::Window;
use domain::time::{Millis, Timestamp};
use store::{DueReminder, Fault, Store};

use super::digests::digests;
use super::{gaps, records};
use crate::clock::Clock;
use crate::entropy;
use crate::files::{Files, FilesFault};
use crate::letters::certificate;

/// How often the clock is looked at, and how soon a day that failed is tried again.
const LOOK: Duration = Duration::from_secs(10);
/// A file that nobody names stays so long: its row may be on its way.
const DAY: Millis = Millis::minutes(24 * 60);
/// So many reminders are taken at once.
const TOGETHER: usize = 200;

/// Begins the day at the start and whenever the day (UTC) changes, until it is dropped.
pub async fn run_days(store: Store, clock: Clock, files: Files, site: String) {
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
            Ok(done) => {
                begun = Some(day_of(now));
                tidy_files(&store, &files, done, now).await;
            }
            Err(fault) => tracing::error!(%fault, "the day could not be begun; trying again"),
        }
    }
}

/// Does what is done once a day. Doing it again, or twice at once, changes nothing.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn begin_day(store: &Store, site: &str, now: Timestamp) -> Result<Begun, Fault> {
    let organisations = store.turn_the_page(now).await?;
    let reminded = remind_all(store, site, now).await?;
    let told = gaps::tell_all(store, site, now).await?;
    let nearing = gaps::remind_all(store, site, now).await?;
    let summed_up = digests(store, site, now).await?;
    let erased = store.erase_those_who_left(now).await?;
    let mails = store.forget_old_mail(now).await?;
    let differing = records::compare(store, now).await?;
    let erased_people = erased.people;
    tracing::info!(
        organisations,
        reminded,
        told,
        nearing,
        summed_up,
        erased_people,
        mails,
        differing,
        "the day has begun"
    );
    Ok(Begun { summed_up, files: erased.files, differing })
}

/// What beginning a day left to be done, and what it made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// How many summaries were queued.
    pub summed_up: usize,
    /// Files of those who were taken out; no row names them any more.
    pub files: Vec<String>,
    /// How many rows were found to differ from their logs.
    pub differing: usize,
}

/// Removes the files of those who were taken out, and whatever else no row names and is older than a day: an upload that was broken off
/// left it, or a removal that failed. A store of files that fails is tried again tomorrow.
pub async fn tidy_files(store: &Store, files: &Files, begun: Begun, now: Timestamp) {
    files.remove_all(&begun.files).await;
    match sweep(store, files, now).await {
        Ok(swept) => tracing::info!(removed = begun.files.len(), swept, "files are tidy"),
        Err(fault) => tracing::error!(%fault, "files that nobody names could not be removed; trying again tomorrow"),
    }
}

/// Why the store of files was not swept.
#[derive(Debug, thiserror::Error)]
enum SweepFault {
    #[error(transparent)]
    Files(#[from] FilesFault),
    #[error(transparent)]
    Store(#[from] Fault),
}

/// Removes files that no row names and that are older than a day; returns how many.
async fn sweep(store: &Store, files: &Files, now: Timestamp) -> Result<usize, SweepFault> {
    let (mut kept, mut swept) = (files.kept_before(Timestamp(now.0 - DAY.0))?, 0);
    loop {
        let names = kept.next().await?;
        if names.is_empty() {
            return Ok(swept);
        }
        for name in store.unnamed_files(names).await? {
            files.remove(&name).await?;
            swept += 1;
        }
    }
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

/// Whether it may be renewed yet, and where to look.
fn what_to_do(due: &DueReminder) -> String {
    let may = match due.window {
        Window::NotYet { opens } => format!("It may be renewed from {} on.", when::day(&opens.to_string())),
        Window::Never | Window::Open { .. } | Window::Overdue { .. } => "It may be renewed now.".to_owned(),
    };
    let more = match due.account {
        Some(_) => "on your first page you see what it asks of you, and which clauses changed.",
        None => "ask whoever looks after them what is planned for you.",
    };
    format!("{may} {} keeps the records of your qualification: {more}", due.organisation_name)
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
    let rules = &store.library().credits.rules;
    let certificate = certificate(rules, (due.qualification.as_ref(), None), &due.institute);
    // Who has no account here has no page either.
    let page = due.account.as_ref().map(|_| urls::certificate(&due.award));
    let about = ExpiryReminder {
        certificate: &certificate,
        ends_on: &due.last.to_string(),
        days: due.last.signed_duration_since(day_of(now)).num_days(),
        what_to_do: &what_to_do(due),
        path: page.as_deref(),
    };
    let occasion = format!("expiry:{}:{}:{}:{}", due.organisation, due.award, due.last, due.days);
    store.remind(due, expiry_reminder(&reader, &about).to_queue(&reader, occasion, now), now).await
}

#[cfg(test)]
mod tests {
    use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};

    use super::*;

    #[test]
    fn a_reminder_tells_what_may_be_done_already() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let due = |window_days, account: Option<&str>| DueReminder {
            organisation: OrganisationId::new("o"),
            organisation_name: "Larkfield".to_owned(),
            award: AwardId::new("a"),
            member: MemberId::new("m"),
            name: "Ada".to_owned(),
            email: "ada@larkfield.example".to_owned(),
            account: account.map(AccountId::new),
            qualification: None,
            institute: "An institute".to_owned(),
            last: day("2027-06-30"),
            window: Window::of(Some(day("2027-06-30")), window_days, day("2027-01-01")),
            days: 180,
        };
        let early = what_to_do(&due(90, Some("ada")));
        assert!(early.starts_with("It may be renewed from 1 April 2027 on. Larkfield keeps"), "{early}");
        assert!(early.contains("on your first page"), "{early}");
        let open = what_to_do(&due(180, None));
        assert!(open.starts_with("It may be renewed now."), "{open}");
        assert!(!open.contains("page"), "who has no account has no page: {open}");
    }
}
