//! What was typed into a form, kept while the request is answered: when it cannot be taken now, the page that says so
//! hands it back, ready to be sent again.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};

use crate::fields::LONGEST;
use crate::stop::Stop;

/// The fields of a posted form, passwords left out.
#[derive(Debug, Default)]
pub struct Kept {
    /// Address of the form.
    pub action: String,
    /// Names and values in the order of the form.
    pub fields: Vec<(String, String)>,
}

/// Passwords are never handed back.
const SECRET: [&str; 2] = ["password", "current"];

impl Kept {
    /// Keeps what a form posts and passes the request on unchanged; other requests are not touched.
    ///
    /// # Errors
    /// [`Stop::TooLong`].
    pub async fn of(request: Request) -> Result<(Request, Self), Stop> {
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        if request.method() != Method::POST || request.headers().get(header::CONTENT_TYPE) != Some(&form) {
            return Ok((request, Self::default()));
        }
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LONGEST).await.map_err(|_| Stop::TooLong)?;
        let fields = form_urlencoded::parse(&body).into_owned().filter(|(name, _)| !SECRET.contains(&name.as_str()));
        let action = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
        let kept = Self { action, fields: fields.collect() };
        Ok((Request::from_parts(parts, Body::from(body)), kept))
    }

    /// Whether there is anything that would be lost.
    pub fn is_worth_keeping(&self, stop: &Stop) -> bool {
        matches!(stop, Stop::SignIn(_) | Stop::Unavailable) && self.fields.iter().any(|(_, value)| !value.is_empty())
    }
}
