mod tables;

use std::collections::BTreeMap;

use content::{Library, Written};
use domain::question::Level;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use store::QuestionFile;

use self::tables::{questions, refused_table};
use super::edit::areas;
use crate::form::{ErrorSummary, Form};
use crate::parts::StaffNav;
use crate::{urls, when};

/// A file of questions as it was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReadFile {
    /// What the format is called.
    pub format: String,
    /// The questions that our formats can take.
    pub questions: Vec<ReadQuestion>,
    /// Those that they cannot take, with why.
    pub refused: Vec<RefusedQuestion>,
    /// What is to be known about the file as a whole.
    pub notes: Vec<String>,
}

/// A question of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReadQuestion {
    /// The id that it gets.
    pub id: String,
    /// Which question of the file, counted from 1.
    pub block: usize,
    /// Where it begins.
    pub place: String,
    /// The form of it.
    pub written: Written,
    /// What it asks, to be compared with others.
    pub asked: String,
    /// What it lost, and what its author should look at.
    pub lost: Vec<String>,
    /// What has to be put right in it before it can be reviewed, besides what is given to all.
    #[serde(default)]
    pub needs: Vec<String>,
    /// What the bank calls the same question, where it was left out for that.
    #[serde(default)]
    pub skipped: Option<String>,
}

/// A question that cannot be taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusedQuestion {
    /// Which question of the file, counted from 1.
    pub block: usize,
    /// Where it begins.
    pub place: String,
    /// How it begins.
    pub begin: String,
    /// Why not, and what to do.
    pub why: String,
}

/// What other systems do not know of a question: it is given to all that do not say it themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The word of a level.
    pub level: String,
    /// The id of an area.
    pub area: String,
    /// Numbers of clauses.
    pub clauses: String,
    /// What is asked of a candidate.
    pub bloom: String,
    /// Expected minutes.
    pub minutes: String,
    /// Of a hundred prepared candidates, how many are right.
    pub facility: String,
}

impl Defaults {
    /// Fills in what a question does not say.
    pub fn fill(&self, written: &mut Written) {
        let fields = [
            (&mut written.level, &self.level),
            (&mut written.area, &self.area),
            (&mut written.clauses, &self.clauses),
            (&mut written.bloom, &self.bloom),
            (&mut written.minutes, &self.minutes),
            (&mut written.facility, &self.facility),
        ];
        for (field, usual) in fields {
            if field.trim().is_empty() {
                field.clone_from(usual);
            }
        }
    }
}

/// What a file would do.
pub struct TrialRun {
    /// The file.
    pub file: QuestionFile,
    /// What it holds.
    pub read: ReadFile,
    /// Questions of the bank with the same words, by the id that the file's question gets: their names.
    pub known: BTreeMap<String, String>,
    /// What was typed for all.
    pub defaults: Defaults,
    /// The page, counted from 1.
    pub page: usize,
}

/// Where a file is chosen.
#[component]
pub fn ImportPage(
    files: Vec<QuestionFile>,
    /// The headings of our table, and what stands below each.
    columns: &'static [(&'static str, &'static str)],
    form: Form,
) -> impl IntoView {
    let columns = columns.iter().map(|(heading, about)| view! { <dt>{*heading}</dt><dd>{*about}</dd> }).collect_view();
    let earlier = (!files.is_empty()).then(|| {
        let lines = files.into_iter().map(|file| {
            let state = match file.taken {
                Some(taken) => format!(", {} taken in, ", when::count(taken.max(0) as usize, "question", "questions")),
                None => ", not taken in yet, ".to_owned(),
            };
            view! { <li><a href=urls::bank_file(&file.id)>{file.name}</a>{state}{when::moment(file.made_at)}</li> }
        });
        view! { <section><h2>"Your files of the last 24 hours"</h2><ul>{lines.collect_view()}</ul></section> }
    });
    let error = form.error("file").map(str::to_owned);
    let wrong = error.is_some();
    let typed = form.value("format");
    let formats = [
        ("", "what the file is"),
        ("table", "a table: Excel or CSV"),
        ("gift", "GIFT"),
        ("moodle", "Moodle XML"),
        ("aiken", "Aiken"),
    ];
    let formats = formats.map(|(value, words)| {
        let selected = typed == value;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let template = |kind: &str| format!("{}?as={kind}", urls::BANK_TEMPLATE);
    let (xlsx, csv) = (template("xlsx"), template("csv"));
    view! {
        <header class="page-head">
            <h1>"Take in a file"</h1>
            <p>"Questions from Excel, CSV, GIFT, Moodle XML or Aiken. You see what becomes of each before anything is written."</p>
            <StaffNav here=urls::BANK />
        </header>
        <section>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::BANK_IMPORT enctype="multipart/form-data" class="stack">
                <input type="hidden" name="id" value=form.value("id") />
                <div class="field">
                    <label for="format">"Read it as"</label>
                    <select id="format" name="format">{formats.into_iter().collect_view()}</select>
                </div>
                <div class="field" class:wrong=wrong>
                    <label for="file">"File"</label>
                    <p class="help" id="file-help">"At most 10 MB and 5,000 questions."</p>
                    {error.map(|message| view! { <p class="error" id="file-error">{message}</p> })}
                    <input id="file" name="file" type="file" accept=".xlsx,.csv,.txt,.gift,.xml,.tsv" required="" aria-describedby="file-help" />
                </div>
                <button class="button">"Look at the file"</button>
            </form>
        </section>
        <section>
            <h2>"A table to fill in"</h2>
            <p>"One question a row, with an example of each of the usual kinds: "<a href=xlsx>"Excel"</a>" or "<a href=csv>"CSV"</a>"."</p>
            <details>
                <summary>"What stands in which column"</summary>
                <dl>{columns}</dl>
                <p>"A folder that is called like an area, and tags such as “foundation” and “clause 8.6.1”, are taken over. \
                    Option, Feedback and Misconception go on with 2, 3 and so on."</p>
            </details>
        </section>
        {earlier}
    }
}

/// What would become of a file, or what became of it.
#[component]
pub fn FilePage<'a>(library: &'a Library, trial: TrialRun, form: Form) -> impl IntoView {
    let file = &trial.file;
    let body = match file.taken {
        Some(taken) => {
            let words =
                format!("{} taken in as drafts.", when::count(taken.max(0) as usize, "question was", "questions were"));
            let drafts = format!("{}?state=draft", urls::BANK);
            let notes =
                trial.read.notes.iter().map(|note| view! { <p class="notice">{note.clone()}</p> }).collect_view();
            view! {
                <section>
                    <p class="notice" role="status">{words}</p>
                    <p><a href=drafts>"To your drafts"</a>" This report stays here for a day."</p>
                    {notes}
                </section>
                {refused_table(&trial.read)}
                {questions(&trial)}
            }
            .into_any()
        }
        None => draft(library, &trial, &form),
    };
    let title = if file.taken.is_some() { "Taken in" } else { "Look before you take it in" };
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <p>{file.name.clone()}</p>
            <StaffNav here=urls::BANK />
        </header>
        <ErrorSummary form=form />
        {body}
    }
}

