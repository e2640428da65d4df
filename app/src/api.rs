//! What the exam island asks of the server, and the types made for the browser. No key passes here.

use domain::attempt::{Refusal, Save};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The answer to a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum SaveReply {
    /// The save is on disk.
    Saved {
        /// Working time left, in milliseconds.
        remaining: i64,
    },
    /// It was not taken, and this is why.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// The session has ended, or the attempt is not this person's.
    SignedOut,
    /// Not stored now; trying again is right.
    Unavailable,
}

/// Stores one act of a running exam; answers after it is durable.
///
/// # Errors
/// Only those of the transport: everything the server decides is a [`SaveReply`].
#[server(prefix = "/api", endpoint = "attempt/save", input = server_fn::codec::Json, output = server_fn::codec::Json)]
pub async fn save_act(attempt: String, save: Save) -> Result<SaveReply, ServerFnError> {
    use domain::ids::AttemptId;
    use store::SaveOutcome;

    use crate::site::{Site, Viewer};

    let (Some(site), Some(viewer)) = (use_context::<Site>(), use_context::<Viewer>()) else {
        return Ok(SaveReply::SignedOut);
    };
    if save.key.is_empty() || save.key.len() > LONGEST_KEY {
        return Ok(SaveReply::Refused { refusal: Refusal::UnknownItem });
    }
    let outcome = site.store.save(&viewer.account, &AttemptId::new(attempt), save, site.now()).await;
    Ok(match outcome {
        Ok(SaveOutcome::Saved(saved)) => SaveReply::Saved { remaining: saved.remaining.0 },
        Ok(SaveOutcome::Refused(refusal)) => SaveReply::Refused { refusal },
        Ok(SaveOutcome::Absent) => SaveReply::SignedOut,
        Err(fault) => {
            site.report(&fault);
            SaveReply::Unavailable
        }
    })
}

/// Longest key of a save, in bytes.
#[cfg(feature = "ssr")]
pub const LONGEST_KEY: usize = 64;
