//! What was decided about single items of a sitting after it was sat.

use domain::ids::AttemptId;
use domain::regrade::{Overlay, Ruling};

use super::{CorrectedItem, PaperItem};
use crate::Fault;
use crate::corrections::{Stated, stated_for};
use crate::engine::Conn;

/// Everything that lies over the marking of a sitting: the corrections in force for the assignment that it answers.
pub(crate) async fn overlays_of(
    conn: &mut Conn,
    _attempt: &AttemptId,
    entry: Option<&str>,
    paper: &[PaperItem],
) -> Result<Vec<Overlay>, Fault> {
    let Some(entry) = entry else { return Ok(Vec::new()) };
    let stated = stated_for(conn, entry).await?;
    Ok(laid_over(&stated, paper).map(|(place, stated)| overlay(place, stated)).collect())
}

/// Corrections with the places of their items in a paper.
pub(super) fn laid_over<'s>(stated: &'s [Stated], paper: &'s [PaperItem]) -> impl Iterator<Item = (usize, &'s Stated)> {
    let fits = |stated: &Stated, pinned: &PaperItem| stated.item == pinned.item && stated.digest == pinned.digest;
    let place = move |stated: &Stated| paper.iter().position(|pinned| fits(stated, pinned));
    stated.iter().filter_map(move |stated| Some((place(stated)?, stated)))
}

fn overlay(place: usize, stated: &Stated) -> Overlay {
    Overlay { place, ruling: Ruling::Corrected(stated.correction.clone()) }
}

/// The items of a paper that were put right since, as its candidate is told.
pub(super) async fn corrected(conn: &mut Conn, entry: &str, paper: &[PaperItem]) -> Result<Vec<CorrectedItem>, Fault> {
    let stated = stated_for(conn, entry).await?;
    let item = |(place, stated): (usize, &Stated)| {
        let Stated { correction, reason, at, .. } = stated.clone();
        CorrectedItem { place, correction, reason, at }
    };
    let mut corrected = laid_over(&stated, paper).map(item).collect::<Vec<_>>();
    corrected.sort_by_key(|item| item.place);
    Ok(corrected)
}
