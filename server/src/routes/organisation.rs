//! The books of organisations.

pub mod approvals;
pub mod as_of;
pub mod chosen;
pub mod exceptions;
pub mod export;
pub mod forecast;
pub mod import;
pub mod joining;
pub mod links;
pub mod log;
pub mod overview;
pub mod pack;
pub mod people;
pub mod person;
pub mod plan;
mod positions;
pub mod records;
pub mod renewals;
pub mod requirements;
pub mod settings;
pub mod structure;

use app::form::Form;
use app::pages::organisation::OrganisationsPage;
use app::urls;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike;
use domain::award::day_of;
use domain::ids::OrganisationId;
use domain::organisation::Person;
use leptos::prelude::*;
use store::Written;

use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::stop::Stop;

pub async fn list(desk: Desk) -> Result<Response, Stop> {
    let form = Form::default().with("id", store::fresh_id(desk.site().now().wall));
    render(&desk, form).await
}

async fn render(desk: &Desk, form: Form) -> Result<Response, Stop> {
    let mine = desk.site().store.memberships(&desk.viewer.account, day_of(desk.site().now().wall)).await?;
    let frame = frame("organisation", "Organisations", "The organisations that you belong to.");
    Ok(desk.page(status(&form), frame, || view! { <OrganisationsPage mine=mine form=form /> }))
}

pub async fn found(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let mut form = Form::default().with("id", fields.get("id")).with("name", fields.trimmed("name"));
    let id = fresh(&fields, "id")?;
    let Some(name) = text(&fields, "name", "the organisation's name", &mut form) else {
        return render(&desk, form).await;
    };
    let (site, viewer) = (desk.site(), &desk.viewer);
    let id = OrganisationId::new(id);
    let person = Person { name: viewer.name.clone(), email: viewer.email.clone() };
    let founder = (viewer.account.clone(), person);
    let founded = site.store.found_organisation(id.clone(), name, founder, site.now().wall).await?;
    // The same form sent twice finds the books open; those of somebody else are not there.
    if founded != Written::Done && site.store.seat(&viewer.account, &id, day_of(site.now().wall)).await?.is_none() {
        return Err(Stop::NotFound);
    }
    Ok(Redirect::to(&urls::organisation(&id)).into_response())
}

/// The id that a form brought along, made when the form was: the same form sent twice does one thing.
pub(super) fn fresh(fields: &Fields, name: &str) -> Result<String, Stop> {
    let id = fields.get(name);
    let is_id = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if is_id { Ok(id.to_owned()) } else { Err(Stop::Malformed) }
}

/// A short text that has to be there.
pub(super) fn text(fields: &Fields, name: &'static str, what: &str, form: &mut Form) -> Option<String> {
    let typed = fields.trimmed(name);
    if typed.is_empty() || typed.chars().count() > 120 {
        form.refuse(name, format!("Give {what}, up to 120 characters."));
        return None;
    }
    Some(typed.to_owned())
}

/// A day that has to be there.
pub(super) fn day(fields: &Fields, name: &'static str, what: &str, form: &mut Form) -> Option<domain::award::Day> {
    let day = app::when::parse_day(fields.get(name)).filter(|day| (1990..2100).contains(&day.year()));
    if day.is_none() {
        form.refuse(name, format!("Give {what} as year-month-day, for instance 2027-03-18."));
    }
    day
}

/// A day that may be left out.
pub(super) fn optional_day(fields: &Fields, name: &'static str, form: &mut Form) -> Option<domain::award::Day> {
    if fields.trimmed(name).is_empty() { None } else { day(fields, name, "the day", form) }
}

/// Refuses a last day before the first one.
pub(super) fn in_turn(
    first: Option<domain::award::Day>,
    last: Option<domain::award::Day>,
    field: &'static str,
    form: &mut Form,
) {
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        form.refuse(field, "The last day lies before the first one. Give a later one.");
    }
}

/// Which line of its log said what a certificate says, when the page was made that the form stood on.
pub(super) fn read(fields: &Fields) -> Option<i64> {
    fields.get("read").parse().ok()
}

/// A reason that has to be there.
pub(super) fn reason(fields: &Fields, name: &'static str, form: &mut Form) -> Option<String> {
    let typed = fields.trimmed(name);
    if typed.is_empty() || typed.chars().count() > 300 {
        form.refuse(name, "Say it in words, up to 300 characters.");
        return None;
    }
    Some(typed.to_owned())
}
