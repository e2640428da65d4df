//! The weekly summaries of managers and team leads: made on Monday (UTC), or on the first day of the week on which the server is up.

use app::mail::{Deadline, DigestForManagers, Expiring, Gap, Head, Moved, Reader, Waiting, digest_for_managers};
use app::{urls, when};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::award::{Day, Qualification, day_of};
use domain::credits::Rules;
use domain::ids::OrganisationId;
use domain::time::Timestamp;
use store::{DeadlineRow, Digest, DigestAsk, Fault, Listed, MailKind, MovedRow, Seat, Store, Structure};

use crate::entropy;
use crate::letters::certificate;

/// A certificate that ends within so many days is told.
const SOON: Days = Days::new(60);
/// Lines of each list.
const LINES: i64 = 10;
/// Stands for a name that was taken out.
const NOBODY: &str = "Somebody who was taken out";

/// A week and what summaries made in it look back on: the week before.
struct Week {
    name: String,
    today: Day,
    last_monday: Timestamp,
    monday: Timestamp,
}

impl Week {
    fn of(now: Timestamp) -> Self {
        let today = day_of(now);
        let week = today.iso_week();
        let monday = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon).unwrap_or(today);
        Self {
            name: format!("{}-W{:02}", week.year(), week.week()),
            today,
            last_monday: when::beginning(monday - Days::new(7)),
            monday: when::beginning(monday),
        }
    }
}

/// Makes the summaries of this week that are not made yet; returns how many mails that makes. Doing it again, or twice at once, makes none:
/// the occasion of each is the week.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn digests(store: &Store, site: &str, now: Timestamp) -> Result<usize, Fault> {
    let week = Week::of(now);
    let mut made = 0;
    for organisation in store.digests_due(&week.name, week.monday).await? {
        made += of_organisation(store, site, &organisation, &week, now).await?;
        store.finish_digest(&organisation, week.name.clone()).await?;
    }
    Ok(made)
}

async fn of_organisation(
    store: &Store,
    site: &str,
    organisation: &OrganisationId,
    week: &Week,
    now: Timestamp,
) -> Result<usize, Fault> {
    let (mut made, rules) = (0, &store.library().credits.rules);
    for (seat, email) in store.digest_readers(organisation, week.today).await? {
        if store.unwanted_mail(&email).await?.contains(&MailKind::DigestForManagers) {
            continue;
        }
        let ask = DigestAsk {
            today: week.today,
            soon: week.today + SOON,
            since: week.last_monday,
            until: week.monday,
            most: LINES,
        };
        let digest = store.digest(&seat, ask).await?;
        let structure = store.structure(&seat).await?;
        let token = entropy::hex::<32>();
        let reader = Reader {
            name: &seat.name,
            email: &email,
            account: Some(&seat.account),
            organisation: Some(organisation),
            site,
            token: &token,
        };
        let occasion = format!("digest:{organisation}:{}:{}", seat.member, week.name);
        if let Some(written) = write((&reader, rules), &seat, &structure, &digest, week.today) {
            let queued = store.enqueue_mail(written.to_queue(&reader, occasion, now), now).await?;
            made += usize::from(queued == store::Enqueued::Queued);
        }
    }
    Ok(made)
}

fn head<'a, T>(first: &'a [T], total: i64, path: &'a str) -> Head<'a, T> {
    Head { first, total: usize::try_from(total).unwrap_or_default(), path }
}

/// Names and days of those who joined or left.
fn moves<'l>(list: &'l Listed<MovedRow>) -> Vec<(&'l str, String)> {
    let name = |row: &'l MovedRow| if row.name.is_empty() { NOBODY } else { row.name.as_str() };
    list.first.iter().map(|row| (name(row), when::iso_day(row.at))).collect()
}

fn moved<'a>(rows: &'a [(&'a str, String)]) -> Vec<Moved<'a>> {
    rows.iter().map(|(person, on)| Moved { person, on }).collect()
}

/// Who, what and the last day, of what is late or falls due.
fn deadlines<'l>(structure: &'l Structure, list: &'l Listed<DeadlineRow>) -> Vec<(&'l str, &'l str, String)> {
    let line = |row: &'l DeadlineRow| {
        let requirement = structure.requirements.iter().find(|one| one.id == row.requirement)?;
        let name = if row.name.is_empty() { NOBODY } else { row.name.as_str() };
        Some((name, requirement.name.as_str(), row.last.to_string()))
    };
    list.first.iter().filter_map(line).collect()
}

