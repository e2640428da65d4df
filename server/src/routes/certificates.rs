//! A person's certificates of completion of our own courses.

use app::completion::earned;
use app::form::Form;
use app::pages::certificates::{
    Certificates, CertificatesPage, CompletionPage, Kept, PhonePage, WithdrawPage, load, missing_words,
};
use app::{urls, when};
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::certificate::{BestMock, Completion as Document, Withdrawal};
use documents::press::qr;
use domain::award::day_of;
use domain::completion::Shown;
use domain::ids::CompletionId;
use domain::question::Level;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Completion, Issued, Withdrawer};

use crate::attachment::{Kind, attachment};
use crate::badges::{self, ISSUER};
use crate::entropy;
use crate::fields::Fields;
use crate::page::{Counter, Desk, frame, status};
use crate::session::hashed;
use crate::state::App;
use crate::stop::Stop;

pub async fn list(desk: Desk) -> Result<Response, Stop> {
    let model = load(desk.site(), &desk.viewer).await?;
    Ok(render(&desk, model, Form::default()))
}

fn render(desk: &Desk, model: Certificates, form: Form) -> Response {
    let frame = frame("certificates", "Certificates of completion", "Certificates of our own courses.");
    desk.page(status(&form), frame, || view! { <CertificatesPage model=model form=form /> })
}

/// Issues a certificate once its course is complete. Asked twice, the answer is the one that was issued.
pub async fn ask(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let level = Level::from_word(fields.get("level")).ok_or(Stop::Malformed)?;
    let (site, account) = (desk.site(), &desk.viewer.account);
    let model = load(site, &desk.viewer).await?;
    if let Some(held) = model.held(level) {
        return Ok(Redirect::to(&urls::completion(&held.id)).into_response());
    }
    let standing = model.standings.iter().find(|standing| standing.level == level).ok_or(Stop::Malformed)?;
    let events = site.store.study_events(account).await?;
    let Some(earned) = earned(site.library(), &desk.viewer, standing, events) else {
        let mut form = Form::default();
        let missing = missing_words(standing.progress).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        form.refuse("level", format!("{} was not issued. {}", standing.title, missing.join(" ")));
        return Ok(render(&desk, model, form));
    };
    let now = site.now().wall;
    let (Issued::New(id) | Issued::Known(id)) =
        site.store.issue_completion(account, earned, badges::fresh(now), now).await?;
    Ok(Redirect::to(&urls::completion(id)).into_response())
}

async fn find(desk: &Desk, id: &str) -> Result<Completion, Stop> {
    desk.site().store.completion(&desk.viewer.account, &CompletionId::new(id)).await?.ok_or(Stop::NotFound)
}

#[derive(Deserialize)]
pub struct ShowQuery {
    kept: Option<String>,
}

pub async fn show(desk: Desk, Path(id): Path<String>, Query(query): Query<ShowQuery>) -> Result<Response, Stop> {
    let held = find(&desk, &id).await?;
    let kept = if query.kept.is_some() { Kept::Now } else { Kept::Not };
    let frame = frame("certificates", held.title.clone(), "A certificate of completion, and what others see of it.");
    let site = desk.app.0.public_url.as_str();
    Ok(desk.page(StatusCode::OK, frame, || view! { <CompletionPage held=&held site=site kept=kept /> }))
}

/// Keeps what others may see.
pub async fn choose(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let allowed = |what| fields.all("shown").any(|shown| shown == what);
    let shown = Shown { name: allowed("name"), mock: allowed("mock") };
    let id = CompletionId::new(id);
    if !desk.site().store.show_completion(&desk.viewer.account, &id, shown).await? {
        return Err(Stop::NotFound);
    }
    Ok(Redirect::to(&format!("{}?kept=1", urls::completion(&id))).into_response())
}

pub async fn pdf(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let printing = &desk.app.0.printing;
    let held = find(&desk, &id).await?;
    let place = printing.place().await?;
    let pdf = printing.certificate(place, document(&held, &desk.app.0.public_url)).await?;
    Ok(attachment(Kind::Pdf, &file_name("certificate", &held), pdf))
}

