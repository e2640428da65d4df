//! What is not asked of somebody for a time: asked for, decided, ended.

use app::form::Form;
use app::pages::organisation::{Exceptions, ExceptionsPage};
use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{ExceptionId, MemberId, RequirementId};
use domain::organisation::Exception;
use leptos::prelude::*;
use store::{ExceptionAsked, ExceptionDecided, ExceptionState, Joining};

use super::overview::SOON;
use super::person::again;
use super::{day, fresh, reason};
use crate::fields::Fields;
use crate::office::{LeadingOffice, ManagingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// Exceptions of one kind on the page, those that end first.
const MOST: i64 = 100;

pub async fn show(office: ReadingOffice) -> Result<Response, Stop> {
    render(&office, Form::default()).await
}

async fn render(office: &Office, form: Form) -> Result<Response, Stop> {
    let (store, seat, today) = (&office.site().store, &office.seat, office.today());
    let structure = store.structure(seat).await?;
    // What was asked for at once had no day to be met by.
    let gives_time = |id: &RequirementId| structure.requirements.iter().any(|one| one.id == *id && one.gives_time());
    let coverage = store.coverage(seat, (today, today + SOON)).await?;
    let lists = Exceptions {
        asked: store.exceptions(seat, (ExceptionState::Asked, None), today, MOST).await?,
        granted: store.exceptions(seat, (ExceptionState::Granted, None), today, MOST).await?,
        overdue: coverage.into_iter().filter(|row| row.late() > 0 && gives_time(&row.requirement)).collect(),
    };
    let frame = frame("organisation", "Exceptions", "What is not asked of whom, until when, and why.");
    Ok(office.page(status(&form), frame, || {
        view! { <ExceptionsPage seat=seat structure=&structure lists=lists form=form /> }
    }))
}

/// Asks for one, on the page of a person.
pub async fn ask(
    office: LeadingOffice,
    Path((_, member)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, seat, member) = (office.site(), &office.seat, MemberId::new(member));
    let file = site.store.person_file(seat, &member, site.now().wall).await?.ok_or(Stop::NotFound)?;
    if file.joining == Joining::Left {
        return Err(Stop::NotFound);
    }
    let id = ExceptionId::new(fresh(&fields, "id")?);
    let mut form = Form::default().with("fresh", id.as_str()).with("requirement", fields.get("requirement"));
    for name in ["except_until", "except_why"] {
        form = form.with(name, fields.trimmed(name));
    }
    let until = day(&fields, "except_until", "the last day", &mut form);
    if until.is_some_and(|until| until < office.today()) {
        form.refuse("except_until", "This day is over. Give one that lies ahead.");
    }
    let why = reason(&fields, "except_why", &mut form);
    let (Some(until), Some(reason), true) = (until, why, form.is_sound()) else {
        return again(&office, &member, form).await;
    };
    let requirement = RequirementId::new(fields.get("requirement"));
    let wish = Exception { member: member.clone(), requirement, from: None, until, reason };
    match site.store.ask_exception(&office.leading, (id, wish), site.now().wall).await? {
        ExceptionAsked::Done | ExceptionAsked::Known => {
            let address = format!("{}/{member}", urls::office(&seat.organisation, "people"));
            Ok(Redirect::to(&address).into_response())
        }
        ExceptionAsked::Another => {
            form.refuse("requirement", "An exception to this requirement waits to be decided, or holds already.");
            again(&office, &member, form).await
        }
        ExceptionAsked::Nobody => Err(Stop::NotFound),
    }
}

/// Grants, refuses or ends one.
pub async fn decide(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, id) = (office.site(), ExceptionId::new(id));
    let (now, answer) = (site.now().wall, fields.trimmed("answer").to_owned());
    let mut form = Form::default().with("exception", id.as_str()).with("answer", answer.as_str());
    let decided = match fields.get("go") {
        "end" => site.store.end_exception(&office.managing, &id, now).await?,
        go @ ("grant" | "refuse") => {
            if answer.chars().count() > 300 || (answer.is_empty() && go == "refuse") {
                form.refuse("answer", "Say why it is refused, up to 300 characters.");
                return render(&office, form).await;
            }
            site.store.decide_exception(&office.managing, &id, (go == "grant", answer), now).await?
        }
        _ => return Err(Stop::Malformed),
    };
    match decided {
        // Somebody was quicker, or the form was sent twice: the page shows how it stands.
        ExceptionDecided::Done | ExceptionDecided::Late => {
            Ok(Redirect::to(&urls::office(&office.seat.organisation, "exceptions")).into_response())
        }
        ExceptionDecided::Own => {
            form.refuse("answer", "Nobody decides about an exception for oneself. Ask another manager.");
            render(&office, form).await
        }
        ExceptionDecided::Absent => Err(Stop::NotFound),
    }
}
