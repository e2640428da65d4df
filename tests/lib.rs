//! Nothing but tests lives in this package.
