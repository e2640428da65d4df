//! The fields of a posted form, read by name. A handler sees only the fields it asks for.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;

use crate::stop::Stop;

/// Longest form, in bytes. A note of 20,000 characters fits, percent-encoded.
pub const LONGEST: usize = 256 * 1024;

/// What was posted.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// What stands in an address after the question mark.
    pub fn parse(query: &[u8]) -> Self {
        Self(form_urlencoded::parse(query).into_owned().collect())
    }

    /// The first value of a field, empty when it is absent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The first value of a field, without white space around it.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<S: Sync> FromRequest<S> for Fields {
    type Rejection = Stop;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Stop> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
        let body = to_bytes(request.into_body(), LONGEST).await.map_err(|_| Stop::TooLong)?;
        if body.is_empty() {
            return Ok(Self::default());
        }
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Stop::Unsupported);
        }
        if std::str::from_utf8(&body).is_err() {
            return Err(Stop::Malformed);
        }
        let fields = form_urlencoded::parse(&body).into_owned().collect::<Vec<_>>();
        if fields.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Stop::Malformed);
        }
        Ok(Self(fields))
    }
}
