use content::Library;
use domain::award::{Entry, Event, is_for_all, maker};
use domain::credits::Rules;
use domain::ids::OrganisationId;
use leptos::prelude::*;
use store::EvidenceFile;

use super::{CertificateFields, Held, Record, words};
use crate::form::{ErrorSummary, Field, Form};
use crate::pages::award::line_words;
use crate::pages::organisation::EvidenceList;
use crate::parts::level_badge;
use crate::{urls, when};

/// One certificate: what it says, what became of it, and correcting it.
#[component]
pub fn CertificatePage<'a>(
    library: &'a Library,
    record: &'a Record,
    held: &'a Held,
    /// The files that prove it.
    files: Vec<EvidenceFile>,
    form: Form,
) -> impl IntoView {
    let (rules, facts) = (&library.credits.rules, &held.award.facts);
    let maker = maker(&held.log.entries);
    let history = held.log.entries.iter().map(|entry| line(rules, (record, held), entry, maker)).collect_view();
    let ledger = record.ledger.iter().filter(|entry| entry.award == *held.id()).map(|entry| {
        let sign = if entry.reverses.is_some() { "−" } else { "+" };
        view! { <li><b>{format!("{sign}{}", entry.amount)}</b>" "{words::entry(entry)}", "{when::moment(entry.at)}</li> }
    });
    let ledger = ledger.collect::<Vec<_>>();
    let ledger = (!ledger.is_empty()).then(|| {
        view! {
            <section>
                <h2>"In the ledger"</h2>
                <ul>{ledger}</ul>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::CREDITS>"Certificates and credits"</a></p>
            <h1>{words::name(rules, &facts.qualification, Some(facts))}</h1>
            {facts.qualification.level().map(|level| view! { <p>{level_badge(level)}</p> })}
            <p>{words::standing(held, record)}</p>
        </header>
        <section>
            <h2>"What it says"</h2>
            {figures(held)}
            {facts.qualification.level().map(|_| view! { <p><a href=urls::changes(held.id())>"What changed since this certificate"</a></p> })}
        </section>
        <section>
            <h2>"Proof"</h2>
            <p class="help">"Who looks at the certificate for an organisation that you joined sees these files."</p>
            <EvidenceList files=files address=urls::own_evidence(held.id()) may_add=held.award.ended().is_none() />
        </section>
        <section>
            <h2>"Its history"</h2>
            <ol class="history-of">{history}</ol>
        </section>
        {ledger}
        {held.award.may_be_reinstated().then(|| putting_back(held, form.clone()))}
        {held.award.ended().is_none().then(|| correction(library, held, form))}
    }
}

fn figures(held: &Held) -> impl IntoView + use<> {
    let facts = &held.award.facts;
    let until = facts.expires_on.map_or_else(|| "no end named".to_owned(), |last| when::day(&last.to_string()));
    let edition = if facts.edition.is_empty() { "not known".to_owned() } else { facts.edition.clone() };
    let figure = |name, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <dl class="figures">
            {figure("Institute", facts.institute.clone())}
            {figure("Date", when::day(&facts.awarded_on.to_string()))}
            {figure("Number", facts.certificate_number.clone())}
            {figure("Valid until", until)}
            {figure("Edition", edition)}
        </dl>
    }
}

/// Who did what, when, and for whom.
fn line(
    rules: &Rules,
    (record, held): (&Record, &Held),
    entry: &Entry,
    maker: Option<&OrganisationId>,
) -> impl IntoView + use<> {
    let is_change = matches!(entry.event, Event::Corrected { .. } | Event::Revoked { .. } | Event::Reinstated { .. });
    let only = (is_change && !is_for_all(entry.organisation.as_ref(), maker))
        .then_some(" This counts in the books of that organisation only.");
    let whose = entry.organisation.as_ref().and_then(|organisation| record.organisations.get(organisation));
    let whose = whose.map(|name| format!(" for {name}")).unwrap_or_default();
    view! {
        <li>
            {words::capital(&line_words(rules, &held.log.entries, entry))}{only}
            <span class="help">{format!("by {}{whose}, ", entry.by)}{when::moment(entry.at)}</span>
        </li>
    }
}

/// For what was taken back by mistake.
fn putting_back(held: &Held, form: Form) -> impl IntoView + use<> {
    view! {
        <section>
            <h2>"Was it taken back by mistake?"</h2>
            <p>"Put it back, and it counts in your record again. Every organisation that sees it has to look at it anew."</p>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::certificate(held.id()) class="stack">
                <Field form=form name="reason" label="Why it counts after all" longest=300 />
                <button class="button" name="go" value="reinstate">"Put it back"</button>
            </form>
        </section>
    }
}

fn correction(library: &Library, held: &Held, form: Form) -> impl IntoView {
    let here = urls::certificate(held.id());
    view! {
        <section>
            <h2>"Correct it"</h2>
            <p>"What was recorded stays in the history. Who had verified it has to look again."</p>
            <ErrorSummary form=form.clone() />
            <form method="post" action=here class="stack">
                <CertificateFields library=library form=form.clone() />
                <Field form=form name="reason" label="Why it is corrected" longest=300 />
                <button class="button">"Correct"</button>
            </form>
        </section>
        <section>
            <h2>"Take it back"</h2>
            <p>"If it should not stand in your record at all."</p>
            <p><a href=urls::take_back(held.id())>"Take this certificate back"</a></p>
        </section>
    }
}
