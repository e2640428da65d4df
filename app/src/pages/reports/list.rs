use domain::ids::ReportId;
use leptos::prelude::*;
use store::ReportState;

use super::{Reported, Reports};
use crate::form::{ErrorSummary, Form};
use crate::parts::{StaffNav, explained, paragraphs};
use crate::{urls, when};

/// A decision that was not taken: about which report, and what was typed.
pub struct Deciding {
    /// The report.
    pub report: ReportId,
    /// What was typed, and what is wrong with it.
    pub form: Form,
}

/// The page: the own reports; for those who answer for the course everybody's, with the form that decides.
#[component]
pub fn ReportsPage(reports: Reports, deciding: Option<Deciding>) -> impl IntoView {
    let Reports { own, all, is_staff } = reports;
    let mine = match own.is_empty() {
        true => view! {
            <p class="empty">"None. Below each question of a result you can say that something is wrong with it."</p>
        }
        .into_any(),
        false => view! { <ol class="answers" role="list">{own.iter().map(own_report).collect_view()}</ol> }.into_any(),
    };
    let summary = deciding.as_ref().map(|deciding| view! { <ErrorSummary form=deciding.form.clone() /> });
    let everybody = all.map(|all| {
        let lines = all.iter().map(|reported| to_decide(reported, deciding.as_ref())).collect_view();
        let none = all.is_empty().then(|| view! { <p class="empty">"Nobody has reported anything."</p> });
        view! {
            <section>
                <h2>"All reports"</h2>
                {none}
                <ol class="answers" role="list">{lines}</ol>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <h1>"Reports about questions"</h1>
            {is_staff.then(|| view! { <StaffNav here=urls::REPORTS /> })}
        </header>
        {summary}
        <section>
            <h2>"Your reports"</h2>
            {mine}
        </section>
        {everybody}
    }
}

const fn state(state: ReportState) -> (&'static str, &'static str) {
    match state {
        ReportState::Open => ("open", "○ open"),
        ReportState::Accepted => ("right", "✓ accepted"),
        ReportState::Declined => ("plain", "✗ declined"),
    }
}

fn own_report(reported: &Reported) -> impl IntoView + use<> {
    let report = &reported.report;
    view! {
        <li class=state(report.state).0 id=format!("report-{}", report.id)>
            {head(reported)}
            {body(reported)}
            {answer(reported)}
        </li>
    }
}

fn to_decide(reported: &Reported, deciding: Option<&Deciding>) -> impl IntoView + use<> {
    let report = &reported.report;
    let typed = deciding.filter(|deciding| deciding.report == report.id).map(|deciding| deciding.form.clone());
    let is_open = report.state == ReportState::Open || typed.is_some();
    let changed =
        if reported.changed { "The course holds another version by now." } else { "This is the version in use." };
    view! {
        <li class=state(report.state).0 id=format!("all-{}", report.id)>
            {head(reported)}
            {body(reported)}
            <details>
                <summary>{format!("The question {} with its key", report.item)}</summary>
                <p class="help">{changed}</p>
                {explained(&reported.item, None)}
            </details>
            {answer(reported)}
            <details open=is_open>
                <summary>{if report.state == ReportState::Open { "Decide" } else { "Decide again" }}</summary>
                {decision(&report.id, typed)}
            </details>
        </li>
    }
}

fn head(reported: &Reported) -> impl IntoView + use<> {
    let Reported { report, item, .. } = reported;
    view! {
        <header>
            <h3>{item.stem.clone()}</h3>
            <span class="verdict">{state(report.state).1}</span>
            {when::moment(report.made_at)}
        </header>
    }
}

fn body(reported: &Reported) -> impl IntoView + use<> {
    view! { <blockquote>{paragraphs(&reported.report.body)}</blockquote> }
}

fn answer(reported: &Reported) -> AnyView {
    let report = &reported.report;
    let Some(decided) = report.decided_at else {
        return view! { <p class="help">"Nobody has answered yet."</p> }.into_any();
    };
    view! {
        <p><b>"Answer"</b>", "{when::moment(decided)}</p>
        {paragraphs(&report.answer)}
    }
    .into_any()
}

fn decision(id: &ReportId, typed: Option<Form>) -> impl IntoView + use<> {
    let refused = typed.is_some();
    let form = typed.unwrap_or_default();
    // Only the form with errors is linked to from their summary.
    let named = |name: &str| if refused { name.to_owned() } else { format!("{name}-{id}") };
    let state = form.value("state");
    let choices =
        [(ReportState::Accepted, "Accept: something is wrong with it"), (ReportState::Declined, "Decline: it stands")];
    let choices = choices.map(|(choice, words)| {
        view! { <option value=choice.word() selected=state == choice.word()>{words}</option> }
    });
    let error = |name: &str| form.error(name).map(|message| view! { <p class="error">{message.to_owned()}</p> });
    let address = format!("{}/{id}", urls::REPORTS);
    view! {
        <form method="post" action=address class="stack">
            <label for=named("state")>"Decision"</label>
            {error("state")}
            <select id=named("state") name="state" required="">
                <option value="">"Choose…"</option>
                {choices.into_iter().collect_view()}
            </select>
            <label for=named("answer")>"Answer to the person who reported it"</label>
            {error("answer")}
            <textarea id=named("answer") name="answer" rows="3" required="">{form.value("answer")}</textarea>
            <button class="quiet">"Answer"</button>
        </form>
    }
}
