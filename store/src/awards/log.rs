use std::collections::BTreeMap;

use domain::award::{Award, Day, Entry, Event};
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::organisation::{Report, report};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::AwardLog;
use crate::apart::apart;
use crate::engine::{Conn, query};
use crate::organisations::Seat;
use crate::{Fault, Store};

#[derive(FromRow)]
pub(super) struct EntryRow {
    award_id: String,
    member_id: Option<String>,
    number: i64,
    recorded_at: i64,
    recorded_by: String,
    organisation_id: Option<String>,
    body: String,
}

/// Logs from rows that come award by award.
pub(super) fn logs(rows: Vec<EntryRow>) -> Result<Vec<AwardLog>, Fault> {
    let mut logs = BTreeMap::<String, AwardLog>::new();
    for row in rows {
        let event = serde_json::from_str(&row.body)
            .map_err(|error| Fault::corrupt("award_entry", "body", &row.award_id, error))?;
        let entry = Entry {
            number: row.number,
            at: Timestamp(row.recorded_at),
            by: row.recorded_by,
            organisation: row.organisation_id.map(OrganisationId::new),
            event,
        };
        let log = logs.entry(row.award_id.clone()).or_insert_with(|| AwardLog {
            id: AwardId::new(row.award_id),
            member: row.member_id.map(MemberId::new),
            entries: Vec::new(),
        });
        log.entries.push(entry);
    }
    Ok(logs.into_values().collect())
}

/// The log of one award.
pub(crate) async fn one(conn: &mut Conn, award: &AwardId) -> Result<Option<AwardLog>, Fault> {
    let rows = query!(conn, "one.sql", [award.as_str()], all EntryRow)?;
    Ok(logs(rows)?.pop())
}

/// The same; nobody else amends it until the write is over.
pub(crate) async fn held(conn: &mut Conn, award: &AwardId) -> Result<Option<AwardLog>, Fault> {
    query!(conn, "lock.sql", [award.as_str()], rows)?;
    one(conn, award).await
}

/// The logs of the awards that an organisation sees, of those whose ids lie behind one and not behind another.
pub(crate) async fn logs_between(
    conn: &mut Conn,
    organisation: &str,
    (after, last): (&str, &str),
) -> Result<Vec<AwardLog>, Fault> {
    logs(query!(conn, "of_some.sql", [organisation, after, last], all EntryRow)?)
}

/// Who writes a line, and in whose books.
#[derive(Clone, Debug)]
pub(super) struct Pen {
    pub(super) by: String,
    pub(super) organisation: Option<OrganisationId>,
}

impl Pen {
    pub(super) fn of(seat: &Seat) -> Self {
        Self { by: seat.name.clone(), organisation: Some(seat.organisation.clone()) }
    }
}

/// Appends a line. The caller has asked the rules and holds the award's row.
pub(super) async fn append(
    conn: &mut Conn,
    award: &AwardId,
    pen: &Pen,
    event: &Event,
    now: Timestamp,
) -> Result<(), Fault> {
    let body = serde_json::to_string(event).expect("an event is plain data");
    let (number,) = query!(conn, "next.sql", [award.as_str()], one(i64,))?;
    let organisation = pen.organisation.as_ref().map(OrganisationId::as_str);
    // What was known at a moment stays what it was, even when somebody sets the wall clock back.
    let (known,) = query!(conn, "last_at.sql", [award.as_str()], one(i64,))?;
    let at = now.0.max(known);
    query!(conn, "append.sql", [award.as_str(), number, at, &pen.by, organisation, body], rows)?;
    Ok(())
}

impl Store {
    /// The awards in a person's own record, those too that organisations entered for the person, oldest first.
    pub async fn awards(&self, account: &AccountId) -> Result<Vec<AwardLog>, Fault> {
        let mut conn = self.read().await?;
        let mut logs = logs(query!(&mut conn, "own.sql", [account.as_str()], all EntryRow)?)?;
        let day = |log: &AwardLog| {
            let award = Award::replay(&log.entries, None, Timestamp(i64::MAX));
            award.map(|award| award.facts.awarded_on)
        };
        logs.sort_by_cached_key(|log| (day(log), log.id.clone()));
        Ok(logs)
    }

