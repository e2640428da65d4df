use std::collections::BTreeSet;

use content::Library;
use domain::ids::{ItemId, PaperId};
use domain::item::Item;
use domain::layout::ReviewPolicy;
use domain::paper::{Drawn, Shortage};
use domain::scheme::Scheme;
use leptos::prelude::*;
use store::KeptPaper;

use super::wish::unit;
use super::{NO_ORGANISATION, Wish, cut_of, cut_words, marks, review_words};
use crate::form::{ErrorSummary, Field, Form};
use crate::parts::{StaffNav, level_badge};
use crate::{urls, when};

/// A drawn paper to be looked at.
pub struct Draft<'a> {
    library: &'a Library,
    scheme: &'a Scheme,
    wish: Wish,
    drawn: Result<Drawn, Shortage>,
    overlap: Vec<(String, usize)>,
    /// Whether it can be fixed: the staff member belongs to an organisation.
    can_keep: bool,
    /// Its id, once it is fixed.
    pub id: PaperId,
    next_seed: u64,
}

/// Draws it; nothing when no paper of the scheme can be drawn. `kept` are the organisation's fixed papers, nothing without
/// an organisation; `fresh` are an id for the paper and the seed of the next draft.
pub fn load(library: &Library, wish: Wish, kept: Option<Vec<KeptPaper>>, fresh: (PaperId, u64)) -> Option<Draft<'_>> {
    let scheme = library.scheme(&wish.scheme)?;
    let drawn = wish.draw(library)?;
    let items = drawn.iter().flat_map(|drawn| &drawn.items).collect::<BTreeSet<_>>();
    let common = |paper: &KeptPaper| paper.sections.iter().flatten().filter(|id| items.contains(id)).count();
    let overlap = kept.iter().flatten().map(|paper| (paper.title.clone(), common(paper)));
    let overlap = overlap.filter(|(_, common)| *common > 0).collect();
    Some(Draft { library, scheme, wish, overlap, can_keep: kept.is_some(), id: fresh.0, next_seed: fresh.1, drawn })
}

impl Draft<'_> {
    /// The items of each section; nothing when the draw found no paper.
    pub fn sections(&self) -> Option<Vec<Vec<ItemId>>> {
        let drawn = self.drawn.as_ref().ok()?;
        let mut items = drawn.items.iter().cloned();
        Some(drawn.sections.iter().map(|count| items.by_ref().take(usize::from(*count)).collect()).collect())
    }

    /// All its items, as the form sends them back: what is fixed is what was seen.
    pub fn shown(&self) -> String {
        let ids = self.drawn.iter().flat_map(|drawn| &drawn.items).map(ItemId::as_str);
        ids.collect::<Vec<_>>().join(" ")
    }

    fn item(&self, id: &ItemId) -> Option<&Item> {
        self.library.item(id)
    }

    /// Hidden fields that say which paper this is.
    fn fields(&self) -> impl IntoView + use<> {
        let Wish { scheme, seed, kept, without } = &self.wish;
        let one = [("scheme", scheme.to_string()), ("seed", seed.to_string())].into_iter();
        let kept = kept.iter().map(|unit| ("kept", unit.clone()));
        let without = without.iter().map(|unit| ("without", unit.clone()));
        one.chain(kept).chain(without).map(hidden).collect_view()
    }
}

