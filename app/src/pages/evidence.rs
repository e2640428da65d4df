//! An evidence pack as a page: for those who open the books, and for an auditor with a link.

use domain::award::{Day, Standing};
use domain::ids::{AwardId, OrganisationId};
use domain::organisation::{Asked, Evaluation, File, Pack, PersonPack, PersonState, ProvenAward, RoleNeed, Trail};
use leptos::prelude::*;

use super::organisation::{Pages, asked_mark, asked_words, award_of, exception_words, name, rule_words, title};
use crate::{urls, when};

/// People on one page.
pub const PEOPLE: usize = 50;

/// People of a pack that is still typeset in seconds.
pub const MOST_PRINTED: usize = 300;

/// Where the certificates of a pack, and the files that prove them, are opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// On the pages of the people in the books.
    Books(OrganisationId),
    /// On the page itself: an auditor's link reaches nothing else. The files below the address of the link, if they may be opened.
    Here(Option<String>),
}

impl Opens {
    fn award(&self, state: &PersonState, award: &AwardId) -> String {
        match self {
            Self::Books(organisation) => award_of(organisation, state, award),
            Self::Here(_) => format!("#{}", urls::award_anchor(award)),
        }
    }

    fn file(&self, award: &AwardId, file: &File) -> Option<String> {
        match self {
            Self::Books(organisation) => Some(urls::seen_evidence(organisation, award, &file.id)),
            Self::Here(link) => link.as_ref().map(|link| urls::audited_evidence(link, award, &file.id)),
        }
    }
}

fn day(day: Day) -> String {
    when::day(&day.to_string())
}

/// The pack in one sentence.
pub fn sentence(pack: &Pack) -> String {
    let needs = || pack.people.iter().flat_map(|person| &person.state.needs);
    let met = needs().filter(|asked| asked.met.is_some()).count();
    let people = when::count(pack.people.len(), "person", "people");
    format!("{people}, {met} of {} needs met", needs().count())
}

/// What is required, the people with their evidence, and how they were drawn.
#[component]
pub fn PackBody(
    pack: Pack,
    opens: Opens,
    /// The address of the page, with a query.
    base: String,
    /// Counted from 0.
    page: usize,
) -> impl IntoView {
    let drawn = pack.drawn.map(|drawn| {
        format!(
            "A random sample: {} of {} people, drawn with the seed {}. The same seed draws the same people again from the same books.",
            pack.people.len(),
            drawn.of,
            drawn.seed.number(),
        )
    });
    let all = pack.people.len();
    let range = format!("{} to {}", day(pack.from), day(pack.until));
    let people = pack.people.iter().skip(page * PEOPLE).take(PEOPLE);
    let people = people.map(|person| about(person, &opens)).collect_view();
    let empty = (all == 0).then(|| view! { <p class="empty">"Nobody was in the books in these days."</p> });
    view! {
        <section>
            <p>{range}", as known at "{when::moment(pack.known)}"."</p>
            {drawn.map(|words| view! { <p>{words}</p> })}
            <h2>"What is required of each role"</h2>
            {roles(&pack.roles)}
        </section>
        <section id="people">
            <h2>"People and their evidence"</h2>
            <p class="help">"● met: the link opens the certificate that counts. ○ not met. Each person is shown as on the last day of the range, or on the own last day."</p>
            {empty}
            {people}
            <Pages base=base page=page size=PEOPLE all=all />
        </section>
    }
}

