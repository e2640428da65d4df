use content::Library;
use domain::cut::cut_score;
use domain::ids::ItemId;
use domain::layout::{Cut, CutSource};
use domain::scheme::{Blueprint, Book, Figure, Provenance, Quota, Scheme, SchemeStatus};
use domain::time::Millis;
use leptos::prelude::*;

use super::offer::{Offer, PaperChoice, by_level};
use crate::parts::{confidence_word, level_badge};
use crate::{urls, when};

/// The papers, and the facts card of one of them with its start.
#[component]
pub fn FactsPage<'a>(library: &'a Library, offer: Offer, wanted: String) -> impl IntoView {
    let chosen = offer.chosen(&wanted);
    let card = chosen.map(|paper| facts_card(library, paper, &offer));
    let here = chosen.map(|paper| paper.id.clone()).unwrap_or_default();
    let lists = by_level(&offer.papers).into_iter().map(|(level, papers)| {
        let lines = papers.into_iter().map(|paper| paper_line(paper, &offer, paper.id == here)).collect_view();
        view! { <h3>{level.name()}</h3><ul class="paper-list" role="list">{lines}</ul> }
    });
    let lists = lists.collect_view();
    view! {
        <header class="page-head">
            <h1>"Mock exam"</h1>
            <p>
                "A paper under exam conditions: nothing is told before the end, and the clock is the server's. Every answer is saved as you give it. "
                <a href=urls::TUTORIAL>"Try the exam screen first"</a>", without a clock and without marks."
            </p>
        </header>
        {card}
        <section>
            <h2>"All papers"</h2>
            {lists}
        </section>
        <section>
            <h2>"What the institutes say about their exams"</h2>
            <p>
                "Exams differ between institutes. Before you book, look at "
                <a href=urls::QUALIFICATIONS>"the exams and institutes"</a>": what could be read about each, and how sure it is."
            </p>
        </section>
    }
}

fn paper_line(paper: &PaperChoice, offer: &Offer, here: bool) -> impl IntoView + use<> {
    let sat = offer.finished.iter().filter(|head| match (&head.paper, &head.scheme) {
        (Some(fixed), _) => fixed.as_str() == paper.id,
        (None, Some(scheme)) => scheme.as_str() == paper.id,
        (None, None) => false,
    });
    let scheme = &paper.scheme;
    let books = if scheme.book == Book::Unknown { "books not known" } else { book(scheme.book) };
    let figures = format!("{} marks, {} minutes, {books}", scheme.marks, scheme.minutes);
    let made_by = paper.made_by.as_ref().map(|name| format!("chosen by {name}"));
    let sat = match sat.count() {
        0 => "not sat yet".to_owned(),
        n => format!("sat {}", when::count(n, "time", "times")),
    };
    let facts = [Some(figures), made_by, Some(sat)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let address = format!("{}?paper={}", urls::EXAM, paper.id);
    view! {
        <li><a href=address aria-current=here.then_some("true")>{paper.title.clone()}</a><small>{facts}</small></li>
    }
}

fn facts_card(library: &Library, paper: &PaperChoice, offer: &Offer) -> impl IntoView + use<> {
    let scheme = &paper.scheme;
    let notes = scheme.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let negative = if scheme.negative_marking { "cost marks, as each question says" } else { "no negative marking" };
    let fact = |name: &'static str, value: String, figure: Figure| {
        let Provenance { source, confidence } = scheme.provenance(figure);
        let known = format!("{} Confidence: {}.", sentence(&source), confidence_word(confidence));
        view! { <div><dt>{name}</dt><dd>{value}<small>{known}</small></dd></div> }
    };
    let pass = format!("{} of {} ({} %)", scheme.pass, scheme.marks, scheme.pass_percent());
    let made_by = paper.made_by.as_ref().map(|name| view! { <p>"A fixed paper, chosen by "{name.clone()}"."</p> });
    view! {
        <section class="facts-card" aria-labelledby="paper">
            <p>{level_badge(scheme.level)}</p>
            <h2 id="paper">{paper.title.clone()}</h2>
            {made_by}
            <dl class="figures">
                {fact("Questions", scheme.questions.to_string(), Figure::Questions)}
                {fact("Minutes", scheme.minutes.to_string(), Figure::Minutes)}
                {fact("To pass", pass, Figure::Pass)}
                {fact("Books", book(scheme.book).to_owned(), Figure::Book)}
                {fact("Wrong answers", negative.to_owned(), Figure::NegativeMarking)}
            </dl>
            <ul>
                {rules(library, paper, offer)}
                {notes}
            </ul>
            <p class="help">{provenance(scheme)}</p>
            {scheme.blueprint.as_ref().map(|blueprint| spread(library, blueprint))}
            {start(library, paper, offer)}
        </section>
    }
}

/// The cut score of a paper that is always the same, where it comes from ratings.
fn own_mark(library: &Library, paper: &PaperChoice) -> Option<Cut> {
    let ids = match &paper.fixed {
        Some((_, sections)) => sections.concat(),
        None if paper.varies => return None,
        None => library.drawer(&paper.scheme.id)?.draw(&|_: &ItemId| 0, 0).ok()?.items,
    };
    let items = ids.iter().map(|id| paper.item(library, id)).collect::<Option<Vec<_>>>()?;
    Some(cut_score(&items, paper.scheme.pass_mark())).filter(|cut| cut.source != CutSource::Scheme)
}

