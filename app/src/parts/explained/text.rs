//! Own words: what was written, the points that were looked for, a model answer.

use domain::item::{Item, Point};
use domain::marking::points_made;
use domain::response::Response;
use leptos::prelude::*;

use super::{Stand, line, list, tagged};
use crate::parts::paragraphs;

/// The answer, each point found or not, and the model answer.
pub(super) fn own_words(item: &Item, answer: &str, points: &[Point], given: Option<&Response>) -> AnyView {
    let written = written(given);
    let made = points_made(item, given);
    let lines = points.iter().zip(made).map(|(point, made)| {
        let (stand, tag) = match (given.is_some(), made) {
            (false, _) => (Stand::Rest, ""),
            (true, true) => (Stand::Hit, "found"),
            (true, false) => (Stand::Slip, "not found"),
        };
        let text = format!("{} ({})", point.text, worth(point));
        line(None, stand, tagged(&text, tag), &point.feedback)
    });
    view! {
        {written}
        <p><b>"What it had to say"</b></p>
        {list(lines.collect())}
        <p class="help">"Points are found by looking for words, not by understanding; a person may see it otherwise."</p>
        <p><b>"A model answer"</b></p>
        <blockquote>{paragraphs(answer)}</blockquote>
    }
    .into_any()
}

/// The answer, what it had to say, and the model answer; the marks of people stand with the result.
pub(super) fn read_by_people(answer: &str, points: &[Point], given: Option<&Response>) -> AnyView {
    let lines = points.iter().map(|point| {
        let text = format!("{} ({})", point.text, worth(point));
        line(None, Stand::Rest, tagged(&text, ""), &point.feedback)
    });
    view! {
        {written(given)}
        <p><a href="#people">"What your trainers gave for it"</a></p>
        <p><b>"What it had to say"</b></p>
        {list(lines.collect())}
        <p><b>"A model answer"</b></p>
        <blockquote>{paragraphs(answer)}</blockquote>
    }
    .into_any()
}

fn written(given: Option<&Response>) -> AnyView {
    match given {
        Some(Response::Text(text)) => {
            view! { <p><b>"Your answer"</b></p><blockquote>{paragraphs(text)}</blockquote> }.into_any()
        }
        _ => view! { <p>"You gave no answer."</p> }.into_any(),
    }
}

fn worth(point: &Point) -> String {
    format!("{} {}", point.marks, if point.marks == domain::marks::Marks::ONE { "mark" } else { "marks" })
}
