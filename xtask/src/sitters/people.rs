//! Makes people: accounts that cannot sign in, each with a session, since hashing thousands of passwords takes long.

use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use domain::ids::{AccountId, AttemptId, OrganisationId};
use domain::time::{Millis, Timestamp};
use sha2::{Digest, Sha256};
use store::{NewAccount, Role, Store, Token, fresh_id};
use tokio::task::JoinSet;

use super::Candidate;
use super::wire::{Connection, FORM, post};

/// The Foundation paper.
pub const SCHEME: &str = "practice-foundation-2018";
/// Made at the same time: they share commits, and none waits for a connection too long.
const TOGETHER: usize = 64;

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person {
    pub account: AccountId,
    /// Carries the session.
    pub cookie: String,
}

/// Makes so many people with a name in common.
pub async fn enrol(store: &Store, name: &str, count: usize) -> Result<Vec<Person>> {
    let now = wall()?;
    let mut people = Vec::with_capacity(count);
    for first in (0..count).step_by(TOGETHER) {
        let mut making = JoinSet::new();
        for number in first..count.min(first + TOGETHER) {
            making.spawn(person(store.clone(), format!("{name}-{number}"), (Role::Candidate, None), now));
        }
        people.append(&mut making.join_all().await.into_iter().collect::<Result<Vec<_>>>()?);
    }
    Ok(people)
}

/// Makes a trainer of an organisation.
pub async fn trainer(store: &Store, name: &str, organisation: &OrganisationId) -> Result<Person> {
    person(store.clone(), name.to_owned(), (Role::Trainer, Some(organisation.clone())), wall()?).await
}

async fn person(
    store: Store,
    name: String,
    (role, organisation): (Role, Option<OrganisationId>),
    now: Timestamp,
) -> Result<Person> {
    let account = AccountId::new(fresh_id(now));
    let new = NewAccount {
        id: account.clone(),
        organisation,
        email: format!("{name}@fernhill.example"),
        name: name.clone(),
        role,
        password_hash: String::new(),
    };
    store.make_account(new, now).await?;
    let token = hex(&Sha256::digest(name));
    let hash = Token(hex(&Sha256::digest(&token)));
    let life = Millis::minutes(24 * 60);
    store.begin_session(hash, fresh_id(now), &account, "a scripted candidate".to_owned(), now, life).await?;
    Ok(Person { account, cookie: format!("clausewise={token}") })
}

/// Lets all of them begin an exam, a few at the same time.
pub async fn seat(address: SocketAddr, people: &[Person]) -> Result<Vec<Candidate>> {
    let mut seating = JoinSet::new();
    for some in people.chunks(people.len().div_ceil(TOGETHER).max(1)) {
        let some = some.to_vec();
        seating.spawn(async move {
            let (mut connection, mut request) = (Connection::open(address).await?, Vec::new());
            let mut seated = Vec::with_capacity(some.len());
            for Person { cookie, .. } in some {
                request.clear();
                write_start(&mut request, &cookie);
                connection.ask(&request).await?;
                let attempt = started(connection.status(), connection.header("location").unwrap_or_default());
                let attempt = attempt.with_context(|| format!("a start is answered with {}", connection.status()))?;
                seated.push(Candidate { cookie, attempt, saves: 0 });
            }
            anyhow::Ok(seated)
        });
    }
    Ok(seating.join_all().await.into_iter().collect::<Result<Vec<_>>>()?.concat())
}

/// Appends a request that begins the Foundation paper.
pub fn write_start(request: &mut Vec<u8>, cookie: &str) {
    post(request, "/exam", cookie, FORM, &format!("scheme={SCHEME}"));
}

/// The attempt that an answer to it leads to.
pub fn started(status: u16, place: &str) -> Option<AttemptId> {
    let id = place.strip_prefix("/exam/").filter(|id| status == 303 && !id.contains('/'))?;
    Some(AttemptId::new(id))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[expect(clippy::disallowed_methods, reason = "sessions end at a time of this machine")]
pub fn wall() -> Result<Timestamp> {
    Ok(Timestamp(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?))
}
