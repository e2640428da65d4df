use domain::bank::{BankAct, BankState, BankUse};
use leptos::prelude::*;
use store::BankRow;

/// A state as people say it.
pub(super) const fn state_words(state: BankState) -> &'static str {
    match state {
        BankState::Draft => "draft",
        BankState::Review => "to be reviewed",
        BankState::Ready => "reviewed",
        BankState::Pilot => "pilot",
        BankState::Live => "live",
        BankState::Retired => "retired",
    }
}

/// What a state means.
pub(super) const fn state_help(state: BankState) -> &'static str {
    match state {
        BankState::Draft => "Only its author sees it.",
        BankState::Review => "A second person of your organisation is to read it.",
        BankState::Ready => "A second person agreed. It can go into papers: as a pilot that earns nothing, or live.",
        BankState::Pilot => "It can stand in your fixed papers as an unscored trial question.",
        BankState::Live => "It can stand in your fixed papers and counts.",
        BankState::Retired => "No new paper takes it. Exams that had it stay as they are.",
    }
}

/// What was done, as the history says it.
pub const fn act_words(act: BankAct) -> &'static str {
    match act {
        BankAct::Send => "sent to review",
        BankAct::Recall => "taken back from review",
        BankAct::Accept => "accepted",
        BankAct::Return => "sent back",
        BankAct::Pilot => "made a pilot",
        BankAct::Publish => "made live",
        BankAct::Retire => "retired",
        BankAct::Revive => "taken up again",
    }
}

/// The state of a question, with the version in use where that is another one.
pub(super) fn standing(row: &BankRow) -> String {
    let newest = state_words(row.state);
    match row.used {
        Some((used, how)) if used != row.version => {
            let how = match how {
                BankUse::Pilot => "pilot",
                BankUse::Live => "live",
            };
            format!("{newest}; version {used} is {how}")
        }
        _ => newest.to_owned(),
    }
}

/// The name of somebody whose account may be gone.
pub(super) fn who(name: &str) -> String {
    if name.is_empty() { "somebody who has left".to_owned() } else { name.to_owned() }
}

/// The state as a badge: an icon and a word.
pub(super) fn badge(row: &BankRow) -> impl IntoView + use<> {
    let sign = match row.state {
        BankState::Draft => "✎",
        BankState::Review => "◔",
        BankState::Ready => "◑",
        BankState::Pilot => "◒",
        BankState::Live => "●",
        BankState::Retired => "○",
    };
    view! { <span class=format!("bank-state {}", row.state.word())><span aria-hidden="true">{sign}</span>" "{standing(row)}</span> }
}
