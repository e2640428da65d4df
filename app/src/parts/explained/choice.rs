//! Options to choose from, and two statements.

use domain::item::{ItemOption, Statement};
use domain::question::{ASSERTION_REASON, letter};
use domain::response::Response;
use leptos::prelude::*;

use super::{Stand, line, list, tagged};

/// All options with what was right, what was chosen, and why.
pub(super) fn options(options: &[ItemOption], keys: &[u8], given: Option<&Response>) -> AnyView {
    let chosen = match given {
        Some(Response::Choice(option)) => vec![*option],
        Some(Response::Choices(options)) => options.clone(),
        _ => Vec::new(),
    };
    let lines = (0u8..).zip(options).map(|(n, option)| {
        let stand = Stand::of(keys.contains(&n), chosen.contains(&n));
        line(Some(letter(n).to_string()), stand, tagged(&option.text, stand.tag()), &option.feedback)
    });
    list(lines.collect())
}

/// Each statement with its verdict, then the answer that follows and the one that was given.
pub(super) fn statements(assertion: &Statement, reason: &Statement, key: Option<u8>, given: Option<u8>) -> AnyView {
    let statement = |name: &'static str, statement: &Statement| {
        let verdict = if statement.holds { "true" } else { "false" };
        let words = view! {
            <p><b>{name}</b>" is "{verdict}</p>
            <p>{statement.text.clone()}</p>
        };
        line(None, Stand::Rest, words.into_any(), &statement.feedback)
    };
    let answers = (0u8..).zip(ASSERTION_REASON).filter_map(|(n, text)| {
        let stand = Stand::of(key == Some(n), given == Some(n));
        (stand != Stand::Rest).then(|| line(None, stand, tagged(text, stand.tag()), ""))
    });
    let both = [statement("The assertion", assertion), statement("The reason", reason)];
    list(both.into_iter().chain(answers).collect())
}
