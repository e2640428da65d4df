use content::Library;
use domain::attempt::{Act, Confidence, Mode, Phase, Sheet, Stretch, Timing, Why};
use domain::ids::{AttemptId, ItemId};
use domain::item::{Body, Pick, Point, Slot, Statement};
use domain::layout::Layout;
use domain::marking::mark_paper;
use domain::marks::Marks;
use domain::question::Level;
use domain::response::{Finding, Response};
use domain::time::ServiceTime;
use store::{AttemptHead, PaperItem, SetAside};

use super::*;
use crate::parts::samples::{item, option, single};

/// What only those may read who may see the key.
const SECRET: &str = "why";

fn bodies() -> Vec<Body> {
    let texts = || vec!["one".to_owned(), "two".to_owned()];
    let slot = |text: &str, key| Slot {
        text: text.to_owned(),
        key,
        feedback: format!("why {text}"),
        misconception: Some("why not".to_owned()),
    };
    let statement = |text: &str, holds| Statement { text: text.to_owned(), holds, feedback: format!("why {text}") };
    let pick = |key| Pick { options: texts(), key, feedback: "why so".to_owned() };
    let accept = vec!["why".to_owned()];
    let point = Point { text: "why it matters".to_owned(), accept, marks: Marks::ONE, feedback: "why".to_owned() };
    vec![
        single(&["right", "left"], 0),
        Body::Multiple { options: ["p", "q", "r"].map(option).to_vec(), keys: vec![0, 1] },
        Body::Matching { options: texts(), rows: vec![slot("Ada", 0), slot("Bo", 1)], reuse: false },
        Body::Sequencing { steps: vec![slot("ask", 0), slot("act", 1)] },
        Body::AssertionReason {
            assertion: statement("late", true),
            reason: statement("lost", true),
            explains: true,
            misconception: Some("why".to_owned()),
        },
        Body::Completion {
            pieces: vec!["It ".to_owned(), ".".to_owned()],
            options: texts(),
            gaps: vec![slot("", 0)],
            reuse: false,
        },
        Body::Finding {
            evidence: vec![statement("seen", true), statement("heard", false)],
            grade: (1, "why".to_owned()),
            clause: pick(0),
            next: pick(1),
            weights: [1; 4],
        },
        Body::Text { longest: 30, answer: "why".to_owned(), points: vec![point] },
    ]
}

/// A wrong answer to each of the bodies.
fn wrong() -> Vec<Response> {
    let finding = Finding { evidence: vec![1], grade: Some(2), clause: Some(1), next: None };
    vec![
        Response::Choice(1),
        Response::Choices(vec![2]),
        Response::Slots(vec![Some(1), None]),
        Response::Slots(vec![Some(1), Some(0)]),
        Response::Choice(4),
        Response::Slots(vec![Some(1)]),
        Response::Finding(finding),
        Response::Text("No idea.".to_owned()),
    ]
}

/// A paper of all formats, each answered wrongly; then one answered rightly.
fn outcome(review: ReviewPolicy) -> Outcome {
    let mut items = bodies().into_iter().map(item).collect::<Vec<_>>();
    items.push(Item { stem: "Known?".to_owned(), ..item(single(&["known", "unknown"], 0)) });
    for (place, item) in items.iter_mut().enumerate() {
        item.id = ItemId::new(format!("i{place}"));
    }
    let mut sheet = Sheet::blank(items.len());
    for (item, response) in (0..).zip(wrong().into_iter().chain([Response::Choice(0)])) {
        sheet.apply(1, &Act::Answer { item, response }).expect("an answer is taken");
    }
    sheet.apply(1, &Act::Note { item: 8, text: "An own note.".to_owned() }).expect("a note is taken");
    sheet.apply(1, &Act::Confide { item: 0, confidence: Some(Confidence::Sure) }).expect("it is taken");
    let layout = Layout { review, ..Layout::default() };
    let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet, &layout);
    let pin = |item: &Item| PaperItem { item: item.id.clone(), digest: String::new() };
    let late = Act::Answer { item: 8, response: Response::Choice(1) };
    let attempt = Attempt {
        head: head(&marked),
        paper: items.iter().map(pin).collect(),
        layout,
        sheet,
        result: None,
        spent: vec![Millis(100_000); items.len()],
        aside: vec![SetAside { number: 3, on: Timestamp(0), why: Why::Late, act: late, admitted: false }],
        last_saved: Some(Timestamp(60_000)),
        decisions: Vec::new(),
        vault: "00ff".to_owned(),
        receipt: Some("ABCD".to_owned()),
        corrected: Vec::new(),
    };
    Outcome { attempt, marked, items, materials: Vec::new(), people: None, read_at: Timestamp(0) }
}

