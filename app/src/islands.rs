//! The interactive parts. Each is rendered by the server first and works as a plain form until its wasm has arrived.

pub mod exam;
