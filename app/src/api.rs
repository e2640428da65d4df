//! What the exam island asks of the server, and the types made for the browser. No key passes here.
//!
//! The endpoints are server functions; the browser calls them by a plain request, which keeps its half small.

use domain::attempt::{Phase, Refusal, Save};
use serde::{Deserialize, Serialize};

/// Address of [`save_act`].
pub const SAVE: &str = "/api/attempt/save";
/// Address of [`hold_attempt`].
pub const HOLD: &str = "/api/attempt/hold";
/// Address of [`pause_attempt`].
pub const PAUSE: &str = "/api/attempt/pause";

/// The answer to a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum SaveReply {
    /// The save is on disk.
    Saved {
        /// Working time left, in milliseconds.
        remaining: i64,
        /// Whether this page still holds the exam; if not, a newer one has taken it over.
        holds: bool,
    },
    /// It does not count, and this is why.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// The session has ended, or the attempt is not this person's.
    SignedOut,
    /// Not stored now; trying again is right.
    Unavailable,
}

/// How a running exam stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub phase: Phase,
    /// Working time left, in milliseconds.
    pub remaining: i64,
    /// The open section, counted from 0.
    pub section: usize,
    /// Time left in it, where sections have their own.
    pub section_remaining: Option<i64>,
    /// Whether a break is running.
    pub resting: bool,
    /// Time left for breaks, in milliseconds.
    pub break_left: i64,
    /// Key of the page that holds the exam.
    pub holder: String,
}

/// The answer to a page that takes an exam over, or that begins or ends a break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldReply {
    /// Done.
    Held {
        /// From here on the page counts its acts.
        sequence: u64,
        /// How the exam stands.
        standing: Standing,
    },
    /// The session has ended, or there is no such exam.
    SignedOut,
    /// Not now; trying again is right.
    Unavailable,
}

/// What a page asks of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// A break begins.
    Begin,
    /// The break ends.
    End,
    /// The section with its own time is left for the next.
    LeaveSection(u16),
}

/// What [`save_act`] takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SaveCall {
    /// The attempt.
    pub attempt: String,
    /// What was done.
    pub save: Save,
}

/// What [`hold_attempt`] takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HoldCall {
    /// The attempt.
    pub attempt: String,
    /// The page's own key.
    pub page: String,
}

/// What [`pause_attempt`] takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PauseCall {
    /// The attempt.
    pub attempt: String,
    /// What is asked.
    pub pause: Pause,
}

#[cfg(feature = "ssr")]
pub use server::{HoldAttempt, PauseAttempt, SaveAct, standing};

#[cfg(feature = "ssr")]
mod server {
    use domain::attempt::{Refusal, Save};
    use domain::ids::AttemptId;
    use leptos::prelude::*;
    use store::{SaveOutcome, Status};

    use super::{HoldReply, Pause, SaveReply, Standing};
    use crate::site::{Site, Viewer};

    fn caller() -> Option<(Site, Viewer)> {
        Some((use_context::<Site>()?, use_context::<Viewer>()?))
    }

    /// Stores one act of a running exam; answers after it is durable.
    ///
    /// # Errors
    /// Only those of the transport: everything the server decides is a [`SaveReply`].
    #[server(prefix = "/api", endpoint = "attempt/save", input = server_fn::codec::Json, output = server_fn::codec::Json)]
    pub async fn save_act(attempt: String, save: Save) -> Result<SaveReply, ServerFnError> {
        let Some((site, viewer)) = caller() else { return Ok(SaveReply::SignedOut) };
        if !Save::is_key(&save.key) {
            return Ok(SaveReply::Refused { refusal: Refusal::UnknownItem });
        }
        let outcome = site.store.save(&viewer.account, &AttemptId::new(attempt), save, site.now()).await;
        Ok(match outcome {
            Ok(SaveOutcome::Saved(saved)) => SaveReply::Saved { remaining: saved.remaining.0, holds: saved.holds },
            Ok(SaveOutcome::Refused(refusal)) => SaveReply::Refused { refusal },
            Ok(SaveOutcome::Absent) => SaveReply::SignedOut,
            Err(fault) => {
                site.report(&fault);
                SaveReply::Unavailable
            }
        })
    }

    /// Lets a page take a running exam over.
    ///
    /// # Errors
    /// Only those of the transport.
    #[server(prefix = "/api", endpoint = "attempt/hold", input = server_fn::codec::Json, output = server_fn::codec::Json)]
    pub async fn hold_attempt(attempt: String, page: String) -> Result<HoldReply, ServerFnError> {
        let Some((site, viewer)) = caller() else { return Ok(HoldReply::SignedOut) };
        if !Save::is_key(&page) || page.len() > Save::LONGEST_KEY / 2 {
            return Ok(HoldReply::SignedOut);
        }
        let (id, now) = (AttemptId::new(attempt), site.now());
        let held = async {
            let held = site.store.hold_attempt(&viewer.account, &id, page, now).await?;
            let status = site.store.attempt_status(&viewer.account, &id, now).await?;
            Ok(status.map(|status| (held.map_or(0, |held| held.sequence), status)))
        };
        let reply = replied(&site, held.await);
        site.live.tell(&id);
        Ok(reply)
    }

    /// Begins or ends a break, or leaves a section.
    ///
    /// # Errors
    /// Only those of the transport.
    #[server(prefix = "/api", endpoint = "attempt/pause", input = server_fn::codec::Json, output = server_fn::codec::Json)]
    pub async fn pause_attempt(attempt: String, pause: Pause) -> Result<HoldReply, ServerFnError> {
        let Some((site, viewer)) = caller() else { return Ok(HoldReply::SignedOut) };
        let id = AttemptId::new(attempt);
        let status = site.store.pause_attempt(&viewer.account, &id, pause.into(), site.now()).await;
        let reply = replied(&site, status.map(|status| status.map(|status| (0, status))));
        site.live.tell(&id);
        Ok(reply)
    }

    fn replied(site: &Site, found: Result<Option<(u64, Status)>, store::Fault>) -> HoldReply {
        match found {
            Ok(Some((sequence, status))) => HoldReply::Held { sequence, standing: standing(status) },
            Ok(None) => HoldReply::SignedOut,
            Err(fault) => {
                site.report(&fault);
                HoldReply::Unavailable
            }
        }
    }

    /// In no section: a page that shows questions asks anew what it may show.
    const NOWHERE: usize = 99;

    /// How an exam stands, as its pages are told. While a trainer holds the clock no question is shown.
    pub fn standing(status: Status) -> Standing {
        Standing {
            phase: status.phase,
            remaining: status.remaining.0,
            section: if status.halted { NOWHERE } else { status.section },
            section_remaining: status.section_remaining.map(|left| left.0),
            resting: status.resting,
            break_left: status.break_left.0,
            holder: status.holder,
        }
    }

    impl From<Pause> for store::Pause {
        fn from(pause: Pause) -> Self {
            match pause {
                Pause::Begin => Self::Begin,
                Pause::End => Self::End,
                Pause::LeaveSection(section) => Self::LeaveSection(section),
            }
        }
    }
}
