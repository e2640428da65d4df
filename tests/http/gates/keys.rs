//! Two servers whose courses are equal but for the keys and what goes with them: until the paper is handed in, every byte
//! that they send is the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::urls;
use axum::http::StatusCode;
use content::Library;
use domain::attempt::{Act, Confidence};
use domain::ids::{AttemptId, ItemId};
use domain::item::Item;
use domain::response::{Finding, Response, Shape};
use domain::time::Millis;

use crate::answers::{secrets, with_another_key};
use crate::page::{Page, without_ids};
use crate::people::{Candidate, HOLD, PAUSE, SCHEME, fields_of, last_segment};
use crate::server::{ORIGIN, Server, course};

const MARKER: &str = "PLANTEDMARKER";
/// Together their papers hold every format.
const PAPERS: [&str; 4] =
    [SCHEME, "practice-practitioner-2018", "practice-auditor-2018", "exemplar-style-20000-lead-auditor"];

/// The course with every key moved, and a marker in all that belongs to the key.
fn moved() -> Arc<Library> {
    let mut library = Library::clone(&course());
    for item in &mut library.items {
        with_another_key(item);
        item.digest = format!("{MARKER}-{}", item.digest);
        secrets(item).into_iter().for_each(mark);
        if let Some(review) = &mut item.review {
            [&mut review.blind_answer, &mut review.verdict].into_iter().for_each(mark);
        }
    }
    for check in library.lessons.iter_mut().flat_map(|lesson| &mut lesson.checks) {
        check.key = (check.key + 1) % check.options.len() as u8;
        check.options.iter_mut().for_each(|option| mark(&mut option.feedback));
    }
    Arc::new(library)
}

fn mark(text: &mut String) {
    text.insert_str(0, &format!("{MARKER} "));
}

/// Answers of every kind to an item, the keys of both courses among them.
fn tries(id: &ItemId, shape: Shape, other: &Library) -> Vec<Response> {
    // A model answer is typed without the marker: what a candidate wrote is shown to the candidate.
    let typed = |key| if let Response::Text(text) = key { Response::Text(text.replace(MARKER, "")) } else { key };
    let keys = [&*course(), other].map(|library| typed(library.item(id).expect("both hold it").body.key()));
    let more = match shape {
        Shape::Single { options } => (0..=options).map(Response::Choice).collect(),
        Shape::Multiple { options, .. } => (0..options)
            .map(|option| Response::Choices(vec![option]))
            .chain([Response::Choices((0..options).collect())])
            .collect(),
        Shape::Slots { rows, options, .. } => (0..options)
            .map(|turn| Response::Slots((0..rows).map(|row| Some((row + turn) % options)).collect()))
            .chain([Response::Slots(vec![Some(0); usize::from(rows)])])
            .collect(),
        Shape::Finding { evidence, .. } => (0..4)
            .map(|grade| {
                let evidence = (0..evidence).filter(|line| line % 4 <= grade).collect();
                Response::Finding(Finding { evidence, grade: Some(grade), clause: Some(grade), next: Some(0) })
            })
            .collect(),
        Shape::Text { longest } => {
            vec![
                Response::Text("Evidence and records.".to_owned()),
                Response::Text("w ".repeat(usize::from(longest) * 30)),
            ]
        }
    };
    keys.into_iter().chain::<Vec<_>>(more).collect()
}

/// What was sent, in order, each with its name.
#[derive(Default)]
struct Sent {
    all: Vec<(String, String)>,
    /// What is random by nature and stands in pages: keys of outboxes.
    random: BTreeSet<String>,
    assets: BTreeSet<String>,
}

impl Sent {
    fn keep(&mut self, name: impl Into<String>, page: &Page) {
        self.random.extend(page.tags().iter().filter_map(|tag| tag.get("data-vault")).map(str::to_owned));
        let ends = |c: char| !c.is_ascii_alphanumeric() && !"-_./".contains(c);
        let assets = page.body.match_indices("/assets/").filter_map(|(at, _)| page.body[at..].split(ends).next());
        self.assets.extend(assets.map(str::to_owned));
        let text = self.random.iter().fold(page.normalised(), |text, random| text.replace(random, "random"));
        self.all.push((name.into(), without_ids(&text)));
    }
}

