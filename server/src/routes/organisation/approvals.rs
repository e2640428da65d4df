//! Certificates that wait to be looked at.

use std::collections::BTreeMap;

use app::form::Form;
use app::pages::organisation::{Approvals, ApprovalsPage, Fates, Proved, Waiting, approvals_query, ticked};
use app::urls;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::{Decision, Event, Refusal};
use domain::ids::{AwardId, DepartmentId, MemberId};
use leptos::prelude::*;
use store::{Certified, Decided, ExceptionFilter, ExceptionList, Verdict, WAITING_PAGE, WaitingFilter};

use super::people::Asked;
use super::{read, reason};
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// So many are decided together at most.
const AT_ONCE: usize = 50;

/// What the address asks for. What means nothing is left out.
fn filter(asked: &Asked) -> WaitingFilter {
    WaitingFilter {
        words: asked.get("words").unwrap_or_default().chars().take(120).collect(),
        department: asked.get("department").map(DepartmentId::new),
        certified: asked.get("certified").and_then(Certified::from_word),
        page: asked.page(),
    }
}

/// The list as an address asks for it.
fn back(office: &Office, filter: &WaitingFilter) -> String {
    let query = approvals_query(filter, filter.page);
    format!("{}{query}", urls::office(&office.seat.organisation, "approvals"))
}

pub async fn show(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let asked = Asked::read(query.as_deref());
    let wanted = match asked.get("go") {
        Some("reject") => Decision::Rejected,
        _ => Decision::Verified,
    };
    let ids = asked.get("ticked").into_iter().flat_map(|ids| ids.split('.')).take(AT_ONCE).map(AwardId::new);
    let ids = ids.collect::<Vec<_>>();
    let fates = if ids.is_empty() { None } else { Some(fates(&office, wanted, &ids).await?) };
    render(&office, filter(&asked), fates, Form::default()).await
}

/// How those stand that were ticked, as far as they are in reach.
async fn fates(office: &Office, wanted: Decision, ids: &[AwardId]) -> Result<Fates, Stop> {
    let (store, now, mut each) = (&office.site().store, office.site().now().wall, Vec::new());
    for id in ids {
        let Some(member) = store.holder_of(&office.seat, id, now).await? else { continue };
        let name = store.member_name(&office.seat, &member).await?.unwrap_or_default();
        each.extend(proved(office, (id.clone(), member, name)).await?);
    }
    Ok(Fates { wanted, gone: ids.len() - each.len(), each })
}

/// A certificate with its log and its files.
async fn proved(office: &Office, (award, member, name): (AwardId, MemberId, String)) -> Result<Option<Waiting>, Stop> {
    let (store, seat, now) = (&office.site().store, &office.seat, office.site().now().wall);
    let logs = store.awards_of(seat, &member, now).await?;
    let Some(log) = logs.into_iter().find(|log| log.id == award) else { return Ok(None) };
    let files = store.seen_evidence(seat, &award, now).await?;
    Ok(Some(Waiting { member, name, one: Proved::of(&office.site().library().credits.rules, seat, log, files) }))
}

async fn render(
    office: &Office,
    mut filter: WaitingFilter,
    fates: Option<Fates>,
    form: Form,
) -> Result<Response, Stop> {
    let (store, seat, today) = (&office.site().store, &office.seat, office.today());
    let mut page = store.waiting_page(seat, &filter, today).await?;
    // What is decided leaves the list, and with it may go the page that was looked at.
    if page.rows.is_empty() && page.total > 0 {
        filter.page = (page.total - 1) / WAITING_PAGE;
        page = store.waiting_page(seat, &filter, today).await?;
    }
    let mut waiting = Vec::new();
    for row in page.rows {
        waiting.extend(proved(office, row).await?);
    }
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    let all = count(store.count_waiting(seat, today).await?).max(waiting.len());
    let lists = ExceptionFilter::default();
    let exceptions = count(store.count_exceptions(seat, (ExceptionList::Waiting, &lists), today).await?);
    let structure = store.structure(seat).await?;
    let approvals = Approvals { filter, waiting, total: count(page.total), all, exceptions, fates };
    let frame = frame("organisation", "Approvals", "Certificates that wait for somebody to look at them.");
    Ok(office.page(
        status(&form),
        frame,
        || view! { <ApprovalsPage seat=seat structure=&structure approvals=approvals today=today form=form /> },
    ))
}

