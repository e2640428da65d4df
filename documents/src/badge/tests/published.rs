//! The test vector of W3C for eddsa-rdfc-2022 (`documents/tests/vectors`), byte for byte.

use domain::time::Timestamp;

use super::{digest, json};
use crate::badge::{BadgeFault, PublicKey, Signer, canonical, contexts, field, multikey, proof};

macro_rules! vector {
    ($name:literal) => {
        include_str!(concat!("../../../tests/vectors/", $name)).trim_end()
    };
}

/// The example vocabulary of W3C gives every unknown term an address under its own; this does the same.
fn with_examples(address: &str) -> Option<&'static str> {
    match address {
        "https://www.w3.org/ns/credentials/examples/v2" => {
            Some(r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#)
        }
        _ => contexts::pinned(address),
    }
}

fn pair() -> (Signer, String) {
    let pair = json(vector!("keyPair.json"));
    let text = |name: &str| pair[name].as_str().expect("a key is text").to_owned();
    // Two bytes say that a private Ed25519 key follows.
    let private: [u8; 34] = multikey::decode(&text("privateKeyMultibase")).expect("a key of 32 bytes");
    let seed = private[2..].try_into().expect("32 bytes are left");
    (Signer::new(&seed), text("publicKeyMultibase"))
}

#[test]
fn canonical_forms_and_their_digests_are_those_published() {
    let document = canonical::form(&json(vector!("unsigned.json")), with_examples).expect("it has a form");
    assert_eq!(document.trim_end(), vector!("canonDocDataInt.txt"));
    assert_eq!(digest(&document), vector!("docHashDataInt.txt"));
    let config = canonical::form(&json(vector!("proofConfigDataInt.json")), with_examples).expect("it has a form");
    assert_eq!(config.trim_end(), vector!("proofCanonDataInt.txt"));
    assert_eq!(digest(&config), vector!("proofHashDataInt.txt"));
    assert_eq!(digest(&config) + &digest(&document), vector!("combinedHashDataInt.txt"));
}

#[test]
fn the_signature_is_the_one_published() {
    let (signer, public) = pair();
    assert_eq!(signer.id(), public);
    let signed = json(vector!("signedDataInt.json"));
    let created = field::read_time("2023-02-24T23:36:38Z").expect("a date");
    let method = format!("did:key:{public}#{public}");
    let document = field::members(json(vector!("unsigned.json")));
    let ours = proof::sign(document, &method, &signer, created, with_examples).expect("it can be signed");
    assert_eq!(ours, signed);
    assert_eq!(ours["proof"]["proofValue"], vector!("sigBTC58DataInt.txt"));
}

#[test]
fn the_published_document_is_accepted_and_a_changed_one_is_not() {
    let (_, public) = pair();
    let signed = json(vector!("signedDataInt.json"));
    let mut expected = field::members(json(vector!("unsigned.json")));
    let keys = [PublicKey::parse(&public, Timestamp(0), None).expect("a key")];
    let issuer = format!("did:key:{public}");
    let checked = proof::check(&signed, &expected, &issuer, &keys, with_examples).expect("it is theirs");
    assert_eq!(checked.key, public);
    let mut changed = signed;
    changed["name"] = "Another name".into();
    expected.insert("name".to_owned(), "Another name".into());
    let refused = proof::check(&changed, &expected, &issuer, &keys, with_examples);
    assert_eq!(refused, Err(BadgeFault::Signature));
}

#[test]
fn contexts_are_the_published_ones_and_nothing_else_is_loaded() {
    let known = |address| digest(contexts::pinned(address).expect("it is pinned"));
    assert_eq!(known(contexts::CREDENTIALS), "bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050");
    assert_eq!(known(contexts::OPEN_BADGES), "e407ae98563c7b4708be4c8198a7f254bc09c131afc68e73d5f90eb0a34c6f7f");
    let foreign = canonical::form(&json(vector!("unsigned.json")), contexts::pinned);
    let Err(BadgeFault::Canonical(problem)) = foreign else { panic!("a foreign context was loaded: {foreign:?}") };
    assert!(problem.contains("examples/v2"), "{problem}");
}

#[test]
fn a_member_that_no_context_knows_is_refused() {
    let mut document = field::members(json(vector!("unsigned.json")));
    document.insert("@context".to_owned(), serde_json::json!([contexts::CREDENTIALS]));
    document.remove("credentialSubject");
    document.insert("type".to_owned(), "VerifiableCredential".into());
    canonical::form(&document.clone().into(), contexts::pinned).expect("it has a form");
    document.insert("unheardOf".to_owned(), "x".into());
    let refused = canonical::form(&document.into(), contexts::pinned);
    assert!(matches!(refused, Err(BadgeFault::Canonical(_))), "{refused:?}");
}
