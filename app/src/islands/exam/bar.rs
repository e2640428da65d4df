//! The quiet bar: paper, place, save state, time.

use leptos::prelude::*;

use super::{Runner, Saving};

/// The bar.
#[component]
pub(super) fn Bar(runner: Runner) -> impl IntoView {
    let hidden = RwSignal::new(false);
    let title = runner.sitting.with_value(|sitting| sitting.title.clone());
    let all = runner.count();
    let saved = move || match runner.saving.get() {
        Saving::Clean => "All answers so far are saved",
        Saving::Underway | Saving::Waiting if runner.leaving.get() => "The review opens once your last answer is saved",
        Saving::Underway => "Saving…",
        Saving::Safe => "✓ Saved",
        Saving::Waiting => "Not saved yet: no connection. Keep this page open, it keeps trying",
        Saving::Elsewhere => "A newer answer was saved in another window: reload to see it",
        Saving::Over => "Time is up. What was saved is being marked",
        Saving::SignedOut => "You are signed out. Sign in again in another tab: saved answers are safe",
    };
    let alarming =
        move || matches!(runner.saving.get(), Saving::Waiting | Saving::Elsewhere | Saving::Over | Saving::SignedOut);
    let shows = move || !hidden.get() || runner.remaining.get() <= 300_000;
    let time = move || if shows() { written(runner.remaining.get()) } else { "hidden".to_owned() };
    let spoken = move || announced(runner.remaining.get());
    view! {
        <header class="exam-bar">
            <h1 class="paper">{title}</h1>
            <p class="place">{move || runner.position.get() + 1}" of "{all}</p>
            <p class="saved" class:alarm=alarming role="status">{saved}</p>
            <p class="time" class:low=move || runner.remaining.get() <= 300_000>
                <span class="time-label">"Time left "</span>
                <b>{time}</b>
                <button
                    type="button"
                    class="quiet hide-clock"
                    aria-pressed=move || if hidden.get() { "true" } else { "false" }
                    on:click=move |_| hidden.update(|hidden| *hidden = !*hidden)
                >
                    {move || if hidden.get() { "Show" } else { "Hide" }}
                </button>
            </p>
            <p class="unseen" role="status" aria-live="polite">{spoken}</p>
        </header>
    }
}

/// Minutes and seconds, as a clock shows them.
pub(super) fn written(milliseconds: i64) -> String {
    let seconds = (milliseconds.max(0) + 999) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What a screen reader is told, at fixed points only.
fn announced(milliseconds: i64) -> &'static str {
    match milliseconds {
        ..=0 => "The time is up.",
        1..=60_000 => "Less than one minute left.",
        60_001..=300_000 => "Five minutes left.",
        300_001..=900_000 => "Fifteen minutes left.",
        900_001..=1_800_000 => "Thirty minutes left.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_reads_like_a_clock_and_never_below_zero() {
        assert_eq!([3_600_000, 61_000, 999, 0, -5].map(written), ["60:00", "1:01", "0:01", "0:00", "0:00"]);
    }

    #[test]
    fn time_is_announced_at_fixed_points_only() {
        let told = (0..=3_600).rev().map(|s| announced(s * 1000)).collect::<Vec<_>>();
        let changes = told.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert_eq!(changes, 5);
    }
}
