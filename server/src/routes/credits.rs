//! A person's certificates and credits.

pub(super) mod read;
pub(super) mod taken_back;

use app::form::Form;
use app::pages::credits::{CertificatePage, CreditsPage, Record, Supposed, TakeBackPage, WhatIfPage, load};
use app::urls;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::{Event, day_of};
use domain::ids::AwardId;
use domain::question::Level;
use domain::record::StudyEvent;
use leptos::prelude::*;
use store::{Recorded, Recording};

use super::sittings::reason;
use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::stop::Stop;

pub async fn show(desk: Desk) -> Result<Response, Stop> {
    render(&desk, Form::default()).await
}

async fn record_of(desk: &Desk) -> Result<Record, Stop> {
    Ok(load(desk.site(), &desk.viewer).await?)
}

async fn render(desk: &Desk, form: Form) -> Result<Response, Stop> {
    let record = record_of(desk).await?;
    let frame = frame("credits", "Certificates and credits", "Your certificates, and what they once counted.");
    let library = desk.site().library();
    Ok(desk.page(status(&form), frame, || view! { <CreditsPage library=library record=record form=form /> }))
}

pub async fn record(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let (mut form, now) = (read::typed(&fields), desk.site().now().wall);
    let facts = read::facts(&fields, &mut form, desk.site().library(), now);
    let Some(facts) = facts else { return render(&desk, form).await };
    let level = facts.qualification.level();
    let new = Recording { id: AwardId::new(store::fresh_id(now)), facts };
    let (account, by) = (&desk.viewer.account, desk.viewer.name.clone());
    match desk.site().store.record_award(account, by, new, now).await? {
        Recorded::Known(known) => Ok(Redirect::to(&urls::certificate(known)).into_response()),
        Recorded::New(_) => {
            go_on(&desk, level).await?;
            Ok(Redirect::to(urls::CREDITS).into_response())
        }
        _ => Ok(Redirect::to(urls::CREDITS).into_response()),
    }
}

/// Who holds the level that was chosen goes on to the next one.
async fn go_on(desk: &Desk, held: Option<Level>) -> Result<(), Stop> {
    let (store, account) = (&desk.site().store, &desk.viewer.account);
    let chosen = store.study_record(account).await?.chosen;
    if held.is_some_and(|held| chosen.is_some_and(|chosen| chosen <= held)) {
        store.study(account, StudyEvent::LevelChosen { level: None }, desk.site().now().wall).await?;
    }
    Ok(())
}

pub async fn certificate(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let (record, id) = (record_of(&desk).await?, AwardId::new(id));
    let form = read::stored(&record.find(&id).ok_or(Stop::NotFound)?.award.facts);
    one(&desk, &record, &id, form).await
}

async fn one(desk: &Desk, record: &Record, id: &AwardId, form: Form) -> Result<Response, Stop> {
    let held = record.find(id).ok_or(Stop::NotFound)?;
    let files = desk.site().store.own_evidence(&desk.viewer.account, Some(id)).await?;
    let frame = frame("credits", "A certificate", "What it says, what became of it, and correcting it.");
    let library = desk.site().library();
    Ok(desk.page(
        status(&form),
        frame,
        || view! { <CertificatePage library=library record=record held=held files=files form=form /> },
    ))
}

pub async fn correct(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let (record, id) = (record_of(&desk).await?, AwardId::new(id));
    if fields.get("go") == "reinstate" {
        return reinstate(&desk, &record, &id, &fields).await;
    }
    let before = &record.find(&id).ok_or(Stop::NotFound)?.award.facts;
    let mut form = read::typed(&fields).with("reason", fields.trimmed("reason"));
    let facts = read::facts(&fields, &mut form, desk.site().library(), desk.site().now().wall);
    let reason = reason(&fields, "reason", &mut form);
    if facts.as_ref() == Some(before) {
        form.refuse("qualification", "Nothing is different from what is recorded. Change what is wrong.");
    }
    let Some(facts) = facts.filter(|_| form.is_sound()) else { return one(&desk, &record, &id, form).await };
    match amend(&desk, &id, Event::Corrected { facts, reason }).await? {
        Recorded::New(_) => Ok(Redirect::to(&urls::certificate(id)).into_response()),
        Recorded::Known(_) => {
            form.refuse("certificate_number", "Another certificate in your record is this very one already.");
            one(&desk, &record, &id, form).await
        }
        Recorded::Refused(_) | Recorded::Nobody => Err(Stop::NotFound),
    }
}

