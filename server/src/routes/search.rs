//! Search.

use app::pages::search::{Asked, SearchPage};
use app::shell::{Frame, Robots};
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use content::SearchGroup;
use leptos::prelude::*;
use serde::Deserialize;

use crate::page::{Counter, frame};

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(rename = "in")]
    only: Option<String>,
}

pub async fn show(counter: Counter, Query(wanted): Query<Wanted>) -> Response {
    let text = wanted.q.replace(char::is_control, " ").trim().to_owned();
    let only = wanted.only.as_deref().and_then(SearchGroup::from_word);
    let mut asked = Asked { text, only, answer: None, signs_in_first: counter.viewer.is_none() };
    let status = if asked.is_too_long() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    if status == StatusCode::OK && !asked.text.is_empty() {
        asked.answer = Some(counter.site().library().search(&asked.text, only));
    }
    let title = if asked.text.is_empty() || asked.is_too_long() {
        "Search".to_owned()
    } else {
        format!("Search: {}", asked.text)
    };
    let frame = Frame {
        robots: Robots::StayAway,
        ..frame("search", title, "Search the clauses, the glossary and the course.")
    };
    counter.page(status, frame, || view! { <SearchPage asked=asked /> })
}
