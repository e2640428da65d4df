//! Reports that something is wrong with a question.

use app::form::Form;
use app::pages::reports::{self, Deciding, ReportPage, ReportsPage, checked_answer, checked_report, may_be_reported};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{AttemptId, ReportId};
use leptos::prelude::*;
use store::{ItemReport, PaperItem, ReportState};

use crate::fields::Fields;
use crate::page::{Desk, StaffDesk, frame, status};
use crate::stop::Stop;

pub async fn show(desk: Desk) -> Result<Response, Stop> {
    render(&desk, None).await
}

async fn render(desk: &Desk, deciding: Option<Deciding>) -> Result<Response, Stop> {
    let reports = reports::load(desk.site(), &desk.viewer).await?;
    if deciding.as_ref().is_some_and(|deciding| !reports.can_decide(&deciding.report)) {
        return Err(Stop::NotFound);
    }
    let status = deciding.as_ref().map_or(StatusCode::OK, |deciding| status(&deciding.form));
    let frame = frame("progress", "Reports about questions", "What you reported, and what became of it.");
    Ok(desk.page(status, frame, || view! { <ReportsPage reports=reports deciding=deciding /> }))
}

/// Keeps a report about a question of an own attempt, pinned to the version that was shown there.
pub async fn make(
    desk: Desk,
    Path((attempt, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, account) = (desk.site(), &desk.viewer.account);
    let attempt = site.store.attempt(account, &AttemptId::new(attempt)).await?.ok_or(Stop::NotFound)?;
    let number = number.parse::<usize>().map_err(|_| Stop::NotFound)?;
    let place = number.checked_sub(1).filter(|place| may_be_reported(&attempt, *place)).ok_or(Stop::NotFound)?;
    let pinned = attempt.paper.get(place).ok_or(Stop::NotFound)?;
    let body = match checked_report(fields.get("report")) {
        Ok(body) => body,
        Err(message) => {
            let mut form = Form::default().with("report", fields.get("report").replace("\r\n", "\n"));
            form.refuse("report", message);
            let item = site.store.paper_items(std::slice::from_ref(pinned)).await?.pop().ok_or(Stop::NotFound)?;
            let (id, stem) = (attempt.head.id.clone(), item.stem);
            let frame = frame("progress", format!("Report question {number}"), "What is wrong with it.");
            return Ok(desk.page(status(&form), frame, || {
                view! { <ReportPage attempt=id number=number stem=stem form=form /> }
            }));
        }
    };
    let now = site.now().wall;
    let PaperItem { item, digest } = pinned.clone();
    let new = ItemReport {
        id: ReportId::new(store::fresh_id(now)),
        item,
        digest,
        body,
        made_at: now,
        state: ReportState::Open,
        answer: String::new(),
        decided_at: None,
    };
    site.store.report_item(account, new).await?;
    // It may have been added to an earlier one that is still open.
    let kept = site.store.reports(account).await?.into_iter().find(|report| {
        report.state == ReportState::Open && report.item == pinned.item && report.digest == pinned.digest
    });
    let place = kept.map_or_else(String::new, |report| format!("#report-{}", report.id));
    Ok(Redirect::to(&format!("{}{place}", urls::REPORTS)).into_response())
}

/// Decides a report. For those who do not answer for the course there is none.
pub async fn decide(desk: StaffDesk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let (site, id) = (desk.site(), ReportId::new(id));
    let state = ReportState::from_word(fields.get("state")).filter(|state| *state != ReportState::Open);
    let answer = checked_answer(fields.get("answer"));
    let (state, answer) = match (state, answer) {
        (Some(state), Ok(answer)) => (state, answer),
        (state, answer) => {
            let typed = fields.get("answer").replace("\r\n", "\n");
            let mut form = Form::default().with("state", fields.get("state")).with("answer", typed);
            if state.is_none() {
                form.refuse("state", "Accept or decline it.");
            }
            if let Err(message) = answer {
                form.refuse("answer", message);
            }
            return render(&desk, Some(Deciding { report: id, form })).await;
        }
    };
    if !site.store.decide_report(&desk.staff, &id, state, answer, site.now().wall).await? {
        return Err(Stop::NotFound);
    }
    Ok(Redirect::to(&format!("{}#all-{id}", urls::REPORTS)).into_response())
}
