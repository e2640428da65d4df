mod aiken;
mod gift;
mod hostile;
mod moodle;
mod outgoing;
mod plan;
mod roundtrip;
mod samples;
mod table;

use crate::intake::{Entry, Format, Import, Limits, read};

fn import(format: Format, text: &str) -> Import {
    read("file", format, text.as_bytes(), &Limits::default()).expect("the file can be read")
}

/// The one question of a text.
#[track_caller]
fn one(format: Format, text: &str) -> Entry {
    let import = import(format, text);
    assert!(import.refused.is_empty(), "{:?}", import.refused);
    let [entry] = <[Entry; 1]>::try_from(import.entries).expect("one question");
    entry
}

/// Why the one question of a text is refused, in words, and its line.
#[track_caller]
fn refusal(format: Format, text: &str) -> (String, String) {
    let import = import(format, text);
    assert!(import.entries.is_empty(), "{:?}", import.entries);
    let refused = import.refused.first().expect("a refusal");
    (refused.place.to_string(), refused.reason.to_string())
}
