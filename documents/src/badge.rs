//! Badges: Open Badges 3.0, signed so that anybody can check them without us.
//!
//! A badge is a W3C Verifiable Credential 2.0 with a Data Integrity proof (cryptosuite eddsa-rdfc-2022). It says that
//! somebody completed one of our own courses, and nothing else.

mod bundle;
mod canonical;
mod contexts;
mod facts;
mod fault;
mod field;
mod keys;
mod multikey;
mod proof;
mod shape;
mod status;

pub use bundle::{Kept, bundle};
pub use facts::{BadgeFacts, Course, Identity, Issuer, StatusEntry};
pub use fault::BadgeFault;
pub use keys::{PublicKey, Signer, controller_document};
pub use proof::Signed;
pub use status::{LIST_LENGTH, StatusList, status_list};

use domain::time::Timestamp;
use serde_json::Value;

/// Signs a badge. The same facts, key and time give the same bytes.
///
/// Signing and checking take some milliseconds each, mostly for the canonical form: not on a thread that serves others.
pub fn issue(facts: &BadgeFacts, signer: &Signer, created: Timestamp) -> Result<Value, BadgeFault> {
    let method = keys::method(&facts.issuer.id, &signer.id());
    proof::sign(shape::write(facts)?, &method, signer, created, contexts::pinned)
}

/// A badge whose proof was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What it says.
    pub facts: BadgeFacts,
    /// Who signed it, and when.
    pub signed: Signed,
}

/// Checks a badge of ours, without asking anybody: nothing was changed, and the key was in force when it signed.
///
/// Whether it still holds is for the caller to ask: [`BadgeFacts::holds`] and [`StatusList::is_revoked`].
pub fn verify(badge: &Value, keys: &[PublicKey]) -> Result<Verified, BadgeFault> {
    let facts = shape::read(badge).ok_or(BadgeFault::Shape)?;
    let expected = shape::write(&facts).map_err(|_| BadgeFault::Shape)?;
    let signed = proof::check(badge, &expected, &facts.issuer.id, keys, contexts::pinned)?;
    Ok(Verified { facts, signed })
}

#[cfg(test)]
mod tests;
