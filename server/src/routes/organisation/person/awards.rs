//! Certificates on the page of a person: recorded, decided about, corrected, taken back.

use app::form::Form;
use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::{Award, Event, Facts, Qualification, Refusal};
use domain::ids::AwardId;
use domain::question::Level;
use store::{Decided, Recorded, Recording, Verdict};

use super::super::{day, fresh, optional_day, read, reason};
use super::{Whom, back, present, render, typed};
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, Office};
use crate::routes::credits::read::edition;
use crate::routes::credits::taken_back;
use crate::stop::Stop;

/// The names of the fields of a certificate.
struct Names {
    institute: &'static str,
    number: &'static str,
    awarded_on: &'static str,
    expires_on: &'static str,
    edition: &'static str,
}

/// Those of a certificate that is recorded.
const RECORDED: Names = Names {
    institute: "institute",
    number: "certificate_number",
    awarded_on: "awarded_on",
    expires_on: "expires_on",
    edition: "edition",
};

/// Those of one that is corrected: the form to record one stands on the same page.
const CORRECTED: Names = Names {
    institute: "corrected_institute",
    number: "corrected_number",
    awarded_on: "corrected_awarded_on",
    expires_on: "corrected_expires_on",
    edition: "corrected_edition",
};

/// What a certificate of a level says; nothing when something is wrong with the form.
fn facts(office: &Office, fields: &Fields, (names, level): (&Names, Level), form: &mut Form) -> Option<Facts> {
    let short = |name: &'static str, most: usize, words: &str, form: &mut Form| {
        let typed = fields.trimmed(name).to_owned();
        if typed.is_empty() || typed.chars().count() > most {
            form.refuse(name, format!("Give {words}, up to {most} characters."));
        }
        typed
    };
    let institute = short(names.institute, 120, "the institute on the certificate", form);
    let certificate_number = short(names.number, 80, "the number on the certificate", form);
    let awarded_on = day(fields, names.awarded_on, "the date on the certificate", form);
    let expires_on = optional_day(fields, names.expires_on, form);
    if awarded_on.is_some_and(|day| day > office.today()) {
        form.refuse(names.awarded_on, "This date lies ahead. Record a certificate once the person holds it.");
    }
    if awarded_on.zip(expires_on).is_some_and(|(from, until)| until < from) {
        form.refuse(names.expires_on, "It ends before it begins. Compare both dates with the certificate.");
    }
    let edition = edition(fields, form, names.edition);
    let qualification = Qualification::of(level);
    let facts = awarded_on.map(|awarded_on| Facts {
        qualification,
        institute,
        edition,
        awarded_on,
        expires_on,
        certificate_number,
        other: None,
    });
    facts.filter(|_| form.is_sound())
}

/// The level that was chosen.
fn level(fields: &Fields, name: &str) -> Result<Level, Stop> {
    Level::from_word(fields.get(name)).ok_or(Stop::Malformed)
}

pub async fn record(office: LeadingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    let mut form = typed(&fields, ["level", "institute", "certificate_number", "awarded_on", "expires_on", "edition"]);
    let id = AwardId::new(fresh(&fields, "id")?);
    let level = level(&fields, "level")?;
    let Some(facts) = facts(&office, &fields, (&RECORDED, level), &mut form) else {
        return render(&office, file, form, None).await;
    };
    let site = office.site();
    let new = Recording { id, facts };
    match site.store.record_award_of(&office.leading, &file.member, new, site.now().wall).await? {
        Recorded::New(award) | Recorded::Known(award) => {
            let address = urls::award_of(&office.seat.organisation, &file.member, &award);
            Ok(Redirect::to(&address).into_response())
        }
        Recorded::Refused(refusal) => {
            form.refuse("awarded_on", format!("This cannot be recorded: {refusal}."));
            render(&office, file, form, None).await
        }
        Recorded::Nobody => Err(Stop::NotFound),
    }
}

pub async fn decide(
    office: LeadingOffice,
    Path((_, id, award)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let (file, award, site) = (present(&office, id).await?, AwardId::new(award), office.site());
    let now = site.now().wall;
    let logs = site.store.awards_of(&office.seat, &file.member, now).await?;
    let log = logs.into_iter().find(|log| log.id == award).ok_or(Stop::NotFound)?;
    let known = Award::replay(&log.entries, Some(&office.seat.organisation), now).ok_or(Stop::NotFound)?.facts;
    let names = [
        "go",
        "reason",
        "why",
        "corrected_level",
        CORRECTED.institute,
        CORRECTED.number,
        CORRECTED.awarded_on,
        CORRECTED.expires_on,
        CORRECTED.edition,
    ];
    let mut form = taken_back::typed(&fields, typed(&fields, names)).with("award", award.as_str());
    let event = match fields.get("go") {
        "verify" => reason(&fields, "reason", &mut form).map(|reason| Event::Verified { reason }),
        "reject" => reason(&fields, "reason", &mut form).map(|reason| Event::Rejected { reason }),
        "revoke" => {
            let on = taken_back::first_day(&fields, &mut form, known.awarded_on, office.today());
            let why = reason(&fields, "why", &mut form);
            on.zip(why).map(|(on, reason)| Event::Revoked { on, reason })
        }
        "reinstate" => reason(&fields, "why", &mut form).map(|reason| Event::Reinstated { reason }),
        "correct" => correction(&office, known, &fields, &mut form)?,
        _ => return Err(Stop::Malformed),
    };
    let Some(event) = event else { return render(&office, file, form, None).await };
    let name = if event.is_decision() { "reason" } else { "why" };
    let (verdict, tell) =
        (Verdict { event, read: read(&fields) }, letters::tell(&site.store, &office.app.0.public_url, now));
    match site.store.decide_award(&office.leading, &award, verdict, &tell, now).await? {
        // The same form sent twice finds it decided.
        Decided::Done | Decided::Refused(Refusal::Decided) => Ok(back(&office, &file.member)),
        Decided::Own => {
            form.refuse(name, "Nobody decides about the own certificate. Ask somebody else to look at it.");
            render(&office, file, form, None).await
        }
        Decided::Refused(refusal) => {
            form.refuse(name, format!("This cannot be recorded: {refusal}."));
            render(&office, file, form, None).await
        }
        Decided::Known => {
            form.refuse("why", "Another certificate of this person is this very one already.");
            render(&office, file, form, None).await
        }
        Decided::Absent => Err(Stop::NotFound),
    }
}

/// What the certificate says instead. One of another scheme stays one.
fn correction(office: &Office, known: Facts, fields: &Fields, form: &mut Form) -> Result<Option<Event>, Stop> {
    let why = reason(fields, "why", form);
    let level = known.qualification.level().map(|_| level(fields, "corrected_level")).transpose()?;
    let read = facts(office, fields, (&CORRECTED, level.unwrap_or(Level::Foundation)), form);
    let Some((facts, reason)) = read.zip(why) else { return Ok(None) };
    let qualification = level.map_or_else(|| known.qualification.clone(), Qualification::of);
    let facts = Facts { qualification, other: known.other.clone(), ..facts };
    if facts == known {
        form.refuse("why", "Nothing is different from what is recorded. Change what is wrong.");
        return Ok(None);
    }
    Ok(Some(Event::Corrected { facts, reason }))
}
