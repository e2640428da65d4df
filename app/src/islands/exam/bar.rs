//! The quiet bar: paper, place, save state, time.

use leptos::prelude::*;

use super::{Runner, Saving};

/// The bar.
#[component]
pub(super) fn Bar(runner: Runner) -> impl IntoView {
    let title = runner.sitting.with_value(|sitting| sitting.title.clone());
    let sectioned = runner.sitting.with_value(|sitting| sitting.standing.section_remaining.is_some());
    let rehearsal = runner.sitting.with_value(super::Sitting::is_rehearsal);
    let all = runner.count();
    let saved = move || match runner.saving.get() {
        _ if rehearsal => "A rehearsal: nothing here is saved or counted",
        Saving::Clean => "All answers so far are saved",
        Saving::Underway | Saving::Waiting | Saving::Kept if runner.leaving.get() => {
            "The review opens once your last answer is saved"
        }
        Saving::Underway => "Saving…",
        Saving::Safe => "✓ Saved",
        Saving::Kept => "Kept here, on this device: no connection. It is sent by itself when the connection is back",
        Saving::Waiting => "Not saved yet: no connection. Keep this page open, it keeps trying",
        Saving::Elsewhere => "A newer answer was saved in another window: reload to see it",
        Saving::TakenOver => {
            "This exam is open in a newer window. This one is read-only; all you chose here was passed on"
        }
        Saving::Over => "Time is up. What was saved is being marked",
        Saving::SignedOut => "You are signed out. Sign in again in another tab: your answers are kept",
    };
    let alarming = move || {
        let quiet = matches!(runner.saving.get(), Saving::Clean | Saving::Underway | Saving::Safe);
        !quiet && !rehearsal
    };
    let time = move || if rehearsal { "no limit".to_owned() } else { written(runner.remaining.get()) };
    let warned = move || if rehearsal { "" } else { announced(runner.remaining.get()) };
    let fresh = move || is_fresh(runner.remaining.get());
    view! {
        <header class="exam-bar">
            <h1 class="paper">{title}</h1>
            <p class="place"><span class="hideable">{move || runner.position.get() + 1}" of "{all}</span></p>
            <p class="saved" class:alarm=alarming role="status">
                {saved}
                {move || (runner.saving.get() == Saving::TakenOver).then(|| view! { " "<a href="">"Go on here instead"</a> })}
            </p>
            <p class="time" class:low=move || runner.remaining.get() <= 300_000 && !rehearsal>
                <span class="time-label">{if sectioned { "Left in this section " } else { "Time left " }}</span>
                <b class="hideable">{time}</b>
                <button type="button" class="quiet hide-clock scripted" data-clock="">"Hide or show"</button>
            </p>
            <p class="warning" class:shown=fresh role="status" aria-live="polite">{warned}</p>
        </header>
    }
}

/// Minutes and seconds, as a clock shows them.
pub(super) fn written(milliseconds: i64) -> String {
    let seconds = (milliseconds.max(0) + 999) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Fixed points at which the time is mentioned, with the words.
const POINTS: [(i64, &str); 4] = [
    (60_000, "Less than one minute left."),
    (300_000, "Five minutes left."),
    (900_000, "Fifteen minutes left."),
    (1_800_000, "Thirty minutes left."),
];

/// What a screen reader is told, at fixed points only.
fn announced(milliseconds: i64) -> &'static str {
    if milliseconds <= 0 {
        return "The time is up.";
    }
    POINTS.iter().find(|(point, _)| milliseconds <= *point).map_or("", |(_, words)| words)
}

/// Whether a point was passed so lately that the words stand on the page too.
fn is_fresh(milliseconds: i64) -> bool {
    POINTS.iter().any(|(point, _)| (*point - 12_000..=*point).contains(&milliseconds))
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
        assert!(is_fresh(299_000) && !is_fresh(301_000) && !is_fresh(280_000));
    }
}
