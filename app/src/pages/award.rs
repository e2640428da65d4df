//! What the pages of holders and of organisations both say about certificates.

use domain::award::{Day, Entry, Event, Facts, changed_by, day_words};
use domain::credits::Rules;
use leptos::prelude::*;

use crate::form::{Field, Form, Want};

/// What a line of a certificate's log says, a correction with what it changed.
pub fn line_words(rules: &Rules, log: &[Entry], entry: &Entry) -> String {
    let what = match &entry.event {
        Event::Claimed { .. } => "recorded".to_owned(),
        Event::Corrected { .. } => match changed_by(rules, log, entry) {
            Some(change) => format!("corrected ({change})"),
            None => "corrected".to_owned(),
        },
        Event::Evidenced { .. } => "file added".to_owned(),
        Event::Verified { .. } => "verified".to_owned(),
        Event::Rejected { .. } => "not accepted".to_owned(),
        Event::Superseded { on, .. } => format!("replaced by a newer certificate from {} on", day_words(*on)),
        Event::Restored { .. } => "counts again, since the newer certificate does not".to_owned(),
        Event::Revoked { on, .. } => format!("taken back from {} on", day_words(*on)),
        Event::Reinstated { .. } => "put back, since it was taken back by mistake".to_owned(),
    };
    let reason = entry.event.reason();
    if reason.is_empty() { what } else { format!("{what}: {reason}") }
}

/// The edition in which a certificate was examined.
#[component]
pub fn EditionField(form: Form) -> impl IntoView {
    view! { <Field form=form name="edition" label="Edition of the standard (optional)" help=EDITION_HELP longest=Facts::LONGEST_EDITION want=Want::Optional /> }
}

/// Where the edition stands on a certificate.
pub const EDITION_HELP: &str =
    "The year after the colon in the standard's name on the certificate: 2018, where it says ISO/IEC 20000-1:2018.";

/// From when on a certificate counts no more: from a day, or not at all.
#[component]
pub fn TakenBackFrom(
    form: Form,
    /// The day of the certificate.
    awarded_on: Day,
    /// What follows the names in the ids, where several forms stand on one page.
    #[prop(optional, into)]
    suffix: String,
) -> impl IntoView {
    let [day, mistake] = ["back_from", "mistake"].map(|name| format!("{name}{suffix}"));
    let error = form.error("back_from").map(str::to_owned);
    let (wrong, error_id, help_id) = (error.is_some(), format!("{day}-error"), format!("{day}-help"));
    let described = if wrong { format!("{help_id} {error_id}") } else { help_id.clone() };
    let checked = form.value("mistake") == "yes";
    view! {
        <div class="field" class:wrong=wrong>
            <label for=day.clone()>"First day on which it counts no more"</label>
            <p class="help" id=help_id>{format!("The certificate is of {}. For an institute's withdrawal, the day it names.", day_words(awarded_on))}</p>
            {error.map(|message| view! { <p class="error" id=error_id>{message}</p> })}
            <input id=day name="back_from" type="date" value=form.value("back_from") aria-describedby=described />
        </div>
        <p class="field check">
            <input type="checkbox" id=mistake.clone() name="mistake" value="yes" checked=checked />
            <label for=mistake>"It was recorded by mistake: it never counted, whatever the day above"</label>
        </p>
    }
}
