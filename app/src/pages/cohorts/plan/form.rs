//! Stating an entry of the plan: what is to be done, and when.

use content::Library;
use domain::cohort::TaskKind;
use domain::question::Level;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::Teaching;

use super::{CohortNav, Paper};
use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::pages::exercises::offered;
use crate::parts::zone_note;
use crate::urls;

/// The names of the fields of a day and a time: when it opens, is due, and closes.
pub const MOMENTS: [(&str, &str); 3] = [("opens_on", "opens_at"), ("due_on", "due_at"), ("closes_on", "closes_at")];

/// Adding an entry, or changing one.
#[component]
pub fn EntryFormPage<'a>(
    teaching: &'a Teaching,
    library: &'a Library,
    kind: TaskKind,
    /// Papers to choose from.
    papers: Vec<Paper>,
    /// Lessons or areas that are chosen.
    chosen: Vec<String>,
    /// Where the form is sent.
    action: String,
    /// Whether the entry is planned already.
    planned: bool,
    now: Timestamp,
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let (level, zone) = (cohort.facts.level, cohort.facts.zone);
    let name = kind.name().to_lowercase();
    let heading = if planned { format!("Change: {name}") } else { format!("Add: {name}") };
    let help = match kind {
        TaskKind::Session => "",
        _ => "Leave it empty to use the name of what you choose.",
    };
    let want = if kind == TaskKind::Session { Want::Needed } else { Want::Optional };
    let task = match kind {
        TaskKind::Session => session(&form).into_any(),
        TaskKind::Lessons => lessons(library, level, &chosen, &form).into_any(),
        TaskKind::Practice => practice(library, level, &chosen, &form).into_any(),
        TaskKind::Exercise => {
            let options = offered(library).filter(|scenario| scenario.level == level);
            let options = options.map(|scenario| (scenario.id.to_string(), scenario.title.clone())).collect::<Vec<_>>();
            view! { <Choice form=form.clone() name="scenario" label="Exercise" options=options /> }.into_any()
        }
        TaskKind::Paper => paper(papers, &form).into_any(),
    };
    let when = match kind {
        TaskKind::Session => session_times(&form).into_any(),
        _ => view! { <Moments form=form.clone() /> }.into_any(),
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="plan" />
            <h1>{heading}</h1>
            <p>{zone_note(zone, now)}</p>
        </header>
        <ErrorSummary form=form.clone() />
        <section>
            <form method="post" action=action class="stack plan-form">
                <input type="hidden" name="id" value=form.value("id") />
                <input type="hidden" name="kind" value=kind.word() />
                <Field form=form.clone() name="title" label="Name" help=help longest=120 want=want />
                {task}
                {when}
                <Words form=form name="words" label="What you want to tell about it" />
                <button class="button">"Save"</button>
            </form>
            <p class="help"><a href=urls::cohort_page(&cohort.id, "plan")>"Back to the plan"</a></p>
        </section>
    }
}

/// A longer text that may stay empty.
#[component]
fn Words(form: Form, name: &'static str, label: &'static str) -> impl IntoView {
    let error = form.error(name).map(str::to_owned);
    let wrong = error.is_some();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}</label>
            {error.map(|message| view! { <p class="error">{message}</p> })}
            <textarea id=name name=name rows="4">{form.value(name)}</textarea>
        </div>
    }
}

fn session(form: &Form) -> impl IntoView + use<> {
    view! {
        <Field form=form.clone() name="place" label="Where" help="A room, or the address of a call." longest=200 want=Want::Optional />
        <Words form=form.clone() name="agenda" label="What is talked about" />
    }
}

fn session_times(form: &Form) -> impl IntoView + use<> {
    view! {
        <Field form=form.clone() name="opens_on" label="Day" kind="date" />
        <Field form=form.clone() name="opens_at" label="From" kind="time" />
        <Field form=form.clone() name="closes_at" label="Until" kind="time" />
    }
}

