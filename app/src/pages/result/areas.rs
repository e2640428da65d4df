//! What the paper touched, and how it went there: the clause map and the areas.

use std::collections::BTreeMap;

use content::Library;
use domain::clause::ClauseNumber;
use domain::map::ClauseMap;
use domain::marking::Standing;
use domain::mastery::Evidence;
use leptos::prelude::*;

use super::Outcome;
use crate::parts::Meter;

/// The clauses that the paper touched.
pub(super) fn map(library: &Library, outcome: &Outcome) -> ClauseMap {
    let mut evidence = BTreeMap::<ClauseNumber, Evidence>::new();
    for (place, item) in outcome.items.iter().enumerate().filter(|(place, _)| outcome.marked.counts(*place)) {
        for clause in &item.clauses {
            evidence.entry(clause.clone()).or_default().add(outcome.marked.is_right(place));
        }
    }
    ClauseMap::of(&library.taught, &evidence, &[])
}

/// Each area against the pass mark.
pub(super) fn areas(library: &Library, outcome: &Outcome) -> impl IntoView + use<> {
    let pass = outcome.pass_percent();
    let rows = outcome.marked.areas.iter().map(|(id, tally)| {
        let title = library.area(id).map_or_else(|| id.to_string(), |area| area.title.clone());
        let (class, word) = match pass.map(|pass| Standing::of(tally.percent(), pass)) {
            Some(Standing::Below) => ("weak", "below the mark"),
            Some(Standing::Near) => ("growing", "near the mark"),
            Some(Standing::Above) => ("secure", "above the mark"),
            None => ("plain", ""),
        };
        view! {
            <li>
                <span class="area-name">{title}</span>
                <Meter percent=u32::from(tally.percent()) mark=u32::from(pass.unwrap_or(0)) state=class />
                <span class="area-figure">{format!("{} of {} ", tally.score, tally.marks)}{word}</span>
            </li>
        }
    });
    view! { <ul class="area-list">{rows.collect_view()}</ul> }
}
