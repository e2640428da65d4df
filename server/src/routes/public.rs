//! Pages for anyone.

use app::pages::about::About;
use app::pages::glossary::Glossary;
use app::pages::home::Home;
use app::pages::qualifications::Qualifications;
use app::urls;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::page::{Counter, frame};

pub async fn home(counter: Counter) -> Response {
    if counter.viewer.is_some() {
        return Redirect::to(urls::DASHBOARD).into_response();
    }
    let description =
        "Lessons, practice and mock exams for the ISO/IEC 20000 Foundation, Practitioner and Auditor qualifications.";
    let frame = frame("home", "Study for ISO/IEC 20000", description);
    counter.page(StatusCode::OK, frame, || view! { <Home library=counter.site().library() /> })
}

pub async fn about(counter: Counter) -> Response {
    let frame = frame("about", "About", "Independence, trade marks, sources, privacy and the keyboard.");
    counter.page(StatusCode::OK, frame, || view! { <About library=counter.site().library() /> })
}

pub async fn glossary(counter: Counter) -> Response {
    let frame = frame("glossary", "Glossary", "Terms of IT service management and auditing in plain words.");
    counter.page(StatusCode::OK, frame, || view! { <Glossary library=counter.site().library() /> })
}

pub async fn qualifications(counter: Counter) -> Response {
    let description =
        "The exams on ISO/IEC 20000 and their institutes: what could be read, how sure it is, and what is not known.";
    let frame = frame("qualifications", "The qualifications, their exams and institutes", description);
    counter.page(StatusCode::OK, frame, || view! { <Qualifications library=counter.site().library() /> })
}
