//! An evidence pack as a document and as a workbook.

use app::pages::organisation::{award_of, name, rule_words, title};
use app::when;
use chrono::{DateTime, Datelike};
use documents::pack::{
    AuditPack, AwardLine, Deadline, EffectivenessLine, Met, PersonEvidence, RequiredCompetence, RequirementLine,
    Sample, TrailLine,
};
use documents::sheet::{Cell, NamedTable};
use domain::award::{Day, Decision, day_of};
use domain::ids::OrganisationId;
use domain::organisation::{Asked, Pack, PersonPack, ProvenAward, RoleNeed};
use domain::time::Timestamp;

/// For whom a file is made.
pub struct Reader<'r> {
    /// Who had it made.
    pub made_by: &'r str,
    /// Where the service is found, and whose books they are, for those who may open them.
    pub opens: Option<(&'r str, &'r OrganisationId)>,
    /// When.
    pub now: Timestamp,
}

fn moment(at: Timestamp) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().format("%-d %B %Y, %H:%M UTC").to_string()
}

/// The pack as it is printed.
pub fn document(pack: &Pack, reader: &Reader<'_>) -> AuditPack {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let sample = pack.drawn.map(|drawn| Sample {
        seed: drawn.seed.number().to_string(),
        drawn: count(pack.people.len()),
        of: count(drawn.of),
    });
    AuditPack {
        organisation: pack.organisation.clone(),
        from: pack.from,
        to: pack.until,
        known_at: moment(pack.known),
        made_by: reader.made_by.to_owned(),
        made_on: day_of(reader.now),
        sample,
        roles: pack.roles.iter().map(role).collect(),
        people: pack.people.iter().map(person).collect(),
        notes: vec![
            "Each person is shown as on the last day of the period; who left before, as on the own last day.".to_owned(),
            "Mock exams are those of people who joined with an account of their own. They are practice, and no exam of an institute.".to_owned(),
        ],
    }
}

fn role(role: &RoleNeed) -> RequiredCompetence {
    let requirement = &role.requirement;
    RequiredCompetence {
        position: role.whom.clone(),
        requirement: format!(
            "{}: {}, {}{}",
            requirement.name,
            requirement.levels_words(),
            rule_words(requirement, role.apart.clone()),
            role.missing_words()
        ),
        validity: requirement.validity_words(),
        criticality: requirement.criticality.word().to_owned(),
    }
}

fn person(person: &PersonPack) -> PersonEvidence {
    let state = &person.state;
    let line = |asked: &Asked| {
        let Asked { requirement, met: met_by, .. } = asked;
        let lapsed = state.lapsed.iter().find(|(name, ..)| name == requirement);
        let met = match (met_by, lapsed) {
            (Some(_), _) => Met::Met,
            (None, Some((.., last))) => Met::Expired { on: *last },
            (None, None) => Met::Gap {
                reason: asked
                    .hindered
                    .as_ref()
                    .map_or_else(|| "no confirmed certificate that counts".to_owned(), |one| one.words.clone()),
            },
        };
        let hindered = || asked.hindered.as_ref().and_then(|one| one.award.as_ref());
        let stands = met_by.as_ref().or_else(|| lapsed.map(|(_, award, _)| award)).or_else(hindered);
        let award = stands.and_then(|id| person.award(id)).map(award);
        let deadline = asked.deadline(person.on).map(|(by, is_late)| Deadline { by, is_late });
        RequirementLine { requirement: requirement.clone(), met, deadline, award }
    };
    let exception = |(requirement, until, reason): &(String, Day, String)| RequirementLine {
        requirement: requirement.clone(),
        met: Met::Excepted { until: *until, reason: reason.clone() },
        deadline: None,
        award: None,
    };
    PersonEvidence {
        name: name(state),
        position: state.positions.join("; "),
        department: String::new(),
        requirements: state.needs.iter().map(line).chain(state.exceptions.iter().map(exception)).collect(),
        effectiveness: person
            .evaluations
            .iter()
            .map(|one| EffectivenessLine {
                on: one.on,
                kind: one.kind.name().to_owned(),
                what: one.what.clone(),
                by: one.by.clone(),
            })
            .collect(),
        trail: person
            .trail
            .iter()
            .map(|one| TrailLine { at: moment(one.at), who: one.who.clone(), what: one.what.clone() })
            .collect(),
    }
}

