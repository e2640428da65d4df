//! Writing a question: new ones and new versions.

use std::sync::Arc;

use app::pages::bank::{EditPage, Editing, load_figures, looked_at};
use app::shell::{Frame, Island};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use content::{Judged, LONGEST_FIELD, MOST_LINES, OwnKind, Written, WrittenLine};
use domain::bank::Hand;
use domain::ids::ItemId;
use leptos::prelude::*;
use serde::Deserialize;
use store::{BankItem, BankSaved};

use super::{BankDesk, load, text, typed};
use crate::fields::Fields;
use crate::page::frame;
use crate::stop::Stop;

/// Most characters of a note to a version.
const NOTE: usize = 400;

#[derive(Deserialize)]
pub struct Kind {
    #[serde(default)]
    kind: String,
}

pub async fn fresh(desk: BankDesk, Query(kind): Query<Kind>) -> Result<Response, Stop> {
    let kind = match kind.kind.as_str() {
        "" => OwnKind::default(),
        word => OwnKind::from_word(word).ok_or(Stop::NotFound)?,
    };
    let id = ItemId::new(store::fresh_id(desk.site().now().wall));
    let form = Posted { id, from: 0, written: Written::fresh(kind), note: String::new() };
    render(&desk, form, None, None).await
}

/// The form as it was posted.
struct Posted {
    id: ItemId,
    from: i64,
    written: Written,
    note: String,
}

impl Posted {
    fn read(id: &str, fields: &Fields) -> Result<Self, Stop> {
        let is_id = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        let written = typed::written(fields).filter(|_| is_id).ok_or(Stop::Malformed)?;
        let from = fields.get("from").parse::<i64>().ok().filter(|from| *from >= 0).ok_or(Stop::Malformed)?;
        let note = fields.trimmed("note").chars().take(NOTE).collect();
        Ok(Self { id: ItemId::new(id), from, written, note })
    }
}

async fn render(
    desk: &BankDesk,
    posted: Posted,
    judged: Option<Judged>,
    refused: Option<String>,
) -> Result<Response, Stop> {
    let Posted { id, from, mut written, note } = posted;
    if written.lines.is_empty() {
        written.lines = vec![WrittenLine::default(); written.kind.usual_lines()];
    }
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = if from == 0 { "A new question" } else { "Edit a question" };
    let measured = match from {
        0 => Vec::new(),
        _ => load_figures(&desk.site().store, &desk.writer, Some(&id)).await?,
    };
    let editing = Editing { library: desk.site().library(), id, from, written, note, judged, refused, measured };
    let frame = Frame { island: Island::Bank, ..frame("staff", title, "A question of your own.") };
    Ok(desk.page(status, frame, || view! { <EditPage editing=editing /> }))
}

async fn judge(desk: &BankDesk, posted: &Posted) -> Result<Judged, Stop> {
    let site = desk.site();
    let neighbours = site.store.bank_neighbours(&desk.writer).await?;
    Ok(site.library().judge(&posted.written, &posted.id, posted.from + 1, &neighbours))
}

pub async fn make(desk: BankDesk, fields: Fields) -> Result<Response, Stop> {
    let posted = Posted::read(fields.get("id"), &fields)?;
    if posted.from != 0 {
        return Err(Stop::Malformed);
    }
    match answered(&desk, posted, &fields).await? {
        Next::Page(page) => Ok(page),
        Next::Keep(posted) => {
            let (id, site) = (posted.id.clone(), desk.site());
            let judged = site.library().judge_alone(&posted.written, &id, 1);
            let (new, now) = (vec![(id.clone(), posted.written.clone(), judged)], site.now().wall);
            let made = site.store.make_bank_items(&desk.writer, new, posted.note.clone(), now).await?;
            if made == 0 {
                // The same form sent twice finds its id taken. Other words in it are another question.
                let kept = text(&desk, &id, 1).await?;
                if kept.is_none_or(|kept| kept.written != posted.written) {
                    let words = "This form was saved already. Save again to keep this as another question.";
                    let again = Posted { id: ItemId::new(store::fresh_id(now)), ..*posted };
                    let judged = judge(&desk, &again).await?;
                    return render(&desk, again, Some(judged), Some(words.to_owned())).await;
                }
            }
            Ok(Redirect::to(&urls::bank(&id, "")).into_response())
        }
    }
}

