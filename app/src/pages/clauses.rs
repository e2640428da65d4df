//! The clause explorer: the 2018 edition, beside it 2011 with the cross-walk, and a card for each clause.

use content::Library;
use domain::clause::{Clause, ClauseNumber, CrosswalkRow, Edition, Move};
use domain::ids::EditionId;
use domain::record::StudyRecord;
use leptos::prelude::*;

use crate::parts::{Map, Meaning, chip, chips};
use crate::{knowledge, urls};

/// The explorer; without a record for somebody who is not signed in.
#[component]
pub fn Explorer<'a>(library: &'a Library, #[prop(optional_no_strip)] record: Option<StudyRecord>) -> impl IntoView {
    let meaning = if record.is_some() { Meaning::Mastery } else { Meaning::Place };
    let record = record.unwrap_or_default();
    let evidence = knowledge::by_clause(library, &record);
    let rows = library
        .taught
        .clauses
        .values()
        .map(|clause| {
            let mastery = evidence.get(&clause.number).copied().unwrap_or_default();
            let figure = match mastery.percent() {
                Some(percent) => format!("{}, {percent} % of {}", mastery.mastery().word(), mastery.answered),
                None => String::new(),
            };
            view! {
                <tr class=format!("depth-{}", clause.number.depth())>
                    <th scope="row">{chip(&clause.number)}" "<span>{clause.title.clone()}</span></th>
                    <td>{counterpart(library, &clause.number)}</td>
                    <td class="num">{library.lessons_on(&clause.number).len()}</td>
                    <td class="num">{library.items_on(&clause.number).len()}</td>
                    <td class="quiet">{figure}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <header class="page-head">
            <h1>"Clause explorer"</h1>
            <p>"The edition of 2018 as it is taught here, beside it where each clause stood in 2011. Open a clause for its card."</p>
        </header>
        <h2 class="unseen">"The map"</h2>
        <Map map=knowledge::map(library, &record) meaning=meaning />
        <div class="table" tabindex="0" role="region" aria-label="Clauses of the 2018 edition with the 2011 edition beside them">
            <table class="explorer">
                <thead>
                    <tr>
                        <th scope="col">"2018"</th>
                        <th scope="col">"2011"</th>
                        <th scope="col" class="num">"Lessons"</th>
                        <th scope="col" class="num">"Questions"</th>
                        <th scope="col">"You"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {legacy(library)}
    }
}

fn legacy(library: &Library) -> impl IntoView + use<> {
    library
        .legacy
        .iter()
        .map(|edition| {
            let rows = edition
                .clauses
                .values()
                .map(|clause| {
                    let to = (edition.id.as_str() == "2011")
                        .then(|| library.crosswalk.leaving(&clause.number).map(|row| view! { {chips(&row.to)}" "{kind_word(row.kind)} }));
                    view! {
                        <tr class=format!("depth-{}", clause.number.depth())>
                            <th scope="row">{clause.number.to_string()}" "<span>{clause.title.clone()}</span></th>
                            <td>{to.flatten()}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <details class="as-table" id=format!("edition-{}", edition.id)>
                    <summary>{format!("{} (legacy)", edition.name)}</summary>
                    <div class="table" tabindex="0" role="region" aria-label=format!("Clauses of the {} edition", edition.id)>
                        <table class="explorer">
                            <thead><tr><th scope="col">{edition.id.to_string()}</th><th scope="col">"2018"</th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </details>
            }
        })
        .collect_view()
}

fn kind_word(kind: Move) -> &'static str {
    match kind {
        Move::Moved => "moved",
        Move::Split => "split",
        Move::Reworked => "reworked",
    }
}

fn counterpart(library: &Library, number: &ClauseNumber) -> AnyView {
    if library.crosswalk.new.contains(number) {
        return view! { <b>"new in 2018"</b> }.into_any();
    }
    let rows = library.crosswalk.rows.iter().filter(|row| row.to.contains(number)).collect::<Vec<_>>();
    let largely = library.crosswalk.largely_new.contains(number).then_some(" largely new");
    let each = rows
        .into_iter()
        .map(|row| view! { <a class="chip legacy" href=urls::clause("2011", &row.from)>{row.from.to_string()}</a>" "{kind_word(row.kind)}" " })
        .collect_view();
    view! { {each}{largely} }.into_any()
}

/// Where a card is shown.
pub enum Setting {
    /// On the site; with the record of somebody who is signed in.
    Site(Option<StudyRecord>),
    /// Inside an open-book exam, named by its id: without lessons and without record, and its links stay inside.
    Exam(String),
}

impl Setting {
    fn address(&self, edition: &EditionId, number: &ClauseNumber) -> String {
        match self {
            Self::Site(_) => urls::clause(edition, number),
            Self::Exam(attempt) => urls::book_clause(attempt, number),
        }
    }
}

/// The card of one clause, of any edition.
#[component]
pub fn Card<'a>(library: &'a Library, edition: &'a Edition, clause: &'a Clause, setting: Setting) -> impl IntoView {
    let family = family(edition, clause, &setting);
    let body = if edition.taught {
        taught_card(library, clause, setting).into_any()
    } else {
        legacy_card(library, edition, clause).into_any()
    };
    view! {
        <article class="clause-card">
            <p class="kicker"><a href=urls::CLAUSES>"Clauses"</a>" · "{edition.name.clone()}</p>
            <h1><span class="clause-number">{clause.number.to_string()}</span>" "{clause.title.clone()}</h1>
            {family}
            {body}
        </article>
    }
}

fn family(edition: &Edition, clause: &Clause, setting: &Setting) -> impl IntoView + use<> {
    let inside = matches!(setting, Setting::Exam(_)).then_some("");
    let line = |other: &Clause| {
        let address = setting.address(&edition.id, &other.number);
        view! { <li><a href=address data-book=inside>{other.number.to_string()}" "{other.title.clone()}</a></li> }
    };
    let above = clause.number.parent().and_then(|number| edition.clauses.get(&number)).map(&line);
    let below = edition
        .clauses
        .values()
        .filter(|other| other.number.parent().as_ref() == Some(&clause.number))
        .map(&line)
        .collect::<Vec<_>>();
    let shown = above.is_some() || !below.is_empty();
    shown.then(|| {
        view! {
            <nav aria-label="Clauses around this one" class="around">
                {above.map(|line| view! { <p>"Part of"</p><ul>{line}</ul> })}
                {(!below.is_empty()).then(|| view! { <p>"Contains"</p><ul>{below.into_iter().collect_view()}</ul> })}
            </nav>
        }
    })
}

fn taught_card(library: &Library, clause: &Clause, setting: Setting) -> impl IntoView + use<> {
    let number = &clause.number;
    let (own, lessons) = match setting {
        Setting::Site(record) => {
            (record.map(|record| own_record(library, number, &record)), Some(lessons(library, number)))
        }
        Setting::Exam(_) => (None, None),
    };
    let itil = library.itil.get(number).map(|practices| {
        view! { <h2>"In ITIL"</h2><p>{format!("ITIL v3: {}. ITIL 4: {}.", practices.v3, practices.v4)}</p> }
    });
    let rows = library.crosswalk.towards(number).cloned().collect::<Vec<_>>();
    let is_new = library.crosswalk.new.contains(number);
    view! {
        {own}
        {lessons}
        <h2>"In the 2011 edition"</h2>
        {if is_new {
            view! { <p>"No counterpart: this clause is new in 2018."</p> }.into_any()
        } else {
            crosswalk_lines(library, rows).into_any()
        }}
        {itil}
    }
}

fn lessons(library: &Library, number: &ClauseNumber) -> impl IntoView + use<> {
    let lessons = library.lessons_on(number).into_iter();
    let lessons = lessons.map(|lesson| view! { <li><a href=urls::lesson(&lesson.id)>{lesson.title.clone()}</a></li> });
    view! { <h2>"Lessons"</h2><ul>{lessons.collect_view()}</ul> }
}

fn own_record(library: &Library, number: &ClauseNumber, record: &StudyRecord) -> impl IntoView + use<> {
    let evidence = knowledge::by_clause(library, record).into_iter().filter(|(other, _)| other.is_within(number));
    let (answered, right) = evidence.fold((0, 0), |(a, r), (_, e)| (a + e.answered, r + e.right));
    let bank = library.items_on(number).len();
    let words = match answered {
        0 => format!("You have not answered a question on this clause yet. The bank holds {bank}."),
        _ => format!("{right} of {answered} right at your last try. The bank holds {bank} questions on this clause."),
    };
    view! {
        <h2>"Your record"</h2>
        <p>{words}</p>
    }
}

fn crosswalk_lines(library: &Library, rows: Vec<CrosswalkRow>) -> impl IntoView + use<> {
    let legacy = library.legacy.iter().find(|edition| edition.id.as_str() == "2011");
    let lines = rows
        .into_iter()
        .map(|row| {
            let title = legacy.and_then(|edition| edition.clauses.get(&row.from)).map(|clause| clause.title.clone());
            let note = row.note.map(|note| format!(". {note}"));
            view! {
                <li>
                    <a class="chip legacy" href=urls::clause("2011", &row.from)>{row.from.to_string()}</a>
                    " "{title}" ("{kind_word(row.kind)}")"{note}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{lines}</ul><p class="help">{format!("Cross-walk: {}", library.crosswalk.source)}</p> }
}

fn legacy_card(library: &Library, edition: &Edition, clause: &Clause) -> impl IntoView + use<> {
    let row = (edition.id.as_str() == "2011").then(|| library.crosswalk.leaving(&clause.number).cloned()).flatten();
    let text = match (&row, edition.id.as_str()) {
        (Some(row), _) => format!("In the edition of 2018 its content was {}.", kind_word(row.kind)),
        (None, "2011") => "Its parts went to different places: open them below.".to_owned(),
        _ => {
            "This edition was replaced in 2011. There is no clause-by-clause cross-walk to 2018 for it here.".to_owned()
        }
    };
    view! {
        <p class="notice">"This is a legacy edition. Certificates to it have lapsed; it is here for comparison."</p>
        <h2>"What became of it"</h2>
        <p>{text}</p>
        {row.map(|row| view! { <p>{chips(&row.to)}</p>{row.note.map(|note| view! { <p>{note}</p> })} })}
    }
}
