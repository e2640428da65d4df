//! The server: configuration, sessions, routes, jobs, command line. Puts the rooms together and decides nothing.

pub mod assets;
pub mod clock;
pub mod command;
pub mod config;
pub mod entropy;
pub mod files;
pub mod jobs;
pub mod log;
pub mod mail;
pub mod password;
pub mod routes;
pub mod serve;
pub mod state;

mod around;
mod attachment;
mod audience;
mod back;
mod badges;
mod classroom;
mod evidence;
mod fields;
mod intake;
mod kept;
mod letters;
mod limit;
mod office;
mod origin;
mod page;
mod printing;
mod questions;
mod session;
mod standings;
mod stop;
mod throttle;
mod upload;
mod wear;
