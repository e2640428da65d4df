//! The home page: what this is, the levels, honest facts.

use content::Library;
use domain::map::ClauseMap;
use domain::question::Level;
use leptos::prelude::*;

use crate::parts::{Map, Meaning};
use crate::urls;

/// The page.
#[component]
pub fn Home<'a>(library: &'a Library) -> impl IntoView {
    let map = ClauseMap::of(&library.taught, &Default::default(), &[]);
    view! {
        <section class="hero">
            <h1>"Learn ISO/IEC 20000 by its shape"</h1>
            <p class="lead">
                "Clausewise prepares you for the ISO/IEC 20000 qualifications in IT service management: lessons that explain every clause \
                in plain words, questions that tell you why, and mock exams under real conditions that cannot be lost."
            </p>
            <p class="actions">
                <a class="button next" href=urls::SIGN_UP>"Start studying"</a>
                <a class="button quiet" href=urls::SIGN_IN>"Sign in"</a>
            </p>
        </section>
        <section>
            <h2>"The standard on one page"</h2>
            <p>
                "These are the requirements of ISO/IEC 20000-1:2018, clause by clause. You meet this map everywhere here: it shows what you \
                know, what a paper asked, and where a lesson stands."
            </p>
            <Map map=map meaning=Meaning::Place />
        </section>
        <section class="columns">
            <h2>"Three levels"</h2>
            {levels(library)}
        </section>
        <section>
            <h2>"For organisations"</h2>
            <p>
                "Clause 7.2 asks an organization to know that its people are competent, and to keep the evidence. Import your staff list, say which                 position needs which qualification, and see the gaps, what expires and what is planned. Certificates count once somebody has seen the                 proof; the pack for the auditor is printed from the same record."
            </p>
            <p><a href=urls::ORGANISATIONS>"Open the books of your organisation"</a></p>
        </section>
        <section class="facts">
            <h2>"Honest facts"</h2>
            <dl>
                <dt>"Which edition?"</dt>
                <dd>
                    "ISO/IEC 20000-1:2018 with Amendment 1:2024, the edition in force. The editions of 2011 and 2005 are here for comparison, \
                    clause by clause."
                </dd>
                <dt>"Is this the official exam?"</dt>
                <dd>
                    "No. The papers are ours, modelled on what institutes publish: the Foundation exams of APMG-International and EXIN are \
                    described as 40 questions in 60 minutes with 26 to pass. "
                    <a href=urls::QUALIFICATIONS>"The exams and institutes"</a>
                    ", each figure with its source and how sure it is."
                </dd>
                <dt>"What about ITIL Expert?"</dt>
                <dd>
                    "ITIL® Expert was retired with ITIL v3: its last exams were held by 2022. The credits that ISO/IEC 20000 certificates once gave \
                    towards it (1.0, 1.5 and 1.0) are shown as history, not as a promise."
                </dd>
            </dl>
        </section>
    }
}

fn levels(library: &Library) -> impl IntoView + use<> {
    let levels = [
        (
            Level::Foundation,
            "Know the standard: what each clause asks for, and the words it uses. No prerequisite.",
            "short cases",
        ),
        (
            Level::Practitioner,
            "Apply it: scope, plan, run and improve a service management system in an organization.",
            "scenario booklets",
        ),
        (Level::Auditor, "Audit it: evidence, findings, nonconformities, and the certification cycle.", "audit cases"),
    ];
    let entries = levels.map(|(level, what, exercises)| {
        let lessons = library.lessons.iter().filter(|lesson| lesson.level == level).count();
        let items = library.items.iter().filter(|item| item.level == level && item.is_live()).count();
        let cases = library.scenarios.iter().filter(|scenario| scenario.level == level).count();
        view! {
            <li class=level.word()>
                <h3><b aria-hidden="true">{level.name().chars().next()}</b>" "{level.name()}</h3>
                <p>{what}</p>
                <p class="figures">{format!("{lessons} lessons · {items} reviewed questions · {cases} {exercises} · mock exams")}</p>
            </li>
        }
    });
    view! { <ol class="levels">{entries.into_iter().collect_view()}</ol> }
}
