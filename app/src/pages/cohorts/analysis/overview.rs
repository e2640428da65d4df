//! All questions of one mock exam, or of all, with the figures of the paper.

use domain::analysis::{Flag, ItemFigures, is_uncertain};
use domain::figure::Found;
use domain::item::Item;
use leptos::prelude::*;
use store::{Cohort, Teaching};

use super::figures::figures;
use super::plot::bar;
use super::words::{number, percent, told};
use super::{Analysed, Chosen};
use crate::pages::cohorts::CohortNav;
use crate::parts::{called, chips, is_own, short};
use crate::{urls, when};

/// In which order the questions stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stood in the papers.
    #[default]
    Paper,
    /// Those with most to look at first.
    Flags,
    /// The hardest first.
    Facility,
    /// Those that tell strong from weak worst first.
    Discrimination,
}

impl Order {
    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Flags => "flags",
            Self::Facility => "facility",
            Self::Discrimination => "discrimination",
        }
    }

    /// Reads the word; the order of the papers for anything else.
    pub fn from_word(word: &str) -> Self {
        let all = [Self::Flags, Self::Facility, Self::Discrimination];
        all.into_iter().find(|order| order.word() == word).unwrap_or_default()
    }

    fn sort(self, rows: &mut [(&Item, &ItemFigures)]) {
        // What has no figure stands at the end.
        let value = |found: &Found| found.map_or(f64::INFINITY, |figure| figure.value);
        match self {
            Self::Paper => {}
            Self::Flags => rows.sort_by_key(|(_, figures)| {
                let sure = figures.flags.iter().filter(|flag| flag.sure).count();
                std::cmp::Reverse((sure, figures.flags.len()))
            }),
            Self::Facility => rows.sort_by(|(_, a), (_, b)| value(&a.facility).total_cmp(&value(&b.facility))),
            Self::Discrimination => rows.sort_by(|(_, a), (_, b)| value(&a.item_rest).total_cmp(&value(&b.item_rest))),
        }
    }
}

/// The page.
#[component]
pub fn AnalysisPage<'a>(teaching: &'a Teaching, analysed: &'a Analysed, order: Order) -> impl IntoView {
    let cohort = &teaching.cohort;
    let body = if analysed.gathered.rows.is_empty() {
        view! {
            <section>
                <p class="empty">
                    "Nobody has handed in a mock exam here yet. Put a mock exam into the plan; once it was sat, its questions are analysed on this page."
                </p>
            </section>
        }
        .into_any()
    } else {
        view! {
            <section>
                <h2>"The paper as a whole"</h2>
                {cuts(analysed)}
                {figures(&analysed.figures)}
            </section>
            <section>
                <h2>"Question by question"</h2>
                {questions(cohort, analysed, order)}
                <p class="help">
                    "Discrimination is the item-rest correlation: how far those who do well on the rest of the paper do well on the question (Moodle’s \
                     discrimination index is a hundred times it). Facility is the mean share of the marks that a question brought. Below ten answers no figure \
                     is given, below thirty it is called uncertain; the thin line is the 95 % interval."
                </p>
                {uncounted(cohort, analysed)}
            </section>
        }
        .into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="analysis" />
            <h1>"Item analysis"</h1>
            <p>"How the mock exams measured: the paper as a whole, and each question."</p>
        </header>
        {chooser(cohort, analysed, order)}
        {body}
    }
}

fn address(cohort: &Cohort, chosen: &Chosen, order: Order) -> String {
    format!("{}?mock={}&order={}", urls::cohort_page(&cohort.id, "analysis"), chosen.word(), order.word())
}

fn chooser(cohort: &Cohort, analysed: &Analysed, order: Order) -> impl IntoView + use<> {
    let all = (Chosen::All, "All mock exams".to_owned());
    let mocks = analysed.mocks.iter().map(|mock| (Chosen::One(mock.id.clone()), mock.title.clone()));
    let links = std::iter::once(all).chain(mocks).map(|(chosen, name)| {
        let here = (chosen == analysed.chosen).then_some("true");
        view! { <a href=address(cohort, &chosen, order) aria-current=here>{name}</a> }
    });
    let corrections = urls::cohort_page(&cohort.id, "corrections");
    view! {
        <nav class="filters" aria-label="Mock exam">{links.collect_view()}</nav>
        <p><a href=corrections>"Corrections"</a>": questions that were put right after they were sat."</p>
    }
}