/// A whole sitting up to the moment before handing in; the result afterwards is the return value.
async fn sat(server: &Server, paper: &str, other: &Library, sent: &mut Sent) -> String {
    let mut candidate = Candidate::on(server, paper).await;
    let start = candidate.post(urls::EXAM, &[("paper", paper)]).await;
    sent.keep("start", &start);
    let exam = last_segment(start.location());
    let attempt = server.store().attempt(&candidate.account(paper).await, &AttemptId::new(&exam)).await;
    let attempt = attempt.expect("the store answers").expect("it runs");
    let items = server.store().paper_items(&attempt.paper).await.expect("the items are there");
    sent.keep("hold", &candidate.call(HOLD, &serde_json::json!({ "attempt": exam, "page": "one-page" })).await);
    for (place, item) in items.iter().enumerate() {
        let tries = tries(&item.id, item.shape(), other);
        let name = |what: &str| format!("{what} question {} ({}, {})", place + 1, item.id, item.body.format());
        let page = candidate.get(&urls::question(&exam, place + 1)).await;
        sent.keep(name("the page of"), &page);
        // The forms take the same way for every question of a format; some of them are enough.
        for (n, response) in tries.iter().enumerate().take(3).filter(|_| place % 5 == 0 || place + 4 > items.len()) {
            let button = ["flag", "next", "strike-3"][n % 3];
            let more = [("confidence", Confidence::Sure.word()), ("note", "A note")];
            let more = more.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let entered = fields_of(response).into_iter().chain(more).collect::<Vec<_>>();
            let page = candidate.get(&urls::question(&exam, place + 1)).await;
            let page = candidate.enter_on(&page, &exam, &entered, button).await;
            sent.keep(name(&format!("form {n} with {button} of")), &page);
        }
        server.time.pass(Millis(7_000));
        for (n, response) in (0u64..).zip(tries) {
            let act = Act::Answer { item: place as u16, response };
            let reply = candidate.save(&exam, &format!("one-page-{place}-{n}"), 2_000_000 + n, act).await;
            sent.keep(name(&format!("save {n} of")), &reply);
        }
    }
    sent.keep("pause", &candidate.call(PAUSE, &serde_json::json!({ "attempt": exam, "pause": "begin" })).await);
    let own = [urls::review(&exam), urls::result(&exam), urls::events(&exam), urls::book(&exam)];
    let common =
        [urls::EXAM, urls::TUTORIAL, urls::DASHBOARD, urls::PROGRESS, urls::PRACTICE, urls::REPORTS, urls::EXPORT];
    for path in common.into_iter().map(str::to_owned).chain(own) {
        sent.keep(&path, &candidate.get(&path).await);
    }
    for number in server.library().taught.clauses.keys().take(40) {
        sent.keep(format!("book {number}"), &candidate.get(&urls::book_clause(&exam, number)).await);
    }
    candidate.submit(&urls::submit(&exam), &[]).await.body
}

/// What is read besides exams: lessons, clauses, a practice set, a timed one.
async fn read(server: &Server, sent: &mut Sent) {
    let mut candidate = Candidate::on(server, "Ada Quill").await;
    for lesson in &server.library().lessons {
        sent.keep(format!("lesson {}", lesson.id), &candidate.get(&urls::lesson(&lesson.id)).await);
    }
    for number in server.library().taught.clauses.keys().take(40) {
        sent.keep(format!("clause {number}"), &candidate.get(&urls::clause("2018", number)).await);
    }
    for path in [urls::HOME, urls::COURSE, urls::CLAUSES, urls::GLOSSARY] {
        sent.keep(path, &candidate.get(path).await);
    }
    for course in &server.library().courses {
        let mut fields = vec![("level", course.level.word()), ("number", "40"), ("which", "new")];
        fields.extend(course.areas.iter().map(|area| ("area", area.id.as_str())));
        let page = candidate.post(urls::PRACTICE, &fields).await;
        let set = last_segment(page.location());
        for place in 1..=40 {
            sent.keep(format!("practice {place}"), &candidate.get(&urls::practice(&set, place)).await);
        }
        fields.push(("mode", "timed"));
        let page = candidate.post(urls::PRACTICE, &fields).await;
        sent.keep("timed practice", &candidate.get(page.location()).await);
    }
}

