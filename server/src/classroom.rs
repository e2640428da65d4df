//! A request about a cohort: who teaches it, or who takes part.

use std::ops::Deref;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::ids::CohortId;
use store::{Attending, Teaching};

use crate::page::Desk;
use crate::state::App;
use crate::stop::Stop;

/// A request of somebody who teaches the cohort in the address. For everybody else there is nothing there.
pub struct TeachingDesk {
    /// The proof of it, as the store wants it.
    pub teaching: Teaching,
    desk: Desk,
}

/// A request of somebody who takes part in the cohort in the address. For everybody else there is nothing there.
pub struct AttendingDesk {
    /// The proof of it, as the store wants it.
    pub attending: Attending,
    desk: Desk,
}

impl Deref for TeachingDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Deref for AttendingDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

async fn cohort(parts: &mut Parts, app: &App) -> Result<CohortId, Stop> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Stop::NotFound)?;
    let cohort = params.iter().find(|(name, _)| *name == "cohort").map(|(_, id)| CohortId::new(id));
    cohort.ok_or(Stop::NotFound)
}

impl FromRequestParts<App> for TeachingDesk {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let desk = Desk::from_request_parts(parts, app).await?;
        let cohort = cohort(parts, app).await?;
        let teaching = desk.site().store.teaching(&desk.viewer.account, &cohort).await?.ok_or(Stop::NotFound)?;
        Ok(Self { teaching, desk })
    }
}

impl FromRequestParts<App> for AttendingDesk {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let desk = Desk::from_request_parts(parts, app).await?;
        let cohort = cohort(parts, app).await?;
        let attending = desk.site().store.attending(&desk.viewer.account, &cohort).await?.ok_or(Stop::NotFound)?;
        Ok(Self { attending, desk })
    }
}
