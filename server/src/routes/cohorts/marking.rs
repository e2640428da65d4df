//! Marking answers in own words: what waits, one answer after the other, and the release. Final marks stand in a room of their own.

pub mod final_marks;

use app::form::Form;
use app::pages::cohorts::marking::{MarkAnswerPage, MarkingPage, Sheet, look};
use app::shell::{Frame, Island};
use app::urls;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use content::Scenario;
use domain::cohort::Task;
use domain::ids::EntryId;
use domain::rubric::{Judgement, Scale};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Marking, NewSheet, Release, SheetEnd, SheetOutcome, WrittenAnswer};

use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::letters;
use crate::page::{frame, status};
use crate::stop::Stop;

/// Longest comment, in characters.
const LONGEST_COMMENT: usize = 4_000;
/// Longest comment that is kept for use again, in characters.
const LONGEST_KEPT: usize = 1_000;

#[derive(Deserialize, Default)]
pub struct Shown {
    done: Option<String>,
    after: Option<String>,
}

pub async fn list(desk: TeachingDesk, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let done = match shown.done.as_deref() {
        Some("all") => Some("You have marked every answer that waited for you."),
        Some("released") => Some("The marks are released."),
        _ => None,
    };
    render(&desk, Form::default(), done.map(str::to_owned)).await
}

async fn render(desk: &TeachingDesk, form: Form, done: Option<String>) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let mut papers = Vec::new();
    for entry in site.store.plan_of_cohort(&teaching.cohort.id).await? {
        if matches!(entry.task, Task::Paper { .. } | Task::Exercise { .. }) {
            papers.extend(site.store.marking(teaching, &entry.id).await?);
        }
    }
    papers.retain(|paper| !paper.answers.is_empty());
    let frame = frame("staff", "Marking", "Answers in own words that people mark.");
    Ok(desk.page(status(&form), frame, || {
        view! { <MarkingPage teaching=teaching papers=papers done=done form=form /> }
    }))
}

/// What of an assignment has to be marked.
async fn find(desk: &TeachingDesk, entry: &str) -> Result<Marking, Stop> {
    desk.site().store.marking(&desk.teaching, &EntryId::new(entry)).await?.ok_or(Stop::NotFound)
}

fn to(desk: &TeachingDesk, marking: &Marking, page: impl std::fmt::Display) -> Response {
    Redirect::to(&urls::marking(&desk.teaching.cohort.id, &marking.entry.id, page)).into_response()
}

fn to_list(desk: &TeachingDesk, done: &str) -> Response {
    let list = urls::cohort_page(&desk.teaching.cohort.id, "marking");
    Redirect::to(&format!("{list}?done={done}")).into_response()
}

