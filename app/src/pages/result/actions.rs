//! What to do next with a result.

use content::Library;
use domain::ids::AreaId;
use domain::marking::Marked;
use leptos::prelude::*;

use super::told::Told;
use super::{Outcome, may_be_repeated};
use crate::pages::practice::{Which, is_offered};
use crate::urls;

/// Questions in one of the sets that are offered here.
const NUMBER: &str = "10";

/// The ways on: the questions of this paper again, others, print, progress.
pub(super) fn actions(library: &Library, outcome: &Outcome) -> impl IntoView + use<> {
    let id = outcome.attempt.head.id.to_string();
    let again = |only: &'static str, class: &'static str, words: &'static str, keeps: &dyn Fn(Told<'_>) -> bool| {
        let in_use = |told: &Told<'_>| library.item(&told.item.id).is_some_and(|item| item.is_live());
        let offered =
            may_be_repeated(&outcome.attempt.layout) && outcome.open().any(|told| keeps(told) && in_use(&told));
        offered.then(|| practise(vec![("from", id.clone()), ("only", only.to_owned())], class, words.to_owned()))
    };
    let level = outcome.attempt.head.level;
    let fields = |areas: Vec<&AreaId>, which: Which| {
        let mut fields =
            vec![("level", level.word().to_owned()), ("which", which.word().to_owned()), ("number", NUMBER.to_owned())];
        fields.extend(areas.into_iter().map(|area| ("area", area.to_string())));
        fields
    };
    let all = library.course(level).map(|course| course.areas.iter().map(|area| &area.id).collect::<Vec<_>>());
    let unseen = all
        .filter(|areas| !areas.is_empty())
        .map(|areas| practise(fields(areas, Which::Unseen), "quiet", "Practise questions you have not met".to_owned()));
    let has_items = |area: &AreaId| library.items.iter().any(|item| item.area == *area && is_offered(item));
    let weakest = weakest(&outcome.marked, has_items).and_then(|id| library.area(id)).map(|area| {
        let words = format!("Practise your weakest area: {}", area.title);
        practise(fields(vec![&area.id], Which::New), "quiet", words)
    });
    view! {
        <section>
            <h2>"Next"</h2>
            <div class="actions">
                {again("missed", "next", "Practise what you missed", &|told| told.is_missed())}
                {again("flagged", "quiet", "Practise what you flagged", &|told| told.row.flagged)}
                {again("unsure", "quiet", "Practise what you were not sure of", &|told| told.is_unsure())}
                {weakest}
                {unseen}
                <a class="button quiet" href=urls::PROGRESS>"See your progress"</a>
                <button type="button" class="button quiet scripted" data-print="">"Print"</button>
            </div>
        </section>
    }
}

fn practise(fields: Vec<(&'static str, String)>, class: &'static str, words: String) -> impl IntoView {
    let fields = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form method="post" action=urls::PRACTICE>
            {fields.collect_view()}
            <button class=format!("button {class}")>{words}</button>
        </form>
    }
}

/// Of the areas that can be practised, the one with the least share of its marks; none when that is whole, or the paper
/// had only one area.
fn weakest(marked: &Marked, can_be_practised: impl Fn(&AreaId) -> bool) -> Option<&AreaId> {
    let areas = marked.areas.iter().filter(|(area, _)| can_be_practised(area));
    let (area, tally) = areas.min_by_key(|(_, tally)| tally.percent())?;
    (marked.areas.len() > 1 && tally.score < tally.marks).then_some(area)
}

#[cfg(test)]
mod tests {
    use domain::marks::{Marks, Tally};

    use super::*;

    fn weakest_of(areas: &[(&str, i32)]) -> Option<String> {
        let tally = |score| Tally { score: Marks(score), marks: Marks::whole(10) };
        let marked = Marked {
            items: Vec::new(),
            total: Tally::default(),
            areas: areas.iter().map(|(id, score)| (AreaId::new(*id), tally(*score))).collect(),
            sections: Vec::new(),
            passed: None,
            provisional: false,
        };
        weakest(&marked, |area| area.as_str() != "lead").map(ToString::to_string)
    }

    #[test]
    fn the_weakest_area_is_the_one_with_the_least_share() {
        assert_eq!(weakest_of(&[("a", 700), ("b", 300), ("c", 1_000)]).as_deref(), Some("b"));
        assert_eq!(weakest_of(&[("a", 700), ("lead", 0)]).as_deref(), Some("a"), "lead cannot be practised");
        assert_eq!(weakest_of(&[("a", 1_000), ("b", 1_000)]), None);
        assert_eq!(weakest_of(&[("a", 100)]), None, "there is nothing to compare it with");
    }
}
