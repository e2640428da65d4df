//! Reading aids and what stands still around the questions: rendered by the server only; `app/exam.js` answers them.

use leptos::prelude::*;

use crate::islands::exam::Sitting;
use crate::urls;

/// Sizes of the text on the page, in percent.
const SIZES: [&str; 4] = ["100", "115", "130", "150"];
/// Colours of the page.
const CONTRASTS: [(&str, &str); 3] = [("", "as set"), ("dark", "light on black"), ("yellow", "black on yellow")];

/// The row of aids above booklet and question.
#[component]
pub(super) fn Aids<'a>(sitting: &'a Sitting) -> impl IntoView {
    let book = urls::book(&sitting.attempt);
    let has_breaks = sitting.standing.break_left > 0;
    view! {
        <div class="aids">
            <button type="button" class="quiet scripted" data-mark="" title="Select text first">"Mark text"</button>
            {sitting.open_book.then(|| view! { <a href=book data-book="" target="_blank">"Open the clauses"</a> })}
            <button type="button" class="quiet scripted" data-opens="display">"Display"</button>
            <button type="button" class="quiet scripted" data-opens="help">"Help"</button>
            {has_breaks.then(|| view! { <button name="go" value="break" class="quiet">"Take a break"</button> })}
            <noscript><span class="help">"Scripts are off: each button saves what you entered and goes on."</span></noscript>
        </div>
        <section class="rest" aria-labelledby="rest">
            <h2 id="rest" tabindex="-1">"Break"</h2>
            <p>
                "The clock of the exam stands still and the questions are out of sight. Your answers are saved. When your time for breaks is used up, the clock goes on by itself."
            </p>
            <button name="go" value="resume" class="button next">"Go on with the exam"</button>
        </section>
    }
}

/// The dialogs, outside the form.
#[component]
pub(super) fn Dialogs(open_book: bool) -> impl IntoView {
    let sizes = SIZES.map(|size| view! { <button type="button" class="quiet" data-set-zoom=size>{size}" %"</button> });
    let contrasts = CONTRASTS
        .map(|(value, name)| view! { <button type="button" class="quiet" data-set-contrast=value>{name}</button> });
    view! {
        <dialog id="help" aria-labelledby="help-title">
            <h2 id="help-title">"Help"</h2>
            <table class="keymap">
                <tbody>
                    <tr><th scope="row"><kbd>"A"</kbd>" to "<kbd>"F"</kbd>", "<kbd>"1"</kbd>" to "<kbd>"6"</kbd></th><td>"choose an option"</td></tr>
                    <tr><th scope="row"><kbd>"N"</kbd>" "<kbd>"P"</kbd></th><td>"next, previous question"</td></tr>
                    <tr><th scope="row"><kbd>"M"</kbd></th><td>"flag, or take the flag off"</td></tr>
                    <tr><th scope="row"><kbd>"X"</kbd>" then a letter"</th><td>"strike an option out"</td></tr>
                    <tr><th scope="row"><kbd>"H"</kbd></th><td>"mark the selected text"</td></tr>
                    <tr><th scope="row"><kbd>"R"</kbd></th><td>"review and hand in"</td></tr>
                    <tr><th scope="row"><kbd>"?"</kbd></th><td>"this help"</td></tr>
                </tbody>
            </table>
            <label class="keys"><input type="checkbox" checked="" data-keys="" />" Single keys on"</label>
            <ul>
                <li>"Each answer is saved as you choose it. Without a connection it is kept on this device and sent later."</li>
                <li>"A flag, a note and struck-out options have no effect on the score. You may leave a question open."</li>
                <li>"The clock is the server's. Reloading the page or changing this device's clock changes nothing."</li>
                <li>"When the time is up, what is saved is handed in by itself."</li>
            </ul>
            <button type="button" class="button" data-closes="">"Close"</button>
        </dialog>
        <dialog id="display" aria-labelledby="display-title">
            <h2 id="display-title">"Display"</h2>
            <h3>"Size of the text"</h3>
            <div class="actions">{sizes.into_iter().collect_view()}</div>
            <h3>"Colours"</h3>
            <div class="actions">{contrasts.into_iter().collect_view()}</div>
            <button type="button" class="button" data-closes="">"Close"</button>
        </dialog>
        {open_book.then(|| view! {
            <dialog id="book" aria-label="The clauses">
                <button type="button" class="button" data-closes="">"Back to the question"</button>
                <div class="book-page"></div>
            </dialog>
        })}
    }
}
