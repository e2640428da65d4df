//! The way back to an award that has ended: the whole course again, a mock exam, the official exam.

use std::collections::BTreeSet;

use content::{Course, Library};
use domain::attempt::{Mode, Phase};
use domain::award::Day;
use domain::ids::CheckId;
use domain::question::Level;
use domain::renewal::WayBack;
use leptos::prelude::*;
use store::{AttemptHead, Fault};

use crate::parts::Meter;
use crate::site::{Site, Viewer};
use crate::{urls, when};

/// How far somebody has come on it.
pub struct Back {
    /// The last day of the award. What counts was done after it.
    pub since: Day,
    /// How far that is.
    pub way: WayBack,
    /// The checks that were answered again.
    pub checks: BTreeSet<CheckId>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer, (level, since): (Level, Day)) -> Result<Back, Fault> {
    let library = site.library();
    let from = when::beginning(since.succ_opt().unwrap_or(since));
    let checks = site.store.checks_since(&viewer.account, from).await?;
    let is_passed = |head: &AttemptHead| {
        let is_mock = head.mode == Mode::Exam && head.phase != Phase::Running;
        is_mock && head.level == level && head.started_at >= from && head.passed == Some(true)
    };
    let is_mock_passed = site.store.attempts(&viewer.account).await?.iter().any(is_passed);
    let course = library.course(level);
    let states = course.map(|course| lessons(library, course, &checks)).unwrap_or_default();
    let read = states.iter().filter(|(.., done, all)| done >= all).count();
    Ok(Back { since, way: WayBack { lessons: states.len(), read, is_mock_passed }, checks })
}

/// The lessons of a course that have checks: address, title, how many of the checks were answered again, and how many there are.
fn lessons(library: &Library, course: &Course, checks: &BTreeSet<CheckId>) -> Vec<(String, String, usize, usize)> {
    let lessons = course.lessons().filter_map(|id| library.lesson(id)).filter(|lesson| !lesson.checks.is_empty());
    let state = |lesson: &content::Lesson| {
        let done = lesson.checks.iter().filter(|check| checks.contains(&check.id)).count();
        (urls::lesson(&lesson.id), lesson.title.clone(), done, lesson.checks.len())
    };
    lessons.map(state).collect()
}

/// The way, step by step.
pub fn way(library: &Library, level: Level, back: &Back) -> impl IntoView + use<> {
    let Back { since, way, checks } = back;
    let states = library.course(level).map(|course| lessons(library, course, checks)).unwrap_or_default();
    let rows = states.into_iter().map(|(address, title, done, all)| {
        let mark = match done {
            done if done >= all => "●",
            0 => "○",
            _ => "◐",
        };
        view! {
            <tr>
                <th scope="row"><a href=address>{title}</a></th>
                <td>{format!("{mark} {done} of {}", when::count(all, "check", "checks"))}</td>
            </tr>
        }
    });
    let mock = if way.is_mock_passed { "● A mock exam is passed." } else { "○ Pass a mock exam of the level." };
    let official = if way.is_ready() {
        view! { <p>"Book the official exam with your institute, and "<a href=urls::CREDITS>"record the new certificate"</a>" when it is there."</p> }.into_any()
    } else {
        view! { <p>"○ Sit the official exam, once the lessons are read again and a mock exam is passed."</p> }
            .into_any()
    };
    view! {
        <section>
            <p>{format!("Your certificate ended on {}. A refresher is not enough any more: the full course of {} and the official exam lead back. What you did after that day counts.", when::day(&since.to_string()), level.name())}</p>
            <h2>{format!("Lessons: {} of {} read again", way.read, way.lessons)}</h2>
            <Meter percent=(way.read * 100 / way.lessons.max(1)) as u32 />
            <p class="help">"A lesson is read again when each of its checks was answered again."</p>
            <details open=!way.is_ready()>
                <summary>"All lessons"</summary>
                <div class="table" tabindex="0" role="region" aria-label="Lessons of the full course">
                    <table>
                        <thead><tr><th scope="col">"Lesson"</th><th scope="col">"Answered again"</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </details>
            <h2>"Mock exam"</h2>
            <p>{mock}" "<a href=urls::EXAM>"Mock exams"</a></p>
            <h2>"Official exam"</h2>
            {official}
        </section>
    }
}
