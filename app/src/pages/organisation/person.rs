//! One person in the books.

mod facts;
mod forms;
mod held;

use domain::award::Day;
use domain::ids::MemberId;
use domain::organisation::{Effect, Requirement, conflict_words};
use leptos::prelude::*;
use store::{Joining, NeedRow, PersonFile, Seat, Structure};

use super::award::{AwardCard, Proved};
use super::chosen;
use super::deadline::state_words;
use super::exceptions;
use super::log::{LogLine, log_words};
use super::nav::OfficeNav;
use super::people::name_of;
use super::plan::instead;
use super::requirements::department_words;
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

/// What the page of a person shows.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// What the books say.
    pub file: PersonFile,
    /// The person's certificates.
    pub awards: Vec<Proved>,
    /// The last lines of the log about the person.
    pub lines: Vec<LogLine>,
    /// The departments, positions and requirements that these lines name, also those that are no more.
    pub named: Structure,
    /// The link of an invitation that was just made.
    pub link: Option<String>,
}

/// The page.
#[component]
pub fn MemberPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    person: &'a PersonView,
    today: Day,
    form: Form,
) -> impl IntoView {
    let file = &person.file;
    let address = format!("{}/{}", urls::office(&seat.organisation, "people"), file.member);
    let may = seat.leading().is_some() && file.joining != Joining::Left;
    let certificates = person.awards.iter().map(|one| {
        view! { <AwardCard seat=seat one=one member=&file.member today=today may=may form=form.clone() /> }
    });
    let certificates = certificates.collect_view();
    let none = person.awards.is_empty().then(|| view! { <p class="empty">"No certificate is recorded."</p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="people" />
            <h1>{name_of(&file.name)}</h1>
            {about(structure, file)}
        </header>
        {file.came_back_as.as_ref().map(|now| came_back(seat, now))}
        <ErrorSummary form=form.clone() />
        {instead(&form)}
        {person.link.clone().map(link)}
        <section>
            <h2>"Requirements"</h2>
            {needs(seat, structure, file, today)}
            {exceptions::of_person(structure, &file.exceptions, &address, open_gaps(structure, file, today, may), &form)}
            {seat.managing().filter(|_| may).map(|_| chosen::of_person(structure, file, &address, &form))}
        </section>
        <section>
            <h2>"Certificates"</h2>
            {none}
            <div class="awards">{certificates}</div>
            {may.then(|| forms::record(&address, &form))}
        </section>
        <section>
            <h2>"Positions"</h2>
            {held::list(structure, file, &address, (may, today), &form)}
            {may.then(|| forms::assign(structure, &address, &form))}
        </section>
        <section>
            <h2>"Work observed"</h2>
            {observations(file)}
            {may.then(|| forms::observe(&address, &form))}
        </section>
        <section>
            <h2>"Plan"</h2>
            {plans(file, &address, may)}
            {may.then(|| forms::plan(&address, &form))}
        </section>
        {may.then(|| forms::invitation(file, &address, &form))}
        {seat.managing().map(|_| forms::managing(seat, structure, file, &address, &form))}
        {log(seat, person)}
    }
}

fn came_back(seat: &Seat, now: &MemberId) -> impl IntoView + use<> {
    let address = format!("{}/{now}", urls::office(&seat.organisation, "people"));
    view! { <p class="notice">"This person came back. What is written here is of the time before: "<a href=address>"see the person as of now"</a>"."</p> }
}

/// The requirements that the person does not meet, for whoever may ask for an exception.
fn open_gaps(structure: &Structure, file: &PersonFile, today: Day, may: bool) -> Vec<(String, String)> {
    let is_gap =
        |one: &&Requirement| may && file.needs.iter().any(|need| need.requirement == one.id && !need.is_met(today));
    let gaps = structure.requirements.iter().filter(is_gap);
    gaps.map(|one| (one.id.to_string(), one.name.clone())).collect()
}

fn link(link: String) -> impl IntoView {
    view! {
        <div class="notice" role="status">
            <p><label for="invitation-link">"The invitation goes to the person by mail. You can also send this link yourself: it is shown once, works once, and for 30 days."</label></p>
            <p><input id="invitation-link" class="wide" readonly="" value=link /></p>
        </div>
    }
}

fn about(structure: &Structure, file: &PersonFile) -> impl IntoView + use<> {
    let day = |day: Day| when::day(&day.to_string());
    let lead = file.lead_of.as_ref().and_then(|id| structure.department(id)).map(|one| format!(" of {}", one.path));
    let email = if file.email.is_empty() { "taken out".to_owned() } else { file.email.clone() };
    let entries = [
        ("E-mail", Some(email)),
        ("Role", Some(format!("{}{}", file.role.name(), lead.unwrap_or_default()))),
        ("Account", Some(file.joining.name().to_owned())),
        ("First day", file.starts_on.map(day)),
        ("Last day", file.ends_on.map(day)),
    ];
    let entries = entries.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let entries = entries.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! { <dl class="award-facts">{entries.collect_view()}</dl> }
}

/// Whether a requirement is met, in words.
pub(super) fn need_words(need: &NeedRow, structure: &Structure, today: Day) -> String {
    match (need.is_met(today), need.until()) {
        (true, Some(day)) => format!("● met until {}", when::day(&day.to_string())),
        (true, None) => "● met, without an end".to_owned(),
        (false, until) => {
            let (mark, words) = state_words(need.state(today)).unwrap_or_else(|| ("○", "gap".to_owned()));
            if let Some((department, level)) = &need.conflict {
                return format!("{mark} {words}: {}", conflict_words(*level, &department_words(department, structure)));
            }
            let ended = until.filter(|day| *day < today);
            let ended = ended.map(|day| format!(" (the last certificate ended {})", when::day(&day.to_string())));
            format!("{mark} {words}{}", ended.unwrap_or_default())
        }
    }
}

fn needs(seat: &Seat, structure: &Structure, file: &PersonFile, today: Day) -> AnyView {
    if file.needs.is_empty() {
        return view! { <p class="empty">"No requirement concerns this person today."</p> }.into_any();
    }
    let link = |one: &Requirement| format!("{}/{}", urls::office(&seat.organisation, "requirements"), one.id);
    let lines = structure.requirements.iter().filter_map(|one| {
        let need = file.needs.iter().find(|need| need.requirement == one.id)?;
        Some(view! {
            <tr>
                <th scope="row"><a href=link(one)>{one.name.clone()}</a></th>
                <td>{one.levels_words()}</td>
                <td>{need_words(need, structure, today)}</td>
            </tr>
        })
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Requirements">
            <table>
                <thead><tr><th scope="col">"Requirement"</th><th scope="col">"Qualification"</th><th scope="col">"State"</th></tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn observations(file: &PersonFile) -> AnyView {
    if file.observations.is_empty() {
        return view! { <p class="empty">"Nobody has noted yet how the work goes. Clause 7.2 asks whether training was effective: watch the work, and say here what you saw."</p> }
            .into_any();
    }
    let mark = |effect: Effect| match effect {
        Effect::Competent => "●",
        Effect::Developing => "◐",
        Effect::NotYet => "○",
    };
    let lines = file.observations.iter().map(|seen| {
        let day = when::day(&seen.on.to_string());
        view! { <li>{day}": "{mark(seen.effect)}" "<strong>{seen.effect.name()}</strong>". "{seen.words.clone()}" "<span class="help">{seen.by.clone()}</span></li> }
    });
    view! { <ul class="plain-list">{lines.collect_view()}</ul> }.into_any()
}

fn plans(file: &PersonFile, address: &str, may: bool) -> AnyView {
    if file.plans.is_empty() {
        return view! { <p class="empty">"Nothing is planned."</p> }.into_any();
    }
    let lines = file.plans.iter().map(|plan| {
        let state = match plan.state.as_str() {
            "open" => "planned",
            "done" => "● carried out",
            _ => "given up",
        };
        let words = format!("{} {}", plan.kind.name(), plan.level.name());
        let close = (may && plan.state == "open").then(|| forms::close_plan(address, plan.id.as_str(), &words));
        view! { <li>{when::day(&plan.on.to_string())}": "{words}", "{state}" "{close}</li> }
    });
    view! { <ul class="plain-list">{lines.collect_view()}</ul> }.into_any()
}

fn log(seat: &Seat, person: &PersonView) -> impl IntoView + use<> {
    let lines = person.lines.iter().map(|one| {
        let (line, words) = (&one.line, log_words(one, &person.named, &seat.settings.currency));
        view! { <li>{when::moment(line.at)}" · "{line.by.clone()}" · "{words}</li> }
    });
    let lines = lines.collect_view();
    let all = (!seat.is_partial()).then(|| {
        let address = format!("{}?person={}", urls::office(&seat.organisation, "log"), person.file.member);
        view! { <p><a href=address>"All of it in the log"</a></p> }
    });
    view! {
        <section>
            <details>
                <summary>"What was written about this person"</summary>
                <ol class="plain-list">{lines}</ol>
                {all}
            </details>
        </section>
    }
}
