//! Addresses, said once: the router and the links use the same values.

mod proof;

pub use proof::{audit, audited_evidence, own_evidence, seen_evidence};

use domain::question::Level;
#[cfg(feature = "ssr")]
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The home page.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing up.
pub const SIGN_UP: &str = "/sign-up";
/// Signing in, and going on to an address of ours afterwards.
#[cfg(feature = "ssr")]
pub fn sign_in_to(next: &str) -> String {
    to(SIGN_IN, next)
}

/// Signing up, and going on to an address of ours afterwards.
#[cfg(feature = "ssr")]
pub fn sign_up_to(next: &str) -> String {
    to(SIGN_UP, next)
}

#[cfg(feature = "ssr")]
fn to(page: &str, next: &str) -> String {
    if next.is_empty() {
        page.to_owned()
    } else {
        format!("{page}?next={}", utf8_percent_encode(next, NON_ALPHANUMERIC))
    }
}

/// Signing out (POST only).
pub const SIGN_OUT: &str = "/sign-out";
/// The first administrator's one-time link.
pub const SETUP: &str = "/setup";
/// What to do next.
pub const DASHBOARD: &str = "/dashboard";
/// The exam day (POST only).
pub const EXAM_DATE: &str = "/dashboard/exam-date";
/// The level to study (POST only).
pub const LEVEL: &str = "/dashboard/level";
/// The course.
pub const COURSE: &str = "/course";
/// The clause explorer.
pub const CLAUSES: &str = "/clauses";
/// The glossary.
pub const GLOSSARY: &str = "/glossary";
/// Search (`?q=`).
pub const SEARCH: &str = "/search";
/// The qualifications, their exams and institutes.
pub const QUALIFICATIONS: &str = "/qualifications";
/// Mock exams.
pub const EXAM: &str = "/exam";
/// The rehearsal before a first exam.
pub const TUTORIAL: &str = "/exam/tutorial";
/// Practice.
pub const PRACTICE: &str = "/practice";
/// Exercises.
pub const EXERCISES: &str = "/exercises";
/// Learning paths.
pub const PATHS: &str = "/paths";
/// Reports that something is wrong with a question, and what became of them.
pub const REPORTS: &str = "/reports";
/// For staff: exams of the people they look after.
pub const SITTINGS: &str = "/sittings";
/// For staff: the people they look after.
pub const PEOPLE: &str = "/people";
/// For staff: papers fixed in advance.
pub const PAPERS: &str = "/papers";
/// For staff: a paper drawn to be looked at.
pub const PAPER_DRAFT: &str = "/papers/draft";
/// For staff: questions of their own.
pub const BANK: &str = "/bank";
/// For staff: a new question (`?kind=`).
pub const BANK_NEW: &str = "/bank/new";
/// For staff: questions out of a file.
pub const BANK_IMPORT: &str = "/bank/import";
/// For staff: questions into a file.
pub const BANK_EXPORT: &str = "/bank/export";
/// For staff: a table to fill in.
pub const BANK_TEMPLATE: &str = "/bank/template";
/// History and mastery.
pub const PROGRESS: &str = "/progress";
/// Certificates and credits.
pub const CREDITS: &str = "/credits";
/// What a choice of certificates would have come to.
pub const WHAT_IF: &str = "/credits/what-if";
/// Certificates of completion of our own courses.
pub const CERTIFICATES: &str = "/certificates";
/// Checking a certificate of completion by its code.
pub const VERIFY: &str = "/verify";
/// Who issues badges, and with which keys: what programs read.
pub const BADGE_ISSUER: &str = "/badges/issuer";
/// The own account.
pub const ACCOUNT: &str = "/account";
/// Password change (POST only).
pub const PASSWORD: &str = "/account/password";
/// Changes the name of the account.
pub const NAME: &str = "/account/name";
/// Makes a guest's account a full one.
pub const KEEP_ACCOUNT: &str = "/account/keep";
/// Ends one session, or all (POST only).
pub const SESSIONS: &str = "/account/sessions";
/// Everything that is kept about the person, as JSON.
pub const EXPORT: &str = "/account/export";
/// Deleting the account.
pub const DELETE: &str = "/account/delete";
/// Which mail the person gets.
pub const MAIL: &str = "/account/mail";
/// For administrators: mail that waits, was sent or went wrong.
pub const OUTBOX: &str = "/outbox";
/// Releases what was held without a mail server (POST only).
pub const RELEASE: &str = "/outbox/release";
/// Turning a kind of mail off without signing in.
pub const UNSUBSCRIBE: &str = "/unsubscribe";
/// The notice of independence, the privacy note and the trade marks.
pub const ABOUT: &str = "/about";