/// Said where the papers have different pass marks.
fn cuts(analysed: &Analysed) -> Option<impl IntoView + use<>> {
    let differ = analysed.gathered.cut().is_none() && analysed.gathered.rows.iter().any(|row| row.pass_mark.is_some());
    differ.then(|| {
        view! { <p class="help">"The papers have different pass marks, so nothing is said about decisions. Choose one mock exam."</p> }
    })
}

fn uncounted(cohort: &Cohort, analysed: &Analysed) -> Option<impl IntoView + use<>> {
    let links = analysed.gathered.uncounted.iter().map(|(id, item)| {
        let address = urls::analysed_item(&cohort.id, analysed.chosen.word(), id);
        view! { <li><a href=address>{called(item)}</a></li> }
    });
    let links = links.collect::<Vec<_>>();
    (!links.is_empty()).then(
        || view! { <p>"These do not count, and are not in the figures above: they were dropped by a correction, or are on trial."</p><ul class="plain-list">{links}</ul> },
    )
}

fn questions(cohort: &Cohort, analysed: &Analysed, order: Order) -> AnyView {
    let mut rows = analysed.items().filter(|(item, figures, _)| {
        figures.reached + figures.not_reached > 0 || !analysed.gathered.uncounted.contains_key(&item.id)
    });
    let mut rows = rows.by_ref().map(|(item, figures, _)| (item, figures)).collect::<Vec<_>>();
    order.sort(&mut rows);
    let lines =
        rows.into_iter().map(|(item, figures)| question(cohort, &analysed.chosen, item, figures)).collect_view();
    let head = |name: &'static str, by: Order| {
        let sort = (order == by).then_some(if by == Order::Flags { "descending" } else { "ascending" });
        let mark = if order == by { " ▾" } else { "" };
        view! {
            <th scope="col" aria-sort=sort><a href=address(cohort, &analysed.chosen, by)>{name}<span aria-hidden="true">{mark}</span></a></th>
        }
    };
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Questions">
            <table class="items">
                <thead>
                    <tr>
                        {head("Question", Order::Paper)}
                        <th scope="col" class="num">"Answers"</th>
                        {head("Facility", Order::Facility)}
                        {head("Discrimination", Order::Discrimination)}
                        <th scope="col" class="num">"Time"</th>
                        {head("To look at", Order::Flags)}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn question(cohort: &Cohort, chosen: &Chosen, item: &Item, figures: &ItemFigures) -> AnyView {
    let address = urls::analysed_item(&cohort.id, chosen.word(), &item.id);
    let time = figures.times.map_or_else(|_| "–".to_owned(), |times| when::length(times.median));
    let cell = |found: &Found, written: fn(f64) -> String, range| {
        let (figure, behind) = told(found, written);
        let few = if is_uncertain(found) { " uncertain" } else { "" };
        view! { <td title=behind>{bar(found, range)}<span class=format!("figure{few}")>{figure}</span></td> }
    };
    let two = |value| number(value, 2);
    view! {
        <tr>
            <th scope="row"><a href=address>{short(&item.stem)}</a>" "<span class="help">{(!is_own(&item.id)).then(|| item.id.to_string())}</span>" "{chips(&item.clauses)}</th>
            <td class="num">{figures.reached}</td>
            {cell(&figures.facility, percent, (0.0, 1.0))}
            {cell(&figures.item_rest, two, (-1.0, 1.0))}
            <td class="num">{time}</td>
            <td>{flag_list(&figures.flags)}</td>
        </tr>
    }
    .into_any()
}

/// Flags in a few words, each with its sign.
pub(in crate::pages) fn flag_list(flags: &[Flag]) -> impl IntoView + use<> {
    let lines = flags.iter().map(|flag| {
        let (sign, sure) = if flag.sure { ("⚑ ", "") } else { ("⚐ ", " (may be chance)") };
        view! { <li><span aria-hidden="true">{sign}</span>{flag.sign.title()}{sure}</li> }
    });
    view! { <ul class="plain-list">{lines.collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_read_back() {
        for order in [Order::Paper, Order::Flags, Order::Facility, Order::Discrimination] {
            assert_eq!(Order::from_word(order.word()), order);
        }
        assert_eq!(Order::from_word("nothing"), Order::Paper);
    }
}