    /// The awards that an organisation sees of a person in reach, as far as they were recorded until a moment.
    pub async fn awards_of(&self, seat: &Seat, member: &MemberId, known: Timestamp) -> Result<Vec<AwardLog>, Fault> {
        let mut conn = self.read().await?;
        let today = domain::award::day_of(known).to_string();
        let binds = (seat.organisation.as_str(), member.as_str(), known.0, seat.reach());
        let rows = query!(&mut conn, "of_member.sql", [binds.0, binds.1, binds.2, binds.3, today], all EntryRow)?;
        logs(rows)
    }

    /// Who was qualified on a day, as the organisation knew it at a moment. For those who see all of the books.
    pub async fn report(&self, seat: &Seat, on: Day, known: Timestamp) -> Result<Report, Fault> {
        if seat.is_partial() {
            return Ok(Report::default());
        }
        let place = self.replaying().await?;
        let books = self.books_at(seat, known).await?;
        let (seen, here) = (self.awards_seen(&seat.organisation, known).await?, seat.organisation.clone());
        apart(move || {
            let _place = place;
            let replayed = seen.by_member()?.into_iter().map(|(member, logs)| {
                let award = |log: AwardLog| Some((log.id, Award::replay(&log.entries, Some(&here), known)?));
                (member, logs.into_iter().filter_map(award).collect())
            });
            Ok(report(&books, &replayed.collect(), on))
        })
        .await?
    }

    /// The awards that an organisation sees of everybody, as far as they were recorded until a moment. Of somebody who came back
    /// they stand with the present line of the books.
    pub async fn all_awards(&self, seat: &Seat, known: Timestamp) -> Result<BTreeMap<MemberId, Vec<AwardLog>>, Fault> {
        let mut conn = self.read().await?;
        let owners = query!(&mut conn, "owners.sql", [seat.organisation.as_str()], all(String, String))?;
        let seen = Seen::until(&mut conn, &seat.organisation, owners, known).await?;
        apart(move || seen.by_member()).await?
    }

    /// The same for reports about earlier days: of somebody who came back they stand with the earlier lines too.
    pub(crate) async fn awards_seen(&self, organisation: &OrganisationId, known: Timestamp) -> Result<Seen, Fault> {
        let mut conn = self.read().await?;
        let id = organisation.as_str();
        let mut owners = query!(&mut conn, "owners.sql", [id], all(String, String))?;
        owners.extend(query!(&mut conn, "owners_before.sql", [id], all(String, String))?);
        Seen::until(&mut conn, organisation, owners, known).await
    }
}

/// The logs that an organisation sees until a moment, as they were read.
pub(crate) struct Seen {
    rows: Vec<EntryRow>,
    /// Pairs of award and line of the books.
    owners: Vec<(String, String)>,
}

impl Seen {
    async fn until(
        conn: &mut Conn,
        organisation: &OrganisationId,
        owners: Vec<(String, String)>,
        known: Timestamp,
    ) -> Result<Self, Fault> {
        Ok(Self { rows: query!(conn, "of_all.sql", [organisation.as_str(), known.0], all EntryRow)?, owners })
    }

    /// The logs by whose they are. Of many thousand people that takes a while.
    pub(crate) fn by_member(self) -> Result<BTreeMap<MemberId, Vec<AwardLog>>, Fault> {
        let logs = logs(self.rows)?.into_iter().map(|log| (log.id.clone(), log)).collect::<BTreeMap<_, _>>();
        let mut all = BTreeMap::<MemberId, Vec<AwardLog>>::new();
        for (award, member) in self.owners {
            if let Some(log) = logs.get(award.as_str()) {
                all.entry(MemberId::new(member)).or_default().push(log.clone());
            }
        }
        Ok(all)
    }
}
