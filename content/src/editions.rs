//! The clause registry: editions, the cross-walk between them, and the ITIL practices beside them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::clause::{Clause, ClauseNumber, Crosswalk, CrosswalkRow, Edition, Move};
use domain::ids::EditionId;
use domain::renewal::Amendment;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::report::{Place, Report};
use crate::source::{Files, Source};
use crate::yaml;

const CROSSWALK: &str = "editions/crosswalk.yaml";

/// The practices of ITIL that cover much the same ground as a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItilPractices {
    /// The process of ITIL v3.
    pub v3: String,
    /// The practice of ITIL 4.
    pub v4: String,
}

/// All clauses that may be named.
pub(crate) struct Registry {
    pub taught: Edition,
    pub legacy: Vec<Edition>,
    pub crosswalk: Crosswalk,
    pub amendments: Vec<Amendment>,
    pub itil: BTreeMap<ClauseNumber, ItilPractices>,
}

impl Registry {
    /// Reads `editions/`.
    pub fn load(files: &Files, report: &mut Report) -> Self {
        let all = files.within("editions", "yaml").filter(|(path, ..)| *path != CROSSWALK);
        let read = all.filter_map(|(path, _, text)| edition(text, Place::whole(path), report)).collect::<Vec<_>>();
        let (mut taught, mut legacy) = read.into_iter().partition::<Vec<_>, _>(|edition| edition.taught);
        legacy.sort_by(|a, b| b.id.cmp(&a.id));
        if taught.len() != 1 {
            let message = format!("{} editions are taught, not one", taught.len());
            report.add(Place::whole("editions/2018.yaml").line(1), message, "give one edition `status: taught`");
        }
        let taught = taught.pop().unwrap_or_else(nothing);
        let mut registry =
            Self { taught, legacy, crosswalk: Crosswalk::default(), amendments: Vec::new(), itil: BTreeMap::new() };
        match files.get(CROSSWALK) {
            Some(text) => registry.read_crosswalk(text, report),
            None => report.add(Place::whole(CROSSWALK).line(1), "is missing", "add the cross-walk"),
        }
        registry
    }

    /// An edition by its short name.
    pub fn edition(&self, id: &str) -> Option<&Edition> {
        std::iter::once(&self.taught).chain(&self.legacy).find(|edition| edition.id.as_str() == id)
    }

    /// The clause of the taught edition, or a problem.
    pub fn clause(&self, text: &Spanned<String>, place: Place<'_>, report: &mut Report) -> Option<ClauseNumber> {
        known(&self.taught, text, place, report)
    }

    /// The clauses of the taught edition; each unknown one is a problem.
    pub fn clauses(&self, list: &[Spanned<String>], place: Place<'_>, report: &mut Report) -> Vec<ClauseNumber> {
        list.iter().filter_map(|text| self.clause(text, place, report)).collect()
    }

    fn read_crosswalk(&mut self, text: &str, report: &mut Report) {
        let place = Place::whole(CROSSWALK);
        let Some(raw) = yaml::read::<RawCrosswalk>(text, place, report) else { return };
        let old = self.edition("2011").cloned().unwrap_or_else(nothing);
        for row in raw.rows {
            let to = self.clauses(&row.to, place, report);
            let Some(from) = known(&old, &row.from, place, report) else { continue };
            let (kind, note) = (row.kind.into(), row.note);
            self.crosswalk.rows.push(CrosswalkRow { from, to, kind, note });
        }
        self.crosswalk.new = self.clauses(&raw.new_in_2018, place, report);
        self.crosswalk.largely_new = self.clauses(&raw.largely_new_in_2018, place, report);
        self.crosswalk.source = raw.source;
        for RawAmendment { name, from, clauses } in raw.amendments {
            let clauses = self.clauses(&clauses, place, report);
            match from.value.parse() {
                Ok(from) => self.amendments.push(Amendment { name, from, clauses }),
                Err(_) => report.add(place.of(&from), "this is no day", "write it as '2024-03-01'"),
            }
        }
        for row in raw.itil {
            if let Some(clause) = self.clause(&row.clause, place, report) {
                self.itil.insert(clause, ItilPractices { v3: row.v3, v4: row.v4 });
            }
        }
    }
}

