//! The home page: what this is, the levels, honest facts.

use content::Library;
use domain::map::ClauseMap;
use leptos::prelude::*;

use crate::parts::{Map, Meaning};
use crate::urls;

/// The page.
#[component]
pub fn Home<'a>(library: &'a Library) -> impl IntoView {
    let map = ClauseMap::of(&library.taught, &Default::default(), &[]);
    let lessons = library.lessons.len();
    let items = library.items.iter().filter(|item| item.is_live()).count();
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
            {levels(lessons, items)}
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

fn levels(lessons: usize, items: usize) -> impl IntoView {
    view! {
        <ol class="levels">
            <li class="foundation">
                <h3><b aria-hidden="true">"F"</b>" Foundation"</h3>
                <p>"Know the standard: what each clause asks for, and the words it uses. No prerequisite."</p>
                <p class="figures">{format!("{lessons} lessons · {items} reviewed questions · mock exams")}</p>
            </li>
            <li class="practitioner">
                <h3><b aria-hidden="true">"P"</b>" Practitioner"</h3>
                <p>"Apply it: scope, plan, run and improve a service management system in an organization."</p>
                <p class="figures">"Clause explorer and glossary serve you today"</p>
            </li>
            <li class="auditor">
                <h3><b aria-hidden="true">"A"</b>" Auditor"</h3>
                <p>"Audit it: evidence, findings, nonconformities, and the certification cycle."</p>
                <p class="figures">"Clause explorer and glossary serve you today"</p>
            </li>
        </ol>
    }
}
