//! How often items were in papers lately, of whomever: an item that everybody has seen examines nobody.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

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
    papers: Mutex<BTreeMap<SchemeId, VecDeque<Vec<ItemId>>>>,
}

impl Wear {
    /// Notes a paper that was begun.
    pub fn note(&self, scheme: &SchemeId, items: &[ItemId]) {
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        let papers = papers.entry(scheme.clone()).or_default();
        papers.push_back(items.to_vec());
        if papers.len() > LATELY {
            papers.pop_front();
        }
    }

    /// What a person has met, and what is worn for a scheme.
    pub fn exposure<'r>(&self, scheme: &Scheme, record: &'r StudyRecord) -> Seen<'r> {
        let papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts = BTreeMap::<ItemId, usize>::new();
        let limit = scheme.blueprint.as_ref().map_or(100, |blueprint| usize::from(blueprint.exposure_percent));
        if let Some(papers) = papers.get(&scheme.id).filter(|papers| papers.len() >= FEW) {
            for item in papers.iter().flatten() {
                *counts.entry(item.clone()).or_default() += 1;
            }
            counts.retain(|_, count| *count * 100 > limit * papers.len());
        }
        Seen { record, worn: counts }
    }
}

/// A person's exposure, with what is worn.
pub struct Seen<'r> {
    record: &'r StudyRecord,
    worn: BTreeMap<ItemId, usize>,
}

impl Exposure for Seen<'_> {
    fn times_seen(&self, item: &ItemId) -> u32 {
        self.record.times_seen(item)
    }

    fn is_worn(&self, item: &ItemId) -> bool {
        self.worn.contains_key(item)
    }
}
