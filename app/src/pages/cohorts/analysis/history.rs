//! How a question did in all mock exams of the organisation.

use std::collections::BTreeMap;

use domain::analysis::{Answers, analyse};
use domain::figure::{Found, Lack};
use domain::ids::{EntryId, ItemId};
use leptos::prelude::*;
use store::{Fault, Gather, GatherRow, Gathered, PlanEntry, Store, Teaching, apart};

use super::words::{line, number, percent};

/// Where answers come from, in the order in which they are told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// A mock exam of this cohort.
    Own(EntryId),
    /// Mock exams of other cohorts of the organisation.
    Others,
    /// Mock exams that people of the organisation took by themselves.
    Alone,
}

/// A line: one version of the question in the answers of one origin.
#[derive(Clone, Debug)]
pub struct History {
    /// Where the answers come from, in words.
    origin: String,
    /// The version, as its author counts.
    version: u32,
    /// How many came to it.
    answers: u32,
    facility: Found,
    item_rest: Found,
}

/// Loads it. Other cohorts are not named: nobody sees a cohort but those who teach it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_history(
    store: &Store,
    teaching: &Teaching,
    item: &ItemId,
    mocks: &[PlanEntry],
) -> Result<Vec<History>, Fault> {
    let gathered = store.gather(teaching, &Gather::Organisation(item.clone()), None).await?;
    let (item, cohort) = (item.clone(), teaching.cohort.id.clone());
    let names = mocks.iter().map(|mock| (mock.id.clone(), mock.title.clone())).collect::<BTreeMap<_, _>>();
    let work = move || {
        let origin = |row: &GatherRow| match (&row.cohort, &row.entry) {
            (Some(of), Some(entry)) if *of == cohort => Origin::Own(entry.clone()),
            (Some(_), _) => Origin::Others,
            (None, _) => Origin::Alone,
        };
        lines(&gathered, &item, origin, |origin| match origin {
            Origin::Own(entry) => {
                names.get(entry).cloned().unwrap_or_else(|| "A mock exam that was taken out of the plan".to_owned())
            }
            Origin::Others => "Other cohorts of your organisation".to_owned(),
            Origin::Alone => "Mock exams that your people took by themselves".to_owned(),
        })
    };
    apart(work).await
}

fn lines(
    gathered: &Gathered,
    item: &ItemId,
    origin: impl Fn(&GatherRow) -> Origin,
    name: impl Fn(&Origin) -> String,
) -> Vec<History> {
    let mut groups = BTreeMap::<Origin, Answers>::new();
    for (row, answers) in gathered.rows.iter().zip(gathered.answers.rows()) {
        let group = groups.entry(origin(row)).or_insert_with(|| {
            let mut empty = Answers::default();
            for column in gathered.answers.columns() {
                empty.column(column.clone());
            }
            empty
        });
        // The rows of one matrix fit another with the same columns.
        let _ = group.row(answers.clone());
    }
    let mut told = Vec::new();
    for (group, answers) in &groups {
        let figures = analyse(answers, None).items;
        let of_item = gathered
            .items
            .iter()
            .zip(figures)
            .filter(|(one, figures)| one.id == *item && figures.reached + figures.not_reached > 0);
        told.extend(of_item.map(|(one, figures)| History {
            origin: name(group),
            version: one.version,
            answers: figures.reached,
            facility: figures.facility,
            item_rest: figures.item_rest,
        }));
    }
    told
}

/// The lines as a table.
pub(super) fn table(history: &[History]) -> impl IntoView + use<> {
    let lines = history.iter().map(|one| {
        let rest = match one.item_rest {
            Err(Lack::TooFew { .. }) => String::new(),
            found => line(&found, |value| number(value, 2)),
        };
        view! {
            <tr>
                <th scope="row">{one.origin.clone()}</th>
                <td class="num">{one.version}</td>
                <td class="num">{one.answers}</td>
                <td>{line(&one.facility, percent)}</td>
                <td>{rest}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="History of the question">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Where"</th>
                        <th scope="col" class="num">"Version"</th>
                        <th scope="col" class="num">"Answers"</th>
                        <th scope="col">"Facility"</th>
                        <th scope="col">"Item-rest correlation"</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
}
