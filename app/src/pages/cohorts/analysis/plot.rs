//! Small drawings: a share with its interval, and who chose which option.

use domain::analysis::Table;
use domain::figure::Found;
use domain::question::letter;
use leptos::prelude::*;

/// A value on a line from `from` to `to`, with its interval; nothing where there is no figure. The figure stands beside it in words.
pub(super) fn bar(found: &Found, (from, to): (f64, f64)) -> Option<impl IntoView + use<>> {
    let figure = (*found).ok()?;
    let at = |value: f64| format!("{:.1}", ((value - from) / (to - from)).clamp(0.0, 1.0) * 100.0);
    let range = figure.interval.map(|interval| {
        view! { <line class="range" x1=at(interval.low) x2=at(interval.high) y1="8" y2="8" /> }
    });
    let zero = (from < 0.0).then(|| view! { <line class="zero" x1=at(0.0) x2=at(0.0) y1="2" y2="14" /> });
    Some(view! {
        <svg class="figure-bar" viewBox="-4 0 108 16" aria-hidden="true">
            <line class="axis" x1="0" x2="100" y1="8" y2="8" />
            {zero}
            {range}
            <circle cx=at(figure.value) cy="8" r="3.5" />
        </svg>
    })
}

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 160.0;

/// How the lines are told apart without colour.
const DASHES: [&str; 6] = ["", "6 3", "2 3", "8 3 2 3", "1 4", "10 4"];

/// Who chose which option, by score group: a line for each option, the right ones thick. The same stands beside it as a table.
pub(super) fn options(table: &Table, keys: &[bool]) -> impl IntoView + use<> {
    let groups = table.groups.len();
    let x = |group: usize| WIDTH * group as f64 / (groups.saturating_sub(1).max(1)) as f64;
    let y = |share: f64| HEIGHT * (1.0 - share);
    let lines = (0_u8..).zip(keys).map(|(option, key)| {
        let shares = table.groups.iter().map(|group| group.share(option).unwrap_or_default()).collect::<Vec<_>>();
        let points = shares.iter().enumerate().map(|(group, share)| format!("{:.1},{:.1}", x(group), y(*share)));
        let points = points.collect::<Vec<_>>().join(" ");
        let last = y(shares.last().copied().unwrap_or_default()) + 4.0;
        let class = if *key { "key" } else { "other" };
        let dash = DASHES[usize::from(option) % DASHES.len()];
        view! {
            <polyline class=class points=points stroke-dasharray=dash />
            <text x=WIDTH + 8.0 y=last class=class>{letter(option).to_string()}</text>
        }
    });
    let lines = lines.collect_view();
    let grid = [0.0, 0.5, 1.0].map(|share| {
        let at = y(share);
        view! {
            <line class="axis" x1="0" x2=WIDTH y1=at y2=at />
            <text class="tick" x="-8" y=at + 4.0 text-anchor="end">{format!("{:.0} %", share * 100.0)}</text>
        }
    });
    view! {
        <svg class="option-plot" viewBox="-48 -12 392 200" role="img" aria-label=spoken(table, keys)>
            {grid.collect_view()}
            {lines}
            <text class="tick" x="0" y="182">"lowest marks"</text>
            <text class="tick" x=WIDTH y="182" text-anchor="end">"highest marks"</text>
        </svg>
    }
}

/// What the drawing shows, in a sentence.
fn spoken(table: &Table, keys: &[bool]) -> String {
    let share = |group: Option<&domain::analysis::Group>, option: u8| {
        group.and_then(|group| group.share(option)).map_or(0.0, |share| share * 100.0)
    };
    let lines = (0_u8..).zip(keys).map(|(option, key)| {
        let right = if *key { " (right)" } else { "" };
        let (low, high) = (share(table.groups.first(), option), share(table.groups.last(), option));
        format!("option {}{right} from {low:.0} % to {high:.0} %", letter(option))
    });
    let lines = lines.collect::<Vec<_>>().join(", ");
    format!("Share that chose each option, from the group with the lowest marks to that with the highest: {lines}.")
}
