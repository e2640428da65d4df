//! Independence, sources, privacy and the keyboard.

use content::Library;
use leptos::prelude::*;

use crate::parts::Independence;

/// The page.
#[component]
pub fn About<'a>(library: &'a Library) -> impl IntoView {
    let editions = std::iter::once(&library.taught).chain(&library.legacy);
    let sources = editions
        .map(|edition| view! { <li><b>{edition.name.clone()}</b>": " {edition.source.clone()}</li> })
        .collect_view();
    view! {
        <article class="prose">
            <h1>"About Clausewise"</h1>
            <h2>"Independence and trade marks"</h2>
            <Independence />
            <p>
                "All lessons, questions and explanations are original. No text of any standard and no question of any official exam is \
                reproduced. To work with the standard itself, buy it from ISO or from your national standards body."
            </p>
            <h2>"Where clause numbers and titles come from"</h2>
            <ul>{sources}</ul>
            <h2>"What is kept about you"</h2>
            <p>
                "Your name, e-mail address and exam date; your answers, notes and results; your certificates; when and with which browser you signed in. \
                Nothing is sent to anyone else, and there are no advertising or analytics scripts. You can take everything out as one \
                file, and delete your account with all of it, from your account page."
            </p>
            <h2>"The keyboard"</h2>
            <p>
                "Everything works with Tab, Enter and the arrow keys. In an exam, the letters A to D choose, N and P go to the next and \
                previous question, F flags, R opens the review. You can switch these single keys off there."
            </p>
        </article>
    }
}
