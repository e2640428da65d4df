//! A form that could not be taken now: what was typed, and the button that sends it again.

use leptos::prelude::*;

use super::message::quote;
use crate::urls;

/// Why the form was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The session has ended.
    SignedOut,
    /// The database does not answer.
    Unavailable,
}

/// Values longer than this are shown, so that they can be copied; shorter ones are choices and numbers.
const WORTH_SHOWING: usize = 40;

/// The page.
#[component]
pub fn Again(
    reason: Reason,
    action: String,
    fields: Vec<(String, String)>,
    /// Lets somebody quote what happened.
    #[prop(optional_no_strip)]
    request: Option<String>,
) -> impl IntoView {
    let (heading, text) = match reason {
        Reason::SignedOut => (
            "You are signed out, so this was not saved yet",
            "Nothing is lost: what you sent is kept on this page. Sign in in another tab, then come back here and send it again.",
        ),
        Reason::Unavailable => (
            "Not saved: the database does not answer",
            "Nothing is lost: what you sent is kept on this page. Wait a moment and send it again.",
        ),
    };
    let sign_in = (reason == Reason::SignedOut).then(|| {
        view! { <a class="button quiet" href=urls::SIGN_IN target="_blank" rel="noopener">"Sign in in another tab"</a> }
    });
    let long = fields.iter().filter(|(_, value)| value.chars().count() > WORTH_SHOWING).map(|(_, value)| {
        view! { <textarea readonly="" rows="8" aria-label="What you typed">{value.clone()}</textarea> }
    });
    let long = long.collect_view();
    let hidden = fields.iter().map(|(name, value)| {
        view! { <input type="hidden" name=name.clone() value=value.clone() /> }
    });
    view! {
        <article class="message">
            <h1>{heading}</h1>
            <p>{text}</p>
            <form method="post" action=action class="stack">
                {hidden.collect_view()}
                {long}
                <div class="actions">{sign_in}<button class="button">"Send it again"</button></div>
            </form>
            {quote(request)}
        </article>
    }
}