pub async fn edit(desk: BankDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    let item = own(&desk, &id).await?;
    if !item.row.state.is_open() {
        return Ok(Redirect::to(&urls::bank(&id, "")).into_response());
    }
    let from = item.row.version;
    let written = text(&desk, &item.row.id, from).await?.ok_or(Stop::NotFound)?.written;
    let posted = Posted { id: item.row.id, from, written, note: String::new() };
    let judged = judge(&desk, &posted).await?;
    render(&desk, posted, Some(judged), None).await
}

/// A question that the person may write.
async fn own(desk: &BankDesk, id: &str) -> Result<BankItem, Stop> {
    let item = load(desk, id).await?;
    if item.row.hand(&desk.writer) == Hand::Colleague { Err(Stop::NotFound) } else { Ok(item) }
}

pub async fn save(desk: BankDesk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let item = own(&desk, &id).await?;
    let posted = Posted::read(item.row.id.as_str(), &fields)?;
    let posted = match answered(&desk, posted, &fields).await? {
        Next::Page(page) => return Ok(page),
        Next::Keep(posted) => *posted,
    };
    let back = || Ok(Redirect::to(&urls::bank(&id, "")).into_response());
    let newest = text(&desk, &item.row.id, item.row.version).await?;
    if posted.from == item.row.version && newest.is_some_and(|newest| newest.written == posted.written) {
        return back();
    }
    let site = desk.site();
    let judged = site.library().judge_alone(&posted.written, &posted.id, posted.from + 1);
    let kept = (posted.written.clone(), judged);
    let (from, note, now) = (posted.from, posted.note.clone(), site.now().wall);
    match site.store.save_bank_item(&desk.writer, &posted.id, from, kept, note, now).await? {
        BankSaved::Kept(_) => back(),
        BankSaved::Absent => Err(Stop::NotFound),
        BankSaved::Stale => {
            let words = "It was saved in another window, or went on its way, since you opened this page. Copy what you want to keep, \
                         and open the question again.";
            let judged = judge(&desk, &posted).await?;
            render(&desk, posted, Some(judged), Some(words.to_owned())).await
        }
    }
}

/// What follows upon a button.
enum Next {
    /// The form again.
    Page(Response),
    /// The draft is to be kept.
    Keep(Box<Posted>),
}

/// What the preview holds and nothing else, for a page that follows the typing. Nothing is kept.
async fn look(desk: &BankDesk, posted: Posted) -> Result<Response, Stop> {
    let library = Arc::clone(desk.site().store.library());
    let Posted { id, from, written, .. } = posted;
    let html = tokio::task::spawn_blocking(move || {
        let judged = library.judge_alone(&written, &id, from + 1);
        Owner::new_root(None).with(|| looked_at(&written, &judged).to_html())
    });
    Ok(Html(html.await.map_err(|_| Stop::Internal)?).into_response())
}

async fn answered(desk: &BankDesk, mut posted: Posted, fields: &Fields) -> Result<Next, Stop> {
    if posted.written.is_too_long() {
        let words = format!("A field is longer than {LONGEST_FIELD} characters. Shorten it; nothing of it was lost.");
        return Ok(Next::Page(render(desk, posted, None, Some(words)).await?));
    }
    match fields.get("go") {
        "save" => Ok(Next::Keep(Box::new(posted))),
        "preview" => {
            let judged = judge(desk, &posted).await?;
            Ok(Next::Page(render(desk, posted, Some(judged), None).await?))
        }
        "look" => Ok(Next::Page(look(desk, posted).await?)),
        "more" if posted.written.lines.len() < MOST_LINES => {
            posted.written.lines.push(WrittenLine::default());
            Ok(Next::Page(render(desk, posted, None, None).await?))
        }
        "more" => {
            let words = format!("A question has at most {MOST_LINES} lines.");
            Ok(Next::Page(render(desk, posted, None, Some(words)).await?))
        }
        _ => Err(Stop::Malformed),
    }
}
