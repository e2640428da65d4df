use app::pages::cohorts::marking::{FinalMarksPage, Sheet, proposed};
use app::shell::{Frame, Island};
use app::when;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use domain::rubric::Judgement;
use leptos::prelude::*;
use serde::Deserialize;
use store::{MarkDecision, Marking, MarkingStage, Undecided, WrittenAnswer};

use super::{entered, find, to, unmarked};
use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::letters;
use crate::page::{frame, status};
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct Shown {
    answer: Option<String>,
    done: Option<usize>,
}

pub async fn show(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Stop> {
    let marking = find(&desk, &entry).await?;
    let differs = |answer: &&WrittenAnswer| matches!(answer.stage(), MarkingStage::Differing(_));
    let chosen = match &shown.answer {
        Some(key) => Some(marking.answer(key).ok_or(Stop::NotFound)?),
        // What people have to agree on comes first.
        None => marking.answers.iter().find(differs),
    };
    let chosen = chosen.map(|answer| (answer, Sheet { judgement: proposed(answer), ..Sheet::default() }));
    let done = shown.done.map(|count| format!("{} recorded.", when::count(count, "final mark", "final marks")));
    Ok(page(&desk, &marking, chosen, done))
}

fn page(
    desk: &TeachingDesk,
    marking: &Marking,
    chosen: Option<(&WrittenAnswer, Sheet)>,
    done: Option<String>,
) -> Response {
    let frame =
        Frame { island: Island::Marking, ..frame("staff", "Final marks", "What counts for answers in own words.") };
    let status = chosen.as_ref().map_or(StatusCode::OK, |(_, sheet)| status(&sheet.form));
    let teaching = &desk.teaching;
    desk.page(status, frame, || {
        view! { <FinalMarksPage teaching=teaching marking=marking chosen=chosen done=done /> }
    })
}

pub async fn decide(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let marking = find(&desk, &entry).await?;
    let take_over = |answer: &WrittenAnswer| match (fields.get("go"), answer.stage()) {
        ("accept-agreed", MarkingStage::Agreed) => true,
        ("accept-own", MarkingStage::Once) => answer.is_done(),
        _ => false,
    };
    match fields.get("go") {
        "accept-agreed" | "accept-own" => {
            let answers = marking.answers.iter().filter(|answer| take_over(answer));
            let decisions = answers.map(|answer| decision(answer, proposed(answer), "", answer.latest));
            let decisions = decisions.collect::<Vec<_>>();
            let made = record(&desk, &marking, decisions).await?.unwrap_or_default();
            Ok(to(&desk, &marking, format!("final?done={made}")))
        }
        "decide" => one(&desk, &marking, &fields).await,
        _ => Err(Stop::Malformed),
    }
}

fn decision<'a>(answer: &'a WrittenAnswer, judgement: Judgement, reason: &str, seen: i64) -> MarkDecision<'a> {
    MarkDecision { answer, judgement, reason: reason.to_owned(), seen }
}

async fn record(
    desk: &TeachingDesk,
    marking: &Marking,
    decisions: Vec<MarkDecision<'_>>,
) -> Result<Result<usize, Undecided>, Stop> {
    let (site, now) = (desk.site(), desk.site().now().wall);
    let tell = letters::tell_result(&desk.app.0.public_url, now);
    Ok(site.store.decide_marks(&desk.teaching, &marking.entry.id, decisions, &tell, now).await?)
}

/// Records the final mark of one answer.
async fn one(desk: &TeachingDesk, marking: &Marking, fields: &Fields) -> Result<Response, Stop> {
    let answer = marking.answer(fields.get("answer")).ok_or(Stop::NotFound)?;
    let scale = answer.scale().ok_or(Stop::NotFound)?;
    let (judgement, form) = entered(fields, &scale);
    let reason = fields.trimmed("reason");
    let mut sheet = Sheet { judgement: judgement.clone(), form: form.with("reason", reason), ..Sheet::default() };
    let seen = fields.get("latest").parse().unwrap_or_default();
    if seen != answer.latest {
        return stale(desk, marking, answer, sheet);
    }
    if reason.chars().count() > 300 {
        sheet.form.refuse("reason", "Say why, in up to 300 characters.");
    }
    // Who has not marked it does not see what the other one gave, and decides nothing over it.
    if answer.seen().is_empty() {
        sheet
            .form
            .refuse("criteria", "Mark this answer yourself first: what the other one gave is shown to you afterwards.");
    }
    if sheet.form.is_sound() {
        let words = match record(desk, marking, vec![decision(answer, judgement, reason, seen)]).await? {
            Ok(made) => return Ok(to(desk, marking, format!("final?done={made}"))),
            Err(Undecided::Absent) => return Err(Stop::NotFound),
            Err(Undecided::Unmarked(_)) => ("criteria", unmarked(&scale, &sheet.judgement)),
            Err(Undecided::NobodyMarked) => ("criteria", "Nobody has marked this answer. Mark it first.".to_owned()),
            Err(Undecided::NoReason) => {
                ("reason", "Say why, in up to 300 characters: the candidate can read it.".to_owned())
            }
            Err(Undecided::Stale) => {
                let marking = find(desk, marking.entry.id.as_str()).await?;
                let answer = marking.answer(&answer.key).ok_or(Stop::NotFound)?;
                return stale(desk, &marking, answer, sheet);
            }
        };
        sheet.form.refuse(words.0, words.1);
    }
    Ok(page(desk, marking, Some((answer, sheet)), None))
}

/// It was decided since the form was opened. The same decision sent twice is one; another one has to be looked at.
fn stale(desk: &TeachingDesk, marking: &Marking, answer: &WrittenAnswer, mut sheet: Sheet) -> Result<Response, Stop> {
    let same = answer.decided.as_ref().is_some_and(|decided| {
        let reason = sheet.form.value("reason");
        decided.judgement == sheet.judgement && decided.reason == reason && decided.decided_by == desk.teaching.name
    });
    if same {
        return Ok(to(desk, marking, "final?done=1"));
    }
    sheet.form.refuse(
        "criteria",
        "Somebody has decided this meanwhile: it stands above. Here is what you entered; record it again, with a reason, if it is to count instead.",
    );
    Ok(page(desk, marking, Some((answer, sheet)), None))
}
