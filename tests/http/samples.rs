//! Complete attempts whose marks are written down: a change of marking, of drawing or of the bank shows itself here.
//!
//! `UPDATE_SNAPSHOTS=1` writes them again; the difference is then read before it is committed.

use std::fmt::Write;
use std::path::PathBuf;

use app::urls;
use domain::item::Item;
use domain::question::letter;
use domain::response::Response;
use store::Attempt;

use crate::answers::{in_part, wrong};
use crate::journeys::exam::{items, stored};
use crate::people::{Candidate, SCHEME};
use crate::server::Server;

/// What a candidate knows of the item at a place.
type Knows = fn(usize, &Item) -> Option<Response>;

const CANDIDATES: [(&str, Knows); 3] = [("good", good), ("middling", middling), ("poor", poor)];

fn good(place: usize, item: &Item) -> Option<Response> {
    Some(if place % 8 == 5 { in_part(item) } else { item.body.key() })
}

fn middling(place: usize, item: &Item) -> Option<Response> {
    match place % 5 {
        1 => Some(in_part(item)),
        3 => Some(wrong(item)),
        _ => Some(item.body.key()),
    }
}

fn poor(place: usize, item: &Item) -> Option<Response> {
    match place % 4 {
        0 => Some(item.body.key()),
        1 => Some(in_part(item)),
        2 => Some(wrong(item)),
        _ => None,
    }
}

#[tokio::test]
async fn foundation_samples() {
    samples("foundation", SCHEME).await;
}

#[tokio::test]
async fn practitioner_samples() {
    samples("practitioner", "practice-practitioner-2018").await;
}

#[tokio::test]
async fn auditor_samples() {
    samples("auditor", "practice-auditor-2018").await;
}

#[tokio::test]
async fn lead_auditor_samples() {
    samples("lead-auditor", "exemplar-style-20000-lead-auditor").await;
}

/// Three candidates of a server of their own: its clock and its seeds are the same each time.
async fn samples(level: &str, scheme: &str) {
    for (kind, knows) in CANDIDATES {
        let server = Server::start().await;
        let mut candidate = Candidate::on(&server, "Ada Quill").await;
        let exam = candidate.start_paper(scheme).await;
        let items = items(&candidate, &exam).await;
        for (place, item) in items.iter().enumerate() {
            if let Some(response) = knows(place, item) {
                candidate.save_answer(&exam, place, response).await.shows("\"reply\":\"saved\"");
            }
        }
        candidate.post(&urls::submit(&exam), &[]).await;
        is_as_kept(&format!("{level}-{kind}"), &written(&items, &stored(&candidate, &exam).await));
        server.verify().await;
    }
}

/// The marks of an attempt as text.
fn written(items: &[Item], attempt: &Attempt) -> String {
    let marked = attempt.result.as_ref().expect("it was marked");
    let cut = attempt.layout.cut.expect("it has a mark to pass");
    let verdict = if attempt.head.passed == Some(true) { "passed" } else { "not passed" };
    let (score, marks) = (marked.total.score, marked.total.marks);
    let mut text = format!("{score} of {marks}, {} to pass: {verdict}", cut.marks);
    text.push_str(if marked.provisional { ", provisional\n" } else { "\n" });
    for (section, tally) in attempt.layout.sections.iter().zip(&marked.sections) {
        let _ = writeln!(text, "section {}: {} of {}", section.title, tally.score, tally.marks);
    }
    for (area, tally) in &marked.areas {
        let _ = writeln!(text, "area {area}: {} of {}", tally.score, tally.marks);
    }
    for (place, item) in items.iter().enumerate() {
        let tally = marked.items[place];
        let given = attempt.sheet.response(place).map_or_else(|| "nothing".to_owned(), short);
        let _ = writeln!(text, "{:>2} {}: {given}: {} of {}", place + 1, item.id, tally.score, tally.marks);
    }
    text
}

/// An answer in a few letters; own words by their number.
fn short(response: &Response) -> String {
    let letters = |options: &[u8]| options.iter().map(|option| letter(*option)).collect::<String>();
    let one = |option: Option<u8>| option.map_or('-', letter);
    match response {
        Response::Choice(option) => letter(*option).to_string(),
        Response::Choices(chosen) => letters(chosen),
        Response::Slots(slots) => slots.iter().map(|slot| one(*slot)).collect(),
        Response::Finding(finding) => {
            let [grade, clause, next] = [finding.grade, finding.clause, finding.next].map(one);
            format!("{} {grade}{clause}{next}", letters(&finding.evidence))
        }
        Response::Text(text) => format!("{} words", text.split_whitespace().count()),
    }
}

fn is_as_kept(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("http/snapshots").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(&path, text).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name} is not kept yet"));
    assert_eq!(text, kept, "{name} is not as it was");
}
