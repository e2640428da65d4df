use std::collections::BTreeSet;

use content::{Lesson, Library};
use domain::award::{Award, Facts, Standing, day_of};
use domain::clause::ClauseNumber;
use domain::ids::AwardId;
use domain::question::Level;
use domain::record::{LessonState, StudyRecord};
use domain::renewal::{Delta, Window};
use leptos::prelude::*;
use store::Fault;

use super::asked::{is_renewed, window_days};
use super::back::{self, Back};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls, when};

/// What changed since a certificate, and how far its holder has come with it.
pub struct Changes {
    /// Which certificate.
    pub award: AwardId,
    /// What the certificate says.
    pub facts: Facts,
    /// Its level.
    pub level: Level,
    /// What changed; nothing when the certificate does not name its edition.
    pub delta: Option<Delta>,
    /// What the person has done with the course.
    pub record: StudyRecord,
    /// The way back, where it has ended and was not renewed.
    pub back: Option<Back>,
}

/// Loads it. Nothing when the person has no such award, or it is none of ISO/IEC 20000.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_changes(site: &Site, viewer: &Viewer, id: &AwardId) -> Result<Option<Changes>, Fault> {
    let (now, mut all) = (site.now().wall, Vec::new());
    for log in site.store.awards(&viewer.account).await? {
        let award = Award::replay(&log.entries, None, now);
        all.extend(award.map(|award| (log.id, award)));
    }
    let found = all.iter().find(|(own, _)| own == id);
    let Some((award, level)) = found.and_then(|(_, award)| Some((award, award.facts.qualification.level()?))) else {
        return Ok(None);
    };
    let record = site.store.study_record(&viewer.account).await?;
    let today = day_of(now);
    let days = window_days(site, viewer, today).await?;
    let ended = match Window::of(award.last_day(), days, today) {
        Window::Overdue { since } if award.standing(today) == Standing::Expired => Some(since),
        _ => None,
    };
    let back = match ended.filter(|_| !is_renewed(award, &all, today)) {
        Some(since) => Some(back::load(site, viewer, (level, since)).await?),
        None => None,
    };
    Ok(Some(Changes {
        award: id.clone(),
        delta: site.library().delta(&award.facts),
        facts: award.facts.clone(),
        level,
        record,
        back,
    }))
}

/// The lessons of the clauses that changed, and no others.
#[component]
pub fn ChangesPage<'l>(library: &'l Library, changes: Changes) -> impl IntoView {
    let Changes { award, facts, level, delta, record, back } = changes;
    let title = if back.is_some() { "The way back to your certificate" } else { "What changed since your certificate" };
    let changed = back.is_some().then(|| view! { <h2>"What changed since your certificate"</h2> });
    let body = match &delta {
        None => unknown(&award, &facts.edition, level).into_any(),
        Some(Delta::Nothing) => view! { <p>"Nothing. It was examined in the edition that is in force, with its amendments."</p> }.into_any(),
        Some(Delta::Everything) => view! { <p>"More than one edition lies between it and the one in force. "<a href=urls::course(level)>"Go through the course"</a>"."</p> }.into_any(),
        Some(Delta::Clauses(clauses)) => touched(library, level, clauses, &record).into_any(),
    };
    let edition = if facts.edition.is_empty() { "not recorded".to_owned() } else { facts.edition.clone() };
    view! {
        <header class="page-head">
            <p class="kicker">{format!("{}, {}", level.name(), facts.institute)}</p>
            <h1>{title}</h1>
            <p>{format!("Awarded on {}. Edition: {edition}. In force: {}.", when::day(&facts.awarded_on.to_string()), library.taught.name)}</p>
        </header>
        {back.map(|back| back::way(library, level, &back))}
        {changed}
        {body}
    }
}

/// Without an edition that we know nothing can be said; the holder can say it.
fn unknown(award: &AwardId, edition: &str, level: Level) -> impl IntoView + use<> {
    let what = match edition {
        "" => "The record of this certificate does not say in which edition it was examined, so nobody can say what changed. ".to_owned(),
        other => format!("The record of this certificate names “{other}” as its edition, which is none that we know, so nobody can say what changed. "),
    };
    view! {
        <p>{what}<a href=urls::certificate(award)>"Enter the edition in the record"</a>", or "<a href=urls::course(level)>"go through the course"</a>"."</p>
    }
}

fn touched(
    library: &Library,
    level: Level,
    clauses: &BTreeSet<ClauseNumber>,
    record: &StudyRecord,
) -> impl IntoView + use<> {
    let lessons = library.lessons_for(level, clauses);
    let taught = lessons.iter().flat_map(|(_, clauses)| clauses).collect::<BTreeSet<_>>();
    let untaught = clauses.iter().filter(|clause| !taught.contains(clause)).cloned().collect::<Vec<_>>();
    let done =
        lessons.iter().filter(|(lesson, _)| knowledge::lesson_state(lesson, record) == LessonState::Complete).count();
    let count = lessons.len();
    let rows = lessons.into_iter().map(|(lesson, clauses)| row(library, lesson, &clauses, record)).collect_view();
    let rest = (!untaught.is_empty())
        .then(|| view! { <p>"This level has no lesson of its own about "{links(library, &untaught)}"."</p> });
    view! {
        <section>
            <h2>{format!("{done} of {} done", when::count(count, "lesson", "lessons"))}</h2>
            <p>{format!("{} changed in substance. What was only moved or divided you know already, so only these lessons are to be read. A lesson is done when its end was reached and each of its checks was answered.", when::count(clauses.len(), "clause", "clauses"))}</p>
            <div class="table" tabindex="0" role="region" aria-label="Lessons to read">
                <table>
                    <thead><tr><th scope="col">"Lesson"</th><th scope="col">"Read it for"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {rest}
        </section>
    }
}

fn row(library: &Library, lesson: &Lesson, clauses: &[ClauseNumber], record: &StudyRecord) -> impl IntoView + use<> {
    let state = match knowledge::lesson_state(lesson, record) {
        LessonState::New => "○ not begun",
        LessonState::Begun => "◐ begun",
        LessonState::Complete => "● done",
    };
    view! {
        <tr>
            <th scope="row"><a href=urls::lesson(&lesson.id)>{lesson.title.clone()}</a></th>
            <td>{links(library, clauses)}</td>
            <td>{state}</td>
        </tr>
    }
}

fn links(library: &Library, clauses: &[ClauseNumber]) -> impl IntoView + use<> {
    let edition = library.taught.id.clone();
    let links = clauses.iter().cloned().enumerate().map(|(n, clause)| {
        let before = (n > 0).then_some(", ");
        view! { {before}<a href=urls::clause(&edition, &clause)>{clause.to_string()}</a> }
    });
    links.collect_view()
}
