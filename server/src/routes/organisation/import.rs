//! A staff list: chosen, looked at, taken in.

use std::collections::{BTreeMap, BTreeSet};

use app::form::Form;
use app::pages::organisation::{DraftPage, FATES, ImportPage, ProgressPage, ReadList, RowLine, TrialRun, change_words};
use app::urls;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::organisation::{Fate, Intake};
use leptos::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::{IntakeHead, IntakeState, NewIntake};

use super::export::{self, Kind};
use crate::fields::Fields;
use crate::intake;
use crate::office::ManagingOffice;
use crate::page::{frame, status};
use crate::stop::Stop;
use crate::upload::{Place, in_time};

/// Rows on one page.
const ROWS: usize = 100;
/// Characters of a file's name that are kept.
const NAME: usize = 120;

pub async fn choose(office: ManagingOffice) -> Result<Response, Stop> {
    render_choice(&office, Form::default()).await
}

async fn render_choice(office: &ManagingOffice, form: Form) -> Result<Response, Stop> {
    let (site, seat) = (office.site(), &office.seat);
    let now = site.now().wall;
    let lists = site.store.intakes(&office.managing, now).await?;
    let form = form.with("id", store::fresh_id(now));
    let frame = frame("organisation", "Import people", "A staff list into the books.");
    Ok(office.page(status(&form), frame, || view! { <ImportPage seat=seat lists=lists form=form /> }))
}

pub async fn upload(
    office: ManagingOffice,
    _place: Place,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Stop> {
    let parts = parts.map_err(|_| Stop::Unsupported)?;
    let (id, name, bytes) = in_time(received(parts)).await?;
    let is_id = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if !is_id {
        return Err(Stop::Malformed);
    }
    let mut form = Form::default();
    if bytes.is_empty() {
        form.refuse("file", "Choose a file that is not empty.");
        return render_choice(&office, form).await;
    }
    let read = tokio::task::spawn_blocking(move || intake::read(&bytes)).await.map_err(|_| Stop::Internal)?;
    let list = match read {
        Ok(list) => list,
        Err(why) => {
            form.refuse("file", why);
            return render_choice(&office, form).await;
        }
    };
    let new = NewIntake {
        id: id.clone(),
        file_name: name,
        total: i64::try_from(list.rows.len()).unwrap_or(i64::MAX),
        list: serde_json::to_string(&list).map_err(|_| Stop::Internal)?,
    };
    let site = office.site();
    site.store.keep_intake(&office.managing, new, site.now().wall).await?;
    Ok(Redirect::to(&address(&office, &id)).into_response())
}

fn address(office: &ManagingOffice, id: &str) -> String {
    format!("{}/{id}", urls::office(&office.seat.organisation, "import"))
}

/// The id of the form, the file's name, and the file.
async fn received(mut parts: Multipart) -> Result<(String, String, Vec<u8>), Stop> {
    let wrong = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Stop::TooLong,
        _ => Stop::Malformed,
    };
    let (mut id, mut name, mut file) = (String::new(), String::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(wrong)? {
        match part.name() {
            Some("id") => id = part.text().await.map_err(wrong)?,
            Some("file") => {
                let called = part.file_name().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
                name = called.chars().filter(|c| !c.is_control()).take(NAME).collect();
                file = part.bytes().await.map_err(wrong)?.to_vec();
            }
            _ => return Err(Stop::Malformed),
        }
    }
    if name.is_empty() {
        name.push_str("list");
    }
    Ok((id, name, file))
}

#[derive(Deserialize)]
pub struct Rows {
    fate: Option<String>,
    page: Option<usize>,
}

pub async fn show(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    Query(rows): Query<Rows>,
) -> Result<Response, Stop> {
    let head = load(&office, &id).await?;
    render(&office, head, &rows, Form::default()).await
}

async fn load(office: &ManagingOffice, id: &str) -> Result<IntakeHead, Stop> {
    let site = office.site();
    site.store.intake(&office.managing, id, site.now().wall).await?.ok_or(Stop::NotFound)
}

async fn render(office: &ManagingOffice, head: IntakeHead, rows: &Rows, form: Form) -> Result<Response, Stop> {
    let seat = &office.seat;
    if head.state != IntakeState::Draft {
        let is_running = head.state == IntakeState::Running;
        let counts = serde_json::from_str::<BTreeMap<Fate, usize>>(&head.outcome).unwrap_or_default();
        let frame = frame("organisation", "Import", "A staff list on its way into the books.");
        let mut page =
            office.page(StatusCode::OK, frame, || view! { <ProgressPage seat=seat head=head counts=counts /> });
        if is_running {
            page.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("2"));
        }
        return Ok(page);
    }
    let (list, plan) = planned(office, &head).await?;
    let preview = preview(list, &plan, rows);
    let frame = frame("organisation", "Look before you import", "What would become of every row.");
    Ok(office.page(status(&form), frame, || {
        view! { <DraftPage seat=seat head=head preview=preview form=form /> }
    }))
}

