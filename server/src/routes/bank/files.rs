//! A file of questions: chosen, looked at, taken in as drafts.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::form::Form;
use app::pages::bank::{Defaults, FilePage, ImportPage, ReadFile, TrialRun};
use app::urls;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;
use store::{NewQuestionFile, QuestionFile};

use super::BankDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::questions::{self, FileFormat};
use crate::stop::Stop;
use crate::upload::{Place, in_time};

/// Characters of a file's name that are kept.
const NAME: usize = 120;

pub async fn choose(desk: BankDesk) -> Result<Response, Stop> {
    render_choice(&desk, Form::default()).await
}

async fn render_choice(desk: &BankDesk, form: Form) -> Result<Response, Stop> {
    let site = desk.site();
    let now = site.now().wall;
    let files = site.store.question_files(&desk.writer, now).await?;
    let form = form.with("id", store::fresh_id(now));
    let frame = frame("staff", "Take in a file", "Questions from other systems.");
    Ok(desk.page(
        status(&form),
        frame,
        || view! { <ImportPage files=files columns=&exchange::table::COLUMNS form=form /> },
    ))
}

/// What the form of the file holds.
#[derive(Default)]
struct Sent {
    id: String,
    format: String,
    name: String,
    bytes: Vec<u8>,
}

pub async fn upload(
    desk: BankDesk,
    _place: Place,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Stop> {
    let parts = parts.map_err(|_| Stop::Unsupported)?;
    let Sent { id, format, name, bytes } = in_time(received(parts)).await?;
    let is_id = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if !is_id {
        return Err(Stop::Malformed);
    }
    let mut form = Form::default().with("format", format.clone());
    if bytes.is_empty() {
        form.refuse("file", "Choose a file that is not empty.");
        return render_choice(&desk, form).await;
    }
    let site = desk.site();
    let (library, now, called) = (Arc::clone(site.store.library()), site.now().wall, name.clone());
    let told = FileFormat::from_word(&format);
    let read =
        tokio::task::spawn_blocking(move || questions::read(&library, &called, told, &bytes, || store::fresh_id(now)));
    let read = match read.await.map_err(|_| Stop::Internal)? {
        Ok(read) => read,
        Err(why) => {
            form.refuse("file", why);
            return render_choice(&desk, form).await;
        }
    };
    let new = NewQuestionFile {
        id: id.clone(),
        name,
        total: i64::try_from(read.questions.len()).unwrap_or(i64::MAX),
        list: serde_json::to_string(&read).map_err(|_| Stop::Internal)?,
    };
    if !site.store.keep_question_file(&desk.writer, new, now).await? {
        form.refuse("file", "This form was used for a file that is taken in already. Choose the file again.");
        return render_choice(&desk, form).await;
    }
    Ok(Redirect::to(&urls::bank_file(&id)).into_response())
}

async fn received(mut parts: Multipart) -> Result<Sent, Stop> {
    let wrong = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Stop::TooLong,
        _ => Stop::Malformed,
    };
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(wrong)? {
        match part.name() {
            Some("id") => sent.id = part.text().await.map_err(wrong)?,
            Some("format") => sent.format = part.text().await.map_err(wrong)?,
            Some("file") => {
                let called = part.file_name().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
                sent.name = called.chars().filter(|c| !c.is_control()).take(NAME).collect();
                sent.bytes = part.bytes().await.map_err(wrong)?.to_vec();
            }
            _ => return Err(Stop::Malformed),
        }
    }
    if sent.name.is_empty() {
        sent.name.push_str("questions");
    }
    Ok(sent)
}

#[derive(Deserialize)]
pub struct Part {
    page: Option<usize>,
}

pub async fn show(desk: BankDesk, Path(id): Path<String>, Query(part): Query<Part>) -> Result<Response, Stop> {
    let file = load(&desk, &id).await?;
    let defaults =
        Defaults { bloom: "2".to_owned(), minutes: "1.5".to_owned(), facility: "65".to_owned(), ..Defaults::default() };
    render(&desk, file, defaults, part.page.unwrap_or(1), Form::default()).await
}

