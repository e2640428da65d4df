//! What people gave for answers in own words, once it was released: marks, the levels of the scale, and comments.

use domain::item::Item;
use domain::layout::ReviewPolicy;
use domain::rubric::Scale;
use leptos::prelude::*;
use store::FinalMark;

use super::Outcome;
use crate::parts::paragraphs;

/// Every answer that people have marked. A scale made of the key is shown where the whole key is.
pub(super) fn section(outcome: &Outcome) -> impl IntoView + use<> {
    let marks = outcome.people.iter().flat_map(|people| &people.marks);
    let open = outcome.policy() == ReviewPolicy::Everything;
    let lines = marks.filter_map(|(place, mark)| Some(one(*place, outcome.items.get(*place)?, mark, open)));
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <section id="people">
                <h2>"What your trainers gave for your own words"</h2>
                {lines}
            </section>
        }
    })
}

fn one(place: usize, item: &Item, mark: &FinalMark, open: bool) -> AnyView {
    let scale = Scale::of(item).filter(|scale| open || !scale.is_by_points());
    let rows = scale.map(|scale| {
        let rows = scale.rubric().criteria().iter().zip(&mark.judgement.levels).filter_map(|(criterion, level)| {
            let level = criterion.levels.get(usize::from((*level)?))?;
            let most = criterion.levels.last()?;
            Some(view! {
                <tr>
                    <th scope="row">{criterion.title.clone()}</th>
                    <td>{level.text.clone()}</td>
                    <td class="num">{format!("{} of {}", level.marks, most.marks)}</td>
                </tr>
            })
        });
        let rows = rows.collect::<Vec<_>>();
        view! {
            <div class="table" tabindex="0" role="region" aria-label=format!("The scale of question {}", place + 1)>
                <table>
                    <thead><tr><th scope="col">"Criterion"</th><th scope="col">"Your answer"</th><th scope="col" class="num">"Marks"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    let comment = (!mark.judgement.comment.trim().is_empty()).then(|| {
        view! { <p><b>"Comment"</b></p><blockquote>{paragraphs(&mark.judgement.comment)}</blockquote> }
    });
    let reason =
        (!mark.reason.is_empty()).then(|| view! { <p class="help">{format!("Why it counts so: {}", mark.reason)}</p> });
    view! {
        <article class="by-people">
            <h3>{format!("Question {}: {} of {} marks", place + 1, mark.marks, item.marking.marks)}</h3>
            {rows}
            {comment}
            {reason}
        </article>
    }
    .into_any()
}
