//! A finished attempt: the verdict in one sentence, the map, the areas, then every question with its reasons.

use std::collections::BTreeMap;

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::clause::ClauseNumber;
use domain::item::Item;
use domain::map::ClauseMap;
use domain::marking::{Standing, Tally};
use domain::mastery::Evidence;
use domain::question::letter;
use domain::time::{Millis, Timestamp};
use leptos::prelude::*;
use store::{Attempt, AttemptResult, Fault};

use crate::parts::{ClauseTable, Map, Meaning, Meter, chips};
use crate::site::Site;
use crate::{urls, when};

/// What the page shows.
pub struct Outcome {
    attempt: Attempt,
    result: AttemptResult,
    items: Vec<Item>,
}

/// Loads it. Nothing when the attempt is still running.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, mut attempt: Attempt) -> Result<Option<Outcome>, Fault> {
    let Some(result) = attempt.result.take() else { return Ok(None) };
    let items = site.store.paper_items(&attempt.paper).await?;
    Ok(Some(Outcome { attempt, result, items }))
}

/// Which questions are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All.
    All,
    /// Those not answered rightly.
    Wrong,
    /// Those that were flagged.
    Flagged,
}

impl Show {
    /// Reads it from the address.
    pub fn from_word(word: Option<&str>) -> Self {
        match word {
            Some("wrong") => Self::Wrong,
            Some("flagged") => Self::Flagged,
            _ => Self::All,
        }
    }
}

/// The page.
#[component]
pub fn ResultPage<'a>(library: &'a Library, outcome: Outcome, show: Show) -> impl IntoView {
    let head = &outcome.attempt.head;
    let map = ClauseMap::of(&library.taught, &evidence(&outcome), &[]);
    let pass_percent = head.pass_mark.map(|pass| u32::from(pass) * 100 / u32::from(head.marks.max(1)));
    let id = head.id.clone();
    let filter = |name: &'static str, word: &'static str, this: Show| {
        let address = format!("{}?show={word}#questions", urls::result(&id));
        view! { <a href=address aria-current=(show == this).then_some("true")>{name}</a> }
    };
    view! {
        <article class="result">
            {verdict(&outcome)}
            <section>
                <h2>"Clause by clause"</h2>
                <Map map=map.clone() meaning=Meaning::Paper />
                <ClauseTable map=map meaning=Meaning::Paper />
            </section>
            <section>
                <h2>"Area by area"</h2>
                {areas(library, &outcome.result.areas, pass_percent)}
            </section>
            <section id="questions">
                <h2>"Question by question"</h2>
                <p class="filters">
                    {filter("All", "all", Show::All)}
                    {filter("Wrong or open", "wrong", Show::Wrong)}
                    {filter("Flagged", "flagged", Show::Flagged)}
                </p>
                {questions(&outcome, show)}
            </section>
        </article>
    }
}

fn evidence(outcome: &Outcome) -> BTreeMap<ClauseNumber, Evidence> {
    let mut evidence = BTreeMap::<ClauseNumber, Evidence>::new();
    for (item, score) in outcome.items.iter().zip(&outcome.result.items) {
        for clause in &item.clauses {
            evidence.entry(clause.clone()).or_default().add(*score > 0);
        }
    }
    evidence
}

fn verdict(outcome: &Outcome) -> impl IntoView + use<> {
    let head = &outcome.attempt.head;
    let Tally { score, marks } = outcome.result.total;
    let (class, sentence, next) = match (head.pass_mark, head.passed()) {
        (Some(pass), Some(true)) if score == pass => {
            ("passed", format!("{score} of {marks}: passed, exactly at the mark"), ONWARD)
        }
        (Some(pass), Some(true)) => {
            ("passed", format!("{score} of {marks}: passed, {} above the mark", score - pass), ONWARD)
        }
        (Some(pass), _) => {
            ("missed", format!("{score} of {marks}: {} short of the mark of {pass}", pass - score), AGAIN)
        }
        _ => ("plain", format!("{score} of {marks} right"), PRACTISED),
    };
    let ended = match head.phase {
        Phase::Expired => " The time was up, so the paper was handed in with what was saved.",
        _ => "",
    };
    let used = head.used.unwrap_or(Millis(0));
    let time = match head.timing.granted {
        Some(granted) => format!("Time used: {} of {}.{ended}", when::length(used), when::length(granted)),
        None => format!("Time used: {}.", when::length(used)),
    };
    let answered = outcome.attempt.sheet.answered();
    let missed = outcome.result.items.iter().filter(|score| **score == 0).count();
    let retake = (missed > 0).then(|| {
        view! {
            <form method="post" action=urls::PRACTICE>
                <input type="hidden" name="from" value=head.id.to_string() />
                <button class="button next">{format!("Practise the {} you missed", when::count(missed, "question", "questions"))}</button>
            </form>
        }
    });
    view! {
        <header class=format!("verdict-head {class}")>
            <p class="kicker">{head.title.clone()}" · "{when::moment(head.finished_at.unwrap_or(Timestamp(0)))}</p>
            <h1>{sentence}</h1>
            <p>{next}</p>
            <p class="help">{format!("{answered} of {marks} answered. {time}")}</p>
            <p class="help">{(head.mode == Mode::Exam).then_some("A mock exam is practice: it grants no qualification and no credit.")}</p>
            <div class="actions">{retake}<a class="button quiet" href=urls::PROGRESS>"See your progress"</a></div>
        </header>
    }
}

