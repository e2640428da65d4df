use domain::award::Day;
use domain::ids::{LinkId, OrganisationId};
use domain::organisation::{Entry, Seed};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use crate::engine::query;
use crate::organisations::{Managing, append};
use crate::sessions::Token;
use crate::{Fault, Store, Written};

/// How far a link goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The pack, which names the files that prove certificates.
    Pack,
    /// These files too.
    Files,
}

/// What was opened with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The pack, on a page or as a file.
    Pack,
    /// A file that proves a certificate.
    File,
}

/// A link to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// A fresh id.
    pub id: LinkId,
    /// The hash of the token in its address.
    pub token: Token,
    /// For whom it is made.
    pub for_whom: String,
    /// The first day that it shows.
    pub from: Day,
    /// The last day that it shows.
    pub until: Day,
    /// With which its sample is drawn.
    pub seed: Seed,
    /// How many people are drawn; none for everybody.
    pub sample: Option<usize>,
    /// When it ends to work.
    pub expires: Timestamp,
    /// How far it goes.
    pub shows: Shown,
}

/// A link that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLink {
    /// Which.
    pub id: LinkId,
    /// For whom it was made.
    pub for_whom: String,
    /// The first day that it shows.
    pub from: Day,
    /// The last day that it shows.
    pub until: Day,
    /// What was known at this moment it shows.
    pub known: Timestamp,
    /// With which its sample is drawn.
    pub seed: Seed,
    /// How many people are drawn; none for everybody.
    pub sample: Option<usize>,
    /// When it ends to work.
    pub expires: Timestamp,
    /// When somebody ended it before its time.
    pub ended: Option<Timestamp>,
    /// Who made it.
    pub made_by: String,
    /// How far it goes.
    pub shows: Shown,
    /// When it was opened last.
    pub opened: Option<Timestamp>,
    /// How often a file was opened with it.
    pub files_opened: u64,
}

/// A link that works: whoever holds its token sees its pack, and nothing else. It is made only from a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    organisation: OrganisationId,
    link: AuditLink,
}

impl AuditLink {
    /// Whether it works at a moment.
    pub fn works(&self, now: Timestamp) -> bool {
        self.ended.is_none() && now < self.expires
    }
}

impl OpenLink {
    /// What it shows.
    pub fn link(&self) -> &AuditLink {
        &self.link
    }

    pub(super) fn organisation(&self) -> &OrganisationId {
        &self.organisation
    }
}

#[derive(FromRow)]
struct LinkRow {
    id: String,
    organisation_id: String,
    for_whom: String,
    first_day: String,
    last_day: String,
    known_at: i64,
    seed: i64,
    sample: i64,
    expires_at: i64,
    ended_at: Option<i64>,
    made_by: String,
    opens_files: bool,
    opened_at: Option<i64>,
    files_opened: i64,
}

impl LinkRow {
    fn open(self) -> Result<OpenLink, Fault> {
        let day = |column, text: &str| {
            text.parse::<Day>().map_err(|error| Fault::corrupt("audit_link", column, &self.id, error))
        };
        let link = AuditLink {
            from: day("first_day", &self.first_day)?,
            until: day("last_day", &self.last_day)?,
            known: Timestamp(self.known_at),
            seed: Seed::of(self.seed.unsigned_abs()),
            sample: usize::try_from(self.sample).ok().filter(|sample| *sample > 0),
            expires: Timestamp(self.expires_at),
            ended: self.ended_at.map(Timestamp),
            made_by: self.made_by,
            shows: if self.opens_files { Shown::Files } else { Shown::Pack },
            opened: self.opened_at.map(Timestamp),
            files_opened: self.files_opened.unsigned_abs(),
            for_whom: self.for_whom,
            id: LinkId::new(self.id),
        };
        Ok(OpenLink { organisation: OrganisationId::new(self.organisation_id), link })
    }
}

impl Store {
    /// Makes a link. The same form sent twice makes one: then the answer is [`Written::Taken`].
    pub async fn make_audit_link(&self, by: &Managing, new: NewLink, now: Timestamp) -> Result<Written, Fault> {
        let seat = by.seat().clone();
        self.write(move |conn| {
            Box::pin(async move {
                let (id, organisation) = (new.id.as_str(), seat.organisation.as_str());
                let days = (new.from.to_string(), new.until.to_string());
                let sample = new.sample.map_or(0, |sample| sample as i64);
                let (seed, expires) = (i64::from(new.seed.number()), new.expires.0);
                let made = query!(
                    conn,
                    "make_link.sql",
                    [
                        id,
                        organisation,
                        &new.token.0,
                        &new.for_whom,
                        &days.0,
                        &days.1,
                        now.0,
                        seed,
                        sample,
                        expires,
                        &seat.name,
                        new.shows == Shown::Files
                    ],
                    rows
                )?;
                if made == 0 {
                    return Ok(Written::Taken);
                }
                let NewLink { id: link, from, until, expires, .. } = new;
                let line = Entry::Linked { link, from, until, expires };
                append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                Ok(Written::Done)
            })
        })
        .await
    }

    /// The links that were made, the newest first.
    pub async fn audit_links(&self, by: &Managing) -> Result<Vec<AuditLink>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "links.sql", [by.seat().organisation.as_str()], all LinkRow)?;
        rows.into_iter().map(|row| Ok(row.open()?.link)).collect()
    }

    /// Ends a link before its time; false when there is none that could be ended.
    pub async fn end_audit_link(&self, by: &Managing, link: &LinkId, now: Timestamp) -> Result<bool, Fault> {
        let (seat, link) = (by.seat().clone(), link.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let binds = (link.as_str(), seat.organisation.as_str());
                if query!(conn, "end_link.sql", [binds.0, binds.1, now.0], rows)? == 0 {
                    return Ok(false);
                }
                let line = Entry::Unlinked { link };
                append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// The link of a token, while it works.
    pub async fn open_audit_link(&self, token: &Token, now: Timestamp) -> Result<Option<OpenLink>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "link_of_token.sql", [&token.0], optional LinkRow)?;
        let open = row.map(LinkRow::open).transpose()?;
        Ok(open.filter(|open| open.link.works(now)))
    }

    /// Notes that something was opened with a link. The pack is noted once a minute at most: whoever turns its pages opens it once.
    pub async fn note_opening(&self, open: &OpenLink, what: Opening, now: Timestamp) -> Result<(), Fault> {
        let files = match what {
            Opening::File => 1_i64,
            Opening::Pack if open.link.opened.is_some_and(|last| now < last.plus(Millis::minutes(1))) => return Ok(()),
            Opening::Pack => 0,
        };
        let link = open.link.id.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "opened.sql", [link.as_str(), now.0, files], rows)?;
                Ok(())
            })
        })
        .await
    }
}
