//! The own account: name, password, sessions, extra time, taking everything out, deleting.

use domain::accommodation::Accommodation;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{Role, SessionRow};

use crate::form::{ErrorSummary, Field, Form};
use crate::pages::people::{is_over, span_words};
use crate::parts::stretch_words;
use crate::site::Viewer;
use crate::{urls, when};

/// The page.
#[component]
pub fn AccountPage(
    viewer: Viewer,
    sessions: Vec<SessionRow>,
    /// The person's own, the newest first.
    accommodations: Vec<Accommodation>,
    now: Timestamp,
    /// What was done a moment ago, or what to know.
    notice: Option<&'static str>,
    form: Form,
) -> impl IntoView {
    let email = if viewer.is_guest() { "guest".to_owned() } else { viewer.email.clone() };
    view! {
        <header class="page-head">
            <h1>"Your account"</h1>
            <p>{viewer.name.clone()}" · "{email}" · "{viewer.role.word()}</p>
        </header>
        {notice.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form.clone() />
        {name(&viewer, form.clone())}
        {entrance(&viewer, form)}
        {(!viewer.is_guest()).then(|| signed_in(&viewer, sessions))}
        {extra_time(accommodations, now)}
        {mail(&viewer)}
        <section>
            <h2>"Organisations"</h2>
            <p>"Organisations that keep their records of qualification here see yours only if you agree."</p>
            <p><a href=urls::ORGANISATIONS>"Your organisations, and opening the books of one"</a></p>
        </section>
        <section>
            <h2>"Your data"</h2>
            <p>"Everything kept about you in one file: account, sessions, answers, notes, results."</p>
            <p class="actions">
                <a class="button quiet" href=urls::EXPORT download="">"Take it out (JSON)"</a>
                <a class="button quiet danger" href=urls::DELETE>"Delete the account…"</a>
            </p>
        </section>
    }
}

/// The name that others see, and a field to change it.
fn name(viewer: &Viewer, form: Form) -> impl IntoView + use<> {
    let form = if form.error("name").is_some() { form } else { form.with("name", viewer.name.clone()) };
    view! {
        <section>
            <h2>"Your name"</h2>
            <form method="post" action=urls::NAME class="stack">
                <Field form=form name="name" label="Name" help="As it should stand on certificates. What was written under your name until now keeps the old one, and organisations change it in their books themselves." autocomplete="name" longest=120 />
                <button class="button">"Change name"</button>
            </form>
        </section>
    }
}

/// How the person signs in: the password changed, or an address and a password for a guest.
fn entrance(viewer: &Viewer, form: Form) -> AnyView {
    let password = |form: Form, label: &'static str, help: &'static str| {
        view! {
            <Field form=form name="password" label=label kind="password" help=help autocomplete="new-password" longest=1024 />
        }
    };
    if viewer.is_guest() {
        return view! {
            <section>
                <h2>"Keep this account"</h2>
                <p>"You joined with your name alone, so your answers and results stay with this browser. With an e-mail address and a password you can come back to them from anywhere."</p>
                <form method="post" action=urls::KEEP_ACCOUNT class="stack">
                    <Field form=form.clone() name="email" label="E-mail address" kind="email" autocomplete="username" longest=254 />
                    {password(form, "Password", "At least 15 characters; a few unrelated words do well.")}
                    <button class="button">"Keep the account"</button>
                </form>
                <form method="post" action=urls::SIGN_OUT>
                    <input type="hidden" name="sure" value="yes" />
                    <button class="quiet">"Sign out and give the account up"</button>
                </form>
            </section>
        }
        .into_any();
    }
    view! {
        <section>
            <h2>"Change your password"</h2>
            <form method="post" action=urls::PASSWORD class="stack">
                <input type="hidden" name="username" autocomplete="username" value=viewer.email.clone() />
                <Field form=form.clone() name="current" label="Password now" kind="password" autocomplete="current-password" longest=1024 />
                {password(form, "New password", "At least 15 characters; a few unrelated words do well. Every session ends, and you sign in again.")}
                <button class="button">"Change password"</button>
            </form>
        </section>
    }
    .into_any()
}

/// The sessions, and ends to them. A guest has one, which is given up above.
fn signed_in(viewer: &Viewer, sessions: Vec<SessionRow>) -> impl IntoView + use<> {
    let rows = sessions.into_iter().map(|session| session_row(viewer, session)).collect_view();
    view! {
        <section>
            <h2>"Where you are signed in"</h2>
            <ul class="sessions">{rows}</ul>
            <form method="post" action=urls::SESSIONS>
                <input type="hidden" name="session" value="all" />
                <button class="quiet">"Sign out everywhere"</button>
            </form>
        </section>
    }
}

/// What was approved for the person and is not over; no section without any.
fn extra_time(accommodations: Vec<Accommodation>, now: Timestamp) -> Option<impl IntoView> {
    let lines = accommodations
        .into_iter()
        .filter(|one| !is_over(one, now))
        .map(|one| {
            let words = format!("{}, {}. ", stretch_words(one.stretch), span_words(&one, now));
            view! { <li>{words}<span class="help">"Approved by "{one.approved_by}": "{one.reason}</span></li> }
        })
        .collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Extra time and breaks"</h2>
                <p>"Every exam has it by itself; you need not ask again."</p>
                <ul>{lines}</ul>
            </section>
        }
    })
}

