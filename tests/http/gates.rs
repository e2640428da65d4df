//! What must never happen, generated from the table of routes: a route that the tests cannot use fails them.

mod abroad;
pub mod analysed;
mod bank;
pub mod bodies;
pub mod books;
pub mod classes;
mod colleagues;
mod elsewhere;
mod headers;
mod keys;
pub mod marking;
mod strangers;
pub mod world;
