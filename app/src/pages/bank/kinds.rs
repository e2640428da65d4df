//! What each kind of question asks its author for.

use content::{OwnKind, Remark, Written, WrittenLine, WrittenPick};
use domain::question::{GRADES, letter};
use leptos::prelude::*;

use super::field::{Field, errors, tick};

/// The words of the grades in forms, in the order of [`GRADES`].
const GRADE_WORDS: [&str; 4] = ["conformity", "minor", "major", "not_enough_evidence"];

/// How the lines of a kind are called, one and several, and what they need.
struct Lines {
    one: &'static str,
    heading: &'static str,
    help: &'static str,
}

const fn lines_of(kind: OwnKind) -> Lines {
    match kind {
        OwnKind::SingleChoice => Lines {
            one: "Option",
            heading: "Options",
            help: "Four, one of them right. Each says why it is right or wrong, with the clause; each wrong one says who would choose it.",
        },
        OwnKind::MultipleResponse => Lines {
            one: "Option",
            heading: "Options",
            help: "Five. The question says how many are right, for instance “Choose two”.",
        },
        OwnKind::Matching => {
            Lines { one: "Row", heading: "Rows", help: "Three to five, each with the option that belongs to it." }
        }
        OwnKind::Sequencing => Lines { one: "Step", heading: "Steps", help: "Four to six, in the right order." },
        OwnKind::AssertionReason => Lines { one: "Statement", heading: "Statements", help: "" },
        OwnKind::Completion => {
            Lines { one: "Gap", heading: "Gaps", help: "One for each gap of the passage, in its order." }
        }
        OwnKind::Finding => Lines {
            one: "Line",
            heading: "Evidence",
            help: "Four to six lines that were seen or heard. Tick those that are objective evidence and bear on the finding.",
        },
        OwnKind::ShortText => Lines {
            one: "Point",
            heading: "Points",
            help: "What an answer has to say. Their marks sum to those of the question.",
        },
    }
}

/// The fields of a kind.
pub(super) fn fields(written: &Written, faults: &[Remark]) -> AnyView {
    let field = |name: &str, label: &'static str, help: &'static str, value| Field {
        name: name.to_owned(),
        label,
        help,
        value,
        faults,
    };
    let before = match written.kind {
        OwnKind::Matching => shared(written, faults),
        OwnKind::Completion => {
            let passage = field("passage", "Passage", "Write {1}, {2} … where the gaps are.", &written.passage).text(5);
            view! { {passage}{shared(written, faults)} }.into_any()
        }
        OwnKind::ShortText => {
            let longest = field("longest", "Most words", "30 to 400.", &written.longest).line(5);
            let answer = field("answer", "Model answer", "It makes each of the points below.", &written.answer).text(6);
            view! { {longest}{answer} }.into_any()
        }
        _ => ().into_any(),
    };
    let after = match written.kind {
        OwnKind::Sequencing => {
            let help =
                "Numbers of the right order as candidates first see them, for instance 3 1 4 2. Empty: we mix them.";
            field("shown", "Order shown (optional)", help, &written.shown).line(40)
        }
        OwnKind::AssertionReason => {
            let help = "What those believe who answer otherwise.";
            let misconception = field("misconception", "Misconception", help, &written.misconception).line(400);
            let explains = tick("explains", "yes", "The reason explains the assertion", written.explains);
            view! { {explains}{errors("explains", faults)}{misconception} }.into_any()
        }
        OwnKind::Finding => finding(written, faults),
        _ => ().into_any(),
    };
    view! {
        {before}
        {lines(written, faults)}
        {after}
    }
    .into_any()
}

fn shared(written: &Written, faults: &[Remark]) -> AnyView {
    let help = "The list that all share, one option a line, two to ten. They are numbered from 1.";
    let list = Field { name: "list".to_owned(), label: "Options", help, value: &written.list, faults }.text(6);
    let reuse = tick("reuse", "yes", "An option may serve more than once", written.reuse);
    view! { {list}{reuse}{errors("reuse", faults)} }.into_any()
}

fn lines(written: &Written, faults: &[Remark]) -> AnyView {
    let words = lines_of(written.kind);
    let each = written.lines.iter().enumerate().map(|(n, one)| line(written.kind, &words, n, one, faults));
    let each = each.collect_view();
    let help = (!words.help.is_empty()).then(|| view! { <p class="help">{words.help}</p> });
    let more = (written.kind != OwnKind::AssertionReason).then(|| {
        let label = format!("Add a {}", words.one.to_lowercase()).replace("a option", "an option");
        view! {
            <p class="actions">
                <button class="quiet" name="go" value="more">{label}</button>
                <span class="help">"Empty ones are left out."</span>
            </p>
        }
    });
    let count = written.lines.len().to_string();
    view! {
        <section class="bank-lines" id="lines" tabindex="-1">
            <h2>{words.heading}</h2>
            {help}
            {errors("lines", faults)}
            <input type="hidden" name="lines" value=count />
            {each}
            {more}
        </section>
    }
    .into_any()
}

