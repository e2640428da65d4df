//! Those who joined are told of what has come to be required of them and what they do not have.

use app::mail::{Reader, RequirementGap, requirement_gap};
use app::urls;
use domain::time::Timestamp;
use store::{Enqueued, Fault, NewGap, Store};

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
    let due = gap.requirement.due.map(|due| due.to_string());
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
