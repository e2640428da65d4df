//! The people of the answer: what was asked of them, and what they held.

use domain::award::Day;
use domain::credits::Rules;
use domain::ids::{AwardId, OrganisationId};
use domain::organisation::{Asked, PersonState};
use leptos::prelude::*;
use store::Seat;

use super::{AsOf, PEOPLE, Pages, award_of, exception_words, name, title};
use crate::pages::organisation::award::standing_words;
use crate::pages::organisation::deadline::{asked_mark, asked_words};
use crate::{urls, when};

/// Who is listed.
pub(super) fn heading(answer: &AsOf) -> String {
    answer.held.map_or_else(|| "People".to_owned(), |level| format!("People who held {}", level.name()))
}

pub(super) fn list(seat: &Seat, rules: &Rules, answer: &AsOf) -> AnyView {
    let all = answer.people().count();
    if answer.report.people.is_empty() {
        return view! { <p class="empty">"Nobody was in the books on that day, as far as was known."</p> }.into_any();
    }
    if let (0, Some(level)) = (all, answer.held) {
        let words = format!("Nobody held {} on {}, as far as was known.", level.name(), day(answer.on));
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let here = answer.people().skip(answer.page * PEOPLE).take(PEOPLE);
    let lines = here.map(|person| row(&seat.organisation, rules, person, answer.on)).collect_view();
    let base = answer.address(seat, "as-of", answer.held);
    view! {
        <div class="table" tabindex="0" role="region" aria-label="People">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Positions"</th>
                        <th scope="col">"Certificates on that day"</th>
                        <th scope="col">"Requirements, and the certificates that counted"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <Pages base=base page=answer.page size=PEOPLE all=all />
    }
    .into_any()
}

fn row(organisation: &OrganisationId, rules: &Rules, person: &PersonState, on: Day) -> impl IntoView + use<> {
    let certificates = person.certificates().map(|(id, award, _)| {
        let address = award_of(organisation, person, id);
        let facts = &award.facts;
        let words = title(rules.title(&facts.qualification, facts.other.as_ref()), facts);
        view! { <li><a href=address>{words}</a>": "{standing_words(award, on)}</li> }
    });
    let certificates = certificates.collect_view();
    let needs = person.needs.iter().map(|asked| need(organisation, rules, person, (asked, on))).collect_view();
    let exceptions = person.exceptions.iter().map(|one| view! { <li>{exception_words(one)}</li> }).collect_view();
    let address = format!("{}/{}", urls::office(organisation, "people"), person.member);
    view! {
        <tr>
            <th scope="row"><a href=address>{name(person)}</a></th>
            <td>{person.positions.join("; ")}</td>
            <td><ul class="plain">{certificates}</ul></td>
            <td><ul class="plain">{needs}{exceptions}</ul></td>
        </tr>
    }
}

fn need(
    organisation: &OrganisationId,
    rules: &Rules,
    person: &PersonState,
    (asked, on): (&Asked, Day),
) -> impl IntoView + use<> {
    let Asked { requirement, met, .. } = asked;
    let award = |wanted: &AwardId| person.awards.iter().find(|(id, ..)| id == wanted);
    let state = match met.as_ref().and_then(award) {
        Some((id, award, _)) => {
            let words = title(rules.title(&award.facts.qualification, award.facts.other.as_ref()), &award.facts);
            view! { "● "{requirement.clone()}": "<a href=award_of(organisation, person, id)>{words}</a> }.into_any()
        }
        None => {
            let (mark, time) = (asked_mark(asked, on), asked_words(asked, on));
            view! { {mark}" "{requirement.clone()}": "{asked.unmet_words()}{time} }.into_any()
        }
    };
    view! { <li>{state}</li> }
}

fn day(day: Day) -> String {
    when::day(&day.to_string())
}
