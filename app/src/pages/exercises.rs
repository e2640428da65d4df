//! Exercises: organisations to work with, and the model reports of audit cases.

use content::{FindingGrade, Library, ModelReport, Scenario, ScenarioKind, Use};
use domain::attempt::Mode;
use domain::item::Item;
use domain::marks::Marks;
use domain::question::Level;
use domain::record::StudyRecord;
use leptos::prelude::*;

use crate::parts::{chip, chips, level_badge};
use crate::{urls, when};

/// Those that can be worked through, in the order of the files.
pub fn offered(library: &Library) -> impl Iterator<Item = &Scenario> {
    let is_one = |scenario: &&Scenario| scenario.is_exercise() || scenario.kind == ScenarioKind::Booklet;
    library.scenarios.iter().filter(is_one).filter(|scenario| items(library, scenario).next().is_some())
}

/// The questions of one, in their order.
pub fn items<'a>(library: &'a Library, scenario: &'a Scenario) -> impl Iterator<Item = &'a Item> {
    library.items.iter().filter(|item| item.is_live() && item.scenario.as_ref() == Some(&scenario.id))
}

/// Whether somebody has answered every question of it, so that the model report gives nothing away.
pub fn is_worked_through(library: &Library, scenario: &Scenario, record: &StudyRecord) -> bool {
    items(library, scenario).all(|item| is_answered(item, record))
}

fn is_answered(item: &Item, record: &StudyRecord) -> bool {
    record.items.get(&item.id).is_some_and(|seen| seen.answered > 0)
}

/// What somebody has done with one.
fn state(library: &Library, scenario: &Scenario, record: &StudyRecord) -> (&'static str, &'static str, String) {
    let all = items(library, scenario).count();
    match items(library, scenario).filter(|item| is_answered(item, record)).count() {
        0 => ("new", "○", "not begun".to_owned()),
        some if some < all => ("begun", "◇", format!("{some} of {all} answered")),
        _ => ("complete", "●", "worked through".to_owned()),
    }
}

/// Minutes for reading and answering, and marks, in words.
fn size(library: &Library, scenario: &Scenario) -> String {
    let seconds = scenario.seconds + items(library, scenario).map(|item| item.seconds).sum::<u32>();
    let minutes = when::count(seconds.div_ceil(60) as usize, "minute", "minutes");
    let marks = items(library, scenario).map(|item| item.marking.marks).sum::<Marks>();
    let questions = when::count(items(library, scenario).count(), "question", "questions");
    format!("{questions} · {marks} marks · {minutes}")
}

/// What an exercise is for.
pub fn purpose(scenario: &Scenario) -> &'static str {
    match (scenario.kind, scenario.shows) {
        (_, Some(Use::SeekingAssurance)) => "Use of the standard: seeking a service with assurance",
        (_, Some(Use::SupplyChain)) => "Use of the standard: one approach across a supply chain",
        (_, Some(Use::DemonstratingCapability)) => "Use of the standard: showing what a provider can do",
        (_, Some(Use::Measuring)) => "Use of the standard: measuring and reviewing one's own work",
        (_, Some(Use::Improving)) => "Use of the standard: improving how services are designed and delivered",
        (_, Some(Use::BeingAssessed)) => "Use of the standard: being assessed for conformity",
        (ScenarioKind::Audit, None) => "Audit case: documents, records and interviews, with a model report",
        (_, None) => "Booklet: an organization with its services, figures and history",
    }
}

/// What is said at the head of a level.
const fn about(level: Level) -> &'static str {
    match level {
        Level::Foundation => "Short cases, one for each use of the standard. They stand in no mock paper.",
        Level::Practitioner => {
            "Booklets as in the exam, 20 marks each. Mock papers draw from the same booklets: keep one in each area for a paper that is new to you."
        }
        Level::Auditor => "Whole audit cases. Make your findings first; then hold them against a model report.",
    }
}

