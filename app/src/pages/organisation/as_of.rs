mod people;

use domain::award::{Day, Facts};
use domain::credits::Rules;
use domain::ids::{AwardId, OrganisationId};
use domain::organisation::{PersonState, Report, RequirementState};
use domain::question::Level;
use leptos::prelude::*;
use store::Seat;

use super::deadline::time_words;
use super::nav::OfficeNav;
use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// People on one page.
pub const PEOPLE: usize = 100;

/// The answer to who was qualified on a day.
#[derive(Clone, Debug)]
pub struct AsOf {
    /// The report.
    pub report: Report,
    /// The day.
    pub on: Day,
    /// As known at the end of this day; none for today.
    pub known: Option<Day>,
    /// Today.
    pub today: Day,
    /// Only the people who held this level are listed; none for everybody.
    pub held: Option<Level>,
    /// The page, counted from 0.
    pub page: usize,
}

impl AsOf {
    fn address(&self, seat: &Seat, page: &str, held: Option<Level>) -> String {
        let known = self.known.map(|known| known.to_string()).unwrap_or_default();
        let held = held.map(|level| format!("&held={}", level.word())).unwrap_or_default();
        format!("{}?day={}&known={known}{held}", urls::office(&seat.organisation, page), self.on)
    }

    /// The people who are listed.
    pub fn people(&self) -> impl Iterator<Item = &PersonState> {
        self.report.people.iter().filter(|person| self.held.is_none_or(|level| person.holds(level)))
    }

    /// The answer in one sentence.
    pub fn sentence(&self) -> String {
        let day = |day: Day| when::day(&day.to_string());
        let known = self.known.map_or_else(|| "today".to_owned(), |known| format!("on {}", day(known)));
        let begin = format!("On {}, as known {known},", day(self.on));
        let (needs, met) = self.report.needs();
        let (is, had) = if self.on < self.today { ("were", "was") } else { ("are", "is") };
        match (self.report.people.len(), needs) {
            (0, _) => format!("{begin} nobody {had} in the books"),
            (_, 0) => format!("{begin} nothing {had} required of anybody"),
            _ => format!("{begin} {met} of {needs} needs {is} met"),
        }
    }
}

/// Who was qualified on a day, as it was known at a moment.
#[component]
pub fn AsOfPage<'a>(seat: &'a Seat, rules: &'a Rules, form: Form, answer: Option<AsOf>) -> impl IntoView {
    let title = answer.as_ref().map_or_else(|| "Who was qualified on …?".to_owned(), AsOf::sentence);
    let is_folded = form.value("known").is_empty() && form.error("known").is_none();
    let action = urls::office(&seat.organisation, "as-of");
    let held = Level::ALL.map(|level| (level.word().to_owned(), format!("who held {}", level.name())));
    let held = [(String::new(), "everybody".to_owned())].into_iter().chain(held).collect();
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="as-of" />
            <h1>{title}</h1>
        </header>
        <section>
            <ErrorSummary form=form.clone() />
            <form method="get" action=action class="stack">
                <Field form=form.clone() name="day" label="Day" kind="date" help="The day about which you ask, for instance that of an audit." />
                <Choice form=form.clone() name="held" label="People" options=held />
                <details open=!is_folded>
                    <summary>"As it was known on another day"</summary>
                    <Field
                        form=form
                        name="known"
                        label="As known on"
                        kind="date"
                        want=Want::Optional
                        help="Leave it empty for today. With a day, the answer is the one that you would have got at the end of that day (UTC): later corrections are not in it."
                    />
                </details>
                <button>"Show who was qualified"</button>
            </form>
        </section>
        {answer.map(|answer| shown(seat, rules, &answer))}
    }
}

fn shown(seat: &Seat, rules: &Rules, answer: &AsOf) -> impl IntoView + use<> {
    let export = answer.address(seat, "as-of/csv", answer.held);
    let file = match answer.held {
        Some(_) => "Take these people as a table (CSV)",
        None => "Take the whole answer as a table (CSV)",
    };
    view! {
        {(!answer.report.people.is_empty()).then(|| holders(seat, answer))}
        <section>
            <h2>"Requirements"</h2>
            {requirements(seat, &answer.report.requirements)}
        </section>
        <section id="people">
            <h2>{people::heading(answer)}</h2>
            <p><a href=export download="">{file}</a></p>
            {people::list(seat, rules, answer)}
        </section>
    }
}

