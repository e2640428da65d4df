//! The service as browsers meet it: every request goes through the real router, time is the test's own.

mod answers;
mod browser;
mod gates;
mod html;
mod journeys;
mod page;
mod people;
mod samples;
mod server;
mod smtp;
mod time;
