//! For staff: the exams of their people, and what they decide about them.

use std::ops::RangeInclusive;

use app::form::Form;
use app::pages::sittings::{Sitting, SittingPage, SittingsPage, load};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::{Act, Event, Phase};
use domain::ids::AttemptId;
use domain::time::Millis;
use leptos::prelude::*;
use store::Decision;

use crate::fields::Fields;
use crate::page::{StaffDesk, frame, status};
use crate::stop::Stop;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 300;

pub async fn list(desk: StaffDesk) -> Result<Response, Stop> {
    let (site, now) = (desk.site(), desk.site().now());
    let rows = site.store.sittings((&desk.staff, &desk.viewer.account)).await?;
    let frame = frame("staff", "Sittings", "The exams of the people you look after.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <SittingsPage rows=rows now=now /> }))
}

pub async fn show(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    let sitting = find(&desk, &AttemptId::new(id)).await?;
    Ok(render(&desk, sitting, Form::default()))
}

async fn find(desk: &StaffDesk, id: &AttemptId) -> Result<Sitting, Stop> {
    load(desk.site(), (&desk.staff, &desk.viewer.account), id).await?.ok_or(Stop::NotFound)
}

fn render(desk: &StaffDesk, sitting: Sitting, form: Form) -> Response {
    let frame = frame("staff", format!("{}: {}", sitting.row.name, sitting.row.title), "One exam, and its clock.");
    desk.page(status(&form), frame, || view! { <SittingPage sitting=sitting form=form /> })
}

/// What was asked for. `key` makes the same decision, sent twice, one.
struct Wish {
    decision: Decision,
    reason: String,
    key: String,
}

pub async fn decide(desk: StaffDesk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let (site, id) = (desk.site(), AttemptId::new(id));
    let sitting = find(&desk, &id).await?;
    let mut form = ["minutes", "reason", "number", "admit_reason"]
        .into_iter()
        .fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let Some(wish) = read(&fields, &sitting, &mut form)? else { return Ok(render(&desk, sitting, form)) };
    let Wish { decision, reason, key } = wish;
    let entered = is_entered(&sitting, &decision, &reason)
        || site
            .store
            .decide((&desk.staff, &desk.viewer.account), &id, decision.clone(), reason.clone(), key, site.now())
            .await?;
    let sitting = find(&desk, &id).await?;
    if entered || is_entered(&sitting, &decision, &reason) {
        site.live.tell(&id);
        return Ok(Redirect::to(&urls::sitting(&id)).into_response());
    }
    match decision {
        Decision::Grant(_) => form.refuse("minutes", "The exam has ended meanwhile. No time was granted."),
        Decision::Reopen(_) => form.refuse(
            "minutes",
            "Not opened again: it is running, or this person is sitting another exam, which has to end first.",
        ),
        Decision::Admit(_) => form.refuse("number", "The exam is running again. Wait until it has ended."),
    }
    Ok(render(&desk, sitting, form))
}

/// Nothing when something is wrong with the form.
fn read(fields: &Fields, sitting: &Sitting, form: &mut Form) -> Result<Option<Wish>, Stop> {
    let (word, key) = (fields.get("decision"), fields.get("key"));
    if key.is_empty() || key.len() > 32 || !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Stop::Malformed);
    }
    let why = if word == "admit" { "admit_reason" } else { "reason" };
    let reason = reason(fields, why, form);
    let (decision, which) = match word {
        "grant" => {
            let minutes = whole(fields, ("minutes", "the minutes"), 1..=180, form);
            (minutes.map(|minutes| Decision::Grant(Millis::minutes(minutes))), minutes)
        }
        "reopen" => {
            let minutes = whole(fields, ("minutes", "the minutes"), 0..=180, form);
            if minutes == Some(0) && sitting.left().0 == 0 {
                form.refuse("minutes", "No time was left when it ended. Add at least one minute.");
            }
            let ended = sitting.attempt.head.finished_at.map(|at| at.0);
            (minutes.map(|minutes| Decision::Reopen(Millis::minutes(minutes))), ended)
        }
        "admit" => {
            let number = answer_aside(fields, sitting);
            if number.is_none() {
                form.refuse("number", "Choose the answer that counts after all.");
            }
            (number.map(Decision::Admit), number)
        }
        _ => return Err(Stop::Malformed),
    };
    let key = format!("{word}-{key}-{}", which.unwrap_or(0));
    let decision = decision.filter(|_| form.is_sound());
    Ok(decision.map(|decision| Wish { decision, reason, key }))
}

/// The number of an answer that was set aside.
fn answer_aside(fields: &Fields, sitting: &Sitting) -> Option<i64> {
    let number = fields.trimmed("number").parse().ok()?;
    let aside = sitting.attempt.aside.iter().find(|aside| aside.number == number)?;
    matches!(aside.act, Act::Answer { .. } | Act::Clear { .. }).then_some(number)
}

/// Whether a decision was taken already, as when a form is sent twice.
fn is_entered(sitting: &Sitting, decision: &Decision, why: &str) -> bool {
    let attempt = &sitting.attempt;
    match decision {
        Decision::Grant(_) => false,
        Decision::Reopen(wanted) => attempt.head.phase == Phase::Running
            && attempt.decisions.iter().any(
                |line| matches!(&line.event, Event::Reopened { length, reason, .. } if length == wanted && reason == why),
            ),
        Decision::Admit(number) => attempt.aside.iter().any(|aside| aside.number == *number && aside.admitted),
    }
}

/// A whole number within bounds; the field by its name and as people call it.
pub fn whole(
    fields: &Fields,
    (name, called): (&'static str, &str),
    bounds: RangeInclusive<i64>,
    form: &mut Form,
) -> Option<i64> {
    let number = fields.trimmed(name).parse().ok().filter(|number| bounds.contains(number));
    if number.is_none() {
        let words = format!("Give {called} as a whole number from {} to {}.", bounds.start(), bounds.end());
        form.refuse(name, words);
    }
    number
}

/// Why something was decided.
pub fn reason(fields: &Fields, name: &'static str, form: &mut Form) -> String {
    let reason = fields.trimmed(name);
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        form.refuse(name, format!("Say why, in up to {LONGEST_REASON} characters."));
    }
    reason.to_owned()
}
