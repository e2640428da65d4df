//! How own questions did in the exams that had them: beside a question, and as flags in the list.

use std::collections::BTreeMap;

use domain::analysis::{Column, FEWEST_ANSWERS, Flag, ItemFigures, analyse_alone};
use domain::ids::ItemId;
use domain::item::Item;
use leptos::prelude::*;
use store::{Fault, MOST_SITTINGS, Store, Writer, apart};

use crate::pages::cohorts::analysis::words::{lack, percent};
use crate::pages::cohorts::analysis::{choices, flagged, measured};
use crate::when;

/// A version of a question with its figures.
pub struct Measured {
    /// The question as it was shown.
    item: Item,
    column: Column,
    figures: ItemFigures,
}

impl Measured {
    fn number(&self) -> i64 {
        i64::from(self.item.version)
    }
}

/// Loads the figures of the questions that somebody may see, or those of one: version by version, the earliest first.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_figures(store: &Store, who: &Writer, only: Option<&ItemId>) -> Result<Vec<Measured>, Fault> {
    let answers = store.own_answers(who, only).await?;
    let work = move || {
        let measured = answers.into_iter().map(|own| {
            let column = Column::of(&own.item);
            Measured { figures: analyse_alone(&column, &own.rows), item: own.item, column }
        });
        measured.collect()
    };
    apart(work).await
}

/// The flags of each question that has some: those of the newest version that was asked.
pub fn flags(measured: Vec<Measured>) -> BTreeMap<ItemId, Vec<Flag>> {
    let newest = measured.into_iter().map(|one| (one.item.id, one.figures.flags)).collect::<BTreeMap<_, _>>();
    newest.into_iter().filter(|(_, flags)| !flags.is_empty()).collect()
}

/// The panel beside a question: how the version at hand did, and how those before it did.
pub(super) fn figures(measured: &[Measured], number: i64) -> AnyView {
    let this = measured.iter().find(|one| one.number() == number);
    let mut earlier = measured.iter().filter(|one| one.number() < number).collect::<Vec<_>>();
    earlier.reverse();
    let body = match (this, earlier.is_empty()) {
        (Some(this), _) => one(this),
        (None, true) => view! {
            <p class="empty">"No exam that has ended had this question. Its figures stand here once it was asked in one, as a pilot too."</p>
        }
        .into_any(),
        (None, false) => view! { <p>{format!("No exam that has ended had version {number}.")}</p> }.into_any(),
    };
    let help = format!(
        "From all exams of your organisation that have ended and had it, trial questions among them; other cohorts count and are not named. Exams of a cohort that put the question right are left out. \
         At most the latest {MOST_SITTINGS} exams are read. Below ten answers no figure is given, below thirty it is called uncertain."
    );
    let shown = this.is_some() || !earlier.is_empty();
    let earlier = earlier.into_iter().map(|version| {
        let answers = when::count(version.figures.reached as usize, "answer", "answers");
        let facility = version.figures.facility.map_or_else(|why| lack(&why), |found| percent(found.value));
        let title = format!("Version {}: {answers}, facility: {facility}", version.number());
        view! { <details><summary>{title}</summary>{one(version)}</details> }
    });
    view! {
        <section class="bank-figures">
            <h2>"How it has done"</h2>
            {body}
            {earlier.collect::<Vec<_>>()}
            {shown.then(|| view! { <p class="help">{help}</p> })}
        </section>
    }
    .into_any()
}

fn one(version: &Measured) -> AnyView {
    let title = format!("Version {}: to look at", version.number());
    view! {
        <h3>{title}</h3>
        {flagged(&version.figures)}
        <h3>"How it measured"</h3>
        {measured(&version.figures, None)}
        {(version.figures.reached >= FEWEST_ANSWERS).then(|| view! {
            <h3>"Who chose what"</h3>
            {choices(&version.item, &version.figures, &version.column)}
        })}
    }
    .into_any()
}
