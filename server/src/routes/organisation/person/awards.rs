//! Certificates on the page of a person: recorded, decided about, corrected, taken back.

use app::form::Form;
use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::{Award, Event, Facts, Qualification, Refusal};
use domain::ids::AwardId;
use domain::question::Level;
use store::{AwardLog, Decided, Recorded, Recording, Verdict};

use super::super::{day, fresh, optional_day, read, reason};
use super::{Whom, back, present, render, typed};
use crate::fields::Fields;
use crate::letters;
use crate::office::{LeadingOffice, Office};
use crate::stop::Stop;

/// What a certificate says; nothing when something is wrong with the form.
fn facts(office: &Office, fields: &Fields, form: &mut Form) -> Result<Option<Facts>, Stop> {
    let level = Level::from_word(fields.get("level")).ok_or(Stop::Malformed)?;
    let short = |name: &'static str, most: usize, words: &str, form: &mut Form| {
        let typed = fields.trimmed(name).to_owned();
        if typed.is_empty() || typed.chars().count() > most {
            form.refuse(name, format!("Give {words}, up to {most} characters."));
        }
        typed
    };
    let institute = short("institute", 120, "the institute on the certificate", form);
    let certificate_number = short("certificate_number", 80, "the number on the certificate", form);
    let awarded_on = day(fields, "awarded_on", "the date on the certificate", form);
    let expires_on = optional_day(fields, "expires_on", form);
    if awarded_on.is_some_and(|day| day > office.today()) {
        form.refuse("awarded_on", "This date lies ahead. Record a certificate once the person holds it.");
    }
    if awarded_on.zip(expires_on).is_some_and(|(from, until)| until < from) {
        form.refuse("expires_on", "It ends before it begins. Compare both dates with the certificate.");
    }
    let edition = fields.trimmed("edition").chars().take(20).collect();
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
    Ok(facts.filter(|_| form.is_sound()))
}

pub async fn record(office: LeadingOffice, Path((_, id)): Whom, fields: Fields) -> Result<Response, Stop> {
    let file = present(&office, id).await?;
    let mut form = typed(&fields, ["level", "institute", "certificate_number", "awarded_on", "expires_on", "edition"]);
    let id = AwardId::new(fresh(&fields, "id")?);
    let Some(facts) = facts(&office, &fields, &mut form)? else { return render(&office, file, form, None).await };
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
    // The form for a certificate that is not recorded yet stands on the page too, with the plain names.
    let mut form = typed(&fields, ["reason", "why"])
        .with("award", award.as_str())
        .with("corrected_number", fields.trimmed("certificate_number"))
        .with("corrected_awarded_on", fields.trimmed("awarded_on"))
        .with("corrected_expires_on", fields.trimmed("expires_on"));
    let event = match fields.get("go") {
        "verify" => reason(&fields, "reason", &mut form).map(|reason| Event::Verified { reason }),
        "reject" => reason(&fields, "reason", &mut form).map(|reason| Event::Rejected { reason }),
        "revoke" => reason(&fields, "why", &mut form).map(|reason| Event::Revoked { on: office.today(), reason }),
        "correct" => correction(&office, &log, &fields, &mut form)?,
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

/// What the certificate says instead. What the form does not hold stays as it was.
fn correction(office: &Office, log: &AwardLog, fields: &Fields, form: &mut Form) -> Result<Option<Event>, Stop> {
    let known = Award::replay(&log.entries, Some(&office.seat.organisation), office.site().now().wall);
    let known = known.ok_or(Stop::NotFound)?.facts;
    let why = reason(fields, "why", form);
    let awarded_on = day(fields, "awarded_on", "the date on the certificate", form);
    let expires_on = optional_day(fields, "expires_on", form);
    let certificate_number = fields.trimmed("certificate_number").chars().take(80).collect::<String>();
    if certificate_number.is_empty() {
        form.refuse("why", "Give the number on the certificate.");
    }
    for field in ["awarded_on", "expires_on"] {
        if let Some(message) = form.error(field).map(str::to_owned) {
            form.refuse("why", message);
        }
    }
    let (Some(reason), Some(awarded_on), true) = (why, awarded_on, form.is_sound()) else { return Ok(None) };
    let facts = Facts { awarded_on, expires_on, certificate_number, ..known };
    Ok(Some(Event::Corrected { facts, reason }))
}
