use domain::award::Day;
use domain::completion::{BestMock, Code, Shown};
use domain::ids::{AccountId, CompletionId};
use domain::question::Level;
use domain::time::Timestamp;

use super::Place;
use super::keys::{FreshKey, ensure_key};
use super::row::{digest, written};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Places of a list that are given out at most, of the 131,072 that it has: there is always a free one soon.
const MOST_PLACES: i64 = 65_536;

/// What somebody earned a certificate with.
#[derive(Clone, Debug)]
pub struct Earned {
    /// The level of the course.
    pub level: Level,
    /// The edition of the standard that the course teaches.
    pub edition: String,
    /// What the course is called.
    pub title: String,
    /// The person's name.
    pub holder: String,
    /// The person's address.
    pub email: String,
    /// Lessons of the course.
    pub lessons: u32,
    /// Hours of study that the course is made for, rounded.
    pub hours: u32,
    /// The day on which the last lesson was completed.
    pub completed_on: Day,
    /// The best mock exam of the level.
    pub mock: BestMock,
}

/// What has to be fresh for a certificate: nobody can guess any of it.
pub struct Fresh {
    /// An id.
    pub id: CompletionId,
    /// Its code.
    pub code: Code,
    /// Hides the address in the badge.
    pub salt: String,
    /// Places for its badge, random and below the length of a list; the first free one is taken.
    pub places: Vec<u32>,
    /// The key with which badges are signed from now on, if there is none yet.
    pub key: FreshKey,
}

/// The outcome of asking for a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issued {
    /// It was issued now.
    New(CompletionId),
    /// The person holds one of this level and edition: this one. Nothing was issued.
    Known(CompletionId),
}

impl Store {
    /// Issues a certificate of completion; whoever calls has seen that it is earned. Of one level and edition a person holds
    /// one that stands, however often and from wherever it is asked for. The first one of all brings the first key along.
    pub async fn issue_completion(
        &self,
        account: &AccountId,
        earned: Earned,
        fresh: Fresh,
        now: Timestamp,
    ) -> Result<Issued, Fault> {
        let account = account.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let (who, level, edition) = (account.as_str(), earned.level.word(), earned.edition.as_str());
                if let Some((known,)) = query!(conn, "standing.sql", [who, level, edition], optional(String,))? {
                    return Ok(Issued::Known(CompletionId::new(known)));
                }
                ensure_key(conn, &fresh.key, now).await?;
                let place = take_place(conn, &fresh.places).await?;
                if insert(conn, &account, &earned, &fresh, place, now).await? {
                    return Ok(Issued::New(fresh.id));
                }
                // Somebody was faster, with the same form sent twice.
                query!(conn, "return_place.sql", [i64::from(place.list), i64::from(place.index)], rows)?;
                let (known,) = query!(conn, "standing.sql", [who, level, edition], one(String,))?;
                Ok(Issued::Known(CompletionId::new(known)))
            })
        })
        .await
    }
}

/// Takes a free place, in the next list once one is half given out.
async fn take_place(conn: &mut Conn, places: &[u32]) -> Result<Place, Fault> {
    let (taken,) = query!(conn, "places.sql", [], one(i64,))?;
    let mut list = 1 + taken / MOST_PLACES;
    loop {
        for index in places {
            if query!(conn, "take_place.sql", [list, i64::from(*index)], rows)? == 1 {
                return Ok(Place { list: u32::try_from(list).unwrap_or(u32::MAX), index: *index });
            }
        }
        // All of them are taken here; a list that is still empty has every one.
        list += 1;
    }
}

async fn insert(
    conn: &mut Conn,
    account: &AccountId,
    earned: &Earned,
    fresh: &Fresh,
    place: Place,
    now: Timestamp,
) -> Result<bool, Fault> {
    let (completed_on, mock_on) = (earned.completed_on.to_string(), earned.mock.on.to_string());
    let rows = query!(
        conn,
        "make.sql",
        [
            fresh.id.as_str(),
            account.as_str(),
            earned.level.word(),
            &earned.edition,
            &earned.title,
            &earned.holder,
            &earned.email,
            i64::from(earned.lessons),
            i64::from(earned.hours),
            &completed_on,
            i64::from(earned.mock.percent),
            &mock_on,
            fresh.code.as_str(),
            digest(&fresh.code),
            &fresh.salt,
            written(Shown::default()),
            now.0,
            i64::from(place.list),
            i64::from(place.index)
        ],
        rows
    )?;
    Ok(rows == 1)
}
