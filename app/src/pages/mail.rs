//! Which mail somebody gets: the choice of those who have an account, and the way out for those who only have a mail.

use leptos::prelude::*;
use store::{MailKind, Subscription};

use crate::mail::kind_words;
use crate::urls;

/// The choice, one box a kind.
#[component]
pub fn MailPage(
    /// The address to which mail goes.
    email: String,
    /// What the person does not want.
    unwanted: Vec<MailKind>,
    /// Whether the choice was kept a moment ago.
    kept: Kept,
) -> impl IntoView {
    let boxes = MailKind::ALL.into_iter().filter(|kind| kind.may_be_declined());
    let boxes = boxes.map(|kind| choice(kind, !unwanted.contains(&kind))).collect_view();
    let (name, what) = kind_words(MailKind::Invitation);
    view! {
        <header class="page-head">
            <h1>"Your mail"</h1>
            <p>"Mail goes to "{email}"."</p>
        </header>
        {(kept == Kept::Now).then(|| view! { <p class="notice" role="status">"Your choice is kept."</p> })}
        <form method="post" action=urls::MAIL class="stack mail-choice">
            <fieldset>
                <legend>"Send me"</legend>
                {boxes}
            </fieldset>
            <p class="help">
                {name}" cannot be turned off: "{what}" Each is a single mail that a person asked us to send, and the only way in. \
                If you do not want it, leave it; nothing happens."
            </p>
            <div class="actions">
                <a class="button quiet" href=urls::ACCOUNT>"Back to your account"</a>
                <button class="button">"Keep this choice"</button>
            </div>
        </form>
    }
}

/// Whether a choice was just kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    Now,
    /// The page was only opened.
    Not,
}

fn choice(kind: MailKind, wanted: bool) -> impl IntoView {
    let (name, what) = kind_words(kind);
    let (id, help) = (kind.word(), format!("{}-help", kind.word()));
    view! {
        <div class="field">
            <label>
                <input type="checkbox" name="wanted" id=id value=id checked=wanted aria-describedby=help.clone() />
                <span>{name}</span>
            </label>
            <p class="help" id=help>{what}</p>
        </div>
    }
}

/// The page behind the link at the end of a mail: asks, or says that it is done. It tells nobody whose address it is.
#[component]
pub fn UnsubscribePage(token: String, about: Subscription) -> impl IntoView {
    let (name, what) = kind_words(about.kind);
    let action = urls::unsubscribe(&token);
    let body = if about.wanted {
        view! {
            <p>"These mails are sent to the address that got this link. Turn them off?"</p>
            <form method="post" action=action><button class="button">"Turn them off"</button></form>
        }
        .into_any()
    } else {
        view! {
            <p role="status">"They are turned off: the address that got this link gets no more of them."</p>
            <p>
                "To turn them on again, sign in and choose under "
                <a href=urls::MAIL>"Your mail"</a>
                "."
            </p>
        }
        .into_any()
    };
    view! {
        <article class="message">
            <h1>"Mail: "{name}</h1>
            <p>{what}</p>
            {body}
        </article>
    }
}
