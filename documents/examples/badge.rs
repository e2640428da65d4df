//! Prints a badge and all that belongs to it, always the same: `tests/badges` shows it to another program.

use std::collections::BTreeSet;
use std::error::Error;

use data_encoding::BASE64;
use documents::badge::{
    BadgeFacts, Course, Identity, Issuer, Kept, Signer, StatusEntry, bundle, controller_document, issue, status_list,
};
use documents::day::Day;
use domain::time::Timestamp;
use serde_json::json;

/// 2026-11-29 12:00 UTC.
const NOW: Timestamp = Timestamp(1_795_953_600_000);
const ISSUER: &str = "https://learn.example/badges/issuer";
const LIST: &str = "https://learn.example/badges/revoked/1";

fn facts(id: &str, holder: Vec<Identity>, index: u32) -> BadgeFacts {
    BadgeFacts {
        id: id.to_owned(),
        issuer: Issuer {
            id: ISSUER.to_owned(),
            name: "Example Learning".to_owned(),
            url: "https://learn.example".to_owned(),
        },
        course: Course::completed(
            "https://learn.example/course/foundation",
            "ISO/IEC 20000 “Foundation” \\ A–Z",
            "Every lesson was read to its end.\nEvery check in it was answered.",
        ),
        holder,
        valid_from: NOW,
        valid_until: None,
        status: StatusEntry { list: LIST.to_owned(), index },
    }
}

#[expect(clippy::print_stdout, reason = "printing is what it is for")]
fn main() -> Result<(), Box<dyn Error>> {
    let (old, next) = (Signer::new(&[1; 32]), Signer::new(&[2; 32]));
    let both = vec![Identity::email("zoe@learn.example", "f3a1"), Identity::Name("Zoë \"Zed\" Ångström 李".to_owned())];
    let twice = vec![Identity::Name("Ada".to_owned()), Identity::Name("Ada".to_owned())];
    let badge = facts("urn:uuid:01939bb2-6c00-7000-8000-0123456789ab", both, 94_567);
    let other = BadgeFacts {
        valid_until: Some(Timestamp(4_102_444_800_000)),
        ..facts("https://learn.example/badges/2?a=b", twice, 7)
    };
    let keys = [old.public(Timestamp(0)).retired_at(Timestamp(NOW.0 + 1)), next.public(NOW)];
    let list = status_list(LIST, ISSUER, &BTreeSet::from([7]), &next, NOW)?;
    let issuer = controller_document(ISSUER, &keys)?;
    let (badge, revoked) = (issue(&badge, &old, NOW)?, issue(&other, &next, NOW)?);
    let made_on = Day::new(2026, 11, 29).ok_or("there is such a day")?;
    let bundled = |badge| {
        let kept = Kept { badge, issuer: &issuer, withdrawn: &list, keys: &keys };
        bundle(&kept, made_on).map(|bytes| BASE64.encode(&bytes))
    };
    let (bundle, revoked_bundle) = (bundled(&badge)?, bundled(&revoked)?);
    let all = json!({
        "badge": badge, "revoked": revoked, "list": list, "issuer": issuer, "bundle": bundle, "revokedBundle": revoked_bundle,
    });
    println!("{all}");
    Ok(())
}
