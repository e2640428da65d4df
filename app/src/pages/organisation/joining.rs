//! Joining an organisation, what it sees of me, and leaving it.

use domain::award::Day;
use domain::organisation::Role;
use leptos::prelude::*;
use store::{Invitation, PersonFile, Seat, Structure};

use super::award::{Proved, facts, standing_words};
use super::exceptions;
use super::nav::OfficeNav;
use super::person::need_words;
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

/// An invitation, with exactly what will be visible.
#[component]
pub fn JoinPage(
    invitation: Invitation,
    /// The address of the account that would join.
    email: String,
    /// Where the consent is sent.
    action: String,
    /// Whether the account is looked after by nobody yet.
    is_first: bool,
) -> impl IntoView {
    let Invitation { organisation_name, name, email: invited, role, by, expires, .. } = invitation;
    let other = (invited.to_lowercase() != email.to_lowercase()).then(|| {
        view! { <p class="notice">"The invitation was sent to "<strong>{invited}</strong>", and you are signed in as "<strong>{email}</strong>". That is no obstacle: make sure that you join with the account that you want to show."</p> }
    });
    let exams = is_first.then(|| {
        view! { <li>"Your mock exams here: results, extra time and breaks are looked after by its trainers and managers, because you belong to no other organisation."</li> }
    });
    view! {
        <header class="page-head">
            <p class="kicker">"Invitation"</p>
            <h1>"Join "{organisation_name.clone()}"?"</h1>
            <p>{by}" invites "{name}" as: "{role.name()}". The invitation is good until "{when::date(expires)}"."</p>
        </header>
        {other}
        <section>
            <h2>"What "{organisation_name}" will see"</h2>
            <ul>
                <li>"The certificates in your own record, now and as long as you belong to it: institute, number, dates, and the files that prove them."</li>
                <li>"Your progress towards a required qualification: the share of lessons done and the best mock exam of the level."</li>
                {exams}
                <li>"What it enters itself: your positions, what is required of you, plans, and observations of your work."</li>
            </ul>
            <p>"It does not see your answers, your notes, or what other organisations keep about you."</p>
            <p>"You can leave at any time. Your record stays yours; the organisation keeps what it saw until that day."</p>
            <form method="post" action=action class="actions">
                <button class="button">"I agree, join"</button>
                <a href=urls::DASHBOARD>"Not now"</a>
            </form>
        </section>
    }
}

/// An invitation as somebody sees it who is not signed in: who invites to what, and the two ways to the decision.
#[component]
pub fn InvitationPage(
    invitation: Invitation,
    /// The address of the invitation itself.
    address: String,
) -> impl IntoView {
    let Invitation { organisation_name, name, email, role, by, expires, .. } = invitation;
    view! {
        <header class="page-head">
            <p class="kicker">"Invitation"</p>
            <h1>{organisation_name.clone()}" invites you"</h1>
            <p>{by}" invites "{name}" ("{email}") to "{organisation_name.clone()}" as: "{role.name()}". The invitation is good until "{when::date(expires)}"."</p>
        </header>
        <section>
            <h2>"How it goes on"</h2>
            <p>"You need an account of your own here: your certificates and your learning are yours and go with you when you leave. Next you see what "{organisation_name}" would see of you, and you decide. Nothing is shown to it before you agree."</p>
            <p class="actions">
                <a class="button" href=urls::sign_up_to(&address)>"Create an account"</a>
                <a class="button quiet" href=urls::sign_in_to(&address)>"Sign in"</a>
            </p>
        </section>
    }
}

