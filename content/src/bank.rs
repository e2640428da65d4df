//! The question bank: from YAML to items.

use std::collections::BTreeMap;

use domain::clause::ClauseNumber;
use domain::ids::{AreaId, FamilyId, ItemId, PoolId, ScenarioId};
use domain::item::{Item, ItemStatus, Review};
use domain::marking::Marking;
use domain::marks::Marks;
use domain::question::Level;
use serde_saphyr::Spanned;

use crate::course::Courses;
use crate::editions::{self, Registry};
use crate::lesson::exhibit;
use crate::report::{Found, Place, Report};
use crate::scenario::Shelf;
use crate::source::Files;
use crate::yaml;

mod answer;
mod balance;
mod body;
mod digest;
mod gaps;
mod raw;
mod rules;
mod set;

pub(crate) use answer::key as blind_key;
use body::Titles;
pub(crate) use digest::digest_of;
use raw::{RawGrade, RawItem};

/// The words of the grades of a finding, in the order of [`domain::question::GRADES`].
pub(crate) const GRADE_WORDS: [&str; 4] = RawGrade::WORDS;

/// The whole bank.
pub(crate) struct Bank {
    pub items: Vec<Found<Item>>,
    /// The YAML text of each item.
    pub sources: BTreeMap<ItemId, String>,
    /// Whether every file could be read; if not, nobody can say that items are too few.
    pub complete: bool,
}

/// What items may refer to.
pub(crate) struct Known<'a> {
    pub registry: &'a Registry,
    pub courses: &'a Courses,
    pub scenarios: &'a Shelf,
}

impl Bank {
    /// Reads `LEVEL/items/` of all levels and checks every item and the balance of the whole.
    pub fn load(files: &Files, known: &Known<'_>, report: &mut Report) -> Self {
        let mut bank = Self { items: Vec::new(), sources: BTreeMap::new(), complete: true };
        let mut first = BTreeMap::new();
        for level in Level::ALL {
            for (path, name, text) in files.within(&format!("{}/items", level.word()), "yaml") {
                let place = Place::whole(path);
                let Some(raws) = yaml::read::<Vec<Spanned<RawItem>>>(text, place, report) else {
                    bank.complete = false;
                    continue;
                };
                let home = rules::Home { level, file: name, known };
                for raw in &raws {
                    rules::check(&raw.value, &home, place, report);
                    repeated(&raw.value, &mut first, place, report);
                }
                bank.add(raws, text, &known.registry.taught.clauses, place, report);
            }
        }
        balance::check(&bank.items, report);
        set::check(&bank.items, known.scenarios, report);
        bank
    }

    fn add(&mut self, raws: Vec<Spanned<RawItem>>, text: &str, titles: &Titles, place: Place<'_>, report: &mut Report) {
        let starts = raws.iter().map(|raw| place.of(raw).line).collect::<Vec<_>>();
        let lines = text.lines().collect::<Vec<_>>();
        for (n, raw) in raws.iter().enumerate() {
            let end = starts.get(n + 1).map_or(lines.len(), |next| next - 1);
            let source = lines.get(starts[n] - 1..end.max(starts[n])).unwrap_or_default().join("\n");
            let at = place.of(&raw.value.id);
            if let Some(item) = raw.value.item(titles, place, report) {
                rules::check_item(&raw.value, &item, place, report);
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
        editions::check_numbers(&raw.clauses, place, &mut report);
        raw.item(editions::embedded_titles(), place, &mut report)
    });
    match item {
        Some(item) if report.is_sound() => Ok(item),
        _ => Err(report),
    }
}

/// Checks the text of one item by all the rules that hold for an item by itself, as if it stood in the course. Lines count within
/// the text.
pub(crate) fn check_item(
    source: &str,
    level: Level,
    area: &str,
    known: &Known<'_>,
    report: &mut Report,
) -> Option<Item> {
    let place = Place::whole("item");
    let raw = yaml::read::<Vec<RawItem>>(source, place, report)?.pop()?;
    rules::check(&raw, &rules::Home { level, file: area, known }, place, report);
    let item = raw.item(&known.registry.taught.clauses, place, report)?;
    rules::check_item(&raw, &item, place, report);
    Some(item)
}

/// The additional information of an item as written, from the item's text.
pub(crate) fn additional(source: &str) -> Option<String> {
    let raws = yaml::read::<Vec<RawItem>>(source, Place::whole("item"), &mut Report::default());
    Some(raws?.pop()?.additional?.value.trim().to_owned())
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

impl RawItem {
    /// The item, if its form allows.
    fn item(&self, titles: &Titles, place: Place<'_>, report: &mut Report) -> Option<Item> {
        let body = body::read(self, titles, place, report)?;
        let additional = self.additional.as_ref().map(|text| text.value.trim());
        // What is wrong with the Markdown, `rules` says.
        let html = |text| exhibit(text, &self.id.value, place, &mut Report::default()).html;
        let mut item = Item {
            id: ItemId::new(self.id.value.clone()),
            version: self.version.value,
            digest: String::new(),
            status: ItemStatus::from(self.status),
            level: self.level.value,
            area: AreaId::new(self.area.value.clone()),
            bloom: self.bloom.value,
            clauses: self.clauses.iter().filter_map(|clause| ClauseNumber::parse(&clause.value)).collect(),
            family: FamilyId::new(self.family.value.clone()),
            scenario: self.scenario.as_ref().map(|id| ScenarioId::new(id.value.clone())),
            pool: self.pool.as_ref().map(|id| PoolId::new(id.value.clone())),
            expected_facility: percent(self.expected_facility.value),
            ratings: self.ratings.iter().map(|(rater, share)| (rater.clone(), percent(share.value))).collect(),
            seconds: (self.minutes.value * 60.0).round().clamp(0.0, 86_400.0) as u32,
            marking: self.marking(),
            stem: self.stem.value.trim().to_owned(),
            additional: additional.map(html),
            body,
            review: self.review.as_ref().map(|review| Review {
                by: review.value.by.clone(),
                on: review.value.on.clone(),
                blind_answer: answer::text(&review.value.blind_answer),
                verdict: review.value.verdict.clone(),
            }),
        };
        item.digest = digest::digest(&item, additional);
        Some(item)
    }

    fn marking(&self) -> Marking {
        let marks = |raw: Option<&Spanned<f64>>, default| raw.map_or(default, |raw| Marks(hundredths(raw.value)));
        let raw = self.marking.as_ref().map(|marking| &marking.value);
        Marking {
            marks: marks(self.marks.as_ref(), Marks::ONE),
            rule: raw.map(|raw| raw.rule.into()).unwrap_or_default(),
            deduct: marks(raw.and_then(|raw| raw.deduct.as_ref()), Marks(0)),
            floor: marks(raw.and_then(|raw| raw.floor.as_ref()), Marks(0)),
        }
    }
}

fn hundredths(value: f64) -> i32 {
    (value * 100.0).round() as i32
}

fn percent(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}
