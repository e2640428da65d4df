//! What may stand in a badge.

use documents::badge::{BadgeFacts, BadgeFault, Course, Identity, LIST_LENGTH, issue, verify};
use domain::time::Timestamp;
use proptest::prelude::*;

use crate::samples::{NOW, facts, keys, signer};

fn refused(change: impl FnOnce(&mut BadgeFacts)) {
    let mut facts = facts();
    change(&mut facts);
    let answer = issue(&facts, &signer(), NOW);
    assert!(matches!(answer, Err(BadgeFault::Fact(_))), "{facts:?} {answer:?}");
}

#[test]
fn addresses_are_addresses_of_the_web() {
    let wrong = [
        "",
        "learn.example",
        "/course",
        "ftp://learn.example",
        "https://",
        "https:///x",
        "https://learn.example/a b",
        "https://learn.example/#a",
        "https://a@learn.example",
        "https://learn.example:x",
        "https://learn.example:99999",
        "https://learn.example/é",
        "https://learn.example/%zz",
        "https://learn.example/%e",
        "https://[::1",
        "https://[x]/",
        "https://[::1]x/",
        "javascript:alert(1)",
        "https://learn.example/<b>",
        "https://learn.example\\x",
        "https://learn.example:080",
        "HTTPS://learn.example",
    ];
    for address in wrong {
        refused(|facts| facts.issuer.id = address.to_owned());
        refused(|facts| facts.issuer.url = address.to_owned());
        refused(|facts| facts.id = address.to_owned());
        refused(|facts| facts.status.list = address.to_owned());
        refused(|facts| facts.course = Course::completed(address, "T", "R"));
    }
    refused(|facts| facts.issuer.url = format!("https://learn.example/{}", "x".repeat(1_000)));
    for address in
        ["http://127.0.0.1:3000", "https://[::1]:8080/a", "https://learn.example?a=b", "https://x/%C3%A9/(a),b;c=d:e@f"]
    {
        let mut facts = facts();
        facts.issuer.id = address.to_owned();
        facts.id = address.to_owned();
        let badge = issue(&facts, &signer(), NOW).expect("this is an address");
        assert_eq!(verify(&badge, &keys()).expect("it is ours").facts, facts);
    }
}

#[test]
fn a_name_of_a_badge_is_a_uuid_written_one_way() {
    for id in ["urn:uuid:", "urn:uuid:01939bb2", "urn:uuid:01939BB2-6c00-7000-8000-0123456789ab", "urn:isbn:3"] {
        refused(|facts| facts.id = id.to_owned());
    }
    refused(|facts| facts.id = "urn:uuid:01939bb2-6c00-7000-8000-0123456789é".to_owned());
}

#[test]
fn words_are_neither_empty_nor_endless_nor_invisible() {
    for text in ["", " \n", "a\0b", "a\u{7f}b", "a\tb", "a\u{85}b"] {
        refused(|facts| facts.issuer.name = text.to_owned());
        refused(|facts| facts.holder = vec![Identity::Name(text.to_owned())]);
        refused(|facts| facts.holder = vec![Identity::email("zoe@learn.example", text)]);
    }
    refused(|facts| facts.issuer.name = "x".repeat(4_001));
    refused(|facts| facts.course = Course::completed("https://learn.example", "T", &"x".repeat(4_001)));
    refused(|facts| facts.course = Course::completed("https://learn.example", "T\r", "R"));
}

#[test]
fn a_holder_is_known_in_one_way_or_two() {
    refused(|facts| facts.holder = vec![]);
    refused(|facts| facts.holder = vec![Identity::Name("Ada".to_owned()); 3]);
    for hash in ["", "sha256$", "sha256$12", &format!("sha256${}", "G".repeat(64)), &"a".repeat(64)] {
        refused(|facts| facts.holder = vec![Identity::Email { salt: "s".to_owned(), hash: hash.to_owned() }]);
    }
}

#[test]
fn dates_are_of_this_era_and_in_order() {
    refused(|facts| facts.valid_until = Some(facts.valid_from));
    refused(|facts| facts.valid_until = Some(Timestamp(facts.valid_from.0 + 999)));
    refused(|facts| facts.valid_from = Timestamp(i64::MIN));
    refused(|facts| facts.valid_until = Some(Timestamp(i64::MAX)));
    refused(|facts| facts.status.index = LIST_LENGTH);
    assert!(matches!(issue(&facts(), &signer(), Timestamp(i64::MAX)), Err(BadgeFault::Fact(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_may_stand_in_a_badge_is_read_back_as_it_was(
        name in "\\PC{1,30}",
        title in "\\PC{1,30}",
        issuer in "\\PC{1,30}",
        from in 0..4_000_000_000_i64,
        length in proptest::option::of(1..4_000_000_000_i64),
        index in 0..LIST_LENGTH,
    ) {
        let mut facts = facts();
        facts.holder = vec![Identity::Name(format!("a{name}"))];
        facts.course = Course::completed("https://learn.example/course", &title, "Read it.\nDo it.");
        facts.issuer.name = format!("a{issuer}");
        facts.valid_from = Timestamp(from * 1_000);
        facts.valid_until = length.map(|length| Timestamp((from + length) * 1_000));
        facts.status.index = index;
        let badge = issue(&facts, &signer(), NOW).expect("it can be issued");
        let text = badge.to_string();
        let badge = serde_json::from_str(&text).expect("a badge is JSON");
        prop_assert_eq!(verify(&badge, &keys()).expect("it is ours").facts, facts);
    }
}
