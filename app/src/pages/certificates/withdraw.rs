use leptos::prelude::*;
use store::Completion;

use crate::urls;

/// Says what withdrawing a certificate of completion does, and asks.
#[component]
pub fn WithdrawPage<'a>(held: &'a Completion) -> impl IntoView {
    let here = urls::completion(&held.id);
    view! {
        <header class="page-head">
            <p class="kicker"><a href=here.clone()>{held.title.clone()}</a></p>
            <h1>"Withdraw this certificate?"</h1>
            <p>"Code "{held.code.to_string()}</p>
        </header>
        <section>
            <ul>
                <li>"Whoever checks the code is told that the certificate was withdrawn, and when."</li>
                <li>"The badge is refused wherever somebody looks it up, and a PDF that is downloaded from now on says so."</li>
                <li>"You cannot undo this. Your lessons and results stay, so you can get a new certificate with another code, in the name that your account has then."</li>
            </ul>
            <form method="post" action=urls::completion_page(&held.id, "withdraw") class="stack">
                <input type="hidden" name="sure" value="yes" />
                <p class="actions">
                    <button class="button danger">"Withdraw it"</button>
                    <a href=here>"Keep it"</a>
                </p>
            </form>
        </section>
    }
}
