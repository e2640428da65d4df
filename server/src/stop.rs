//! Why a request cannot be answered as asked. Handlers return it; the layer around all routes turns it into a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::Fault;

/// The reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// Nobody is signed in; come back to the address afterwards.
    SignIn(String),
    /// The form came from elsewhere.
    Foreign,
    /// The form cannot be read.
    Malformed,
    /// The body is too long.
    TooLong,
    /// The body is of another kind than a form.
    Unsupported,
    /// The address takes other methods.
    Method,
    /// Too many tries: wait so many seconds.
    Wait(i64),
    /// Too many files are being received: try again in a moment.
    Busy,
    /// Too many archives are being made: try again in some minutes.
    Crowded,
    /// The store of files did not take it, or did not give it.
    NoFiles,
    /// What is kept is not what was handed in, or is gone: it is shown to nobody.
    Altered,
    /// The database did not take it.
    Unavailable,
    /// A defect of ours.
    Internal,
}

impl Stop {
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn(_) => StatusCode::SEE_OTHER,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unsupported => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Crowded | Self::NoFiles | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Altered => StatusCode::GONE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Heading and text of the page.
    pub(crate) fn words(&self) -> (&'static str, String) {
        match self {
            Self::NotFound => (
                "There is nothing at this address",
                "It may have been removed, or the address may be mistyped. If you followed a link of ours, the link is wrong.".into(),
            ),
            Self::SignIn(_) => ("Please sign in", "Sign in to go on. Nothing you saved is lost.".into()),
            Self::Foreign => (
                "This request came from another site",
                "To protect you, changes are taken only from our own pages. Open the page here and try again.".into(),
            ),
            Self::Malformed => (
                "The form could not be read",
                "Nothing was changed. Go back, reload the page and try again.".into(),
            ),
            Self::TooLong => (
                "That is too long",
                "Nothing was changed. Go back (what you typed is still there), shorten the text and try again.".into(),
            ),
            Self::Unsupported => ("This address takes forms only", "Nothing was changed.".into()),
            Self::Method => ("This address cannot be used that way", "Nothing was changed. Start from the page that led you here.".into()),
            Self::Wait(seconds) => (
                "Too many tries",
                format!("Please wait {seconds} seconds and try again. Waiting protects this account from guessing."),
            ),
            Self::Busy => (
                "Many files are being sent right now",
                "Your file was not taken, and nothing was changed. Go back (the file is still chosen) and send it again in a moment.".into(),
            ),
            Self::Crowded => (
                "Others are taking archives out right now",
                "An archive can be long, so only some are made at once. Nothing was changed; try again in some minutes.".into(),
            ),
            Self::NoFiles => (
                "The place where files lie does not answer",
                "Nothing was changed. Go back (a file that you chose is still chosen) and try again in a moment.".into(),
            ),
            Self::Altered => (
                "This file is lost or was changed",
                "It is not what was handed in any more, so it proves nothing and is not shown. It has been noted; whoever runs this service can bring it back from a backup.".into(),
            ),
            Self::Unavailable => (
                "Not saved: the database does not answer",
                "Nothing was lost that was saved before. Go back (what you typed is still there) and try again in a moment.".into(),
            ),
            Self::Internal => ("Something went wrong here", "It is our fault and it has been noted. Nothing you saved is lost.".into()),
        }
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        tracing::error!(%fault, "the store failed");
        match fault {
            Fault::Unavailable(_) | Fault::Stopping => Self::Unavailable,
            Fault::Elsewhere => Self::Malformed,
            Fault::Corrupt { .. } => Self::Internal,
        }
    }
}

impl From<crate::files::FilesFault> for Stop {
    fn from(fault: crate::files::FilesFault) -> Self {
        tracing::error!(%fault, "the store of files failed");
        Self::NoFiles
    }
}

impl From<crate::password::HashFault> for Stop {
    fn from(fault: crate::password::HashFault) -> Self {
        tracing::error!(%fault, "hashing failed");
        Self::Internal
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
