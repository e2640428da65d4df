//! Papers fixed in advance.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{ItemId, PaperId, SchemeId};
use domain::marks::Marks;
use domain::question::Level;
use domain::scheme::SectionPlan;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::report::{Place, Report};
use crate::schemes::{Planned, Supply};
use crate::source::Files;
use crate::yaml;

/// A paper whose items somebody has chosen.
#[derive(Clone, Debug)]
pub struct FixedPaper {
    /// Its id, the name of its file.
    pub id: PaperId,
    /// Its title.
    pub title: String,
    /// The scheme by whose figures it is sat.
    pub scheme: SchemeId,
    /// The items of each section of the scheme, in order.
    pub sections: Vec<Vec<ItemId>>,
}

/// Reads `LEVEL/papers/` of all levels.
pub(crate) fn load(files: &Files, schemes: &[Planned], supply: &Supply, report: &mut Report) -> Vec<FixedPaper> {
    let mut papers = Vec::<FixedPaper>::new();
    for level in Level::ALL {
        for (path, name, text) in files.within(&format!("{}/papers", level.word()), "yaml") {
            let place = Place::whole(path);
            let Some(raw) = yaml::read::<RawPaper>(text, place, report) else { continue };
            let at = place.of(&raw.id);
            if raw.id.value != name {
                report.add(at, format!("the id is {}, the file {name}.yaml", raw.id.value), "give both the same name");
            }
            if papers.iter().any(|other| other.id.as_str() == raw.id.value) {
                report.add(at, format!("paper {} stands twice", raw.id.value), "give one of them another id");
            }
            papers.extend(Reader { raw: &raw, level, schemes, supply, place, report }.paper());
        }
    }
    papers
}

struct Reader<'a, 'r> {
    raw: &'a RawPaper,
    level: Level,
    schemes: &'a [Planned],
    supply: &'a Supply,
    place: Place<'a>,
    report: &'r mut Report,
}

impl<'a> Reader<'a, '_> {
    fn paper(&mut self) -> Option<FixedPaper> {
        let raw = self.raw;
        let known = self.schemes.iter().map(|planned| &planned.scheme);
        let scheme = known.into_iter().find(|scheme| scheme.id.as_str() == raw.scheme.value);
        let Some(scheme) = scheme.filter(|scheme| scheme.level == self.level) else {
            let message = format!("unknown scheme {}", raw.scheme.value);
            self.report.add(self.place.of(&raw.scheme), message, "name a scheme of this level");
            return None;
        };
        let plans = scheme.blueprint.as_ref().map(|blueprint| &blueprint.sections[..]).unwrap_or_default();
        let lists = self.lists(plans)?;
        self.check_repeats(&lists);
        for (n, list) in lists.iter().enumerate() {
            let marks = list.iter().filter_map(|id| self.supply.item(&id.value)).map(|item| item.marking.marks);
            let sum = marks.sum::<Marks>();
            let of_plan = |plan: &SectionPlan| plan.quotas.iter().map(|quota| quota.marks).sum();
            let wanted = Marks::whole(plans.get(n).map_or(scheme.marks, of_plan));
            if sum != wanted {
                let title =
                    plans.get(n).map_or("the paper", |plan| if plan.id.is_empty() { "the paper" } else { &plan.id });
                let message = format!("the items of {title} sum to {sum} marks, the scheme has {wanted}");
                self.report.add(self.place.of(&raw.id), message, "add or remove items");
            }
        }
        let ids = |list: &&[Spanned<String>]| list.iter().map(|id| ItemId::new(id.value.clone())).collect();
        Some(FixedPaper {
            id: PaperId::new(raw.id.value.clone()),
            title: raw.title.clone(),
            scheme: scheme.id.clone(),
            sections: lists.iter().map(ids).collect(),
        })
    }

    /// The items of each section, in the order of the scheme.
    fn lists(&mut self, plans: &[SectionPlan]) -> Option<Vec<&'a [Spanned<String>]>> {
        let raw = self.raw;
        let whole = plans.iter().all(|plan| plan.id.is_empty());
        let named =
            || plans.iter().map(|plan| raw.sections.get(&plan.id).map(Vec::as_slice)).collect::<Option<Vec<_>>>();
        let lists = match &raw.items {
            Some(items) if whole && raw.sections.is_empty() => Some(vec![&items[..]]),
            None if !whole && raw.sections.len() == plans.len() => named(),
            _ => None,
        };
        if lists.is_none() {
            let ids = plans.iter().map(|plan| plan.id.as_str()).collect::<Vec<_>>().join(", ");
            let fix = if whole { "write `items:`".to_owned() } else { format!("write `sections:` with {ids}") };
            self.report.add(self.place.of(&raw.id), "the paper has not the sections of its scheme", fix);
        }
        lists
    }

    /// Each item exists at this level, and none repeats another.
    fn check_repeats(&mut self, lists: &[&'a [Spanned<String>]]) {
        let (mut ids, mut families) = (BTreeSet::new(), BTreeSet::new());
        for id in lists.iter().copied().flatten() {
            let at = self.place.of(id);
            let Some(item) = self.supply.item(&id.value).filter(|item| item.level == self.level) else {
                self.report.add(at, format!("unknown item {}", id.value), "name an item of this level");
                continue;
            };
            if !ids.insert(&item.id) {
                self.report.add(at, format!("item {} stands twice", item.id), "remove one of them");
            } else if !families.insert(&item.family) && item.scenario.is_none() {
                let message = format!("item {} is of a family that stands here already", item.id);
                self.report.add(at, message, "choose an item that asks for something else");
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPaper {
    id: Spanned<String>,
    title: String,
    scheme: Spanned<String>,
    items: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    sections: BTreeMap<String, Vec<Spanned<String>>>,
}
