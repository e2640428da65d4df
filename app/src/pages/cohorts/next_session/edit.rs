//! The form in which a session is changed.

use std::collections::BTreeMap;

use domain::analysis::FEWEST_ANSWERS as FEWEST;
use domain::ids::ItemId;
use domain::item::Item;
use domain::next_session::{About, Line, WEAK, Weakness};
use domain::zone::Zone;
use leptos::prelude::*;
use store::Teaching;

use super::Prepared;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::pages::cohorts::CohortNav;
use crate::parts::{called, chip};
use crate::{urls, when};

/// Lines of own words that can be added at once.
const NEW_LINES: usize = 3;

/// A line of the form, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it is about, as a text that the form carries.
    pub about: String,
    /// Its words.
    pub words: String,
    /// Its minutes.
    pub minutes: String,
    /// Whether it stays.
    pub stays: bool,
}

impl Typed {
    /// The lines of a session, as they stand in the form.
    pub fn of(lines: &[Line]) -> Vec<Self> {
        let one = |line: &Line| Self {
            about: about_text(&line.about),
            words: line.words.clone(),
            minutes: line.minutes.to_string(),
            stays: true,
        };
        lines.iter().map(one).collect()
    }
}

/// What a line is about, as a text that a form can carry.
fn about_text(about: &About) -> String {
    match about {
        About::Lesson(id) => format!("lesson:{id}"),
        About::Question(id) => format!("question:{id}"),
        About::Exercise(id) => format!("exercise:{id}"),
        About::Words => "words".to_owned(),
    }
}

impl Typed {
    /// What it is about; the trainer's own words for anything that cannot be read.
    pub fn about(&self) -> About {
        use domain::ids::{LessonId, ScenarioId};

        match self.about.split_once(':') {
            Some(("lesson", id)) => About::Lesson(LessonId::new(id)),
            Some(("question", id)) => About::Question(ItemId::new(id)),
            Some(("exercise", id)) => About::Exercise(ScenarioId::new(id)),
            _ => About::Words,
        }
    }
}

/// The page.
#[component]
pub fn NextSessionPage<'a>(
    teaching: &'a Teaching,
    prepared: &'a Prepared,
    /// The lines as typed.
    lines: Vec<Typed>,
    /// What was done a moment ago.
    done: Option<&'static str>,
    /// Title, day, hour, place, the fresh id of the entry and the version that was seen; and what is wrong.
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let page = |page: &str| urls::cohort_page(&cohort.id, page);
    let state = match &prepared.kept {
        Some((by, _)) => {
            let who = if *by == teaching.name { "You have" } else { &format!("{by} has") };
            format!("{who} saved this session. It stays as it is until somebody changes it or asks for a new proposal.")
        }
        None if lines.is_empty() => {
            "There is nothing to propose yet: nobody has answered enough. Write your own lines below, or come back after a mock exam."
                .to_owned()
        }
        None => "A proposal, made from what your people answered. Change it as you like, then save it.".to_owned(),
    };
    let prints = prepared.kept.is_some().then(|| {
        view! {
            <p class="actions">
                <a class="button" href=page("next-session/handout")>"Handout"</a>
                <a href=page("next-session/handout?keys=yes")>"Trainer’s sheet, with the answers"</a>
                <a href=page("next-session/slides")>"Slides"</a>
            </p>
            <p class="help">"These pages are made to be printed, or to be saved as PDF by your browser’s print dialogue."</p>
        }
    });
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="next-session" />
            <h1>"Next session"</h1>
            <p>{state}</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form.clone() />
        <section>
            <h2>"What your people know least"</h2>
            {weakest(&prepared.weakness, prepared.people)}
        </section>
        <section>
            <h2>"The session"</h2>
            {prints}
            <form method="post" action=page("next-session") class="stack wide">
                <input type="hidden" name="id" value=form.value("id") />
                <input type="hidden" name="seen" value=form.value("seen") />
                <Field form=form.clone() name="title" label="Title" longest=120 />
                {table(lines, &prepared.own, &form)}
                <p class="inline">
                    <button class="button" name="go" value="keep">"Save"</button>
                    <button class="quiet" name="go" value="propose" formnovalidate="">"Throw it away and propose anew"</button>
                </p>
                {planned(cohort.facts.zone, form)}
            </form>
        </section>
    }
}