fn head(marked: &Marked) -> AttemptHead {
    AttemptHead {
        id: AttemptId::new("the-attempt"),
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: None,
        paper: None,
        title: "A paper".to_owned(),
        started_at: Timestamp(0),
        timing: Timing::new(ServiceTime(0), Some(Millis::minutes(10)), Vec::new(), Stretch::default()),
        phase: Phase::Submitted,
        finished_at: Some(Timestamp(0)),
        used: Some(Millis::minutes(5)),
        score: Some(marked.total.score),
        marks: marked.total.marks,
        pass_mark: None,
        passed: None,
    }
}

fn library() -> Library {
    Library::embedded().expect("the course is sound")
}

fn page(outcome: Outcome, show: Show) -> String {
    let library = library();
    Owner::new().with(|| view! { <ResultPage library=&library outcome=outcome show=show /> }.to_html())
}

#[test]
fn a_paper_that_tells_everything_tells_the_reasons_of_all_formats() {
    let html = page(outcome(ReviewPolicy::Everything), Show::All);
    for reason in ["why right", "why q", "why Ada", "why act", "why lost", "why seen", "why so", "why it matters"] {
        assert!(html.contains(reason), "{reason}");
    }
    assert_eq!(html.matches("Report a problem").count(), 9);
    assert!(html.contains("An own note.") && html.contains("id=\"question-9\""));
    assert!(html.contains("/exam/the-attempt/report/9"));
}

#[test]
fn of_a_paper_that_shows_the_wrong_ones_no_key_and_no_reason_is_sent() {
    let html = page(outcome(ReviewPolicy::WrongOnly), Show::All);
    assert!(!html.contains(SECRET) && !html.contains("right answer"), "{html}");
    assert_eq!(html.matches("The stem?").count(), 8);
    for own in [
        "B: left",
        "C: r",
        "Ada → B: two",
        "1. act",
        "Both statements are false",
        "Gap 1 → B: two",
        "heard",
        "No idea.",
    ] {
        assert!(html.contains(own), "{own}");
    }
    assert!(!html.contains("Known?") && !html.contains("unknown"), "what was right stays closed, late answers too");
    assert!(!html.contains("name=\"from\""), "its questions cannot be practised again");
}

#[test]
fn of_a_paper_that_shows_the_score_no_question_is_sent() {
    for show in [Show::All, Show::Wrong] {
        let html = page(outcome(ReviewPolicy::Score), show);
        assert!(!html.contains(SECRET) && !html.contains("The stem?") && !html.contains("Known?"), "{html}");
        assert!(
            !html.contains("Report a problem") && !html.contains("name=\"from\"") && !html.contains("class=\"cell")
        );
        assert!(html.contains("Area by area") && html.contains("1 of 9 marks"));
    }
}

#[test]
fn filters_count_and_list_what_they_say() {
    let html = page(outcome(ReviewPolicy::Everything), Show::SureButWrong);
    for filter in ["All (9)", "Wrong or open (8)", "Flagged (0)", "Slow (9)", "Unsure (0)", "Sure but wrong (1)"] {
        assert!(html.contains(filter), "{filter}");
    }
    assert_eq!(html.matches("class=\"stem\"").count(), 1);
}

#[test]
fn a_device_is_asked_for_late_answers_for_a_week() {
    let after = |millis| Outcome { read_at: Timestamp(millis), ..outcome(ReviewPolicy::Score) };
    assert!(page(after(ASKS_FOR_LATE.0), Show::All).contains("data-vault=\"00ff\""));
    assert!(!page(after(ASKS_FOR_LATE.0 + 1), Show::All).contains("data-vault"));
    let mut practice = after(0);
    practice.attempt.head.mode = Mode::Practice;
    assert!(!page(practice, Show::All).contains("data-vault"));
}

#[test]
fn own_words_make_the_result_provisional() {
    assert!(page(outcome(ReviewPolicy::Score), Show::All).contains("Provisional."));
}

#[test]
fn a_paper_that_ran_out_of_time_says_what_was_saved_last() {
    let mut expired = outcome(ReviewPolicy::Score);
    assert!(!page(outcome(ReviewPolicy::Score), Show::All).contains("The time was up"));
    expired.attempt.head.phase = Phase::Expired;
    let html = page(expired, Show::All);
    assert!(html.contains("The time was up") && html.contains("1970-01-01T00:01:00Z"), "{html}");
}