fn hidden((name, value): (&'static str, String)) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}

/// The page.
#[component]
pub fn DraftPage<'a>(draft: Draft<'a>, form: Form) -> impl IntoView {
    let another = format!("{}?scheme={}&seed={}", urls::PAPER_DRAFT, draft.scheme.id, draft.next_seed);
    let body = match &draft.drawn {
        Ok(drawn) => view! {
            {figures(&draft, drawn)}
            {keep(&draft, &form)}
            {questions(&draft)}
        }
        .into_any(),
        Err(shortage) => {
            let words = format!("No paper came of this draw: {shortage}. Another draw may find one.");
            view! { <p class="notice">{words}</p> }.into_any()
        }
    };
    view! {
        <header class="page-head">
            <h1>"A draft"</h1>
            <p>{level_badge(draft.scheme.level)}" "{draft.scheme.name.clone()}</p>
            <StaffNav here=urls::PAPERS />
        </header>
        <ErrorSummary form=form.clone() />
        {body}
        <p class="actions"><a class="button quiet" href=another>"Draw another paper"</a></p>
    }
}

fn figures(draft: &Draft, drawn: &Drawn) -> impl IntoView + use<> {
    let scheme = draft.scheme;
    let items = drawn.items.iter().filter_map(|id| draft.item(id)).collect::<Vec<_>>();
    let minutes = drawn.seconds.div_ceil(60);
    let overlap = if draft.overlap.is_empty() {
        "None of its questions stands in another fixed paper of your organisation.".to_owned()
    } else {
        let lines = draft.overlap.iter().map(|(title, common)| format!("{common} in {title}"));
        format!(
            "Of its {} questions, these stand in other fixed papers: {}.",
            items.len(),
            lines.collect::<Vec<_>>().join("; ")
        )
    };
    view! {
        <section>
            <h2>"What it is like"</h2>
            <dl class="figures">
                <div><dt>"Questions"</dt><dd>{items.len()}</dd></div>
                <div><dt>"Expected marks"</dt><dd>{marks(drawn.expected)}<small>{format!("of {}", scheme.marks)}</small></dd></div>
                <div><dt>"Expected minutes"</dt><dd>{minutes}<small>{format!("of {}", scheme.minutes)}</small></dd></div>
                <div><dt>"To pass"</dt><dd>{cut_words(scheme, cut_of(scheme, &items))}</dd></div>
            </dl>
            <p>{overlap}</p>
            <p class="help">"Expected marks come from the ratings of each question, or from its author's estimate where it has none."</p>
        </section>
    }
}

fn keep(draft: &Draft, form: &Form) -> impl IntoView + use<> {
    if !draft.can_keep {
        return view! { <p class="notice">{NO_ORGANISATION}</p> }.into_any();
    }
    let typed = Some(form.value("review")).filter(|word| !word.is_empty());
    let typed = typed.unwrap_or_else(|| draft.scheme.review.word().to_owned());
    let reviews = ReviewPolicy::ALL.map(|review| {
        view! { <option value=review.word() selected=typed == review.word()>{review_words(review)}</option> }
    });
    view! {
        <section>
            <h2>"Fix this paper"</h2>
            <form method="post" action=urls::PAPERS class="stack">
                {draft.fields()}
                {hidden(("shown", draft.shown()))}
                {hidden(("id", draft.id.to_string()))}
                <Field form=form.clone() name="title" label="Title" help="Your people see it on their page for mock exams." longest=120 />
                <div class="field">
                    <label for="review">"What they may review after the end"</label>
                    <select id="review" name="review">{reviews.into_iter().collect_view()}</select>
                </div>
                <button class="button">"Fix this paper"</button>
            </form>
        </section>
    }
    .into_any()
}

/// The questions of each section; ticked ones are replaced by a new draw that keeps the others as far as the rules allow.
fn questions(draft: &Draft) -> impl IntoView + use<> {
    let titles = draft.scheme.blueprint.iter().flat_map(|blueprint| &blueprint.sections);
    let titles = titles.map(|plan| if plan.title.is_empty() { "Questions".to_owned() } else { plan.title.clone() });
    let mut number = 0;
    let sections = draft.sections().unwrap_or_default().into_iter().zip(titles);
    let sections = sections.map(|(ids, title)| {
        let items = ids.iter().filter_map(|id| draft.item(id)).collect::<Vec<_>>();
        let units = items.chunk_by(|one, next| one.scenario.is_some() && one.scenario == next.scenario);
        let rows = units.map(|items| {
            let first = number + 1;
            number += items.len();
            unit_rows(draft, items, first)
        });
        section_table(title, rows.collect_view())
    });
    let sections = sections.collect_view();
    let drawn = draft.drawn.iter().flat_map(|drawn| &drawn.items).filter_map(|id| draft.item(id)).map(unit);
    let drawn = drawn.collect::<BTreeSet<_>>().into_iter().map(|unit| ("kept", unit.to_owned()));
    let gone = draft.wish.without.iter().map(|unit| ("without", unit.clone()));
    let state = [("scheme", draft.scheme.id.to_string()), ("seed", draft.next_seed.to_string())];
    view! {
        <form action=urls::PAPER_DRAFT>
            {state.into_iter().chain(drawn).chain(gone).map(hidden).collect_view()}
            {sections}
            <p class="actions"><button class="button quiet">"Replace the ticked ones"</button></p>
        </form>
    }
}

fn section_table(title: String, rows: impl IntoView) -> impl IntoView {
    view! {
        <section>
            <h2>{title.clone()}</h2>
            <div class="table" tabindex="0" role="region" aria-label=title>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Question"</th>
                            <th scope="col">"Area"</th>
                            <th scope="col" class="num">"Facility"</th>
                            <th scope="col" class="num">"Marks"</th>
                            <th scope="col">"Replace"</th>
                        </tr>
                    </thead>
                    {rows}
                </table>
            </div>
        </section>
    }
}

/// The rows of what is drawn as one, with one box for all of them.
fn unit_rows(draft: &Draft, items: &[&Item], first: usize) -> impl IntoView + use<> {
    let library = draft.library;
    let named = items.first().map_or_else(String::new, |item| unit(item).to_owned());
    let scenario = items.first().and_then(|item| item.scenario.as_ref());
    let words = match scenario.and_then(|id| library.scenario(id)) {
        Some(scenario) => {
            format!("Replace {} and its {}", scenario.title, when::count(items.len(), "question", "questions"))
        }
        None => format!("Replace question {first}"),
    };
    let wanted_gone = draft.wish.without.contains(&named);
    let rows = items.iter().zip(first..).map(|(item, number)| {
        let area = library.area(&item.area).map_or_else(|| item.area.to_string(), |area| area.title.clone());
        let replace = (number == first).then(|| {
            let label = words.clone();
            view! {
                <td rowspan=items.len().to_string()>
                    <input type="checkbox" name="without" value=named.clone() aria-label=label />
                    {wanted_gone.then_some(" nothing else fits")}
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{number}". "{item.stem.clone()}<br /><span class="help">{item.body.form().name()}</span></th>
                <td>{area}</td>
                <td class="num">{item.expected_facility}" %"</td>
                <td class="num">{item.marking.marks.to_string()}</td>
                {replace}
            </tr>
        }
    });
    view! { <tbody>{rows.collect_view()}</tbody> }
}
