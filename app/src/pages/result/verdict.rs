//! The verdict: against which mark, by how much, and why when the total alone does not say it.

use domain::attempt::{Mode, Phase};
use domain::layout::{Cut, CutSource};
use domain::marking::Marked;
use domain::marks::{Marks, Tally};
use domain::time::{Millis, Timestamp};
use leptos::prelude::*;
use store::{AttemptHead, GivenByPeople};

use super::{Outcome, sections};
use crate::when;

/// The head of the page.
pub(super) fn head(outcome: &Outcome) -> impl IntoView + use<> {
    let head = &outcome.attempt.head;
    let layout = &outcome.attempt.layout;
    let (class, sentence, next) = verdict(&outcome.marked, layout.cut);
    let notes = [
        layout.cut.map(|cut| cut_words(cut, outcome.marked.total.marks)),
        sections::why_missed(layout, &outcome.marked),
    ];
    let timed_out = (head.phase == Phase::Expired).then(|| {
        let saved = outcome.attempt.last_saved;
        let last = saved.map(|at| view! { " The last answer was saved on "{when::moment(at)}"." });
        view! { <p>"The time was up, so the paper was handed in by itself with what was saved."{last}</p> }
    });
    let notes = notes.into_iter().flatten().map(|note| view! { <p>{note}</p> });
    let provisional = outcome.marked.provisional.then(|| {
        view! { <p class="notice"><b>"Provisional. "</b>{provisional(outcome.people.as_ref())}</p> }
    });
    let (answered, all) = (outcome.attempt.sheet.answered(), outcome.items.len());
    view! {
        <header class=format!("verdict-head {class}")>
            <p class="kicker">{head.title.clone()}" · "{when::moment(head.finished_at.unwrap_or(Timestamp(0)))}</p>
            <h1>{sentence}</h1>
            {notes.collect_view()}
            {timed_out}
            {provisional}
            <p>{next}</p>
            <p class="help">{format!("{answered} of {} answered.", when::count(all, "question", "questions"))}{time(head)}</p>
            <p class="help">{(head.mode == Mode::Exam).then_some("A mock exam is practice: it grants no qualification and no credit.")}</p>
        </header>
    }
}

/// Why the marks may yet change.
fn provisional(people: Option<&GivenByPeople>) -> &'static str {
    match people {
        None => "Answers in your own words were marked by looking for words. A person may see it otherwise.",
        Some(GivenByPeople { released: false, .. }) => {
            "Your own words are marked by your trainers. Until they release their marks, the machine has only looked for words; you are told when the result is there."
        }
        Some(_) => {
            "Not all of your answers in own words were marked by people. For the others the machine has only looked for words."
        }
    }
}

const ONWARD: &str = "See all the same where you lost marks: the next paper asks other questions.";
const AGAIN: &str = "You are on the way. The areas below show where a few hours help most; read those lessons, practise those areas, and try another paper.";
const PRACTISED: &str = "The areas below show where a few hours help most.";

/// A class, the sentence and what follows from it.
fn verdict(marked: &Marked, cut: Option<Cut>) -> (&'static str, String, &'static str) {
    let Tally { score, marks } = marked.total;
    let Some(cut) = cut else { return ("plain", format!("{score} of {marks} marks"), PRACTISED) };
    let apart = Marks((score.0 - cut.marks.0).abs());
    match (marked.passed, score >= cut.marks) {
        (Some(true), _) if apart == Marks(0) => {
            ("passed", format!("{score} of {marks}: passed, exactly at the mark"), ONWARD)
        }
        (Some(true), _) => ("passed", format!("{score} of {marks}: passed, {apart} above the mark"), ONWARD),
        (_, true) => ("missed", format!("{score} of {marks}: not passed, though the total is enough"), AGAIN),
        (_, false) => ("missed", format!("{score} of {marks}: {apart} short of the mark of {}", cut.marks), AGAIN),
    }
}

fn cut_words(cut: Cut, possible: Marks) -> String {
    let percent = Tally { score: cut.marks, marks: possible }.percent();
    let mark = format!("The mark to pass is {} of {possible} ({percent} %)", cut.marks);
    match cut.source {
        CutSource::Scheme => format!("{mark}, the pass mark of the exam scheme."),
        CutSource::Ratings { raters } => {
            let readers = when::count(usize::from(raters), "reader", "readers");
            format!(
                "{mark}. It is the sum of what at least {readers} of each question expected of a candidate who just passes."
            )
        }
    }
}

fn time(head: &AttemptHead) -> Option<String> {
    let granted = head.timing.granted().filter(|_| head.mode.is_timed())?;
    let used = head.used.unwrap_or(Millis(0));
    Some(format!(" Time used: {} of {}.", when::length(used), when::length(granted)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn marked(score: i32, marks: i32, passed: Option<bool>) -> Marked {
        let total = Tally { score: Marks(score), marks: Marks(marks) };
        Marked { items: Vec::new(), total, areas: BTreeMap::new(), sections: Vec::new(), passed, provisional: false }
    }

    fn sentence(score: i32, cut: i32, passed: bool) -> String {
        let cut = Cut { marks: Marks(cut), source: CutSource::Scheme };
        verdict(&marked(score, 4_000, Some(passed)), Some(cut)).1
    }

    #[test]
    fn the_verdict_is_said_against_the_mark() {
        assert_eq!(sentence(3_100, 2_600, true), "31 of 40: passed, 5 above the mark");
        assert_eq!(sentence(2_600, 2_600, true), "26 of 40: passed, exactly at the mark");
        assert_eq!(sentence(2_550, 2_600, false), "25.5 of 40: 0.5 short of the mark of 26");
        assert_eq!(sentence(-50, 2_600, false), "−0.5 of 40: 26.5 short of the mark of 26");
        assert_eq!(sentence(3_100, 2_600, false), "31 of 40: not passed, though the total is enough");
        assert_eq!(verdict(&marked(725, 1_000, None), None).1, "7.25 of 10 marks");
    }

    #[test]
    fn the_mark_says_where_it_comes_from() {
        let words = |marks, source| cut_words(Cut { marks: Marks(marks), source }, Marks(4_000));
        assert!(words(2_600, CutSource::Scheme).contains("26 of 40 (65 %), the pass mark of the exam scheme"));
        assert!(words(2_710, CutSource::Ratings { raters: 2 }).contains("27.1 of 40 (67 %). It is the sum"));
        assert!(words(2_710, CutSource::Ratings { raters: 2 }).contains("2 readers"));
        assert!(words(2_710, CutSource::Ratings { raters: 1 }).contains("1 reader "));
    }
}