async fn load(desk: &BankDesk, id: &str) -> Result<QuestionFile, Stop> {
    let site = desk.site();
    site.store.question_file(&desk.writer, id, site.now().wall).await?.ok_or(Stop::NotFound)
}

fn held(file: &QuestionFile) -> Result<ReadFile, Stop> {
    serde_json::from_str(&file.list).map_err(|_| Stop::Internal)
}

/// Questions of the bank that ask the same in the same words, by the ids that the file's questions get.
async fn known(desk: &BankDesk, read: &ReadFile) -> Result<BTreeMap<String, String>, Stop> {
    let site = desk.site();
    let rows = site.store.bank_asked(&desk.writer).await?;
    let names = rows.into_iter().collect::<BTreeMap<_, _>>();
    let same = |one: &app::pages::bank::ReadQuestion| Some((one.id.clone(), names.get(&one.asked)?.clone()));
    Ok(read.questions.iter().filter(|one| !one.asked.is_empty()).filter_map(same).collect())
}

async fn render(
    desk: &BankDesk,
    file: QuestionFile,
    defaults: Defaults,
    page: usize,
    form: Form,
) -> Result<Response, Stop> {
    let read = held(&file)?;
    // What was taken in is in the bank by itself.
    let known = if file.taken.is_none() { known(desk, &read).await? } else { BTreeMap::new() };
    let trial = TrialRun { file, read, known, defaults, page };
    let (library, frame) =
        (desk.site().library(), frame("staff", "A file of questions", "What becomes of each question."));
    Ok(desk.page(status(&form), frame, || view! { <FilePage library=library trial=trial form=form /> }))
}

pub async fn decide(desk: BankDesk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let file = load(&desk, &id).await?;
    let site = desk.site();
    match fields.get("go") {
        "discard" => {
            site.store.discard_question_file(&desk.writer, &id).await?;
            Ok(Redirect::to(urls::BANK_IMPORT).into_response())
        }
        "take" if file.taken.is_some() => Ok(Redirect::to(&urls::bank_file(&id)).into_response()),
        "take" => take(&desk, file, &fields).await,
        _ => Err(Stop::Malformed),
    }
}

async fn take(desk: &BankDesk, file: QuestionFile, fields: &Fields) -> Result<Response, Stop> {
    let typed = |name: &str| fields.trimmed(name).chars().take(200).collect::<String>();
    let defaults = Defaults {
        level: typed("level"),
        area: typed("area"),
        clauses: typed("clauses"),
        bloom: typed("bloom"),
        minutes: typed("minutes"),
        facility: typed("facility"),
    };
    let mut form = Form::default().with("known", if fields.get("known") == "skip" { "skip" } else { "no" });
    let site = desk.site();
    let of_level = |area: &content::Area| {
        site.library()
            .courses
            .iter()
            .any(|course| course.level.word() == defaults.level && course.areas.iter().any(|known| known.id == area.id))
    };
    let area = site.library().area(&domain::ids::AreaId::new(defaults.area.clone()));
    if area.is_some_and(|area| !defaults.level.is_empty() && !of_level(area)) {
        form.refuse("area", "That area belongs to another level. Choose one of the level, or none.");
        return render(desk, file, defaults, 1, form).await;
    }
    let mut read = held(&file)?;
    if fields.get("known") == "skip" {
        let mut known = known(desk, &read).await?;
        read.questions.iter_mut().for_each(|one| one.skipped = known.remove(&one.id));
    }
    for one in &mut read.questions {
        defaults.fill(&mut one.written);
    }
    let report = serde_json::to_string(&read).map_err(|_| Stop::Internal)?;
    read.questions.retain(|one| one.skipped.is_none());
    let made = questions::take_in(&site.store, &desk.writer, &file.name, read, site.now().wall).await?;
    let made = i64::try_from(made).unwrap_or(i64::MAX);
    site.store.end_question_file(&desk.writer, &file.id, made, report).await?;
    Ok(Redirect::to(&urls::bank_file(&file.id)).into_response())
}
