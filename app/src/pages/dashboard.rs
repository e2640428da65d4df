//! Today: one thing to do next, where I stand, what happened lately.

mod next;

use domain::attempt::Phase;
use domain::credits::HalfCredits;
use domain::journey::Because;
use domain::map::ClauseMap;
use domain::mastery::Evidence;
use domain::question::Level;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AttemptHead, Fault};

use self::next::{NextStep, NextStepView};
use crate::agenda::{self, Line};
use crate::form::{ErrorSummary, Form};
use crate::journey::{self, Kept};
use crate::pages::classes::NextInClasses;
use crate::pages::renewal::{AssignedToMe, Mine, load_mine};
use crate::parts::{Map, Meaning, Meter};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls, when};

/// What the page shows.
pub struct Dashboard {
    name: String,
    level: (Level, Because, Option<Level>),
    next: NextStep,
    lessons: (usize, usize),
    /// Whether the lessons are complete and a mock exam was passed.
    earned: bool,
    map: ClauseMap,
    areas: Vec<(String, Evidence)>,
    recent: Vec<AttemptHead>,
    exam_date: Option<String>,
    days_left: Option<i64>,
    credits: HalfCredits,
    mine: Mine,
    /// What comes next in the classes.
    classes: Vec<Line>,
}

/// What comes next in the classes is so much on this page.
const NEXT_IN_CLASSES: usize = 3;

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Dashboard, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    let attempts = site.store.attempts(&viewer.account).await?;
    let held = journey::held(site, &viewer.account).await?;
    let balance = site.store.credit_balance(&viewer.account).await?;
    let library = site.library();
    let days_left = viewer.exam_date.as_deref().and_then(|day| when::days_until(day, site.now().wall));
    let exam_ahead = days_left.is_some_and(|days| days >= 0);
    let journey = journey::find(library, &Kept { record: &record, attempts: &attempts, held: &held, exam_ahead });
    let evidence = knowledge::by_area(library, &record);
    let areas = library.course(journey.level).map(|course| &course.areas[..]).unwrap_or_default();
    let mine = load_mine(site, viewer).await?;
    let lines = agenda::load(site, viewer, None).await?;
    Ok(Dashboard {
        mine,
        classes: agenda::next(lines, NEXT_IN_CLASSES, site.now().wall),
        name: viewer.name.clone(),
        next: next::words(library, &journey, &record, &attempts),
        level: (journey.level, journey.because, record.chosen),
        lessons: journey.lessons,
        earned: journey.lessons.1 > 0 && journey.lessons.0 == journey.lessons.1 && journey.exams.0 > 0,
        map: knowledge::map(library, &record),
        areas: areas
            .iter()
            .map(|area| (area.title.clone(), evidence.get(&area.id).copied().unwrap_or_default()))
            .collect(),
        recent: attempts.into_iter().filter(|head| head.phase != Phase::Running).take(4).collect(),
        exam_date: viewer.exam_date.clone(),
        days_left,
        credits: HalfCredits(u16::try_from(balance.max(0)).unwrap_or(u16::MAX)),
    })
}

/// The page.
#[component]
pub fn DashboardPage(model: Dashboard, form: Form) -> impl IntoView {
    let Dashboard {
        name,
        level,
        next,
        lessons,
        earned,
        map,
        areas,
        recent,
        exam_date,
        days_left,
        credits,
        mine,
        classes,
    } = model;
    let (done, all) = lessons;
    let level_name = level.0.name();
    let joins = classes.is_empty().then(|| {
        view! { <p class="help">"Somebody teaches you? "<a href=urls::CLASSES>"Your classes, and joining one by its code"</a></p> }
    });
    view! {
        <h1 class="hello">{format!("Good to see you, {name}")}</h1>
        <NextStepView level=level.0 next=next />
        <NextInClasses lines=classes />
        <AssignedToMe mine=mine />
        <section class="standing">
            <div class="stat">
                <h2>{format!("Lessons of {level_name}")}</h2>
                <p class="big">{done}<small>{format!(" of {all} complete")}</small></p>
                <Meter percent=(done * 100 / all.max(1)) as u32 />
                {earned.then(|| view! { <p><a href=urls::CERTIFICATES>"Certificate of completion"</a></p> })}
            </div>
            {level_choice(level)}
            {exam_day(exam_date, days_left, form)}
            <div class="stat">
                <h2>"Credits"</h2>
                <p class="big">{credits.to_string()}<small>" in your ledger"</small></p>
                <p><a href=urls::CREDITS>"Your certificates"</a></p>
            </div>
        </section>
        <section>
            <h2>"What you know, clause by clause"</h2>
            <Map map=map meaning=Meaning::Mastery />
            <p class="help"><a href=format!("{}#clauses", urls::PROGRESS)>"See it as a table"</a></p>
        </section>
        <section>
            <h2>{format!("By area of {level_name}")}</h2>
            <AreaList areas=areas />
        </section>
        <section>
            <h2>"Last results"</h2>
            {history(recent)}
            {joins}
        </section>
    }
}

/// The level that the page is about, why it is that one, and the way to another.
fn level_choice((level, because, chosen): (Level, Because, Option<Level>)) -> impl IntoView {
    let why = match because {
        Because::Chosen => "You chose it.".to_owned(),
        Because::Held(held) if held == level => "You hold the last level.".to_owned(),
        Because::Held(held) => format!("It follows upon your official {} result.", held.name()),
        Because::Studied => "It is what you studied last.".to_owned(),
        Because::Beginning => {
            "Everybody begins here. If you hold a certificate, record it or choose another level.".to_owned()
        }
    };
    let levels = Level::ALL.map(|level| {
        view! { <option value=level.word() selected=chosen == Some(level)>{level.name()}</option> }
    });
    view! {
        <div class="stat">
            <h2>"Your level"</h2>
            <p class="big">{level.name()}</p>
            <p class="help">{why}</p>
            <form method="post" action=urls::LEVEL class="inline">
                <label for="level">"Study"</label>
                <select id="level" name="level">
                    <option value="" selected=chosen.is_none()>"Automatic"</option>
                    {levels.into_iter().collect_view()}
                </select>
                <button class="quiet">"Choose"</button>
            </form>
        </div>
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
            <p class="help">"Have it "<a href=urls::CALENDAR_LINK>"in your own calendar"</a>"."</p>
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