fn draft(library: &Library, trial: &TrialRun, form: &Form) -> AnyView {
    let read = &trial.read;
    let (taken, refused, known) = (read.questions.len(), read.refused.len(), trial.known.len());
    let needs = read.questions.iter().filter(|one| !one.needs.is_empty()).count();
    let summary = format!(
        "Read as {}: {} can be taken in, {} cannot{}{}. Nothing has been written yet.",
        read.format,
        when::count(taken, "question", "questions"),
        refused,
        if known > 0 { format!(", {known} of the first in your bank already") } else { String::new() },
        if needs > 0 {
            format!("; {needs} of those taken in need work before they can be reviewed")
        } else {
            String::new()
        },
    );
    let notes = read.notes.iter().map(|note| view! { <p class="notice">{note.clone()}</p> }).collect_view();
    let action = urls::bank_file(&trial.file.id);
    let again = form.value("known") != "no";
    let go = (taken > 0).then(|| {
        let skip = (known > 0).then(|| {
            view! {
                <label class="tick">
                    <input type="checkbox" name="known" value="skip" checked=again />" Leave out those that are in your bank already"
                </label>
            }
        });
        view! {
            <h2>"For all questions that do not say it"</h2>
            <p class="help">"Other systems do not know these. What you leave empty is asked for in each draft."</p>
            {defaults(library, &trial.defaults)}
            {skip}
        }
    });
    let take = (taken > 0)
        .then(|| view! { <button class="button" name="go" value="take">"Take them in as drafts"</button>" " });
    view! {
        <section>
            <p>{summary}</p>
            {notes}
            <form method="post" action=action class="stack">
                {go}
                <p class="actions">{take}<button class="button quiet" name="go" value="discard">"Throw the file away"</button></p>
            </form>
        </section>
        {refused_table(read)}
        {questions(trial)}
    }
    .into_any()
}

fn defaults(library: &Library, typed: &Defaults) -> impl IntoView + use<> {
    let levels = Level::ALL.map(|level| {
        let selected = typed.level == level.word();
        view! { <option value=level.word() selected=selected>{level.name()}</option> }
    });
    let bloom =
        [("1", "to know"), ("2", "to understand"), ("3", "to apply"), ("4", "to analyse")].map(|(value, words)| {
            let selected = typed.bloom == value;
            view! { <option value=value selected=selected>{words}</option> }
        });
    let line = |name: &'static str, label: &'static str, value: &str| {
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <input id=name name=name value=value.to_owned() maxlength="200" autocomplete="off" />
            </div>
        }
    };
    view! {
        <div class="field">
            <label for="level">"Level"</label>
            <select id="level" name="level"><option value="">"Choose"</option>{levels.into_iter().collect_view()}</select>
        </div>
        {areas(library, "area", &typed.area, &[])}
        {line("clauses", "Clauses, for instance 8.6.1", &typed.clauses)}
        <div class="field">
            <label for="bloom">"What they ask of a candidate"</label>
            <select id="bloom" name="bloom">{bloom.into_iter().collect_view()}</select>
        </div>
        {line("minutes", "Expected minutes", &typed.minutes)}
        {line("facility", "Of a hundred prepared candidates, how many will be right", &typed.facility)}
    }
}
