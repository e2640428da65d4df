//! The next step in words: one thing, and why.

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::journey::{PASSES, Step};
use domain::question::Level;
use domain::record::{LessonState, StudyRecord};
use leptos::prelude::*;
use store::AttemptHead;

use crate::journey::Journey;
use crate::pages::exercises::purpose;
use crate::{knowledge, urls, when};

/// Questions in a set that is advised here.
const NUMBER: &str = "10";

/// What is advised.
pub struct NextStep {
    heading: String,
    text: String,
    why: String,
    way: Way,
    beside: Option<(&'static str, &'static str)>,
}

/// The way there.
enum Way {
    /// A page.
    Page { address: String, words: String },
    /// A form, sent as it is.
    Form { address: &'static str, fields: Vec<(&'static str, String)>, words: String },
}

impl NextStep {
    fn page(heading: String, text: String, why: String, address: String, words: impl Into<String>) -> Self {
        Self { heading, text, why, way: Way::Page { address, words: words.into() }, beside: None }
    }
}

/// Puts the way of a person into words.
pub fn words(library: &Library, journey: &Journey<'_>, record: &StudyRecord, attempts: &[AttemptHead]) -> NextStep {
    let runs = |head: &&AttemptHead| head.phase == Phase::Running && head.mode == Mode::Exam;
    let step = match journey.step {
        Step::GoOn => attempts.iter().find(runs).map(go_on),
        Step::Read => read(journey, record),
        Step::WorkThrough => work_through(journey),
        Step::Practise => Some(practise(library, journey)),
        Step::Sit => sit(journey),
        Step::MoveOn(above) => Some(move_on(library, journey, above)),
        Step::Record => Some(record_result(journey)),
        Step::Refresh => None,
    };
    step.unwrap_or_else(|| refresh(library, journey))
}

fn go_on(running: &AttemptHead) -> NextStep {
    let text = format!("{} is open and its clock is running.", running.title);
    let why = "Every answer so far is saved.".to_owned();
    NextStep::page("Your exam is running".to_owned(), text, why, urls::attempt(&running.id), "Continue the exam")
}

fn read(journey: &Journey<'_>, record: &StudyRecord) -> Option<NextStep> {
    let (lesson, (done, all)) = (journey.lesson?, journey.lessons);
    let begun = knowledge::lesson_state(lesson, record) == LessonState::Begun;
    let level = journey.level.name();
    let why = match (begun, done) {
        (true, _) => "You have begun it; its end or one of its checks is still open.".to_owned(),
        (false, 0) => format!("The first of {all} lessons of {level}. Exercises and mock exams build on them."),
        (false, _) => format!("The next in {level}: {done} of {all} lessons are complete."),
    };
    let words = if begun { "Go on with this lesson" } else { "Read this lesson" };
    Some(NextStep::page(lesson.title.clone(), lesson.objective.clone(), why, urls::lesson(&lesson.id), words))
}

fn work_through(journey: &Journey<'_>) -> Option<NextStep> {
    let (exercise, (done, all)) = (journey.exercise?, journey.exercises);
    let why = if exercise.is_exercise() {
        format!("The lessons are complete. Exercises show whether you can apply them: {done} of {all} worked through.")
    } else {
        "The lessons are complete. One booklet at your own pace shows how the exam asks; the others stay new for your mock exams.".to_owned()
    };
    let text = format!("{}.", purpose(exercise));
    Some(NextStep::page(exercise.title.clone(), text, why, urls::exercise(&exercise.id), "Open this exercise"))
}

fn practise(library: &Library, journey: &Journey<'_>) -> NextStep {
    let name = |number| match library.taught.clauses.get(number) {
        Some(clause) => format!("{number} {}", clause.title),
        None => number.to_string(),
    };
    let text = journey.weak.iter().map(name).collect::<Vec<_>>().join("; ");
    let fields = journey.weak.iter().map(|clause| ("clause", clause.to_string()));
    let (heading, why) = match journey.weak.len() {
        1 => ("Practise your weakest clause", "Fewer than half of your last answers on it were right."),
        _ => ("Practise your weakest clauses", "Fewer than half of your last answers on each of them were right."),
    };
    NextStep {
        heading: heading.to_owned(),
        text: format!("{text}."),
        why: why.to_owned(),
        way: practice(journey.level, fields.collect()),
        beside: None,
    }
}

