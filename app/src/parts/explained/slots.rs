//! Rows, gaps and steps.

use domain::item::Slot;
use domain::response::Response;
use leptos::prelude::*;

use super::{Stand, chosen_for, lettered, line, list, tagged};

fn given_to(given: Option<&Response>, slot: usize) -> Option<u8> {
    match given {
        Some(Response::Slots(slots)) => slots.get(slot).copied().flatten(),
        _ => None,
    }
}

/// Each row with the option that belongs to it and the one that was chosen.
pub(super) fn rows(options: &[String], rows: &[Slot], given: Option<&Response>) -> AnyView {
    let options = lettered(options);
    let lines = rows
        .iter()
        .enumerate()
        .map(|(n, row)| chosen_for(&row.text, &options, row.key, given_to(given, n), &row.feedback));
    list(lines.collect())
}

/// The passage with its gaps filled rightly, then each gap.
pub(super) fn gaps(pieces: &[String], options: &[String], gaps: &[Slot], given: Option<&Response>) -> AnyView {
    let passage = pieces.iter().enumerate().map(|(n, piece)| {
        let gap = gaps.get(n).and_then(|gap| options.get(usize::from(gap.key)));
        let filled = gap.map(|option| view! { <b>{option.clone()}</b><sub>{n + 1}</sub> });
        view! { {piece.clone()}{filled} }
    });
    let options = lettered(options);
    let lines = gaps
        .iter()
        .enumerate()
        .map(|(n, gap)| chosen_for(&format!("Gap {}", n + 1), &options, gap.key, given_to(given, n), &gap.feedback));
    view! {
        <p class="gaps">{passage.collect_view()}</p>
        {list(lines.collect())}
    }
    .into_any()
}

/// The steps in their right order, each with the place that it was given.
pub(super) fn steps(steps: &[Slot], given: Option<&Response>) -> AnyView {
    let mut ordered = steps.iter().enumerate().collect::<Vec<_>>();
    ordered.sort_by_key(|(_, step)| step.key);
    let lines = ordered.into_iter().map(|(n, step)| {
        let place = given_to(given, n);
        let (stand, words) = match place {
            None => (Stand::Rest, tagged(&step.text, "")),
            Some(place) if place == step.key => (Stand::Hit, tagged(&step.text, "right place, yours")),
            Some(place) => {
                let yours = format!("You gave it place {}.", u16::from(place) + 1);
                let words = view! { {tagged(&step.text, "")}<p><b class="tag">{yours}</b></p> };
                (Stand::Slip, words.into_any())
            }
        };
        line(Some((u16::from(step.key) + 1).to_string()), stand, words, &step.feedback)
    });
    list(lines.collect())
}