fn line(kind: OwnKind, words: &Lines, n: usize, one: &WrittenLine, faults: &[Remark]) -> AnyView {
    let field = |name: &str, label: &'static str, help: &'static str, value| Field {
        name: format!("{name}-{n}"),
        label,
        help,
        value,
        faults: &[],
    };
    let text = || field("text", "Text", "", &one.text).text(2);
    let why = || field("feedback", "Explanation", "", &one.feedback).text(2);
    let misconception = || field("misconception", "Misconception", "", &one.misconception).line(400);
    let number = || field("key", "Number of the right option", "", &one.key).line(3);
    let right = |label: &str| tick(&format!("key-{n}"), "yes", label, one.is_key());
    let legend = match kind {
        OwnKind::SingleChoice | OwnKind::MultipleResponse => format!("{} {}", words.one, letter(n.min(25) as u8)),
        OwnKind::AssertionReason => if n == 0 { "Assertion" } else { "Reason" }.to_owned(),
        _ => format!("{} {}", words.one, n + 1),
    };
    let body = match kind {
        OwnKind::SingleChoice | OwnKind::MultipleResponse => {
            view! { {text()}{right("Right")}{why()}{misconception()} }.into_any()
        }
        OwnKind::Matching => view! { {text()}{number()}{why()}{misconception()} }.into_any(),
        OwnKind::Completion => view! { {number()}{why()}{misconception()} }.into_any(),
        OwnKind::Sequencing => view! { {text()}{why()} }.into_any(),
        OwnKind::AssertionReason => view! { {text()}{right("True")}{why()} }.into_any(),
        OwnKind::Finding => view! { {text()}{right("Bears on the finding")}{why()} }.into_any(),
        OwnKind::ShortText => {
            let help = "One alternative a line, each one to five words that stand in one sentence of the answer; * for any ending.";
            let accept = field("accept", "Words that are taken", help, &one.accept).text(3);
            let marks = field("marks", "Marks", "", &one.marks).line(5);
            view! { {text()}{accept}{marks}{why()} }.into_any()
        }
    };
    let id = format!("line-{n}");
    let told = errors(&id, faults);
    let wrong = told.is_some();
    view! {
        <fieldset class="other" class:wrong=wrong id=id tabindex="-1">
            <legend>{legend}</legend>
            {told}
            {body}
        </fieldset>
    }
    .into_any()
}

fn finding(written: &Written, faults: &[Remark]) -> AnyView {
    let field = |name: &str, label: &'static str, help: &'static str, value| Field {
        name: name.to_owned(),
        label,
        help,
        value,
        faults,
    };
    let mut grades = vec![(String::new(), "Choose".to_owned())];
    grades.extend(GRADE_WORDS.iter().zip(GRADES).map(|(word, name)| ((*word).to_owned(), name.to_owned())));
    let grade = field("grade", "Right grade", "", &written.grade).choice(&grades);
    let why = field("grade_feedback", "Why", "", &written.grade_feedback).text(2);
    let clause =
        pick("clause", "Clause that it bears on", "Three or four clause numbers, one a line.", &written.clause, faults);
    let next = pick("next", "Next step", "Three or four, one a line.", &written.next, faults);
    let help = "Of evidence, grade, clause and next step, for instance 4 2 2 2.";
    let weights = field("weights", "Weights", help, &written.weights).line(20);
    view! {
        <fieldset class="other"><legend>"Grade"</legend>{grade}{why}</fieldset>
        {clause}
        {next}
        {weights}
    }
    .into_any()
}

fn pick(name: &str, legend: &'static str, help: &'static str, pick: &WrittenPick, faults: &[Remark]) -> AnyView {
    let field = |end: &str, label: &'static str, help: &'static str, value| Field {
        name: format!("{name}_{end}"),
        label,
        help,
        value,
        faults: &[],
    };
    let list = field("list", "To choose from", help, &pick.list).text(4);
    let key = field("key", "Number of the right one", "", &pick.key).line(3);
    let why = field("feedback", "Why", "", &pick.feedback).text(2);
    let told = errors(name, faults);
    let wrong = told.is_some();
    view! {
        <fieldset class="other" class:wrong=wrong id=name.to_owned() tabindex="-1">
            <legend>{legend}</legend>
            {told}
            {list}
            {key}
            {why}
        </fieldset>
    }
    .into_any()
}
