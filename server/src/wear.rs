//! How often items were in papers lately, of whomever: an item that everybody has seen examines nobody.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::{ItemId, SchemeId};
use domain::paper::Exposure;
use domain::record::StudyRecord;
use domain::scheme::Scheme;

/// Papers of a scheme that are looked back on.
pub const LATELY: usize = 100;
/// Papers below which nothing is said.
const FEW: usize = 10;

/// The latest papers of each scheme, in memory; after a restart they are learnt from the database.
#[derive(Default)]
pub struct Wear {
    schemes: Mutex<BTreeMap<SchemeId, Lately>>,
}

/// The latest papers of one scheme.
#[derive(Default)]
struct Lately {
    papers: VecDeque<Vec<ItemId>>,
    counts: BTreeMap<ItemId, usize>,
    worn: Arc<BTreeSet<ItemId>>,
}

impl Wear {
    /// Notes a paper that was begun.
    pub fn note(&self, scheme: &Scheme, items: Vec<ItemId>) {
        let mut schemes = self.schemes.lock().unwrap_or_else(PoisonError::into_inner);
        schemes.entry(scheme.id.clone()).or_default().note(items, limit(scheme));
    }

    /// What a person has met, and what is worn for a scheme.
    pub fn exposure<'r>(&self, scheme: &Scheme, record: &'r StudyRecord) -> Seen<'r> {
        let schemes = self.schemes.lock().unwrap_or_else(PoisonError::into_inner);
        let worn = schemes.get(&scheme.id).map(|lately| Arc::clone(&lately.worn)).unwrap_or_default();
        Seen { record, worn }
    }
}

impl Lately {
    fn note(&mut self, items: Vec<ItemId>, limit: usize) {
        for item in &items {
            *self.counts.entry(item.clone()).or_default() += 1;
        }
        self.papers.push_back(items);
        if self.papers.len() > LATELY {
            for item in self.papers.pop_front().unwrap_or_default() {
                self.counts.entry(item).and_modify(|count| *count -= 1);
            }
        }
        let papers = self.papers.len();
        let worn = self.counts.iter().filter(|(_, count)| papers >= FEW && **count * 100 > limit * papers);
        self.worn = Arc::new(worn.map(|(item, _)| item.clone()).collect());
    }
}

/// Share of papers, in percent, beyond which an item is worn.
fn limit(scheme: &Scheme) -> usize {
    scheme.blueprint.as_ref().map_or(100, |blueprint| usize::from(blueprint.exposure_percent))
}

/// A person's exposure, with what is worn.
pub struct Seen<'r> {
    record: &'r StudyRecord,
    worn: Arc<BTreeSet<ItemId>>,
}

impl Exposure for Seen<'_> {
    fn times_seen(&self, item: &ItemId) -> u32 {
        self.record.times_seen(item)
    }

    fn is_worn(&self, item: &ItemId) -> bool {
        self.worn.contains(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_most_papers_held_is_worn_until_newer_ones_do_without() {
        let (often, rarely) = (ItemId::new("often"), ItemId::new("rarely"));
        let mut lately = Lately::default();
        for _ in 0..FEW - 1 {
            lately.note(vec![often.clone()], 60);
        }
        assert!(lately.worn.is_empty(), "so few papers say nothing");
        lately.note(vec![often.clone(), rarely.clone()], 60);
        assert_eq!(*lately.worn, BTreeSet::from([often]));
        for _ in 0..LATELY {
            lately.note(vec![rarely.clone()], 60);
        }
        assert_eq!(*lately.worn, BTreeSet::from([rarely]));
        assert_eq!(lately.papers.len(), LATELY);
    }
}