/// What happens at time-out, with open questions, with extra time.
fn rules(library: &Library, paper: &PaperChoice, offer: &Offer) -> impl IntoView + use<> {
    let scheme = &paper.scheme;
    let book = matches!(scheme.book, Book::Open | Book::RestrictedOpen)
        .then_some("The clauses can be opened inside the exam, as you would open the standard on your desk.");
    let stretched = (!offer.stretch.is_none()).then(|| {
        let whole = offer.stretch.of(paper.time());
        let breaks = match offer.stretch.breaks {
            Millis(0) => String::new(),
            breaks => format!(", and {} of breaks during which the clock stands still", when::length(breaks)),
        };
        format!("Your extra time is added by itself: {} in all{breaks}.", when::length(whole))
    });
    let own_mark = own_mark(library, paper).map(|cut| {
        format!(
            "This very paper is passed with {} of {} marks: that is what its readers expect, question by question, of somebody who just passes. The pass mark of the scheme, {}, stands where there are no such ratings.",
            cut.marks, scheme.marks, scheme.pass
        )
    });
    let lines = [
        own_mark,
        trial_words(paper, false),
        Some("Unanswered questions earn nothing and cost nothing; you may leave any open and come back.".to_owned()),
        Some("When the time is up the paper is handed in by itself, with what is saved.".to_owned()),
        book.map(str::to_owned),
        stretched,
    ];
    lines.into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect_view()
}

/// What is said about trial questions before a paper that holds some. A time limit of the trainer's own counts them in.
pub fn trial_words(paper: &PaperChoice, has_limit: bool) -> Option<String> {
    (!paper.pilots.is_empty()).then(|| {
        let time = match has_limit {
            true => "the time limit counts them in".to_owned(),
            false => format!("the time for them ({}) is added", when::length(paper.added())),
        };
        format!(
            "This paper may hold unscored trial questions (up to {}). You are not told which they are: answer all. They earn nothing and cost nothing, {time}, and the result names them.",
            paper.pilots.len(),
        )
    })
}

/// Where the marks come from, section by section.
fn spread(library: &Library, blueprint: &Blueprint) -> impl IntoView + use<> {
    let title = |quota: &Quota| match quota.areas.as_slice() {
        [] => "all areas".to_owned(),
        areas => {
            let names =
                areas.iter().map(|area| library.area(area).map_or_else(|| area.to_string(), |a| a.title.clone()));
            names.collect::<Vec<_>>().join(", ")
        }
    };
    let sections = blueprint.sections.iter().map(|section| {
        let quotas =
            section.quotas.iter().map(|quota| view! { <li>{title(quota)}<span class="num">{quota.marks}</span></li> });
        let floor = section.minimum_percent.map(|percent| format!(", at least {percent} % of it to pass"));
        let time = section.minutes.map(|minutes| format!(", {minutes} minutes of its own"));
        let head = (!section.title.is_empty()).then(|| view! { <h4>{section.title.clone()}{floor}{time}</h4> });
        view! { {head}<ul class="blueprint">{quotas.collect_view()}</ul> }
    });
    view! { <details><summary>"Marks by area"</summary>{sections.collect_view()}</details> }
}

fn start(library: &Library, paper: &PaperChoice, offer: &Offer) -> impl IntoView + use<> {
    let scheme = &paper.scheme;
    if let Some(id) = &offer.running {
        return view! {
            <p class="notice">"You have an exam open and its clock is running."</p>
            <a class="button next" href=urls::attempt(id)>"Continue the exam"</a>
        }
        .into_any();
    }
    let fresh = match (paper.varies, offer.unseen(library, paper)) {
        (true, unseen) if unseen >= usize::from(scheme.questions) => {
            format!("{unseen} questions of the bank are new to you; they are drawn first.")
        }
        (true, unseen) => {
            format!(
                "{unseen} questions of the bank are still new to you; the others on this paper you have met before."
            )
        }
        (false, 0) => {
            "This is always the same paper, and you have met its questions: expect a better result than on a new one."
                .to_owned()
        }
        (false, _) => "This is always the same paper.".to_owned(),
    };
    let minutes = offer.stretch.of(paper.time()).0 / 60_000;
    let name = if paper.fixed.is_some() { "paper" } else { "scheme" };
    view! {
        <p>{fresh}</p>
        <form method="post" action=urls::EXAM>
            <input type="hidden" name=name value=paper.id.clone() />
            <button class="button next">{format!("Start: the clock begins ({minutes} minutes)")}</button>
        </form>
    }
    .into_any()
}

fn provenance(scheme: &Scheme) -> String {
    let status = match scheme.status {
        SchemeStatus::Read => "Read in a public source",
        SchemeStatus::Proxy => "Taken from a sister exam of the same institute",
        SchemeStatus::Proposal => "Our own practice paper",
    };
    format!(
        "{status}. Source: {} Checked {}. Confidence: {}.",
        sentence(&scheme.source),
        when::day(&scheme.checked_on),
        confidence_word(scheme.confidence)
    )
}

fn sentence(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

fn book(book: Book) -> &'static str {
    match book {
        Book::Closed => "closed book",
        Book::Open => "open book",
        Book::RestrictedOpen => "restricted open book",
        Book::Unknown => "not known",
    }
}
