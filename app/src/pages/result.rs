//! A finished attempt: the verdict first, then areas and clauses, then every question with its reasons, as far as the paper's
//! owner lets them be seen.

mod actions;
mod areas;
mod people;
mod questions;
mod receipt;
mod review;
mod sections;
mod show;
mod told;
mod verdict;

use content::{Library, Scenario};
use domain::ids::AccountId;
use domain::item::Item;
use domain::layout::ReviewPolicy;
use domain::marking::Marked;
use domain::regrade::Correction;
use domain::time::{Millis, Timestamp};
use leptos::prelude::*;
use store::{Attempt, Fault, FinalMark, GivenByPeople};

use crate::parts::{ClauseTable, Map, Meaning};
use crate::site::Site;

pub use review::{is_open, may_be_repeated};
pub use show::Show;
use told::Told;

/// How long answers that a device kept are asked for after the end.
const ASKS_FOR_LATE: Millis = Millis::minutes(7 * 24 * 60);

/// What the page shows.
pub struct Outcome {
    attempt: Attempt,
    marked: Marked,
    items: Vec<Item>,
    materials: Vec<Scenario>,
    /// What people gave, where the exam was an assignment.
    people: Option<GivenByPeople>,
    read_at: Timestamp,
}

/// Loads it. Nothing when the attempt is still running.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, account: &AccountId, mut attempt: Attempt) -> Result<Option<Outcome>, Fault> {
    let Some(marked) = attempt.result.take() else { return Ok(None) };
    let mut items = site.store.paper_items(&attempt.paper).await?;
    for corrected in &attempt.corrected {
        // What a question is worth stands in the marks; of several right answers the first is shown, and all are named.
        let keyed = matches!(corrected.correction, Correction::Key(_) | Correction::AnyOf(_));
        if let (true, Some(item)) = (keyed, items.get_mut(corrected.place))
            && let Ok(revised) = corrected.correction.revise(item)
        {
            *item = revised;
        }
    }
    let materials = site.store.materials(&attempt.layout.materials).await?;
    let people = site.store.given_by_people(account, &attempt).await?;
    Ok(Some(Outcome { attempt, marked, items, materials, people, read_at: site.now().wall }))
}

impl Outcome {
    fn policy(&self) -> ReviewPolicy {
        self.attempt.layout.review
    }

    /// What people gave for the question at a place of the paper.
    fn by_people(&self, place: usize) -> Option<&FinalMark> {
        self.people.as_ref()?.marks.get(&place)
    }

    /// The question at a place of the paper.
    fn told(&self, place: usize) -> Told<'_> {
        Told {
            place,
            item: &self.items[place],
            row: &self.attempt.sheet.rows()[place],
            tally: self.marked.items[place],
            spent: self.attempt.spent[place],
        }
    }

    /// The questions that may be seen again, in the order of the paper.
    fn open(&self) -> impl Iterator<Item = Told<'_>> {
        let places = (0..self.items.len()).filter(|place| is_open(self.policy(), &self.marked, *place));
        places.map(|place| self.told(place))
    }

    /// The pass mark in percent, rounded down.
    fn pass_percent(&self) -> Option<u16> {
        let cut = self.attempt.layout.cut?;
        let marks = i64::from(self.marked.total.marks.0.max(1));
        Some((i64::from(cut.marks.0.max(0)) * 100 / marks) as u16)
    }

    /// Whether a device may still hold answers that never arrived.
    fn asks_for_late(&self) -> bool {
        let ended = self.attempt.head.finished_at;
        self.attempt.head.mode.is_timed() && ended.is_some_and(|ended| self.read_at.since(ended) <= ASKS_FOR_LATE)
    }
}

/// The page.
#[component]
pub fn ResultPage<'a>(library: &'a Library, outcome: Outcome, show: Show) -> impl IntoView {
    let head = &outcome.attempt.head;
    let map = (outcome.policy() != ReviewPolicy::Score).then(|| {
        let map = areas::map(library, &outcome);
        view! {
            <section>
                <h2>"Clause by clause"</h2>
                <Map map=map.clone() meaning=Meaning::Paper />
                <ClauseTable map=map meaning=Meaning::Paper />
            </section>
        }
    });
    let late = outcome.asks_for_late().then(|| {
        view! { <div data-late="" data-attempt=head.id.to_string() data-vault=outcome.attempt.vault.clone() hidden=""></div> }
    });
    view! {
        <article class="result">
            {verdict::head(&outcome)}
            {late}
            {receipt::receipt(&outcome)}
            {people::section(&outcome)}
            {sections::sections(&outcome)}
            {map}
            <section>
                <h2>"Area by area"</h2>
                {areas::areas(library, &outcome)}
            </section>
            {actions::actions(library, &outcome)}
            {questions::times(&outcome)}
            {questions::section(&outcome, show)}
        </article>
    }
}

#[cfg(test)]
mod tests;
