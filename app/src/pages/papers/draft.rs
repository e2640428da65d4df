use std::collections::BTreeSet;

use content::Library;
use domain::bank::BankUse;
use domain::ids::{ItemId, PaperId};
use domain::item::Item;
use domain::layout::ReviewPolicy;
use domain::paper::{Drawn, Shortage};
use domain::scheme::Scheme;
use leptos::prelude::*;
use store::{KeptPaper, OwnItem};

use super::own::{own_questions, place};
use super::questions::questions;
use super::{NO_ORGANISATION, Wish, cut_words, marks, review_words};
use crate::form::{ErrorSummary, Field, Form};
use crate::parts::StaffNav;
use crate::urls;

/// A drawn paper to be looked at.
pub struct Draft<'a> {
    pub(super) library: &'a Library,
    pub(super) scheme: &'a Scheme,
    pub(super) wish: Wish,
    pub(super) drawn: Result<Drawn, Shortage>,
    /// The organisation's own questions that papers may use.
    pub(super) own: Vec<OwnItem>,
    /// What stands in the paper, section by section: what was drawn, with own questions in the place of others.
    placed: Vec<Vec<ItemId>>,
    /// Own questions that were wanted and for which nothing could make way.
    pub(super) unplaced: Vec<ItemId>,
    overlap: Vec<(String, usize)>,
    /// Whether it can be fixed: the staff member belongs to an organisation.
    can_keep: bool,
    /// Its id, once it is fixed.
    pub id: PaperId,
    pub(super) next_seed: u64,
}

/// Draws it; nothing when no paper of the scheme can be drawn. `kept` are the organisation's fixed papers, nothing without
/// an organisation; `fresh` are an id for the paper and the seed of the next draft.
pub fn load(
    library: &Library,
    wish: Wish,
    (kept, own): (Option<Vec<KeptPaper>>, Vec<OwnItem>),
    fresh: (PaperId, u64),
) -> Option<Draft<'_>> {
    let scheme = library.scheme(&wish.scheme)?;
    let drawn = wish.draw(library)?;
    let (placed, unplaced) = match &drawn {
        Ok(drawn) => place(library, scheme, drawn, &wish, &own),
        Err(_) => (Vec::new(), Vec::new()),
    };
    let items = placed.iter().flatten().collect::<BTreeSet<_>>();
    let common = |paper: &KeptPaper| paper.sections.iter().flatten().filter(|id| items.contains(id)).count();
    let overlap = kept.iter().flatten().map(|paper| (paper.title.clone(), common(paper)));
    let overlap = overlap.filter(|(_, common)| *common > 0).collect();
    let can_keep = kept.is_some();
    Some(Draft {
        library,
        scheme,
        wish,
        overlap,
        can_keep,
        id: fresh.0,
        next_seed: fresh.1,
        drawn,
        own,
        placed,
        unplaced,
    })
}

impl Draft<'_> {
    /// The items of each section; nothing when the draw found no paper.
    pub fn sections(&self) -> Option<Vec<Vec<ItemId>>> {
        self.drawn.as_ref().ok()?;
        Some(self.placed.clone())
    }

    /// All its items, as the form sends them back: what is fixed is what was seen.
    pub fn shown(&self) -> String {
        self.placed.iter().flatten().map(ItemId::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Own questions that ride along unscored, as far as they may.
    pub fn pilots(&self) -> Vec<ItemId> {
        let level = self.scheme.level;
        let wanted = self.own.iter().filter(|own| own.used == BankUse::Pilot && own.item.level == level);
        wanted
            .map(|own| own.item.id.clone())
            .filter(|id| self.wish.pilots.iter().any(|one| one == id.as_str()))
            .collect()
    }

    pub(super) fn item(&self, id: &ItemId) -> Option<&Item> {
        self.library.item(id).or_else(|| self.own.iter().map(|own| &own.item).find(|item| item.id == *id))
    }

    /// Hidden fields that say which paper this is.
    fn fields(&self) -> impl IntoView + use<> {
        let Wish { scheme, seed, kept, without, own, pilots } = &self.wish;
        let one = [("scheme", scheme.to_string()), ("seed", seed.to_string())].into_iter();
        let kept = kept.iter().map(|unit| ("kept", unit.clone()));
        let without = without.iter().map(|unit| ("without", unit.clone()));
        let own = own.iter().map(|id| ("own", id.clone()));
        let pilots = pilots.iter().map(|id| ("pilot", id.clone()));
        one.chain(kept).chain(without).chain(own).chain(pilots).map(hidden).collect_view()
    }
}

pub(super) fn hidden((name, value): (&'static str, String)) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}

/// The page.
#[component]
pub fn DraftPage<'a>(draft: Draft<'a>, form: Form) -> impl IntoView {
    let another = format!("{}?scheme={}&seed={}", urls::PAPER_DRAFT, draft.scheme.id, draft.next_seed);
    let another = view! { <p class="actions"><a class="button quiet" href=another>"Draw another paper"</a></p> };
    let body = match &draft.drawn {
        Ok(drawn) => view! {
            {figures(&draft, drawn)}
            {questions(&draft)}
            {own_questions(&draft)}
            {keep(&draft, &form)}
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
            <p>{draft.scheme.name.clone()}</p>
            <StaffNav here=urls::PAPERS />
        </header>
        <ErrorSummary form=form.clone() />
        {another}
        {body}
    }
}

fn figures(draft: &Draft, drawn: &Drawn) -> impl IntoView + use<> {
    let scheme = draft.scheme;
    let items = draft.placed.iter().flatten().filter_map(|id| draft.item(id)).collect::<Vec<_>>();
    // What booklets take to be read is in the draw alone.
    let seconds = |ids: &mut dyn Iterator<Item = &ItemId>| -> i64 {
        ids.filter_map(|id| draft.item(id)).map(|item| i64::from(item.seconds)).sum()
    };
    let other = seconds(&mut draft.placed.iter().flatten()) - seconds(&mut drawn.items.iter());
    let minutes = (i64::from(drawn.seconds) + other).max(0).unsigned_abs().div_ceil(60);
    let expected = items.iter().map(|item| item.expected()).sum::<i64>();
    let (pass, source) = cut_words(scheme, &items);
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
                <div>
                    <dt>"Expected marks"</dt>
                    <dd>{format!("{} of {}", marks(expected), scheme.marks)}<small>"rated, or estimated by the author"</small></dd>
                </div>
                <div><dt>"Expected minutes"</dt><dd>{format!("{minutes} of {}", scheme.minutes)}</dd></div>
                <div><dt>"To pass"</dt><dd>{pass}<small>{source}</small></dd></div>
            </dl>
            <p>{overlap}</p>
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
