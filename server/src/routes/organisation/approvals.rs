//! Certificates that wait to be looked at.

use app::form::Form;
use app::pages::organisation::{ApprovalsPage, Proved, Waiting};
use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::{Event, Refusal};
use domain::ids::AwardId;
use leptos::prelude::*;
use store::Decided;

use super::reason;
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// So many on one page; those behind them follow as these are decided.
const MOST: i64 = 20;

pub async fn show(office: ReadingOffice) -> Result<Response, Stop> {
    render(&office, Form::default()).await
}

async fn render(office: &Office, form: Form) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let now = site.now().wall;
    let mut waiting = Vec::new();
    for (award, member, name) in site.store.waiting(seat, today, MOST).await? {
        let logs = site.store.awards_of(seat, &member, now).await?;
        if let Some(log) = logs.into_iter().find(|log| log.id == award) {
            let files = site.store.seen_evidence(seat, &award, now).await?;
            waiting.push(Waiting { member, name, one: Proved::of(&site.library().credits.rules, seat, log, files) });
        }
    }
    let all = usize::try_from(site.store.count_waiting(seat, today).await?).unwrap_or_default().max(waiting.len());
    let frame = frame("organisation", "Approvals", "Certificates that wait for somebody to look at them.");
    Ok(office.page(
        status(&form),
        frame,
        || view! { <ApprovalsPage seat=seat waiting=waiting all=all today=today form=form /> },
    ))
}

pub async fn decide(
    office: LeadingOffice,
    Path((_, award)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, award) = (office.site(), AwardId::new(award));
    let now = site.now().wall;
    site.store.holder_of(&office.seat, &award, now).await?.ok_or(Stop::NotFound)?;
    let mut form = Form::default().with("award", award.as_str()).with("reason", fields.trimmed("reason"));
    let event = |reason: String| match fields.get("go") {
        "verify" => Ok(Event::Verified { reason }),
        "reject" => Ok(Event::Rejected { reason }),
        _ => Err(Stop::Malformed),
    };
    let Some(reason) = reason(&fields, "reason", &mut form) else { return render(&office, form).await };
    match site
        .store
        .decide_award(
            &office.leading,
            &award,
            event(reason)?,
            &letters::tell(&site.store, &office.app.0.public_url, now),
            now,
        )
        .await?
    {
        // Somebody was quicker, or the form was sent twice: the next one is at the top.
        Decided::Done | Decided::Refused(Refusal::Decided) => {
            Ok(Redirect::to(&urls::office(&office.seat.organisation, "approvals")).into_response())
        }
        Decided::Own => {
            form.refuse("reason", "Nobody decides about the own certificate. Ask somebody else to look at it.");
            render(&office, form).await
        }
        Decided::Refused(refusal) => {
            form.refuse("reason", format!("This cannot be recorded: {refusal}."));
            render(&office, form).await
        }
        Decided::Absent | Decided::Known => Err(Stop::NotFound),
    }
}
