//! Who signs, whose signatures count, and from when until when.

use domain::time::Timestamp;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};

use super::fault::BadgeFault;
use super::{field, multikey};

/// A private key. It can be neither printed nor copied, and its memory is wiped when it goes.
pub struct Signer(SigningKey);

impl Signer {
    /// Makes the key of a seed of 32 random bytes; the same seed is always the same key.
    pub fn new(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public half as text, which is also the name of the key: `z6Mk…`.
    pub fn id(&self) -> String {
        multikey::encode_key(self.0.verifying_key().as_bytes())
    }

    /// The public half, in force from an instant on.
    pub fn public(&self, created: Timestamp) -> PublicKey {
        PublicKey { key: self.0.verifying_key(), created, retired: None }
    }

    pub(super) fn sign(&self, data: &[u8]) -> [u8; 64] {
        self.0.sign(data).to_bytes()
    }
}

/// A public key with the time in which its signatures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    key: VerifyingKey,
    /// When it came into force.
    pub created: Timestamp,
    /// From when on nothing signed with it counts. What was signed before stays good; a key that somebody stole, who
    /// could date back with it, is retired from its creation on.
    pub retired: Option<Timestamp>,
}

impl PublicKey {
    /// Reads a key from its name.
    pub fn parse(id: &str, created: Timestamp, retired: Option<Timestamp>) -> Result<Self, BadgeFault> {
        let bytes = multikey::decode_key(id).ok_or(BadgeFault::Key)?;
        let key = VerifyingKey::from_bytes(&bytes).ok().filter(|key| !key.is_weak()).ok_or(BadgeFault::Key)?;
        Ok(Self { key, created, retired })
    }

    /// The key as text, which is also its name: `z6Mk…`.
    pub fn id(&self) -> String {
        multikey::encode_key(self.key.as_bytes())
    }

    /// The same key, out of force from an instant on.
    pub fn retired_at(self, at: Timestamp) -> Self {
        Self { retired: Some(at), ..self }
    }

    /// Whether what was signed at an instant counts. A proof says its time in whole seconds.
    pub fn in_force(&self, at: Timestamp) -> bool {
        let begun = field::whole_seconds(self.created) <= field::whole_seconds(at);
        begun && !self.never_counts() && self.retired.is_none_or(|retired| at < retired)
    }

    /// Whether nothing that it ever signed counts.
    fn never_counts(&self) -> bool {
        self.retired.is_some_and(|retired| retired <= self.created)
    }

    fn described(&self, issuer: &str) -> Result<Value, BadgeFault> {
        let mut method = json!({
            "id": method(issuer, &self.id()),
            "type": "Multikey",
            "controller": issuer,
            "publicKeyMultibase": self.id(),
        });
        if self.never_counts() {
            method["revoked"] = field::write_time(self.created)?.into();
        }
        Ok(method)
    }

    pub(super) fn signed(&self, data: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(data, &Signature::from_bytes(signature)).is_ok()
    }
}

/// The address of a key: that of its issuer, and the key itself behind the `#`.
pub(super) fn method(issuer: &str, key: &str) -> String {
    format!("{issuer}#{key}")
}

/// What an issuer publishes at its own address (`issuer`), so that others know its keys (W3C Controlled Identifiers).
///
/// All keys stay in it, those no longer used as well: what they signed is to be checked for ever. A key whose
/// signatures do not count at all is marked as revoked and not named among those that may sign. Other retired keys are
/// not marked: verifiers refuse whatever a revoked key has ever signed.
pub fn controller_document(issuer: &str, keys: &[PublicKey]) -> Result<Value, BadgeFault> {
    let issuer = field::address("the address of the issuer", issuer)?;
    let described = keys.iter().map(|key| key.described(issuer)).collect::<Result<Vec<_>, _>>()?;
    let may_sign = keys.iter().filter(|key| !key.never_counts()).map(|key| method(issuer, &key.id()));
    Ok(json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer,
        "verificationMethod": described,
        "assertionMethod": may_sign.collect::<Vec<_>>(),
    }))
}
