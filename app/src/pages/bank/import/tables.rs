//! What becomes, or became, of each question of a file.

use domain::ids::ItemId;
use leptos::prelude::*;

use super::{ReadFile, ReadQuestion, TrialRun};
use crate::urls;

/// Questions on one page.
const PAGE: usize = 100;

/// Those that our formats cannot take.
pub(super) fn refused_table(read: &ReadFile) -> Option<AnyView> {
    if read.refused.is_empty() {
        return None;
    }
    let rows = read.refused.iter().map(|one| {
        view! {
            <tr>
                <td class="num">{one.block}</td>
                <td>{one.place.clone()}</td>
                <td>{one.begin.clone()}</td>
                <td>{one.why.clone()}</td>
            </tr>
        }
    });
    let title = format!("Not taken in ({})", read.refused.len());
    Some(listed(title, "Not taken in", &["Where", "Begins", "Why not"], rows.collect_view()))
}

/// Questions under a title; their blocks stand first.
fn listed(title: String, label: &'static str, columns: &[&'static str], rows: impl IntoView + 'static) -> AnyView {
    let columns = columns.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view();
    view! {
        <section>
            <h2>{title}</h2>
            <div class="table" tabindex="0" role="region" aria-label=label>
                <table>
                    <thead>
                        <tr><th scope="col" class="num">"Block"</th>{columns}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Those that they can take: what each lost and still needs; and those that were left out because the bank had them.
pub(super) fn questions(trial: &TrialRun) -> Option<impl IntoView + use<>> {
    let (left_out, taken) = trial.read.questions.iter().partition::<Vec<_>, _>(|one| one.skipped.is_some());
    let last = taken.len().max(left_out.len()).div_ceil(PAGE);
    if last == 0 {
        return None;
    }
    let page = trial.page.clamp(1, last);
    let address = urls::bank_file(&trial.file.id);
    let way = |to: usize, words: &'static str| view! { <a href=format!("{address}?page={to}")>{words}</a>" " };
    let before = (page > 1).then(|| way(page - 1, "Before"));
    let after = (page < last).then(|| way(page + 1, "After"));
    Some(view! {
        {taken_in(trial, &taken, page)}
        {known_already(&left_out, page)}
        {(last > 1).then(|| view! { <p>{before}{after}{format!("Page {page} of {last}")}</p> })}
    })
}

fn on_page<'a>(all: &'a [&'a ReadQuestion], page: usize) -> impl Iterator<Item = &'a ReadQuestion> {
    all.iter().skip((page - 1) * PAGE).take(PAGE).copied()
}

fn taken_in(trial: &TrialRun, all: &[&ReadQuestion], page: usize) -> Option<AnyView> {
    let is_done = trial.file.taken.is_some();
    let rows = on_page(all, page).map(|one| {
        let needs = (!one.needs.is_empty()).then(|| format!("Needs work: {}", one.needs.join(" ")));
        let known = trial.known.get(&one.id).map(|name| format!("The same words are in your bank already: “{name}”."));
        let told = needs.into_iter().chain(known).chain(one.lost.iter().cloned());
        let told = told.map(|words| view! { <li>{words}</li> }).collect_view();
        let begin = one.written.begin();
        let begin = if is_done {
            view! { <a href=urls::bank(ItemId::new(one.id.clone()), "")>{begin}</a> }.into_any()
        } else {
            begin.into_any()
        };
        view! {
            <tr>
                <td class="num">{one.block}</td>
                <td>{one.place.clone()}</td>
                <td>{begin}</td>
                <td>{one.written.kind.name()}</td>
                <td><ul class="bank-lost">{told}</ul></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = ["Where", "Question", "Kind", "Lost, or to be looked at"];
    (!all.is_empty())
        .then(|| listed(format!("Taken in as drafts ({})", all.len()), "Taken in as drafts", &columns, rows))
}

fn known_already(all: &[&ReadQuestion], page: usize) -> Option<AnyView> {
    let rows = on_page(all, page).map(|one| {
        view! {
            <tr>
                <td class="num">{one.block}</td>
                <td>{one.place.clone()}</td>
                <td>{one.written.begin()}</td>
                <td>{one.skipped.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let title = format!("Left out, because they were in your bank already ({})", all.len());
    (!all.is_empty()).then(|| listed(title, "Left out", &["Where", "Question", "In your bank as"], rows))
}
