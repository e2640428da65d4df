//! The badge of the implementation guide of Open Badges 3.0 (1EdTech), where it is at hand. Only registered users may
//! pass the guide on, and only as a whole, which keeps it out of this repository: `CLAUSEWISE_OPEN_BADGES`, set when
//! this is compiled, names the folder with `ob3-vector`.

use std::path::Path;

use data_encoding::HEXLOWER;
use domain::time::Timestamp;
use serde_json::Value;

use super::{digest, json};
use crate::badge::{BadgeFault, PublicKey, Signer, canonical, contexts, field, multikey, proof};

const ISSUER: &str = "https://example.edu/issuers/565049";

/// The private key that the guide prints; everybody knows it.
const SEED: &str = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";

/// What the guide shows of its badge.
struct Guide {
    unsigned: Value,
    signed: Value,
    /// The canonical form of the badge without its proof.
    document: String,
    /// The canonical form of the proof without its value.
    proof: String,
    /// Key, digests and signature.
    expected: Value,
}

/// The guide, if it is here.
fn guide() -> Option<Guide> {
    let folder = Path::new(option_env!("CLAUSEWISE_OPEN_BADGES")?).join("ob3-vector");
    let text = |name| std::fs::read_to_string(folder.join(name)).expect("the folder that was named holds the file");
    Some(Guide {
        unsigned: json(&text("credential.unsigned.json")),
        signed: json(&text("credential.signed.json")),
        document: text("document-canon.txt"),
        proof: text("proof-canon.txt"),
        expected: json(&text("expected.json")),
    })
}

#[test]
fn canonical_forms_and_their_digests_are_those_of_the_guide() {
    let Some(guide) = guide() else { return };
    let document = canonical::form(&guide.unsigned, contexts::pinned).expect("it has a form");
    assert_eq!(document, guide.document);
    assert_eq!(digest(&document), guide.expected["document_sha256"]);
    let mut config = field::members(guide.signed["proof"].clone());
    config.remove("proofValue").expect("a proof has a value");
    config.insert("@context".to_owned(), guide.unsigned["@context"].clone());
    let config = canonical::form(&config.into(), contexts::pinned).expect("it has a form");
    assert_eq!(config, guide.proof);
    assert_eq!(digest(&config), guide.expected["proof_sha256"]);
}

#[test]
fn the_signature_is_the_one_of_the_guide() {
    let Some(guide) = guide() else { return };
    let seed = HEXLOWER.decode(SEED.as_bytes()).expect("hexadecimal digits");
    let seed: [u8; 32] = seed.try_into().expect("a key of 32 bytes");
    let signer = Signer::new(&seed);
    let public = signer.id();
    assert_eq!(public, guide.expected["public_key_multibase"]);
    let key = multikey::decode_key(&public).expect("a key");
    assert_eq!(HEXLOWER.encode(&key), guide.expected["public_key_hex"]);
    let created = field::read_time("2010-01-01T19:23:24Z").expect("a date");
    let document = field::members(guide.unsigned);
    let method = format!("{ISSUER}#{public}");
    let ours = proof::sign(document, &method, &signer, created, contexts::pinned).expect("it can be signed");
    assert_eq!(ours, guide.signed);
    let value = ours["proof"]["proofValue"].as_str().expect("a signature is text");
    let signature: [u8; 64] = multikey::decode(value).expect("a signature of 64 bytes");
    assert_eq!(HEXLOWER.encode(&signature), guide.expected["signature_hex"]);
}

#[test]
fn the_badge_of_the_guide_is_accepted_and_a_changed_one_is_not() {
    let Some(guide) = guide() else { return };
    let public = guide.expected["public_key_multibase"].as_str().expect("a key is text");
    let keys = [PublicKey::parse(public, Timestamp(0), None).expect("a key")];
    let check = |badge: &Value, said: &Value| {
        proof::check(badge, &field::members(said.clone()), ISSUER, &keys, contexts::pinned)
    };
    let checked = check(&guide.signed, &guide.unsigned).expect("it is theirs");
    assert_eq!(checked.key, public);
    let [mut changed, mut said] = [&guide.signed, &guide.unsigned].map(Value::clone);
    for badge in [&mut changed, &mut said] {
        badge["credentialSubject"]["achievement"]["name"] = "Leadership".into();
    }
    assert_eq!(check(&changed, &said), Err(BadgeFault::Signature));
    let mut later = guide.signed.clone();
    later["proof"]["created"] = "2010-01-01T19:23:25Z".into();
    assert_eq!(check(&later, &guide.unsigned), Err(BadgeFault::Signature));
}
