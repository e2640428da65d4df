use domain::organisation::Entry;
use leptos::prelude::*;
use store::{BookLine, Seat, Structure};

use super::nav::OfficeNav;
use crate::{urls, when};

/// What was written into the books, the newest first.
#[component]
pub fn LogPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    /// With the name of the person each is about.
    lines: Vec<(BookLine, Option<String>)>,
    /// The first line that is damaged, if the page was asked to check.
    damage: Option<Option<i64>>,
    /// The number before which the next page begins.
    older: Option<i64>,
) -> impl IntoView {
    let address = urls::office(&seat.organisation, "log");
    let checked = damage.map(|damage| match damage {
        None => view! { <p class="notice" role="status">"Checked: every line is sealed with the one before it. Nothing was changed or taken out."</p> }.into_any(),
        Some(number) => view! { <p class="notice wrong" role="alert">"Line "{number}" does not fit the one before it. Somebody changed the database by hand; compare it with a backup."</p> }.into_any(),
    });
    let rows = lines.into_iter().map(|(line, name)| row(seat, structure, line, name)).collect_view();
    let older = older.map(|number| view! { <p><a href=format!("{address}?before={number}")>"Older lines"</a></p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="log" />
            <h1>"Log"</h1>
            <p>"Every change to these books, with who made it and when. Nothing here can be changed; a correction is a line of its own."</p>
            <p><a href=format!("{address}?check=yes")>"Check that no line was changed"</a></p>
        </header>
        {checked}
        <section>
            <div class="table" tabindex="0" role="region" aria-label="Log">
                <table>
                    <thead>
                        <tr>
                            <th scope="col" class="num">"Line"</th>
                            <th scope="col">"When"</th>
                            <th scope="col">"Who"</th>
                            <th scope="col">"What"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {older}
        </section>
    }
}

fn row(seat: &Seat, structure: &Structure, line: BookLine, name: Option<String>) -> impl IntoView + use<> {
    let person = line.member.as_ref().map(|member| {
        let address = format!("{}/{member}", urls::office(&seat.organisation, "people"));
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "somebody who was taken out".to_owned());
        view! { <a href=address>{name}</a>": " }
    });
    view! {
        <tr>
            <td class="num">{line.number}</td>
            <td>{when::moment(line.at)}</td>
            <td>{line.by}</td>
            <td>{person}{words(&line.entry, structure)}</td>
        </tr>
    }
}

/// What a line says, in words.
pub(super) fn words(entry: &Entry, structure: &Structure) -> String {
    let day = |day: &domain::award::Day| when::day(&day.to_string());
    match entry {
        Entry::Named { name } => format!("the organisation is called {name}"),
        Entry::Department { name, .. } => format!("department {name} was made or changed"),
        Entry::DepartmentClosed { .. } => "a department was removed".to_owned(),
        Entry::Position { name, .. } => format!("position {name} was made or changed"),
        Entry::PositionClosed { .. } => "a position was removed".to_owned(),
        Entry::Member { .. } => "name, address or days were entered".to_owned(),
        Entry::Role { role, .. } => format!("role is now {}", role.name()),
        Entry::Invited { .. } => "was invited".to_owned(),
        Entry::Joined { .. } => "joined, and agreed to show the own certificates".to_owned(),
        Entry::Left { on, .. } => format!("left on {}", day(on)),
        Entry::Erased { .. } => "name and address were taken out".to_owned(),
        Entry::Assigned { position, from, .. } => {
            format!("holds {} from {}", structure.position_words(position), day(from))
        }
        Entry::Unassigned { until, .. } => format!("a position ends on {}", day(until)),
        Entry::Requirement { requirement } => format!("requirement “{}” was stated or changed", requirement.name),
        Entry::Chosen { requirement, since, .. } => {
            let known = structure.requirements.iter().find(|one| one.id == *requirement);
            let name = known.map_or_else(|| "a requirement that was ended".to_owned(), |one| format!("“{}”", one.name));
            match since {
                Some(since) => format!("was chosen for {name} from {} on", day(since)),
                None => format!("was taken out of {name}"),
            }
        }
        Entry::RequirementEnded { .. } => "a requirement was ended".to_owned(),
        Entry::Award { what, reason, .. } if reason.is_empty() => format!("a certificate was {what}"),
        Entry::Award { what, reason, .. } => format!("a certificate was {what}: {reason}"),
        Entry::Observed { effect, words, .. } => format!("practice observed: {}: {words}", effect.name()),
        Entry::ExceptionAsked { until, words, .. } => {
            format!("an exception until {} was asked for: {words}", day(until))
        }
        Entry::ExceptionDecided { from: Some(_), words, .. } => format!("an exception was granted. {words}"),
        Entry::ExceptionDecided { from: None, words, .. } => format!("an exception was refused: {words}"),
        Entry::ExceptionEnded { last, .. } => format!("an exception ended on {}", day(last)),
        Entry::Planned { what, .. } => {
            format!("{} {} planned for {}", what.kind.name(), what.level.name(), day(&what.on))
        }
        Entry::PlanClosed { done: true, .. } => "a plan was carried out".to_owned(),
        Entry::PlanClosed { done: false, .. } => "a plan was given up".to_owned(),
        Entry::Linked { from, until, .. } => format!("a link for an auditor was made: {} to {}", day(from), day(until)),
        Entry::Unlinked { .. } => "a link for an auditor was ended".to_owned(),
        Entry::TakenOver { name, .. } => format!("cohort “{name}” had no trainer any more and was taken over"),
        Entry::Ruled { .. } => "the rules of the organisation were changed".to_owned(),
    }
}
