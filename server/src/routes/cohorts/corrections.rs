//! Questions that are put right after they were sat.

use std::sync::Arc;

use app::form::Form;
use app::mail::{Reader, ResultChanged, result_changed};
use app::pages::cohorts::corrections::{
    CorrectionForm, CorrectionPage, CorrectionPreview, CorrectionsPage, UndoPreview, What, Wish, refusal,
};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{CorrectionId, ItemId};
use domain::item::Item;
use domain::regrade::Correction;
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    Applied, ChangeNews, CorrectionRefusal, Figures, NewCorrection, NewMail, PaperItem, Reach, TellChange, Undone,
    answer_of_text,
};

use crate::classroom::TeachingDesk;
use crate::entropy;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::{fresh, reason};
use crate::stop::Stop;

pub async fn list(desk: TeachingDesk) -> Result<Response, Stop> {
    let (store, teaching) = (&desk.site().store, &desk.teaching);
    let mut corrections = Vec::new();
    for row in store.corrections(teaching).await? {
        let item = item(&desk, &row.item, &row.digest).await?;
        corrections.push((row, item));
    }
    let flagged = store.flagged_certificates(teaching).await?;
    let frame = frame("staff", "Corrections", "Questions that were put right.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <CorrectionsPage teaching=teaching corrections=corrections flagged=flagged /> }
    }))
}

/// The question in a version that somebody was shown.
async fn item(desk: &TeachingDesk, id: &ItemId, digest: &str) -> Result<Item, Stop> {
    let pinned = [PaperItem { item: id.clone(), digest: digest.to_owned() }];
    Ok(desk.site().store.paper_items(&pinned).await?.remove(0))
}

#[derive(Deserialize)]
pub struct Asked {
    item: String,
    version: String,
}

/// The form for a question that the cohort was shown.
pub async fn new(desk: TeachingDesk, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let id = store::fresh_id(desk.site().now().wall);
    let form = Form::default().with("id", id).with("item", asked.item).with("version", asked.version);
    let item = shown(&desk, &form).await?;
    Ok(ask(&desk, &item, Wish::default(), form))
}

/// The question that a form is about. There is none unless somebody of the cohort was shown it.
async fn shown(desk: &TeachingDesk, form: &Form) -> Result<Item, Stop> {
    let (id, digest) = (ItemId::new(form.value("item")), form.value("version"));
    if !desk.site().store.was_shown(&desk.teaching, &id, &digest).await? {
        return Err(Stop::NotFound);
    }
    item(desk, &id, &digest).await
}

fn ask(desk: &TeachingDesk, item: &Item, wish: Wish, form: Form) -> Response {
    let (teaching, frame) = (&desk.teaching, frame("staff", "Correct a question", "What is to be put right."));
    desk.page(status(&form), frame, || {
        view! { <CorrectionForm teaching=teaching item=item wish=wish form=form /> }
    })
}

fn preview(
    desk: &TeachingDesk,
    item: &Item,
    (wish, correction): (Wish, Correction),
    reach: Reach,
    form: Form,
) -> Response {
    let (teaching, frame) = (&desk.teaching, frame("staff", "What the correction would do", "Nothing is kept yet."));
    desk.page(status(&form), frame, || {
        view! { <CorrectionPreview teaching=teaching item=item wish=wish correction=correction reach=reach form=form /> }
    })
}

/// What was chosen: in the form itself, or carried on by the page that shows what it would do.
fn wish(fields: &Fields, item: &Item) -> Wish {
    let carried = answer_of_text(fields.get("answer"));
    let typed = || item.shape().read(&|name| fields.all(name).map(str::to_owned).collect());
    let several = fields.all("also").filter_map(|option| option.parse().ok());
    Wish {
        what: What::from_word(fields.get("what")),
        key: carried.or_else(typed),
        several: several.collect(),
        reason: fields.trimmed("reason").to_owned(),
    }
}

/// The fields that a page carries on, of what was posted.
fn carried(id: &CorrectionId, fields: &Fields) -> Form {
    let form = Form::default().with("id", id.to_string());
    form.with("item", fields.get("item")).with("version", fields.get("version"))
}

/// Shows what a correction would do, goes back to the form, or applies it.
pub async fn decide(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let id = CorrectionId::new(fresh(&fields, "id")?);
    let mut form = carried(&id, &fields);
    let item = shown(&desk, &form).await?;
    let wish = wish(&fields, &item);
    if fields.get("go") == "change" {
        return Ok(ask(&desk, &item, wish, form));
    }
    let chosen = wish.correction();
    if let Err((field, words)) = &chosen {
        form.refuse(field, *words);
    }
    let why = reason(&fields, "reason", &mut form);
    let (Ok(correction), Some(reason)) = (chosen, why) else { return Ok(ask(&desk, &item, wish, form)) };
    let (store, teaching, now) = (&desk.site().store, &desk.teaching, desk.site().now().wall);
    let (digest, stated) = (item.digest.clone(), correction.clone());
    let new = NewCorrection { id: id.clone(), item: item.id.clone(), digest, correction: stated, reason };
    if fields.get("go") != "apply" {
        return Ok(match store.preview_correction(teaching, &new).await? {
            Ok(reach) => preview(&desk, &item, (wish, correction), reach, form),
            Err(why) => refuse(&desk, &item, wish, form, why),
        });
    }
    let tell = tell(&desk.app.0.public_url, now);
    let applied = store.apply_correction(teaching, new, fields.get("seen").to_owned(), &tell, now).await?;
    Ok(match applied {
        Applied::Done(_) | Applied::Before => {
            Redirect::to(&format!("{}?done=applied", address(&desk, &id))).into_response()
        }
        Applied::Refused(why) => refuse(&desk, &item, wish, form, why),
        Applied::Moved(reach) => {
            let words = "Meanwhile somebody handed in or a result changed, so it would do something else now. Nothing was applied; look again.";
            form.refuse("changes", words);
            preview(&desk, &item, (wish, correction), reach, form)
        }
    })
}