/// What a button stands for.
fn event(fields: &Fields, reason: String) -> Result<Event, Stop> {
    match fields.get("go") {
        "verify" => Ok(Event::Verified { reason }),
        "reject" => Ok(Event::Rejected { reason }),
        _ => Err(Stop::Malformed),
    }
}

pub async fn decide(
    office: LeadingOffice,
    Path((_, award)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, award) = (office.site(), AwardId::new(award));
    let (now, filter) = (site.now().wall, filter(&Asked::read(query.as_deref())));
    site.store.holder_of(&office.seat, &award, now).await?.ok_or(Stop::NotFound)?;
    let mut form = Form::default().with("award", award.as_str()).with("reason", fields.trimmed("reason"));
    let Some(reason) = reason(&fields, "reason", &mut form) else { return render(&office, filter, None, form).await };
    let tell = letters::tell(&site.store, &office.app.0.public_url, now);
    let verdict = Verdict { event: event(&fields, reason)?, read: read(&fields) };
    match site.store.decide_award(&office.leading, &award, verdict, &tell, now).await? {
        // Somebody was quicker, or the form was sent twice: the next one is at the top.
        Decided::Done | Decided::Refused(Refusal::Decided) => Ok(Redirect::to(&back(&office, &filter)).into_response()),
        Decided::Own => {
            form.refuse("reason", "Nobody decides about the own certificate. Ask somebody else to look at it.");
            render(&office, filter, None, form).await
        }
        Decided::Refused(refusal) => {
            form.refuse("reason", format!("This cannot be recorded: {refusal}."));
            render(&office, filter, None, form).await
        }
        Decided::Absent | Decided::Known => Err(Stop::NotFound),
    }
}

/// Decides the same about all that were ticked, and shows what became of each.
pub async fn decide_several(
    office: LeadingOffice,
    RawQuery(query): RawQuery,
    fields: Fields,
) -> Result<Response, Stop> {
    let (site, filter) = (office.site(), filter(&Asked::read(query.as_deref())));
    let now = site.now().wall;
    // No id of ours looks otherwise, and they go on into an address.
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let as_read = |ticked| match str::split_once(ticked, '.') {
        Some((id, stated)) => (id, stated.parse().ok()),
        None => (ticked, None),
    };
    let ids = fields.all("award").map(as_read).filter(|(id, _)| is_id(id));
    let ids = ids.map(|(id, read)| (AwardId::new(id), read)).collect::<BTreeMap<_, Option<i64>>>();
    let kept = ticked(ids.keys().map(AwardId::as_str));
    let mut form = Form::default().with("together", fields.trimmed("together")).with("ticked", kept.as_str());
    match ids.len() {
        0 => form.refuse("together", "Tick at least one certificate."),
        n if n > AT_ONCE => {
            form.refuse("together", format!("{n} are ticked. Decide about {AT_ONCE} at once at most."));
        }
        _ => {}
    }
    let reason = reason(&fields, "together", &mut form);
    let Some(reason) = reason.filter(|_| form.is_sound()) else { return render(&office, filter, None, form).await };
    let event = event(&fields, reason)?;
    let tell = letters::tell(&site.store, &office.app.0.public_url, now);
    let ids = ids.into_iter().collect::<Vec<_>>();
    let decided = site.store.decide_awards(&office.leading, &ids, &event, &tell, now).await?;
    // Ids that were made up, or all of them out of reach.
    if decided.iter().all(|one| matches!(one, Decided::Absent)) {
        return Err(Stop::NotFound);
    }
    let address = back(&office, &filter);
    let sign = if address.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{address}{sign}go={}&ticked={kept}", fields.get("go"))).into_response())
}
