//! What the server writes to people when somebody does something to them: each letter is made here and queued by the write that it tells of.

use std::sync::Arc;

use app::mail::{
    CertificateDecided, ClassInvitation, ClassResult, ExamBooked, Invitation, Outcome, Reader, certificate_decided,
    class_invitation, class_result, exam_booked, invitation,
};
use app::urls;
use app::when;
use content::Library;
use domain::award::{Event, Facts, Other, Qualification};
use domain::credits::Rules;
use domain::ids::MemberId;
use domain::time::Timestamp;
use store::{
    BookedNews, CLASS_INVITATION_GOOD_FOR, DecisionNews, INVITATION_GOOD_FOR, NewInvitation, NewMail, Participant,
    ResultNews, Seat, Store, Teaching, Tell, TellBooked, TellResult,
};

use crate::entropy;
use crate::session::hashed;
use crate::state::App;

/// A certificate as people call it, for instance `Foundation, BCS` or `ITIL v3 Foundation, BCS`. What a certificate without a
/// code of its own is called stands in `other`, where that is known.
pub fn certificate(
    rules: &Rules,
    (qualification, other): (Option<&Qualification>, Option<&Other>),
    institute: &str,
) -> String {
    let name = qualification.map_or("Certificate", |code| rules.title(code, other));
    format!("{name}, {institute}")
}

/// An invitation of somebody in the books, with its mail. `token` is the secret of its link.
pub fn invite(app: &App, seat: &Seat, whom: (&MemberId, &str, &str), token: &str, now: Timestamp) -> NewInvitation {
    let (member, name, email) = whom;
    let unsubscribe = entropy::hex::<32>();
    let reader = Reader {
        name,
        email,
        account: None,
        organisation: Some(&seat.organisation),
        site: &app.0.public_url,
        token: &unsubscribe,
    };
    let about = Invitation {
        organisation: &seat.organisation_name,
        inviter: &seat.name,
        path: &urls::join(token),
        ends_on: &when::iso_day(now.plus(INVITATION_GOOD_FOR)),
    };
    // The store knows the occasion: it is that of the invitation.
    let letter = invitation(&reader, &about).to_queue(&reader, String::new(), now);
    NewInvitation { member: member.clone(), token: hashed(token), letter }
}

/// An invitation into a class, with its mail. `token` is the secret of its link.
pub fn invite_to_class(
    app: &App,
    (teaching, organisation): (&Teaching, &str),
    whom: &Participant,
    token: &str,
    now: Timestamp,
) -> store::ClassInvitation {
    let (unsubscribe, facts) = (entropy::hex::<32>(), &teaching.cohort.facts);
    let reader = Reader {
        name: &whom.name,
        email: &whom.email,
        account: None,
        organisation: Some(&teaching.cohort.organisation),
        site: &app.0.public_url,
        token: &unsubscribe,
    };
    let about = ClassInvitation {
        class: &facts.name,
        organisation,
        trainer: &teaching.name,
        starts_on: &facts.starts_on.to_string(),
        path: &urls::class_invitation(token),
        ends_on: &when::iso_day(now.plus(CLASS_INVITATION_GOOD_FOR)),
    };
    // The store knows the occasion: it is that of the invitation.
    let letter = class_invitation(&reader, &about).to_queue(&reader, String::new(), now);
    store::ClassInvitation { participant: whom.id.clone(), token: hashed(token), letter }
}

/// How those are told whose results are released or change; `site` is where the service is reached.
pub fn tell_result(site: &str, now: Timestamp) -> TellResult {
    let site = site.to_owned();
    Arc::new(move |news| result(&site, news, now))
}

fn result(site: &str, news: &ResultNews, now: Timestamp) -> NewMail {
    let token = entropy::hex::<32>();
    let reader = Reader {
        name: &news.name,
        email: &news.email,
        account: Some(&news.account),
        organisation: Some(&news.organisation),
        site,
        token: &token,
    };
    let about = ClassResult {
        class: &news.class,
        exam: &news.title,
        trainer: &news.by,
        changed: news.changed.as_deref(),
        path: &urls::result(&news.attempt),
    };
    // The store knows the occasion.
    class_result(&reader, &about).to_queue(&reader, String::new(), now)
}

/// How those are told for whom an exam is booked; `site` is where the service is reached.
pub fn tell_booked(site: &str, now: Timestamp) -> TellBooked {
    let site = site.to_owned();
    Arc::new(move |news| booked(&site, news, now))
}

fn booked(site: &str, news: &BookedNews, now: Timestamp) -> NewMail {
    let token = entropy::hex::<32>();
    let reader = Reader {
        name: &news.name,
        email: &news.email,
        account: news.account.as_ref(),
        organisation: Some(&news.organisation),
        site,
        token: &token,
    };
    let about = ExamBooked {
        exam: news.level.name(),
        on: &news.on.to_string(),
        time: None,
        place: None,
        booked_by: &format!("{}, {}", news.by, news.organisation_name),
        path: urls::DASHBOARD,
    };
    // The store knows the occasion: it is that of the plan.
    exam_booked(&reader, &about).to_queue(&reader, String::new(), now)
}

/// How those whose certificates are decided about are told; `site` is where the service is reached.
pub fn tell(store: &Store, site: &str, now: Timestamp) -> Tell {
    let (library, site) = (Arc::clone(store.library()), site.to_owned());
    Arc::new(move |news| decided(&library, &site, news, now))
}

fn decided(library: &Library, site: &str, news: &DecisionNews, now: Timestamp) -> NewMail {
    let token = entropy::hex::<32>();
    let reader = Reader {
        name: &news.name,
        email: &news.email,
        account: Some(&news.account),
        organisation: Some(&news.organisation),
        site,
        token: &token,
    };
    let Facts { qualification, institute, other, .. } = &news.facts;
    let day = match &news.event {
        Event::Superseded { on, .. } | Event::Revoked { on, .. } => on.to_string(),
        _ => String::new(),
    };
    let outcome = match &news.event {
        Event::Rejected { reason } => Outcome::Rejected(reason),
        Event::Revoked { reason, .. } => Outcome::Revoked { on: &day, reason },
        Event::Reinstated { reason } => Outcome::Reinstated(reason),
        Event::Superseded { .. } => Outcome::Superseded(&day),
        _ => Outcome::Verified,
    };
    let about = CertificateDecided {
        certificate: &certificate(&library.credits.rules, (Some(qualification), other.as_ref()), institute),
        decided_by: &format!("{}, {},", news.by, news.organisation_name),
        outcome,
        path: &urls::certificate(&news.award),
    };
    certificate_decided(&reader, &about).to_queue(&reader, String::new(), now)
}