/// Everything that the document says.
fn document(held: &Completion, site: &str) -> Document {
    let withdrawn = held.withdrawn.as_ref().map(|withdrawn| Withdrawal {
        on: day_of(withdrawn.at),
        reason: match withdrawn.by {
            Withdrawer::Holder => "The holder withdrew it.".to_owned(),
            Withdrawer::Service => withdrawn.reason.clone(),
        },
    });
    let best_mock = BestMock { percent: u32::from(held.mock.percent), on: held.mock.on };
    Document {
        holder: held.holder.clone(),
        course_title: held.title.clone(),
        level: held.level,
        completed_on: held.completed_on,
        lessons: held.lessons,
        hours: Some(held.hours),
        best_mock: Some(best_mock).filter(|_| held.shown.mock),
        code: held.code.to_string(),
        verify_url: format!("{site}{}", urls::verify(&held.code)),
        issuer: ISSUER.to_owned(),
        issued_on: day_of(held.issued),
        withdrawn,
    }
}

fn file_name(what: &str, held: &Completion) -> String {
    format!("{what}-{}-{}", held.level.word(), when::iso_day(held.issued))
}

/// The badge, signed now. A certificate that was withdrawn has none.
pub async fn badge(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let held = find(&desk, &id).await?;
    if held.withdrawn.is_some() {
        return Err(Stop::NotFound);
    }
    send(&desk.app, &held).await
}

async fn send(app: &App, held: &Completion) -> Result<Response, Stop> {
    let badge = badges::badge(app, held).await?;
    let text = serde_json::to_string_pretty(&badge).map_err(|_| Stop::Internal)?;
    let mut response = attachment(Kind::Badge, &file_name("badge", held), text.into_bytes());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Makes a link by which the badge is taken to another device, and shows it once.
pub async fn phone(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let (held, token, now) = (find(&desk, &id).await?, entropy::hex::<32>(), desk.site().now().wall);
    if !desk.site().store.make_badge_link(&desk.viewer.account, &held.id, hashed(&token), now).await? {
        return Err(Stop::NotFound);
    }
    let address = format!("{}{}", desk.app.0.public_url, urls::badge_link(token));
    let picture = qr::drawing(&address).map(|drawing| (drawing.path, drawing.side));
    let frame = frame("certificates", "Badge for your phone", "A link by which the badge is taken to another device.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <PhonePage held=&held address=address picture=picture /> }))
}

/// The badge behind such a link, for whoever has it. A wrong link, one whose time is over, and one of a certificate that was
/// withdrawn look as if there were nothing.
pub async fn take(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    let (store, now) = (&counter.site().store, counter.site().now().wall);
    let held = store.completion_behind(&hashed(&token), now).await?.ok_or(Stop::NotFound)?;
    send(&counter.app, &held).await
}

/// The badge with all that is needed to check it without us, as an archive.
pub async fn bundle(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let held = find(&desk, &id).await?;
    if held.withdrawn.is_some() {
        return Err(Stop::NotFound);
    }
    let bytes = badges::bundle(&desk.app, &held).await?;
    Ok(attachment(Kind::Zip, &file_name("badge-to-keep", &held), bytes))
}

pub async fn show_withdraw(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let held = find(&desk, &id).await?;
    if held.withdrawn.is_some() {
        return Err(Stop::NotFound);
    }
    let frame = frame("certificates", "Withdraw a certificate", "What withdrawing it does.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <WithdrawPage held=&held /> }))
}

/// Withdraws it for good. The same form sent twice finds it withdrawn: that was the first time.
pub async fn withdraw(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let held = find(&desk, &id).await?;
    if fields.get("sure") != "yes" {
        return Err(Stop::Malformed);
    }
    let (site, account) = (desk.site(), &desk.viewer.account);
    site.store.withdraw_completion(account, &held.id, site.now().wall).await?;
    Ok(Redirect::to(&urls::completion(&held.id)).into_response())
}
