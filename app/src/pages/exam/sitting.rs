use content::Scenario;
use domain::item::Item;
use domain::time::Millis;
use leptos::prelude::*;
use store::{Attempt, Fault};

use super::aids::{Aids, Dialogs};
use crate::api::Standing;
use crate::islands::exam::{ExamRunner, Group, Sitting};
use crate::site::Site;

/// What the runner's page holds: what the island begins with, and the booklets that only the server renders.
pub struct Sheets {
    /// What the island begins with. No key is in it.
    pub sitting: Sitting,
    /// Booklets, cases and supplements, in the order of the paper.
    pub booklets: Vec<Scenario>,
}

/// Puts together what the runner begins with.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_sitting(
    site: &Site,
    attempt: Attempt,
    position: usize,
    message: Option<String>,
) -> Result<Sheets, Fault> {
    let items = site.store.paper_items(&attempt.paper).await?;
    let booklets = site.store.materials(&attempt.layout.materials).await?;
    let (now, timing) = (site.now().service, &attempt.head.timing);
    let standing = Standing {
        phase: attempt.head.phase,
        remaining: timing.remaining(now).unwrap_or(Millis(0)).0,
        section: timing.section(now),
        section_remaining: timing.section_remaining(now).map(|left| left.0),
        resting: timing.is_resting(now),
        break_left: timing.break_left().0,
        holder: String::new(),
    };
    let sitting = Sitting {
        attempt: attempt.head.id.to_string(),
        position: position.min(items.len().saturating_sub(1)),
        questions: items.iter().map(Item::question).collect(),
        beside: items.iter().map(|item| beside(item, &booklets)).collect(),
        groups: groups(&attempt, &items, &booklets),
        sheet: attempt.sheet,
        standing,
        page_key: format!("{:016x}", site.entropy()),
        vault: attempt.vault,
        open_book: attempt.layout.open_book,
        title: attempt.head.title,
        message,
    };
    Ok(Sheets { sitting, booklets })
}

/// The booklet of an item and the supplement that belongs to it, by their places.
fn beside(item: &Item, booklets: &[Scenario]) -> Vec<u8> {
    let Some(own) = &item.scenario else { return Vec::new() };
    let place = |id: &domain::ids::ScenarioId| booklets.iter().position(|booklet| booklet.id == *id);
    let own = place(own);
    let supplement = own.and_then(|own| booklets[own].supplement.as_ref()).and_then(place);
    own.into_iter().chain(supplement).map(|place| place as u8).collect()
}

/// Sections where there are any; else the booklets; else nothing.
fn groups(attempt: &Attempt, items: &[Item], booklets: &[Scenario]) -> Vec<Group> {
    let layout = &attempt.layout;
    if !layout.sections.is_empty() {
        let timed = attempt.head.timing.has_sections();
        let group = |(n, section): (usize, &domain::layout::Section)| {
            let places = layout.places(n);
            Group { title: section.title.clone(), first: places.start, count: places.len(), timed }
        };
        return layout.sections.iter().enumerate().map(group).collect();
    }
    let mut groups = Vec::<Group>::new();
    let mut last = None;
    for (place, item) in items.iter().enumerate() {
        if item.scenario.is_none() {
            return Vec::new();
        }
        if item.scenario == last
            && let Some(group) = groups.last_mut()
        {
            group.count += 1;
            continue;
        }
        last = item.scenario.clone();
        let title = booklets.iter().find(|booklet| Some(&booklet.id) == last.as_ref());
        let title = title.map(|booklet| booklet.title.clone()).unwrap_or_default();
        groups.push(Group { title, first: place, count: 1, timed: false });
    }
    groups
}

/// The runner's page.
#[component]
pub fn RunnerPage(sheets: Sheets) -> impl IntoView {
    let Sheets { sitting, booklets } = sheets;
    let shown = sitting.beside.get(sitting.position).cloned().unwrap_or_default();
    let none = booklets.is_empty();
    let articles = booklets.into_iter().enumerate().map(|(n, booklet)| {
        let hidden = !shown.contains(&(n as u8));
        // Texts 0 and 1 are the question's own.
        view! {
            <article class="booklet" hidden=hidden>
                <h2>{booklet.title}</h2>
                <div data-text=(n + 2).to_string() inner_html=booklet.html></div>
            </article>
        }
    });
    let articles = articles.collect_view();
    let (aids, open_book) = (view! { <Aids sitting=&sitting /> }.into_any(), sitting.open_book);
    view! {
        <ExamRunner packed=sitting.pack()>
            {aids}
            <div class="booklets" role="region" aria-label="Booklet" tabindex="0" hidden=none>{articles}</div>
        </ExamRunner>
        <Dialogs open_book=open_book />
    }
}
