//! Staff lists: read out of a file, and taken into the books lot by lot.

mod read;

use std::collections::BTreeMap;
use std::time::Duration;

use app::pages::organisation::ReadList;
use app::site::Site;
use domain::award::day_of;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::{Fate, Intake, IntakeGround};
use domain::time::Timestamp;
use store::{Fault, IntakeState, Line, Lot, Managing, Written};

pub use read::{read, read_people};

/// Rows that are taken in together: a write of them takes a fraction of a second, and others come in between.
const TOGETHER: usize = 300;
/// Lines about departments and positions that are written together.
const LINES: usize = 500;
/// How often the list is looked at anew because somebody else changed the books meanwhile.
const TRIES: usize = 20;
/// A database that is away is asked again after so long.
const AGAIN: Duration = Duration::from_secs(1);

/// What a list would do to the books as they are, worked out beside the requests.
pub async fn plan(
    list: ReadList,
    ground: IntakeGround,
    now: Timestamp,
) -> Result<(ReadList, Intake), tokio::task::JoinError> {
    tokio::task::spawn_blocking(move || {
        let mut fresh = || store::fresh_id(now);
        let intake = Intake::of(&list.rows, &ground, day_of(now), &mut fresh);
        (list, intake)
    })
    .await
}

/// How many rows meet each fate, those among them that could not be read.
pub fn counts(list: &ReadList, intake: &Intake) -> BTreeMap<Fate, usize> {
    let mut counts = intake.counts();
    let unread = list.refused.iter().map(|row| row.row).collect::<std::collections::BTreeSet<_>>().len();
    if unread > 0 {
        *counts.entry(Fate::Refused).or_default() += unread;
    }
    counts
}

/// Takes a list in whose taking in was begun. It may end at any point and be begun again: what is in the books already is
/// found there, so that the end is the same.
pub async fn run(site: Site, organisation: OrganisationId, id: String, account: AccountId) {
    loop {
        match work(&site, &organisation, &id, &account).await {
            Ok(true) => return,
            Ok(false) => break,
            Err(fault) if fault.may_pass() => tracing::warn!(%fault, "a list is not taken in yet; trying again"),
            Err(fault) => {
                tracing::error!(%fault, "a list could not be taken in; what was taken in stays");
                break;
            }
        }
        tokio::time::sleep(AGAIN).await;
    }
    if let Err(fault) = site.store.pause_intake(&organisation, &id).await {
        tracing::error!(%fault, "a list could not be given back");
    }
}

/// Goes on with every list whose taking in was cut off by the end of the server.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn go_on(site: &Site) -> Result<(), Fault> {
    site.store.sweep_intakes((site.now)().wall).await?;
    for (organisation, id, account) in site.store.running_intakes().await? {
        tokio::spawn(run(site.clone(), organisation, id, account));
    }
    Ok(())
}

/// False when it cannot be taken in.
async fn work(site: &Site, organisation: &OrganisationId, id: &str, account: &AccountId) -> Result<bool, Fault> {
    let store = &site.store;
    let seat = store.seat(account, organisation, day_of((site.now)().wall)).await?;
    let Some(by) = seat.and_then(|seat| seat.managing()) else { return Ok(false) };
    for _ in 0..TRIES {
        let now = (site.now)().wall;
        let Some(head) = store.intake(&by, id, now).await? else { return Ok(true) };
        if head.state != IntakeState::Running {
            return Ok(true);
        }
        let Ok(list) = serde_json::from_str::<ReadList>(&head.list) else { return Ok(false) };
        let ground = store.intake_ground(&by).await?;
        let Ok((_, intake)) = plan(list, ground, now).await else { return Ok(false) };
        if take_in(site, &by, id, intake).await? == Written::Done {
            store.end_intake(&by, id, (site.now)().wall).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

async fn take_in(site: &Site, by: &Managing, id: &str, intake: Intake) -> Result<Written, Fault> {
    let mut lots = Vec::new();
    let structure = intake.structure.into_iter().map(Line::from).collect::<Vec<_>>();
    lots.extend(structure.chunks(LINES).map(|lines| Lot { lines: lines.to_vec(), ..Lot::default() }));
    let (mut lot, mut rows) = (Lot::default(), 0);
    for (step, taken) in intake.steps.into_iter().zip(1..) {
        rows += usize::from(!step.lines.is_empty() || step.award.is_some());
        lot.lines.extend(step.lines.into_iter().map(|(entry, person)| Line { entry, person }));
        lot.awards.extend(step.award);
        lot.taken = taken;
        if rows == TOGETHER {
            lots.push(std::mem::take(&mut lot));
            rows = 0;
        }
    }
    lots.push(lot);
    for lot in lots {
        if site.store.take_in(by, id, lot, (site.now)().wall).await? == Written::Taken {
            return Ok(Written::Taken);
        }
    }
    Ok(Written::Done)
}
