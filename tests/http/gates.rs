//! What must never happen, generated from the table of routes.