fn deadline<'a>(rows: &'a [(&'a str, &'a str, String)]) -> Vec<Deadline<'a>> {
    rows.iter().map(|(person, requirement, last)| Deadline { person, requirement, last }).collect()
}

/// Requirements with gaps, by name.
fn gaps<'l>(structure: &'l Structure, digest: &Digest) -> Vec<Gap<'l>> {
    let gap = |one: &'l domain::organisation::Requirement| {
        let row = digest.gaps.iter().find(|row| row.requirement == one.id)?;
        Some(Gap { requirement: &one.name, missing: row.missing(), needed: row.needed })
    };
    structure.requirements.iter().filter_map(gap).collect()
}

/// The mail; nothing when there is nothing to say.
fn write(
    (reader, rules): (&Reader<'_>, &Rules),
    seat: &Seat,
    structure: &Structure,
    digest: &Digest,
    today: Day,
) -> Option<app::mail::Written> {
    let office = |page: &str| urls::office(&seat.organisation, page);
    let paths = ["approvals", "renewals", "requirements", "people?joined=joined", "people?joined=left"].map(office);
    let [late_path, falling_path] = ["people?state=late", "plan"].map(office);
    let named = |code: Option<&Qualification>, institute: &str| certificate(rules, (code, None), institute);
    let waiting = digest.waiting.first.iter();
    let waiting = waiting.map(|row| (row, named(row.qualification.as_ref(), &row.institute), when::iso_day(row.since)));
    let waiting = waiting.collect::<Vec<_>>();
    let waiting =
        waiting.iter().map(|(row, what, since)| Waiting { person: &row.name, what, since }).collect::<Vec<_>>();
    let ending = digest.ending.first.iter();
    let ending = ending.map(|row| (row, named(row.qualification.as_ref(), &row.institute), row.last.to_string()));
    let ending = ending.collect::<Vec<_>>();
    let ending = ending.iter().map(|(row, certificate, ends_on)| Expiring { person: &row.name, certificate, ends_on });
    let ending = ending.collect::<Vec<_>>();
    let gaps = gaps(structure, digest);
    let (late, falling) = (deadlines(structure, &digest.late), deadlines(structure, &digest.falling));
    let (late, falling) = (deadline(&late), deadline(&falling));
    let first_gaps = &gaps[..gaps.len().min(LINES as usize)];
    let (joined, left) = (moves(&digest.joined), moves(&digest.left));
    let (joined, left) = (moved(&joined), moved(&left));
    let about = DigestForManagers {
        organisation: &seat.organisation_name,
        on: &today.to_string(),
        waiting: head(&waiting, digest.waiting.total, &paths[0]),
        expiring: head(&ending, digest.ending.total, &paths[1]),
        gaps: head(first_gaps, gaps.len() as i64, &paths[2]),
        late: head(&late, digest.late.total, &late_path),
        falling: head(&falling, digest.falling.total, &falling_path),
        joined: head(&joined, digest.joined.total, &paths[3]),
        left: head(&left, digest.left.total, &paths[4]),
        path: &urls::organisation(&seat.organisation),
    };
    (!about.is_empty()).then(|| digest_for_managers(reader, &about))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_goes_from_monday_to_sunday_also_over_the_new_year() {
        let at = |day: &str| Week::of(when::beginning(day.parse().expect("a day")));
        let (monday, sunday) = (at("2026-12-28"), at("2027-01-03"));
        assert_eq!((monday.name.as_str(), sunday.name.as_str()), ("2026-W53", "2026-W53"));
        assert_eq!((monday.monday, monday.last_monday), (sunday.monday, sunday.last_monday));
        assert_eq!(when::iso_day(sunday.monday), "2026-12-28");
        assert_eq!(when::iso_day(sunday.last_monday), "2026-12-21");
        assert_eq!(at("2027-01-04").name, "2027-W01");
    }
}