/// Leads to the next answer that whoever asks has still to mark.
pub async fn next(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Stop> {
    let marking = find(&desk, &entry).await?;
    Ok(match marking.next_after(shown.after.as_deref()) {
        Some(answer) => to(&desk, &marking, &answer.key),
        None => to_list(&desk, "all"),
    })
}

pub async fn answer(
    desk: TeachingDesk,
    Path((_, entry, key)): Path<(String, String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Stop> {
    let marking = find(&desk, &entry).await?;
    let answer = marking.answer(&key).ok_or(Stop::NotFound)?;
    let own = answer.own.as_ref();
    let sheet = Sheet {
        judgement: own.map(|own| own.judgement.clone()).unwrap_or_default(),
        revision: own.map_or(0, |own| own.revision),
        ..Sheet::default()
    };
    let done = match shown.done.as_deref() {
        Some("draft") => Some("Kept as a draft."),
        Some("long") => Some(
            "Everything is saved, but the comment is too long to be used again: up to 1,000 characters are kept for that.",
        ),
        Some("full") => Some(
            "Everything is saved, but the comment is not kept to be used again: your list holds 100 comments. Remove one from it first.",
        ),
        Some("inserted") => Some("The comment is inserted, and everything is kept as a draft."),
        Some("forgotten") => Some("The comment is removed from your list. What you entered is kept as a draft."),
        _ => None,
    };
    page(&desk, &marking, answer, sheet, done).await
}

async fn page(
    desk: &TeachingDesk,
    marking: &Marking,
    answer: &WrittenAnswer,
    sheet: Sheet,
    done: Option<&'static str>,
) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let materials = site.store.materials(&answer.materials).await?;
    let look = look(site.library(), &answer.item, &answer.words, &materials);
    let case = case(answer, materials);
    let comments = site.store.marker_comments(&teaching.account).await?;
    let title = format!("Answer {}", answer.number);
    let frame = Frame {
        island: Island::Marking,
        ..frame("staff", title, "One answer, its scale, and what the candidate is told.")
    };
    Ok(desk.page(status(&sheet.form), frame, || {
        view! {
            <MarkAnswerPage
                teaching=teaching
                marking=marking
                answer=answer
                look=look
                case=case
                comments=comments
                done=done
                sheet=sheet
            />
        }
    }))
}

/// Of the booklets of a paper, the one that the question belongs to, and what that shares with others.
fn case(answer: &WrittenAnswer, materials: Vec<Scenario>) -> Vec<Scenario> {
    let own = materials.iter().find(|text| answer.item.scenario.as_ref() == Some(&text.id));
    let shared = own.and_then(|own| own.supplement.clone());
    let wanted = [own.map(|own| own.id.clone()), shared];
    materials.into_iter().filter(|text| wanted.contains(&Some(text.id.clone()))).collect()
}

/// What was entered into the scale, and what is wrong with it whatever becomes of it.
fn entered(fields: &Fields, scale: &Scale) -> (Judgement, Form) {
    let criteria = scale.rubric().criteria().iter().enumerate();
    let levels = criteria.map(|(place, criterion)| {
        let level = fields.get(&format!("level-{place}")).parse::<u8>().ok();
        level.filter(|level| usize::from(*level) < criterion.levels.len())
    });
    let judgement = Judgement { levels: levels.collect(), comment: fields.trimmed("comment").replace("\r\n", "\n") };
    let mut form = Form::default();
    if judgement.comment.chars().count() > LONGEST_COMMENT {
        form.refuse("comment", format!("Write up to {LONGEST_COMMENT} characters."));
    }
    (judgement, form)
}

/// The criteria without a level, in words.
fn unmarked(scale: &Scale, judgement: &Judgement) -> String {
    let open = scale.rubric().criteria().iter().zip(&judgement.levels).filter(|(_, level)| level.is_none());
    let titles = open.map(|(criterion, _)| format!("“{}”", criterion.title)).collect::<Vec<_>>();
    format!("Choose a level for each criterion. These have none: {}.", titles.join(", "))
}

pub async fn keep(
    desk: TeachingDesk,
    Path((_, entry, key)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, go) = (desk.site(), fields.get("go"));
    if !["next", "draft", "insert", "forget"].contains(&go) {
        return Err(Stop::Malformed);
    }
    let marking = find(&desk, &entry).await?;
    let answer = marking.answer(&key).ok_or(Stop::NotFound)?;
    let scale = answer.scale().ok_or(Stop::NotFound)?;
    let (mut judgement, form) = entered(&fields, &scale);
    let revision = fields.get("revision").parse().unwrap_or_default();
    let mut sheet = Sheet { judgement: judgement.clone(), revision, keep: fields.get("keep") == "yes", form };
    if !sheet.form.is_sound() {
        return page(&desk, &marking, answer, sheet, None).await;
    }
    let (me, now) = (&desk.teaching.account, site.now().wall);
    if go == "insert" {
        let words = site.store.use_marker_comment(me, fields.get("again")).await?;
        let parts = [Some(judgement.comment), words].into_iter().flatten().filter(|part| !part.is_empty());
        judgement.comment = parts.collect::<Vec<_>>().join("\n\n");
    }
    let end = if go == "next" { SheetEnd::Finished } else { SheetEnd::Draft };
    let new = NewSheet { judgement: judgement.clone(), end, revision };
    match site.store.keep_sheet(&desk.teaching, answer, new, now).await? {
        SheetOutcome::Kept => {}
        SheetOutcome::Unmarked(_) => {
            sheet.form.refuse("criteria", unmarked(&scale, &judgement));
            return page(&desk, &marking, answer, sheet, None).await;
        }
        SheetOutcome::Stale => {
            sheet.revision = answer.own.as_ref().map_or(0, |own| own.revision);
            sheet.form.refuse(
                "criteria",
                "You have changed this answer in another window meanwhile. Here is what you entered in this one: save it again if it is to take the place of the other.",
            );
            return page(&desk, &marking, answer, sheet, None).await;
        }
        SheetOutcome::Closed => return closed(&desk, &entry, &key, sheet).await,
    }
    let unkept = if sheet.keep { keep_comment(&desk, judgement.comment).await? } else { None };
    if let (Some(why), true) = (unkept, go != "forget") {
        return Ok(to(&desk, &marking, format!("{key}?done={why}#comment")));
    }
    Ok(match go {
        "next" => to(&desk, &marking, format!("next?after={key}")),
        "draft" => to(&desk, &marking, format!("{key}?done=draft")),
        "insert" => to(&desk, &marking, format!("{key}?done=inserted#comment")),
        _ => {
            site.store.forget_marker_comment(me, fields.get("again")).await?;
            to(&desk, &marking, format!("{key}?done=forgotten#comment"))
        }
    })
}

/// Keeps a comment to be used again; or says why it cannot be kept, as the page's address does.
async fn keep_comment(desk: &TeachingDesk, comment: String) -> Result<Option<&'static str>, Stop> {
    if comment.is_empty() {
        return Ok(None);
    }
    if comment.chars().count() > LONGEST_KEPT {
        return Ok(Some("long"));
    }
    let (store, now) = (&desk.site().store, desk.site().now().wall);
    let kept = store.keep_marker_comment(&desk.teaching.account, comment, now).await?;
    Ok((!kept).then_some("full"))
}

/// Others have finished or decided it while this marker was at it.
async fn closed(desk: &TeachingDesk, entry: &str, key: &str, mut sheet: Sheet) -> Result<Response, Stop> {
    let marking = find(desk, entry).await?;
    let answer = marking.answer(key).ok_or(Stop::NotFound)?;
    let comment = match sheet.judgement.comment.as_str() {
        "" => String::new(),
        comment => format!(" The comment that you wrote: {comment}"),
    };
    let words = "Two people have finished this answer meanwhile, or it was decided. What you entered was not kept.";
    sheet.form.refuse("criteria", format!("{words}{comment}"));
    page(desk, &marking, answer, sheet, None).await
}

pub async fn release(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, marking) = (desk.site(), find(&desk, &entry).await?);
    if marking.entry.released_at.is_none() && marking.undecided() > 0 && fields.get("confirm") != "yes" {
        let mut form = Form::default().with("entry", entry);
        form.refuse(
            "confirm",
            "Not every answer has a final mark. Record the missing ones, or confirm that the marks are released all the same.",
        );
        return render(&desk, form, None).await;
    }
    let now = site.now().wall;
    let tell = letters::tell_result(&desk.app.0.public_url, now);
    match site.store.release_marks(&desk.teaching, &marking.entry.id, &tell, now).await? {
        Release::Now(_) | Release::Before => Ok(to_list(&desk, "released")),
        Release::Absent => Err(Stop::NotFound),
    }
}
