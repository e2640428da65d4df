//! Badges of certificates of completion: signed for their holders, and the lists of those that were withdrawn.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use app::urls;
use documents::badge::{
    BadgeFacts, BadgeFault, Course, Identity, Issuer, Kept, LIST_LENGTH, PublicKey, Signer, StatusEntry,
    controller_document, issue, status_list,
};
use domain::award::day_of;
use domain::completion::Code;
use domain::ids::CompletionId;
use domain::time::Timestamp;
use serde_json::Value;
use store::{Completion, Fresh, FreshKey, KeyRecord, SigningKey, fresh_id};

use crate::entropy;
use crate::state::App;
use crate::stop::Stop;

/// Who issues certificates and badges.
pub const ISSUER: &str = "Clausewise";

/// So many places are tried in a list that is at most half full: each is taken with a chance of one in two.
const TRIES: usize = 40;

const REQUIRED: &str = "Every lesson of the course was read to its end and every check in it was answered. A mock exam of the same \
    level was passed.";

/// A key that nobody has seen.
pub fn fresh_key() -> FreshKey {
    let secret = entropy::hex::<32>();
    let seed = seed(&secret).expect("the digits are ours");
    FreshKey { id: Signer::new(&seed).id(), secret }
}

/// What a new certificate needs that nobody can guess.
pub fn fresh(now: Timestamp) -> Fresh {
    Fresh {
        id: CompletionId::new(fresh_id(now)),
        code: Code::of(entropy::bytes()),
        salt: entropy::hex::<16>(),
        places: (0..TRIES).map(|_| entropy::number() as u32 % LIST_LENGTH).collect(),
        key: fresh_key(),
    }
}

/// The bytes of a key's seed.
fn seed(digits: &str) -> Option<[u8; 32]> {
    let mut seed = [0; 32];
    for (place, byte) in seed.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    (digits.len() == 64).then_some(seed)
}

/// The address of a page of ours as the whole world writes it.
fn address(app: &App, path: &str) -> String {
    format!("{}{path}", app.0.public_url)
}

/// The key in use. There is one as soon as there is a certificate.
async fn signer(app: &App) -> Result<Signer, Stop> {
    let key = app.site().store.signing_key().await?;
    let signer = key.as_ref().and_then(|SigningKey { secret, .. }| Some(Signer::new(&seed(secret)?)));
    signer.ok_or_else(|| {
        tracing::error!("there is no key that can sign badges");
        Stop::Internal
    })
}

/// Signs the badge of a certificate with the key in use, so that an earlier badge may be lost or its key be given up.
pub async fn badge(app: &App, completion: &Completion) -> Result<Value, Stop> {
    let (facts, signer, now) = (facts(app, completion), signer(app).await?, app.site().now().wall);
    apart(move || issue(&facts, &signer, now)).await
}

/// What a badge says: the address as a fingerprint, and the name only if its holder allows it.
fn facts(app: &App, completion: &Completion) -> BadgeFacts {
    let name = Some(Identity::Name(completion.holder.clone())).filter(|_| completion.shown.name);
    let holder = std::iter::once(Identity::email(&completion.email, &completion.salt)).chain(name);
    BadgeFacts {
        id: format!("urn:uuid:{}", completion.id),
        issuer: Issuer { id: address(app, urls::BADGE_ISSUER), name: ISSUER.to_owned(), url: address(app, urls::HOME) },
        course: Course::completed(&address(app, &urls::course(completion.level)), &completion.title, REQUIRED),
        holder: holder.collect(),
        valid_from: completion.issued,
        valid_until: None,
        status: StatusEntry {
            list: address(app, &urls::withdrawn_badges(completion.place.list)),
            index: completion.place.index,
        },
    }
}

/// Every key that is or was in use.
async fn keys(app: &App) -> Result<Vec<PublicKey>, Stop> {
    let keys = app.site().store.key_history().await?;
    let public = |key: KeyRecord| PublicKey::parse(&key.id, key.created, key.retired);
    keys.into_iter().map(public).collect::<Result<_, _>>().map_err(not_made)
}

