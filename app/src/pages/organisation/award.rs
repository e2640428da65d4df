//! One certificate of a person as the organisation sees it: what it says, how it stands, its history and its proof.

use domain::award::{Award, Day, Entry, Event, Standing, is_for_all, maker, seen};
use domain::credits::Rules;
use domain::ids::MemberId;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AwardLog, EvidenceFile, Seat};

use super::evidence::EvidenceList;
use crate::form::Form;
use crate::{urls, when};

/// A certificate with its proof.
#[derive(Clone, Debug)]
pub struct Proved {
    /// Its log.
    pub log: AwardLog,
    /// Its files.
    pub files: Vec<EvidenceFile>,
    /// What it is called.
    pub title: String,
}

impl Proved {
    /// A certificate as an organisation sees it now, called by its name.
    pub fn of(rules: &Rules, seat: &Seat, log: AwardLog, files: Vec<EvidenceFile>) -> Self {
        let mut one = Self { log, files, title: String::new() };
        if let Some(Award { facts, .. }) = one.award(seat) {
            rules.title(&facts.qualification, facts.other.as_ref()).clone_into(&mut one.title);
        }
        one
    }

    /// As an organisation sees it now.
    pub fn award(&self, seat: &Seat) -> Option<Award> {
        Award::replay(&self.log.entries, Some(&seat.organisation), Timestamp(i64::MAX))
    }
}

/// Loads the certificates of somebody in reach, the latest first.
///
/// # Errors
/// [`store::Fault`] of the store.
pub async fn proved(
    site: &crate::site::Site,
    seat: &Seat,
    member: &MemberId,
    now: Timestamp,
) -> Result<Vec<Proved>, store::Fault> {
    let mut all = Vec::new();
    for log in site.store.awards_of(seat, member, now).await? {
        let files = site.store.seen_evidence(seat, &log.id, now).await?;
        all.push(Proved::of(&site.library().credits.rules, seat, log, files));
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.award(seat).map(|award| award.facts.awarded_on)));
    Ok(all)
}

/// How it stands on a day, with a mark that does not depend on colour.
pub(super) fn standing_words(award: &Award, today: Day) -> String {
    let day = |day: Day| when::day(&day.to_string());
    match award.standing(today) {
        Standing::Verified => match award.last_day() {
            Some(last) => format!("● verified, valid until {}", day(last)),
            None => "● verified, without an end".to_owned(),
        },
        Standing::Claimed => "◐ claimed: nobody has looked at the proof".to_owned(),
        Standing::Expired => format!("○ ended {}", award.last_day().map(day).unwrap_or_default()),
        Standing::Ahead => format!("○ awarded {}, not yet in force", day(award.facts.awarded_on)),
        Standing::Rejected => "○ not accepted".to_owned(),
        Standing::Superseded => "○ a newer certificate took its place".to_owned(),
        Standing::Revoked => "○ taken back".to_owned(),
    }
}

/// What it says, as a list of facts.
pub(super) fn facts(award: &Award) -> impl IntoView + use<> {
    let facts = &award.facts;
    let day = |day: Day| when::day(&day.to_string());
    let entries = [
        ("Institute", facts.institute.clone()),
        ("Number", facts.certificate_number.clone()),
        ("Awarded", day(facts.awarded_on)),
        ("Valid until", facts.expires_on.map_or_else(|| "without an end".to_owned(), day)),
        ("Edition", if facts.edition.is_empty() { "not known".to_owned() } else { facts.edition.clone() }),
    ];
    let entries = entries.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! { <dl class="award-facts">{entries.into_iter().collect_view()}</dl> }
}

/// Where the files of a certificate are in the books.
pub(super) fn files_address(seat: &Seat, one: &Proved) -> String {
    format!("{}/{}/evidence", urls::office(&seat.organisation, "awards"), one.log.id)
}

/// A certificate on the page of a person. `may` says whether the reader decides about the person.
#[component]
pub fn AwardCard<'a>(
    seat: &'a Seat,
    one: &'a Proved,
    member: &'a MemberId,
    today: Day,
    may: bool,
    form: Form,
) -> impl IntoView {
    let award = one.award(seat)?;
    let own = *member == seat.member;
    let open = award.ended.is_none();
    let decide = (may && open).then(|| deciding(seat, one, &award, member, (own, form.clone())));
    let files_error =
        (form.value("award") == one.log.id.to_string()).then(|| form.error("file").map(str::to_owned)).flatten();
    let history = seen(&one.log.entries, Some(&seat.organisation)).map(history_line).collect::<Vec<_>>();
    let history = history.into_iter().rev().collect_view();
    Some(view! {
        <article class="award" id=urls::award_anchor(&one.log.id)>
            <h3>{one.title.clone()}</h3>
            <p>{standing_words(&award, today)}</p>
            {facts(&award)}
            <EvidenceList files=one.files.clone() address=files_address(seat, one) may_add=may error=files_error />
            {decide}
            <details>
                <summary>"History"</summary>
                <ol class="plain-list">{history}</ol>
            </details>
        </article>
    })
}

