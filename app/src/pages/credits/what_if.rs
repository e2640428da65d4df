use content::Library;
use domain::award::{Day, Qualification};
use domain::credits::{Group, HalfCredits, Holding, Line, Module, Rules};
use leptos::prelude::*;

use super::rules::group_name;
use super::{Record, lines, words};
use crate::urls;

/// Most credits that other complementary certificates may be supposed to have given.
const MOST_OTHERS: HalfCredits = HalfCredits(40);

/// A collection of certificates that somebody asks about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supposed {
    codes: Vec<Qualification>,
    others: HalfCredits,
    /// What was typed for the others, when it is no amount.
    unread: Option<String>,
}

impl Supposed {
    /// Reads the address: `with` once for each certificate, `other` for further credits. Nothing when it says neither.
    pub fn read(library: &Library, all: impl Fn(&str) -> Vec<String>) -> Option<Self> {
        let (with, other) = (all("with"), all("other"));
        if with.is_empty() && other.is_empty() {
            return None;
        }
        let known = |code: &Qualification| library.credits.rules.module(code).is_some_and(|one| one.value.is_some());
        let mut codes = with.iter().filter_map(|code| Qualification::from_code(code)).filter(known).collect::<Vec<_>>();
        codes.sort();
        codes.dedup();
        let typed = other.first().map(|text| text.trim()).filter(|text| !text.is_empty());
        let others = typed.map(|text| HalfCredits::from_text(text).filter(|amount| *amount <= MOST_OTHERS));
        let unread = typed.filter(|_| others == Some(None)).map(str::to_owned);
        Some(Self { codes, others: others.flatten().unwrap_or_default(), unread })
    }

    /// What the person has recorded.
    pub fn of(record: &Record) -> Self {
        let facts = record.held.iter().map(|held| &held.award.facts);
        let plain = facts.clone().filter(|facts| facts.other.is_none());
        let mut codes = plain.map(|facts| facts.qualification.clone()).collect::<Vec<_>>();
        codes.sort();
        codes.dedup();
        let others =
            facts.filter_map(|facts| facts.other.as_ref()).map(|other| other.half_credits).sum::<HalfCredits>();
        Self { codes, others: others.min(MOST_OTHERS), unread: None }
    }

    /// Whether what was typed could not be read.
    pub fn is_sound(&self) -> bool {
        self.unread.is_none()
    }

    fn has(&self, code: &Qualification) -> bool {
        self.codes.contains(code)
    }

    /// The certificates as if they had all been awarded while the scheme was open.
    fn holdings(&self, rules: &Rules) -> Vec<Holding> {
        let last = Day::from_ymd_opt(rules.closed_year.value, 12, 31).unwrap_or_default();
        let holding = |qualification: &Qualification, title: &str, stated| Holding {
            awarded_on: last,
            qualification: qualification.clone(),
            institute: String::new(),
            title: title.to_owned(),
            stated,
        };
        let other = rules.modules.iter().find(|module| module.value.is_none()).filter(|_| self.others.0 > 0);
        let others = other.map(|module| holding(&module.code, "Others", Some(self.others)));
        self.codes.iter().map(|code| holding(code, "", None)).chain(others).collect()
    }
}

/// The calculator.
#[component]
pub fn WhatIfPage<'a>(library: &'a Library, supposed: Supposed) -> impl IntoView {
    let rules = &library.credits.rules;
    let holdings = supposed.holdings(rules);
    let position = rules.judge(&holdings);
    let odd = words::inconsistencies(rules, &position).into_iter().map(|words| view! { <p class="notice">{words}</p> });
    let rows = holdings.iter().zip(&position.lines).enumerate().map(|(n, (holding, line))| {
        let mut beside = holdings.clone();
        beside.remove(n);
        row(rules, holding, line, &beside)
    });
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::CREDITS>"Certificates and credits"</a></p>
            <h1>"What would I have had with …?"</h1>
            <p>
                "ITIL Expert is closed to new awards. This works out what a choice of certificates would have come to if all of \
                 them had been awarded while it was open. It is not an award, and not an official statement."
            </p>
        </header>
        <section aria-labelledby="came-to" class="came-to">
            <h2 id="came-to">"What it would have come to"</h2>
            <p class="big">{position.counted.to_string()}<small>" credits that would have counted"</small></p>
            <p>{words::summary(rules, holdings.len(), &position)}</p>
            {odd.collect_view()}
            <ol class="certificates">{rows.collect_view()}</ol>
        </section>
        <section>
            <h2>"The choice"</h2>
            <p>"The address of this page holds the choice: send it to somebody, and they see the same sum."</p>
            {choice(rules, &supposed)}
        </section>
    }
}

fn row(rules: &Rules, holding: &Holding, line: &Line, beside: &[Holding]) -> impl IntoView + use<> {
    view! {
        <li>
            <h3>{words::name(rules, &holding.qualification, None)}</h3>
            <p class="worth"><b>{words::credits(line.value)}</b>", "{format!("{} counted", line.counted)}</p>
            <p>{words::why(rules, holding, line, beside)}</p>
            {lines::source(rules, holding)}
        </li>
    }
}

fn choice(rules: &Rules, supposed: &Supposed) -> impl IntoView + use<> {
    let groups = Group::ALL.map(|group| {
        let modules = rules.modules.iter().filter(|module| module.group == group && module.value.is_some());
        let boxes = modules.map(|module| tick(module, supposed)).collect_view();
        view! { <fieldset><legend>{group_name(group)}</legend>{boxes}</fieldset> }
    });
    let typed = supposed.unread.clone().unwrap_or_else(|| match supposed.others {
        HalfCredits(0) => String::new(),
        others => others.to_string(),
    });
    let error = supposed.unread.as_ref().map(|_| {
        view! { <p class="error" id="other-error">{format!("Give the credits in halves, from 0.5 to {MOST_OTHERS}.")}</p> }
    });
    let wrong = error.is_some();
    let described = if wrong { "other-help other-error" } else { "other-help" };
    view! {
        <form method="get" action=urls::WHAT_IF class="choice">
            {groups.into_iter().collect_view()}
            <div class="field" class:wrong=wrong>
                <label for="other">"Credits of other complementary certificates (optional)"</label>
                <p class="help" id="other-help">"All together, in halves, for instance 1.5."</p>
                {error}
                <span class="control">
                    <input id="other" name="other" type="text" inputmode="decimal" value=typed maxlength="5" aria-describedby=described />
                </span>
            </div>
            <button class="button">"Work it out"</button>
        </form>
    }
}

fn tick(module: &Module, supposed: &Supposed) -> impl IntoView + use<> {
    let value = module.value.unwrap_or_default();
    let (code, checked) = (module.code.code().to_owned(), supposed.has(&module.code));
    view! {
        <label>
            <input type="checkbox" name="with" value=code checked=checked />
            {module.name.clone()}
            <small>{words::credits(value)}</small>
        </label>
    }
}