fn lessons(library: &Library, level: Level, chosen: &[String], form: &Form) -> impl IntoView + use<> {
    let areas = library.course(level).map(|course| &course.areas[..]).unwrap_or_default();
    let groups = areas.iter().map(|area| {
        let own = area.lessons.iter().filter_map(|id| library.lesson(id));
        let boxes = own.map(|lesson| {
            let value = lesson.id.to_string();
            let checked = chosen.contains(&value);
            let minutes = format!("{} minutes", lesson.minutes);
            view! {
                <li>
                    <label>
                        <input type="checkbox" name="lesson" value=value checked=checked />
                        <span>{lesson.title.clone()}" "<small>{minutes}</small></span>
                    </label>
                </li>
            }
        });
        view! { <fieldset><legend>{area.title.clone()}</legend><ul class="checks">{boxes.collect_view()}</ul></fieldset> }
    });
    let groups = groups.collect_view();
    view! { <div id="lesson" class="field" class:wrong=form.error("lesson").is_some()>{error(form, "lesson")}{groups}</div> }
}

fn practice(library: &Library, level: Level, chosen: &[String], form: &Form) -> impl IntoView + use<> {
    let areas = library.course(level).map(|course| &course.areas[..]).unwrap_or_default();
    let boxes = areas.iter().map(|area| {
        let value = area.id.to_string();
        let checked = chosen.contains(&value);
        view! {
            <li>
                <label>
                    <input type="checkbox" name="area" value=value checked=checked />
                    <span>{area.title.clone()}</span>
                </label>
            </li>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset id="area">
            <legend>"Areas"</legend>
            <p class="help">"Choose none to draw from all of them."</p>
            {error(form, "area")}
            <ul class="checks">{boxes}</ul>
        </fieldset>
        <Field form=form.clone() name="count" label="How many questions" kind="number" help="From 1 to 40. Each person gets questions of their own, unseen ones first." />
    }
}

fn paper(papers: Vec<Paper>, form: &Form) -> impl IntoView + use<> {
    let options = papers.into_iter().map(|paper| (paper.id, paper.title)).collect::<Vec<_>>();
    let starts =
        [("alone", "Each person begins it, while it is open"), ("together", "All begin together, when I start it")];
    let starts = starts.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    view! {
        <Choice form=form.clone() name="paper" label="Paper" options=options />
        <Choice form=form.clone() name="start" label="Begin" options=starts />
        <Field
            form=form.clone()
            name="limit"
            label="Time limit in minutes (empty: as in the scheme)"
            kind="number"
            help="From 5 to 600, for the whole paper. Extra time of single people is added to it. It can be changed until the first has begun."
            want=Want::Optional
        />
    }
}

fn error(form: &Form, field: &str) -> Option<impl IntoView + use<>> {
    let message = form.error(field)?.to_owned();
    Some(view! { <p class="error">{message}</p> })
}

/// The days and times at which something opens, is due and closes. All may stay empty.
#[component]
pub fn Moments(form: Form) -> impl IntoView {
    const WORDS: [(&str, &str); 3] = [
        ("Opens", "Without a time: at the beginning of the day."),
        ("Due", "Without a time: at the end of the day. Later counts as late."),
        ("Closes", "Without a time: at the end of the day. Then it can no longer be done."),
    ];
    let fields = MOMENTS.into_iter().zip(WORDS).map(|((on, at), (legend, help))| {
        let message = [on, at].into_iter().find_map(|name| form.error(name)).map(str::to_owned);
        let wrong = message.is_some();
        view! {
            <fieldset class="moment" class:wrong=wrong>
                <legend>{legend}</legend>
                <p class="help">{help}</p>
                {message.map(|message| view! { <p class="error">{message}</p> })}
                <label for=on>"Day"</label>
                <input id=on name=on type="date" value=form.value(on) />
                <label for=at>"Time"</label>
                <input id=at name=at type="time" value=form.value(at) />
            </fieldset>
        }
    });
    fields.collect_view()
}
