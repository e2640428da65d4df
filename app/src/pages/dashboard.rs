//! Today: one thing to do next, where I stand, what happened lately.

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::credits::{HalfCredits, total};
use domain::map::ClauseMap;
use domain::mastery::Evidence;
use domain::record::{LessonState, StudyRecord};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AttemptHead, Fault};

use crate::form::{ErrorSummary, Form};
use crate::pages::renewal::{AssignedToMe, Mine, load_mine};
use crate::parts::{Map, Meaning, Meter};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls, when};

/// What the page shows.
pub struct Dashboard {
    name: String,
    next: NextStep,
    lessons: (usize, usize),
    map: ClauseMap,
    areas: Vec<(String, Evidence)>,
    recent: Vec<AttemptHead>,
    exam_date: Option<String>,
    days_left: Option<i64>,
    credits: HalfCredits,
    mine: Mine,
}

struct NextStep {
    heading: String,
    text: String,
    address: String,
    words: &'static str,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Dashboard, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    let attempts = site.store.attempts(&viewer.account).await?;
    let held = site.store.official_results(&viewer.account).await?;
    let library = site.library();
    let evidence = knowledge::by_area(library, &record);
    let areas = library.courses.iter().flat_map(|course| &course.areas);
    let mine = load_mine(site, viewer).await?;
    Ok(Dashboard {
        mine,
        name: viewer.name.clone(),
        next: next_step(library, &record, &attempts),
        lessons: (complete(library, &record), library.lessons.len()),
        map: knowledge::map(library, &record),
        areas: areas.map(|area| (area.title.clone(), evidence.get(&area.id).copied().unwrap_or_default())).collect(),
        recent: attempts.into_iter().filter(|head| head.phase != Phase::Running).take(4).collect(),
        exam_date: viewer.exam_date.clone(),
        days_left: viewer.exam_date.as_deref().and_then(|day| when::days_until(day, site.now().wall)),
        credits: total(held.into_iter().map(|result| result.level), |level| {
            library.credits.values.get(&level).copied().unwrap_or_default()
        }),
    })
}

fn complete(library: &Library, record: &StudyRecord) -> usize {
    library.lessons.iter().filter(|lesson| knowledge::lesson_state(lesson, record) == LessonState::Complete).count()
}

fn next_step(library: &Library, record: &StudyRecord, attempts: &[AttemptHead]) -> NextStep {
    if let Some(running) = attempts.iter().find(|head| head.phase == Phase::Running && head.mode == Mode::Exam) {
        return NextStep {
            heading: "Your exam is running".to_owned(),
            text: format!("{} is open and its clock is running. Every answer so far is saved.", running.title),
            address: urls::attempt(&running.id),
            words: "Continue the exam",
        };
    }
    if let Some(lesson) = knowledge::next_lesson(library, record) {
        let begun = knowledge::lesson_state(lesson, record) == LessonState::Begun;
        return NextStep {
            heading: lesson.title.clone(),
            text: lesson.objective.clone(),
            address: urls::lesson(&lesson.id),
            words: if begun { "Go on with this lesson" } else { "Read this lesson" },
        };
    }
    NextStep {
        heading: "Sit a mock exam".to_owned(),
        text: "You have completed every lesson. A paper under exam conditions shows what is left to do.".to_owned(),
        address: urls::EXAM.to_owned(),
        words: "See the paper",
    }
}

