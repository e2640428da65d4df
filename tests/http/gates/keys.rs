//! Two servers whose courses are equal but for the keys and what goes with them: until the paper is handed in, every byte
//! that they send is the same.

use std::sync::Arc;

use app::urls;
use content::Library;
use domain::attempt::Act;
use domain::question::Response;
use domain::time::Millis;

use crate::page::without_ids;
use crate::people::Candidate;
use crate::server::{ORIGIN, Server, course};

const MARKER: &str = "PLANTEDMARKER";

/// The course with every key moved by one, and a marker in all that belongs to the key.
fn moved() -> Arc<Library> {
    let mut library = Library::clone(&course());
    for item in &mut library.items {
        item.key = (item.key + 1) % item.options.len() as u8;
        item.digest = format!("{MARKER}-{}", item.digest);
        for option in &mut item.options {
            option.feedback = format!("{MARKER} {}", option.feedback);
            option.misconception = Some(MARKER.to_owned());
        }
        if let Some(review) = &mut item.review {
            review.blind_answer = item.key + 1;
            review.verdict = MARKER.to_owned();
        }
    }
    for check in library.lessons.iter_mut().flat_map(|lesson| &mut lesson.checks) {
        check.key = (check.key + 1) % check.options.len() as u8;
        for option in &mut check.options {
            option.feedback = format!("{MARKER} {}", option.feedback);
        }
    }
    Arc::new(library)
}

/// A whole sitting up to the moment before handing in: all that was sent, in order, each with its name.
async fn sat(server: &Server) -> (Vec<(String, String)>, String) {
    let mut sent = Vec::new();
    let mut candidate = Candidate::on(server, "Ada Quill").await;
    let mut keep = |name: String, page: &crate::page::Page| sent.push((name, without_ids(&page.normalised())));
    for lesson in &server.library().lessons {
        keep(format!("lesson {}", lesson.id), &candidate.get(&urls::lesson(&lesson.id)).await);
    }
    let set = candidate.start_practice("support", 3).await;
    for place in 1..=3 {
        keep(format!("practice {place}"), &candidate.get(&urls::practice(&set, place)).await);
    }
    let start = candidate.post(urls::EXAM, &[("scheme", crate::people::SCHEME)]).await;
    keep("start".to_owned(), &start);
    let exam = crate::people::last_segment(start.location());
    for place in 1..=40_usize {
        let page = candidate.get(&urls::question(&exam, place)).await;
        keep(format!("question {place}"), &page);
        let buttons = [(place % 4, "flag"), ((place + 1) % 4, "strike-3"), ((place + 2) % 4, "next")];
        // The forms take the same way for every question; some of them are enough.
        for (choice, button) in buttons.into_iter().filter(|_| place % 5 == 1) {
            let page = candidate.press(&exam, place, Some(choice as u8), button).await;
            keep(format!("answer {choice} to {place} with {button}"), &page);
        }
        server.time.pass(Millis(7_000));
        for choice in 0..5 {
            let act = Act::Answer { item: place as u16 - 1, response: Response::Choice(choice) };
            let reply =
                candidate.save(&exam, &format!("island-{place}-{choice}"), 1_000 + u64::from(choice), act).await;
            keep(format!("save {choice} to {place}"), &reply);
        }
    }
    let paths =
        [urls::EXAM, urls::DASHBOARD, urls::PROGRESS, urls::PRACTICE, urls::COURSE, urls::CLAUSES, urls::EXPORT];
    for path in paths.into_iter().map(str::to_owned).chain([urls::review(&exam), urls::result(&exam)]) {
        keep(path.clone(), &candidate.get(&path).await);
    }
    for (number, _) in server.library().taught.clauses.iter().take(40) {
        keep(format!("clause {number}"), &candidate.get(&urls::clause("2018", number)).await);
    }
    let result = candidate.submit(&urls::submit(&exam), &[]).await;
    (sent, result.body)
}

#[tokio::test]
async fn nothing_tells_the_keys_before_the_paper_is_handed_in() {
    let (one, other) = (Server::start().await, Server::start_with(moved(), ORIGIN).await);
    let ((plain, result), (marked, marked_result)) = (sat(&one).await, sat(&other).await);
    assert_eq!(plain.len(), marked.len());
    for ((name, plain), (_, marked)) in plain.iter().zip(&marked) {
        assert!(!marked.contains(MARKER), "{name} shows what belongs to the key: {}", around(marked));
        assert!(plain == marked, "{name} differs: {}", difference(plain, marked));
    }
    assert!(marked_result.contains(MARKER) && !result.contains(MARKER), "after handing in the reasons are told");
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