/// Who confirmed an award, and when.
fn confirmed(proven: &ProvenAward) -> Option<(String, Day)> {
    let decided = proven.award.decided.clone().filter(|_| proven.award.decision == Decision::Verified);
    decided.map(|(who, at)| (who, day_of(at)))
}

fn award(proven: &ProvenAward) -> AwardLine {
    let facts = &proven.award.facts;
    let (verified_by, verified_on) = confirmed(proven).unzip();
    let join = |part: fn(&domain::organisation::File) -> &str| {
        let parts = proven.files.iter().map(part).collect::<Vec<_>>();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    AwardLine {
        qualification: proven.title.clone(),
        institute: facts.institute.clone(),
        certificate_number: facts.certificate_number.clone(),
        awarded_on: facts.awarded_on,
        expires_on: proven.award.last_day(),
        evidence_file_name: join(|file| &file.name),
        evidence_digest: join(|file| &file.digest),
        entered_by: proven.award.claimed.0.clone(),
        verified_by,
        verified_on,
    }
}

/// A day as sheets hold it.
pub fn sheet_day(day: Day) -> documents::day::Day {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(9999);
    let last = || documents::day::Day::new(9999, 12, 31).expect("the last day of 9999 is a day");
    documents::day::Day::new(year, part(day.month()), part(day.day())).unwrap_or_else(last)
}

fn some_day(day: Option<Day>) -> Cell {
    day.map_or_else(|| Cell::from(""), |day| Cell::Day(sheet_day(day)))
}

fn table(name: &str, headers: &[&str], rows: Vec<Vec<Cell>>) -> NamedTable {
    NamedTable { name: name.to_owned(), headers: headers.iter().map(|header| (*header).to_owned()).collect(), rows }
}

/// The pack as the sheets of a workbook.
pub fn sheets(pack: &Pack, reader: &Reader<'_>) -> Vec<NamedTable> {
    let roles = pack.roles.iter().map(|one| {
        let role = role(one);
        [role.position, role.requirement, role.validity, role.criticality].map(Cell::from).to_vec()
    });
    let roles = roles.collect();
    let people = || pack.people.iter();
    let needs = people().flat_map(|person| needs(person, reader)).collect();
    let awards = people().flat_map(certificates).collect();
    let judged = people().flat_map(|person| {
        person.evaluations.iter().map(|one| {
            let words = [one.kind.name(), &one.what, &one.by].map(Cell::from);
            [Cell::from(name(&person.state)), Cell::Day(sheet_day(one.on))].into_iter().chain(words).collect()
        })
    });
    let judged = judged.collect();
    let trail = people().flat_map(|person| {
        let cells = |one: &domain::organisation::Trail| {
            vec![name(&person.state), moment(one.at), one.who.clone(), one.what.clone()]
        };
        person.trail.iter().map(move |one| cells(one).into_iter().map(Cell::from).collect())
    });
    let trail = trail.collect();
    vec![
        table("Pack", &["What", "Value"], facts(pack, reader)),
        table("Required competence", &["Role", "Requirement", "Counts", "Criticality"], roles),
        table("Needs", &NEEDS, needs),
        table("Certificates", &CERTIFICATES, awards),
        table("Effectiveness", &["Person", "Day", "How", "What", "By"], judged),
        table("Trail", &["Person", "When", "Who", "What"], trail),
    ]
}

const NEEDS: [&str; 8] = ["Person", "Positions", "As on", "Requirement", "State", "Due by", "Certificate", "Opens at"];

const CERTIFICATES: [&str; 12] = [
    "Person",
    "Qualification",
    "Institute",
    "Number",
    "Awarded on",
    "Counts until",
    "State",
    "Entered by",
    "Confirmed by",
    "Confirmed on",
    "Proof",
    "SHA-256",
];

fn facts(pack: &Pack, reader: &Reader<'_>) -> Vec<Vec<Cell>> {
    let sample = pack.drawn.map_or_else(
        || "everybody".to_owned(),
        |drawn| format!("{} of {} people, seed {}", pack.people.len(), drawn.of, drawn.seed.number()),
    );
    let range = format!("{} to {}", when::day(&pack.from.to_string()), when::day(&pack.until.to_string()));
    let rows = [
        ("Organisation", pack.organisation.clone()),
        ("Range", range),
        ("As known at", moment(pack.known)),
        ("People", sample),
        ("Made by", reader.made_by.to_owned()),
        ("Made on", when::date(reader.now)),
    ];
    rows.into_iter().map(|(what, value)| vec![Cell::from(what), Cell::from(value)]).collect()
}

fn needs(person: &PersonPack, reader: &Reader<'_>) -> Vec<Vec<Cell>> {
    let state = &person.state;
    let row = |asked: &Asked| {
        let Asked { requirement, met: met_by, .. } = asked;
        let lapsed = state.lapsed.iter().find(|(name, ..)| name == requirement);
        let words = match (met_by, lapsed) {
            (Some(_), _) => "met".to_owned(),
            (None, Some((.., last))) => format!("not met since {last}"),
            (None, None) => asked.unmet_words(),
        };
        let words = match asked.deadline(person.on) {
            Some((_, false)) => format!("{words}, has time"),
            Some((_, true)) => format!("{words}, late"),
            None => words,
        };
        let certificate =
            met_by.as_ref().and_then(|id| person.award(id)).map(|proven| title(&proven.title, &proven.award.facts));
        let opens = met_by.as_ref().zip(reader.opens);
        let opens = opens.map(|(id, (site, organisation))| format!("{site}{}", award_of(organisation, state, id)));
        vec![
            Cell::from(name(state)),
            Cell::from(state.positions.join("; ")),
            Cell::Day(sheet_day(person.on)),
            Cell::from(requirement.as_str()),
            Cell::from(words),
            some_day(asked.deadline(person.on).map(|(due, _)| due)),
            Cell::from(certificate.unwrap_or_default()),
            Cell::from(opens.unwrap_or_default()),
        ]
    };
    let exception = |(requirement, until, reason): &(String, Day, String)| {
        vec![
            Cell::from(name(state)),
            Cell::from(state.positions.join("; ")),
            Cell::Day(sheet_day(person.on)),
            Cell::from(requirement.as_str()),
            Cell::from(format!("not asked until {until}: {reason}")),
            Cell::from(""),
            Cell::from(""),
            Cell::from(""),
        ]
    };
    state.needs.iter().map(row).chain(state.exceptions.iter().map(exception)).collect()
}

fn certificates(person: &PersonPack) -> Vec<Vec<Cell>> {
    let row = |proven: &ProvenAward| {
        let line = award(proven);
        vec![
            Cell::from(name(&person.state)),
            Cell::from(line.qualification),
            Cell::from(line.institute),
            Cell::from(line.certificate_number),
            Cell::Day(sheet_day(line.awarded_on)),
            some_day(line.expires_on),
            Cell::from(proven.standing.word()),
            Cell::from(line.entered_by),
            Cell::from(line.verified_by.unwrap_or_default()),
            some_day(line.verified_on),
            Cell::from(line.evidence_file_name.unwrap_or_default()),
            Cell::from(line.evidence_digest.unwrap_or_default()),
        ]
    };
    person.awards.iter().map(row).collect()
}
