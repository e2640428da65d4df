//! What an external auditor's link shows. Wrong, ended and expired links all look as if there were nothing.

use app::pages::audit::AuditPage;
use app::pages::evidence::{MOST_PRINTED, PEOPLE};
use app::shell::{Frame, Robots};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use domain::organisation::{Pack, Seed};
use leptos::prelude::*;
use serde::Deserialize;
use store::OpenLink;

use super::organisation::as_of::page;
use super::organisation::pack::{file_name, workbook};
use crate::attachment::{Kind, attachment};
use crate::evidence::{Reader, document};
use crate::page::Counter;
use crate::session::hashed;
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct AuditQuery {
    seed: Option<String>,
    page: Option<String>,
}

/// A link that works, and the sample that is asked for.
struct Asked {
    token: String,
    open: OpenLink,
    seed: Seed,
}

impl Asked {
    async fn of(counter: &Counter, token: String, query: &AuditQuery) -> Result<Self, Stop> {
        let site = counter.site();
        let open = site.store.open_audit_link(&hashed(&token), site.now().wall).await?.ok_or(Stop::NotFound)?;
        let seed = query.seed.as_deref().and_then(Seed::read).unwrap_or(open.link().seed);
        Ok(Self { token, open, seed })
    }

    async fn pack(&self, counter: &Counter) -> Result<Pack, Stop> {
        Ok(counter.site().store.audited_pack(&self.open, self.seed).await?)
    }

    fn reader<'r>(&'r self, counter: &Counter) -> Reader<'r> {
        Reader { made_by: &self.open.link().made_by, opens: None, now: counter.site().now().wall }
    }
}

pub async fn show(
    counter: Counter,
    Path(token): Path<String>,
    Query(query): Query<AuditQuery>,
) -> Result<Response, Stop> {
    let asked = Asked::of(&counter, token, &query).await?;
    let pack = asked.pack(&counter).await?;
    Ok(render(&counter, &asked, pack, page(query.page.as_deref()), StatusCode::OK))
}

fn render(counter: &Counter, asked: &Asked, pack: Pack, page: usize, status: StatusCode) -> Response {
    let frame = Frame {
        title: format!("Evidence of competence: {}", pack.organisation),
        description: "An evidence pack for clause 7.2, for an auditor.".to_owned(),
        robots: Robots::StayAway,
        ..Frame::default()
    };
    let page = page.min(pack.people.len().saturating_sub(1) / PEOPLE);
    let (address, expires) = (urls::audit(&asked.token), asked.open.link().expires);
    let (seed, other) = (asked.seed, Seed::of(counter.site().entropy()));
    let mut response = counter.page(status, frame, || {
        view! { <AuditPage pack=pack address=address seed=seed other=other expires=expires page=page /> }
    });
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

pub async fn pdf(
    counter: Counter,
    Path(token): Path<String>,
    Query(query): Query<AuditQuery>,
) -> Result<Response, Stop> {
    let asked = Asked::of(&counter, token, &query).await?;
    let printing = &counter.app.0.printing;
    let place = printing.place().await?;
    let pack = asked.pack(&counter).await?;
    if pack.people.len() > MOST_PRINTED {
        return Ok(render(&counter, &asked, pack, 0, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let pdf = printing.audit_pack(place, document(&pack, &asked.reader(&counter))).await?;
    Ok(attachment(Kind::Pdf, &file_name(&pack), pdf))
}

pub async fn xlsx(
    counter: Counter,
    Path(token): Path<String>,
    Query(query): Query<AuditQuery>,
) -> Result<Response, Stop> {
    let asked = Asked::of(&counter, token, &query).await?;
    workbook(&asked.pack(&counter).await?, &asked.reader(&counter))
}
