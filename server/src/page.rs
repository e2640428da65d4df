//! From a page to a response.

use std::ops::Deref;

use app::shell::{Frame, document};
use app::site::{Site, Viewer};
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use leptos::prelude::IntoView;
use store::Staff;

use crate::around::{Visit, html};
use crate::session::{MaybeSignedIn, SignedIn};
use crate::state::App;
use crate::stop::Stop;

/// A request of somebody signed in: who, and what renders the answer.
pub struct Desk {
    /// The server.
    pub app: App,
    /// Who.
    pub viewer: Viewer,
    visit: Visit,
}

/// A request of somebody who looks after others. For everybody else who is signed in, there is nothing at such an address.
pub struct StaffDesk {
    /// Whose people are in reach.
    pub staff: Staff,
    desk: Desk,
}

/// A request of anyone.
pub struct Counter {
    /// The server.
    pub app: App,
    /// Who, if signed in.
    pub viewer: Option<Viewer>,
    visit: Visit,
}

impl FromRequestParts<App> for Desk {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let SignedIn(viewer) = SignedIn::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), viewer, visit: Visit::from_request_parts(parts, app).await? })
    }
}

impl FromRequestParts<App> for StaffDesk {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let desk = Desk::from_request_parts(parts, app).await?;
        let viewer = &desk.viewer;
        let staff = Staff::of(viewer.role, viewer.organisation.as_ref(), &viewer.name).ok_or(Stop::NotFound)?;
        Ok(Self { staff, desk })
    }
}

impl Deref for StaffDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl FromRequestParts<App> for Counter {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let MaybeSignedIn(viewer) = MaybeSignedIn::from_request_parts(parts, app).await?;
        let State(app) = State::<App>::from_request_parts(parts, app).await.unwrap_or_else(|never| match never {});
        Ok(Self { app, viewer, visit: Visit::from_request_parts(parts, &()).await? })
    }
}

impl Desk {
    /// What pages can reach.
    pub fn site(&self) -> &Site {
        self.app.site()
    }

    /// Renders a page.
    pub fn page<V: IntoView>(&self, status: StatusCode, frame: Frame, page: impl FnOnce() -> V) -> Response {
        html(status, document(self.site(), Some(&self.viewer), &self.visit.nonce, frame, page))
    }
}

impl Counter {
    /// The same request of somebody signed in.
    pub fn desk(&self) -> Option<Desk> {
        let viewer = self.viewer.clone()?;
        Some(Desk { app: self.app.clone(), viewer, visit: self.visit.clone() })
    }

    /// What pages can reach.
    pub fn site(&self) -> &Site {
        self.app.site()
    }

    /// Renders a page.
    pub fn page<V: IntoView>(&self, status: StatusCode, frame: Frame, page: impl FnOnce() -> V) -> Response {
        html(status, document(self.site(), self.viewer.as_ref(), &self.visit.nonce, frame, page))
    }
}

/// The frame of an ordinary page.
pub fn frame(section: &'static str, title: impl Into<String>, description: impl Into<String>) -> Frame {
    Frame { title: title.into(), description: description.into(), section, ..Frame::default() }
}

/// 200 for a sound form, 422 for one with errors.
pub fn status(form: &app::form::Form) -> StatusCode {
    if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}
