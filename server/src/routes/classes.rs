//! For those who take part: their classes, and joining one.

pub mod entry;
pub mod mock;

use app::agenda;
use app::form::Form;
use app::pages::classes::{AskCodePage, ClassPage, ClassesPage, JoinClassPage, Joiner};
use app::shell::{Frame, Robots};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::ids::{AccountId, ParticipantId};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Enrolled, Enrolment, Guest};

use super::organisation::text;
use crate::classroom::AttendingDesk;
use crate::entropy;
use crate::fields::Fields;
use crate::page::{Counter, Desk, frame, status};
use crate::session::{self, Caller, hashed};
use crate::stop::Stop;
use crate::throttle::Counted;

pub async fn list(desk: Desk) -> Result<Response, Stop> {
    let classes = desk.site().store.classes(&desk.viewer.account).await?;
    let lines = agenda::load(desk.site(), &desk.viewer, None).await?;
    let (now, frame) =
        (desk.site().now().wall, frame("dashboard", "Your classes", "The classes in which you take part."));
    Ok(desk.page(StatusCode::OK, frame, || view! { <ClassesPage classes=classes lines=lines now=now /> }))
}

pub async fn show(desk: AttendingDesk) -> Result<Response, Stop> {
    let place = desk.attending.clone();
    let lines = agenda::load(desk.site(), &desk.viewer, Some(&place.class.cohort.id)).await?;
    let frame = frame("dashboard", place.class.cohort.facts.name.clone(), "A class in which you take part.");
    let (now, is_guest) = (desk.site().now().wall, desk.viewer.is_guest());
    Ok(desk.page(StatusCode::OK, frame, || view! { <ClassPage place=place lines=lines is_guest=is_guest now=now /> }))
}

pub async fn leave(desk: AttendingDesk) -> Result<Response, Stop> {
    desk.site().store.leave_class(&desk.attending, desk.site().now().wall).await?;
    Ok(Redirect::to(urls::CLASSES).into_response())
}

#[derive(Deserialize)]
pub struct Typed {
    code: Option<String>,
}

/// A code as it is stored, however it was typed.
fn tidy(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
    letters
        .take(20)
        .map(|c| match c {
            '0' => 'O',
            '1' => 'I',
            c => c,
        })
        .collect()
}

/// Asks for a code; one that was typed leads on.
pub async fn ask(counter: Counter, Query(typed): Query<Typed>) -> Response {
    let Some(typed) = typed.code else { return ask_page(&counter, Form::default()) };
    let code = tidy(&typed);
    if code.is_empty() {
        let mut form = Form::default().with("code", typed);
        form.refuse("code", "Type the code that your trainer shows: letters and digits.");
        return ask_page(&counter, form);
    }
    Redirect::to(&urls::class_code(code)).into_response()
}

fn ask_page(counter: &Counter, form: Form) -> Response {
    let frame = Frame { robots: Robots::StayAway, ..frame("dashboard", "Join a class", "Joining by a code.") };
    counter.page(status(&form), frame, || view! { <AskCodePage form=form /> })
}

pub async fn by_code(counter: Counter, Path(code): Path<String>) -> Result<Response, Stop> {
    let code = tidy(&code);
    join_page(&counter, &Enrolment::Code(code.clone()), urls::class_code(&code), Form::default()).await
}

pub async fn by_invitation(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    let way = Enrolment::Invitation(hashed(&token));
    join_page(&counter, &way, urls::class_invitation(&token), Form::default()).await
}

async fn join_page(counter: &Counter, way: &Enrolment, action: String, form: Form) -> Result<Response, Stop> {
    let site = counter.site();
    let Some(class) = site.store.class_found(way, site.now().wall).await? else {
        let mut form = match way {
            Enrolment::Code(code) => Form::default().with("code", code.clone()),
            Enrolment::Invitation(_) => Form::default(),
        };
        form.refuse("code", "No class can be joined this way. Check the code, or ask your trainer for a new one.");
        return Ok(ask_page(counter, form));
    };
    if let Some(viewer) = &counter.viewer
        && site.store.attending(&viewer.account, &class.cohort.id).await?.is_some()
    {
        return Ok(Redirect::to(&urls::class(&class.cohort.id)).into_response());
    }
    let joiner = counter.viewer.as_ref().map_or(Joiner::Stranger, |viewer| Joiner::SignedIn(viewer.name.clone()));
    let guests = match way {
        Enrolment::Code(_) if class.cohort.facts.in_room && joiner == Joiner::Stranger => {
            Some(format!("{action}/guest"))
        }
        _ => None,
    };
    // A form that is shown again keeps its key.
    let form = if form.value("key").is_empty() { form.with("key", entropy::hex::<16>()) } else { form };
    let frame = Frame {
        robots: Robots::StayAway,
        ..frame("dashboard", class.cohort.facts.name.clone(), "A class that you can join.")
    };
    Ok(counter.page(status(&form), frame, || {
        view! { <JoinClassPage class=class joiner=joiner action=action guests=guests form=form /> }
    }))
}

pub async fn join_by_code(desk: Desk, Path(code): Path<String>) -> Result<Response, Stop> {
    join(&desk, Enrolment::Code(tidy(&code))).await
}

pub async fn join_by_invitation(desk: Desk, Path(token): Path<String>) -> Result<Response, Stop> {
    join(&desk, Enrolment::Invitation(hashed(&token))).await
}

async fn join(desk: &Desk, way: Enrolment) -> Result<Response, Stop> {
    let (site, viewer) = (desk.site(), &desk.viewer);
    let now = site.now().wall;
    let who = (&viewer.account, viewer.name.as_str(), viewer.email.as_str());
    match site.store.enrol(who, way, ParticipantId::new(store::fresh_id(now)), now).await? {
        Enrolled::Done(cohort) => Ok(Redirect::to(&urls::class(&cohort)).into_response()),
        Enrolled::Gone => Err(Stop::NotFound),
    }
}

/// Joins with a name alone: an account is made for this browser, by which nobody can sign in elsewhere. Whoever is signed in
/// joins with that account.
pub async fn join_as_guest(
    counter: Counter,
    caller: Caller,
    Path(code): Path<String>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, code) = (counter.site(), tidy(&code));
    if counter.viewer.is_some() {
        return Ok(Redirect::to(&urls::class_code(&code)).into_response());
    }
    let key = fields.get("key");
    let is_key = key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    let key = if is_key { key.to_owned() } else { entropy::hex::<16>() };
    let mut form = Form::default().with("name", fields.trimmed("name")).with("key", key.clone());
    let Some(name) = text(&fields, "name", "your name", &mut form) else {
        return join_page(&counter, &Enrolment::Code(code.clone()), urls::class_code(&code), form).await;
    };
    let (throttle, now) = (&counter.app.0.throttle, site.now().wall);
    let address = Counted::Address(caller.address.to_string());
    if let Some(wait) = throttle.wait(&address, now) {
        return Err(Stop::Wait(wait.seconds_up()));
    }
    let guest = Guest { account: AccountId::new(store::fresh_id(now)), form: hashed(&key), name };
    match site.store.enrol_guest(guest, code, ParticipantId::new(store::fresh_id(now)), now).await? {
        Some((account, cohort)) => {
            let [session, device] = session::begin(&counter.app, &account, &caller).await?;
            let cookies = AppendHeaders([(header::SET_COOKIE, session), (header::SET_COOKIE, device)]);
            Ok((cookies, Redirect::to(&urls::class(&cohort))).into_response())
        }
        None => {
            throttle.failed(address, now);
            Err(Stop::NotFound)
        }
    }
}
