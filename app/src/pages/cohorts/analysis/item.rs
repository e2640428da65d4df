//! One question: what was shown, who chose what, how it measured, and what is odd about it.

use domain::analysis::{Column, FEWEST_ANSWERS, ItemFigures, Table};
use domain::figure::Found;
use domain::item::Item;
use domain::question::{ASSERTION_REASON, Form, letter};
use leptos::prelude::*;
use store::{CorrectionRow, Teaching};

use super::history::{History, table as history_table};
use super::words::{lack, line, number, percent};
use super::{Analysed, plot};
use crate::pages::cohorts::CohortNav;
use crate::pages::cohorts::corrections::stated;
use crate::parts::{called, chips, explained};
use crate::{urls, when};

/// The page. `place` says which of the versions is shown.
#[component]
pub fn ItemAnalysisPage<'a>(
    teaching: &'a Teaching,
    analysed: &'a Analysed,
    /// The question, its figures and its column.
    shown: (&'a Item, &'a ItemFigures, &'a Column),
    /// How many versions of it were shown, and which one this is, counted from 1.
    versions: (usize, usize),
    /// The correction in force.
    correction: Option<CorrectionRow>,
    history: Vec<History>,
) -> impl IntoView {
    let (item, figures, column) = shown;
    let cohort = &teaching.cohort;
    let back = format!("{}?mock={}", urls::cohort_page(&cohort.id, "analysis"), analysed.chosen.word());
    let correct =
        format!("{}?item={}&version={}", urls::cohort_page(&cohort.id, "corrections/new"), item.id, item.digest);
    let mock = analysed.mocks.iter().find(|mock| mock.id.as_str() == analysed.chosen.word());
    let of = mock.map_or_else(|| "all mock exams of the cohort".to_owned(), |mock| mock.title.clone());
    let corrected = match correction {
        Some(correction) => {
            let address = urls::cohort_page(&cohort.id, format!("corrections/{}", correction.id));
            view! { <p class="notice">"Corrected on "{when::date(correction.at)}": "{stated(item, &correction.correction)}" "<a href=address>"See the correction"</a></p> }
                .into_any()
        }
        None => view! { <p class="actions"><a class="button" href=correct>"Correct this question"</a></p> }.into_any(),
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="analysis" />
            <p><a href=back>"All questions"</a></p>
            <h1>"Question "{called(item)}</h1>
            <p>"Answers to "{of}". "{chips(&item.clauses)}</p>
        </header>
        {other_versions(teaching, analysed, item, versions)}
        <section>
            <h2>"As it was shown"</h2>
            <p class="stem">{item.stem.clone()}</p>
            {item.additional.clone().map(|html| view! { <div class="additional" inner_html=html></div> })}
            {explained(item, None)}
            {corrected}
        </section>
        <section>
            <h2>"To look at"</h2>
            {flagged(figures)}
        </section>
        <section>
            <h2>"How it measured"</h2>
            {measured(figures, Some(&figures.reliability_without))}
        </section>
        <section>
            <h2>"Who chose what"</h2>
            {choices(item, figures, column)}
        </section>
        <section>
            <h2>"In all mock exams of your organisation"</h2>
            {history_table(&history)}
        </section>
    }
}

fn other_versions(
    teaching: &Teaching,
    analysed: &Analysed,
    item: &Item,
    (all, this): (usize, usize),
) -> Option<impl IntoView + use<>> {
    (all > 1).then(|| {
        let address = urls::analysed_item(&teaching.cohort.id, analysed.chosen.word(), &item.id);
        let links = (1..=all).map(|number| {
            let here = (number == this).then_some("true");
            view! { <a href=format!("{address}?version={number}") aria-current=here>{format!("Version {number}")}</a> }
        });
        view! { <nav class="filters" aria-label="Version">{links.collect_view()}</nav> }
    })
}

/// What is odd about a question, each with its reason.
pub(in crate::pages) fn flagged(figures: &ItemFigures) -> AnyView {
    let lines = figures.flags.iter().map(|flag| {
        view! { <li><b>{flag.sign.title()}</b>" ("{flag.certainty()}"). "{flag.sign.reason()}</li> }
    });
    let lines = lines.collect::<Vec<_>>();
    if figures.reached < FEWEST_ANSWERS {
        view! { <p>{format!("Not enough answers (n = {}) to say anything; ten are needed.", figures.reached)}</p> }
            .into_any()
    } else if lines.is_empty() {
        view! { <p>"Nothing is odd about this question."</p> }.into_any()
    } else {
        view! { <ul>{lines}</ul> }.into_any()
    }
}