fn planned(zone: Zone, form: Form) -> impl IntoView {
    view! {
        <fieldset>
            <legend>"Put it into the plan"</legend>
            <p class="help">{format!("Everybody of the cohort sees it in the agenda then. Times are those of {}.", zone.name().replace('_', " "))}</p>
            <Field form=form.clone() name="on" label="Day" kind="date" want=Want::Optional />
            <Field form=form.clone() name="at" label="Begin" kind="time" want=Want::Optional />
            <Field form=form name="place" label="Place" help="A room, or the address of a call." want=Want::Optional />
            <button class="button" name="go" value="plan">"Save it and put it into the plan"</button>
        </fieldset>
    }
}

fn weakest(weakness: &Weakness, people: usize) -> AnyView {
    let rest = format!(
        "From the last answers of {} to each question and check of this level. A clause stands here when fewer than {:.0} % of at least {FEWEST} answers were right; \
         {} had too few answers to say anything.",
        when::count(people, "person", "people"),
        WEAK * 100.0,
        when::count(weakness.too_few, "clause", "clauses"),
    );
    if weakness.weak.is_empty() {
        return view! { <p>"No clause is known to be weak."</p><p class="help">{rest}</p> }.into_any();
    }
    let lines = weakness.weak.iter().map(|weak| {
        let percent = weak.evidence.percent().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{chip(&weak.clause)}</th>
                <td class="num">{format!("{percent} %")}</td>
                <td class="num">{weak.evidence.answered}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Weakest clauses">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Clause"</th>
                        <th scope="col" class="num">"Right"</th>
                        <th scope="col" class="num">"Answers"</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
        <p class="help">{rest}</p>
    }
    .into_any()
}

fn table(lines: Vec<Typed>, own: &BTreeMap<ItemId, Item>, form: &Form) -> impl IntoView + use<> {
    let error = form.error("lines").map(|message| view! { <p class="error">{message.to_owned()}</p> });
    let empty = || Typed { about: "words".to_owned(), words: String::new(), minutes: String::new(), stays: true };
    let blank = lines.iter().filter(|line| line.words.is_empty()).count();
    let more = std::iter::repeat_with(empty).take(NEW_LINES.saturating_sub(blank));
    let rows = lines.into_iter().chain(more).enumerate().map(|(number, line)| row(number, line, own)).collect_view();
    view! {
        <div id="lines">
            {error}
            <div class="table" tabindex="0" role="region" aria-label="Lines of the session">
                <table class="session-lines">
                    <thead>
                        <tr>
                            <th scope="col">"Keep"</th>
                            <th scope="col">"Order"</th>
                            <th scope="col">"What is done"</th>
                            <th scope="col">"About"</th>
                            <th scope="col">"Minutes"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="help">"Take the tick away to remove a line. To move a line, give it the number of the place where it should stand. Lines without words are left out; save, and three more appear."</p>
        </div>
    }
}

fn row(number: usize, line: Typed, own: &BTreeMap<ItemId, Item>) -> impl IntoView + use<> {
    let about = match line.about() {
        About::Lesson(id) => view! { <a href=urls::lesson(&id)>"lesson"</a> }.into_any(),
        About::Exercise(id) => view! { <a href=urls::exercise(&id)>"exercise"</a> }.into_any(),
        About::Question(id) => {
            let name = own.get(&id).map_or_else(|| id.to_string(), called);
            view! { "question "{name} }.into_any()
        }
        About::Words => view! { "own words" }.into_any(),
    };
    let label = |what: &str| format!("{what} of line {}", number + 1);
    view! {
        <tr>
            <td>
                <input type="hidden" name="line" value=number.to_string() />
                <input type="hidden" name=format!("about-{number}") value=line.about.clone() />
                <input type="checkbox" name=format!("stays-{number}") value="yes" checked=line.stays aria-label=format!("Keep line {}", number + 1) />
            </td>
            <td><input type="number" name=format!("turn-{number}") value=(number + 1).to_string() min="1" max="99" aria-label=label("Order") /></td>
            <td><input type="text" name=format!("words-{number}") value=line.words maxlength="300" aria-label=label("Words") /></td>
            <td>{about}</td>
            <td><input type="number" name=format!("minutes-{number}") value=line.minutes min="0" max="480" aria-label=label("Minutes") /></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::{LessonId, ScenarioId};

    use super::*;

    #[test]
    fn what_a_line_is_about_is_read_back() {
        let all = [
            About::Lesson(LessonId::new("f-x")),
            About::Question(ItemId::new("f-rf-01")),
            About::Exercise(ScenarioId::new("p-scope-1")),
            About::Words,
        ];
        for about in all {
            let line = Line { about: about.clone(), words: "Talk".to_owned(), minutes: 7 };
            let typed = Typed::of(&[line]).remove(0);
            assert_eq!((typed.about(), typed.minutes.as_str()), (about, "7"));
        }
    }
}
