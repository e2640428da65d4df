//! Lists of revocations.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use documents::badge::{BadgeFault, LIST_LENGTH, StatusEntry, StatusList, status_list, verify};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use serde_json::Value;

use crate::samples::{NOW, badge, facts, keys, signer};

const LIST: &str = "https://learn.example/badges/revoked/1";
const ISSUER: &str = "https://learn.example/badges/issuer";

fn signed(revoked: &[u32]) -> Value {
    let revoked = revoked.iter().copied().collect::<BTreeSet<_>>();
    status_list(LIST, ISSUER, &revoked, &signer(), NOW).expect("it can be signed")
}

fn entry(index: u32) -> StatusEntry {
    StatusEntry { list: LIST.to_owned(), index }
}

#[test]
fn a_badge_is_found_in_its_list() {
    let facts = verify(&badge(), &keys()).expect("it is ours").facts;
    let list = |revoked: &[u32]| StatusList::verify(&signed(revoked), &keys()).expect("it is ours");
    assert_eq!(list(&[facts.status.index]).is_revoked(&facts.status), Ok(true));
    assert_eq!(list(&[facts.status.index - 1, facts.status.index + 1]).is_revoked(&facts.status), Ok(false));
    assert_eq!(list(&[]).at, NOW);
    assert_eq!(list(&[]).issuer, self::facts().issuer.id);
}

#[test]
fn the_bits_stand_as_the_standard_says() {
    let document = signed(&[0, 9, LIST_LENGTH - 1]);
    assert_eq!(document["type"][1], "BitstringStatusListCredential");
    let subject = &document["credentialSubject"];
    assert_eq!(subject["statusPurpose"], "revocation");
    let text = subject["encodedList"].as_str().and_then(|text| text.strip_prefix('u')).expect("multibase");
    let packed = BASE64URL_NOPAD.decode(text.as_bytes()).expect("base64url");
    let mut bits = Vec::new();
    GzDecoder::new(&packed[..]).read_to_end(&mut bits).expect("gzip");
    assert_eq!(bits.len(), 16_384);
    assert_eq!((bits[0], bits[1], bits[16_383]), (0b1000_0000, 0b0100_0000, 1));
    assert_eq!(bits.iter().map(|byte| byte.count_ones()).sum::<u32>(), 3);
}

#[test]
fn the_same_revocations_give_the_same_bytes() {
    assert_eq!(signed(&[5, 94_567]).to_string(), signed(&[94_567, 5]).to_string());
}

#[test]
fn a_place_behind_the_end_or_in_another_list_is_no_place() {
    let beyond = status_list(LIST, ISSUER, &BTreeSet::from([LIST_LENGTH]), &signer(), NOW);
    assert_eq!(beyond, Err(BadgeFault::NotListed));
    let list = StatusList::verify(&signed(&[1]), &keys()).expect("it is ours");
    assert_eq!(list.is_revoked(&entry(LIST_LENGTH)), Err(BadgeFault::NotListed));
    let elsewhere = StatusEntry { list: format!("{LIST}0"), index: 1 };
    assert_eq!(list.is_revoked(&elsewhere), Err(BadgeFault::NotListed));
}

#[test]
fn a_changed_list_is_refused() {
    let keys = keys();
    let mut cleared = signed(&[1, 2]);
    cleared["credentialSubject"]["encodedList"] = signed(&[2])["credentialSubject"]["encodedList"].clone();
    assert_eq!(StatusList::verify(&cleared, &keys), Err(BadgeFault::Signature));
    let mut moved = signed(&[1, 2]);
    moved["validFrom"] = "2027-01-01T00:00:00Z".into();
    assert_eq!(StatusList::verify(&moved, &keys), Err(BadgeFault::Signature));
    let mut other = signed(&[1, 2]);
    other["credentialSubject"]["statusPurpose"] = "suspension".into();
    assert_eq!(StatusList::verify(&other, &keys), Err(BadgeFault::Shape));
    assert_eq!(StatusList::verify(&signed(&[1]), &[]), Err(BadgeFault::UnknownKey));
    assert_eq!(StatusList::verify(&badge(), &keys), Err(BadgeFault::Shape));
    assert_eq!(verify(&signed(&[1]), &keys), Err(BadgeFault::Shape));
}

#[test]
fn a_list_that_would_unpack_into_very_much_is_refused() {
    let packed = |bytes: usize| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![0; bytes]).expect("memory");
        format!("u{}", BASE64URL_NOPAD.encode(&encoder.finish().expect("memory")))
    };
    let with = |text: String| {
        let mut document = signed(&[]);
        document["credentialSubject"]["encodedList"] = text.into();
        StatusList::verify(&document, &keys())
    };
    for text in [packed(10_000_000), packed(16_385), packed(16_383), "u".to_owned(), "uH4sI".to_owned(), "x".to_owned()]
    {
        assert_eq!(with(text), Err(BadgeFault::Shape));
    }
    assert_eq!(with(format!("u{}", "A".repeat(1_000_000))), Err(BadgeFault::Shape));
    // The right bits, packed differently: another text than the one that was signed.
    assert_eq!(with(packed(16_384)), Err(BadgeFault::Signature));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn exactly_the_revoked_are_revoked(revoked in prop::collection::btree_set(0..LIST_LENGTH, 0..3_000)) {
        let document = status_list(LIST, ISSUER, &revoked, &signer(), NOW).expect("it can be signed");
        let list = StatusList::verify(&document, &keys()).expect("it is ours");
        let read = (0..LIST_LENGTH).filter(|&index| list.is_revoked(&entry(index)) == Ok(true));
        prop_assert_eq!(read.collect::<BTreeSet<_>>(), revoked);
    }

    #[test]
    fn a_list_without_any_pattern_still_fits(seed in any::<u64>()) {
        // Every second place on average: bits that no packing shortens.
        let mut state = seed | 1;
        let mut next = || { state ^= state << 13; state ^= state >> 7; state ^= state << 17; state >> 63 == 1 };
        let revoked = (0..LIST_LENGTH).filter(|_| next()).collect::<BTreeSet<_>>();
        let document = status_list(LIST, ISSUER, &revoked, &signer(), NOW).expect("it can be signed");
        prop_assert!(StatusList::verify(&document, &keys()).is_ok());
    }
}