/// The page.
#[component]
pub fn DashboardPage(model: Dashboard, form: Form) -> impl IntoView {
    let Dashboard { name, next, lessons, map, areas, recent, exam_date, days_left, credits, mine } = model;
    let (done, all) = lessons;
    view! {
        <h1 class="hello">{format!("Good to see you, {name}")}</h1>
        <section class="next-step" aria-labelledby="next">
            <p class="kicker">"Your next step"</p>
            <h2 id="next">{next.heading}</h2>
            <p>{next.text}</p>
            <a class="button next" href=next.address>{next.words}</a>
        </section>
        <AssignedToMe mine=mine />
        <section class="standing">
            <div class="stat">
                <h2>"Lessons"</h2>
                <p class="big">{done}<small>{format!(" of {all} complete")}</small></p>
                <Meter percent=(done * 100 / all.max(1)) as u32 />
            </div>
            {exam_day(exam_date, days_left, form)}
            <div class="stat">
                <h2>"Credits"</h2>
                <p class="big">{credits.to_string()}<small>" from official results"</small></p>
                <p><a href=urls::CREDITS>"Record a result"</a></p>
            </div>
        </section>
        <section>
            <h2>"What you know, clause by clause"</h2>
            <Map map=map meaning=Meaning::Mastery />
            <p class="help"><a href=format!("{}#clauses", urls::PROGRESS)>"See it as a table"</a></p>
        </section>
        <section>
            <h2>"By area"</h2>
            <AreaList areas=areas />
        </section>
        <section>
            <h2>"Last results"</h2>
            {history(recent)}
        </section>
    }
}

fn exam_day(exam_date: Option<String>, days_left: Option<i64>, form: Form) -> impl IntoView {
    let words = match days_left {
        Some(days) if days > 1 => Some((days.to_string(), " days to your exam")),
        Some(1) => Some(("1".to_owned(), " day to your exam")),
        Some(0) => Some(("Today".to_owned(), " is your exam. Good luck!")),
        Some(_) => Some(("Over".to_owned(), ": how did it go? You can record the result.")),
        None => None,
    };
    let typed = if form.is_sound() { exam_date.clone().unwrap_or_default() } else { form.value("exam_date") };
    view! {
        <div class="stat">
            <h2>"Exam day"</h2>
            {words.map(|(big, small)| view! { <p class="big">{big}<small>{small}</small></p> })}
            {exam_date.map(|day| view! { <p>{when::day(&day)}</p> })}
            <ErrorSummary form=form />
            <form method="post" action=urls::EXAM_DATE class="inline">
                <label for="exam_date">"Date"</label>
                <input id="exam_date" name="exam_date" type="date" value=typed />
                <button class="quiet">"Set"</button>
            </form>
        </div>
    }
}

/// Areas with the share of right answers.
#[component]
pub fn AreaList(areas: Vec<(String, Evidence)>) -> impl IntoView {
    let rows = areas
        .into_iter()
        .map(|(title, evidence)| {
            let mastery = evidence.mastery();
            let words = match evidence.percent() {
                Some(percent) => {
                    format!("{percent} % of {} right", when::count(evidence.answered as usize, "question", "questions"))
                }
                None => mastery.word().to_owned(),
            };
            view! {
                <li>
                    <span class="area-name">{title}</span>
                    <Meter percent=evidence.percent().unwrap_or(0) state=mastery.class() />
                    <span class="area-figure">{words}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="area-list">{rows}</ul> }
}

fn history(recent: Vec<AttemptHead>) -> impl IntoView {
    if recent.is_empty() {
        return view! {
            <p class="empty">"No results yet. " <a href=urls::PRACTICE>"Practise a few questions"</a> " or " <a href=urls::EXAM>"sit a mock exam"</a> "."</p>
        }
        .into_any();
    }
    let rows = recent.into_iter().map(|head| history_line(&head)).collect_view();
    view! { <ul class="history">{rows}</ul> }.into_any()
}

/// One line of the history of attempts.
pub fn history_line(head: &AttemptHead) -> impl IntoView + use<> {
    let verdict = match head.passed {
        Some(true) => ("passed", "✓ passed"),
        Some(false) => ("missed", "✗ not passed"),
        None => ("plain", "practice"),
    };
    let score = format!("{} of {}", head.score.unwrap_or_default(), head.marks);
    view! {
        <li>
            <a href=urls::result(&head.id)>{head.title.clone()}</a>
            <span class="num">{score}</span>
            <span class=format!("verdict {}", verdict.0)>{verdict.1}</span>
            {when::moment(head.finished_at.unwrap_or(Timestamp(0)))}
        </li>
    }
}