/// The way to what mail the person gets, and for administrators to the outbox.
fn mail(viewer: &Viewer) -> impl IntoView + use<> {
    let outbox = (viewer.role == Role::Administrator).then(|| {
        view! { <a class="button quiet" href=urls::OUTBOX>"Outbox of the service"</a> }
    });
    view! {
        <section>
            <h2>"Mail"</h2>
            <p class="actions"><a class="button quiet" href=urls::MAIL>"Choose which mail you get"</a>{outbox}</p>
        </section>
    }
}

fn session_row(viewer: &Viewer, session: SessionRow) -> impl IntoView + use<> {
    let here = session.id == viewer.session;
    let name = browser_name(&session.agent);
    view! {
        <li>
            <span>{name.clone()}{here.then_some(" (this one)")}</span>
            <span class="help">"last used "{when::moment(Timestamp(session.seen_at))}</span>
            <form method="post" action=urls::SESSIONS>
                <input type="hidden" name="session" value=session.id />
                <button class="quiet">"End"<span class="unseen">" the session in "{name}</span></button>
            </form>
        </li>
    }
}

/// A browser's own description, shortened to what people recognise.
fn browser_name(agent: &str) -> String {
    let find =
        |list: &[(&str, &str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| (*name).to_owned());
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "Unknown browser".to_owned(),
    }
}

/// Deleting the account, with what it means.
#[component]
pub fn DeletePage(
    /// Whether the person has no password to be asked for.
    is_guest: bool,
    form: Form,
) -> impl IntoView {
    let password = (!is_guest).then(|| {
        view! { <Field form=form.clone() name="current" label="Your password, to be sure it is you" kind="password" autocomplete="current-password" longest=1024 /> }
    });
    view! {
        <article class="entry">
            <h1>"Delete your account"</h1>
            <p>
                "Your account, answers, notes, exam results and recorded certificates are deleted at once and cannot be brought back. \
                Organisations that you have joined keep what they saw of your certificates, with the files that prove them, for as long as their rules say. \
                Certificates of completion of our courses can no longer be checked: nobody here knows their codes then. \
                Take your data out first if you want to keep it: "
                <a href=urls::EXPORT download="">"download everything"</a> "."
            </p>
            <ErrorSummary form=form />
            <form method="post" action=urls::DELETE class="stack">
                {password}
                <div class="actions">
                    <a class="button quiet" href=urls::ACCOUNT>"Keep the account"</a>
                    <button class="button danger">"Delete everything"</button>
                </div>
            </form>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::browser_name;

    #[test]
    fn browsers_are_named_as_people_know_them() {
        let edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(browser_name(edge), "Edge on Windows");
        assert_eq!(browser_name("curl/8"), "Unknown browser");
    }
}
