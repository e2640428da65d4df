use std::collections::BTreeSet;

use content::{Library, Refresher};
use domain::attempt::{Mode, Phase};
use domain::ids::{AwardId, CheckId, PlanId};
use domain::organisation::PlanKind;
use domain::renewal::{PASS_PERCENT, Round};
use leptos::prelude::*;
use store::{Assigned, AttemptHead, Fault, PlanState};

use super::load_mine;
use crate::site::{Site, Viewer};
use crate::{urls, when};

/// A refresher that was assigned, and how far the person has come with it.
pub struct Work {
    /// What was asked for.
    pub assigned: Assigned,
    /// Its set of lessons.
    pub refresher: Refresher,
    /// How far the person is.
    pub round: Round,
    /// The checks that were answered again.
    pub checks: BTreeSet<CheckId>,
    /// The award of the level that has ended meanwhile.
    pub lapsed: Option<AwardId>,
}

/// The title that the practice set of a refresher carries.
pub fn practice_title(refresher: &Refresher) -> String {
    format!("Refresher: {}", refresher.title)
}

/// Loads it. Nothing when nothing of the kind was asked of the person.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_refresher(site: &Site, viewer: &Viewer, plan: &PlanId) -> Result<Option<Work>, Fault> {
    let library = site.library();
    let assigned = site.store.assigned_one(&viewer.account, plan).await?;
    let Some(assigned) = assigned.filter(|assigned| assigned.plan.kind == PlanKind::Refresher) else { return Ok(None) };
    let Some(refresher) = library.refresher(&assigned.plan.refresher).cloned() else { return Ok(None) };
    let since = assigned.plan.made_at;
    let checks = site.store.checks_since(&viewer.account, since).await?;
    let lessons = refresher.lessons.iter().filter_map(|id| library.lesson(id));
    let own = lessons.flat_map(|lesson| &lesson.checks).map(|check| &check.id).collect::<Vec<_>>();
    let title = practice_title(&refresher);
    let is_set = |head: &&AttemptHead| {
        head.mode != Mode::Exam && head.phase != Phase::Running && head.started_at >= since && head.title == title
    };
    let attempts = site.store.attempts(&viewer.account).await?;
    let percent = |head: &AttemptHead| {
        let score = i64::from(head.score?.0) * 100 / i64::from(head.marks.0).max(1);
        u32::try_from(score).ok()
    };
    let round = Round {
        answered: own.iter().filter(|check| checks.contains(**check)).count(),
        checks: own.len(),
        practice: attempts.iter().filter(is_set).filter_map(percent).max(),
    };
    let level = assigned.plan.level;
    let mine = load_mine(site, viewer).await?;
    let lapsed = mine.awards.into_iter().find(|award| award.is_lapsed() && award.level == level);
    Ok(Some(Work { assigned, refresher, round, checks, lapsed: lapsed.map(|award| award.id) }))
}

/// The lessons of this round, its practice set, and the rule by which it is complete.
#[component]
pub fn RefresherPage<'l>(library: &'l Library, work: Work) -> impl IntoView {
    let Work { assigned, refresher, round, checks, lapsed } = work;
    let lapsed = lapsed.map(|award| {
        view! { <p class="notice wrong" role="status">"Your award has ended meanwhile, so this refresher does not renew it. "<a href=urls::changes(award)>"The way back, and how far you are"</a></p> }
    });
    let Assigned { organisation_name, plan, .. } = assigned;
    let lessons = refresher.lessons.iter().filter_map(|id| library.lesson(id)).map(|lesson| {
        let done = lesson.checks.iter().filter(|check| checks.contains(&check.id)).count();
        let all = lesson.checks.len();
        let mark = if done >= all {
            "●"
        } else if done > 0 {
            "◐"
        } else {
            "○"
        };
        view! {
            <tr>
                <th scope="row"><a href=urls::lesson(&lesson.id)>{lesson.title.clone()}</a></th>
                <td class="num">{lesson.minutes}" min"</td>
                <td>{format!("{mark} {done} of {}", when::count(all, "check", "checks"))}</td>
            </tr>
        }
    });
    let lessons = lessons.collect_view();
    let is_open = plan.state == PlanState::Open;
    view! {
        <header class="page-head">
            <p class="kicker">{format!("{organisation_name} asks, by {}", when::day(&plan.on.to_string()))}</p>
            <h1>{format!("Refresher: {}", refresher.title)}</h1>
            <p>{refresher.why.clone()}</p>
            <p>{format!("It is complete when every check of its lessons was answered again and its practice set was passed with {PASS_PERCENT} %, both after it was assigned ({}). The next round has another set of lessons.", when::date(plan.made_at))}</p>
        </header>
        {lapsed}
        <section>
            <h2>{format!("Lessons: {} of {} answered again", round.answered, when::count(round.checks, "check", "checks"))}</h2>
            <div class="table" tabindex="0" role="region" aria-label="Lessons">
                <table>
                    <thead><tr><th scope="col">"Lesson"</th><th scope="col" class="num">"Reading"</th><th scope="col">"Answered again"</th></tr></thead>
                    <tbody>{lessons}</tbody>
                </table>
            </div>
        </section>
        <section>
            <h2>{practice_words(&round)}</h2>
            {is_open.then(|| view! {
                <form method="post" action=urls::PRACTICE>
                    <input type="hidden" name="refresher" value=refresher.id.clone() />
                    <button class="quiet">"Begin the practice set"</button>
                </form>
            })}
        </section>
        {end(&plan.id, plan.state, &round)}
    }
}

fn practice_words(round: &Round) -> String {
    match round.practice {
        None => "Practice set: not done yet".to_owned(),
        Some(percent) if round.is_passed() => format!("Practice set: passed with {percent} %"),
        Some(percent) => format!("Practice set: {percent} %, not passed yet"),
    }
}

fn end(plan: &PlanId, state: PlanState, round: &Round) -> AnyView {
    match state {
        PlanState::Done => view! { <p class="notice" role="status">"This refresher is done."</p> }.into_any(),
        PlanState::Dropped => view! { <p class="notice" role="status">"It is not asked for any more."</p> }.into_any(),
        PlanState::Open if round.is_complete() => view! {
            <form method="post" action=urls::refresher(plan)>
                <p>"Everything is done."</p>
                <button class="button">"Hand it in"</button>
            </form>
        }
        .into_any(),
        PlanState::Open => view! { <p class="help">"Once both parts are done, it is handed in here."</p> }.into_any(),
    }
}