fn history_line(entry: &Entry) -> impl IntoView + use<> {
    let what = match &entry.event {
        Event::Claimed { .. } => "recorded",
        Event::Corrected { .. } => "corrected",
        Event::Evidenced { .. } => "file added",
        Event::Verified { .. } => "verified",
        Event::Rejected { .. } => "not accepted",
        Event::Superseded { .. } => "replaced by a newer certificate",
        Event::Restored { .. } => "counts again, since the newer certificate does not",
        Event::Revoked { .. } => "taken back",
    };
    let reason = entry.event.reason();
    let reason = (!reason.is_empty()).then(|| format!(": {reason}"));
    view! { <li>{when::moment(entry.at)}" · "{entry.by.clone()}" · "{what}{reason}</li> }
}

fn deciding(seat: &Seat, one: &Proved, award: &Award, member: &MemberId, (own, form): (bool, Form)) -> AnyView {
    let id = &one.log.id;
    let action = format!("{}/{member}/awards/{id}", urls::office(&seat.organisation, "people"));
    let waits = award.decision == domain::award::Decision::Open;
    let decide = match (waits, own) {
        (true, true) => Some(
            view! { <p class="help">"This is your own certificate: somebody else has to look at it."</p> }.into_any(),
        ),
        (true, false) => {
            Some(view! { <DecisionForm id=id.to_string() stated=award.stated action=action.clone() form=form.clone() /> }.into_any())
        }
        _ => None,
    };
    let typed = form.value("award") == id.to_string();
    let error = |name: &str| {
        form.error(name).filter(|_| typed).map(|message| view! { <p class="error">{message.to_owned()}</p> })
    };
    // What was typed stays, until it can be kept.
    let again = typed && form.error("why").is_some();
    let value = |name: &str, known: String| if again { form.value(name) } else { known };
    let number = value("corrected_number", award.facts.certificate_number.clone());
    let awarded = value("corrected_awarded_on", award.facts.awarded_on.to_string());
    let expires = value("corrected_expires_on", award.facts.expires_on.map(|day| day.to_string()).unwrap_or_default());
    let why = value("why", String::new());
    let field = |name: &str| format!("{name}-{id}");
    let [number_id, awarded_id, expires_id, reason_id] = ["number", "awarded", "expires", "why"].map(field);
    // The list of errors leads to the field by its plain name.
    let reason_id = if again { "why".to_owned() } else { reason_id };
    let level = award.facts.qualification.level().map(|level| level.word()).unwrap_or_default();
    let elsewhere = (!is_for_all(Some(&seat.organisation), maker(&one.log.entries))).then(|| {
        view! { <p class="help">"This certificate was not entered here. What you correct or take back counts in the books of your organisation only."</p> }
    });
    view! {
        {decide}
        <details open=again>
            <summary>"Correct or take back"</summary>
            <form method="post" action=action class="stack">
                {elsewhere}
                {error("why")}
                <input type="hidden" name="read" value=award.stated />
                <input type="hidden" name="level" value=level />
                <input type="hidden" name="institute" value=award.facts.institute.clone() />
                <p class="field"><label for=number_id.clone()>"Certificate number"</label><input id=number_id name="certificate_number" value=number maxlength="80" /></p>
                <p class="field"><label for=awarded_id.clone()>"Date on the certificate"</label><input id=awarded_id name="awarded_on" type="date" value=awarded /></p>
                <p class="field"><label for=expires_id.clone()>"Valid until (empty: without an end)"</label><input id=expires_id name="expires_on" type="date" value=expires /></p>
                <p class="field"><label for=reason_id.clone()>"Why"</label><input id=reason_id name="why" value=why maxlength="300" /></p>
                <p class="actions">
                    <button class="button" name="go" value="correct">"Correct"</button>
                    <button class="quiet" name="go" value="revoke">"Take back from today on"</button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// Verifies or refuses a certificate, with what was looked at or what is missing.
#[component]
pub fn DecisionForm(id: String, stated: i64, action: String, form: Form) -> impl IntoView {
    let typed = form.value("award") == id;
    let error = form.error("reason").filter(|_| typed).map(str::to_owned);
    let field = if error.is_some() { "reason".to_owned() } else { format!("reason-{id}") };
    let value = if typed { form.value("reason") } else { String::new() };
    let (wrong, error_id) = (error.is_some(), format!("{field}-error"));
    let described = wrong.then(|| error_id.clone());
    view! {
        <form method="post" action=action class="stack">
            <input type="hidden" name="read" value=stated />
            <div class="field" class:wrong=wrong>
                <label for=field.clone()>"What you looked at, or what is missing"</label>
                {error.map(|message| view! { <p class="error" id=error_id>{message}</p> })}
                <input id=field name="reason" value=value maxlength="300" aria-describedby=described required="" />
            </div>
            <p class="actions">
                <button class="button" name="go" value="verify">"Verify"</button>
                <button class="quiet" name="go" value="reject">"Do not accept"</button>
            </p>
        </form>
    }
}
