use leptos::prelude::*;
use store::{BoardRow, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Field, Form};
use crate::urls;

/// To whom a message goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressees {
    /// To everybody who has an address.
    Everybody,
    /// To these participants, perhaps to none of them.
    These(Vec<String>),
}

impl Addressees {
    fn hold(&self, participant: &str) -> bool {
        match self {
            Self::Everybody => true,
            Self::These(chosen) => chosen.iter().any(|one| one == participant),
        }
    }
}

/// A message to people of the cohort.
#[component]
pub fn WritePage<'a>(
    teaching: &'a Teaching,
    people: Vec<BoardRow>,
    /// Those who are chosen.
    chosen: Addressees,
    /// How many mails were queued a moment ago.
    done: Option<usize>,
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let action = urls::cohort_page(&cohort.id, "write");
    let boxes = people.into_iter().map(|one| {
        let value = one.participant.to_string();
        let id = format!("to-{value}");
        let unreachable = one.email.is_empty();
        let checked = !unreachable && chosen.hold(&value);
        let note = unreachable.then_some(" (joined in the room, has no address)");
        view! {
            <li>
                <input type="checkbox" id=id.clone() name="to" value=value checked=checked disabled=unreachable />
                <label for=id>{one.name}{note}</label>
            </li>
        }
    });
    let boxes = boxes.collect_view();
    let done = done.map(|count| {
        let words = match count {
            0 => "Nobody was written to: nobody chosen has an address, or the same message was sent before.".to_owned(),
            1 => "One mail is on its way.".to_owned(),
            _ => format!("{count} mails are on their way."),
        };
        view! { <p class="notice" role="status">{words}</p> }
    });
    let nobody = form.error("to").map(str::to_owned);
    let unaddressed = nobody.is_some();
    let error = form.error("words").map(str::to_owned);
    let wrong = error.is_some();
    let text = form.value("words");
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="write" />
            <h1>"Write to the class"</h1>
            <p>"Each gets a mail of his or her own; nobody sees the others' addresses. Anyone who has turned off such mail gets none."</p>
        </header>
        {done}
        <ErrorSummary form=form.clone() />
        <section>
            <form method="post" action=action class="stack">
                <input type="hidden" name="key" value=form.value("key") />
                <fieldset id="to" class:wrong=unaddressed>
                    <legend>"To"</legend>
                    {nobody.map(|message| view! { <p class="error" id="to-error">{message}</p> })}
                    <ul class="plain-list choose">{boxes}</ul>
                </fieldset>
                <Field form=form name="subject" label="Subject" longest=120 />
                <div class="field" class:wrong=wrong>
                    <label for="words">"Message"</label>
                    {error.map(|message| view! { <p class="error" id="words-error">{message}</p> })}
                    <textarea id="words" name="words" rows="10" maxlength="5000">{text}</textarea>
                </div>
                <button class="button">"Send"</button>
            </form>
        </section>
    }
}
