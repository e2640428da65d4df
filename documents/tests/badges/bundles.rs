//! A badge with what is needed to check it, as an archive.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use documents::badge::{Kept, PublicKey, StatusList, bundle, controller_document, status_list, verify};
use documents::day::Day;
use domain::time::Timestamp;
use serde_json::Value;
use zip::ZipArchive;

use crate::samples::{NOW, badge, keys, signer};

const ISSUER: &str = "https://learn.example/badges/issuer";
const LIST: &str = "https://learn.example/badges/revoked/1";

fn bundled(keys: &[PublicKey]) -> BTreeMap<String, String> {
    let list = status_list(LIST, ISSUER, &BTreeSet::from([7]), &signer(), NOW).expect("it can be signed");
    let issuer = controller_document(ISSUER, keys).expect("keys can be described");
    let kept = Kept { badge: &badge(), issuer: &issuer, withdrawn: &list, keys };
    let made_on = Day::new(2026, 11, 29).expect("it is a day");
    let bytes = bundle(&kept, made_on).expect("it can be made");
    assert_eq!(bytes, bundle(&kept, made_on).expect("it can be made"), "the same each time");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let names = archive.file_names().map(|name| name.expect("names are text").into_owned()).collect::<Vec<_>>();
    let mut read = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).expect("it is there").read_to_string(&mut text).expect("it is text");
        text
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

#[test]
fn a_bundle_holds_all_that_a_check_needs() {
    let files = bundled(&keys());
    let json = |name: &str| serde_json::from_str::<Value>(&files[name]).expect("it is JSON");
    let (read, issuer, list) = (json("badge.json"), json("issuer.json"), json("withdrawn.json"));
    assert_eq!(read, badge());
    // The keys are taken from what is in the bundle.
    let named = issuer["verificationMethod"].as_array().expect("keys are named").iter();
    let named = named.filter_map(|method| method["publicKeyMultibase"].as_str());
    let found = named.map(|id| PublicKey::parse(id, Timestamp(0), None)).collect::<Result<Vec<_>, _>>();
    let found = found.expect("they can be read");
    let verified = verify(&read, &found).expect("nothing was changed");
    assert_eq!(verified.facts.issuer.id, ISSUER);
    let list = StatusList::verify(&list, &found).expect("the list is theirs");
    assert_eq!(list.list, LIST);
    assert!(files["README.txt"].contains("Made on 2026-11-29.") && !files["README.txt"].contains('{'));
    for address in
        ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
    {
        assert!(files["check.mjs"].contains(address), "{address}");
        assert!(read["@context"].as_array().is_some_and(|all| all.iter().any(|one| one == address)), "{address}");
    }
    for context in ["contexts/credentials-v2.json", "contexts/open-badges-3.0.3.json"] {
        assert!(json(context)["@context"].is_object() || json(context)["@context"].is_array(), "{context}");
    }
}

#[test]
fn the_history_of_the_keys_says_which_signatures_count() {
    let [first, second] = [1, 2].map(|seed| documents::badge::Signer::new(&[seed; 32]).public(NOW));
    let third = documents::badge::Signer::new(&[3; 32]).public(NOW);
    let later = Timestamp(NOW.0 + 86_400_000);
    let keys = [first.clone().retired_at(later), second.clone().retired_at(NOW), third.clone()];
    let history = bundled(&keys).remove("keys.txt").expect("it is there");
    let lines = history.lines().skip(2).collect::<Vec<_>>();
    assert_eq!(lines.len(), 3, "{history}");
    assert!(lines[0].starts_with(&first.id()) && lines[0].contains(" until 20"), "{history}");
    assert!(lines[1].starts_with(&second.id()) && lines[1].contains("never"), "{history}");
    assert!(lines[2].starts_with(&third.id()) && lines[2].ends_with(" on"), "{history}");
}
