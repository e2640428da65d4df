use std::sync::Arc;

use content::Library;
use domain::attempt::{Act, Confidence, LONGEST_NOTE, Refusal, Span};
use domain::item::Item;
use domain::layout::{Layout, Material};
use domain::marking::mark;
use domain::marks::{Marks, Tally};
use domain::response::{Response, Shape};
use store::{Fault, NewAttempt, SaveOutcome, Store};

use crate::ground::{Ground, at, course, new_exam, saved};

/// An item of each format, whatever its status.
fn each_format() -> Vec<Item> {
    let (library, mut found) = (course(), Vec::<Item>::new());
    for item in &library.items {
        if !found.iter().any(|other| other.body.format() == item.body.format()) {
            found.push(item.clone());
        }
    }
    assert_eq!(found.len(), 8, "the bank has every format");
    found
}

/// An answer that the item cannot be given, and why.
fn misfit(shape: Shape) -> (Response, Refusal) {
    match shape {
        Shape::Single { options } => (Response::Choice(options), Refusal::UnknownOption),
        Shape::Multiple { options, .. } => (Response::Choices((0..options).collect()), Refusal::TooMany),
        Shape::Slots { rows, reuse: false, .. } => {
            (Response::Slots(vec![Some(0); usize::from(rows)]), Refusal::Repeated)
        }
        Shape::Slots { rows, .. } => (Response::Slots(vec![None; usize::from(rows) + 1]), Refusal::UnknownOption),
        Shape::Finding { .. } => (Response::Choice(0), Refusal::UnknownOption),
        Shape::Text { longest } => (Response::Text("word ".repeat(usize::from(longest) * 9)), Refusal::TooLong),
    }
}

pub async fn every_format_is_answered_and_marked(ground: Ground) {
    let (store, ada, items) = (&ground.store, ground.person("ada").await, each_format());
    let exam =
        ground.start(NewAttempt { items: items.clone(), layout: Layout::default(), ..new_exam(&ada, 0) }, at(0)).await;
    let save = async |sequence, act| store.save(&ada, &exam, saved(sequence, act), at(1)).await.unwrap();
    for (place, item) in (0_u16..).zip(&items) {
        let (response, refusal) = misfit(item.shape());
        let refused = save(u64::from(place) + 1, Act::Answer { item: place, response }).await;
        assert_eq!(refused, SaveOutcome::Refused(refusal), "{}", item.body.format());
        let whole = save(u64::from(place) + 1, Act::Answer { item: place, response: item.body.key() }).await;
        assert!(matches!(whole, SaveOutcome::Saved(_)), "{}: {whole:?}", item.body.format());
    }
    let (note, spans) = ("see 8.5.1\n– \"twice\"".to_owned(), vec![Span { text: 2, from: 0, to: 7 }]);
    let sure = Some(Confidence::Sure);
    for (sequence, act) in [
        (21, Act::Note { item: 0, text: note.clone() }),
        (22, Act::Confide { item: 0, confidence: sure }),
        (23, Act::Highlight { item: 0, spans: spans.clone() }),
        (24, Act::View { item: 0 }),
    ] {
        assert!(matches!(save(sequence, act.clone()).await, SaveOutcome::Saved(_)), "{act:?}");
    }
    let long = Act::Note { item: 0, text: "x".repeat(LONGEST_NOTE + 1) };
    assert_eq!(save(25, long).await, SaveOutcome::Refused(Refusal::TooLong));
    store.submit(&ada, &exam, at(2)).await.unwrap();
    let attempt = ground.attempt(&ada, &exam).await;
    let row = &attempt.sheet.rows()[0];
    assert_eq!((&row.note, row.confidence, &row.spans, row.viewed), (&note, sure, &spans, true));
    let result = attempt.result.expect("it is marked");
    for (place, item) in items.iter().enumerate() {
        let key = item.body.key();
        assert_eq!(attempt.sheet.response(place), Some(&key));
        let wanted = Tally { score: mark(item, Some(&key)), marks: item.marking.marks };
        assert_eq!(result.items[place], wanted, "{}", item.body.format());
    }
    assert!(result.provisional, "own words are among it");
    let marks = items.iter().map(|item| item.marking.marks).sum::<Marks>();
    assert_eq!((attempt.head.marks, attempt.head.score), (marks, Some(result.total.score)));
    assert_eq!(
        (attempt.head.passed, attempt.head.pass_mark),
        (None, None),
        "without a cut score nobody passes or fails"
    );
}

/// The course after an editor rewrote the first scenario.
fn edited() -> Arc<Library> {
    let mut library = Library::clone(&course());
    let scenario = library.scenarios.first_mut().expect("there are scenarios");
    scenario.html = "<p>Another text</p>".to_owned();
    scenario.digest = "another digest".to_owned();
    Arc::new(library)
}

pub async fn what_stood_beside_a_paper_is_shown_as_it_was(ground: Ground) {
    let library = course();
    let pinned = library.scenarios.iter().take(2);
    let pinned = pinned.map(|one| Material { id: one.id.clone(), digest: one.digest.clone() }).collect::<Vec<_>>();
    let texts = async |store: &Store, pinned: &[Material]| {
        store.materials(pinned).await.unwrap().into_iter().map(|one| one.html).collect::<Vec<_>>()
    };
    let wanted = library.scenarios.iter().take(2).map(|one| one.html.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&ground.store, &pinned).await, wanted);
    let store = Store::open(&ground.url, edited()).await.unwrap();
    assert_eq!(texts(&store, &pinned).await, wanted, "in the versions that were pinned");
    let newer = Material { digest: "another digest".to_owned(), ..pinned[0].clone() };
    assert_eq!(texts(&store, &[newer]).await, ["<p>Another text</p>"]);
    let unknown = Material { digest: "no such digest".to_owned(), ..pinned[0].clone() };
    let fault = store.materials(&[unknown]).await.err();
    assert!(matches!(fault, Some(Fault::Corrupt { table: "item_version", .. })), "{fault:?}");
    store.close().await;
}
