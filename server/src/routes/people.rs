//! For staff: their people, and extra time and breaks that belong to a person.

use app::form::Form;
use app::pages::people::{PeoplePage, Person, PersonPage, load};
use app::{urls, when};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accommodation::Accommodation;
use domain::attempt::Stretch;
use domain::ids::{AccommodationId, AccountId};
use domain::time::{Millis, Timestamp};
use leptos::prelude::*;

use super::sittings::{reason, whole};
use crate::fields::Fields;
use crate::page::{StaffDesk, frame, status};
use crate::stop::Stop;

const DAY: Millis = Millis::minutes(24 * 60);

pub async fn list(desk: StaffDesk) -> Result<Response, Stop> {
    let site = desk.site();
    let people = site.store.people(&desk.staff, site.now().wall).await?;
    let frame = frame("staff", "People", "The people you look after.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <PeoplePage people=people /> }))
}

pub async fn show(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    let person = find(&desk, &id).await?;
    let form = fresh_form(person.now);
    Ok(render(&desk, person, form))
}

/// The form of an accommodation that adds nothing yet and begins today.
pub(super) fn fresh_form(now: Timestamp) -> Form {
    Form::default()
        .with("id", store::fresh_id(now))
        .with("percent", "100")
        .with("extra", "0")
        .with("breaks", "0")
        .with("valid_from", when::iso_day(now))
}

/// The same form as it was typed.
pub(super) fn typed_form(fields: &Fields) -> Form {
    ["id", "percent", "extra", "breaks", "reason", "valid_from", "valid_until"]
        .into_iter()
        .fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)))
}

async fn find(desk: &StaffDesk, id: &str) -> Result<Person, Stop> {
    load(desk.site(), &desk.staff, AccountId::new(id)).await?.ok_or(Stop::NotFound)
}

fn render(desk: &StaffDesk, person: Person, form: Form) -> Response {
    let frame = frame("staff", person.name.clone(), "Extra time and breaks of one person.");
    desk.page(status(&form), frame, || view! { <PersonPage person=person form=form /> })
}

pub async fn approve(desk: StaffDesk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let (site, person) = (desk.site(), find(&desk, &id).await?);
    let mut form = typed_form(&fields);
    let by = (desk.staff.name(), site.now().wall);
    let Some(new) = read(by, &fields, &mut form)? else { return Ok(render(&desk, person, form)) };
    // The same form sent twice finds its id taken: it was approved the first time.
    let reached = site.store.approve(&desk.staff, &person.account, new, site.now()).await?;
    for attempt in reached.unwrap_or_default() {
        site.live.tell(&attempt);
    }
    Ok(Redirect::to(&urls::person(&person.account)).into_response())
}

/// Reads what is approved, by whom and when; nothing when something is wrong with the form.
pub(super) fn read(
    (by, now): (&str, Timestamp),
    fields: &Fields,
    form: &mut Form,
) -> Result<Option<Accommodation>, Stop> {
    let id = fields.get("id");
    if id.len() != 36 || !id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
        return Err(Stop::Malformed);
    }
    let percent = whole(fields, ("percent", "the working time in percent"), 100..=400, form);
    let extra = whole(fields, ("extra", "the extra minutes"), 0..=240, form);
    let breaks = whole(fields, ("breaks", "the minutes for breaks"), 0..=120, form);
    let reason = reason(fields, "reason", form);
    let (valid_from, valid_until) = span(fields, now, form);
    let (Some(percent), Some(extra), Some(breaks)) = (percent, extra, breaks) else { return Ok(None) };
    let stretch = Stretch {
        percent: percent.clamp(100, 400) as u16,
        extra: Millis::minutes(extra),
        breaks: Millis::minutes(breaks),
    };
    if stretch.is_none() {
        form.refuse("percent", "This adds nothing yet. Give more working time, extra minutes or minutes for breaks.");
    }
    let new = valid_from.map(|valid_from| Accommodation {
        id: AccommodationId::new(id),
        stretch,
        reason,
        approved_by: by.to_owned(),
        approved_at: now,
        valid_from,
        valid_until,
    });
    Ok(new.filter(|_| form.is_sound()))
}

/// The instants at which it begins and ends; the last day is part of it.
fn span(fields: &Fields, now: Timestamp, form: &mut Form) -> (Option<Timestamp>, Option<Timestamp>) {
    let from = when::parse_day(fields.get("valid_from")).map(when::beginning);
    if from.is_none() {
        form.refuse("valid_from", "Give the first day as year-month-day, for instance 2027-03-18.");
    }
    let typed = fields.trimmed("valid_until");
    let until = when::parse_day(typed).map(|day| when::beginning(day).plus(DAY));
    if until.is_none() && !typed.is_empty() {
        form.refuse("valid_until", "Give the last day as year-month-day, or leave it empty.");
    } else if until.is_some_and(|until| until <= now || from.is_some_and(|from| until <= from)) {
        form.refuse("valid_until", "The last day lies before the first one, or is over. Give a later one.");
    }
    (from, until)
}

pub async fn end(desk: StaffDesk, Path((id, which)): Path<(String, String)>) -> Result<Response, Stop> {
    let (site, person) = (desk.site(), find(&desk, &id).await?);
    let which = AccommodationId::new(which);
    if !person.accommodations.iter().any(|one| one.id == which) {
        return Err(Stop::NotFound);
    }
    // One that has ended already stays as it is.
    site.store.end_accommodation(&desk.staff, &person.account, &which, site.now().wall).await?;
    Ok(Redirect::to(&urls::person(&person.account)).into_response())
}
