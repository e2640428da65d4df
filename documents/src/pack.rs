//! The audit pack: evidence of competence for clause 7.2, as it was known on a day, on paper.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

use crate::press::{Imprint, Press, PressError, Printed, Template, day};

mod coverage;

pub use coverage::Coverage;

const TEMPLATE: Template = Template { name: "pack.typ", text: include_str!("pack.typ") };

/// An audit pack: everything that is printed, and nothing that has to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditPack {
    /// The organisation whose people these are.
    pub organisation: String,
    /// The first day of the period.
    #[serde(with = "day")]
    pub from: NaiveDate,
    /// The last day of the period.
    #[serde(with = "day")]
    pub to: NaiveDate,
    /// The moment whose knowledge the pack shows, with its time zone.
    pub known_at: String,
    /// Who had the pack made.
    pub made_by: String,
    /// The day on which it was made. Also the date of the file.
    #[serde(with = "day")]
    pub made_on: NaiveDate,
    /// How the people were drawn, if they are a sample.
    pub sample: Option<Sample>,
    /// What each position requires.
    pub roles: Vec<RequiredCompetence>,
    /// The people, in the order of the pack.
    pub people: Vec<PersonEvidence>,
    /// Remarks for the reader, a paragraph each.
    pub notes: Vec<String>,
}

/// A sample that can be drawn again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// The seed of the draw, as it is typed to draw again.
    pub seed: String,
    /// How many people were drawn.
    pub drawn: u32,
    /// From how many.
    pub of: u32,
}

/// A competence that a position requires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequiredCompetence {
    /// The position.
    pub position: String,
    /// What is required.
    pub requirement: String,
    /// How long evidence counts, in words.
    pub validity: String,
    /// How much depends on it, in words.
    pub criticality: String,
}

/// A person, and what stands for that person's competence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonEvidence {
    /// The name.
    pub name: String,
    /// The position held.
    pub position: String,
    /// The department; empty if there is none.
    pub department: String,
    /// Each requirement of the position and how it stands.
    pub requirements: Vec<RequirementLine>,
    /// How it was judged that what was learnt works.
    pub effectiveness: Vec<EffectivenessLine>,
    /// What was done to these records, oldest first.
    pub trail: Vec<TrailLine>,
}

/// A requirement and what meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequirementLine {
    /// What is required.
    pub requirement: String,
    /// How it stands.
    pub met: Met,
    /// By when it is or was to be met, where it is not and there was time for it.
    pub deadline: Option<Deadline>,
    /// The award that stands for it, also when it no longer counts.
    pub award: Option<AwardLine>,
}

/// By when something is to be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The last day.
    #[serde(with = "day")]
    pub by: NaiveDate,
    /// Whether that day is over.
    pub is_late: bool,
}

/// How a requirement stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Met {
    /// By evidence that counts.
    Met,
    /// By evidence that counted until a day.
    Expired {
        /// The last day on which it counted.
        #[serde(with = "day")]
        on: NaiveDate,
    },
    /// It is not asked for the time being.
    Excepted {
        /// The last day on which it is not asked.
        #[serde(with = "day")]
        until: NaiveDate,
        /// Why.
        reason: String,
    },
    /// By nothing.
    Gap {
        /// Why not.
        reason: String,
    },
}

/// A qualification that somebody was awarded, and its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardLine {
    /// The qualification.
    pub qualification: String,
    /// Who awarded it.
    pub institute: String,
    /// The number on the certificate; empty if it has none.
    pub certificate_number: String,
    /// The day of the award.
    #[serde(with = "day")]
    pub awarded_on: NaiveDate,
    /// The last day on which it counts, if it ends.
    #[serde(serialize_with = "day::maybe::serialize")]
    pub expires_on: Option<NaiveDate>,
    /// The file kept as evidence, if there is one.
    pub evidence_file_name: Option<String>,
    /// The SHA-256 digest of that file, in hexadecimal digits.
    pub evidence_digest: Option<String>,
    /// Who entered it.
    pub entered_by: String,
    /// Who looked at the evidence, if somebody did.
    pub verified_by: Option<String>,
    /// The day on which it was looked at.
    #[serde(serialize_with = "day::maybe::serialize")]
    pub verified_on: Option<NaiveDate>,
}

/// A judgement whether what was learnt works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EffectivenessLine {
    /// The day of the judgement.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// The way of judging, in words.
    pub kind: String,
    /// What was found.
    pub what: String,
    /// Who judged.
    pub by: String,
}

/// Something that was done to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrailLine {
    /// When, with its time zone.
    pub at: String,
    /// Who did it.
    pub who: String,
    /// What was done.
    pub what: String,
}

impl Press {
    /// Prints an audit pack, A4 portrait. Takes seconds for hundreds of people: give it a thread that may block.
    pub fn audit_pack(&self, pack: &AuditPack) -> Result<Printed, PressError> {
        let mut data = serde_json::to_value(pack)?;
        data["coverage"] = json!(Coverage::of(&pack.people));
        let title = format!("Competence evidence of {}", pack.organisation);
        let ident = format!("{title}, {} to {}, as known at {}", pack.from, pack.to, pack.known_at);
        let imprint = Imprint { ident: &ident, title: &title, day: pack.made_on, address: None };
        let printed = self.print(&TEMPLATE, &imprint, data);
        self.forget();
        printed
    }
}
