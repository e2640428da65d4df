//! Pages, one module each: what it needs, how it is loaded, how it looks.

pub mod about;
pub mod account;
pub mod again;
pub mod book;
pub mod clauses;
pub mod course;
pub mod credits;
pub mod dashboard;
pub mod entry;
pub mod exam;
pub mod exercises;
pub mod glossary;
pub mod home;
pub mod lesson;
pub mod mail;
pub mod message;
pub mod organisation;
pub mod outbox;
pub mod papers;
pub mod paths;
pub mod people;
pub mod practice;
pub mod progress;
pub mod reports;
pub mod result;
pub mod sittings;
