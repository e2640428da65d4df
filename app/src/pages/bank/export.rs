use domain::bank::BankState;
use leptos::prelude::*;

use super::words::state_words;
use crate::parts::StaffNav;
use crate::urls;

/// What questions can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// An Excel workbook after our template.
    Xlsx,
    /// GIFT.
    Gift,
    /// Moodle's XML.
    Moodle,
}

impl ExportFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Gift, Self::Moodle];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Gift => "gift",
            Self::Moodle => "moodle",
        }
    }

    /// What it is called on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel workbook",
            Self::Gift => "GIFT",
            Self::Moodle => "Moodle XML",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// A question that is not in a file, or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its address.
    pub address: String,
    /// What it is called.
    pub name: String,
    /// Why.
    pub why: String,
}

/// Where questions are written into a file. Once a format is chosen, the page says what it does not hold.
#[component]
pub fn ExportPage(
    state: Option<BankState>,
    format: Option<ExportFormat>,
    /// How many questions the file holds.
    held: usize,
    left_out: Vec<LeftOut>,
    lost: Vec<LeftOut>,
) -> impl IntoView {
    let states = BankState::ALL.map(|one| {
        let selected = state == Some(one);
        view! { <option value=one.word() selected=selected>{state_words(one)}</option> }
    });
    let formats = ExportFormat::ALL.map(|one| {
        let selected = format == Some(one);
        view! { <option value=one.word() selected=selected>{one.name()}</option> }
    });
    let told = format.map(|format| {
        let query = state.map_or_else(String::new, |state| format!("&state={}", state.word()));
        let address = format!("{}?format={}{query}&take=yes", urls::BANK_EXPORT, format.word());
        let misconceptions = match format {
            ExportFormat::Xlsx => "The workbook also holds misconceptions, except those of questions with an assertion and a reason.",
            ExportFormat::Gift | ExportFormat::Moodle => "This file has no misconceptions either; the Excel workbook has them.",
        };
        let take = (held > 0).then(|| view! { <p class="actions"><a class="button" href=address>"Take the file"</a></p> });
        view! {
            <section>
                <h2>{format.name()}</h2>
                <p>{format!("The file holds {held} of {}, keys included.", crate::when::count(held + left_out.len(), "question", "questions"))}</p>
                <p class="help">"Marks, how parts count, minutes, the share expected to be right, families and what a question asks of a candidate are \
                    known here alone: no file holds them. "{misconceptions}</p>
                {take}
                {list("Not in the file", left_out)}
                {list("What is lost on the way", lost)}
            </section>
        }
    });
    view! {
        <header class="page-head">
            <h1>"Write a file"</h1>
            <p>"Your questions for Excel, Moodle and others, in the version that you see."</p>
            <StaffNav here=urls::BANK />
        </header>
        <section>
            <form action=urls::BANK_EXPORT class="stack">
                <div class="field">
                    <label for="state">"Which questions"</label>
                    <select id="state" name="state"><option value="">"all"</option>{states.into_iter().collect_view()}</select>
                </div>
                <div class="field">
                    <label for="format">"As"</label>
                    <select id="format" name="format">{formats.into_iter().collect_view()}</select>
                </div>
                <button class="button">"See what it holds"</button>
            </form>
        </section>
        {told}
    }
}

fn list(title: &'static str, lines: Vec<LeftOut>) -> Option<impl IntoView> {
    if lines.is_empty() {
        return None;
    }
    let count = lines.len();
    let lines = lines.into_iter().map(|line| view! { <li><a href=line.address>{line.name}</a>": "{line.why}</li> });
    Some(view! { <h3>{format!("{title} ({count})")}</h3><ul>{lines.collect_view()}</ul> })
}
