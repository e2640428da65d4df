//! For staff: questions of their own. They belong to an organisation; without one there is nothing here.

pub mod export;
pub mod files;
mod typed;
pub mod write;

use std::collections::BTreeMap;
use std::ops::Deref;

use app::form::Form;
use app::pages::bank::{Asked, BankPage, Filter, ItemPage, Older, flags, load_figures};
use app::urls;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use content::OwnKind;
use domain::award::day_of;
use domain::bank::{BankAct, BankState};
use domain::ids::ItemId;
use domain::organisation::Role as BookRole;
use domain::question::Level;
use leptos::prelude::*;
use serde::Deserialize;
use store::{BankItem, BankMoved, BankText, Staff, Writer};

use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::state::App;
use crate::stop::Stop;

/// Most characters of words to a question.
const WORDS: usize = 2_000;

/// A request of somebody who can have questions.
pub struct BankDesk {
    /// Who writes, and for which organisation.
    pub writer: Writer,
    desk: Desk,
}

impl Deref for BankDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl FromRequestParts<App> for BankDesk {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let desk = Desk::from_request_parts(parts, app).await?;
        let writer = writer(&desk).await?.ok_or(Stop::NotFound)?;
        Ok(Self { writer, desk })
    }
}

fn staff(desk: &Desk) -> Option<Staff> {
    let viewer = &desk.viewer;
    Staff::of(viewer.role, viewer.organisation.as_ref(), &viewer.name)
}

/// Somebody as one who can have questions: staff where they work, an author where the books say so.
async fn writer(desk: &Desk) -> Result<Option<Writer>, Stop> {
    let account = &desk.viewer.account;
    if let Some(writer) = staff(desk).and_then(|staff| staff.writer(account)) {
        return Ok(Some(writer));
    }
    let (store, today) = (&desk.site().store, day_of(desk.site().now().wall));
    let memberships = store.memberships(account, today).await?;
    let Some(one) = memberships.into_iter().find(|one| one.role == BookRole::Author) else { return Ok(None) };
    Ok(store.seat(account, &one.organisation, today).await?.and_then(|seat| seat.author()))
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    stale: String,
    #[serde(default)]
    flags: String,
    page: Option<usize>,
}

impl Wanted {
    fn filter(self) -> Filter {
        Filter {
            state: BankState::from_word(&self.state),
            level: Level::from_word(&self.level),
            kind: OwnKind::from_word(&self.kind),
            words: self.words.chars().take(200).collect(),
            stale: self.stale == "yes",
            flagged: self.flags == "yes",
            page: self.page.unwrap_or(1),
        }
    }
}

pub async fn list(desk: Desk, Query(wanted): Query<Wanted>) -> Result<Response, Stop> {
    let site = desk.site();
    let writer = writer(&desk).await?;
    if writer.is_none() && staff(&desk).is_none() {
        return Err(Stop::NotFound);
    }
    let (rows, flags) = match writer {
        Some(writer) => {
            let flags = flags(load_figures(&site.store, &writer, None).await?);
            (Some(site.store.bank(&writer).await?), flags)
        }
        None => (None, BTreeMap::new()),
    };
    let (library, frame) = (site.library(), frame("staff", "Questions", "Questions of your own."));
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <BankPage library=library rows=rows flags=flags filter=wanted.filter() /> }
    }))
}

#[derive(Deserialize)]
pub struct Shown {
    version: Option<i64>,
}

pub async fn show(desk: BankDesk, Path(id): Path<String>, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let item = load(&desk, &id).await?;
    let number = shown.version.unwrap_or_else(|| item.row.seen_by(&desk.writer));
    render(&desk, item, number, Form::default()).await
}

async fn load(desk: &BankDesk, id: &str) -> Result<BankItem, Stop> {
    desk.site().store.bank_item(&desk.writer, &ItemId::new(id)).await?.ok_or(Stop::NotFound)
}

async fn text(desk: &BankDesk, id: &ItemId, number: i64) -> Result<Option<BankText>, Stop> {
    Ok(desk.site().store.bank_text(&desk.writer, id, number).await?)
}

async fn render(desk: &BankDesk, item: BankItem, number: i64, form: Form) -> Result<Response, Stop> {
    let id = item.row.id.clone();
    let site = desk.site();
    let written = text(desk, &id, number).await?.ok_or(Stop::NotFound)?.written;
    let neighbours = site.store.bank_neighbours(&desk.writer).await?;
    let judged = site.library().judge(&written, &id, number, &neighbours);
    let older = text(desk, &id, number - 1).await?;
    let older = older.map(|older| Older { number: number - 1, written: older.written });
    let measured = load_figures(&site.store, &desk.writer, Some(&id)).await?;
    let (library, hand) = (site.library(), item.row.hand(&desk.writer));
    let asked = Asked { number, written, judged };
    let frame = frame("staff", item.row.name().to_owned(), "A question of your own.");
    Ok(desk.page(status(&form), frame, || {
        view! { <ItemPage library=library item=item hand=hand asked=asked older=older measured=measured form=form /> }
    }))
}

pub async fn move_on(desk: BankDesk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let act = BankAct::from_word(fields.get("act")).ok_or(Stop::Malformed)?;
    let from = fields.get("from").parse::<i64>().map_err(|_| Stop::Malformed)?;
    let words = fields.trimmed("words").replace("\r\n", "\n");
    let item = load(&desk, &id).await?;
    let mut form = Form::default().with("words", words.clone());
    if words.chars().count() > WORDS {
        form.refuse("words", format!("Say it in at most {WORDS} characters."));
    }
    if act == BankAct::Return && words.is_empty() {
        form.refuse("words", "Say what is missing, so that its author can put it right.");
    }
    if act == BankAct::Send && !is_sound(&desk, &item, from).await? {
        form.refuse("words", "Something has to be put right before it can be reviewed: it is named below.");
    }
    if form.is_sound() {
        let (site, id) = (desk.site(), ItemId::new(&id));
        let moved = site.store.move_bank_item(&desk.writer, &id, from, act, words, site.now().wall).await?;
        match moved {
            // What was sent back is its author's alone again.
            BankMoved::To(_) if act == BankAct::Return => return Ok(Redirect::to(urls::BANK).into_response()),
            BankMoved::To(_) => return Ok(Redirect::to(&urls::bank(&id, "")).into_response()),
            BankMoved::Absent => return Err(Stop::NotFound),
            BankMoved::Refused(why) => form.refuse("words", why.to_string()),
            BankMoved::InPaper(paper) => {
                form.refuse(
                    "words",
                    format!("The paper “{paper}” uses this question. Withdraw that paper under “Fixed papers” first."),
                );
            }
            BankMoved::Stale => form.refuse("words", "It has changed since you looked. This is how it stands now."),
        }
    }
    let item = load(&desk, &id).await?;
    let number = item.row.seen_by(&desk.writer);
    render(&desk, item, number, form).await
}

/// Whether nothing has to be put right in the version that somebody wants to send.
async fn is_sound(desk: &BankDesk, item: &BankItem, from: i64) -> Result<bool, Stop> {
    let Some(text) = text(desk, &item.row.id, from).await? else { return Ok(false) };
    Ok(desk.site().library().judge_alone(&text.written, &item.row.id, from).is_sound())
}
