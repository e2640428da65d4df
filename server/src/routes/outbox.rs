//! For administrators: the outbox. For other staff there is nothing at these addresses.

use app::pages::outbox::{KeptMailPage, OutboxPage, RELEVANT};
use app::urls;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::MailId;
use leptos::prelude::*;
use store::MailState;

use crate::page::{StaffDesk, frame};
use crate::stop::Stop;

pub async fn list(desk: StaffDesk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    for_administrators(&desk)?;
    let query = query.unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(field, _)| field == "state");
    let state = asked.map(|(_, word)| MailState::from_word(&word).ok_or(Stop::NotFound)).transpose()?;
    let store = &desk.site().store;
    let (rows, counts) = (store.outbox(&desk.staff, state).await?, store.count_outbox(&desk.staff).await?);
    let from = desk.app.0.mail_from.clone();
    let frame = frame("staff", "Outbox", "Mail that waits, was sent or went wrong.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <OutboxPage rows=rows counts=counts state=state from=from /> }
    }))
}

pub async fn show(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    for_administrators(&desk)?;
    let mail = desk.site().store.outbox_mail(&desk.staff, &MailId::new(id)).await?.ok_or(Stop::NotFound)?;
    let from = desk.app.0.mail_from.clone();
    let frame = frame("staff", mail.row.subject.clone(), "One mail of the outbox.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <KeptMailPage mail=mail from=from /> }))
}

/// Queues a mail again. One that is on its way already stays so.
pub async fn retry(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    for_administrators(&desk)?;
    let (site, id) = (desk.site(), MailId::new(id));
    if site.store.outbox_mail(&desk.staff, &id).await?.is_none() {
        return Err(Stop::NotFound);
    }
    site.store.retry_mail(&desk.staff, &id, site.now().wall).await?;
    Ok(Redirect::to(&urls::outbox_mail(&id)).into_response())
}

pub async fn release(desk: StaffDesk) -> Result<Response, Stop> {
    for_administrators(&desk)?;
    let site = desk.site();
    site.store.release_mail(&desk.staff, RELEVANT, site.now().wall).await?;
    Ok(Redirect::to(urls::OUTBOX).into_response())
}

fn for_administrators(desk: &StaffDesk) -> Result<(), Stop> {
    if desk.staff.is_administrator() { Ok(()) } else { Err(Stop::NotFound) }
}
