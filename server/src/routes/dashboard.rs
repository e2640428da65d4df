//! Today, and progress.

use app::form::Form;
use app::pages::dashboard::{self, DashboardPage};
use app::pages::progress::{self, ProgressPage};
use app::{urls, when};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::question::Level;
use domain::record::StudyEvent;
use leptos::prelude::*;

use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::stop::Stop;

pub async fn show(desk: Desk) -> Result<Response, Stop> {
    render(&desk, Form::default()).await
}

async fn render(desk: &Desk, form: Form) -> Result<Response, Stop> {
    let model = dashboard::load(desk.site(), &desk.viewer).await?;
    let frame = frame("dashboard", "Today", "Your next step, where you stand, and your last results.");
    Ok(desk.page(status(&form), frame, || view! { <DashboardPage model=model form=form /> }))
}

pub async fn set_exam_date(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let typed = fields.trimmed("exam_date");
    let day = when::parse_day(typed);
    if !typed.is_empty() && day.is_none() {
        let mut form = Form::default().with("exam_date", typed);
        form.refuse("exam_date", "Give the date as year-month-day, for instance 2027-03-18, or leave it empty.");
        return render(&desk, form).await;
    }
    desk.site().store.set_exam_date(&desk.viewer.account, day.map(|day| day.to_string())).await?;
    Ok(Redirect::to(urls::DASHBOARD).into_response())
}

/// Studies the level that is chosen, or leaves it to results and study when none is.
pub async fn choose_level(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let level = match fields.get("level") {
        "" => None,
        word => Some(Level::from_word(word).ok_or(Stop::Malformed)?),
    };
    let event = StudyEvent::LevelChosen { level };
    desk.site().store.study(&desk.viewer.account, event, desk.site().now().wall).await?;
    Ok(Redirect::to(urls::DASHBOARD).into_response())
}

pub async fn progress(desk: Desk) -> Result<Response, Stop> {
    let model = progress::load(desk.site(), &desk.viewer).await?;
    let frame = frame("progress", "Progress", "Your history of attempts, and what you know by area and clause.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <ProgressPage model=model /> }))
}
