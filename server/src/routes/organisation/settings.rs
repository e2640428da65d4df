//! The rules of an organisation.

use app::form::Form;
use app::pages::organisation::{SettingsPage, plain_money, read_money};
use app::urls;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::organisation::{Entry, Settings};
use leptos::prelude::*;
use serde::Deserialize;
use store::Line;

use super::requirements::number;
use super::text;
use crate::fields::Fields;
use crate::office::{ManagingOffice, Office};
use crate::page::{frame, status};
use crate::stop::Stop;

/// Most reminders for one award.
const REMINDERS: usize = 6;

#[derive(Deserialize)]
pub struct Kept {
    kept: Option<String>,
}

pub async fn show(office: ManagingOffice, Query(query): Query<Kept>) -> Result<Response, Stop> {
    let Settings { remind_days, window_days, keep_months, currency, budget } = &office.seat.settings;
    let days = remind_days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let form = Form::default()
        .with("name", office.seat.organisation_name.as_str())
        .with("remind_days", days)
        .with("window_days", window_days.to_string())
        .with("keep_months", keep_months.to_string())
        .with("currency", currency.as_str())
        .with("budget", plain_money(*budget));
    Ok(render(&office, query.kept.is_some(), form))
}

fn render(office: &Office, kept: bool, form: Form) -> Response {
    let seat = &office.seat;
    let frame = frame("organisation", "Settings", "Rules that hold for the whole organisation.");
    office.page(status(&form), frame, || view! { <SettingsPage seat=seat kept=kept form=form /> })
}

pub async fn keep(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let names = ["name", "remind_days", "window_days", "keep_months", "currency", "budget"];
    let mut form = names.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let Some((name, settings)) = read(&fields, &mut form) else { return Ok(render(&office, false, form)) };
    let seat = &office.seat;
    let mut lines = Vec::<Line>::new();
    if name != seat.organisation_name {
        lines.push(Entry::Named { name }.into());
    }
    if settings != seat.settings {
        lines.push(Entry::Ruled { settings }.into());
    }
    // The same form sent twice finds nothing to change.
    if !lines.is_empty() {
        office.keep(lines).await?;
    }
    Ok(Redirect::to(&format!("{}?kept=yes", urls::office(&seat.organisation, "settings"))).into_response())
}

/// Nothing when something is wrong with the form.
fn read(fields: &Fields, form: &mut Form) -> Option<(String, Settings)> {
    let name = text(fields, "name", "the organisation's name", form);
    let remind_days = reminders(fields.trimmed("remind_days"));
    if remind_days.is_none() {
        form.refuse(
            "remind_days",
            "Give up to six whole numbers from 0 to 730 with commas between them, for instance 180, 90, 30.",
        );
    }
    let mut whole = |name, most| {
        let found = number(fields, name, 1..=most, form);
        if found.is_none() && form.error(name).is_none() {
            form.refuse(name, format!("Give a whole number from 1 to {most}."));
        }
        found.and_then(|number| u16::try_from(number).ok())
    };
    let (window_days, keep_months) = (whole("window_days", 730), whole("keep_months", 240));
    let currency = fields.trimmed("currency").to_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        form.refuse("currency", "Give the three letters of a currency, for instance EUR.");
    }
    let budget = read_money(fields.trimmed("budget"));
    if budget.is_none() {
        form.refuse("budget", "Give an amount, for instance 12,000 or 99.50.");
    }
    let sound = form.is_sound();
    let settings = Settings {
        remind_days: remind_days?,
        window_days: window_days?,
        keep_months: keep_months?,
        currency,
        budget: budget?,
    };
    Some((name?, settings)).filter(|_| sound)
}

/// The days of reminders, the earliest reminder first. An empty text means none.
fn reminders(typed: &str) -> Option<Vec<u16>> {
    let parts = typed.split([',', ' ']).filter(|part| !part.is_empty());
    let mut days = parts.map(|part| part.parse().ok().filter(|days| *days <= 730)).collect::<Option<Vec<u16>>>()?;
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    (days.len() <= REMINDERS).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_are_read_in_any_order() {
        assert_eq!(reminders("30, 180 90,30"), Some(vec![180, 90, 30]));
        assert_eq!(reminders(""), Some(Vec::new()));
        assert_eq!(
            [reminders("soon"), reminders("-1"), reminders("731"), reminders("1,2,3,4,5,6,7")],
            [None, None, None, None]
        );
    }
}
