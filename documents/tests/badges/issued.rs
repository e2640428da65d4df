//! What a badge says and how it is signed.

use documents::badge::{Identity, issue, verify};
use domain::time::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::samples::{DAY, NOW, badge, facts, keys, signer};

#[test]
fn a_badge_says_its_facts_and_who_signed_it_when() {
    let verified = verify(&badge(), &keys()).expect("it is ours");
    assert_eq!(verified.facts, facts());
    assert_eq!(verified.signed.at, NOW);
    assert_eq!(verified.signed.key, signer().id());
}

#[test]
fn a_badge_is_an_open_badge_and_a_verifiable_credential() {
    let badge = badge();
    assert_eq!(badge["type"], json!(["VerifiableCredential", "OpenBadgeCredential"]));
    assert_eq!(badge["@context"][0], "https://www.w3.org/ns/credentials/v2");
    assert_eq!(badge["validFrom"], "2026-11-29T12:00:00Z");
    assert_eq!(badge["validUntil"], "2026-11-30T12:00:00Z");
    assert_eq!(badge["credentialSubject"]["achievement"]["achievementType"], "CertificateOfCompletion");
    assert_eq!(badge["credentialStatus"]["statusListIndex"], "94567");
    let proof = &badge["proof"];
    assert_eq!(proof["cryptosuite"], "eddsa-rdfc-2022");
    assert_eq!(proof["proofPurpose"], "assertionMethod");
    assert_eq!(proof["verificationMethod"], format!("https://learn.example/badges/issuer#{}", signer().id()));
}

#[test]
fn a_badge_cannot_be_taken_for_a_qualification() {
    let badge = badge();
    let achievement = &badge["credentialSubject"]["achievement"];
    for name in [&badge["name"], &achievement["name"]] {
        assert_eq!(name, "Course completed: ISO/IEC 20000 Foundation");
    }
    for text in [&achievement["description"], &achievement["criteria"]["narrative"]] {
        let text = text.as_str().expect("words");
        assert!(text.contains("not a"), "{text}");
        assert!(text.contains("examination institute"), "{text}");
    }
}

/// What @digitalbazaar/vc accepts (`tests/badges`) is frozen here: a change of these bytes is a change for all readers.
#[test]
fn the_same_facts_give_the_same_bytes() {
    let text = badge().to_string();
    assert_eq!(text, issue(&facts(), &signer(), NOW).expect("it can be issued").to_string());
    let mut sorted = serde_json::from_str::<serde_json::Value>(&text).expect("a badge is JSON");
    sorted.sort_all_objects();
    let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(sorted.to_string()));
    assert_eq!(digest, "7763c0a43a8bed28d19192af42bf34f5afc3c211522cd1cc2eddc66b6726ceb8");
}

#[test]
fn an_address_is_hidden_and_can_be_compared() {
    let text = badge().to_string();
    assert!(!text.contains("zoe@"), "{text}");
    let hidden = Identity::email(" Zoe@Learn.example ", "f3a1");
    assert_eq!(hidden, facts().holder[0]);
    assert!(hidden.is_email("zoe@learn.example"));
    assert!(!hidden.is_email("zoe@elsewhere.example"));
    assert!(!Identity::Name("zoe@learn.example".to_owned()).is_email("zoe@learn.example"));
    // printf 'zoe@learn.examplef3a1' | sha256sum
    let Identity::Email { hash, .. } = hidden else { panic!("it is an address") };
    assert_eq!(hash, "sha256$3a970b8eb1c39ea0071fd1ab668f8fe3b81a9fafdfc57f282e7c3d6b42cac058");
}

#[test]
fn a_badge_holds_from_and_until_its_dates() {
    let facts = facts();
    assert!(!facts.holds(Timestamp(NOW.0 - 1)));
    assert!(facts.holds(NOW));
    assert!(!facts.holds(NOW.plus(DAY)));
}

#[test]
fn a_badge_without_an_end_and_with_a_name_only_is_one_too() {
    let mut facts = facts();
    facts.valid_until = None;
    facts.id = "https://learn.example/badges/1".to_owned();
    // The same name twice makes two nodes that nothing tells apart.
    facts.holder = vec![Identity::Name("Ada".to_owned()), Identity::Name("Ada".to_owned())];
    let badge = issue(&facts, &signer(), NOW).expect("it can be issued");
    assert!(badge.get("validUntil").is_none());
    assert_eq!(verify(&badge, &keys()).expect("it is ours").facts, facts);
    assert!(facts.holds(Timestamp(i64::MAX)));
}
