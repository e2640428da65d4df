use domain::completion::Shown;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::Completion;

use super::{NO_QUALIFICATION, day, withdrawn_words};
use crate::parts::level_badge;
use crate::{urls, when};

/// Whether a choice was just kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    Now,
    /// The page was only opened.
    Not,
}

/// One certificate of completion, for its holder.
#[component]
pub fn CompletionPage<'a>(
    held: &'a Completion,
    /// Where the service is found, without a slash at the end.
    site: &'a str,
    kept: Kept,
) -> impl IntoView {
    let verify = urls::verify(&held.code);
    let state = match &held.withdrawn {
        Some(withdrawn) => {
            let words = format!("{} Whoever checks it is told that it was withdrawn.", withdrawn_words(withdrawn));
            view! { <p class="notice">{words}</p> }.into_any()
        }
        None => view! { <p>{NO_QUALIFICATION}</p> }.into_any(),
    };
    let stands = held.withdrawn.is_none();
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::CERTIFICATES>"Certificates of completion"</a></p>
            <h1>{held.title.clone()}</h1>
            <p>{level_badge(held.level)}</p>
            {state}
        </header>
        <section>
            <h2>"What it says"</h2>
            {figures(held)}
            <p class="actions">
                <a class="button" href=urls::completion_page(&held.id, "pdf") download="">"Download the PDF"</a>
                {stands.then(|| view! { <a class="button quiet" href=urls::completion_page(&held.id, "badge") download="">"Download the badge"</a> })}
            </p>
        </section>
        <section>
            <h2>"What others see"</h2>
            <p>"Whoever has the code sees the page "<a href=verify>{format!("{site}{}", urls::verify(&held.code))}</a>": the course, its level and the day, and nothing else unless you allow it."</p>
            {(kept == Kept::Now).then(|| view! { <p class="notice" role="status">"Your choice is kept."</p> })}
            {choice(held)}
        </section>
        {stands.then(|| share(held, site))}
        {stands.then(|| view! {
            <section>
                <h2>"Withdraw it"</h2>
                <p>"If it should count no longer, for instance because your name has changed: afterwards you can get a new one, in the name that your "<a href=urls::ACCOUNT>"account"</a>" has then."</p>
                <p><a href=urls::completion_page(&held.id, "withdraw")>"Withdraw this certificate"</a></p>
            </section>
        })}
    }
}

fn figures(held: &Completion) -> impl IntoView + use<> {
    let figure = |name, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let mock = format!("{} % on {}", held.mock.percent, when::day(&held.mock.on.to_string()));
    view! {
        <dl class="figures">
            {figure("Name", held.holder.clone())}
            {figure("Completed", day(held))}
            {figure("Issued", when::date(held.issued))}
            {figure("Edition of ISO/IEC 20000-1", held.edition.clone())}
            {figure("Best mock exam", mock)}
            {figure("Code", held.code.to_string())}
        </dl>
    }
}

/// What others may see, one box each.
fn choice(held: &Completion) -> impl IntoView + use<> {
    let Shown { name, mock } = held.shown;
    let named = format!("My name, {}", held.holder);
    let reached = format!("My best mock exam, {} %", held.mock.percent);
    view! {
        <form method="post" action=urls::completion(&held.id) class="stack mail-choice">
            <fieldset>
                <legend>"Show also"</legend>
                <div class="field">
                    <label>
                        <input type="checkbox" name="shown" id="shown-name" value="name" checked=name aria-describedby="shown-name-help" />
                        <span>{named}</span>
                    </label>
                    <p class="help" id="shown-name-help">"On the page behind the code, and in badges that you download from now on. The PDF always bears it."</p>
                </div>
                <div class="field">
                    <label>
                        <input type="checkbox" name="shown" id="shown-mock" value="mock" checked=mock aria-describedby="shown-mock-help" />
                        <span>{reached}</span>
                    </label>
                    <p class="help" id="shown-mock-help">"On the page behind the code, and in PDFs that you download from now on."</p>
                </div>
            </fieldset>
            <div class="actions"><button class="button">"Keep this choice"</button></div>
        </form>
    }
}

/// The badge in words, and the link to a network.
fn share(held: &Completion, site: &str) -> impl IntoView + use<> {
    view! {
        <section>
            <h2>"Show it elsewhere"</h2>
            <p>
                "The badge is a signed file (Open Badges 3.0) for wallets and collections of badges. It holds your e-mail address only as a \
                fingerprint, by which somebody who knows the address can tell that the badge is yours."
            </p>
            <p>
                "Whoever checks a badge usually asks this service for its keys. If you want it to be checked for ever, also when this service is gone, \
                keep the badge together with the keys and the list of withdrawn badges: a folder (ZIP) that says in plain words how to check it."
            </p>
            <p><a href=urls::completion_page(&held.id, "bundle") download="">"Badge with what is needed to check it offline"</a></p>
            <form method="post" action=urls::completion_page(&held.id, "phone")><button class="quiet">"Take the badge to your phone"</button></form>
            <p class="actions">
                <a class="button quiet" href=linked_in(held, site) rel="external noopener noreferrer">"Add to LinkedIn"</a>
            </p>
            <p class="help">"This opens LinkedIn with the name of the course, the month, the code and the address to check it filled in. We send nothing there ourselves."</p>
        </section>
    }
}

/// The form that LinkedIn offers for certificates, filled in.
fn linked_in(held: &Completion, site: &str) -> String {
    let on = when::iso_day(held.issued);
    let mut parts = on.split('-');
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default().trim_start_matches('0'));
    let name = format!("Course completed: {}", held.title);
    let fields = [
        ("startTask", "CERTIFICATION_NAME"),
        ("name", &name),
        ("organizationName", "Clausewise"),
        ("issueYear", year),
        ("issueMonth", month),
        ("certUrl", &format!("{site}{}", urls::verify(&held.code))),
        ("certId", &held.code.to_string()),
    ]
    .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)));
    format!("https://www.linkedin.com/profile/add?{}", fields.join("&"))
}
