use domain::award::{Award, Day, Standing, day_of};
use domain::ids::AwardId;
use domain::organisation::{NeedState, PlanKind, Settings};
use domain::question::Level;
use domain::renewal::{Delta, Way, Window};
use leptos::prelude::*;
use store::{Assigned, Fault, Required};

use crate::pages::organisation::window_words;
use crate::site::{Site, Viewer};
use crate::{urls, when};

/// What stands before a person with regard to the own qualification.
#[derive(Default)]
pub struct Mine {
    /// What the person's organisations ask for.
    pub asked: Vec<Assigned>,
    /// What they require and is not met.
    pub required: Vec<Required>,
    /// Own awards that may be renewed, have ended, or are of an older edition.
    pub awards: Vec<OwnAward>,
}

/// One of them.
pub struct OwnAward {
    /// Which.
    pub id: AwardId,
    /// Its level.
    pub level: Level,
    /// Where it stands on the way to its renewal.
    pub window: Window,
    /// Whether clauses changed since.
    pub has_changes: bool,
}

impl OwnAward {
    /// Whether it has ended, so that the whole course leads back.
    pub fn is_lapsed(&self) -> bool {
        self.window.way() == Some(Way::WholeCourse)
    }
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_mine(site: &Site, viewer: &Viewer) -> Result<Mine, Fault> {
    let now = site.now().wall;
    let asked = site.store.assigned(&viewer.account).await?;
    let days = window_days(site, viewer, day_of(now)).await?;
    let mut all = Vec::new();
    for log in site.store.awards(&viewer.account).await? {
        let Some(award) = Award::replay(&log.entries, None, now) else { continue };
        all.push((log.id, award));
    }
    let mut awards = Vec::new();
    for (id, award) in &all {
        // What was renewed needs no way back.
        if !is_renewed(award, &all, day_of(now)) {
            awards.extend(own(site, id.clone(), award, (day_of(now), days)));
        }
    }
    let required = site.store.required_of(&viewer.account, day_of(now)).await?;
    Ok(Mine { asked, required, awards })
}

/// Whether an award has ended and another one of the same qualification holds, or ended later.
pub(super) fn is_renewed(award: &Award, all: &[(AwardId, Award)], today: Day) -> bool {
    award.standing(today) == Standing::Expired
        && all.iter().any(|(_, other)| {
            let holds = match other.standing(today) {
                Standing::Claimed | Standing::Verified => true,
                Standing::Expired => other.last_day() > award.last_day(),
                _ => false,
            };
            holds && other.facts.qualification == award.facts.qualification
        })
}

/// So many days before its end an award may be renewed: the longest that one of the person's organisations allows.
pub(super) async fn window_days(site: &Site, viewer: &Viewer, today: Day) -> Result<u16, Fault> {
    let mut days = None;
    if viewer.belongs {
        for membership in site.store.memberships(&viewer.account, today).await? {
            let seat = site.store.seat(&viewer.account, &membership.organisation, today).await?;
            days = days.max(seat.map(|seat| seat.settings.window_days));
        }
    }
    Ok(days.unwrap_or_else(|| Settings::default().window_days))
}

/// Nothing when there is nothing to do about it.
fn own(site: &Site, id: AwardId, award: &Award, (today, days): (Day, u16)) -> Option<OwnAward> {
    if !matches!(award.standing(today), Standing::Claimed | Standing::Verified | Standing::Expired) {
        return None;
    }
    let level = award.facts.qualification.level()?;
    let window = Window::of(award.last_day(), days, today);
    let has_changes = matches!(site.library().delta(&award.facts), Some(Delta::Clauses(_) | Delta::Everything));
    let is_quiet = matches!(window, Window::Never | Window::NotYet { .. });
    (has_changes || !is_quiet).then_some(OwnAward { id, level, window, has_changes })
}

/// What is asked of the reader, and which of the own awards want to be looked at; nothing when there is nothing.
#[component]
pub fn AssignedToMe(mine: Mine) -> impl IntoView {
    let Mine { asked, required, awards } = mine;
    if asked.is_empty() && required.is_empty() && awards.is_empty() {
        return None;
    }
    // The course of an award that has ended is the way back to it.
    let back = |assigned: &Assigned| {
        let is_course = assigned.plan.kind == PlanKind::Course;
        let lapsed = awards.iter().find(|award| award.is_lapsed() && award.level == assigned.plan.level);
        lapsed.filter(|_| is_course).map(|award| award.id.clone())
    };
    let asked = asked.into_iter().map(|assigned| asked_line(back(&assigned), assigned)).collect_view();
    let required = required.iter().map(required_line).collect_view();
    let awards = awards.into_iter().map(award_line).collect_view();
    Some(view! {
        <section>
            <h2>"Asked of you"</h2>
            <ul class="asked">{required}{asked}{awards}</ul>
        </section>
    })
}

/// What is required, and until when there is time.
fn required_line(one: &Required) -> impl IntoView + use<> {
    let Required { organisation, organisation_name, requirement, state, conflict } = one;
    let address = urls::office(organisation, "me");
    let until = match state {
        NeedState::Open(due) => format!("by {}", when::day(&due.to_string())),
        NeedState::Late(Some(since)) => format!("late since {}", when::day(&since.to_string())),
        NeedState::Late(None) | NeedState::Met => "now".to_owned(),
    };
    let name = (requirement.name != requirement.levels_words()).then(|| format!(" ({})", requirement.name));
    view! {
        <li>
            {format!("{organisation_name} requires: ")}
            <a href=address>{requirement.levels_words()}{name}</a>
            {format!(", {until}")}
            {conflict.as_ref().map(|(level, department)| apart_words(*level, department))}
        </li>
    }
}

/// What stands in the reader's way besides a certificate.
fn apart_words(level: Option<Level>, department: &str) -> String {
    match level {
        Some(level) => format!(
            ". You hold {}, but work in {department}, which is kept apart: there is nothing for you to do, whoever manages the records has to look at it.",
            level.name()
        ),
        None => format!(". Whoever works in {department} cannot meet it."),
    }
}

fn asked_line(back: Option<AwardId>, assigned: Assigned) -> impl IntoView {
    let Assigned { organisation_name, plan, .. } = assigned;
    let (address, what, when_words) = match (plan.kind, back) {
        (PlanKind::Exam, _) => (urls::EXAM.to_owned(), "the official exam", "on"),
        (PlanKind::Course, Some(award)) => (urls::changes(award), "the full course again", "by"),
        (PlanKind::Course, None) => (urls::course(plan.level), "the course", "by"),
        (PlanKind::Refresher, _) => (urls::refresher(&plan.id), "a refresher", "by"),
    };
    view! {
        <li>
            {format!("{organisation_name} asks: ")}
            <a href=address>{format!("{what}, {}", plan.level.name())}</a>
            {format!(", {when_words} {}", when::day(&plan.on.to_string()))}
        </li>
    }
}

fn award_line(award: OwnAward) -> impl IntoView {
    let words = format!("Your award {}: {}", award.level.name(), window_words(award.window));
    let (is_lapsed, address) = (award.is_lapsed(), urls::changes(&award.id));
    let more = match (is_lapsed, award.has_changes) {
        (true, _) => Some(view! { ". "<a href=address>"The way back, and how far you are"</a> }.into_any()),
        (false, true) => Some(view! { ". "<a href=address>"What changed since your certificate"</a> }.into_any()),
        (false, false) => None,
    };
    view! { <li>{words}{more}</li> }
}
