use domain::attempt::Phase;
use domain::ids::{AccountId, AttemptId};
use domain::question::Form as Asked;
use domain::time::{Millis, ServiceTime};
use leptos::prelude::*;
use store::{Attempt, Fault, SittingRow, Staff};

use super::{aside, clock};
use crate::form::{ErrorSummary, Field, Form};
use crate::parts::StaffNav;
use crate::site::Site;
use crate::{urls, when};

/// One exam of somebody in reach.
pub struct Sitting {
    /// Who sits.
    pub row: SittingRow,
    /// The exam.
    pub attempt: Attempt,
    /// What each question asks for.
    pub(super) asked: Vec<Asked>,
    /// The moment of the page.
    pub(super) now: ServiceTime,
    /// Makes a decision that is sent twice one.
    pub(super) key: String,
}

impl Sitting {
    /// Working time that it would have if it were opened again with nothing added.
    pub fn left(&self) -> Millis {
        clock::left(&self.attempt.head, self.now)
    }
}

/// Loads it; nothing when it is not in reach.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, staff: (&Staff, &AccountId), id: &AttemptId) -> Result<Option<Sitting>, Fault> {
    let Some((row, attempt)) = site.store.sitting(staff, id).await? else { return Ok(None) };
    let items = site.store.paper_items(&attempt.paper).await?;
    let asked = items.iter().map(|item| item.question().form).collect();
    let key = format!("{:016x}", site.entropy());
    Ok(Some(Sitting { row, attempt, asked, now: site.now().service, key }))
}

/// The page.
#[component]
pub fn SittingPage(sitting: Sitting, form: Form) -> impl IntoView {
    let Sitting { row, attempt, now, .. } = &sitting;
    view! {
        <header class="page-head">
            <h1>{row.name.clone()}": "{row.title.clone()}</h1>
            <p>"Began "{when::moment(row.started_at)}". "<a href=urls::person(&row.account)>"Extra time and breaks of "{row.name.clone()}</a></p>
            <StaffNav here=urls::SITTINGS />
        </header>
        <ErrorSummary form=form.clone() />
        <section>
            <h2>"Time"</h2>
            {clock::figures(attempt, *now)}
        </section>
        {if row.phase == Phase::Running { grant_form(&sitting, &form).into_any() } else { reopen_form(&sitting, &form).into_any() }}
        {clock::decisions(&attempt.decisions)}
        {aside::answers_aside(&sitting, &form)}
    }
}

fn grant_form(sitting: &Sitting, form: &Form) -> impl IntoView + use<> {
    view! {
        <section>
            <h2>"Grant time"</h2>
            <p>"The exam has it within seconds. For somebody who needs more time in every exam, approve an accommodation instead."</p>
            {decision_form(sitting, form, "grant", "Minutes, from 1 to 180", "Grant time")}
        </section>
    }
}

fn reopen_form(sitting: &Sitting, form: &Form) -> impl IntoView + use<> {
    let left = format!(
        "{} of working time were left. The result is taken back until the exam ends again; every answer stays.",
        when::length(sitting.left())
    );
    view! {
        <section>
            <h2>"Open again"</h2>
            <p>{left}</p>
            {decision_form(sitting, form, "reopen", "Minutes to add, from 0 to 180", "Open the exam again")}
        </section>
    }
}

fn decision_form(
    sitting: &Sitting,
    form: &Form,
    decision: &'static str,
    minutes: &'static str,
    button: &'static str,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=urls::sitting(&sitting.row.id) class="stack">
            <input type="hidden" name="decision" value=decision />
            <input type="hidden" name="key" value=sitting.key.clone() />
            <Field form=form.clone() name="minutes" label=minutes kind="number" />
            <Field form=form.clone() name="reason" label="Why" help="It stays with the exam, with your name." longest=300 />
            <button class="button">{button}</button>
        </form>
    }
}
