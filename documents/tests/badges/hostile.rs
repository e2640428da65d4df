//! Whatever is handed in as a badge, the answer is a fault: no panic, and no long work.

use documents::badge::{StatusList, verify};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::samples::{badge, keys};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<char>().prop_map(|c| Value::from(c.to_string())),
        prop::sample::select(vec!["VerifiableCredential", "_:b0", "@id", "@type", "2026-11-28T12:00:00Z"])
            .prop_map(Value::from),
    ];
    let name = prop::sample::select(vec!["@context", "@id", "@type", "@graph", "@reverse", "id", "type", "proof", "x"]);
    leaf.prop_recursive(5, 64, 8, move |inner| {
        let members = prop::collection::vec((name.clone(), inner.clone()), 0..8);
        prop_oneof![
            prop::collection::vec(inner, 0..8).prop_map(Value::from),
            members.prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

fn refused(document: &Value) {
    assert!(verify(document, &keys()).is_err(), "{document}");
    assert!(StatusList::verify(document, &keys()).is_err(), "{document}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_json_is_refused(document in any_json()) {
        refused(&document);
    }

    #[test]
    fn any_json_inside_a_badge_is_refused(value in any_json(), at in 0_usize..14) {
        let places = [
            "/@context", "/id", "/type", "/issuer", "/issuer/id", "/validFrom", "/validUntil", "/credentialSubject",
            "/credentialSubject/identifier", "/credentialSubject/achievement", "/credentialStatus", "/proof",
            "/proof/created", "/proof/proofValue",
        ];
        let mut document = badge();
        *document.pointer_mut(places[at]).expect("it is a place") = value;
        refused(&document);
    }
}

#[test]
fn deep_wide_and_long_documents_are_refused_at_once() {
    let deep = format!("{}{}", "[".repeat(120), "]".repeat(120));
    let deep: Value = serde_json::from_str(&deep).expect("it is JSON");
    let wide = Value::from(vec![json!({ "type": "IdentityObject", "hashed": false, "identityHash": "x" }); 100_000]);
    let long = Value::from("x".repeat(10_000_000));
    // Blank nodes that all look alike, which cost a canonicalisation without bounds time without end.
    let ring = (0..12).map(|a| json!({ "id": format!("_:{a}"), "x": (0..12).map(|b| json!({ "id": format!("_:{b}") })).collect::<Vec<_>>() }));
    let ring = Value::from(ring.collect::<Vec<_>>());
    for value in [deep, wide, long, ring] {
        refused(&value);
        for place in ["/credentialSubject/identifier", "/credentialSubject", "/id", "/proof/proofValue", "/@context"] {
            let mut document = badge();
            *document.pointer_mut(place).expect("it is a place") = value.clone();
            refused(&document);
        }
        let mut document = badge();
        document["evidence"] = value;
        refused(&document);
    }
}