/// A practice set of some clauses or areas.
fn practice(level: Level, mut fields: Vec<(&'static str, String)>) -> Way {
    fields.extend([("level", level.word().to_owned()), ("number", NUMBER.to_owned())]);
    Way::Form { address: urls::PRACTICE, fields, words: "Practise up to ten questions".to_owned() }
}

fn sit(journey: &Journey<'_>) -> Option<NextStep> {
    let (paper, (passed, sat)) = (journey.paper?, journey.exams);
    let (heading, why) = match (passed, sat) {
        (0, 0) => {
            ("Sit a mock exam", "The lessons are complete. A paper under exam conditions shows what is left to do.")
        }
        (0, _) => (
            "Sit another mock exam",
            "The last one was short of the mark. The next puts questions first that you have not met.",
        ),
        _ => (
            "Sit another mock exam",
            "One paper is passed. A second, with other questions, shows that it was not luck.",
        ),
    };
    let minutes = when::count(usize::from(paper.minutes), "minute", "minutes");
    let text = format!("{}: {} marks in {minutes}; {} pass.", paper.name, paper.marks, paper.pass);
    let address = format!("{}?paper={}", urls::EXAM, paper.id);
    Some(NextStep::page(heading.to_owned(), text, why.to_owned(), address, "See the paper"))
}

/// What is behind somebody who has done all of a level.
fn behind(journey: &Journey<'_>) -> String {
    let level = journey.level.name();
    match journey.exams.0 {
        passed if passed >= PASSES => {
            format!("The lessons of {level} are complete and {passed} mock exams are passed.")
        }
        _ => format!("The lessons and exercises of {level} are complete."),
    }
}

const HELD: (&str, &str) = (urls::CREDITS, "Record your official result");

fn move_on(library: &Library, journey: &Journey<'_>, above: Level) -> NextStep {
    let why = if journey.is_held {
        behind(journey)
    } else {
        format!("{} You are ready to book the official exam, and can study on meanwhile.", behind(journey))
    };
    let about = library.course(above).map(|course| course.lessons().count()).unwrap_or_default();
    let words = format!("Go on to {}", above.name());
    NextStep {
        heading: words.clone(),
        text: format!("{} lessons: {}", about, about_level(above)),
        why,
        way: Way::Form { address: urls::LEVEL, fields: vec![("level", above.word().to_owned())], words },
        beside: (!journey.is_held).then_some(HELD),
    }
}

const fn about_level(level: Level) -> &'static str {
    match level {
        Level::Foundation => "what the standard asks, clause by clause.",
        Level::Practitioner => "how to put the standard to work in an organization.",
        Level::Auditor => "how to audit a service management system.",
    }
}

fn record_result(journey: &Journey<'_>) -> NextStep {
    let text = "Book the official exam of your institute. When you hold the certificate, record it here.".to_owned();
    let address = urls::CREDITS.to_owned();
    NextStep::page("You are ready for the exam".to_owned(), text, behind(journey), address, HELD.1)
}

fn refresh(library: &Library, journey: &Journey<'_>) -> NextStep {
    let areas = library.course(journey.level).map(|course| &course.areas[..]).unwrap_or_default();
    let fields = areas.iter().map(|area| ("area", area.id.to_string())).collect();
    NextStep {
        heading: "Stay in practice".to_owned(),
        text: "A short mixed set keeps fresh what you know, with questions first that you have not met.".to_owned(),
        why: behind(journey),
        way: practice(journey.level, fields),
        beside: None,
    }
}

/// The next step.
#[component]
pub fn NextStepView(level: Level, next: NextStep) -> impl IntoView {
    let NextStep { heading, text, why, way, beside } = next;
    let way = match way {
        Way::Page { address, words } => view! { <a class="button next" href=address>{words}</a> }.into_any(),
        Way::Form { address, fields, words } => {
            let fields =
                fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
            view! {
                <form method="post" action=address>
                    {fields.collect_view()}
                    <button class="button next">{words}</button>
                </form>
            }
            .into_any()
        }
    };
    view! {
        <section class="next-step" aria-labelledby="next">
            <p class="kicker">{format!("Your next step · {}", level.name())}</p>
            <h2 id="next">{heading}</h2>
            <p>{text}</p>
            <p class="why">{why}</p>
            <div class="actions">
                {way}
                {beside.map(|(address, words)| view! { <a href=address>{words}</a> })}
            </div>
        </section>
    }
}
