//! Checking a certificate of completion by its code. What does not exist, what was erased and what cannot be a code look the same.

use app::pages::message::Message;
use app::pages::verify::{Answer, VerifyPage};
use app::shell::{Frame, Robots};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::completion::Code;
use leptos::prelude::*;
use serde::Deserialize;

use crate::page::Counter;
use crate::session::Caller;
use crate::stop::Stop;
use crate::throttle::Counted;

/// Characters of what was typed that are shown again.
const LONGEST: usize = 60;

#[derive(Deserialize)]
pub struct VerifyQuery {
    code: Option<String>,
}

/// The form; with a code, on to the address of the code.
pub async fn ask(counter: Counter, Query(query): Query<VerifyQuery>) -> Response {
    let typed = query.code.unwrap_or_default();
    match Code::read(&typed) {
        Some(code) => Redirect::to(&urls::verify(code)).into_response(),
        None if typed.trim().is_empty() => render(&counter, StatusCode::OK, Answer::Nothing),
        None => unknown(&counter, &typed),
    }
}

/// What a code shows. Codes that are not known are counted by network, and make it wait.
pub async fn show(counter: Counter, caller: Caller, Path(typed): Path<String>) -> Result<Response, Stop> {
    let Some(code) = Code::read(&typed) else { return Ok(unknown(&counter, &typed)) };
    let (site, throttle) = (counter.site(), &counter.app.0.throttle);
    let counted = Counted::Code(caller.address.to_string());
    if let Some(wait) = throttle.enter(&counted, site.now().wall) {
        return Ok(wait_first(&counter, wait.seconds_up()));
    }
    match site.store.check_completion(&code).await? {
        Some(checked) => {
            throttle.took_back(&counted);
            Ok(render(&counter, StatusCode::OK, Answer::Found(checked)))
        }
        None => Ok(unknown(&counter, &typed)),
    }
}

fn unknown(counter: &Counter, typed: &str) -> Response {
    let typed = typed.chars().take(LONGEST).collect();
    render(counter, StatusCode::NOT_FOUND, Answer::Unknown(typed))
}

fn render(counter: &Counter, status: StatusCode, answer: Answer) -> Response {
    away(counter.page(status, frame("Check a certificate"), || view! { <VerifyPage answer=answer /> }))
}

fn wait_first(counter: &Counter, seconds: i64) -> Response {
    let text = format!(
        "Many codes that do not exist came from your network. Wait {seconds} seconds and try again. Waiting protects \
         certificates from guessing."
    );
    let way_on = (urls::VERIFY.to_owned(), "Check a certificate".to_owned());
    let mut response = counter.page(StatusCode::TOO_MANY_REQUESTS, frame("Too many tries"), || {
        view! { <Message heading="Too many tries".to_owned() text=text way_on=way_on request=None /> }
    });
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    away(response)
}

fn frame(title: &str) -> Frame {
    Frame {
        title: title.to_owned(),
        description: "Check a certificate of completion of one of our courses by its code.".to_owned(),
        robots: Robots::StayAway,
        ..Frame::default()
    }
}

/// Search engines keep none of it.
fn away(mut response: Response) -> Response {
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}
