use domain::clause::ClauseNumber;
use domain::question::Level;
use leptos::prelude::*;

use crate::urls;

/// A reference to a clause of the taught edition, opening its card.
pub fn chip(number: &ClauseNumber) -> impl IntoView + use<> {
    view! { <a class="chip" href=urls::clause("2018", number)>{number.to_string()}</a> }
}

/// References to several clauses.
pub fn chips(numbers: &[ClauseNumber]) -> impl IntoView + use<> {
    let each = numbers.iter().map(chip).collect_view();
    view! { <span class="chips">{each}</span> }
}

/// The level's letter in its hue, with its name.
pub fn level_badge(level: Level) -> impl IntoView {
    let letter = level.name().chars().next();
    view! { <span class=format!("level {}", level.word())><b aria-hidden="true">{letter}</b>" "{level.name()}</span> }
}
