//! Blueprints: from the three ways of writing one to sections and quotas.

use std::collections::BTreeSet;

use domain::ids::{AreaId, PoolId};
use domain::scheme::{Blueprint, Quota, SectionPlan};
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::RawScheme;
use crate::course::Courses;
use crate::report::{At, Place, Report};

/// Percent of papers from which an item counts as worn, unless the scheme says otherwise.
const EXPOSURE: u16 = 60;

/// The words for formats that quotas may name.
const FORMATS: [&str; 8] = [
    "single_choice",
    "multiple_response",
    "matching",
    "sequencing",
    "assertion_reason",
    "completion",
    "finding",
    "short_text",
];

/// So many marks from some areas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDraw {
    areas: Vec<Spanned<String>>,
    marks: u16,
}

/// A section: drawn by areas, or from any area when it has `marks` alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    id: Spanned<String>,
    title: String,
    minimum_percent: Option<Spanned<u16>>,
    minutes: Option<u16>,
    #[serde(default)]
    formats: Vec<Spanned<String>>,
    marks: Option<u16>,
    #[serde(default)]
    draw: Vec<RawDraw>,
}

/// What a scheme says about drawing papers.
pub(super) struct Plan<'a>(pub &'a RawScheme);

impl Plan<'_> {
    /// The blueprint, if there is one.
    pub fn blueprint(&self) -> Option<Blueprint> {
        let raw = self.0;
        let piece = |quotas| {
            let (id, title) = (String::new(), String::new());
            vec![SectionPlan { id, title, minimum_percent: None, minutes: None, quotas }]
        };
        let sections = if let Some(sections) = &raw.sections {
            sections.value.iter().map(RawSection::plan).collect()
        } else if let Some(draw) = &raw.draw {
            piece(draw.value.iter().map(|draw| draw.quota(&[])).collect())
        } else {
            let quota = |(area, marks): (&String, &u16)| {
                let areas = vec![AreaId::new(area.clone())];
                Quota { marks: *marks, areas, formats: Vec::new() }
            };
            piece(raw.areas.as_ref()?.value.iter().map(quota).collect())
        };
        Some(Blueprint {
            sections,
            pool: raw.pool.as_ref().map(|pool| PoolId::new(pool.value.clone())),
            scenarios: raw.scenarios,
            only_scenarios: raw.only_scenarios,
            bloom_at_least: raw.bloom_at_least.clone(),
            exposure_percent: raw.exposure_percent.as_ref().map_or(EXPOSURE, |percent| percent.value),
        })
    }

    /// Where the blueprint stands.
    pub fn at<'p>(&self, place: Place<'p>) -> Option<At<'p>> {
        let raw = self.0;
        let sections = raw.sections.as_ref().map(|sections| place.of(sections));
        let draw = raw.draw.as_ref().map(|draw| place.of(draw));
        sections.or(draw).or(raw.areas.as_ref().map(|areas| place.of(areas)))
    }

    /// Checks the figures of the blueprint and what it names.
    pub fn check(&self, courses: &Courses, place: Place<'_>, report: &mut Report) {
        let raw = self.0;
        let (Some(at), Some(blueprint)) = (self.at(place), self.blueprint()) else { return };
        if [raw.areas.is_some(), raw.draw.is_some(), raw.sections.is_some()].iter().filter(|is| **is).count() > 1 {
            report.add(at, "the blueprint is written in two ways", "keep one of `areas`, `draw` and `sections`");
        }
        let quotas = || blueprint.sections.iter().flat_map(|section| &section.quotas);
        let sum = quotas().map(|quota| quota.marks).sum::<u16>();
        if sum != raw.marks {
            let message = format!("the blueprint sums to {sum} marks, the scheme has {}", raw.marks);
            report.add(at, message, "correct the blueprint or `marks`");
        }
        if courses.of(raw.level).is_some() {
            let areas = quotas().flat_map(|quota| &quota.areas).collect::<BTreeSet<_>>();
            for area in areas.into_iter().filter(|area| !courses.knows(raw.level, area.as_str())) {
                report.add(at, format!("unknown area {area}"), "name an area of course.yaml");
            }
        }
        for (bloom, marks) in &raw.bloom_at_least {
            if !(1..=4).contains(bloom) || *marks > raw.marks {
                let message = format!("bloom_at_least asks for {marks} marks at level {bloom}");
                report.add(at, message, "name levels 1 to 4, and no more marks than the paper has");
            }
        }
        if let Some(percent) = raw.exposure_percent.as_ref().filter(|percent| !(1..=100).contains(&percent.value)) {
            let fix = "write the share of papers from which an item counts as worn";
            report.add(place.of(percent), format!("exposure_percent {} is outside 1 to 100", percent.value), fix);
        }
        if let Some(sections) = &raw.sections {
            check_sections(&sections.value, at, place, report);
        }
    }
}

fn check_sections(sections: &[RawSection], at: At<'_>, place: Place<'_>, report: &mut Report) {
    let mut ids = BTreeSet::new();
    for section in sections {
        let own = place.of(&section.id);
        if !ids.insert(&section.id.value) {
            report.add(own, format!("section {} stands twice", section.id.value), "give one of them another id");
        }
        for format in section.formats.iter().filter(|format| !FORMATS.contains(&format.value.as_str())) {
            let message = format!("unknown format {}", format.value);
            report.add(place.of(format), message, "name a format of content/README.md");
        }
        if let Some(percent) = section.minimum_percent.as_ref().filter(|percent| percent.value > 100) {
            report.add(place.of(percent), "the minimum exceeds the section's marks", "write a share in percent");
        }
        if section.marks.is_some() != section.draw.is_empty() {
            let fix = "write `marks` for one quota from any area, or `draw`, not both";
            report.add(own, format!("section {} says not how it is filled", section.id.value), fix);
        }
    }
    let timed = sections.iter().filter(|section| section.minutes.is_some()).count();
    if timed != 0 && timed != sections.len() {
        report.add(at, "some sections have a time of their own, others have none", "give `minutes` to all or to none");
    }
}

impl RawSection {
    fn plan(&self) -> SectionPlan {
        let mut quotas = self.draw.iter().map(|draw| draw.quota(&self.formats)).collect::<Vec<_>>();
        quotas.extend(self.marks.map(|marks| Quota { marks, areas: Vec::new(), formats: texts(&self.formats) }));
        SectionPlan {
            id: self.id.value.clone(),
            title: self.title.clone(),
            minimum_percent: self.minimum_percent.as_ref().map(|percent| percent.value),
            minutes: self.minutes,
            quotas,
        }
    }
}

impl RawDraw {
    fn quota(&self, formats: &[Spanned<String>]) -> Quota {
        let areas = self.areas.iter().map(|area| AreaId::new(area.value.clone())).collect();
        Quota { marks: self.marks, areas, formats: texts(formats) }
    }
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|text| text.value.clone()).collect()
}
