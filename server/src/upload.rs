//! A file that was posted. It is read up to its limit and never kept with what was typed.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;

use crate::stop::Stop;

/// The file of a form.
#[derive(Debug, Default)]
pub struct Upload {
    /// As the person called it, made harmless; never part of a path.
    pub name: String,
    /// Its bytes; one more than may be when it is too large.
    pub bytes: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Stop;

    async fn from_request(request: Request<Body>, state: &S) -> Result<Self, Stop> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Err(Stop::Unsupported);
        }
        let mut form = Multipart::from_request(request, state).await.map_err(|_| Stop::Malformed)?;
        while let Some(field) = form.next_field().await.map_err(stop)? {
            if field.name() == Some("file") {
                let name = tidy(field.file_name().unwrap_or_default());
                return Ok(Self { name, bytes: field.bytes().await.map_err(stop)? });
            }
        }
        Ok(Self::default())
    }
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
