use content::Library;
use domain::award::Facts;
use domain::credits::{Holding, Line, Rules};
use leptos::prelude::*;

use super::{Held, Record, words};
use crate::parts::level_badge;
use crate::{urls, when};

/// Each certificate with what it was worth, what of that counted, and why.
pub(super) fn certificates(library: &Library, record: &Record) -> AnyView {
    if record.held.is_empty() && record.taken_back.is_empty() {
        return view! { <p class="empty">"None recorded yet."</p> }.into_any();
    }
    let rules = &library.credits.rules;
    let holdings = record.held.iter().map(|held| Holding::from(&held.award.facts)).collect::<Vec<_>>();
    let cards = record.held.iter().zip(&record.position.lines).enumerate().map(|(n, (held, line))| {
        let mut beside = holdings.clone();
        let holding = beside.remove(n);
        card(rules, record, held, (&holding, line, &beside))
    });
    let gone = record.taken_back.iter().map(|held| {
        let name = words::name(rules, &held.award.facts.qualification, Some(&held.award.facts));
        view! { <li><a href=urls::certificate(held.id())>{name}</a>", "{held.award.facts.certificate_number.clone()}</li> }
    });
    let gone = (!record.taken_back.is_empty()).then(|| {
        view! {
            <details>
                <summary>{when::count(record.taken_back.len(), "certificate taken back", "certificates taken back")}</summary>
                <ul>{gone.collect_view()}</ul>
            </details>
        }
    });
    view! {
        <ol class="certificates">{cards.collect_view()}</ol>
        {gone}
    }
    .into_any()
}

fn card(
    rules: &Rules,
    record: &Record,
    held: &Held,
    (holding, line, beside): (&Holding, &Line, &[Holding]),
) -> impl IntoView + use<> {
    let facts = &held.award.facts;
    view! {
        <li>
            <h3>{title(rules, held)}</h3>
            <p class="worth"><b>{words::credits(line.value)}</b>", "{format!("{} counted", line.counted)}</p>
            <p>{words::why(rules, holding, line, beside)}</p>
            <p class="help">{printed(facts)}" "{words::standing(held, record)}</p>
            {source(rules, holding)}
        </li>
    }
}

fn title(rules: &Rules, held: &Held) -> impl IntoView + use<> {
    let facts = &held.award.facts;
    let badge = facts.qualification.level().map(|level| view! { {level_badge(level)}" " });
    let name = words::name(rules, &facts.qualification, Some(facts));
    view! { {badge}<a href=urls::certificate(held.id())>{name}</a> }
}

/// What stands on the certificate.
fn printed(facts: &Facts) -> String {
    let day = when::day(&facts.awarded_on.to_string());
    format!("{}, {day}, number {}.", facts.institute, facts.certificate_number)
}

/// Where the value was read.
pub(super) fn source(rules: &Rules, holding: &Holding) -> Option<impl IntoView + use<>> {
    let module =
        rules.on(&holding.qualification, holding.awarded_on).or_else(|| rules.module(&holding.qualification))?;
    Some(view! { <p class="help">{words::said(&module.said)}</p> })
}
