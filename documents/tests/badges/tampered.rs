//! Whatever is changed in a badge, it is a badge no more.

use documents::badge::{BadgeFault, verify};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::samples::{badge, keys};

/// Every place of a value, the value itself first.
fn places(value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(name, value)| {
        let name = name.replace('~', "~0").replace('/', "~1");
        places(value).into_iter().map(move |place| format!("/{name}{place}"))
    });
    std::iter::once(String::new()).chain(below).collect()
}

/// Other values for a place.
fn others(value: &Value) -> Vec<Value> {
    let mut others = vec![json!(null), json!(""), json!({}), json!([]), json!([value]), json!({ "@value": value })];
    match value {
        Value::String(text) => {
            others.extend([json!(format!("{text}x")), json!(format!("{text} ")), json!(text.to_uppercase())]);
            others.push(json!(text.chars().rev().collect::<String>()));
        }
        Value::Bool(right) => others.extend([json!(!right), json!(right.to_string())]),
        Value::Array(items) => others.push(items.iter().chain(items.last()).cloned().collect()),
        Value::Object(members) => {
            let mut more = members.clone();
            more.insert("note".to_owned(), "Passed with distinction".into());
            others.push(more.into());
            let mut typed = members.clone();
            typed.insert("@type".to_owned(), "https://learn.example/Diploma".into());
            others.push(typed.into());
        }
        _ => {}
    }
    others
}

#[test]
fn every_place_counts() {
    let (badge, keys) = (badge(), keys());
    let mut tried = 0;
    for place in places(&badge) {
        let there = badge.pointer(&place).expect("it is a place");
        for other in others(there).into_iter().filter(|other| other != there) {
            let mut changed = badge.clone();
            *changed.pointer_mut(&place).expect("it is a place") = other;
            assert!(verify(&changed, &keys).is_err(), "{place}: {changed}");
            tried += 1;
        }
    }
    assert!(tried > 400, "{tried}");
}

#[test]
fn every_member_is_needed() {
    let (badge, keys) = (badge(), keys());
    for place in places(&badge) {
        let names = badge.pointer(&place).and_then(Value::as_object).into_iter().flat_map(|members| members.keys());
        for name in names {
            let mut changed = badge.clone();
            let members = changed.pointer_mut(&place).and_then(Value::as_object_mut).expect("it has members");
            members.remove(name);
            assert!(verify(&changed, &keys).is_err(), "{place}/{name}");
        }
    }
}

/// What still looks like a badge fails because of its signature.
#[test]
fn a_claim_of_the_right_shape_fails_by_its_signature() {
    let changes = [
        ("/id", "urn:uuid:01939bb2-6c00-7000-8000-0123456789ac"),
        ("/issuer/name", "Another"),
        ("/issuer/url", "https://elsewhere.example"),
        ("/validFrom", "2026-11-28T12:00:00Z"),
        ("/validUntil", "2030-11-30T12:00:00Z"),
        ("/credentialSubject/identifier/1/identityHash", "Somebody Else"),
        ("/credentialSubject/achievement/criteria/narrative", "Passed the exam."),
        ("/credentialSubject/achievement/description", "Passed the exam."),
        ("/proof/created", "2026-11-29T12:00:01Z"),
    ];
    for (place, text) in changes {
        let mut changed = badge();
        *changed.pointer_mut(place).expect("it is a place") = text.into();
        assert_eq!(verify(&changed, &keys()), Err(BadgeFault::Signature), "{place}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_other_text_anywhere_is_noticed(at in any::<prop::sample::Index>(), text in "\\PC{0,40}") {
        let mut changed = badge();
        let places = places(&changed);
        let texts = places.iter().filter(|place| changed.pointer(place).is_some_and(Value::is_string));
        let texts = texts.cloned().collect::<Vec<_>>();
        let place = at.get(&texts);
        let there = changed.pointer_mut(place).expect("it is a place");
        prop_assume!(there.as_str() != Some(&text));
        *there = text.into();
        prop_assert!(verify(&changed, &keys()).is_err(), "{}", place);
    }
}
