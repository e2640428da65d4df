//! What an external auditor's link shows. Wrong, ended and expired links all look as if there were nothing.

use app::pages::audit::AuditPage;
use app::pages::evidence::{MOST_PRINTED, PEOPLE};
use app::shell::{Frame, Robots};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use domain::ids::AwardId;
use domain::organisation::{Pack, Seed};
use leptos::prelude::*;
use serde::Deserialize;
use store::{OpenLink, Opening};

use super::organisation::as_of::page;
use super::organisation::pack::{file_name, workbook};
use crate::attachment::{Kind, attachment};
use crate::evidence::{Reader, document};
use crate::page::Counter;
use crate::session::hashed;
use crate::stop::Stop;

#[derive(Default, Deserialize)]
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

    /// Notes that something was opened. Who only asks whether it is there opens nothing.
    async fn note(&self, counter: &Counter, method: &Method, what: Opening) -> Result<(), Stop> {
        if *method == Method::HEAD {
            return Ok(());
        }
        let site = counter.site();
        Ok(site.store.note_opening(&self.open, what, site.now().wall).await?)
    }

    fn reader<'r>(&'r self, counter: &Counter) -> Reader<'r> {
        Reader { made_by: &self.open.link().made_by, opens: None, now: counter.site().now().wall }
    }
}

pub async fn show(
    counter: Counter,
    method: Method,
    Path(token): Path<String>,
    Query(query): Query<AuditQuery>,
) -> Result<Response, Stop> {
    let asked = Asked::of(&counter, token, &query).await?;
    let pack = asked.pack(&counter).await?;
    asked.note(&counter, &method, Opening::Pack).await?;
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
    let (address, link) = (urls::audit(&asked.token), asked.open.link().clone());
    let (seed, other) = (asked.seed, Seed::of(counter.site().entropy()));
    let mut response = counter.page(status, frame, || {
        view! { <AuditPage pack=pack address=address seed=seed other=other link=link page=page /> }
    });
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

pub async fn pdf(
    counter: Counter,
    method: Method,
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
    asked.note(&counter, &method, Opening::Pack).await?;
    let pdf = printing.audit_pack(place, document(&pack, &asked.reader(&counter))).await?;
    Ok(attachment(Kind::Pdf, &file_name(&pack), pdf))
}

pub async fn xlsx(
    counter: Counter,
    method: Method,
    Path(token): Path<String>,
    Query(query): Query<AuditQuery>,
) -> Result<Response, Stop> {
    let asked = Asked::of(&counter, token, &query).await?;
    let pack = asked.pack(&counter).await?;
    asked.note(&counter, &method, Opening::Pack).await?;
    workbook(&pack, &asked.reader(&counter))
}

/// A file that proves a certificate of the pack, whichever sample is drawn of it.
pub async fn evidence(
    counter: Counter,
    method: Method,
    Path((token, award, evidence)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    let asked = Asked::of(&counter, token, &AuditQuery::default()).await?;
    let file = counter.site().store.audited_file(&asked.open, &AwardId::new(award), &evidence).await?;
    let file = file.ok_or(Stop::NotFound)?;
    let bytes = super::evidence::proof(&counter.app, &file).await?;
    asked.note(&counter, &method, Opening::File).await?;
    let mut response = super::evidence::send(&file, bytes)?;
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(response)
}
