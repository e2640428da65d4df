//! From when on a certificate counts no more.

use app::form::Form;
use app::when;
use domain::award::{Day, day_words};

use crate::fields::Fields;

/// Keeps what was typed.
pub(in crate::routes) fn typed(fields: &Fields, form: Form) -> Form {
    ["back_from", "mistake"].into_iter().fold(form, |form, name| form.with(name, fields.trimmed(name)))
}

/// The first day on which a certificate counts no more: that of the certificate, when it was recorded by mistake.
pub(in crate::routes) fn first_day(fields: &Fields, form: &mut Form, awarded_on: Day, today: Day) -> Option<Day> {
    if fields.get("mistake") == "yes" {
        return Some(awarded_on);
    }
    let day = when::parse_day(fields.get("back_from"));
    match day {
        None => form.refuse("back_from", "Give the day as year-month-day, for instance 2027-03-18."),
        Some(day) if day > today => {
            form.refuse("back_from", "This day lies ahead. Take the certificate back once it is there.");
        }
        Some(day) if day < awarded_on => form.refuse(
            "back_from",
            format!(
                "The certificate is of {}, and this day lies before. Give a later one, or say that it was recorded by mistake.",
                day_words(awarded_on)
            ),
        ),
        Some(_) => {}
    }
    day.filter(|_| form.error("back_from").is_none())
}