/// The clauses of the taught edition as compiled into this crate: for texts that are read without a course.
pub(crate) fn embedded_titles() -> &'static BTreeMap<ClauseNumber, Clause> {
    static TITLES: LazyLock<BTreeMap<ClauseNumber, Clause>> = LazyLock::new(|| {
        let mut report = Report::default();
        Registry::load(&Source::Embedded.read(&mut report), &mut report).taught.clauses
    });
    &TITLES
}

/// Checks the form of clause numbers alone.
pub(crate) fn check_numbers(list: &[Spanned<String>], place: Place<'_>, report: &mut Report) {
    for clause in list.iter().filter(|clause| ClauseNumber::parse(&clause.value).is_none()) {
        report.add(place.of(clause), format!("{} is no clause number", clause.value), "write it as '8.5.1.2'");
    }
}

/// The clause, if the edition has it. An edition without clauses could not be read and is no measure of others.
fn known(edition: &Edition, text: &Spanned<String>, place: Place<'_>, report: &mut Report) -> Option<ClauseNumber> {
    let number = ClauseNumber::parse(&text.value);
    if number.as_ref().is_some_and(|n| edition.clauses.is_empty() || edition.clauses.contains_key(n)) {
        return number;
    }
    let message = format!("unknown clause {} of the {} edition", text.value, edition.id);
    report.add(place.of(text), message, format!("name a clause of editions/{}.yaml", edition.id));
    None
}

fn nothing() -> Edition {
    let (name, source) = (String::new(), String::new());
    Edition { id: EditionId::new("2018"), name, taught: true, source, clauses: BTreeMap::new() }
}

fn edition(text: &str, place: Place<'_>, report: &mut Report) -> Option<Edition> {
    let raw = yaml::read::<RawEdition>(text, place, report)?;
    let mut clauses = BTreeMap::new();
    for RawClause { number, title } in raw.clauses {
        let Some(parsed) = ClauseNumber::parse(&number.value) else {
            report.add(place.of(&number), format!("{} is no clause number", number.value), "write it as '8.5.1.2'");
            continue;
        };
        if clauses.insert(parsed.clone(), Clause { number: parsed, title }).is_some() {
            report.add(place.of(&number), format!("clause {} stands twice", number.value), "remove one of them");
        }
    }
    let taught = matches!(raw.status, RawStatus::Taught);
    Some(Edition { id: EditionId::new(raw.id), name: raw.name, taught, source: raw.source, clauses })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEdition {
    id: String,
    name: String,
    status: RawStatus,
    #[serde(rename = "confidence")]
    _confidence: crate::schemes::RawConfidence,
    source: String,
    clauses: Vec<RawClause>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawStatus {
    Taught,
    Legacy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClause {
    number: Spanned<String>,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCrosswalk {
    source: String,
    #[serde(rename = "confidence")]
    _confidence: crate::schemes::RawConfidence,
    rows: Vec<RawRow>,
    new_in_2018: Vec<Spanned<String>>,
    largely_new_in_2018: Vec<Spanned<String>>,
    #[serde(default)]
    amendments: Vec<RawAmendment>,
    #[serde(default)]
    itil: Vec<RawPractices>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAmendment {
    name: String,
    from: Spanned<String>,
    clauses: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    from: Spanned<String>,
    to: Vec<Spanned<String>>,
    kind: RawMove,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawMove {
    Moved,
    Split,
    Reworked,
}

impl From<RawMove> for Move {
    fn from(raw: RawMove) -> Self {
        match raw {
            RawMove::Moved => Self::Moved,
            RawMove::Split => Self::Split,
            RawMove::Reworked => Self::Reworked,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPractices {
    clause: Spanned<String>,
    v3: String,
    v4: String,
}