/// Says that a certificate was taken back by mistake.
async fn reinstate(desk: &Desk, record: &Record, id: &AwardId, fields: &Fields) -> Result<Response, Stop> {
    let stored = read::stored(&record.find(id).ok_or(Stop::NotFound)?.award.facts);
    let mut form = stored.with("reason", fields.trimmed("reason"));
    let reason = reason(fields, "reason", &mut form);
    if !form.is_sound() {
        return one(desk, record, id, form).await;
    }
    match amend(desk, id, Event::Reinstated { reason }).await? {
        // The same form sent twice: it was put back the first time.
        Recorded::New(_) | Recorded::Refused(_) => Ok(Redirect::to(&urls::certificate(id)).into_response()),
        Recorded::Known(_) => {
            form.refuse(
                "reason",
                "This certificate has been recorded again since, and that record stands. There is nothing to put back.",
            );
            one(desk, record, id, form).await
        }
        Recorded::Nobody => Err(Stop::NotFound),
    }
}

async fn amend(desk: &Desk, id: &AwardId, event: Event) -> Result<Recorded, Stop> {
    let (site, viewer) = (desk.site(), &desk.viewer);
    let what = (id.clone(), event);
    Ok(site.store.amend_award(&viewer.account, viewer.name.clone(), what, site.now().wall).await?)
}

pub async fn show_take_back(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let today = day_of(desk.site().now().wall).to_string();
    take_back_page(&desk, &record_of(&desk).await?, &AwardId::new(id), Form::default().with("back_from", today))
}

fn take_back_page(desk: &Desk, record: &Record, id: &AwardId, form: Form) -> Result<Response, Stop> {
    let held = record.find(id).filter(|held| held.award.ended().is_none()).ok_or(Stop::NotFound)?;
    let frame = frame("credits", "Take a certificate back", "What taking it back does.");
    let library = desk.site().library();
    Ok(desk.page(status(&form), frame, || view! { <TakeBackPage library=library record=record held=held form=form /> }))
}

pub async fn take_back(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let (record, id) = (record_of(&desk).await?, AwardId::new(id));
    let awarded_on = record.find(&id).ok_or(Stop::NotFound)?.award.facts.awarded_on;
    let mut form = taken_back::typed(&fields, Form::default().with("reason", fields.trimmed("reason")));
    let on = taken_back::first_day(&fields, &mut form, awarded_on, day_of(desk.site().now().wall));
    let reason = reason(&fields, "reason", &mut form);
    let Some(on) = on.filter(|_| form.is_sound()) else { return take_back_page(&desk, &record, &id, form) };
    match amend(&desk, &id, Event::Revoked { on, reason }).await? {
        Recorded::New(_) | Recorded::Known(_) => Ok(Redirect::to(urls::CREDITS).into_response()),
        // The same form sent twice: it was taken back the first time.
        Recorded::Refused(_) => Ok(Redirect::to(&urls::certificate(id)).into_response()),
        Recorded::Nobody => Err(Stop::NotFound),
    }
}

pub async fn what_if(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let query = query.unwrap_or_default();
    let all = |name: &str| {
        let fields = form_urlencoded::parse(query.as_bytes()).filter(|(field, _)| field == name);
        fields.map(|(_, value)| value.into_owned()).collect()
    };
    let library = desk.site().library();
    let supposed = match Supposed::read(library, all) {
        Some(supposed) => supposed,
        None => Supposed::of(&record_of(&desk).await?),
    };
    let frame = frame("credits", "What would I have had with …?", "What a choice of certificates would have come to.");
    let status = if supposed.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(desk.page(status, frame, || view! { <WhatIfPage library=library supposed=supposed /> }))
}
