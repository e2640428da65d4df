//! An organisation's own questions in a paper: live ones in the place of drawn ones, pilots beside them.

use content::Library;
use domain::bank::BankUse;
use domain::ids::ItemId;
use domain::item::Item;
use domain::paper::Drawn;
use domain::scheme::Scheme;
use leptos::prelude::*;
use store::OwnItem;

use super::Wish;
use super::draft::{Draft, hidden};
use crate::urls;

/// Puts each live question that was wanted in the place of a drawn one that stands alone and is of its area and worth, and where a
/// section asks for formats, of its format: so the rules of the paper hold. What found no place comes back by itself.
pub(super) fn place(
    library: &Library,
    scheme: &Scheme,
    drawn: &Drawn,
    wish: &Wish,
    own: &[OwnItem],
) -> (Vec<Vec<ItemId>>, Vec<ItemId>) {
    let mut rest = drawn.items.iter().cloned();
    let mut placed =
        drawn.sections.iter().map(|count| rest.by_ref().take(usize::from(*count)).collect()).collect::<Vec<Vec<_>>>();
    let mut unplaced = Vec::new();
    let wanted =
        own.iter().filter(|one| one.used == BankUse::Live && wish.own.iter().any(|id| id == one.item.id.as_str()));
    for one in wanted {
        let formats = |section: usize| {
            let plan = scheme.blueprint.as_ref().and_then(|blueprint| blueprint.sections.get(section));
            plan.is_some_and(|plan| plan.quotas.iter().any(|quota| !quota.formats.is_empty()))
        };
        let fits = |section: usize, id: &ItemId| {
            library.item(id).is_some_and(|item| makes_way(item, &one.item, formats(section)))
        };
        let found = placed.iter().enumerate().find_map(|(section, ids)| {
            Some((section, ids.iter().position(|id| one.item.level == scheme.level && fits(section, id))?))
        });
        match found {
            Some((section, n)) => placed[section][n] = one.item.id.clone(),
            None => unplaced.push(one.item.id.clone()),
        }
    }
    (placed, unplaced)
}

fn makes_way(drawn: &Item, own: &Item, same_format: bool) -> bool {
    drawn.scenario.is_none()
        && drawn.area == own.area
        && drawn.marking.marks == own.marking.marks
        && (!same_format || drawn.body.format() == own.body.format())
}

/// The own questions of the paper's level, to be ticked.
pub(super) fn own_questions(draft: &Draft) -> Option<impl IntoView + use<>> {
    let of_level = draft.own.iter().filter(|own| own.item.level == draft.scheme.level).collect::<Vec<_>>();
    if of_level.is_empty() {
        return None;
    }
    let lines = of_level.into_iter().map(|own| {
        let id = own.item.id.to_string();
        let (name, wanted) = match own.used {
            BankUse::Live => ("own", &draft.wish.own),
            BankUse::Pilot => ("pilot", &draft.wish.pilots),
        };
        let checked = wanted.contains(&id);
        let area =
            draft.library.area(&own.item.area).map_or_else(|| own.item.area.to_string(), |area| area.title.clone());
        let how = match own.used {
            BankUse::Live => format!("counts, {} marks", own.item.marking.marks),
            BankUse::Pilot => "trial question, unscored".to_owned(),
        };
        let none = draft.unplaced.contains(&own.item.id).then(|| {
            view! { <br /><span class="error">"Nothing of its area and worth could make way for it."</span> }
        });
        let label =
            if own.label.is_empty() { own.item.stem.clone() } else { format!("{}: {}", own.label, own.item.stem) };
        let address = urls::bank(&id, "");
        view! {
            <tr>
                <td><input type="checkbox" name=name value=id checked=checked aria-label=label.clone() /></td>
                <th scope="row"><a href=address>{label}</a><br /><span class="help">{area}" · "{how}</span>{none}</th>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let state = [("scheme", draft.scheme.id.to_string()), ("seed", draft.wish.seed.to_string())];
    let kept = draft.wish.kept.iter().map(|unit| ("kept", unit.clone()));
    let without = draft.wish.without.iter().map(|unit| ("without", unit.clone()));
    let state = state.into_iter().chain(kept).chain(without).map(hidden).collect_view();
    Some(view! {
        <section>
            <h2>"Questions of your own"</h2>
            <p>
                "A live one takes the place of a drawn one of the same area and worth. A trial question is asked among the others and does not \
                count; candidates are told before they start that there may be some, and its time is added."
            </p>
            <form action=urls::PAPER_DRAFT>
                {state}
                <div class="table" tabindex="0" role="region" aria-label="Questions of your own">
                    <table>
                        <thead><tr><th scope="col">"Take"</th><th scope="col">"Question"</th></tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <p class="actions"><button class="button quiet">"Put the ticked ones in"</button></p>
            </form>
        </section>
    })
}
