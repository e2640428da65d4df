//! Saves on their way to the server: kept in order, sent one after another, tried again until the server has them.

use std::collections::VecDeque;

use domain::attempt::{Act, Save};

use super::Runner;

/// Saves that the server has not confirmed.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    page_key: String,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser sends"))]
    waiting: VecDeque<Save>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only the browser sends"))]
    underway: bool,
}

impl Outbox {
    /// An empty outbox whose saves carry keys that begin with the page's own.
    pub(super) fn new(page_key: String) -> Self {
        Self { page_key, ..Self::default() }
    }
}

/// Puts an act into the outbox and sees that it is sent. On the server: nothing.
pub(super) fn send(runner: Runner, sequence: u64, act: Act) {
    use leptos::prelude::*;
    let save =
        runner.outbox.with_value(|outbox| Save { key: format!("{}-{sequence}", outbox.page_key), sequence, act });
    #[cfg(feature = "hydrate")]
    {
        runner.outbox.update_value(|outbox| outbox.waiting.push_back(save));
        browser::flush(runner);
    }
    #[cfg(not(feature = "hydrate"))]
    drop(save);
}

/// Whether something is not on the server yet.
#[cfg(feature = "hydrate")]
pub(super) fn is_empty(runner: Runner) -> bool {
    use leptos::prelude::*;
    runner.outbox.with_value(|outbox| outbox.waiting.is_empty())
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::attempt::Refusal;
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::{Runner, Saving, clock, later};
    use crate::api::{SaveReply, save_act};

    const TRY_AGAIN: u64 = 2_000;

    /// Sends the oldest save, unless one is underway.
    pub(super) fn flush(runner: Runner) {
        let next = runner.outbox.try_update_value(|outbox| {
            let next = (!outbox.underway).then(|| outbox.waiting.front().cloned()).flatten();
            outbox.underway |= next.is_some();
            next
        });
        let Some(save) = next.flatten() else { return };
        let attempt = runner.sitting.with_value(|sitting| sitting.attempt.clone());
        spawn_local(async move {
            let reply = save_act(attempt, save).await;
            runner.outbox.update_value(|outbox| outbox.underway = false);
            settle(runner, reply.unwrap_or(SaveReply::Unavailable));
        });
    }

    fn settle(runner: Runner, reply: SaveReply) {
        let tell = |saving| runner.saving.set(saving);
        match reply {
            SaveReply::Unavailable => {
                tell(Saving::Waiting);
                later(TRY_AGAIN, move || flush(runner));
                return;
            }
            SaveReply::SignedOut => {
                tell(Saving::SignedOut);
                later(TRY_AGAIN, move || flush(runner));
                return;
            }
            SaveReply::Saved { remaining } => {
                clock::set(runner, remaining);
                let more = runner.outbox.with_value(|outbox| outbox.waiting.len() > 1);
                tell(if more { Saving::Underway } else { Saving::Safe });
            }
            SaveReply::Refused { refusal: Refusal::Late | Refusal::Over } => tell(Saving::Over),
            SaveReply::Refused { .. } => tell(Saving::Elsewhere),
        }
        runner.outbox.update_value(|outbox| drop(outbox.waiting.pop_front()));
        flush(runner);
    }
}
