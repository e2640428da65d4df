//! The qualifications: exams and institutes, each figure with how well it is known, and what became of ITIL Expert.

use content::{Exam, Fact, Institute, Library};
use domain::question::Level;
use domain::scheme::{Book, Confidence, Figure, Scheme, SchemeStatus};
use leptos::prelude::*;

use crate::parts::{Independence, level_badge};
use crate::{urls, when};

/// The page.
#[component]
pub fn Qualifications<'a>(library: &'a Library) -> impl IntoView {
    let known = &library.institutes;
    let levels = Level::ALL.map(|level| level_section(library, level));
    let institutes = known.institutes.iter().filter(|institute| !institute.facts.is_empty());
    let institutes =
        institutes.map(|one| view! { <dt>{one.name.clone()}</dt><dd>{facts(&one.facts)}</dd> }).collect_view();
    view! {
        <header class="page-head">
            <h1>"The qualifications, their exams and institutes"</h1>
            <p>
                "Several institutes examine people on ISO/IEC 20000, and their exams differ. Here is what we could read about them, how sure it is, \
                and what nobody could confirm to us."
            </p>
            <p>{format!("Checked {}. ", when::day(&known.checked_on))}<a href="#before">"Ask your institute before you book."</a></p>
        </header>
        {labels()}
        {levels.into_iter().collect_view()}
        <section class="facts">
            <h2>"Who runs what"</h2>
            <dl>{institutes}</dl>
        </section>
        <section id="before">
            <h2>"What could not be confirmed"</h2>
            <ul>{known.open_on_exams.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view()}</ul>
            <p>
                "So before you pay, ask your institute for the edition of the standard, the number of questions, the pass mark, the minutes \
                and the books you may use."
            </p>
        </section>
        {itil(library)}
        <section>
            <h2>"Whose page this is"</h2>
            <Independence />
            <p>"If an institute tells you something else, what it tells you holds."</p>
            <p>
                "Our own "<a href=urls::CERTIFICATES>"certificates of completion"</a>" say that somebody completed one of our courses. They are none of the                 qualifications on this page. Whoever is shown one can "<a href=urls::VERIFY>"check it by its code"</a>"."
            </p>
        </section>
    }
}

/// What the labels of figures mean.
fn labels() -> impl IntoView {
    let known = [Confidence::High, Confidence::MediumHigh, Confidence::Medium];
    let lines = known.map(|confidence| view! { <div><dt>{label(confidence)}</dt><dd>{meaning(confidence)}</dd></div> });
    view! {
        <section>
            <h2>"How sure a figure is"</h2>
            <dl class="labels">
                {lines.into_iter().collect_view()}
                <div><dt>"not known"</dt><dd>"No source we read gives it. We do not guess."</dd></div>
            </dl>
        </section>
    }
}

const fn label(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "confirmed",
        Confidence::MediumHigh => "supported",
        Confidence::Medium => "one source",
        Confidence::LowMedium | Confidence::Low => "not known",
    }
}

const fn meaning(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "Read at its owner, or in two places that do not depend on each other.",
        Confidence::MediumHigh => "Read in one good source, and another supports it.",
        Confidence::Medium => "Read in one place that reports it at second hand.",
        Confidence::LowMedium | Confidence::Low => "Not confirmed.",
    }
}

fn level_section(library: &Library, level: Level) -> impl IntoView + use<> {
    let aim = library.institutes.levels.iter().find(|aim| aim.level == level);
    let aim = aim.map(|aim| view! { <p>{aim.whom.clone()}" "{aim.aim.clone()}</p> });
    let exams = library.institutes.institutes.iter().flat_map(|institute| {
        institute.exams.iter().filter(|exam| exam.level == level).map(move |exam| (institute, exam))
    });
    let exams = exams.map(|(institute, exam)| exam_rows(library, institute, exam)).collect_view();
    let name = format!("Exams at the level {}", level.name());
    view! {
        <section>
            <h2>{level_badge(level)}</h2>
            {aim}
            <div class="table" tabindex="0" role="region" aria-label=name>
                <table class="exams">
                    <thead>
                        <tr>
                            <th scope="col">"Questions"</th>
                            <th scope="col">"Marks"</th>
                            <th scope="col">"To pass"</th>
                            <th scope="col">"Minutes"</th>
                            <th scope="col">"Books"</th>
                        </tr>
                    </thead>
                    {exams}
                </table>
            </div>
        </section>
    }
}

