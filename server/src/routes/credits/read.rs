//! The fields of a certificate: read, kept as they were typed, and filled in.

use app::form::Form;
use app::when;
use content::Library;
use domain::award::{Facts, Other, Qualification};
use domain::credits::{HalfCredits, Module};
use domain::time::Timestamp;

use crate::fields::Fields;

const NAMES: [&str; 8] =
    ["qualification", "institute", "edition", "awarded_on", "expires_on", "certificate_number", "title", "stated"];

/// Most that a certificate without a value of its own may be stated to have given.
const MOST_STATED: HalfCredits = HalfCredits(12);

/// What was typed.
pub(super) fn typed(fields: &Fields) -> Form {
    NAMES.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)))
}

/// What is recorded, ready to be corrected.
pub(super) fn stored(facts: &Facts) -> Form {
    let (title, stated) = match &facts.other {
        Some(other) => (other.title.clone(), other.half_credits.to_string()),
        None => <(String, String)>::default(),
    };
    Form::default()
        .with("qualification", facts.qualification.code())
        .with("institute", facts.institute.clone())
        .with("edition", facts.edition.clone())
        .with("awarded_on", facts.awarded_on.to_string())
        .with("expires_on", facts.expires_on.map(|day| day.to_string()).unwrap_or_default())
        .with("certificate_number", facts.certificate_number.clone())
        .with("title", title)
        .with("stated", stated)
}

/// Reads a certificate; says in the form what is wrong with it, and gives nothing then.
pub(super) fn facts(fields: &Fields, form: &mut Form, library: &Library, now: Timestamp) -> Option<Facts> {
    let code = Qualification::from_code(fields.get("qualification"));
    let module = code.and_then(|code| library.credits.rules.module(&code));
    if module.is_none() {
        form.refuse("qualification", "Choose the qualification on the certificate.");
    }
    let institute = text(fields, form, ("institute", "institute"), 120);
    let awarded_on = when::parse_day(fields.get("awarded_on"));
    match when::days_until(fields.get("awarded_on"), now) {
        None => form.refuse("awarded_on", "Give the date as year-month-day, for instance 2026-03-18."),
        Some(ahead) if ahead > 1 => {
            form.refuse("awarded_on", "This date lies ahead. Record a result once you hold the certificate.");
        }
        Some(_) => {}
    }
    let certificate_number = text(fields, form, ("certificate_number", "number"), 80);
    let expires_on = when::parse_day(fields.get("expires_on"));
    if !fields.trimmed("expires_on").is_empty() {
        match expires_on {
            None => form.refuse("expires_on", "Give the date as year-month-day, or leave it empty."),
            Some(last) if awarded_on.is_some_and(|first| last < first) => {
                form.refuse("expires_on", "It would end before it begins. Check both dates.");
            }
            Some(_) => {}
        }
    }
    let other = module.and_then(|module| other(fields, form, module));
    let edition = edition(fields, form, "edition");
    let (qualification, awarded_on) = (module.map(|module| module.code.clone())?, awarded_on?);
    let facts = Facts { qualification, institute, edition, awarded_on, expires_on, certificate_number, other };
    form.is_sound().then_some(facts)
}

/// The edition on the certificate, which may be left out. `name` is that of the field.
pub(in crate::routes) fn edition(fields: &Fields, form: &mut Form, name: &'static str) -> String {
    let typed = fields.trimmed(name);
    let longest = Facts::LONGEST_EDITION;
    if typed.chars().count() > longest as usize {
        form.refuse(
            name,
            format!("Give the edition in up to {longest} characters, for instance 2018, or leave it empty."),
        );
    }
    typed.to_owned()
}

fn text(fields: &Fields, form: &mut Form, (name, what): (&'static str, &str), longest: usize) -> String {
    let typed = fields.trimmed(name);
    if typed.is_empty() || typed.chars().count() > longest {
        form.refuse(name, format!("Give the {what} on the certificate, up to {longest} characters."));
    }
    typed.to_owned()
}

/// What the code does not say. Nothing for a certificate that has a value of its own.
fn other(fields: &Fields, form: &mut Form, module: &Module) -> Option<Other> {
    if module.value.is_some() {
        return None;
    }
    let title = text(fields, form, ("title", "name"), 120);
    let stated = HalfCredits::from_text(fields.get("stated"));
    let stated = stated.filter(|amount| (HalfCredits(1)..=MOST_STATED).contains(amount));
    if stated.is_none() {
        form.refuse("stated", format!("Give the credits in halves, from 0.5 to {MOST_STATED}, for instance 1.5."));
    }
    stated.map(|half_credits| Other { title, half_credits })
}
