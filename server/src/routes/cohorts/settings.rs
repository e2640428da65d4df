//! What is stated about a cohort, who teaches it, its next run and its end.

use app::form::Form;
use app::pages::cohorts::CohortSettingsPage;
use app::urls;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{AccountId, CohortId};
use leptos::prelude::*;
use serde::Deserialize;
use store::{CohortFacts, CohortMade, Shelf, TrainerAdded, TrainerRemoved};

use super::{facts, filled, fresh_code};
use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::{day, fresh, text};
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct Shown {
    kept: Option<String>,
}

pub async fn show(desk: TeachingDesk, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let form = filled(&desk.teaching.cohort.facts);
    render(&desk, form, shown.kept.is_some()).await
}

async fn render(desk: &TeachingDesk, form: Form, kept: bool) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let trainers = site.store.cohort_trainers(teaching).await?;
    let form = form.with("copy_id", store::fresh_id(site.now().wall));
    let (frame, library) = (frame("staff", "Settings", "What is stated about the cohort."), site.library());
    Ok(desk.page(status(&form), frame, || {
        view! { <CohortSettingsPage teaching=teaching library=library trainers=trainers kept=kept form=form /> }
    }))
}

fn back(desk: &TeachingDesk) -> Response {
    Redirect::to(&format!("{}?kept=1", urls::cohort_page(&desk.teaching.cohort.id, "settings"))).into_response()
}

pub async fn keep(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let (form, facts) = facts(desk.site().library(), &fields);
    match facts.filter(|_| form.is_sound()) {
        Some(facts) => {
            desk.site().store.keep_cohort(&desk.teaching, facts, desk.site().now().wall).await?;
            Ok(back(&desk))
        }
        None => render(&desk, form, false).await,
    }
}

pub async fn add_trainer(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let (site, email) = (desk.site(), fields.trimmed("trainer"));
    match site.store.add_cohort_trainer(&desk.teaching, email, site.now().wall).await? {
        TrainerAdded::Done => Ok(back(&desk)),
        TrainerAdded::Nobody => {
            let mut form = filled(&desk.teaching.cohort.facts).with("trainer", email);
            form.refuse(
                "trainer",
                "No trainer or manager of your organisation has this address. Check it, or ask your manager to make the person a trainer first.",
            );
            render(&desk, form, false).await
        }
    }
}

pub async fn remove_trainer(desk: TeachingDesk, Path((_, account)): Path<(String, String)>) -> Result<Response, Stop> {
    let account = AccountId::new(account);
    let now = desk.site().now().wall;
    match desk.site().store.remove_cohort_trainer(&desk.teaching, &account, now).await? {
        TrainerRemoved::Done if account == desk.viewer.account => Ok(Redirect::to(urls::COHORTS).into_response()),
        TrainerRemoved::Done => Ok(back(&desk)),
        TrainerRemoved::LastOne => {
            let mut form = filled(&desk.teaching.cohort.facts);
            form.refuse("trainer", "Somebody has to teach the cohort. Add another trainer first.");
            render(&desk, form, false).await
        }
    }
}

pub async fn shelf(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let shelf = match fields.get("go") {
        "put-away" => Shelf::Archived,
        "take-out" => Shelf::Current,
        _ => return Err(Stop::Malformed),
    };
    desk.site().store.shelve_cohort(&desk.teaching, shelf, desk.site().now().wall).await?;
    Ok(back(&desk))
}

/// Opens the next run: the same facts and plan, moved by as many days as the first day is.
pub async fn copy(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let (site, old) = (desk.site(), &desk.teaching.cohort.facts);
    let id = CohortId::new(fresh(&fields, "id")?);
    let mut form = filled(old)
        .with("copy_name", fields.trimmed("copy_name"))
        .with("copy_starts_on", fields.trimmed("copy_starts_on"));
    let name = text(&fields, "copy_name", "the copy's name", &mut form);
    let starts_on = day(&fields, "copy_starts_on", "its first day", &mut form);
    let (Some(name), Some(starts_on)) = (name, starts_on) else { return render(&desk, form, false).await };
    let moved = starts_on - old.starts_on;
    let facts = CohortFacts {
        name,
        starts_on,
        ends_on: old.ends_on + moved,
        exam_on: old.exam_on.map(|day| day + moved),
        ..old.clone()
    };
    match site.store.copy_cohort(&desk.teaching, (id.clone(), fresh_code()), facts, site.now().wall).await? {
        CohortMade::Done => Ok(Redirect::to(&urls::cohort_page(&id, "people")).into_response()),
        CohortMade::Another | CohortMade::Homeless => {
            form.refuse(
                "copy_name",
                "A copy was made from this page before, and it stays as it is. Send this again to make another one, or change the first one in its settings.",
            );
            render(&desk, form, false).await
        }
    }
}
