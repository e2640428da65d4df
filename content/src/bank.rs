//! The question bank: from YAML to items.

use std::collections::{BTreeMap, BTreeSet};

use domain::clause::ClauseNumber;
use domain::ids::{AreaId, FamilyId, ItemId};
use domain::item::{Item, ItemOption, ItemStatus, Review};
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use crate::choice::{self, RawOptions};
use crate::course::Courses;
use crate::editions::Registry;
use crate::report::{Found, Place, Report};
use crate::source::Files;
use crate::yaml;

mod balance;
mod rules;

/// The whole bank.
pub(crate) struct Bank {
    pub items: Vec<Found<Item>>,
    /// The YAML text of each item.
    pub sources: BTreeMap<ItemId, String>,
    /// Whether every file could be read; if not, nobody can say that items are too few.
    pub complete: bool,
}

impl Bank {
    /// Reads `LEVEL/items/` of all levels and checks every item and the balance of the whole.
    pub fn load(files: &Files, registry: &Registry, courses: &Courses, report: &mut Report) -> Self {
        let mut bank = Self { items: Vec::new(), sources: BTreeMap::new(), complete: true };
        let mut first = BTreeMap::new();
        for level in Level::ALL {
            for (path, name, text) in files.within(&format!("{}/items", level.word()), "yaml") {
                let place = Place::whole(path);
                let Some(raws) = yaml::read::<Vec<Spanned<RawItem>>>(text, place, report) else {
                    bank.complete = false;
                    continue;
                };
                let home = rules::Home { level, area: name, registry, courses };
                for raw in &raws {
                    rules::check(&raw.value, &home, place, report);
                    repeated(&raw.value, &mut first, place, report);
                }
                bank.add(raws, text, place, report);
            }
        }
        balance::check(&bank.items, report);
        bank
    }

    /// How many different families of reviewed items an area has.
    pub fn families(&self, area: &str) -> usize {
        let live =
            self.items.iter().map(|item| &item.value).filter(|item| item.is_live() && item.area.as_str() == area);
        live.map(|item| &item.family).collect::<BTreeSet<_>>().len()
    }

    fn add(&mut self, raws: Vec<Spanned<RawItem>>, text: &str, place: Place<'_>, report: &mut Report) {
        let starts = raws.iter().map(|raw| place.of(raw).line).collect::<Vec<_>>();
        let lines = text.lines().collect::<Vec<_>>();
        for (n, raw) in raws.into_iter().enumerate() {
            let end = starts.get(n + 1).map_or(lines.len(), |next| next - 1);
            let source = lines.get(starts[n] - 1..end.max(starts[n])).unwrap_or_default().join("\n");
            let at = place.of(&raw.value.id);
            if let Some(item) = raw.value.into_item(place, report) {
                self.sources.entry(item.id.clone()).or_insert(source.trim_end().to_owned() + "\n");
                self.items.push(Found::new(item, at));
            }
        }
    }
}

/// Reads the text of one item, as [`crate::Library::item_source`] gives it.
///
/// Only the form is checked, so that an old version stays readable when the rules for new items grow.
///
/// # Errors
/// The report names what keeps the text from being an item; lines count within the text.
pub fn parse_item(source: &str) -> Result<Item, Report> {
    let mut report = Report::default();
    let place = Place::whole("item");
    let item = yaml::read::<Vec<RawItem>>(source, place, &mut report).and_then(|mut raws| match raws.len() {
        1 => raws.pop(),
        n => {
            report.add(place.line(1), format!("{n} items instead of one"), "give the text of one item");
            None
        }
    });
    let item = item.and_then(|raw| {
        for clause in raw.clauses.iter().filter(|clause| ClauseNumber::parse(&clause.value).is_none()) {
            report.add(place.of(clause), format!("{} is no clause number", clause.value), "write it as '8.5.1.2'");
        }
        raw.into_item(place, &mut report)
    });
    match item {
        Some(item) if report.is_sound() => Ok(item),
        _ => Err(report),
    }
}

fn repeated(raw: &RawItem, first: &mut BTreeMap<String, String>, place: Place<'_>, report: &mut Report) {
    let at = place.of(&raw.id);
    let here = format!("{}:{}", at.file, at.line);
    let before = first.entry(raw.id.value.clone()).or_insert_with(|| here.clone());
    if *before != here {
        let message = format!("item {} stands twice, first in {before}", raw.id.value);
        report.add(at, message, "give the second one a number that was never used");
    }
}

/// The first 32 hexadecimal digits of SHA-256 over all that is shown or marked.
fn digest(item: &Item) -> String {
    let mut hash = Sha256::new();
    let mut field = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    field(&item.version.to_string());
    field(&item.stem);
    for option in &item.options {
        field(&option.text);
        field(&option.feedback);
    }
    field(&item.key.to_string());
    field(item.area.as_str());
    for clause in &item.clauses {
        field(clause.as_str());
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    id: Spanned<String>,
    version: Spanned<u32>,
    status: RawStatus,
    level: Spanned<Level>,
    area: Spanned<String>,
    bloom: Spanned<u8>,
    clauses: Vec<Spanned<String>>,
    format: Spanned<RawFormat>,
    family: Spanned<String>,
    expected_facility: Spanned<f64>,
    minutes: Spanned<f64>,
    stem: Spanned<String>,
    options: RawOptions,
    review: Option<Spanned<RawReview>>,
}

impl RawItem {
    fn into_item(self, place: Place<'_>, report: &mut Report) -> Option<Item> {
        let key = choice::key(&self.options, place, report)?;
        let options = self.options.value.into_iter().map(|option| ItemOption {
            text: option.text.value.trim().to_owned(),
            feedback: option.feedback.unwrap_or_default().trim().to_owned(),
            misconception: option.misconception,
        });
        let mut item = Item {
            id: ItemId::new(self.id.value),
            version: self.version.value,
            digest: String::new(),
            status: self.status.into(),
            level: self.level.value,
            area: AreaId::new(self.area.value),
            bloom: self.bloom.value,
            clauses: self.clauses.iter().filter_map(|clause| ClauseNumber::parse(&clause.value)).collect(),
            family: FamilyId::new(self.family.value),
            expected_facility: (self.expected_facility.value * 100.0).round().clamp(0.0, 100.0) as u8,
            seconds: (self.minutes.value * 60.0).round().clamp(0.0, 86_400.0) as u32,
            stem: self.stem.value.trim().to_owned(),
            options: options.collect(),
            key,
            review: self.review.map(|review| review.value.into()),
        };
        item.digest = digest(&item);
        Some(item)
    }
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum RawStatus {
    Draft,
    Reviewed,
    Retired,
}

impl From<RawStatus> for ItemStatus {
    fn from(raw: RawStatus) -> Self {
        match raw {
            RawStatus::Draft => Self::Draft,
            RawStatus::Reviewed => Self::Reviewed,
            RawStatus::Retired => Self::Retired,
        }
    }
}

/// The formats that schemes name; the bank holds single choice only so far.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RawFormat {
    SingleChoice,
    MultipleResponse,
    Matching,
    Sequencing,
    AssertionReason,
    ScenarioSingleChoice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReview {
    by: String,
    on: String,
    blind_answer: u8,
    verdict: String,
}

impl From<RawReview> for Review {
    fn from(raw: RawReview) -> Self {
        Self { by: raw.by, on: raw.on, blind_answer: raw.blind_answer, verdict: raw.verdict }
    }
}
