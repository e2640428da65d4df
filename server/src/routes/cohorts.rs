//! For trainers: their cohorts.

pub mod analysis;
pub mod board;
pub mod corrections;
pub mod history;
pub mod marking;
pub mod next_session;
pub mod people;
pub mod plan;
pub mod reports;
pub mod run;
pub mod settings;
pub mod time;

use app::form::Form;
use app::pages::cohorts::{CohortsPage, NewCohortPage};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use content::Library;
use domain::award::{Day, day_of};
use domain::ids::{CohortId, EditionId, SchemeId};
use domain::question::Level;
use domain::zone::Zone;
use leptos::prelude::*;
use store::{CohortFacts, CohortMade, Shelf};

use super::organisation::{day, fresh, text};
use crate::entropy;
use crate::fields::Fields;
use crate::page::{StaffDesk, frame, status};
use crate::stop::Stop;

/// Letters and digits that cannot be taken for one another.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A fresh code: eight characters, that is 40 bits.
pub fn fresh_code() -> String {
    entropy::bytes::<8>().iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

pub async fn list(desk: StaffDesk) -> Result<Response, Stop> {
    let (store, me) = (&desk.site().store, &desk.viewer.account);
    let current = store.cohorts(me, Shelf::Current).await?;
    let archived = store.cohorts(me, Shelf::Archived).await?;
    let untaught = store.untaught_cohorts(&desk.staff).await?;
    let may_open = desk.viewer.organisation.is_some();
    let frame = frame("staff", "Cohorts", "The classes that you teach.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <CohortsPage current=current untaught=untaught archived=archived may_open=may_open /> }
    }))
}

/// A manager takes over what nobody teaches any more.
pub async fn take_over(desk: StaffDesk, Path(cohort): Path<String>) -> Result<Response, Stop> {
    let (site, id, who) = (desk.site(), CohortId::new(cohort), (&desk.staff, &desk.viewer.account));
    let is_taken_over = site.store.take_over_cohort(who, &id, site.now().wall).await?;
    // Sent twice, it is the person's own by now.
    if is_taken_over || site.store.teaching(who.1, &id).await?.is_some() {
        Ok(Redirect::to(&urls::cohort(&id)).into_response())
    } else {
        Err(Stop::NotFound)
    }
}

pub async fn new(desk: StaffDesk) -> Result<Response, Stop> {
    let now = desk.site().now().wall;
    let form = Form::default()
        .with("id", store::fresh_id(now))
        .with("edition", desk.site().library().taught.id.to_string())
        .with("starts_on", day_of(now).to_string())
        .with("language", "English");
    Ok(render(&desk, form))
}

fn render(desk: &StaffDesk, form: Form) -> Response {
    let frame = frame("staff", "Open a cohort", "A new class.");
    let library = desk.site().library();
    desk.page(status(&form), frame, || view! { <NewCohortPage library=library form=form /> })
}

pub async fn make(desk: StaffDesk, fields: Fields) -> Result<Response, Stop> {
    let site = desk.site();
    let id = CohortId::new(fresh(&fields, "id")?);
    let (form, facts) = facts(site.library(), &fields);
    let mut form = form.with("id", id.to_string());
    let Some(facts) = facts.filter(|_| form.is_sound()) else { return Ok(render(&desk, form)) };
    let who = (&desk.staff, &desk.viewer.account);
    let now = site.now().wall;
    match site.store.make_cohort(who, (id.clone(), fresh_code()), facts, now).await? {
        CohortMade::Done => return Ok(Redirect::to(&urls::cohort_page(&id, "people")).into_response()),
        CohortMade::Another => {
            form = form.with("id", store::fresh_id(now));
            form.refuse(
                "name",
                "A cohort was opened from this page before, and it stays as it is. Send this again to open another one, or change the first one in its settings.",
            );
        }
        CohortMade::Homeless => {
            form.refuse("name", "A cohort is run by an organisation, and your account belongs to none.");
        }
    }
    Ok(render(&desk, form))
}

const NAMES: [&str; 10] =
    ["name", "level", "edition", "scheme", "starts_on", "ends_on", "exam_on", "zone", "language", "in_room"];

/// A form that holds what is known of a cohort.
fn filled(facts: &CohortFacts) -> Form {
    Form::default()
        .with("name", facts.name.clone())
        .with("level", facts.level.word())
        .with("edition", facts.edition.to_string())
        .with("scheme", facts.scheme.to_string())
        .with("starts_on", facts.starts_on.to_string())
        .with("ends_on", facts.ends_on.to_string())
        .with("exam_on", facts.exam_on.map(|day| day.to_string()).unwrap_or_default())
        .with("zone", facts.zone.name())
        .with("language", facts.language.clone())
        .with("in_room", if facts.in_room { "yes" } else { "" })
}

/// What was typed, and the facts if it makes sense.
fn facts(library: &Library, fields: &Fields) -> (Form, Option<CohortFacts>) {
    let mut form = NAMES.into_iter().fold(Form::default(), |form, name| form.with(name, fields.trimmed(name)));
    let name = text(fields, "name", "the cohort's name", &mut form);
    let level = Level::from_word(fields.get("level"));
    if level.is_none() {
        form.refuse("level", "Choose the level that is taught.");
    }
    let edition = std::iter::once(&library.taught).chain(&library.legacy).map(|edition| &edition.id);
    let edition = edition.into_iter().find(|id| id.as_str() == fields.get("edition")).cloned();
    if edition.is_none() {
        form.refuse("edition", "Choose the edition that is taught.");
    }
    let scheme = library.scheme(&SchemeId::new(fields.get("scheme")));
    match (scheme, level) {
        (None, _) => form.refuse("scheme", "Choose the exam that the cohort prepares for."),
        (Some(scheme), Some(level)) if scheme.level != level => {
            form.refuse("scheme", format!("This exam is not one of the level {}. Choose another.", level.name()));
        }
        _ => {}
    }
    let starts_on = day(fields, "starts_on", "the first day", &mut form);
    let ends_on = day(fields, "ends_on", "the last day", &mut form);
    if starts_on.zip(ends_on).is_some_and(|(first, last)| last < first) {
        form.refuse("ends_on", "The last day is before the first. Change one of them.");
    }
    let exam_on = optional_day(fields, "exam_on", &mut form);
    let zone = Zone::named(fields.get("zone"));
    if zone.is_none() {
        form.refuse("zone", "Choose a time zone from the list.");
    }
    let language = fields.trimmed("language").to_owned();
    if language.is_empty() || language.chars().count() > 40 {
        form.refuse("language", "Say which language is spoken, up to 40 characters.");
    }
    let facts = || {
        Some(CohortFacts {
            name: name?,
            level: level?,
            edition: EditionId::new(edition?.as_str()),
            scheme: scheme?.id.clone(),
            starts_on: starts_on?,
            ends_on: ends_on?,
            exam_on,
            zone: zone?,
            language,
            in_room: fields.get("in_room") == "yes",
        })
    };
    let facts = facts();
    (form, facts)
}

/// A day that may be left out.
fn optional_day(fields: &Fields, name: &'static str, form: &mut Form) -> Option<Day> {
    if fields.trimmed(name).is_empty() { None } else { day(fields, name, "the day", form) }
}