fn refuse(desk: &TeachingDesk, item: &Item, wish: Wish, mut form: Form, why: CorrectionRefusal) -> Response {
    form.refuse("what", refusal(why));
    ask(desk, item, wish, form)
}

fn address(desk: &TeachingDesk, id: &CorrectionId) -> String {
    urls::cohort_page(&desk.teaching.cohort.id, format!("corrections/{id}"))
}

#[derive(Deserialize, Default)]
pub struct Done {
    done: Option<String>,
}

impl Done {
    fn words(&self) -> Option<&'static str> {
        match self.done.as_deref() {
            Some("applied") => Some("The correction is applied. Those whose result changed get a mail."),
            Some("undone") => Some("The correction is undone. Those whose result changed get a mail."),
            _ => None,
        }
    }
}

pub async fn show(
    desk: TeachingDesk,
    Path((_, id)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Stop> {
    let form = Form::default().with("id", store::fresh_id(desk.site().now().wall));
    one(&desk, &CorrectionId::new(id), done.words(), form).await
}

async fn one(desk: &TeachingDesk, id: &CorrectionId, done: Option<&'static str>, form: Form) -> Result<Response, Stop> {
    let teaching = &desk.teaching;
    let (row, changed) = desk.site().store.correction(teaching, id).await?.ok_or(Stop::NotFound)?;
    let item = item(desk, &row.item, &row.digest).await?;
    let frame = frame("staff", "Correction", "What was put right, and what that changed.");
    Ok(desk.page(status(&form), frame, || {
        view! { <CorrectionPage teaching=teaching row=row item=&item changed=changed done=done form=form /> }
    }))
}

/// Shows what undoing a correction would do, or undoes it.
pub async fn undo(desk: TeachingDesk, Path((_, id)): Path<(String, String)>, fields: Fields) -> Result<Response, Stop> {
    let (id, undoing) = (CorrectionId::new(id), CorrectionId::new(fresh(&fields, "id")?));
    let mut form = Form::default().with("id", undoing.to_string()).with("reason", fields.get("reason"));
    let Some(why) = reason(&fields, "reason", &mut form) else { return one(&desk, &id, None, form).await };
    let (store, teaching, now) = (&desk.site().store, &desk.teaching, desk.site().now().wall);
    if fields.get("go") != "apply" {
        return match store.preview_undo(teaching, &id).await? {
            Some(reach) => preview_undo(&desk, &id, reach, form).await,
            // It was undone meanwhile, or it is not there at all.
            None => one(&desk, &id, None, form).await,
        };
    }
    let tell = tell(&desk.app.0.public_url, now);
    let why = (why, fields.get("seen").to_owned());
    match store.undo_correction(teaching, (&id, undoing), why, &tell, now).await? {
        Undone::Done(_) | Undone::Before => {
            Ok(Redirect::to(&format!("{}?done=undone", address(&desk, &id))).into_response())
        }
        Undone::Absent => Err(Stop::NotFound),
        Undone::Moved(reach) => {
            let words = "Meanwhile somebody handed in or a result changed, so undoing would do something else now. Nothing was undone; look again.";
            form.refuse("changes", words);
            preview_undo(&desk, &id, reach, form).await
        }
    }
}

async fn preview_undo(desk: &TeachingDesk, id: &CorrectionId, reach: Reach, form: Form) -> Result<Response, Stop> {
    let teaching = &desk.teaching;
    let (row, _) = desk.site().store.correction(teaching, id).await?.ok_or(Stop::NotFound)?;
    let item = item(desk, &row.item, &row.digest).await?;
    let frame = frame("staff", "What undoing would do", "Nothing is kept yet.");
    Ok(desk.page(status(&form), frame, || {
        view! { <UndoPreview teaching=teaching row=&row item=&item reach=reach form=form /> }
    }))
}

/// How those are told whose result changes; `site` is where the service is reached.
fn tell(site: &str, now: Timestamp) -> TellChange {
    let site = site.to_owned();
    Arc::new(move |news| changed(&site, news, now))
}

fn changed(site: &str, news: &ChangeNews, now: Timestamp) -> NewMail {
    let (token, one) = (entropy::hex::<32>(), &news.reached);
    let reader = Reader {
        name: &one.name,
        email: &one.email,
        account: Some(&one.account),
        organisation: Some(&news.organisation),
        site,
        token: &token,
    };
    let figures = |figures: &Figures| (figures.score, figures.marks, figures.passed);
    let about = ResultChanged {
        title: &one.title,
        mode: one.mode,
        class: &news.cohort,
        by: &news.by,
        reason: &news.reason,
        undone: news.undone,
        before: figures(&one.before),
        after: figures(&one.after),
        path: &urls::result(&one.attempt),
    };
    // The store knows the occasion: it is the correction and the sitting.
    result_changed(&reader, &about).to_queue(&reader, String::new(), now)
}