fn roles(roles: &[RoleNeed]) -> AnyView {
    if roles.is_empty() {
        return view! { <p class="empty">"No requirement was in force on the last day."</p> }.into_any();
    }
    let line = |role: &RoleNeed| {
        let requirement = &role.requirement;
        view! {
            <tr>
                <th scope="row">{role.whom.clone()}</th>
                <td>{requirement.name.clone()}</td>
                <td>{requirement.levels_words()}</td>
                <td>{rule_words(requirement, role.apart.clone())}{role.missing_words()}</td>
                <td>{requirement.validity_words()}</td>
                <td>{requirement.criticality.word()}</td>
            </tr>
        }
    };
    let lines = roles.iter().map(line).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Required competence">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Role"</th>
                        <th scope="col">"Requirement"</th>
                        <th scope="col">"Qualification"</th>
                        <th scope="col">"How many"</th>
                        <th scope="col">"Counts"</th>
                        <th scope="col">"Criticality"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn about(person: &PersonPack, opens: &Opens) -> impl IntoView + use<> {
    let state = &person.state;
    let positions = if state.positions.is_empty() { "no position".to_owned() } else { state.positions.join("; ") };
    let needs = state.needs.iter().map(|asked| {
        let Asked { requirement, met, .. } = asked;
        let words = match met.as_ref().and_then(|id| person.award(id)) {
            Some(proven) => {
                let address = opens.award(state, &proven.id);
                view! { "● "{requirement.clone()}": "<a href=address>{title(&proven.title, &proven.award.facts)}</a> }
                    .into_any()
            }
            None => {
                let last = state.lapsed.iter().find(|(name, ..)| name == requirement).map(|(.., last)| day(*last));
                let why = last.map_or_else(|| asked.unmet_words(), |last| format!("not met since {last}"));
                let (mark, time) = (asked_mark(asked, person.on), asked_words(asked, person.on));
                view! { {mark}" "{requirement.clone()}": "{why}{time} }.into_any()
            }
        };
        view! { <li>{words}</li> }
    });
    let exceptions = state.exceptions.iter().map(|one| view! { <li>{exception_words(one)}</li> });
    let needs = (needs.collect_view(), exceptions.collect_view());
    let none = (state.needs.is_empty() && state.exceptions.is_empty())
        .then(|| view! { <p class="help">"Nothing is required of this person."</p> });
    view! {
        <article>
            <h3>{name(state)}</h3>
            <p>{positions}", as on "{day(person.on)}</p>
            {none}
            <ul class="plain">{needs}</ul>
            {certificates(&name(state), &person.awards, opens)}
            {evaluations(&person.evaluations)}
            {trail(&person.trail)}
        </article>
    }
}

fn certificates(whose: &str, awards: &[ProvenAward], opens: &Opens) -> Option<impl IntoView + use<>> {
    let line = |proven: &ProvenAward| {
        let facts = &proven.award.facts;
        let until = proven.award.last_day().map_or_else(|| "without an end".to_owned(), day);
        let confirmed = match &proven.award.decided {
            Some((who, at)) if proven.standing != Standing::Rejected => format!("{who}, {}", when::date(*at)),
            _ => "nobody".to_owned(),
        };
        view! {
            <tr id=urls::award_anchor(&proven.id)>
                <th scope="row">{title(&proven.title, &proven.award.facts)}</th>
                <td>{day(facts.awarded_on)}</td>
                <td>{until}</td>
                <td>{proven.standing.word()}</td>
                <td>{proven.award.claimed.0.clone()}</td>
                <td>{confirmed}</td>
                <td>{proof(proven, opens)}</td>
            </tr>
        }
    };
    let lines = awards.iter().map(line).collect_view();
    (!awards.is_empty()).then(|| {
        view! {
            <div class="table" tabindex="0" role="region" aria-label=format!("Certificates of {whose}")>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Certificate"</th>
                            <th scope="col">"Awarded"</th>
                            <th scope="col">"Valid until"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Entered by"</th>
                            <th scope="col">"Confirmed by"</th>
                            <th scope="col">"Proof"</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
    })
}

/// The files that prove a certificate, each with its digest.
fn proof(proven: &ProvenAward, opens: &Opens) -> AnyView {
    if proven.files.is_empty() {
        return "no file".into_any();
    }
    let line = |file: &File| {
        let name = file.name.clone();
        let name = match opens.file(&proven.id, file) {
            Some(address) => view! { <a href=address>{name}</a> }.into_any(),
            None => name.into_any(),
        };
        view! { <li>{name}" (SHA-256 "{file.digest.clone()}")"</li> }
    };
    let lines = proven.files.iter().map(line).collect_view();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

fn evaluations(all: &[Evaluation]) -> Option<impl IntoView + use<>> {
    let line = |one: &Evaluation| {
        view! { <li>{day(one.on)}", "{one.kind.name()}": "{one.what.clone()}" ("{one.by.clone()}")"</li> }
    };
    let lines = all.iter().map(line).collect_view();
    (!all.is_empty()).then(|| {
        view! { <details><summary>"How effectiveness was judged ("{all.len()}")"</summary><ul>{lines}</ul></details> }
    })
}

fn trail(all: &[Trail]) -> Option<impl IntoView + use<>> {
    let line = |one: &Trail| view! { <li>{when::moment(one.at)}", "{one.who.clone()}" "{one.what.clone()}</li> };
    let lines = all.iter().map(line).collect_view();
    (!all.is_empty()).then(|| {
        view! { <details><summary>"Who did and confirmed what ("{all.len()}")"</summary><ul>{lines}</ul></details> }
    })
}