const ONWARD: &str = "Look at what you missed all the same: the next paper asks other questions.";
const AGAIN: &str = "You are on the way. The areas below show where a few hours help most; read those lessons, practise what you missed, and try another paper.";
const PRACTISED: &str = "Each answer below comes with its reasons.";

fn areas(
    library: &Library,
    areas: &BTreeMap<domain::ids::AreaId, Tally>,
    pass_percent: Option<u32>,
) -> impl IntoView + use<> {
    let rows = areas
        .iter()
        .map(|(id, tally)| {
            let title = library.area(id).map_or_else(|| id.to_string(), |area| area.title.clone());
            let percent = tally.percent();
            let standing = pass_percent.map(|pass| Standing::of(percent, pass as u16));
            let (class, word) = match standing {
                Some(Standing::Below) => ("weak", "below the mark"),
                Some(Standing::Near) => ("growing", "near the mark"),
                Some(Standing::Above) => ("secure", "above the mark"),
                None => ("plain", ""),
            };
            view! {
                <li>
                    <span class="area-name">{title}</span>
                    <Meter percent=u32::from(percent) mark=pass_percent.unwrap_or(0) state=class />
                    <span class="area-figure">{format!("{} of {} ", tally.score, tally.marks)}{word}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="area-list">{rows}</ul> }
}

fn questions(outcome: &Outcome, show: Show) -> AnyView {
    let rows = outcome.attempt.sheet.rows();
    let shown = (0..outcome.items.len())
        .filter(|place| match show {
            Show::All => true,
            Show::Wrong => outcome.result.items[*place] == 0,
            Show::Flagged => rows[*place].flagged,
        })
        .map(|place| question(outcome, place))
        .collect::<Vec<_>>();
    if shown.is_empty() {
        return view! { <p class="empty">"None. Choose another filter above."</p> }.into_any();
    }
    view! { <ol class="answers" role="list">{shown}</ol> }.into_any()
}

fn question(outcome: &Outcome, place: usize) -> impl IntoView + use<> {
    let item = &outcome.items[place];
    let row = &outcome.attempt.sheet.rows()[place];
    let chosen = row.response.map(domain::question::Response::choice);
    let (class, word) = match (outcome.result.items[place] > 0, chosen) {
        (true, _) => ("right", "✓ right"),
        (false, Some(_)) => ("wrong", "✗ wrong"),
        (false, None) => ("open", "○ not answered"),
    };
    let spent = outcome.attempt.spent[place];
    view! {
        <li class=class id=format!("question-{}", place + 1)>
            <header>
                <h3>{format!("Question {}", place + 1)}</h3>
                <span class="verdict">{word}</span>
                {row.flagged.then_some(" ⚑ flagged")}
                {(spent.0 > 0).then(|| format!(" {}", when::length(spent)))}
                {chips(&item.clauses)}
            </header>
            <p class="stem">{item.stem.clone()}</p>
            {explained(item, chosen)}
        </li>
    }
}

/// The options of an item with their reasons, once they may be told.
pub fn explained(item: &Item, chosen: Option<u8>) -> impl IntoView + use<> {
    let options = (0u8..)
        .zip(&item.options)
        .map(|(n, option)| {
            let key = n == item.key;
            let class = match (key, chosen == Some(n)) {
                (true, true) => "key chosen",
                (true, false) => "key",
                (false, true) => "chosen",
                (false, false) => "",
            };
            let tag = match (key, chosen == Some(n)) {
                (true, true) => "right answer, yours",
                (true, false) => "right answer",
                (false, true) => "your answer",
                (false, false) => "",
            };
            view! {
                <li class=class>
                    <span class="letter">{letter(n).to_string()}</span>
                    <div>
                        <p>{option.text.clone()}" "{(!tag.is_empty()).then(|| view! { <b class="tag">{tag}</b> })}</p>
                        <p class="feedback">{option.feedback.clone()}</p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="explained" role="list">{options}</ol> }
}
