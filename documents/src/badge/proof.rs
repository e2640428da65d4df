//! W3C Data Integrity with the cryptosuite eddsa-rdfc-2022.

use domain::time::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::contexts::Contexts;
use super::fault::BadgeFault;
use super::keys::{PublicKey, Signer, method};
use super::{canonical, field, multikey};

/// Who signed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The name of the key: `z6Mk…`.
    pub key: String,
    /// When the proof says that it was made.
    pub at: Timestamp,
}

/// Adds a proof to a document of which the issuer says that it is so.
pub fn sign(
    mut document: Map<String, Value>,
    method: &str,
    signer: &Signer,
    created: Timestamp,
    contexts: Contexts,
) -> Result<Value, BadgeFault> {
    let mut proof = config(method, &field::write_time(created)?);
    let data = data(&document, &proof, contexts)?;
    proof.insert("proofValue".to_owned(), multikey::encode(&signer.sign(&data)).into());
    document.insert("proof".to_owned(), proof.into());
    Ok(document.into())
}

/// Checks the proof of a document against the keys of its issuer.
///
/// `expected` is what was understood of the document, written again: a document that says anything else, or anything
/// more, has no right shape, and only what we wrote ourselves is canonicalised. So hostile input costs nothing.
pub fn check(
    document: &Value,
    expected: &Map<String, Value>,
    issuer: &str,
    keys: &[PublicKey],
    contexts: Contexts,
) -> Result<Signed, BadgeFault> {
    let document = document.as_object().ok_or(BadgeFault::Shape)?;
    let same = expected.iter().all(|(name, value)| document.get(name) == Some(value));
    let proof = document.get("proof").and_then(Value::as_object);
    let proof = proof.filter(|_| same && document.len() == expected.len() + 1).ok_or(BadgeFault::Shape)?;
    let text = |name| proof.get(name).and_then(Value::as_str).ok_or(BadgeFault::Shape);

    let (address, created) = (text("verificationMethod")?, text("created")?);
    let at = field::read_time(created).ok_or(BadgeFault::Shape)?;
    let config = config(address, created);
    let proven = config.iter().all(|(name, value)| proof.get(name) == Some(value));
    if !proven || proof.len() != config.len() + 1 {
        return Err(BadgeFault::Shape);
    }
    let key = keys.iter().find(|key| method(issuer, &key.id()) == address).ok_or(BadgeFault::UnknownKey)?;
    if !key.in_force(at) {
        return Err(BadgeFault::KeyNotInForce);
    }
    let signature = multikey::decode(text("proofValue")?).ok_or(BadgeFault::Signature)?;
    let data = data(expected, &config, contexts)?;
    if !key.signed(&data, &signature) {
        return Err(BadgeFault::Signature);
    }
    Ok(Signed { key: key.id(), at })
}

/// A proof without its value.
fn config(method: &str, created: &str) -> Map<String, Value> {
    let config = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    });
    field::members(config)
}

/// The 64 bytes that are signed: the digest of the proof, then that of the document.
fn data(document: &Map<String, Value>, config: &Map<String, Value>, contexts: Contexts) -> Result<Vec<u8>, BadgeFault> {
    let mut config = config.clone();
    if let Some(context) = document.get("@context") {
        config.insert("@context".to_owned(), context.clone());
    }
    let digest = |value: &Map<String, Value>| -> Result<_, BadgeFault> {
        Ok(Sha256::digest(canonical::form(&value.clone().into(), contexts)?))
    };
    Ok([digest(&config)?, digest(document)?].concat())
}
