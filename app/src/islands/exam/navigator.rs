//! The grid of questions with a shape for each state, and the way to the review.

use domain::attempt::{Confidence, Row, State};
use leptos::prelude::*;

use super::{Group, Runner};

/// Which questions the grid shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Open,
    Flagged,
    Unsure,
}

impl Filter {
    const ALL: [(Self, &'static str); 4] =
        [(Self::All, "All"), (Self::Open, "Open"), (Self::Flagged, "Flagged"), (Self::Unsure, "Unsure")];

    fn keeps(self, row: &Row, state: State) -> bool {
        match self {
            Self::All => true,
            Self::Open => state != State::Complete,
            Self::Flagged => row.flagged,
            Self::Unsure => matches!(row.confidence, Some(Confidence::Guess | Confidence::Unsure)),
        }
    }
}

/// The navigator.
#[component]
pub(super) fn Navigator(runner: Runner) -> impl IntoView {
    let filter = RwSignal::new(Filter::All);
    let groups = runner.sitting.with_value(|sitting| sitting.groups.clone());
    let whole = [Group { title: String::new(), first: 0, count: runner.count(), timed: false }];
    let grouped = if groups.is_empty() { &whole[..] } else { &groups };
    let lists = grouped.iter().enumerate().map(|(n, group)| numbers(runner, n, group, filter)).collect_view();
    let answered = move || runner.sheet.with(|sheet| sheet.answered());
    let flagged = move || runner.sheet.with(|sheet| sheet.flagged());
    let filters = Filter::ALL.map(|(this, name)| {
        let pressed = move || if filter.get() == this { "true" } else { "false" };
        view! { <button type="button" class="quiet" aria-pressed=pressed on:click=move |_| filter.set(this)>{name}</button> }
    });
    let timed = groups.iter().any(|group| group.timed);
    let last = groups.len().saturating_sub(1);
    let at_last = move || runner.section.get() >= last;
    view! {
        <nav class="navigator" aria-label="Questions">
            <p class="navigator-count">
                <b>{answered}</b>" answered · "<b>{flagged}</b>" flagged"
            </p>
            <div class="filters scripted" role="group" aria-label="Which questions are listed">{filters.into_iter().collect_view()}</div>
            {lists}
            <ul class="legend">
                <li><span class="sample answered">"●"</span>"answered"</li>
                <li><span class="sample">"◐"</span>"in part"</li>
                <li><span class="sample">"○"</span>"open"</li>
                <li><span class="sample">"·"</span>"not seen"</li>
                <li><span class="sample">"⚑"</span>"flagged"</li>
            </ul>
            {timed.then(|| view! {
                <button name="go" value="leave-section" class="button quiet" disabled=at_last>"End this section now"</button>
            })}
            <button name="go" value="review" class="button quiet to-review">"Review and hand in"</button>
        </nav>
    }
}

fn numbers(runner: Runner, n: usize, group: &Group, filter: RwSignal<Filter>) -> impl IntoView + use<> {
    let places = group.first..group.first + group.count;
    let closed = group.timed.then_some(move || if runner.section.get() == n { "" } else { " (not open)" });
    let title = (!group.title.is_empty()).then(|| view! { <h3>{group.title.clone()}{closed}</h3> });
    view! {
        {title}
        <ol>{places.map(|place| number(runner, place, filter)).collect_view()}</ol>
    }
}

fn number(runner: Runner, place: usize, filter: RwSignal<Filter>) -> impl IntoView {
    let here = move || runner.position.get() == place;
    let shape = runner.shape(place);
    let look = move || runner.sheet.with(|sheet| look_of(&sheet.rows()[place], sheet.rows()[place].state(shape)));
    let hidden = move || {
        let kept =
            runner.sheet.with(|sheet| filter.get().keeps(&sheet.rows()[place], sheet.rows()[place].state(shape)));
        !kept && !here()
    };
    view! {
        <li hidden=hidden>
            <button
                name="go"
                value=(place + 1).to_string()
                class=move || look().0
                aria-current=move || here().then_some("true")
                aria-label=move || format!("Question {}, {}", place + 1, look().2)
            >
                {place + 1}
                <span class="sign" aria-hidden="true">{move || look().1}</span>
            </button>
        </li>
    }
}

/// Class, sign and words for the state of a question.
fn look_of(row: &Row, state: State) -> (&'static str, &'static str, &'static str) {
    match (state, row.flagged) {
        (State::Complete, true) => ("answered flagged", "●⚑", "answered and flagged"),
        (State::Complete, false) => ("answered", "●", "answered"),
        (State::Incomplete, true) => ("part flagged", "◐⚑", "answered in part and flagged"),
        (State::Incomplete, false) => ("part", "◐", "answered in part"),
        (State::Open, true) => ("flagged", "○⚑", "open and flagged"),
        (State::Open, false) => ("open", "○", "open"),
        (State::Unseen, true) => ("flagged", "·⚑", "not seen, flagged"),
        (State::Unseen, false) => ("unseen-yet", "·", "not seen yet"),
    }
}
