//! Those who joined are told of what has come to be required of them and what they do not have, and reminded of the day by which they
//! should have it.

use app::mail::{Reader, RequirementDue, RequirementGap, requirement_due, requirement_gap};
use app::urls;
use domain::award::day_of;
use domain::time::Timestamp;
use store::{Enqueued, Fault, NearingNeed, NewGap, Store};

use crate::entropy;

/// Tells everybody once of each requirement; returns how many mails that makes.
pub(super) async fn tell_all(store: &Store, site: &str, now: Timestamp) -> Result<usize, Fault> {
    let mut told = 0;
    for gap in store.new_gaps(now).await? {
        told += usize::from(tell(store, site, &gap, now).await? == Enqueued::Queued);
    }
    Ok(told)
}

async fn tell(store: &Store, site: &str, gap: &NewGap, now: Timestamp) -> Result<Enqueued, Fault> {
    let token = entropy::hex::<32>();
    let reader = Reader {
        name: &gap.name,
        email: &gap.email,
        account: gap.account.as_ref(),
        organisation: Some(&gap.organisation),
        site,
        token: &token,
    };
    let due = gap.due.map(|due| due.to_string());
    let missing = gap.requirement.levels_words();
    let about = RequirementGap {
        organisation: &gap.organisation_name,
        position: gap.position.as_deref(),
        missing: &[&missing],
        needed_by: due.as_deref(),
        path: urls::DASHBOARD,
    };
    let letter = requirement_gap(&reader, &about).to_queue(&reader, gap.occasion(), now);
    store.enqueue_mail(letter, now).await
}

/// So many reminders are taken at once.
const TOGETHER: usize = 200;

/// Reminds everybody of the day by which something is to be met; returns how many mails that makes.
pub(super) async fn remind_all(store: &Store, site: &str, now: Timestamp) -> Result<usize, Fault> {
    let mut reminded = 0;
    loop {
        let nearing = store.nearing_needs(now, TOGETHER).await?;
        for one in &nearing {
            reminded += usize::from(remind(store, site, one, now).await? == Enqueued::Queued);
        }
        if nearing.len() < TOGETHER {
            return Ok(reminded);
        }
    }
}

async fn remind(store: &Store, site: &str, need: &NearingNeed, now: Timestamp) -> Result<Enqueued, Fault> {
    let token = entropy::hex::<32>();
    let reader = Reader {
        name: &need.name,
        email: &need.email,
        account: need.account.as_ref(),
        organisation: Some(&need.organisation),
        site,
        token: &token,
    };
    let about = RequirementDue {
        organisation: &need.organisation_name,
        requirement: &need.requirement.name,
        missing: &need.requirement.levels_words(),
        due: &need.due.to_string(),
        days: need.due.signed_duration_since(day_of(now)).num_days(),
        path: &urls::office(&need.organisation, "me"),
    };
    store.enqueue_mail(requirement_due(&reader, &about).to_queue(&reader, need.occasion(), now), now).await
}