/// What programs read about the issuer and its keys. Nothing before the first certificate.
pub async fn issuer(app: &App) -> Result<Option<Value>, Stop> {
    let keys = keys(app).await?;
    if keys.is_empty() {
        return Ok(None);
    }
    controller_document(&address(app, urls::BADGE_ISSUER), &keys).map(Some).map_err(not_made)
}

/// The badge with all that is needed to check it when this service is gone, as an archive.
pub async fn bundle(app: &App, completion: &Completion) -> Result<Vec<u8>, Stop> {
    let badge = badge(app, completion).await?;
    let (keys, issuer) = (keys(app).await?, issuer(app).await?.ok_or(Stop::Internal)?);
    // Signed anew: it says how it was on this day.
    let places = app.site().store.withdrawn_places(completion.place.list).await?.ok_or(Stop::Internal)?;
    let list = signed_list(app, completion.place.list, places, signer(app).await?).await?;
    let made_on = crate::evidence::sheet_day(day_of(app.site().now().wall));
    let kept = Kept { badge: &badge, issuer: &issuer, withdrawn: &list, keys: &keys };
    documents::badge::bundle(&kept, made_on).map_err(|fault| {
        tracing::error!(%fault, "the archive of a badge was not made");
        Stop::Internal
    })
}

/// Lists of withdrawn badges as they were signed last: signing costs milliseconds, and anybody may ask.
#[derive(Default)]
pub struct Lists(Mutex<BTreeMap<u32, Signed>>);

/// A list, with what it was signed for.
struct Signed {
    key: String,
    withdrawn: BTreeSet<u32>,
    text: Arc<str>,
}

impl Lists {
    fn signed(&self, list: u32, key: &str, withdrawn: &BTreeSet<u32>) -> Option<Arc<str>> {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let signed = lists.get(&list).filter(|signed| signed.key == key && signed.withdrawn == *withdrawn);
        signed.map(|signed| Arc::clone(&signed.text))
    }

    fn keep(&self, list: u32, signed: Signed) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(list, signed);
    }
}

/// A list of withdrawn badges. Nothing when no badge has a place in it.
pub async fn withdrawn(app: &App, list: u32) -> Result<Option<Arc<str>>, Stop> {
    let Some(withdrawn) = app.site().store.withdrawn_places(list).await? else { return Ok(None) };
    let signer = signer(app).await?;
    let key = signer.id();
    if let Some(text) = app.0.lists.signed(list, &key, &withdrawn) {
        return Ok(Some(text));
    }
    let document = signed_list(app, list, withdrawn.clone(), signer).await?;
    let text = Arc::<str>::from(document.to_string());
    app.0.lists.keep(list, Signed { key, withdrawn, text: Arc::clone(&text) });
    Ok(Some(text))
}

async fn signed_list(app: &App, list: u32, places: BTreeSet<u32>, signer: Signer) -> Result<Value, Stop> {
    let (own, issuer) = (address(app, &urls::withdrawn_badges(list)), address(app, urls::BADGE_ISSUER));
    let now = app.site().now().wall;
    apart(move || status_list(&own, &issuer, &places, &signer, now)).await
}

/// Signs on a thread that may block.
async fn apart(sign: impl FnOnce() -> Result<Value, BadgeFault> + Send + 'static) -> Result<Value, Stop> {
    let signed = tokio::task::spawn_blocking(sign).await;
    let signed = signed.map_err(|fault| {
        tracing::error!(%fault, "signing ended early");
        Stop::Internal
    })?;
    signed.map_err(not_made)
}

fn not_made(fault: BadgeFault) -> Stop {
    tracing::error!(%fault, "a badge, a list of badges or the issuer's document was not made");
    Stop::Internal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_made() {
        let key = fresh_key();
        assert_eq!(seed(&key.secret).map(|seed| Signer::new(&seed).id()), Some(key.id.clone()));
        assert_ne!(fresh_key().id, key.id);
        let short = &key.secret[1..];
        for wrong in ["", "zz", short, &format!("{}0", key.secret), &"é".repeat(32)] {
            assert_eq!(seed(wrong), None, "{wrong}");
        }
    }
}
