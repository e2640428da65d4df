use content::{Judged, Library, OwnKind, Remark, Written};
use domain::ids::ItemId;
use domain::question::Level;
use leptos::prelude::*;

use super::field::Field;
use super::figures::{Measured, figures};
use super::kinds;
use super::preview::{looked_at, not_looked_at};
use crate::parts::StaffNav;
use crate::urls;

/// A question while it is written.
pub struct Editing<'a> {
    /// The course whose rules hold.
    pub library: &'a Library,
    /// Its id; kept through the form, so that one sent twice stands once.
    pub id: ItemId,
    /// The version that the form was made from; 0 for a new question.
    pub from: i64,
    /// What was typed.
    pub written: Written,
    /// What its author says about this version.
    pub note: String,
    /// What is to be said about it; nothing before anything was typed.
    pub judged: Option<Judged>,
    /// Why it could not be kept.
    pub refused: Option<String>,
    /// How its versions did, the earliest first.
    pub measured: Vec<Measured>,
}

/// Where a question is written.
#[component]
pub fn EditPage<'a>(editing: Editing<'a>) -> impl IntoView {
    let Editing { library, id, from, written, note, judged, refused, measured } = editing;
    let done = (from > 0).then(|| figures(&measured, from));
    let faults = judged.as_ref().map_or(&[][..], |judged| &judged.faults[..]);
    let action = if from == 0 { urls::BANK_NEW.to_owned() } else { urls::bank(&id, "edit") };
    let back = if from == 0 { urls::BANK.to_owned() } else { urls::bank(&id, "") };
    let title = if from == 0 { "A new question" } else { "Edit a question" };
    let refused = refused.map(|words| {
        view! { <div class="error-summary" role="alert" tabindex="-1" autofocus=""><h2>"Not saved"</h2><p>{words}</p></div> }
    });
    let look = judged.as_ref().map_or_else(not_looked_at, |judged| looked_at(&written, judged));
    let head = head(&written, faults);
    let body = kinds::fields(&written, faults);
    let about = about(library, &written, faults);
    let help = "For instance “wording after the pilot”. It stands in the history.";
    let note = Field { name: "note".to_owned(), label: "What is new (optional)", help, value: &note, faults }.line(200);
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            <p>{written.kind.name()}". A draft may be saved with problems; it goes to review without any."</p>
            <StaffNav here=urls::BANK />
        </header>
        {refused}
        <div class="bank-edit">
            <form method="post" action=action class="stack bank-form" autocomplete="off">
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="from" value=from.to_string() />
                <input type="hidden" name="kind" value=written.kind.word() />
                // The first button is what Enter presses.
                <button class="unseen" name="go" value="preview" tabindex="-1" aria-hidden="true">"Preview"</button>
                {head}
                {body}
                {about}
                {note}
                <p class="actions">
                    <button class="button" name="go" value="save">"Save the draft"</button>
                    <button class="button quiet" name="go" value="preview">"Preview and check"</button>
                    <a href=back>"Leave without saving"</a>
                </p>
            </form>
            <div class="bank-beside">
                <section class="bank-look" id="preview" tabindex="-1">{look}</section>
                {done}
            </div>
        </div>
    }
}

fn head(written: &Written, faults: &[Remark]) -> AnyView {
    let stem = Field {
        name: "stem".to_owned(),
        label: "Question",
        help: match written.kind {
            OwnKind::Matching => "It says whether options may be used more than once or not at all.",
            OwnKind::MultipleResponse => "It says how many to choose.",
            _ => "Plain words, a complete question.",
        },
        value: &written.stem,
        faults,
    };
    let additional = Field {
        name: "additional".to_owned(),
        label: "Additional information (optional)",
        help: "Stands below the question: paragraphs, lists or a small table in Markdown, without links.",
        value: &written.additional,
        faults,
    };
    view! { {stem.text(4)}{additional.text(3)} }.into_any()
}

fn about(library: &Library, written: &Written, faults: &[Remark]) -> AnyView {
    let field = |name: &str, label: &'static str, help: &'static str, value| Field {
        name: name.to_owned(),
        label,
        help,
        value,
        faults,
    };
    let levels = Level::ALL.map(|level| (level.word().to_owned(), level.name().to_owned()));
    let bloom = [("1", "to know"), ("2", "to understand"), ("3", "to apply"), ("4", "to analyse")]
        .map(|(value, words)| (value.to_owned(), words.to_owned()));
    let rules = [
        ("all_or_nothing", "full marks for a wholly right answer"),
        ("per_part", "each right part earns its share"),
        ("net", "as before, and a wrong choice cancels a right one"),
    ]
    .map(|(value, words)| (value.to_owned(), words.to_owned()));
    let level = field("level", "Level", "", &written.level).choice(&levels);
    let area = area(library, written, faults);
    let clauses = "Numbers of the taught edition with commas between them, for instance 8.6.1, 8.6.2.";
    let clauses = field("clauses", "Clauses", clauses, &written.clauses).line(200);
    let bloom = field("bloom", "What it asks of a candidate", "", &written.bloom).choice(&bloom);
    let minutes = field("minutes", "Expected minutes", "", &written.minutes).line(6);
    let facility = "Of a hundred prepared candidates.";
    let facility = field("facility", "How many will be right", facility, &written.facility).line(3);
    let label = "A number or a word by which you find it again.";
    let label = field("label", "Your own name for it (optional)", label, &written.label).line(80);
    let family = "Questions that ask for the same fact share a word here; two of them never meet in a paper.";
    let family = field("family", "Family (optional)", family, &written.family).line(80);
    let marks = field("marks", "Marks", "", &written.marks).line(5);
    let rule = field("rule", "How parts count", "", &written.rule).choice(&rules);
    let deduct = field("deduct", "What a wrong answer takes off (optional)", "", &written.deduct).line(6);
    let floor = "Zero or below, for instance -1.";
    let floor = field("floor", "The least that can be earned (optional)", floor, &written.floor).line(6);
    view! {
        <fieldset class="other">
            <legend>"What it is about"</legend>
            {level}{area}{clauses}{bloom}{minutes}{facility}{label}{family}
        </fieldset>
        <fieldset class="other">
            <legend>"Marking"</legend>
            {marks}{rule}{deduct}{floor}
        </fieldset>
    }
    .into_any()
}

fn area(library: &Library, written: &Written, faults: &[Remark]) -> AnyView {
    areas(library, "area", &written.area, faults)
}

/// The areas of all levels, grouped: the level may be chosen in the same form.
pub(super) fn areas(library: &Library, name: &'static str, chosen: &str, faults: &[Remark]) -> AnyView {
    let groups = library.courses.iter().map(|course| {
        let options = course.areas.iter().map(|area| {
            let id = area.id.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected>{area.title.clone()}</option> }
        });
        view! { <optgroup label=course.level.name()>{options.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    let errors = super::field::errors(name, faults);
    let wrong = errors.is_some();
    let described = wrong.then(|| format!("{name}-error"));
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>"Area"</label>
            {errors}
            <select id=name name=name aria-describedby=described><option value="">"Choose"</option>{groups}</select>
        </div>
    }
    .into_any()
}