/// The figures of a question; with the reliability of the paper without it, where every question of the paper was looked at.
pub(in crate::pages) fn measured(figures: &ItemFigures, without: Option<&Found>) -> AnyView {
    let two = |value| number(value, 2);
    let time = match &figures.times {
        Ok(times) => format!(
            "half of the answers took {} or less; mean {}; {} were too fast to have read the question",
            when::length(times.median),
            when::length(times.mean),
            percent(times.rapid.value)
        ),
        Err(why) => lack(why),
    };
    let row = |name: &'static str, found: &Found, written: fn(f64) -> String, words: &'static str| {
        view! { <tr><th scope="row">{name}</th><td>{line(found, written)}</td><td class="help">{words}</td></tr> }
    };
    let reached = format!(
        "{} came to it, {} passed it over, {} did not come to it",
        figures.reached, figures.omitted, figures.not_reached
    );
    let without = without.map(|found| {
        let words = "Higher than that of the whole paper: the question takes something away.";
        row("Reliability without it", found, two, words)
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Figures of the question">
            <table>
                <tbody>
                    <tr><th scope="row">"Answers"</th><td>{reached}</td><td></td></tr>
                    {row("Facility", &figures.facility, percent, "The mean share of its marks.")}
                    {row("Discrimination: item-rest correlation", &figures.item_rest, two, "With the rest of the paper; Moodle’s discrimination index is a hundred times it.")}
                    {row("Discrimination: upper less lower third", &figures.thirds, two, "Facility among the best third less that among the weakest.")}
                    {row("Item-total correlation", &figures.item_total, two, "With the whole paper, the question included: always higher.")}
                    {row("Discriminative efficiency", &figures.efficiency, percent, "Share of the greatest covariance that these marks could have.")}
                    {without}
                    <tr><th scope="row">"Time"</th><td colspan="2">{time}</td></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The texts of the options that a question offers; none for formats without a list of their own.
pub(in crate::pages::cohorts) fn options(form: &Form) -> Vec<String> {
    match form {
        Form::Single { options } | Form::Multiple { options, .. } => options.clone(),
        Form::AssertionReason { .. } => ASSERTION_REASON.map(str::to_owned).to_vec(),
        _ => Vec::new(),
    }
}

/// Who chose which option: everybody, and by marks on the whole paper.
pub(in crate::pages) fn choices(item: &Item, figures: &ItemFigures, column: &Column) -> AnyView {
    let texts = options(&item.body.form());
    if texts.is_empty() {
        return view! {
            <p>"This kind of question has no list of options that could be counted; the figures above are all there is."</p>
        }
        .into_any();
    }
    let keys = (0..column.options).map(|option| column.keys.has(option)).collect::<Vec<_>>();
    let lines = figures.options.iter().zip(texts).map(|(option, text)| {
        let share = f64::from(option.people) / f64::from(figures.reached.max(1));
        let right = if option.key { "right" } else { "" };
        let people = if figures.reached == 0 { "–".to_owned() } else { percent(share) };
        view! {
            <tr class:key=option.key>
                <th scope="row"><span class="letter">{letter(option.option).to_string()}</span>" "{text}</th>
                <td>{right}</td>
                <td class="num">{option.people}</td>
                <td class="num">{people}</td>
                <td>{line(&option.item_rest, |value| number(value, 2))}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let plotted = figures.by_fifths.as_ref().or(figures.by_thirds.as_ref()).map(|table| {
        view! { <h3>"By marks on the whole paper"</h3>{plot::options(table, &keys)}{groups(table, &keys)} }
    });
    let none = plotted.is_none().then(|| {
        view! { <p>{format!("Not enough answers (n = {}) to show them by marks.", figures.reached)}</p> }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Options">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Option"</th>
                        <th scope="col">"Key"</th>
                        <th scope="col" class="num">"Chosen by"</th>
                        <th scope="col" class="num">"Share"</th>
                        <th scope="col">"Correlation with the rest"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="help">"A right option should go with good marks on the rest (above 0), a wrong one with poor marks (below 0)."</p>
        {plotted}
        {none}
    }
    .into_any()
}

/// The drawing as a table: the share of each group that chose each option.
fn groups(table: &Table, keys: &[bool]) -> impl IntoView + use<> {
    let heads = (0_u8..).zip(keys).map(|(option, key)| {
        let right = if *key { " (right)" } else { "" };
        view! { <th scope="col" class="num">{format!("{}{right}", letter(option))}</th> }
    });
    let heads = heads.collect_view();
    let names: &[&str] = match table.groups.len() {
        3 => &["Lowest third", "Middle third", "Highest third"],
        _ => &["Lowest fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Highest fifth"],
    };
    let lines = table.groups.iter().zip(names).map(|(group, name)| {
        let shares = (0_u8..).zip(keys).map(|(option, _)| {
            view! { <td class="num">{group.share(option).map_or_else(|| "–".to_owned(), percent)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{*name}</th>
                <td class="num">{group.people}</td>
                <td class="num">{number(group.mean, 1)}</td>
                {shares.collect_view()}
                <td class="num">{group.omitted}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Options by marks">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Group"</th>
                        <th scope="col" class="num">"People"</th>
                        <th scope="col" class="num">"Mean of the paper"</th>
                        {heads}
                        <th scope="col" class="num">"Passed over"</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
}
