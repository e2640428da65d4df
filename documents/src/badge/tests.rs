//! Published vectors, which need what is private here.

mod guide;
mod published;

use serde_json::Value;
use sha2::{Digest, Sha256};

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a vector is JSON")
}

fn digest(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))
}
