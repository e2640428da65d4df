//! Files that prove certificates: kept, shown to those who may see them, and removed with the account.

use app::form::Form;
use app::urls;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::evidence::inspect;
use domain::award::Refusal;
use domain::ids::{AccountId, AwardId, EvidenceId};
use store::{EvidenceFile, NewEvidence, Prover, Recorded};

use crate::entropy;
use crate::office::{LeadingOffice, ReadingOffice};
use crate::page::Desk;
use crate::state::App;
use crate::stop::Stop;
use crate::upload::{Upload, download_name};

/// Adds a file to an award, or says what is wrong with it.
async fn add(app: &App, by: Prover, award: &AwardId, upload: Upload) -> Result<Result<(), String>, Stop> {
    // The place at the desk for files is held until the bytes are kept.
    let Upload { name, bytes, place: _held } = upload;
    let inspected = inspect(&bytes);
    let seen = match inspected {
        Ok(seen) => seen,
        Err(fault) => return Ok(Err(fault.to_string())),
    };
    let (site, files) = (app.site(), app.files());
    let now = site.now().wall;
    let new = NewEvidence {
        id: EvidenceId::new(store::fresh_id(now)),
        place: entropy::hex::<32>(),
        name,
        media_type: seen.media_type,
        size: bytes.len() as i64,
        digest: seen.digest_sha256_hex,
    };
    let place = new.place.clone();
    // The file first: a line in the books never names one that is not there.
    files.keep(&place, bytes).await?;
    let recorded = site.store.add_evidence(by, award, new, now).await;
    if !matches!(recorded, Ok(Recorded::New(_))) {
        files.remove(&place).await?;
    }
    match recorded? {
        Recorded::New(_) | Recorded::Known(_) => Ok(Ok(())),
        Recorded::Refused(Refusal::Decided) => {
            Ok(Err(format!("A certificate holds {} files at most. This one was not kept.", store::MOST_FILES)))
        }
        Recorded::Refused(_) | Recorded::Nobody => Err(Stop::NotFound),
    }
}

/// The one that is asked for.
async fn send_one(app: &App, files: Vec<EvidenceFile>, id: &str) -> Result<Response, Stop> {
    let file = files.into_iter().find(|file| file.id().as_str() == id).ok_or(Stop::NotFound)?;
    let bytes = proof(app, &file).await?;
    send(&file, bytes)
}

/// The bytes of a file, if they are those that were handed in.
pub(super) async fn proof(app: &App, file: &EvidenceFile) -> Result<Bytes, Stop> {
    let found = app.files().fetch_proof(&file.place, &file.digest).await?;
    found.map_err(|why| {
        tracing::error!(file = %file.id(), award = %file.award(), place = %file.place, %why, "a proof is not what the books say");
        Stop::Altered
    })
}

/// A file goes out as what it is and as nothing else: never shown inside a page of ours, never kept in between.
pub(super) fn send(file: &EvidenceFile, bytes: Bytes) -> Result<Response, Stop> {
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| Stop::Internal);
    let name = download_name(&file.name, &file.media_type);
    let headers = [
        (header::CONTENT_TYPE, value(&file.media_type)?),
        (header::CONTENT_DISPOSITION, value(&format!("attachment; filename=\"{name}\""))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

pub async fn add_own(desk: Desk, Path(award): Path<String>, upload: Upload) -> Result<Response, Stop> {
    let award = AwardId::new(award);
    must_be_own(&desk, &desk.viewer.account, &award).await?;
    let by = Prover::Holder(desk.viewer.account.clone(), desk.viewer.name.clone());
    match add(&desk.app, by, &award, upload).await? {
        Ok(()) => Ok(Redirect::to(&urls::certificate(&award)).into_response()),
        Err(words) => Ok(refused(&desk, &award, &words)),
    }
}

/// Whose the award is not learns nothing from the file either.
async fn must_be_own(desk: &Desk, account: &AccountId, award: &AwardId) -> Result<(), Stop> {
    let awards = desk.site().store.awards(account).await?;
    if awards.iter().any(|log| log.id == *award) { Ok(()) } else { Err(Stop::NotFound) }
}

fn refused(desk: &Desk, award: &AwardId, words: &str) -> Response {
    use app::pages::message::Message;
    use leptos::prelude::*;

    let (words, way_on) = (words.to_owned(), (urls::certificate(award), "Back to the certificate".to_owned()));
    let frame = crate::page::frame("credits", "The file was not kept", "What is wrong with the file.");
    desk.page(StatusCode::UNPROCESSABLE_ENTITY, frame, || {
        view! { <Message heading="The file was not kept".to_owned() text=words way_on=way_on request=None /> }
    })
}

pub async fn own(desk: Desk, Path((award, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let award = AwardId::new(award);
    let files = desk.site().store.own_evidence(&desk.viewer.account, Some(&award)).await?;
    send_one(&desk.app, files, &id).await
}

pub async fn seen(
    office: ReadingOffice,
    Path((_, award, id)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    let site = office.site();
    let files = site.store.seen_evidence(&office.seat, &AwardId::new(award), site.now().wall).await?;
    send_one(&office.app, files, &id).await
}

pub async fn add_seen(
    office: LeadingOffice,
    Path((_, award)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Stop> {
    let (site, award) = (office.site(), AwardId::new(award));
    let member = site.store.holder_of(&office.seat, &award, site.now().wall).await?.ok_or(Stop::NotFound)?;
    match add(&office.app, Prover::Lead(office.leading.clone()), &award, upload).await? {
        Ok(()) => Ok(Redirect::to(&urls::award_of(&office.seat.organisation, &member, &award)).into_response()),
        Err(words) => {
            let mut form = Form::default().with("award", award.as_str());
            form.refuse("file", words);
            super::organisation::person::again(&office, &member, form).await
        }
    }
}