/// All exercises, by level.
#[component]
pub fn ExercisesPage<'a>(library: &'a Library, record: StudyRecord) -> impl IntoView {
    let levels = Level::ALL.map(|level| {
        let own = offered(library).filter(|scenario| scenario.level == level).collect::<Vec<_>>();
        (!own.is_empty()).then(|| {
            let lines = own.iter().map(|scenario| line(library, scenario, &record)).collect_view();
            view! {
                <section>
                    <h2>{level.name()}</h2>
                    <p>{about(level)}</p>
                    <ul class="lessons">{lines}</ul>
                </section>
            }
        })
    });
    view! {
        <header class="page-head">
            <h1>"Exercises"</h1>
            <p>"Organizations to work with: read what they are like, then decide."</p>
        </header>
        {levels.into_iter().collect_view()}
    }
}

fn line(library: &Library, scenario: &Scenario, record: &StudyRecord) -> impl IntoView + use<> {
    let (class, sign, word) = state(library, scenario, record);
    view! {
        <li class=class>
            <span class="sign" aria-hidden="true">{sign}</span>
            <span class="lesson-name">
                <a href=urls::exercise(&scenario.id)>{scenario.title.clone()}</a>
                <span class="help">{purpose(scenario)}</span>
            </span>
            <span class="lesson-facts">{format!("{} · {word}", size(library, scenario))}</span>
        </li>
    }
}

/// One exercise: its text, and the way into its questions.
#[component]
pub fn ExercisePage<'a>(library: &'a Library, scenario: &'a Scenario, record: StudyRecord) -> impl IntoView {
    let (_, _, word) = state(library, scenario, &record);
    let report = library.model_report(&scenario.id).map(|_| {
        if is_worked_through(library, scenario, &record) {
            let address = urls::model_report(&scenario.id);
            view! { <p><a class="button quiet" href=address>"Read the model report"</a></p> }.into_any()
        } else {
            view! { <p class="help">"The model report opens when you have answered every question."</p> }.into_any()
        }
    });
    let mode = |mode: Mode, class, words| {
        view! {
            <form method="post" action=urls::PRACTICE>
                <input type="hidden" name="scenario" value=scenario.id.to_string() />
                <input type="hidden" name="mode" value=mode.word() />
                <button class=class>{words}</button>
            </form>
        }
    };
    view! {
        <header class="page-head">
            {level_badge(scenario.level)}
            <h1>{scenario.title.clone()}</h1>
            <p>{purpose(scenario)}</p>
            <p class="help">{format!("{} · {word} ", size(library, scenario))}{chips(&scenario.clauses)}</p>
        </header>
        <div class="actions">
            {mode(Mode::Practice, "button next", "Answer, with the reasons after each question")}
            {mode(Mode::Timed, "button quiet", "Answer against the clock")}
        </div>
        {report}
        <section><article class="prose" inner_html=scenario.html.clone()></article></section>
    }
}

/// The model report of an audit case.
#[component]
pub fn ModelReportPage<'a>(scenario: &'a Scenario, report: &'a ModelReport) -> impl IntoView {
    let findings = report.findings.iter().map(|finding| {
        view! {
            <tr>
                <th scope="row">{finding.id.clone()}</th>
                <td>{finding.title.clone()}</td>
                <td>{grade(finding.grade)}</td>
                <td>{chip(&finding.clause)}</td>
                <td>{finding.evidence.clone()}</td>
            </tr>
        }
    });
    view! {
        <header class="page-head">
            {level_badge(scenario.level)}
            <h1>{format!("Model report: {}", scenario.title)}</h1>
            <p>"One way to write it. Yours may be worded otherwise: what counts is requirement, evidence and failure."</p>
            <p><a href=urls::exercise(&scenario.id)>"Back to the case"</a></p>
        </header>
        <div class="table" tabindex="0" role="region" aria-label="Findings">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"No."</th>
                        <th scope="col">"Finding"</th>
                        <th scope="col">"Grade"</th>
                        <th scope="col">"Clause"</th>
                        <th scope="col">"Evidence"</th>
                    </tr>
                </thead>
                <tbody>{findings.collect_view()}</tbody>
            </table>
        </div>
        <section><article class="prose" inner_html=report.html.clone()></article></section>
    }
}

const fn grade(grade: FindingGrade) -> &'static str {
    match grade {
        FindingGrade::Major => "Major nonconformity",
        FindingGrade::Minor => "Minor nonconformity",
        FindingGrade::Opportunity => "Opportunity for improvement",
        FindingGrade::Conformity => "Conformity",
        FindingGrade::NotEnoughEvidence => "Not enough evidence",
    }
}
