//! A badge and what it is made of.

use std::sync::LazyLock;

use documents::badge::{BadgeFacts, Course, Identity, Issuer, PublicKey, Signer, StatusEntry, issue};
use domain::time::{Millis, Timestamp};
use serde_json::Value;

/// 2026-11-29 12:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_953_600_000);
pub const DAY: Millis = Millis(86_400_000);

pub fn signer() -> Signer {
    Signer::new(&[7; 32])
}

pub fn keys() -> [PublicKey; 1] {
    [signer().public(Timestamp(NOW.0 - DAY.0))]
}

pub fn facts() -> BadgeFacts {
    BadgeFacts {
        id: "urn:uuid:01939bb2-6c00-7000-8000-0123456789ab".to_owned(),
        issuer: Issuer {
            id: "https://learn.example/badges/issuer".to_owned(),
            name: "Example Learning".to_owned(),
            url: "https://learn.example".to_owned(),
        },
        course: Course::completed(
            "https://learn.example/course/foundation",
            "ISO/IEC 20000 Foundation",
            "Every lesson was read to its end, and every check in it was answered.",
        ),
        holder: vec![Identity::email("zoe@learn.example", "f3a1"), Identity::Name("Zoë \"Zed\" Ångström".to_owned())],
        valid_from: NOW,
        valid_until: Some(NOW.plus(DAY)),
        status: StatusEntry { list: "https://learn.example/badges/revoked/1".to_owned(), index: 94_567 },
    }
}

pub fn badge() -> Value {
    static BADGE: LazyLock<Value> =
        LazyLock::new(|| issue(&facts(), &signer(), NOW).expect("the sample can be issued"));
    BADGE.clone()
}
