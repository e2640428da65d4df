//! What the server tells while the exam runs: that a newer page took over, that time was granted, that it ended.

use super::Runner;

/// Takes the exam over for this page, and listens. On the server: nothing.
pub(super) fn begin(runner: Runner) {
    #[cfg(feature = "hydrate")]
    browser::begin(runner);
    #[cfg(not(feature = "hydrate"))]
    let _ = runner;
}

#[cfg(feature = "hydrate")]
pub(super) use browser::pause;

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use domain::attempt::Phase;
    use leptos::prelude::*;
    use leptos::task::spawn_local;

    use super::super::device::Told;
    use super::super::{Pausing, Runner, Saving, clock, device, later, outbox};
    use crate::api::{HOLD, HoldCall, PAUSE, Pause, PauseCall, Standing};
    use crate::urls;

    thread_local! {
        /// Whether this page has taken the exam over.
        static HELD: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn begin(runner: Runner) {
        let attempt = runner.sitting.with_value(|sitting| sitting.attempt.clone());
        if attempt.is_empty() {
            return;
        }
        hold(runner);
        device::live(&urls::events(&attempt), move |told| take(runner, &read(&told)));
    }

    fn hold(runner: Runner) {
        let call = runner
            .sitting
            .with_value(|sitting| HoldCall { attempt: sitting.attempt.clone(), page: sitting.page_key.clone() });
        spawn_local(async move {
            let told = device::post(HOLD, &call).await;
            match told.as_ref().map(|told| (told.get("held"), told.text())) {
                Some((held, _)) if held.is_there() => {
                    let sequence = held.get("sequence").number().unwrap_or(0).max(0) as u64;
                    runner.sheet.update(|sheet| sheet.continue_from(sequence));
                    HELD.set(true);
                    take(runner, &read(&held.get("standing")));
                    runner.view();
                }
                Some((_, word)) if word == "signed_out" => runner.saving.set(Saving::SignedOut),
                _ => later(2_000, move || hold(runner)),
            }
        });
    }

    /// Begins or ends a break, or leaves a section; afterwards the page is as the server says.
    pub fn pause(runner: Runner, pause: Pause) {
        if !outbox::is_empty(runner) {
            // First what was chosen, then the break.
            outbox::flush(runner);
            later(100, move || self::pause(runner, pause));
            return;
        }
        let attempt = runner.sitting.with_value(|sitting| sitting.attempt.clone());
        spawn_local(async move {
            let told = device::post(PAUSE, &PauseCall { attempt, pause }).await;
            match told.as_ref().map(|told| (told.get("held"), told.text())) {
                Some((held, _)) if held.is_there() => take(runner, &read(&held.get("standing"))),
                Some((_, word)) if word == "signed_out" => runner.saving.set(Saving::SignedOut),
                _ => runner.hint.set(Some("No connection: that could not be done. Try again.".to_owned())),
            }
        });
    }

    fn read(told: &Told) -> Standing {
        let number = |name: &str| told.get(name).number();
        Standing {
            phase: if told.get("phase").text() == "running" { Phase::Running } else { Phase::Submitted },
            remaining: number("remaining").unwrap_or(0),
            section: number("section").unwrap_or(0).max(0) as usize,
            section_remaining: number("section_remaining"),
            resting: told.get("resting").holds(),
            break_left: number("break_left").unwrap_or(0),
            holder: told.get("holder").text(),
        }
    }

    /// Takes over how the exam stands.
    fn take(runner: Runner, standing: &Standing) {
        let (own, attempt) =
            runner.sitting.with_value(|sitting| (sitting.page_key.clone(), urls::attempt(&sitting.attempt)));
        if standing.phase != Phase::Running {
            runner.saving.set(Saving::Over);
            later(500, move || drop(window().location().assign(&attempt)));
            return;
        }
        if HELD.get() && standing.holder != own {
            runner.saving.set(Saving::TakenOver);
            return;
        }
        if standing.section != runner.section.get_untracked() {
            drop(window().location().assign(&attempt));
            return;
        }
        runner.rest.set(Pausing { resting: standing.resting, left: standing.break_left });
        clock::set(runner, standing.section_remaining.unwrap_or(standing.remaining));
    }
}
