//! Keys come and go; what they signed in their time stays.

use documents::badge::{BadgeFault, PublicKey, Signer, controller_document, issue, verify};
use domain::time::Timestamp;
use serde_json::json;

use crate::samples::{DAY, NOW, badge, facts, keys, signer};

const ISSUER: &str = "https://learn.example/badges/issuer";

#[test]
fn a_key_is_the_same_from_its_seed_and_from_its_name() {
    let key = signer().public(NOW);
    assert!(key.id().starts_with("z6Mk"));
    assert_eq!(PublicKey::parse(&key.id(), NOW, None), Ok(key));
    for name in ["", "z", "z6Mk", "x6Mk", "did:key:z6Mk", &"z1".repeat(200), &format!("z{}", "1".repeat(34))] {
        assert_eq!(PublicKey::parse(name, NOW, None), Err(BadgeFault::Key), "{name}");
    }
}

#[test]
fn a_key_of_low_order_is_no_key() {
    // Multikey of 32 bytes 1, 0, 0 …: the neutral point, with which anything is signed.
    let name = bs58_of_neutral();
    assert_eq!(PublicKey::parse(&name, NOW, None), Err(BadgeFault::Key));
}

fn bs58_of_neutral() -> String {
    let mut bytes = vec![0xed, 0x01, 1];
    bytes.resize(34, 0);
    format!("z{}", bs58::encode(bytes).into_string())
}

#[test]
fn a_key_counts_from_its_creation_until_it_is_retired() {
    let with = |created: i64, retired: Option<i64>| {
        let key = signer().public(Timestamp(NOW.0 + created));
        let key = retired.into_iter().fold(key, |key, at| key.retired_at(Timestamp(NOW.0 + at)));
        verify(&badge(), &[key]).map(|_| ())
    };
    assert_eq!(with(0, None), Ok(()));
    assert_eq!(with(0, Some(1)), Ok(()));
    assert_eq!(with(1_000, None), Err(BadgeFault::KeyNotInForce));
    assert_eq!(with(-5_000, Some(0)), Err(BadgeFault::KeyNotInForce));
    assert_eq!(with(-5_000, Some(-5_000)), Err(BadgeFault::KeyNotInForce));
}

#[test]
fn a_key_signs_in_the_second_in_which_it_was_made() {
    let key = signer().public(Timestamp(NOW.0 + 500));
    assert!(verify(&badge(), std::slice::from_ref(&key)).is_ok());
    assert!(verify(&badge(), &[key.clone().retired_at(Timestamp(NOW.0 + 900))]).is_ok());
    assert_eq!(verify(&badge(), &[key.clone().retired_at(key.created)]), Err(BadgeFault::KeyNotInForce));
}

#[test]
fn a_new_key_leaves_the_badges_of_the_old_one_good() {
    let old = signer().public(NOW).retired_at(NOW.plus(DAY));
    let next = Signer::new(&[8; 32]);
    let history = [next.public(NOW.plus(DAY)), old];
    let later = NOW.plus(DAY);
    let new = issue(&facts(), &next, later).expect("it can be issued");
    assert_eq!(verify(&badge(), &history).expect("the old key was in force").signed.key, signer().id());
    assert_eq!(verify(&new, &history).expect("the new key is in force").signed.key, next.id());
    let late = issue(&facts(), &signer(), later).expect("it can be issued");
    assert_eq!(verify(&late, &history), Err(BadgeFault::KeyNotInForce));
}

#[test]
fn a_badge_of_another_key_is_not_ours() {
    let foreign = issue(&facts(), &Signer::new(&[9; 32]), NOW).expect("it can be issued");
    assert_eq!(verify(&foreign, &keys()), Err(BadgeFault::UnknownKey));
    assert_eq!(verify(&badge(), &[]), Err(BadgeFault::UnknownKey));
    // Another signature under our name.
    let mut forged = badge();
    forged["proof"]["proofValue"] = foreign["proof"]["proofValue"].clone();
    assert_eq!(verify(&forged, &keys()), Err(BadgeFault::Signature));
}

#[test]
fn the_history_of_keys_is_published() {
    let stolen = Signer::new(&[9; 32]).public(NOW).retired_at(NOW);
    let old = signer().public(NOW).retired_at(NOW.plus(DAY));
    let document = controller_document(ISSUER, &[old.clone(), stolen.clone()]).expect("it is an address");
    assert_eq!(document["id"], ISSUER);
    assert_eq!(document["assertionMethod"], json!([format!("{ISSUER}#{}", old.id())]));
    let described = &document["verificationMethod"];
    assert_eq!(described[0]["publicKeyMultibase"], old.id());
    assert_eq!(described[0]["controller"], ISSUER);
    assert!(described[0].get("revoked").is_none());
    assert_eq!(described[1]["id"], format!("{ISSUER}#{}", stolen.id()));
    assert_eq!(described[1]["revoked"], "2026-11-29T12:00:00Z");
    assert!(controller_document("issuer", &[old]).is_err());
}
