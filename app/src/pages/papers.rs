//! For staff: papers fixed in advance.

mod draft;
mod own;
mod questions;
mod wish;

use content::Library;
use domain::bank::BankUse;
use domain::cut::cut_score;
use domain::ids::ItemId;
use domain::item::Item;
use domain::layout::{CutSource, ReviewPolicy};
use domain::scheme::Scheme;
use leptos::prelude::*;
use store::{KeptPaper, OwnItem};

use crate::parts::StaffNav;
use crate::{urls, when};

pub use draft::{DraftPage, load};
pub use wish::Wish;

/// The fixed papers of an organisation, and the way to another.
#[component]
pub fn PapersPage<'a>(
    library: &'a Library,
    /// Nothing where the staff member belongs to no organisation.
    kept: Option<Vec<KeptPaper>>,
    /// The organisation's own questions that papers may use.
    own: Vec<OwnItem>,
    /// For the next draft.
    seed: u64,
) -> impl IntoView {
    let list = match kept {
        Some(kept) if kept.is_empty() => {
            view! { <p class="empty">"None yet. Draw one below, look at it, and fix it."</p> }.into_any()
        }
        Some(kept) => table(library, kept, &own).into_any(),
        None => view! { <p class="empty">{NO_ORGANISATION}</p> }.into_any(),
    };
    view! {
        <header class="page-head">
            <h1>"Fixed papers"</h1>
            <p>"A paper chosen in advance, the same for everybody of your organisation. It stands on their page for mock exams."</p>
            <StaffNav here=urls::PAPERS />
        </header>
        <section>
            <h2>"Papers of your organisation"</h2>
            {list}
        </section>
        <section>
            <h2>"Draw a paper"</h2>
            {choice(library, seed)}
        </section>
    }
}

/// Said where nothing can be fixed.
const NO_ORGANISATION: &str =
    "Fixed papers belong to an organisation, and your account belongs to none. You can draw papers and look at them.";

fn choice(library: &Library, seed: u64) -> impl IntoView + use<> {
    let options = library.schemes.iter().filter(|scheme| library.drawer(&scheme.id).is_some());
    let options = options
        .map(|scheme| {
            let words = format!("{} ({} marks)", scheme.name, scheme.marks);
            view! { <option value=scheme.id.to_string()>{words}</option> }
        })
        .collect_view();
    view! {
        <form action=urls::PAPER_DRAFT class="stack">
            <input type="hidden" name="seed" value=seed.to_string() />
            <div class="field">
                <label for="scheme">"By the rules of"</label>
                <select id="scheme" name="scheme">{options}</select>
            </div>
            <button class="button">"Draw a paper"</button>
        </form>
    }
}

fn table(library: &Library, kept: Vec<KeptPaper>, own: &[OwnItem]) -> impl IntoView + use<> {
    let lines = kept.into_iter().map(|paper| line(library, paper, own)).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Fixed papers">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Paper"</th>
                        <th scope="col">"Rules"</th>
                        <th scope="col" class="num">"Expected marks"</th>
                        <th scope="col">"To pass"</th>
                        <th scope="col">"Review"</th>
                        <th scope="col">"Fixed"</th>
                        <th scope="col"><span class="unseen">"Withdraw"</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="help">"Withdrawn papers are offered no more; exams that were begun with them stay as they are."</p>
    }
}

fn line(library: &Library, paper: KeptPaper, own: &[OwnItem]) -> impl IntoView + use<> {
    let ids = paper.sections.iter().flatten();
    let find = |id: &ItemId| library.item(id).or_else(|| own.iter().map(|own| &own.item).find(|item| item.id == *id));
    let items = ids.clone().filter_map(find).collect::<Vec<_>>();
    let pilots = paper.pilots.iter().filter(|id| find(id).is_some()).count();
    let pilots = (pilots > 0).then(|| {
        let words = format!("and {} unscored", when::count(pilots, "trial question", "trial questions"));
        view! { <br /><span class="help">{words}</span> }
    });
    let own_live = |id: &ItemId| own.iter().any(|own| own.used == BankUse::Live && own.item.id == *id);
    let counts = |id: &&ItemId| library.item(id).map_or_else(|| own_live(id), Item::is_live);
    let gone = ids.filter(|id| !counts(id)).count();
    let gone = (gone > 0).then(|| {
        let words = format!("{} no longer in use: withdraw it.", when::count(gone, "question is", "questions are"));
        view! { <br /><span class="error">{words}</span> }
    });
    let expected = marks(items.iter().map(|item| item.expected()).sum());
    let scheme = library.scheme(&paper.scheme);
    let rules = scheme.map(|scheme| scheme.name.clone());
    let pass = scheme.map(|scheme| {
        let (marks, source) = cut_words(scheme, &items);
        view! { {marks}<br /><span class="help">{source}</span> }
    });
    let action = format!("{}/{}/withdraw", urls::PAPERS, paper.id);
    let which = format!(" {}", paper.title);
    view! {
        <tr>
            <th scope="row">{paper.title}{pilots}{gone}</th>
            <td>{rules}</td>
            <td class="num">{expected}</td>
            <td>{pass}</td>
            <td>{review_words(paper.review)}</td>
            <td>{paper.made_by}", "{when::moment(paper.made_at)}</td>
            <td>
                <form method="post" action=action><button class="quiet">"Withdraw"<span class="unseen">{which}</span></button></form>
            </td>
        </tr>
    }
}

/// The marks that pass, and where the figure comes from.
fn cut_words(scheme: &Scheme, items: &[&Item]) -> (String, String) {
    let cut = cut_score(items, scheme.pass_mark());
    let source = match cut.source {
        CutSource::Scheme => "the scheme's pass mark".to_owned(),
        CutSource::Ratings { raters } => format!("rated by {raters} (modified Angoff)"),
    };
    (format!("{} of {}", cut.marks, scheme.marks), source)
}

/// What may be reviewed, as people say it.
fn review_words(review: ReviewPolicy) -> &'static str {
    match review {
        ReviewPolicy::Everything => "everything",
        ReviewPolicy::WrongOnly => "wrong answers only",
        ReviewPolicy::Score => "score only",
    }
}

/// Ten-thousandths of a mark, to the tenth.
fn marks(ten_thousandths: i64) -> String {
    format!("{:.1}", ten_thousandths as f64 / 10_000.0)
}
