use std::collections::BTreeSet;

use domain::item::Item;
use leptos::prelude::*;

use super::draft::{Draft, hidden};
use super::wish::unit;
use crate::{urls, when};

/// The questions of each section; ticked ones are replaced by a new draw that keeps the others as far as the rules allow.
pub(super) fn questions(draft: &Draft) -> impl IntoView + use<> {
    let titles = draft.scheme.blueprint.iter().flat_map(|blueprint| &blueprint.sections);
    let titles = titles.map(|plan| if plan.title.is_empty() { "Questions".to_owned() } else { plan.title.clone() });
    let mut number = 0;
    let sections = draft.sections().unwrap_or_default().into_iter().zip(titles);
    let sections = sections.map(|(ids, title)| {
        let items = ids.iter().filter_map(|id| draft.item(id)).collect::<Vec<_>>();
        let units = items.chunk_by(|one, next| one.scenario.is_some() && one.scenario == next.scenario);
        let rows = units.map(|items| {
            let first = number + 1;
            number += items.len();
            unit_rows(draft, items, first)
        });
        section_table(title, rows.collect_view())
    });
    let sections = sections.collect_view();
    let drawn = draft.drawn.iter().flat_map(|drawn| &drawn.items).filter_map(|id| draft.item(id)).map(unit);
    let drawn = drawn.collect::<BTreeSet<_>>().into_iter().map(|unit| ("kept", unit.to_owned()));
    let gone = draft.wish.without.iter().map(|unit| ("without", unit.clone()));
    let gone = gone.chain(draft.wish.own.iter().map(|id| ("own", id.clone())));
    let gone = gone.chain(draft.wish.pilots.iter().map(|id| ("pilot", id.clone())));
    let state = [("scheme", draft.scheme.id.to_string()), ("seed", draft.next_seed.to_string())];
    view! {
        <form action=urls::PAPER_DRAFT>
            {state.into_iter().chain(drawn).chain(gone).map(hidden).collect_view()}
            {sections}
            <p class="actions"><button class="button quiet">"Replace the ticked ones"</button></p>
        </form>
    }
}

fn section_table(title: String, rows: impl IntoView) -> impl IntoView {
    view! {
        <section>
            <h2>{title.clone()}</h2>
            <div class="table" tabindex="0" role="region" aria-label=title>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Replace"</th>
                            <th scope="col">"Question"</th>
                            <th scope="col" class="num">"Facility"</th>
                            <th scope="col" class="num">"Marks"</th>
                        </tr>
                    </thead>
                    {rows}
                </table>
            </div>
        </section>
    }
}

/// The rows of what is drawn as one, with one box for all of them.
fn unit_rows(draft: &Draft, items: &[&Item], first: usize) -> impl IntoView + use<> {
    let named = items.first().map_or_else(String::new, |item| unit(item).to_owned());
    let wanted_gone = draft.wish.without.contains(&named);
    let tick = |label: String| {
        view! {
            <input type="checkbox" name="without" value=named.clone() aria-label=label />
            {wanted_gone.then_some(" nothing else fits")}
        }
    };
    let scenario = items.first().and_then(|item| item.scenario.as_ref()).and_then(|id| draft.library.scenario(id));
    let head = scenario.map(|scenario| {
        let title = scenario.title.clone();
        let questions = when::count(items.len(), "question", "questions");
        let tick = tick(format!("Replace {title} with its {questions}"));
        view! { <tr><td>{tick}</td><th scope="rowgroup" colspan="3">{format!("{title}: {questions}")}</th></tr> }
    });
    let alone = head.is_none();
    let rows = items.iter().zip(first..).map(|(item, number)| {
        let tick = alone.then(|| tick(format!("Replace question {number}")));
        let area = draft.library.area(&item.area).map_or_else(|| item.area.to_string(), |area| area.title.clone());
        let kind = format!("{} · {area}", item.body.form().name());
        view! {
            <tr>
                <td>{tick}</td>
                <th scope="row">{number}". "{item.stem.clone()}<br /><span class="help">{kind}</span></th>
                <td class="num">{item.expected_facility}" %"</td>
                <td class="num">{item.marking.marks.to_string()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! { <tbody>{head}{rows}</tbody> }
}
