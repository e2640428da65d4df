//! A mock exam that somebody was given: when it can be begun, what it is like, and its beginning.

use domain::attempt::Stretch;
use domain::cohort::limit::TimeLimit;
use domain::ids::AttemptId;
use domain::scheme::Book;
use leptos::prelude::*;
use store::{Attending, PlanEntry};

use crate::pages::exam::{PaperChoice, trial_words};
use crate::{urls, when};

/// How the exam stands for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MockState {
    /// It opens later.
    NotYet,
    /// The trainer has not let people begin yet.
    Waiting,
    /// It can be begun.
    Open,
    /// The trainer holds all clocks.
    Held,
    /// Another exam of the person is running.
    Busy(AttemptId),
    /// It is running.
    Running(AttemptId),
    /// It was sat.
    Done(AttemptId),
    /// It can be begun no more.
    Closed,
    /// Its paper is no longer there.
    Gone,
}

/// The page.
#[component]
pub fn MockPage<'a>(
    place: &'a Attending,
    entry: PlanEntry,
    /// Its paper, if it is there still.
    paper: Option<PaperChoice>,
    state: MockState,
    /// What the person's accommodations add.
    stretch: Stretch,
) -> impl IntoView {
    let cohort = &place.class.cohort;
    let zone = cohort.facts.zone;
    let action = urls::class_mock(&cohort.id, &entry.id);
    let about = paper.as_ref().map(|paper| about(paper, entry.task.limit(), stretch));
    let has_limit = entry.task.limit().is_some();
    let trial = paper
        .as_ref()
        .and_then(|paper| trial_words(paper, has_limit))
        .map(|words| view! { <p class="help">{words}</p> });
    let window = [
        ("Opens", entry.window.opens),
        ("To be done by", entry.window.due),
        ("Can be begun until", entry.window.closes),
    ];
    let window = window.into_iter().filter_map(|(name, at)| {
        let words = when::local(zone, at?);
        Some(view! { <div><dt>{name}</dt><dd>{words}</dd></div> })
    });
    let window = window.collect_view();
    let way = match state {
        MockState::NotYet => view! { <p class="notice">"It is not open yet."</p> }.into_any(),
        MockState::Gone => view! { <p class="notice">"This paper is no longer available. Tell your trainer."</p> }.into_any(),
        MockState::Waiting => view! {
            <p class="notice" role="status">"Waiting for your trainer. This page changes by itself when everybody may begin."</p>
        }
        .into_any(),
        MockState::Open => view! {
            <form method="post" action=action><button class="button">"Begin now"</button></form>
            <p class="help">"The clock starts at once. When the time is up the paper is handed in by itself, with what is saved."</p>
        }
        .into_any(),
        MockState::Held => view! { <p class="notice" role="status">"Your trainer holds the clock. This page changes by itself when the exam goes on."</p> }.into_any(),
        MockState::Busy(id) => view! {
            <p class="notice">"You are sitting another exam. End it first."</p>
            <a class="button" href=urls::attempt(&id)>"Go to it"</a>
        }
        .into_any(),
        MockState::Running(id) => view! { <a class="button" href=urls::attempt(&id)>"Go on with the exam"</a> }.into_any(),
        MockState::Done(id) => view! { <p>"You have sat it."</p><a class="button" href=urls::result(&id)>"See your result"</a> }.into_any(),
        MockState::Closed => view! { <p class="notice">"It can be begun no more. Ask your trainer for dates of your own if you need them."</p> }.into_any(),
    };
    let words = (!entry.words.is_empty()).then(|| view! { <p class="typed">{entry.words.clone()}</p> });
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::class(&cohort.id)>{cohort.facts.name.clone()}</a></p>
            <h1>{entry.title.clone()}</h1>
            {about.map(|words| view! { <p>{words}</p> })}
        </header>
        {words}
        <section>
            <dl class="facts">{window}</dl>
            {trial}
            {way}
            <p><a href=urls::TUTORIAL>"Try the exam screen first"</a>", without a clock and without marks."</p>
        </section>
    }
}

/// What the paper is like: its marks, the person's time for it, and whether books are open.
fn about(paper: &PaperChoice, limit: Option<TimeLimit>, stretch: Stretch) -> String {
    let scheme = &paper.scheme;
    let book = match scheme.book {
        Book::Closed => "closed book",
        Book::Open | Book::RestrictedOpen => "open book: the clauses can be opened inside",
        Book::Unknown => "books not known",
    };
    let time = when::length(stretch.of(limit.map_or_else(|| paper.time(), TimeLimit::length)));
    let set = if limit.is_some() { " as your trainer set it" } else { "" };
    let longer = if stretch.is_none() { "" } else { ", your extra time counted in" };
    format!("{}: {} marks, {time}{set}{longer}, {book}", scheme.name, scheme.marks)
}
