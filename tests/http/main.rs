//! The service as browsers meet it: every request goes through the real router, time is the test's own.

mod browser;
mod gates;
mod html;
mod journeys;
mod page;
mod people;
mod server;
mod time;
