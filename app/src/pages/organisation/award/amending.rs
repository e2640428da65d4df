//! Correcting a certificate, taking it back, and undoing that.

use domain::award::{Award, Day, Facts, is_for_all, maker};
use domain::ids::MemberId;
use domain::question::Level;
use leptos::prelude::*;
use store::Seat;

use super::Proved;
use crate::form::Form;
use crate::pages::award::{EDITION_HELP, TakenBackFrom};
use crate::urls;

/// One form of one certificate. What was typed into it stays, until it can be kept.
struct Part {
    form: Form,
    award: String,
    /// Whether it is the form that was sent and refused.
    again: bool,
}

impl Part {
    fn of(form: &Form, one: &Proved, go: &str) -> Self {
        let award = one.log.id.to_string();
        let again = !form.is_sound() && form.value("award") == award && form.value("go") == go;
        Self { form: form.clone(), award, again }
    }

    /// What stands in a field: what was typed, or what is known.
    fn value(&self, name: &str, known: impl Into<String>) -> String {
        if self.again { self.form.value(name) } else { known.into() }
    }

    /// The list of errors leads to the fields of the refused form by their plain names.
    fn id(&self, name: &str) -> String {
        if self.again { name.to_owned() } else { format!("{name}-{}", self.award) }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.form.error(name).filter(|_| self.again).map(str::to_owned)
    }

    fn field(&self, name: &'static str, label: &'static str, known: impl Into<String>, how: How) -> AnyView {
        let (id, value, error) = (self.id(name), self.value(name, known), self.error(name));
        let help = (!how.help.is_empty()).then(|| format!("{id}-help"));
        let wrong = error.is_some();
        let described = help.clone().into_iter().chain(wrong.then(|| format!("{id}-error"))).collect::<Vec<_>>();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let error = error.map(|message| view! { <p class="error" id=format!("{id}-error")>{message}</p> });
        view! {
            <div class="field" class:wrong=wrong>
                <label for=id.clone()>{label}</label>
                {help.map(|help_id| view! { <p class="help" id=help_id>{how.help}</p> })}
                {error}
                <input id=id.clone() name=name type=how.kind value=value maxlength=how.longest aria-describedby=described />
            </div>
        }
        .into_any()
    }

    fn why(&self) -> AnyView {
        self.field("why", "Why", "", How { longest: 300, ..TEXT })
    }
}

/// How a field is written.
#[derive(Clone, Copy)]
struct How {
    kind: &'static str,
    longest: u32,
    help: &'static str,
}

const TEXT: How = How { kind: "text", longest: 120, help: "" };
const DAY: How = How { kind: "date", longest: 10, help: "" };

/// What may still be said about a certificate.
pub(super) fn amending(
    seat: &Seat,
    one: &Proved,
    award: &Award,
    (member, today): (&MemberId, Day),
    form: &Form,
) -> AnyView {
    let action = format!("{}/{member}/awards/{}", urls::office(&seat.organisation, "people"), one.log.id);
    let elsewhere = !is_for_all(Some(&seat.organisation), maker(&one.log.entries));
    if award.ended().is_some() {
        return award.may_be_reinstated().then(|| reinstating(&Part::of(form, one, "reinstate"), action)).into_any();
    }
    view! {
        {correcting(&Part::of(form, one, "correct"), award, action.clone(), elsewhere)}
        {taking_back(&Part::of(form, one, "revoke"), award, (action, today), elsewhere)}
    }
    .into_any()
}

fn note(elsewhere: bool) -> Option<impl IntoView> {
    elsewhere.then(|| {
        view! { <p class="help">"This certificate was not entered here. What you correct or take back counts in the books of your organisation only."</p> }
    })
}

fn correcting(part: &Part, award: &Award, action: String, elsewhere: bool) -> impl IntoView + use<> {
    let facts = &award.facts;
    let level = facts.qualification.level().map(|level| levels(part, level));
    let expires = facts.expires_on.map(|day| day.to_string()).unwrap_or_default();
    let fields = [
        part.field("corrected_institute", "Institute", facts.institute.clone(), TEXT),
        part.field(
            "corrected_edition",
            "Edition of the standard (optional)",
            facts.edition.clone(),
            How { longest: Facts::LONGEST_EDITION, help: EDITION_HELP, ..TEXT },
        ),
        part.field(
            "corrected_number",
            "Certificate number",
            facts.certificate_number.clone(),
            How { longest: 80, ..TEXT },
        ),
        part.field("corrected_awarded_on", "Date on the certificate", facts.awarded_on.to_string(), DAY),
        part.field("corrected_expires_on", "Valid until (empty: without an end)", expires, DAY),
        part.why(),
    ];
    view! {
        <details open=part.again>
            <summary>"Correct it"</summary>
            <form method="post" action=action class="stack">
                {note(elsewhere)}
                <input type="hidden" name="read" value=award.stated />
                {level}
                {fields.into_iter().collect_view()}
                <p class="actions"><button class="button" name="go" value="correct">"Correct"</button></p>
            </form>
        </details>
    }
}

fn levels(part: &Part, known: Level) -> impl IntoView + use<> {
    let (id, value) = (part.id("corrected_level"), part.value("corrected_level", known.word()));
    let options = Level::ALL.map(|level| {
        view! { <option value=level.word() selected=level.word() == value>{level.name()}</option> }
    });
    view! {
        <p class="field">
            <label for=id.clone()>"Qualification"</label>
            <select id=id name="corrected_level">{options.into_iter().collect_view()}</select>
        </p>
    }
}

fn taking_back(part: &Part, award: &Award, (action, today): (String, Day), elsewhere: bool) -> impl IntoView + use<> {
    let form = if part.again { part.form.clone() } else { Form::default().with("back_from", today.to_string()) };
    let suffix = if part.again { String::new() } else { format!("-{}", part.award) };
    view! {
        <details open=part.again>
            <summary>"Take it back"</summary>
            <form method="post" action=action class="stack">
                {note(elsewhere)}
                <input type="hidden" name="read" value=award.stated />
                <TakenBackFrom form=form awarded_on=award.facts.awarded_on suffix=suffix />
                {part.why()}
                <p class="actions"><button class="button danger" name="go" value="revoke">"Take it back"</button></p>
            </form>
        </details>
    }
}

fn reinstating(part: &Part, action: String) -> impl IntoView + use<> {
    view! {
        <details open=part.again>
            <summary>"It was taken back by mistake"</summary>
            <form method="post" action=action class="stack">
                <p class="help">"Once you put it back, somebody has to look at it again before it counts."</p>
                {part.why()}
                <p class="actions"><button class="button" name="go" value="reinstate">"Put it back"</button></p>
            </form>
        </details>
    }
}
