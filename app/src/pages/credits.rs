//! A person's certificates, and the credit position that they once came to.

mod fields;
mod lines;
mod one;
mod rules;
mod take_back;
mod what_if;
mod words;

use std::collections::BTreeMap;

use content::Library;
use domain::award::{Award, Standing, day_of};
use domain::credits::{HalfCredits, Holding, Position};
use domain::ids::{AwardId, OrganisationId};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AwardLog, CreditEntry, Fault};

use crate::form::{ErrorSummary, Form};
use crate::site::{Site, Viewer};
use crate::{urls, when};

pub use fields::CertificateFields;
pub use one::CertificatePage;
pub use take_back::TakeBackPage;
pub use what_if::{Supposed, WhatIfPage};

/// A certificate in the person's record.
pub struct Held {
    /// Its log.
    pub log: AwardLog,
    /// What the log comes to.
    pub award: Award,
    /// How it stands today.
    pub standing: Standing,
}

impl Held {
    /// Which.
    pub fn id(&self) -> &AwardId {
        &self.log.id
    }

    /// Whether it was taken back.
    pub fn is_taken_back(&self) -> bool {
        self.award.is_revoked()
    }
}

/// A person's certificates and ledger.
pub struct Record {
    /// Those that were not taken back, oldest first.
    pub held: Vec<Held>,
    /// Those that were.
    pub taken_back: Vec<Held>,
    /// The ledger.
    pub ledger: Vec<CreditEntry>,
    /// What the certificates came to.
    pub position: Position,
    /// The person's organisations by name.
    organisations: BTreeMap<OrganisationId, String>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Record, Fault> {
    let today = day_of(site.now().wall);
    let replayed = |log: AwardLog| {
        let award = Award::replay(&log.entries, None, Timestamp(i64::MAX))?;
        Some(Held { standing: award.standing(today), award, log })
    };
    let all = site.store.awards(&viewer.account).await?.into_iter().filter_map(replayed);
    let (taken_back, held) = all.partition::<Vec<_>, _>(Held::is_taken_back);
    let holdings = held.iter().map(|held| Holding::from(&held.award.facts)).collect::<Vec<_>>();
    let memberships = site.store.memberships(&viewer.account, day_of(site.now().wall)).await?;
    Ok(Record {
        position: site.library().credits.rules.judge(&holdings),
        held,
        taken_back,
        ledger: site.store.credit_entries(&viewer.account).await?,
        organisations: memberships.into_iter().map(|seat| (seat.organisation, seat.name)).collect(),
    })
}

impl Record {
    /// One of the person's certificates, taken back or not.
    pub fn find(&self, id: &AwardId) -> Option<&Held> {
        self.held.iter().chain(&self.taken_back).find(|held| held.id() == id)
    }

    /// The sum of the ledger, in half credits.
    fn balance(&self) -> HalfCredits {
        let signed = |entry: &CreditEntry| match entry.reverses {
            Some(_) => -i64::from(entry.amount.0),
            None => i64::from(entry.amount.0),
        };
        HalfCredits(u16::try_from(self.ledger.iter().map(signed).sum::<i64>().max(0)).unwrap_or(u16::MAX))
    }
}

/// The page.
#[component]
pub fn CreditsPage<'a>(library: &'a Library, record: Record, form: Form) -> impl IntoView {
    let rules = &library.credits.rules;
    let odd = words::inconsistencies(rules, &record.position);
    let odd = odd.into_iter().map(|words| view! { <p class="notice">{words}</p> }).collect_view();
    let notices = library.credits.notices.iter().map(|notice| view! { <li>{notice.clone()}</li> }).collect_view();
    let steps = library.credits.next_steps.iter().map(|step| view! { <li>{step.clone()}</li> }).collect_view();
    view! {
        <header class="page-head">
            <h1>"Certificates and credits"</h1>
            <p class="big">{record.balance().to_string()}<small>" ITIL Expert credits, as they were once counted"</small></p>
            <p>{words::summary(rules, record.held.len(), &record.position)}</p>
        </header>
        {odd}
        <section>
            <h2>"Your certificates"</h2>
            {lines::certificates(library, &record)}
            <p class="actions">
                <a class="button" href="#record">"Record a certificate"</a>
                <a href=urls::WHAT_IF>"What would I have had with …?"</a>
            </p>
        </section>
        <section>
            <h2>"What the figure means today"</h2>
            <ul>{notices}</ul>
            <h3>"What to do instead"</h3>
            <ul>{steps}</ul>
            <p><a href=urls::QUALIFICATIONS>"The qualifications today, and what follows ITIL Expert"</a></p>
            {rules::table(rules)}
        </section>
        {ledger(library, &record)}
        <section id="record">
            <h2>"Record a certificate"</h2>
            <p>
                "Record what an institute gave you. Passing a mock exam here never grants a credit, and a "
                <a href=urls::CERTIFICATES>"certificate of completion"</a>" of one of our courses is no qualification: it does not belong here."
            </p>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::CREDITS class="stack">
                <CertificateFields library=library form=form />
                <button class="button">"Record"</button>
            </form>
        </section>
    }
}

/// Every line of the ledger, and the sum.
fn ledger(library: &Library, record: &Record) -> Option<impl IntoView + use<>> {
    if record.ledger.is_empty() {
        return None;
    }
    let rows = record.ledger.iter().map(|entry| {
        let sign = if entry.reverses.is_some() { "−" } else { "+" };
        let name = words::name(&library.credits.rules, &entry.qualification, None);
        view! {
            <tr>
                <th scope="row"><a href=urls::certificate(&entry.award)>{name}</a></th>
                <td class="num">{format!("{sign}{}", entry.amount)}</td>
                <td>{words::entry(entry)}</td>
                <td class="quiet">{when::moment(entry.at)}</td>
            </tr>
        }
    });
    Some(view! {
        <section>
            <h2>"The ledger"</h2>
            <p>"What was written about your credits, in order. Nothing in it is ever changed: what was wrong is taken back by a line of its own."</p>
            <div class="table" tabindex="0" role="region" aria-label="The ledger">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Certificate"</th>
                            <th scope="col" class="num">"Credits"</th>
                            <th scope="col">"Why"</th>
                            <th scope="col">"Written"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows.collect_view()}
                        <tr class="total">
                            <th scope="row">"Sum"</th>
                            <td class="num">{record.balance().to_string()}</td>
                            <td></td>
                            <td></td>
                        </tr>
                    </tbody>
                </table>
            </div>
        </section>
    })
}