async fn planned(office: &ManagingOffice, head: &IntakeHead) -> Result<(ReadList, Intake), Stop> {
    let site = office.site();
    let ground = site.store.intake_ground(&office.managing).await?;
    let list = serde_json::from_str(&head.list).map_err(|_| Stop::Internal)?;
    intake::plan(list, ground, site.now().wall).await.map_err(|_| Stop::Internal)
}

/// Stands for all that a person is shown: two previews with the same digest do the same.
fn digest(plan: &Intake) -> String {
    Sha256::digest(plan.shown()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn preview(list: ReadList, plan: &Intake, rows: &Rows) -> TrialRun {
    let only = rows.fate.as_deref().and_then(|typed| FATES.iter().find(|(_, word, _)| *word == typed));
    let only = only.map(|(fate, ..)| *fate);
    let counts = intake::counts(&list, plan);
    let moving = plan.steps.iter().filter(|step| matches!(step.fate, Fate::Created | Fate::Changed));
    let people = moving.map(|step| step.person.email.to_lowercase()).collect::<BTreeSet<_>>().len();
    let mut lines = lines(&list, plan);
    lines.retain(|line| only.is_none_or(|fate| line.fate == fate));
    lines.sort_by_key(|line| (line.fate, line.row));
    let last = lines.len().div_ceil(ROWS).max(1);
    let page = rows.page.unwrap_or(1).clamp(1, last);
    let lines = lines.into_iter().skip((page - 1) * ROWS).take(ROWS).collect();
    let (departments, positions) = (plan.departments.clone(), plan.positions.clone());
    let (ignored, notes, page, shown) = (list.ignored, list.notes, (page, last), digest(plan));
    TrialRun { counts, people, departments, positions, ignored, notes, lines, only, page, shown }
}

fn lines(list: &ReadList, plan: &Intake) -> Vec<RowLine> {
    let mut unread = BTreeMap::<usize, RowLine>::new();
    for refused in &list.refused {
        let line = unread.entry(refused.row).or_insert_with(|| RowLine {
            row: refused.row,
            who: refused.what.clone(),
            fate: Fate::Refused,
            words: String::new(),
        });
        if !line.words.is_empty() {
            line.words.push(' ');
        }
        line.words.push_str(&refused.why);
    }
    let read = plan.steps.iter().map(|step| RowLine {
        row: step.row,
        who: format!("{}, {}", step.person.name, step.person.email),
        fate: step.fate,
        words: step.refusal.as_ref().map_or_else(|| change_words(&step.changes), ToString::to_string),
    });
    unread.into_values().chain(read).collect()
}

pub async fn decide(
    office: ManagingOffice,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let head = load(&office, &id).await?;
    let site = office.site();
    match fields.get("go") {
        "discard" => {
            site.store.discard_intake(&office.managing, &id).await?;
            Ok(Redirect::to(&urls::office(&office.seat.organisation, "import")).into_response())
        }
        "import" if head.state != IntakeState::Draft => Ok(Redirect::to(&address(&office, &id)).into_response()),
        "import" => {
            let (list, plan) = planned(&office, &head).await?;
            if fields.get("shown") != digest(&plan) {
                let mut form = Form::default();
                form.refuse("shown", "The books have changed since you looked. This is what would happen now.");
                return render(&office, head, &Rows { fate: None, page: None }, form).await;
            }
            let outcome = serde_json::to_string(&intake::counts(&list, &plan)).map_err(|_| Stop::Internal)?;
            // Of several who press at once, one begins.
            if site.store.begin_intake(&office.managing, &id, outcome).await? {
                let (organisation, account) = (office.seat.organisation.clone(), office.viewer.account.clone());
                tokio::spawn(intake::run(site.clone(), organisation, id.clone(), account));
            }
            Ok(Redirect::to(&address(&office, &id)).into_response())
        }
        _ => Err(Stop::Malformed),
    }
}

/// An empty list to fill in.
pub async fn template(office: ManagingOffice, Path((_, file)): Path<(String, String)>) -> Result<Response, Stop> {
    let kind = file.strip_prefix("people.").and_then(Kind::read).ok_or(Stop::NotFound)?;
    let headers = export::PEOPLE.iter().chain(&export::CERTIFICATE).map(|heading| (*heading).to_owned()).collect();
    let table = documents::sheet::NamedTable { name: "People".to_owned(), headers, rows: Vec::new() };
    export::file_of(table, kind, "people", office.today()).await
}