/// An exam: its name, its figures, and below them what else is known.
fn exam_rows(library: &Library, institute: &Institute, exam: &Exam) -> impl IntoView + use<> {
    let scheme = exam.scheme.as_ref().and_then(|id| library.scheme(id));
    let figures = match scheme.filter(|scheme| scheme.status == SchemeStatus::Read) {
        Some(scheme) => view! { <tr>{figures(scheme)}</tr> }.into_any(),
        None => view! { <tr><td colspan="5">"Not known: no source we read gives the figures of this exam."</td></tr> }
            .into_any(),
    };
    let before = match &exam.before {
        Some(fact) => fact_line(fact).into_any(),
        None => "Not known. Ask the institute.".into_any(),
    };
    view! {
        <tbody>
            <tr class="exam-name"><th scope="rowgroup" colspan="5">{exam.name.clone()}<small>{institute.name.clone()}</small></th></tr>
            {figures}
            <tr>
                <td colspan="5" class="exam-more">
                    <p><b>"Needed before: "</b>{before}</p>
                    {exam.facts.iter().map(|fact| view! { <p>{fact_line(fact)}</p> }).collect_view()}
                    {scheme.map(sources)}
                </td>
            </tr>
        </tbody>
    }
}

fn figures(scheme: &Scheme) -> impl IntoView + use<> {
    let cell = |value: String, figure: Figure| {
        let confidence = scheme.provenance(figure).confidence;
        let is_known = confidence >= Confidence::Medium && !value.is_empty();
        let value = if is_known { value } else { "not known".to_owned() };
        view! { <td>{value}{is_known.then(|| view! { <small>{label(confidence)}</small> })}</td> }
    };
    let pass = format!("{} ({} %)", scheme.pass, scheme.pass_percent());
    view! {
        {cell(scheme.questions.to_string(), Figure::Questions)}
        {cell(scheme.marks.to_string(), Figure::Pass)}
        {cell(pass, Figure::Pass)}
        {cell(scheme.minutes.to_string(), Figure::Minutes)}
        {cell(book(scheme.book).to_owned(), Figure::Book)}
    }
}

const fn book(book: Book) -> &'static str {
    match book {
        Book::Closed => "closed",
        Book::Open => "open",
        Book::RestrictedOpen => "named ones only",
        Book::Unknown => "",
    }
}

/// Where the figures come from. Those of a sister exam are told apart, and those that we made ourselves are left out.
fn sources(scheme: &Scheme) -> Option<AnyView> {
    let checked = when::day(&scheme.checked_on);
    let source = scheme.source.trim_end_matches('.').to_owned();
    match scheme.status {
        SchemeStatus::Read => {
            let of = |figure: &Figure| match figure {
                Figure::Questions => Some("Questions"),
                Figure::Minutes => Some("Minutes"),
                Figure::Pass => Some("Pass mark"),
                Figure::Book => Some("Books"),
                Figure::NegativeMarking => None,
            };
            let own = scheme
                .figures
                .iter()
                .filter_map(|(figure, known)| Some(format!(" {}: {}.", of(figure)?, known.source)));
            let own = own.collect::<String>();
            Some(view! { <p class="help">{format!("Source: {source}, checked {checked}.{own}")}</p> }.into_any())
        }
        SchemeStatus::Proxy => {
            let Scheme { questions, marks, pass, minutes, .. } = scheme;
            let books = match book(scheme.book) {
                "" => String::new(),
                books => format!(", books: {books}"),
            };
            let figures = format!("{questions} questions, {marks} marks, {pass} to pass, {minutes} minutes{books}");
            Some(
                view! {
                    <p class="help">
                        {format!("For comparison only, from another exam of the same institute, on ISO/IEC 27001: {figures}. Source: {source}, checked {checked}.")}
                    </p>
                }
                .into_any(),
            )
        }
        SchemeStatus::Proposal => None,
    }
}

fn facts(facts: &[Fact]) -> impl IntoView + use<> {
    facts.iter().map(|fact| view! { <p>{fact_line(fact)}</p> }).collect_view()
}

fn fact_line(fact: &Fact) -> impl IntoView + use<> {
    let source = format!("{}. Source: {}.", label(fact.confidence), fact.source.trim_end_matches('.'));
    view! { {fact.text.clone()}" "<small class="source">{source}</small> }
}

fn itil(library: &Library) -> impl IntoView + use<> {
    let known = &library.institutes;
    let lines = known.itil.iter().map(|fact| view! { <li>{fact_line(fact)}</li> }).collect_view();
    let open = known.open_on_itil.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view();
    view! {
        <section>
            <h2>"ITIL Expert is retired"</h2>
            <p>
                "Nobody can newly earn ITIL® Expert. What ISO/IEC 20000 certificates once counted towards it is kept as history under "
                <a href=urls::CREDITS>"Credits"</a>"; nothing we read says that they count towards ITIL 4 or ITIL (Version 5). They stand on their own merit."
            </p>
            <ul>{lines}</ul>
            <h3>"What follows today"</h3>
            <p>
                "If you hold ITIL Expert or at least 17 credits of ITIL v3, ask PeopleCert, which owns ITIL and keeps the records, which transition is \
                open to you now. With fewer credits, the way forward is a Foundation exam of ITIL 4 or of ITIL (Version 5); ask which is the better start."
            </p>
            <h3>"What could not be confirmed about ITIL"</h3>
            <ul>{open}</ul>
        </section>
    }
}
