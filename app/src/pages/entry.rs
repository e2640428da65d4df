//! Signing up, signing in, and the first administrator.

use leptos::prelude::*;

use crate::form::{ErrorSummary, Field, Form};
use crate::urls;

const PASSWORD_HELP: &str = "At least 15 characters. A few unrelated words are strong and easy to type. \
    Spaces and every other character are welcome, and so are pasting and password managers.";

/// Signing up.
#[component]
pub fn SignUp(
    form: Form,
    /// Where to go afterwards: an address of ours, or nothing.
    next: String,
    /// The organisation whose invitation waits behind that address.
    invited_by: Option<String>,
) -> impl IntoView {
    let sign_in = urls::sign_in_to(&next);
    let invited = invited_by.map(|name| {
        view! { <p class="notice" role="status">"After that you come back to the invitation of "{name}" and decide. An account alone does not join you to anybody."</p> }
    });
    view! {
        <article class="entry">
            <h1>"Sign up"</h1>
            {invited}
            <ErrorSummary form=form.clone() />
            {new_account(form, urls::SIGN_UP.to_owned(), Some(next), "Sign up")}
            <p>"You have an account? " <a href=sign_in>"Sign in"</a></p>
        </article>
    }
}

/// Making the first administrator's account.
#[component]
pub fn Setup(form: Form, address: String) -> impl IntoView {
    view! {
        <article class="entry">
            <h1>"Set up Clausewise"</h1>
            <p>"This link makes the first administrator. It works once."</p>
            <ErrorSummary form=form.clone() />
            {new_account(form, address, None, "Make the administrator's account")}
        </article>
    }
}

fn new_account(form: Form, action: String, next: Option<String>, words: &'static str) -> impl IntoView {
    let next = next.filter(|next| !next.is_empty());
    view! {
        <form method="post" action=action class="stack">
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <Field form=form.clone() name="name" label="Your name" autocomplete="name" longest=120 />
            <Field form=form.clone() name="email" label="E-mail address" kind="email" autocomplete="username" longest=254 />
            <Field
                form=form
                name="password"
                label="Password"
                kind="password"
                help=PASSWORD_HELP
                autocomplete="new-password"
                longest=1024
            />
            <button class="button">{words}</button>
        </form>
    }
}

/// What stands above the form for signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Nothing.
    None,
    /// Somebody has just signed up; said alike whether or not the address was new.
    SignedUp,
    /// The session has ended.
    Expired,
    /// An invitation waits.
    Invited,
    /// The account was deleted.
    Deleted,
    /// The password was changed and every session ended.
    PasswordChanged,
}

/// Signing in.
#[component]
pub fn SignIn(
    form: Form,
    notice: Notice,
    /// Where to go afterwards: an address of ours, or nothing.
    next: String,
) -> impl IntoView {
    let text = match notice {
        Notice::None => None,
        Notice::SignedUp => Some(
            "If this address was new here, your account is ready: sign in with the password you chose. \
             If you had an account before, its password has not changed.",
        ),
        Notice::Expired => Some("Please sign in to go on. Nothing you saved is lost."),
        Notice::Invited => Some("After you have signed in you come back to the invitation and decide."),
        Notice::Deleted => Some("Your account and everything in it has been deleted."),
        Notice::PasswordChanged => {
            Some("Your password is changed and every session has ended. Sign in with the new one.")
        }
    };
    let sign_up = urls::sign_up_to(&next);
    view! {
        <article class="entry">
            <h1>"Sign in"</h1>
            {text.map(|text| view! { <p class="notice" role="status">{text}</p> })}
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::SIGN_IN class="stack">
                <input type="hidden" name="next" value=next />
                <Field form=form.clone() name="email" label="E-mail address" kind="email" autocomplete="username" longest=254 />
                <Field form=form name="password" label="Password" kind="password" autocomplete="current-password" longest=1024 />
                <button class="button">"Sign in"</button>
            </form>
            <p>"New here? " <a href=sign_up>"Sign up"</a></p>
            <p class="help">
                "Forgotten your password? Ask the person who runs this Clausewise: they can set a new one for you."
            </p>
        </article>
    }
}
