use domain::award::Day;
use domain::ids::MemberId;
use leptos::prelude::*;
use store::Seat;

use super::award::{DecisionForm, Proved, facts, files_address};
use super::evidence::EvidenceList;
use super::nav::OfficeNav;
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

/// A certificate that waits, and whose it is.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Whose.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// The certificate.
    pub one: Proved,
}

/// Certificates that somebody has to look at, the oldest first.
#[component]
pub fn ApprovalsPage<'a>(
    seat: &'a Seat,
    waiting: Vec<Waiting>,
    /// How many wait in all.
    all: usize,
    today: Day,
    form: Form,
) -> impl IntoView {
    let title = match all {
        0 => "Nothing waits".to_owned(),
        n => format!("{} to look at", when::count(n, "certificate", "certificates")),
    };
    let more = all.checked_sub(waiting.len()).filter(|more| *more > 0).map(|more| {
        view! { <p class="help">{when::count(more, "other waits", "others wait")}": they follow as these are decided."</p> }
    });
    let empty = waiting.is_empty().then(|| {
        view! { <p class="empty">"Every certificate that was recorded has been looked at. New ones appear here, the oldest first."</p> }
    });
    let cards = waiting.iter().map(|one| card(seat, one, today, &form)).collect_view();
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="approvals" />
            <h1>{title}</h1>
            <p>"A certificate counts once somebody other than its holder has seen the proof."</p>
        </header>
        <ErrorSummary form=form.clone() />
        {empty}
        <section class="approvals">{cards}</section>
        {more}
    }
}

fn card(seat: &Seat, waiting: &Waiting, today: Day, form: &Form) -> Option<impl IntoView + use<>> {
    let award = waiting.one.award(seat)?;
    let person = format!("{}/{}", urls::office(&seat.organisation, "people"), waiting.member);
    let id = waiting.one.log.id.to_string();
    let action = format!("{}/{id}", urls::office(&seat.organisation, "approvals"));
    let decide = if waiting.member == seat.member {
        view! { <p class="help">"This is your own certificate: somebody else has to look at it."</p> }.into_any()
    } else {
        view! { <DecisionForm id=id action=action form=form.clone() /> }.into_any()
    };
    let ended = award.facts.expires_on.is_some_and(|last| last < today).then_some("It has ended already.");
    let (by, at) = award.claimed.clone();
    Some(view! {
        <article class="award">
            <h2><a href=person>{waiting.name.clone()}</a>": "{waiting.one.title.clone()}</h2>
            <p class="help">"Recorded by "{by}", "{when::moment(at)}". "{ended}</p>
            <div class="pair">
                <div>{facts(&award)}</div>
                <div>
                    <h3>"Proof"</h3>
                    <EvidenceList files=waiting.one.files.clone() address=files_address(seat, &waiting.one) may_add=false />
                </div>
            </div>
            {decide}
        </article>
    })
}