/// For staff: the cohorts that they teach.
pub const COHORTS: &str = "/cohorts";
/// For staff: opening a cohort.
pub const NEW_COHORT: &str = "/cohorts/new";
/// The classes in which a person takes part, with one agenda over all of them.
pub const CLASSES: &str = "/classes";
/// The link by which the agenda is shown in the person's own calendar.
pub const CALENDAR_LINK: &str = "/classes/calendar";
/// Joining a class by its code.
pub const CLASS: &str = "/class";

/// A cohort, as its trainers see it.
pub fn cohort(id: impl std::fmt::Display) -> String {
    format!("{COHORTS}/{id}")
}

/// A page of a cohort, for instance `people`.
pub fn cohort_page(id: impl std::fmt::Display, page: impl std::fmt::Display) -> String {
    format!("{COHORTS}/{id}/{page}")
}

/// An entry of the plan of a cohort, as its trainers see it.
pub fn plan_entry(cohort: impl std::fmt::Display, entry: impl std::fmt::Display) -> String {
    format!("{COHORTS}/{cohort}/plan/{entry}")
}

/// An entry of the plan of a class, as those see it who take part.
pub fn class_entry(class: impl std::fmt::Display, entry: impl std::fmt::Display) -> String {
    format!("{CLASSES}/{class}/entries/{entry}")
}

/// The calendar that a secret link shows.
pub fn calendar(token: impl std::fmt::Display) -> String {
    format!("/calendar/{token}")
}

/// A page about marking an assignment of a cohort: `next`, `final`, `release`, or the key of an answer.
pub fn marking(cohort: impl std::fmt::Display, entry: impl std::fmt::Display, page: impl std::fmt::Display) -> String {
    format!("{COHORTS}/{cohort}/marking/{entry}/{page}")
}

/// The analysis of one question of a cohort's mock exams: of one of them, or of `all`.
pub fn analysed_item(cohort: impl std::fmt::Display, mock: &str, item: impl std::fmt::Display) -> String {
    cohort_page(cohort, format!("analysis/{mock}/{item}"))
}

/// A class, as those see it who take part.
pub fn class(id: impl std::fmt::Display) -> String {
    format!("{CLASSES}/{id}")
}

/// A mock exam of a cohort, as its trainers watch it.
pub fn run(cohort: impl std::fmt::Display, entry: impl std::fmt::Display) -> String {
    format!("{COHORTS}/{cohort}/runs/{entry}")
}

/// A mock exam that somebody was given.
pub fn class_mock(cohort: impl std::fmt::Display, entry: impl std::fmt::Display) -> String {
    format!("{CLASSES}/{cohort}/mocks/{entry}")
}

/// Joining a class by its code.
pub fn class_code(code: impl std::fmt::Display) -> String {
    format!("{CLASS}/{code}")
}

/// Joining a class by a personal invitation.
pub fn class_invitation(token: impl std::fmt::Display) -> String {
    format!("{CLASS}/invitation/{token}")
}

/// The organisations that a person belongs to.
pub const ORGANISATIONS: &str = "/organisations";

/// The overview of an organisation: who is qualified.
pub fn organisation(id: impl std::fmt::Display) -> String {
    format!("{ORGANISATIONS}/{id}")
}

/// A page in the books of an organisation, for instance `requirements`.
pub fn office(id: impl std::fmt::Display, page: impl std::fmt::Display) -> String {
    format!("{ORGANISATIONS}/{id}/{page}")
}

/// A refresher that an organisation asked for.
pub fn refresher(plan: impl std::fmt::Display) -> String {
    format!("/refreshers/{plan}")
}

/// What changed since a certificate.
pub fn changes(award: impl std::fmt::Display) -> String {
    format!("/changes/{award}")
}

/// An invitation into an organisation.
pub fn join(token: impl std::fmt::Display) -> String {
    format!("/join/{token}")
}

/// The anchor of a certificate on the page of a person.
pub fn award_anchor(award: impl std::fmt::Display) -> String {
    format!("award-{award}")
}

/// A certificate of somebody in the books of an organisation.
pub fn award_of(
    organisation: impl std::fmt::Display,
    member: impl std::fmt::Display,
    award: impl std::fmt::Display,
) -> String {
    format!("{}/{member}#{}", office(organisation, "people"), award_anchor(award))
}

/// A lesson.
pub fn lesson(id: impl std::fmt::Display) -> String {
    format!("{COURSE}/{id}")
}

/// A check inside a lesson (POST) and where it stands on the page.
pub fn check(lesson: impl std::fmt::Display, check: impl std::fmt::Display) -> String {
    format!("{COURSE}/{lesson}/checks/{check}")
}

