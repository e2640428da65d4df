//! A file that was posted. It is read up to its limit and never kept with what was typed; only so many are in memory at once.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header;
use axum::http::request::Parts;
use tokio::sync::OwnedSemaphorePermit;

use crate::state::App;
use crate::stop::Stop;

/// Files that are received and looked at at once: each lies in memory meanwhile.
pub const AT_ONCE: usize = 8;
/// So long somebody waits for a place.
const PATIENCE: Duration = Duration::from_secs(2);
/// A file that takes longer to arrive is given up: it would keep others from their place.
const SLOWEST: Duration = Duration::from_secs(300);

/// A place at the desk for files. It is asked for after the person was found to be allowed to send one, and before anything of it is read.
#[derive(Debug)]
pub struct Place {
    _held: OwnedSemaphorePermit,
}

impl FromRequestParts<App> for Place {
    type Rejection = Stop;

    async fn from_request_parts(_: &mut Parts, app: &App) -> Result<Self, Stop> {
        let place = tokio::time::timeout(PATIENCE, Arc::clone(&app.0.uploads).acquire_owned()).await;
        let held = place.map_err(|_| Stop::Busy)?.map_err(|_| Stop::Busy)?;
        Ok(Self { _held: held })
    }
}

/// Reads what is posted, if it arrives in time.
pub async fn in_time<T>(read: impl Future<Output = Result<T, Stop>>) -> Result<T, Stop> {
    tokio::time::timeout(SLOWEST, read).await.unwrap_or(Err(Stop::Malformed))
}

/// The file of a form.
#[derive(Debug)]
pub struct Upload {
    /// Holds a place until the file is done with.
    pub place: Place,
    /// As the person called it, made harmless; never part of a path.
    pub name: String,
    /// Its bytes; one more than may be when it is too large.
    pub bytes: Bytes,
}

impl FromRequest<App> for Upload {
    type Rejection = Stop;

    async fn from_request(request: Request<Body>, app: &App) -> Result<Self, Stop> {
        let (mut parts, body) = request.into_parts();
        let place = Place::from_request_parts(&mut parts, app).await?;
        in_time(received(place, Request::from_parts(parts, body))).await
    }
}

async fn received(place: Place, request: Request<Body>) -> Result<Upload, Stop> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        return Err(Stop::Unsupported);
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Stop::Malformed)?;
    while let Some(field) = form.next_field().await.map_err(stop)? {
        if field.name() == Some("file") {
            let name = tidy(field.file_name().unwrap_or_default());
            return Ok(Upload { place, name, bytes: field.bytes().await.map_err(stop)? });
        }
    }
    Ok(Upload { place, name: String::new(), bytes: Bytes::new() })
}

fn stop(error: axum::extract::multipart::MultipartError) -> Stop {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE { Stop::TooLong } else { Stop::Malformed }
}

/// The last part of a name, without what headers, folders or terminals could take for something else.
fn tidy(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: &char| c.is_alphanumeric() || " .-_()".contains(*c);
    let tidy = last.chars().filter(plain).take(100).collect::<String>();
    let tidy = tidy.trim_matches(['.', ' ']).to_owned();
    if tidy.is_empty() { "file".to_owned() } else { tidy }
}

/// What a download is called: ASCII letters only, with the ending of what the file is.
pub fn download_name(name: &str, media_type: &str) -> String {
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect::<String>();
    format!("{}.{ending}", if stem.is_empty() { "file" } else { &stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_harmless() {
        assert_eq!(tidy("C:\\fakepath\\Zeugnis Ä.pdf"), "Zeugnis Ä.pdf");
        assert_eq!(tidy("../../etc/passwd"), "passwd");
        assert_eq!(tidy("a\"; b=\r\n.pdf"), "a b.pdf");
        assert_eq!((tidy(""), tidy("..")), ("file".to_owned(), "file".to_owned()));
        assert_eq!(download_name("Zeugnis Ä.exe", "application/pdf"), "Zeugnis__.pdf");
    }
}
