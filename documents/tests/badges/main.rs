//! Badges as whoever holds one sees them.

mod bundles;
mod facts;
mod hostile;
mod issued;
mod keys;
mod lists;
mod samples;
mod tampered;
