//! One plain sentence, what to do, and a way on: errors and confirmations.

use leptos::prelude::*;

/// The page.
#[component]
pub fn Message(
    heading: String,
    text: String,
    /// Address and words of the way on.
    way_on: (String, String),
    /// Lets somebody quote what happened.
    #[prop(optional_no_strip)]
    request: Option<String>,
) -> impl IntoView {
    view! {
        <article class="message">
            <h1>{heading}</h1>
            <p>{text}</p>
            <p class="actions"><a class="button" href=way_on.0>{way_on.1}</a></p>
            {quote(request)}
        </article>
    }
}

/// What somebody who asks for help should quote.
pub(super) fn quote(request: Option<String>) -> impl IntoView {
    request.map(|id| view! { <p class="help">"If you ask for help, quote " <code>{id}</code> "."</p> })
}
