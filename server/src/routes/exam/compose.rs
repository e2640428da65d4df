//! Puts a paper together: drawn or fixed, with its booklets, sections and cut score.

use std::collections::BTreeSet;

use content::Library;
use domain::cut::cut_score;
use domain::ids::ItemId;
use domain::item::Item;
use domain::layout::{Layout, Material, Section};
use domain::paper::Drawn;
use domain::scheme::{Book, Scheme, SectionPlan};
use domain::time::Millis;

/// The booklets and cases of items, each after the supplement that belongs to it, once, in the versions held now.
pub fn materials(library: &Library, items: &[Item]) -> Vec<Material> {
    let mut seen = BTreeSet::new();
    let own = items.iter().filter_map(|item| library.scenario(item.scenario.as_ref()?));
    let with_supplement = own
        .flat_map(|own| [own.supplement.as_ref().and_then(|id| library.scenario(id)), Some(own)].into_iter().flatten());
    with_supplement
        .filter(|scenario| seen.insert(&scenario.id))
        .map(|scenario| Material { id: scenario.id.clone(), digest: scenario.digest.clone() })
        .collect()
}

/// A drawn paper as lists of items by section.
pub fn by_section(drawn: Drawn) -> Vec<Vec<ItemId>> {
    let mut rest = drawn.items.into_iter();
    drawn.sections.iter().map(|count| rest.by_ref().take(usize::from(*count)).collect()).collect()
}

/// The items of a paper in the versions held now; nothing when one is gone. `own` are those of an organisation's own.
pub fn items(library: &Library, own: &[Item], sections: &[Vec<ItemId>]) -> Option<Vec<Item>> {
    let find = |id: &ItemId| own.iter().find(|item| item.id == *id).or_else(|| library.item(id)).cloned();
    sections.iter().flatten().map(find).collect()
}

/// Puts trial questions among the others: each into the middle of a section, never into a booklet.
pub fn with_pilots(library: &Library, mut sections: Vec<Vec<ItemId>>, pilots: &[ItemId]) -> Vec<Vec<ItemId>> {
    let count = sections.len().max(1);
    for (pilot, n) in pilots.iter().zip(0..) {
        let Some(section) = sections.get_mut(n % count) else { break };
        let booklet = |id: &ItemId| library.item(id).and_then(|item| item.scenario.as_ref());
        let inside = |place: &usize| {
            let around =
                section.get(place.wrapping_sub(1)).and_then(booklet).zip(section.get(*place).and_then(booklet));
            around.is_some_and(|(before, after)| before == after)
        };
        let place = (section.len() / 2..section.len()).find(|place| !inside(place)).unwrap_or(section.len());
        section.insert(place, pilot.clone());
    }
    sections
}

/// The layout of a paper under the rules of its scheme.
pub fn layout(
    library: &Library,
    scheme: &Scheme,
    sections: &[Vec<ItemId>],
    items: &[Item],
    pilots: &[ItemId],
) -> Layout {
    let on_trial = |item: &Item| pilots.contains(&item.id);
    let seconds = |ids: &[ItemId]| {
        let added = items.iter().filter(|item| on_trial(item) && ids.contains(&item.id));
        added.map(|item| i64::from(item.seconds)).sum::<i64>()
    };
    let plans = scheme.blueprint.as_ref().map_or(&[][..], |blueprint| &blueprint.sections);
    let section = |(plan, items): (&SectionPlan, &Vec<ItemId>)| Section {
        title: plan.title.clone(),
        items: items.len() as u16,
        minimum_percent: plan.minimum_percent,
        limit: plan.minutes.map(|minutes| Millis(Millis::minutes(i64::from(minutes)).0 + seconds(items) * 1_000)),
    };
    let has_sections = plans.len() > 1 && plans.len() == sections.len();
    Layout {
        sections: if has_sections { plans.iter().zip(sections).map(section).collect() } else { Vec::new() },
        cut: Some(cut_score(&items.iter().filter(|item| !on_trial(item)).collect::<Vec<_>>(), scheme.pass_mark())),
        review: scheme.review,
        open_book: matches!(scheme.book, Book::Open | Book::RestrictedOpen),
        materials: materials(library, items),
        unscored: (0..).zip(items).filter(|(_, item)| on_trial(item)).map(|(place, _)| place).collect(),
    }
}
