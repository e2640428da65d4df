//! One answer: the task, what was written, a first look, and the scale to be filled in.

use content::Scenario;
use domain::item::{Body, Item};
use domain::rubric::{Judgement, Scale};
use leptos::prelude::*;
use store::{MarkerComment, Marking, Teaching, WrittenAnswer};

use super::hints::{Look, shown};
use super::{CohortNav, Way, rows};
use crate::form::{ErrorSummary, Form};
use crate::parts::{chips, paragraphs};
use crate::{urls, when};

/// What stands in the fields.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What is given so far.
    pub judgement: Judgement,
    /// The revision that the page shows.
    pub revision: i64,
    /// Whether the comment is to be kept for use again.
    pub keep: bool,
    /// What is wrong.
    pub form: Form,
}

/// Marks one answer.
#[component]
pub fn MarkAnswerPage<'a>(
    teaching: &'a Teaching,
    marking: &'a Marking,
    answer: &'a WrittenAnswer,
    look: Look,
    /// The case and what belongs to it, as it was shown.
    case: Vec<Scenario>,
    comments: Vec<MarkerComment>,
    /// What was done a moment ago.
    done: Option<&'static str>,
    sheet: Sheet,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let way = Way { cohort: cohort.id.clone(), entry: marking.entry.id.clone() };
    let Body::Text { longest, .. } = &answer.item.body else { return ().into_any() };
    let written = answer.words.split_whitespace().count();
    let length = format!("{}, {longest} asked for at most.", when::count(written, "word", "words"));
    let list = urls::cohort_page(&cohort.id, "marking");
    let form = answer.scale().map(|scale| match answer.is_open() {
        true => fields(&way, answer, &scale, &look, comments, &sheet),
        false => closed(&way, answer, &scale),
    });
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="marking" />
            <h1>{format!("Answer {}", answer.number)}</h1>
            <p class="help">
                {format!("Of {} in ", marking.answers.len())}<a href=list>{marking.entry.title.clone()}</a>
            </p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=sheet.form.clone() />
        <div class="marking">
            <div>
                {task(&answer.item, case)}
                <section>
                    <h2>"The answer"</h2>
                    <p class="own-words written">{answer.words.clone()}</p>
                    <p class="help">{length}</p>
                </section>
                {model(&answer.item)}
                {shown(&look)}
            </div>
            <div>{form}</div>
        </div>
    }
    .into_any()
}

fn task(item: &Item, case: Vec<Scenario>) -> impl IntoView + use<> {
    let additional = item.additional.clone().map(|html| view! { <div class="additional" inner_html=html></div> });
    let case = case.into_iter().map(|text| {
        view! {
            <details>
                <summary>{text.title}</summary>
                <div class="prose" inner_html=text.html></div>
            </details>
        }
    });
    view! {
        <section>
            <h2>"The task"</h2>
            {case.collect_view()}
            {additional}
            <p class="stem">{item.stem.clone()}</p>
            {chips(&item.clauses)}
        </section>
    }
}

fn model(item: &Item) -> impl IntoView + use<> {
    let Body::Text { answer, points, .. } = &item.body else { return ().into_any() };
    let points = points.iter().map(|point| {
        view! { <li><p>{point.text.clone()}</p><p class="help">{point.feedback.clone()}</p></li> }
    });
    view! {
        <details>
            <summary>"A model answer, and what it had to say"</summary>
            <blockquote>{paragraphs(answer)}</blockquote>
            <ul>{points.collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn fields(
    way: &Way,
    answer: &WrittenAnswer,
    scale: &Scale,
    look: &Look,
    comments: Vec<MarkerComment>,
    sheet: &Sheet,
) -> AnyView {
    let wrong = sheet.form.error("criteria").map(str::to_owned);
    let state = match (&answer.own, answer.is_done()) {
        (Some(_), true) => "You have finished this answer. It can be changed until somebody else has finished it too.",
        (Some(_), false) => "Kept as a draft: nobody else sees it, and it does not count.",
        (None, _) => "Nothing is given yet.",
    };
    let (most, worth) = (scale.rubric().most(), answer.item.marking.marks);
    let worth =
        (most != worth).then(|| format!(" The {most} marks of the scale are brought to the {worth} of the question."));
    view! {
        <form method="post" action=way.page(&answer.key) class="stack marks" data-levels="">
            <h2 id="criteria">"Your marks"</h2>
            <p class="help">{state}{worth}</p>
            <p class="help scripted">"The numbers 1, 2, 3 choose a level and go on to the next; Enter saves, and Ctrl with Enter does so from the comment."</p>
            {wrong.map(|message| view! { <p class="error">{message}</p> })}
            <input type="hidden" name="revision" value=sheet.revision.to_string() />
            {rows::fields(scale, &sheet.judgement, &look.points)}
            {rows::comment(&sheet.form, &sheet.judgement)}
            <label class="choice"><input type="checkbox" name="keep" value="yes" checked=sheet.keep />"Keep this comment, to be used again"</label>
            <div class="actions">
                <button class="button next" name="go" value="next" accesskey="s">"Save and next"</button>
                <button class="button quiet" name="go" value="draft" accesskey="d">"Save as draft"</button>
            </div>
            {again(comments)}
        </form>
        <p><a href=way.page(format!("next?after={}", answer.key))>"Go on without saving"</a></p>
    }
    .into_any()
}

/// Comments used before. They stand behind the buttons, so that Enter saves.
fn again(comments: Vec<MarkerComment>) -> impl IntoView + use<> {
    (!comments.is_empty()).then(|| {
        let options = comments.into_iter().map(|one| {
            let line = one.words.split_whitespace().collect::<Vec<_>>().join(" ");
            let short = if line.chars().count() > 90 {
                format!("{}…", line.chars().take(89).collect::<String>())
            } else {
                line
            };
            view! { <option value=one.id>{short}</option> }
        });
        view! {
            <div class="field">
                <label for="again">"A comment that you used before"</label>
                <select id="again" name="again">{options.collect_view()}</select>
            </div>
            <div class="actions">
                <button class="button quiet" name="go" value="insert">"Insert it"</button>
                <button class="quiet" name="go" value="forget">"Remove it from the list"</button>
            </div>
            <p class="help">"What you have entered above is kept as a draft."</p>
        }
    })
}

/// What can no longer be changed.
fn closed(way: &Way, answer: &WrittenAnswer, scale: &Scale) -> AnyView {
    let words = match answer.decided {
        Some(_) => "It is decided what counts for this answer.",
        None => "Two people have finished this answer. What differs is settled with the final marks.",
    };
    let seen = answer.seen();
    let given = seen.iter().map(|sheet| (sheet.marker.clone(), &sheet.judgement)).collect::<Vec<_>>();
    view! {
        <h2>"What was given"</h2>
        <p>{words}" "<a href=way.page(format!("final?answer={}", answer.key))>"Final marks"</a></p>
        {rows::beside(scale, &given)}
        <p><a class="button next" href=way.page(format!("next?after={}", answer.key))>"Next answer"</a></p>
    }
    .into_any()
}
