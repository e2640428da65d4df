//! The glossary: terms in our own words.

use std::collections::{BTreeMap, BTreeSet};

use domain::clause::ClauseNumber;
use domain::ids::TermId;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::editions::Registry;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

/// One term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id, the anchor in the glossary.
    pub id: TermId,
    /// The term.
    pub term: String,
    /// Its abbreviation.
    pub short: Option<String>,
    /// What it means.
    pub definition: String,
    /// Clauses of the taught edition in which it matters.
    pub clauses: Vec<ClauseNumber>,
    /// Terms to compare.
    pub see: Vec<TermId>,
}

/// All terms.
pub(crate) struct Glossary {
    /// Sorted for people.
    pub terms: Vec<Term>,
    /// Whether every file could be read; if not, nobody can say that a term is unknown.
    pub complete: bool,
    ids: BTreeSet<TermId>,
}

impl Glossary {
    /// Reads `glossary/`.
    pub fn load(files: &Files, registry: &Registry, report: &mut Report) -> Self {
        let mut glossary = Self { terms: Vec::new(), complete: true, ids: BTreeSet::new() };
        let mut raws = Vec::new();
        for (path, _, text) in files.within("glossary", "yaml") {
            match yaml::read::<Vec<RawTerm>>(text, Place::whole(path), report) {
                Some(terms) => raws.extend(terms.into_iter().map(|term| (path, term))),
                None => glossary.complete = false,
            }
        }
        glossary.index(&raws, report);
        for (path, raw) in raws {
            let place = Place::whole(path);
            for see in raw.see.iter().filter(|see| !glossary.knows(&see.value)) {
                report.add(place.of(see), format!("unknown term {}", see.value), "name the id of a term, or add it");
            }
            let clauses = registry.clauses(&raw.clauses, place, report);
            glossary.terms.push(raw.into_term(clauses));
        }
        glossary.terms.sort_by_cached_key(|term| (term.term.to_lowercase(), term.id.clone()));
        glossary
    }

    /// Whether a term may be linked.
    pub fn knows(&self, id: &str) -> bool {
        !self.complete || self.ids.contains(id)
    }

    fn index(&mut self, raws: &[(&str, RawTerm)], report: &mut Report) {
        let mut first = BTreeMap::new();
        for (path, raw) in raws {
            let at = Place::whole(path).of(&raw.id);
            match first.get(&raw.id.value) {
                Some(place) => {
                    report.add(
                        at,
                        format!("term {} stands twice, first in {place}", raw.id.value),
                        "remove one of them",
                    );
                }
                None => {
                    first.insert(&raw.id.value, format!("{}:{}", at.file, at.line));
                    self.ids.insert(TermId::new(raw.id.value.clone()));
                }
            }
            if raw.definition.trim().is_empty() {
                report.add(at, format!("term {} has no definition", raw.id.value), "explain it in our own words");
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    id: Spanned<String>,
    term: String,
    short: Option<String>,
    definition: String,
    clauses: Vec<Spanned<String>>,
    #[serde(default)]
    see: Vec<Spanned<String>>,
}

impl RawTerm {
    fn into_term(self, clauses: Vec<ClauseNumber>) -> Term {
        let see = self.see.into_iter().map(|see| TermId::new(see.value)).collect();
        let definition = self.definition.trim().to_owned();
        Term { id: TermId::new(self.id.value), term: self.term, short: self.short, definition, clauses, see }
    }
}
