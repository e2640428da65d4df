//! Which mail somebody gets.

use app::pages::mail::{Kept, MailPage, UnsubscribePage};
use app::urls;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::{MailKind, Subscription};

use crate::fields::Fields;
use crate::page::{Counter, Desk, frame};
use crate::stop::Stop;

pub async fn show(desk: Desk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let email = desk.viewer.email.clone();
    let unwanted = desk.site().store.unwanted_mail(&email).await?;
    let kept = if query.as_deref() == Some("kept") { Kept::Now } else { Kept::Not };
    let frame = frame("account", "Your mail", "Which mail you get.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <MailPage email=email unwanted=unwanted kept=kept /> }))
}

/// A ticked kind is wanted, another is not. Only what differs is written.
pub async fn choose(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let (store, email, now) = (&desk.site().store, &desk.viewer.email, desk.site().now().wall);
    let unwanted = store.unwanted_mail(email).await?;
    for kind in MailKind::ALL.into_iter().filter(|kind| kind.may_be_declined()) {
        let wanted = fields.all("wanted").any(|word| word == kind.word());
        if wanted == unwanted.contains(&kind) {
            store.prefer_mail(email, kind, wanted, now).await?;
        }
    }
    Ok(Redirect::to(&format!("{}?kept", urls::MAIL)).into_response())
}

pub async fn show_unsubscribe(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    let about = counter.site().store.subscription(&token).await?.ok_or(Stop::NotFound)?;
    Ok(render(&counter, token, about))
}

/// Turns it off, whoever asks and whatever else is said: a press on our page, or a mail program with one click. The answer is a page,
/// because mail programs follow no redirection.
pub async fn unsubscribe(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    let site = counter.site();
    let kind = site.store.unsubscribe(token.clone(), site.now().wall).await?.ok_or(Stop::NotFound)?;
    Ok(render(&counter, token, Subscription { kind, wanted: false }))
}

fn render(counter: &Counter, token: String, about: Subscription) -> Response {
    let frame = frame("", "Turn mail off", "Turn a kind of mail off.");
    counter.page(StatusCode::OK, frame, || view! { <UnsubscribePage token=token about=about /> })
}
