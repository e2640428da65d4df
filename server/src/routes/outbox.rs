//! The outbox: that of administrators, and that of an organisation for its managers. For others there is nothing at these addresses.

use app::pages::outbox::{Desk as Whose, KeptMailPage, OutboxPage, RELEVANT};
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::MailId;
use leptos::prelude::*;
use store::{MailState, Postmaster};

use crate::office::ManagingOffice;
use crate::page::{Desk, StaffDesk, frame};
use crate::stop::Stop;

/// Whose mail is asked for, with the proof that it may be.
struct Asked<'d, P> {
    desk: &'d Desk,
    by: &'d P,
    whose: Whose,
    section: &'static str,
}

fn staff(desk: &StaffDesk) -> Result<Asked<'_, store::Staff>, Stop> {
    if !desk.staff.is_administrator() {
        return Err(Stop::NotFound);
    }
    Ok(Asked { desk, by: &desk.staff, whose: Whose::Staff, section: "staff" })
}

fn books(office: &ManagingOffice) -> Asked<'_, store::Managing> {
    let whose = Whose::Books(Box::new(office.seat.clone()));
    Asked { desk: office, by: &office.managing, whose, section: "organisation" }
}

impl<P: Postmaster> Asked<'_, P> {
    async fn list(self, query: Option<String>) -> Result<Response, Stop> {
        let query = query.unwrap_or_default();
        let asked = form_urlencoded::parse(query.as_bytes()).find(|(field, _)| field == "state");
        let state = asked.map(|(_, word)| MailState::from_word(&word).ok_or(Stop::NotFound)).transpose()?;
        let store = &self.desk.site().store;
        let (rows, counts) = (store.outbox(self.by, state).await?, store.count_outbox(self.by).await?);
        let from = self.desk.app.0.mail_from.clone();
        let frame = frame(self.section, "Outbox", "Mail that waits, was sent or went wrong.");
        let whose = self.whose;
        Ok(self.desk.page(StatusCode::OK, frame, || {
            view! { <OutboxPage desk=whose rows=rows counts=counts state=state from=from /> }
        }))
    }

    async fn show(self, id: String) -> Result<Response, Stop> {
        let mail = self.desk.site().store.outbox_mail(self.by, &MailId::new(id)).await?.ok_or(Stop::NotFound)?;
        let from = self.desk.app.0.mail_from.clone();
        let frame = frame(self.section, mail.row.subject.clone(), "One mail of the outbox.");
        let whose = self.whose;
        Ok(self.desk.page(StatusCode::OK, frame, || view! { <KeptMailPage desk=whose mail=mail from=from /> }))
    }

    /// Queues a mail again. One that is on its way already stays so.
    async fn retry(self, id: String) -> Result<Response, Stop> {
        let (site, id) = (self.desk.site(), MailId::new(id));
        if site.store.outbox_mail(self.by, &id).await?.is_none() {
            return Err(Stop::NotFound);
        }
        site.store.retry_mail(self.by, &id, site.now().wall).await?;
        Ok(Redirect::to(&self.whose.mail(&id)).into_response())
    }

    async fn release(self) -> Result<Response, Stop> {
        let site = self.desk.site();
        site.store.release_mail(self.by, RELEVANT, site.now().wall).await?;
        Ok(Redirect::to(&self.whose.list()).into_response())
    }
}

pub async fn list(desk: StaffDesk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    staff(&desk)?.list(query).await
}

pub async fn show(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    staff(&desk)?.show(id).await
}

pub async fn retry(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    staff(&desk)?.retry(id).await
}

pub async fn release(desk: StaffDesk) -> Result<Response, Stop> {
    staff(&desk)?.release().await
}

pub async fn list_own(office: ManagingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    books(&office).list(query).await
}

pub async fn show_own(office: ManagingOffice, Path((_, id)): Path<(String, String)>) -> Result<Response, Stop> {
    books(&office).show(id).await
}

pub async fn retry_own(office: ManagingOffice, Path((_, id)): Path<(String, String)>) -> Result<Response, Stop> {
    books(&office).retry(id).await
}

pub async fn release_own(office: ManagingOffice) -> Result<Response, Stop> {
    books(&office).release().await
}
