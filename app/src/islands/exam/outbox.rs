//! Saves on their way to the server: kept in order and on this device, sent one after another, tried again until the
//! server has them.

/// Saves that the server has not confirmed.
#[cfg(feature = "hydrate")]
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: std::collections::VecDeque<domain::attempt::Save>,
    underway: bool,
    /// Whether all of it is kept on this device.
    kept: bool,
}

#[cfg(feature = "hydrate")]
pub(super) use browser::{flush, is_empty, send};

#[cfg(feature = "hydrate")]
mod browser {
    use domain::attempt::{Act, Save};
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::device::Told;
    use super::super::{Runner, Saving, clock, device, later};
    use crate::api::{SAVE, SaveCall};

    const TRY_AGAIN: u64 = 2_000;

    /// Whether everything is on the server.
    pub fn is_empty(runner: Runner) -> bool {
        runner.outbox.with_value(|outbox| outbox.waiting.is_empty())
    }

    fn names(runner: Runner) -> (String, String) {
        runner.sitting.with_value(|sitting| (sitting.attempt.clone(), sitting.vault.clone()))
    }

    /// Puts an act into the outbox, whose key begins with the page's own, and sees that it is sent.
    pub fn send(runner: Runner, sequence: u64, act: Act) {
        let key = runner.sitting.with_value(|sitting| format!("{}-{sequence}", sitting.page_key));
        let (save, (attempt, vault)) = (Save { key, sequence, act }, names(runner));
        if attempt.is_empty() {
            return;
        }
        // That a question was looked at is not worth a word to the candidate.
        if !matches!(save.act, Act::View { .. }) {
            runner.saving.set(Saving::Underway);
        }
        let (key, text) = (save.key.clone(), serde_json::to_string(&save).unwrap_or_default());
        runner.outbox.update_value(|outbox| {
            outbox.waiting.push_back(save);
            outbox.kept = false;
        });
        device::unsaved(true);
        spawn_local(async move {
            if device::keep(&attempt, &vault, &key, &text).await.is_ok() {
                runner.outbox.update_value(|outbox| outbox.kept = true);
                device::unsaved(false);
                if runner.saving.get_untracked() == Saving::Waiting {
                    runner.saving.set(Saving::Kept);
                }
                // Confirmed while it was being kept.
                let waits = runner.outbox.with_value(|outbox| outbox.waiting.iter().any(|save| save.key == key));
                if !waits {
                    drop(device::forget(&attempt, &key).await);
                }
            }
        });
        flush(runner);
    }

    /// Sends the oldest save, unless one is underway.
    pub fn flush(runner: Runner) {
        let next = runner.outbox.try_update_value(|outbox| {
            let next = (!outbox.underway).then(|| outbox.waiting.front().cloned()).flatten();
            outbox.underway |= next.is_some();
            next
        });
        let Some(save) = next.flatten() else { return };
        let (attempt, _) = names(runner);
        spawn_local(async move {
            let quiet = matches!(save.act, Act::View { .. });
            let told = device::post(SAVE, &SaveCall { attempt, save }).await;
            runner.outbox.update_value(|outbox| outbox.underway = false);
            settle(runner, told.as_ref().map_or(Reply::Unavailable, Reply::read), quiet);
        });
    }

    /// [`crate::api::SaveReply`], as far as the page tells replies apart.
    enum Reply {
        Saved { remaining: i64, holds: bool },
        Late,
        Stale,
        Refused,
        SignedOut,
        Unavailable,
    }

    impl Reply {
        fn read(told: &Told) -> Self {
            match told.get("reply").text().as_str() {
                "saved" => Self::Saved {
                    remaining: told.get("remaining").number().unwrap_or(0),
                    holds: told.get("holds").holds(),
                },
                "refused" => match told.get("refusal").text().as_str() {
                    "late" | "over" => Self::Late,
                    "stale" => Self::Stale,
                    _ => Self::Refused,
                },
                "signed_out" => Self::SignedOut,
                _ => Self::Unavailable,
            }
        }
    }

    fn settle(runner: Runner, reply: Reply, quiet: bool) {
        let tell = |saving| {
            // What ended the page stays said, while the rest is still being passed on.
            if !matches!(runner.saving.get_untracked(), Saving::TakenOver | Saving::Over) {
                runner.saving.set(saving);
            }
        };
        match reply {
            Reply::Unavailable => {
                tell(if runner.outbox.with_value(|outbox| outbox.kept) { Saving::Kept } else { Saving::Waiting });
                later(TRY_AGAIN, move || flush(runner));
                return;
            }
            Reply::SignedOut => {
                tell(Saving::SignedOut);
                later(TRY_AGAIN, move || flush(runner));
                return;
            }
            Reply::Saved { remaining, holds } => {
                if runner.sitting.with_value(|sitting| sitting.standing.section_remaining.is_none()) && remaining > 0 {
                    clock::set(runner, remaining);
                }
                let more = runner.outbox.with_value(|outbox| outbox.waiting.len() > 1);
                match (holds, more) {
                    (false, _) => tell(Saving::TakenOver),
                    (true, true) => tell(Saving::Underway),
                    (true, false) if quiet && runner.saving.get_untracked() == Saving::Clean => {}
                    (true, false) => tell(Saving::Safe),
                }
            }
            Reply::Late => tell(Saving::Over),
            Reply::Stale if quiet => {}
            Reply::Stale | Reply::Refused => tell(Saving::Elsewhere),
        }
        let settled = runner.outbox.try_update_value(|outbox| outbox.waiting.pop_front()).flatten();
        let (attempt, _) = names(runner);
        let empty = is_empty(runner);
        if let Some(save) = settled {
            spawn_local(async move { drop(device::forget(&attempt, &save.key).await) });
        }
        if empty {
            device::unsaved(false);
        }
        flush(runner);
    }
}