/// A search in everything, or in one group alone (`content::SearchGroup`).
#[cfg(feature = "ssr")]
pub fn search(text: &str, only: Option<content::SearchGroup>) -> String {
    let only = only.map(|group| format!("&in={}", group.word())).unwrap_or_default();
    format!("{SEARCH}?q={}{only}", utf8_percent_encode(text, NON_ALPHANUMERIC))
}

/// A clause card.
pub fn clause(edition: impl std::fmt::Display, number: impl std::fmt::Display) -> String {
    format!("{CLAUSES}/{edition}/{number}")
}

/// An attempt: the exam itself while it runs, the result afterwards.
pub fn attempt(id: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}")
}

/// A question of a running exam, counted from 1.
pub fn question(id: impl std::fmt::Display, number: usize) -> String {
    format!("{EXAM}/{id}?q={number}")
}

/// The review screen before submission.
pub fn review(id: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}/review")
}

/// What the server tells a running exam (server-sent events).
pub fn events(id: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}/events")
}

/// The clauses, opened inside a running exam.
pub fn book(id: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}/book")
}

/// A clause card, opened inside a running exam.
pub fn book_clause(id: impl std::fmt::Display, number: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}/book/{number}")
}

/// Handing in (POST only).
pub fn submit(id: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}/submit")
}

/// The result of an attempt.
pub fn result(id: impl std::fmt::Display) -> String {
    format!("{EXAM}/{id}/result")
}

/// One of the person's certificates.
pub fn certificate(id: impl std::fmt::Display) -> String {
    format!("{CREDITS}/{id}")
}

/// Taking a certificate back.
pub fn take_back(id: impl std::fmt::Display) -> String {
    format!("{CREDITS}/{id}/take-back")
}

/// A question of a practice set, counted from 1.
pub fn practice(id: impl std::fmt::Display, number: usize) -> String {
    format!("{PRACTICE}/{id}?q={number}")
}

/// An exercise: its text and the way into its questions.
pub fn exercise(id: impl std::fmt::Display) -> String {
    format!("{EXERCISES}/{id}")
}

/// The model report of an audit case.
pub fn model_report(id: impl std::fmt::Display) -> String {
    format!("{EXERCISES}/{id}/report")
}

/// A learning path.
pub fn path(id: impl std::fmt::Display) -> String {
    format!("{PATHS}/{id}")
}

/// The course of a level.
pub fn course(level: Level) -> String {
    format!("{COURSE}?level={}", level.word())
}

/// One exam of somebody whom the staff member looks after.
pub fn sitting(id: impl std::fmt::Display) -> String {
    format!("{SITTINGS}/{id}")
}

/// A person whom the staff member looks after: accommodations.
pub fn person(id: impl std::fmt::Display) -> String {
    format!("{PEOPLE}/{id}")
}

/// Reporting a question of a finished attempt, counted from 1.
pub fn report(attempt: impl std::fmt::Display, number: usize) -> String {
    format!("{EXAM}/{attempt}/report/{number}")
}

/// One mail of the outbox.
pub fn outbox_mail(id: impl std::fmt::Display) -> String {
    format!("{OUTBOX}/{id}")
}

/// Turning off the kind of mail that a token belongs to.
pub fn unsubscribe(token: impl std::fmt::Display) -> String {
    format!("{UNSUBSCRIBE}/{token}")
}

/// One of the person's certificates of completion.
pub fn completion(id: impl std::fmt::Display) -> String {
    format!("{CERTIFICATES}/{id}")
}

/// A page or file of a certificate of completion: `pdf`, `badge`, `bundle` or `withdraw`.
pub fn completion_page(id: impl std::fmt::Display, page: &str) -> String {
    format!("{CERTIFICATES}/{id}/{page}")
}

/// What the code of a certificate shows to anybody.
pub fn verify(code: impl std::fmt::Display) -> String {
    format!("{VERIFY}/{code}")
}

/// A badge that is taken to another device. The token is a secret.
pub fn badge_link(token: impl std::fmt::Display) -> String {
    format!("/badges/take/{token}")
}

/// A list of withdrawn badges, counted from 1: what programs read.
pub fn withdrawn_badges(list: u32) -> String {
    format!("/badges/withdrawn/{list}")
}

/// An own question: its page, or `edit` and `state` (POST only) below it.
pub fn bank(id: impl std::fmt::Display, page: &str) -> String {
    let end = if page.is_empty() { "" } else { "/" };
    format!("{BANK}/{id}{end}{page}")
}

/// A file of questions that was read.
pub fn bank_file(id: impl std::fmt::Display) -> String {
    format!("{BANK_IMPORT}/{id}")
}
