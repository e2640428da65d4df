//! A request about an organisation: who sits where in its books, and how far that goes.

use std::ops::Deref;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::award::{Day, day_of};
use domain::ids::OrganisationId;
use domain::organisation::Entry;
use store::{Leading, Line, Managing, Seat, Written};

use crate::page::Desk;
use crate::state::App;
use crate::stop::Stop;

/// A request of somebody who belongs to the organisation in the address. For everybody else there is nothing there.
pub struct Office {
    /// Where the person sits.
    pub seat: Seat,
    desk: Desk,
}

impl Office {
    /// Today (UTC).
    pub fn today(&self) -> Day {
        day_of(self.site().now().wall)
    }
}

impl Deref for Office {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl FromRequestParts<App> for Office {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let desk = Desk::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Stop::NotFound)?;
        let organisation =
            params.iter().find(|(name, _)| *name == "organisation").map(|(_, id)| OrganisationId::new(id));
        let organisation = organisation.ok_or(Stop::NotFound)?;
        let seat = desk.site().store.seat(&desk.viewer.account, &organisation, day_of(desk.site().now().wall)).await?;
        let seat = seat.ok_or(Stop::NotFound)?;
        Ok(Self { seat, desk })
    }
}

macro_rules! offices {
    ($($(#[$doc:meta])* $name:ident { $field:ident: $kind:ty = $from:expr })*) => {$(
        $(#[$doc])*
        pub struct $name {
            /// The proof of it, as the store wants it.
            pub $field: $kind,
            office: Office,
        }

        impl Deref for $name {
            type Target = Office;

            fn deref(&self) -> &Office {
                &self.office
            }
        }

        impl FromRequestParts<App> for $name {
            type Rejection = Stop;

            async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
                let office = Office::from_request_parts(parts, app).await?;
                let from: fn(&Seat) -> Option<$kind> = $from;
                let $field = from(&office.seat).ok_or(Stop::NotFound)?;
                Ok(Self { $field, office })
            }
        }
    )*};
}

/// Somebody who may read the books.
pub struct Reading;

/// Somebody who may read all of them.
pub struct Whole;

offices! {
    /// A request of somebody who reads the books: of all people, or of the own team.
    ReadingOffice { _reading: Reading = |seat| seat.role.reads().then_some(Reading) }
    /// A request of somebody who reads the books of all people.
    WholeOffice { _whole: Whole = |seat| seat.role.reads_all().then_some(Whole) }
    /// A request of somebody who decides about people: all of them, or the own team.
    LeadingOffice { leading: Leading = Seat::leading }
    /// A request of somebody who answers for the books.
    ManagingOffice { managing: Managing = Seat::managing }
}

impl ManagingOffice {
    /// Writes into the books what no rule of theirs can refuse but for a form that was tampered with.
    pub async fn keep(&self, lines: Vec<Line>) -> Result<(), Stop> {
        if self.write(lines).await? { Ok(()) } else { Err(Stop::Malformed) }
    }

    /// Writes into the books; false, and nothing, when nobody would answer for them any more.
    pub async fn keep_unless_last(&self, entry: Entry) -> Result<bool, Stop> {
        self.write(vec![entry.into()]).await
    }

    async fn write(&self, lines: Vec<Line>) -> Result<bool, Stop> {
        match self.site().store.keep_books(&self.managing, lines, self.site().now().wall).await? {
            Written::Done => Ok(true),
            Written::LastManager => Ok(false),
            Written::Taken => Err(Stop::Malformed),
        }
    }
}