/// What an organisation sees of the person who asks.
#[component]
pub fn MePage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    file: &'a PersonFile,
    awards: Vec<Proved>,
    today: Day,
    form: Form,
) -> impl IntoView {
    let day = |day: Day| when::day(&day.to_string());
    let positions = file.assignments.iter().map(|held| {
        let until = held.until.map_or_else(|| "today".to_owned(), day);
        view! { <li>{structure.position_words(&held.position)}": "{day(held.from)}" to "{until}</li> }
    });
    let positions = positions.collect_view();
    let observations = file.observations.iter().map(|seen| {
        view! { <li>{day(seen.on)}": "{seen.effect.name()}". "{seen.words.clone()}" ("{seen.by.clone()}")"</li> }
    });
    let observations = observations.collect_view();
    let plans = file.plans.iter().filter(|plan| plan.state == "open").map(|plan| {
        view! { <li>{day(plan.on)}": "{plan.kind.name()}" "{plan.level.name()}</li> }
    });
    let plans = plans.collect_view();
    let leave = format!("{}/leave", urls::office(&seat.organisation, "me"));
    let none = |is: bool, words: &'static str| is.then(|| view! { <p class="empty">{words}</p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="me" />
            <h1>"What "{seat.organisation_name.clone()}" sees of me"</h1>
            <p>{file.name.clone()}", "{file.email.clone()}". Role: "{file.role.name()}"."</p>
        </header>
        <ErrorSummary form=form />
        {(file.role == Role::Author).then(|| view! { <p class="notice">"You write questions for this organisation. "<a href=urls::BANK>"Open its question bank"</a></p> })}
        <section>
            <h2>"What is required of me"</h2>
            {required(structure, file, today)}
            {exceptions::of_person(structure, &file.exceptions, "", Vec::new(), &Form::default())}
        </section>
        <section>
            <h2>"My certificates"</h2>
            {none(awards.is_empty(), "None yet.")}
            {certificates(seat, &awards, today)}
            <p><a href=urls::CREDITS>"Record a certificate in my own record"</a></p>
        </section>
        <section>
            <h2>"My positions"</h2>
            {none(file.assignments.is_empty(), "None yet.")}
            <ul class="plain-list">{positions}</ul>
        </section>
        <section>
            <h2>"Planned for me"</h2>
            {none(file.plans.iter().all(|plan| plan.state != "open"), "Nothing is planned.")}
            <ul class="plain-list">{plans}</ul>
        </section>
        <section>
            <h2>"Observations of my work"</h2>
            {none(file.observations.is_empty(), "None yet.")}
            <ul class="plain-list">{observations}</ul>
        </section>
        <section>
            <h2 id="leave">"Leave"</h2>
            <p>"From today on the organisation sees nothing new of your record, and your positions and your role there end. It keeps what it saw until now, for as long as its rules say ("{seat.settings.keep_months}" months by name). Your certificates and your learning stay with your account."</p>
            <details>
                <summary>"Leave "{seat.organisation_name.clone()}</summary>
                <form method="post" action=leave class="stack"><button class="button">"Yes, I leave"</button></form>
            </details>
        </section>
    }
}

fn required(structure: &Structure, file: &PersonFile, today: Day) -> AnyView {
    if file.needs.is_empty() {
        return view! { <p class="empty">"Nothing is required of you today."</p> }.into_any();
    }
    let lines = structure.requirements.iter().filter_map(|one| {
        let need = file.needs.iter().find(|need| need.requirement == one.id)?;
        Some(view! { <li><strong>{one.name.clone()}</strong>" ("{one.levels_words()}"): "{need_words(need, structure, today)}</li> })
    });
    view! { <ul class="plain-list">{lines.collect_view()}</ul> }.into_any()
}

fn certificates(seat: &Seat, awards: &[Proved], today: Day) -> impl IntoView + use<> {
    let cards = awards.iter().filter_map(|one| {
        let award = one.award(seat)?;
        let files = when::count(one.files.len(), "file", "files");
        Some(view! {
            <article class="award">
                <h3>{one.title.clone()}</h3>
                <p>{standing_words(&award, today)}</p>
                {facts(&award)}
                <p class="help">{files}" as proof"</p>
            </article>
        })
    });
    view! { <div class="awards">{cards.collect_view()}</div> }
}
