//! One certificate of a person as the organisation sees it: what it says, how it stands, its history and its proof.

mod amending;

use domain::award::{Award, Day, Entry, Standing, changed_since_decided, seen};
use domain::credits::Rules;
use domain::ids::MemberId;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AwardLog, EvidenceFile, Seat};

use amending::amending;

use super::evidence::EvidenceList;
use crate::form::Form;
use crate::pages::award::line_words;
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
    /// Its log in words, as far as it counts for the organisation, the earliest line first.
    history: Vec<Told>,
    /// What was corrected since the organisation decided about it last.
    since: Option<String>,
}

/// A line of a log in words.
#[derive(Clone, Debug)]
struct Told {
    at: Timestamp,
    by: String,
    words: String,
}

impl Proved {
    /// A certificate as an organisation sees it now, called by its name.
    pub fn of(rules: &Rules, seat: &Seat, log: AwardLog, files: Vec<EvidenceFile>) -> Self {
        let since = changed_since_decided(rules, &log.entries, &seat.organisation);
        let told = |entry: &Entry| {
            let words = line_words(rules, &log.entries, entry);
            Told { at: entry.at, by: entry.by.clone(), words }
        };
        let history = seen(&log.entries, Some(&seat.organisation)).map(told).collect();
        let mut one = Self { log, files, title: String::new(), history, since };
        if let Some(Award { facts, .. }) = one.award(seat) {
            rules.title(&facts.qualification, facts.other.as_ref()).clone_into(&mut one.title);
        }
        one
    }

    /// What is different from what the organisation decided about.
    pub(super) fn since_decided(&self) -> Option<impl IntoView + use<>> {
        let words = self.since.clone()?;
        Some(view! { <p><strong>"Corrected since it was last decided: "</strong>{words}"."</p> })
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
        Standing::Revoked => match award.ended() {
            Some(end) => format!("○ taken back from {} on", day(end.on)),
            None => "○ taken back".to_owned(),
        },
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
    let decide = may.then(|| {
        view! { {one.since_decided()}{deciding(seat, one, &award, member, &form)}{amending(seat, one, &award, (member, today), &form)} }
    });
    let files_error =
        (form.value("award") == one.log.id.to_string()).then(|| form.error("file").map(str::to_owned)).flatten();
    let history = one.history.iter().rev().map(|line| {
        view! { <li>{when::moment(line.at)}" · "{line.by.clone()}" · "{line.words.clone()}</li> }
    });
    let history = history.collect_view();
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

fn deciding(seat: &Seat, one: &Proved, award: &Award, member: &MemberId, form: &Form) -> Option<AnyView> {
    let id = &one.log.id;
    if award.ended().is_some() || award.decision != domain::award::Decision::Open {
        return None;
    }
    if *member == seat.member {
        return Some(
            view! { <p class="help">"This is your own certificate: somebody else has to look at it."</p> }.into_any(),
        );
    }
    let action = format!("{}/{member}/awards/{id}", urls::office(&seat.organisation, "people"));
    Some(view! { <DecisionForm id=id.to_string() stated=award.stated action=action form=form.clone() /> }.into_any())
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