/// How many held each level, of everybody; each leads to their names.
fn holders(seat: &Seat, answer: &AsOf) -> impl IntoView + use<> {
    let all = answer.report.people.len();
    let levels = Level::ALL.into_iter().zip(answer.report.holders()).map(|(level, holders)| {
        let address = format!("{}#people", answer.address(seat, "as-of", Some(level)));
        view! { <li><a href=address>{level.name()}</a>{format!(": {holders} of {}", when::count(all, "person", "people"))}</li> }
    });
    view! {
        <section>
            <h2>"Who held what"</h2>
            <ul class="plain-list">{levels.collect_view()}</ul>
            <p class="help">"Verified certificates in force on that day, whatever was required of their holders."</p>
        </section>
    }
}

fn requirements(seat: &Seat, states: &[RequirementState]) -> AnyView {
    if states.is_empty() {
        return view! { <p class="empty">"No requirement was in force on that day."</p> }.into_any();
    }
    let line = |state: &RequirementState| {
        let address = format!("{}/{}", urls::office(&seat.organisation, "requirements"), state.requirement.id);
        let words = match state.missing() {
            0 => "● met".to_owned(),
            missing => missing_words(state, missing),
        };
        let time = time_words(&state.requirement).map(|words| format!(", {words}"));
        let excepted = (state.excepted > 0).then(|| format!(", {} with an exception", state.excepted));
        view! {
            <tr>
                <th scope="row"><a href=address>{state.requirement.name.clone()}</a>{time}</th>
                <td class="num">{state.concerned}</td>
                <td class="num">{state.met}" of "{state.needed()}</td>
                <td>{words}{excepted}</td>
            </tr>
        }
    };
    let lines = states.iter().map(line).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Requirements">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Requirement"</th>
                        <th scope="col" class="num">"Concerned"</th>
                        <th scope="col" class="num">"Met by"</th>
                        <th scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How many were missing, and how many of them had time.
fn missing_words(state: &RequirementState, missing: usize) -> String {
    match (missing - state.open, state.open) {
        (_, 0) => format!("○ gap, {missing} missing"),
        (0, _) => format!("◔ has time, {missing} missing"),
        (late, open) => format!("○ gap, {missing} missing: {late} late, {open} with time"),
    }
}

/// What is not asked of a person, until when, and why.
pub fn exception_words((requirement, until, reason): &(String, Day, String)) -> String {
    let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    format!("◇ {requirement}: not asked until {}{why}", when::day(&until.to_string()))
}

/// Where an award of a person stands, for those who open the books.
pub fn award_of(organisation: &OrganisationId, person: &PersonState, award: &AwardId) -> String {
    urls::award_of(organisation, &person.member, award)
}

/// A person's name, or what stands in its place once it was taken out.
pub fn name(person: &PersonState) -> String {
    if person.name.is_empty() { "Somebody who was taken out".to_owned() } else { person.name.clone() }
}

/// What a certificate says, in short.
pub fn title(name: &str, facts: &Facts) -> String {
    format!("{name}, {}, {}", facts.institute, facts.certificate_number)
}

/// The way between the pages of a long list.
#[component]
pub fn Pages(
    /// The address, with a query.
    base: String,
    /// Counted from 0.
    page: usize,
    /// Entries on a page.
    size: usize,
    /// Entries at all.
    all: usize,
) -> impl IntoView {
    let last = all.saturating_sub(1) / size;
    let (first, end) = (page * size + 1, all.min((page + 1) * size));
    let link = |to: usize, words: &'static str| {
        let address = format!("{base}&page={}#people", to + 1);
        view! { <a href=address>{words}</a>" " }
    };
    let before = page.checked_sub(1).map(|to| link(to.min(last), "Earlier names"));
    let after = (page < last).then(|| link(page + 1, "More names"));
    let state = if first > end { format!("{all} people") } else { format!("{first} to {end} of {all} people") };
    view! { <p class="pages">{before}{state}" "{after}</p> }
}
