//! Official results.

use app::form::Form;
use app::pages::credits::CreditsPage;
use app::{urls, when};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::ResultId;
use domain::question::Level;
use domain::record::StudyEvent;
use leptos::prelude::*;
use store::OfficialResult;

use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::stop::Stop;

pub async fn show(desk: Desk) -> Result<Response, Stop> {
    render(&desk, Form::default()).await
}

async fn render(desk: &Desk, form: Form) -> Result<Response, Stop> {
    let held = desk.site().store.official_results(&desk.viewer.account).await?;
    let frame = frame("credits", "Credits", "Your official results, and what their credit figure means today.");
    let library = desk.site().library();
    Ok(desk.page(status(&form), frame, || view! { <CreditsPage library=library held=held form=form /> }))
}

pub async fn record(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let [institute, awarded_on, number] =
        ["institute", "awarded_on", "certificate_number"].map(|name| fields.trimmed(name));
    let mut form = Form::default()
        .with("level", fields.get("level"))
        .with("institute", institute)
        .with("awarded_on", awarded_on)
        .with("certificate_number", number);
    let level = Level::from_word(fields.get("level"));
    let now = desk.site().now();
    if level.is_none() {
        form.refuse("level", "Choose the level on the certificate.");
    }
    if institute.is_empty() || institute.chars().count() > 120 {
        form.refuse("institute", "Give the institute on the certificate, up to 120 characters.");
    }
    match when::days_until(awarded_on, now.wall) {
        None => form.refuse("awarded_on", "Give the date as year-month-day, for instance 2026-03-18."),
        Some(ahead) if ahead > 1 => {
            form.refuse("awarded_on", "This date lies ahead. Record a result once you hold the certificate.")
        }
        Some(_) => {}
    }
    if number.is_empty() || number.chars().count() > 80 {
        form.refuse("certificate_number", "Give the number on the certificate, up to 80 characters.");
    }
    let Some(level) = level.filter(|_| form.is_sound()) else { return render(&desk, form).await };
    let result = OfficialResult {
        id: ResultId::new(store::fresh_id(now.wall)),
        level,
        institute: institute.to_owned(),
        awarded_on: awarded_on.to_owned(),
        certificate_number: number.to_owned(),
    };
    let (store, account) = (&desk.site().store, &desk.viewer.account);
    store.record_result(account, result, now.wall).await?;
    // Who holds the level that was chosen goes on to the next one.
    if store.study_record(account).await?.chosen.is_some_and(|chosen| chosen <= level) {
        store.study(account, StudyEvent::LevelChosen { level: None }, now.wall).await?;
    }
    Ok(Redirect::to(urls::CREDITS).into_response())
}

pub async fn remove(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    if !desk.site().store.remove_result(&desk.viewer.account, ResultId::new(id)).await? {
        return Err(Stop::NotFound);
    }
    Ok(Redirect::to(urls::CREDITS).into_response())
}
