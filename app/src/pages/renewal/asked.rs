use domain::award::{Award, Day, Standing, day_of};
use domain::ids::AwardId;
use domain::organisation::{PlanKind, Settings};
use domain::renewal::{Delta, Window};
use leptos::prelude::*;
use store::{Assigned, Fault};

use crate::pages::organisation::window_words;
use crate::site::{Site, Viewer};
use crate::{urls, when};

/// What stands before a person with regard to the own qualification.
#[derive(Default)]
pub struct Mine {
    /// What the person's organisations ask for.
    pub asked: Vec<Assigned>,
    /// Own awards that may be renewed, have ended, or are of an older edition.
    pub awards: Vec<OwnAward>,
}

/// One of them.
pub struct OwnAward {
    /// Which.
    pub id: AwardId,
    /// What it certifies, as people call it.
    pub name: String,
    /// Where it stands on the way to its renewal.
    pub window: Window,
    /// Whether clauses changed since.
    pub has_changes: bool,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_mine(site: &Site, viewer: &Viewer) -> Result<Mine, Fault> {
    let now = site.now().wall;
    let asked = site.store.assigned(&viewer.account).await?;
    let days = window_days(site, viewer, day_of(now)).await?;
    let mut awards = Vec::new();
    for log in site.store.awards(&viewer.account).await? {
        let Some(award) = Award::replay(&log.entries, None, now) else { continue };
        awards.extend(own(site, log.id, &award, (day_of(now), days)));
    }
    Ok(Mine { asked, awards })
}

/// So many days before its end an award may be renewed: the longest that one of the person's organisations allows.
async fn window_days(site: &Site, viewer: &Viewer, today: Day) -> Result<u16, Fault> {
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
    (has_changes || !is_quiet).then(|| OwnAward { id, name: level.name().to_owned(), window, has_changes })
}

/// What is asked of the reader, and which of the own awards want to be looked at; nothing when there is nothing.
#[component]
pub fn AssignedToMe(mine: Mine) -> impl IntoView {
    let Mine { asked, awards } = mine;
    if asked.is_empty() && awards.is_empty() {
        return None;
    }
    let asked = asked.into_iter().map(asked_line).collect_view();
    let awards = awards.into_iter().map(award_line).collect_view();
    Some(view! {
        <section>
            <h2>"Asked of you"</h2>
            <ul class="asked">{asked}{awards}</ul>
        </section>
    })
}

fn asked_line(assigned: Assigned) -> impl IntoView {
    let Assigned { organisation_name, plan, .. } = assigned;
    let (address, what, when_words) = match plan.kind {
        PlanKind::Exam => (urls::EXAM.to_owned(), "the official exam", "on"),
        PlanKind::Course => (urls::course(plan.level), "the course", "by"),
        PlanKind::Refresher => (urls::refresher(&plan.id), "a refresher", "by"),
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
    let OwnAward { id, name, window, has_changes } = award;
    let changes =
        has_changes.then(|| view! { ". "<a href=urls::changes(&id)>"What changed since your certificate"</a> });
    view! { <li>{format!("Your award {name}: {}", window_words(window))}{changes}</li> }
}