#[tokio::test]
async fn nothing_tells_the_keys_before_the_paper_is_handed_in() {
    let other = moved();
    let (one, two) = (Server::start().await, Server::start_with(Arc::clone(&other), ORIGIN).await);
    let (mut plain, mut marked) = (Sent::default(), Sent::default());
    for (server, sent) in [(&one, &mut plain), (&two, &mut marked)] {
        read(server, sent).await;
    }
    for paper in PAPERS {
        let result = sat(&one, paper, &other, &mut plain).await;
        let marked_result = sat(&two, paper, &other, &mut marked).await;
        assert!(marked_result.contains(MARKER) && !result.contains(MARKER), "{paper}: afterwards the reasons are told");
    }
    assert_eq!(plain.all.len(), marked.all.len());
    for ((name, plain), (_, marked)) in plain.all.iter().zip(&marked.all) {
        assert!(!marked.contains(MARKER), "{name} shows what belongs to the key: {}", around(marked));
        assert!(plain == marked, "{name} differs: {}", difference(plain, marked));
    }
    let formats = ["single_choice", "multiple_response", "matching", "sequencing", "assertion_reason", "completion"];
    for format in formats.into_iter().chain(["finding", "short_text"]) {
        assert!(plain.all.iter().any(|(name, _)| name.contains(format)), "no {format} was sat");
    }
    assert!(plain.assets.len() > 4, "pages name their assets");
    no_asset_tells(&one, &plain.assets).await;
}

/// What every browser loads holds no text of any key. Where no site is built in, there is nothing to load.
async fn no_asset_tells(server: &Server, assets: &BTreeSet<String>) {
    let mut candidate = Candidate::on(server, "Ben Oak").await;
    let mut items = server.library().items.clone();
    let texts = items.iter_mut().flat_map(secrets).filter(|text| text.len() > 40).map(|text| text.as_bytes().to_vec());
    let texts = texts.collect::<BTreeSet<_>>();
    for asset in assets {
        let (status, bytes) = candidate.bytes(asset).await;
        assert!([StatusCode::OK, StatusCode::NOT_FOUND].contains(&status), "{asset}: {status}");
        let starts = texts.iter().map(|text| &text[..40]).collect::<BTreeSet<_>>();
        let told = bytes.windows(40).find(|window| starts.contains(window));
        assert!(told.is_none(), "{asset} tells {:?}", told.map(String::from_utf8_lossy));
    }
}

fn around(text: &str) -> &str {
    let at = text.find(MARKER).unwrap_or(0);
    text.get(at.saturating_sub(100)..(at + 100).min(text.len())).unwrap_or(text)
}

fn difference(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let show = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60).min(text.len())..(at + 100).min(text.len())])
            .into_owned()
    };
    format!("{:?} against {:?}", show(one), show(other))
}

/// The tries of a question are answers of its format, the right one of either course among them.
#[test]
fn every_format_is_tried_with_both_keys() {
    let other = moved();
    for item in &course().items {
        let turned = other.item(&item.id).expect("it is there");
        assert_eq!(item.question(), turned.question(), "{}: what is shown does not depend on the key", item.id);
        let differs = |a: &Item, b: &Item| a.body.key() != b.body.key();
        assert!(differs(item, turned), "{}: the key is another", item.id);
        assert!(item.allows(&turned.body.key()), "{}", item.id);
    }
}
