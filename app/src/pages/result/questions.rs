//! Every question that may be seen again, with what was done with it.

use std::collections::BTreeSet;

use content::Scenario;
use domain::ids::ScenarioId;
use domain::layout::ReviewPolicy;
use domain::marks::Marks;
use domain::regrade::Correction;
use leptos::prelude::*;

use super::told::Told;
use super::{Outcome, Show};
use crate::pages::cohorts::corrections::stated;
use crate::pages::reports::ReportForm;
use crate::parts::{chips, explained, explained_by_people, given_list, paragraphs};
use crate::{urls, when};

/// Time for each question, beside what it is expected to take. Not where only the score may be seen.
pub(super) fn times(outcome: &Outcome) -> impl IntoView + use<> {
    let all = (0..outcome.items.len()).map(|place| outcome.told(place)).collect::<Vec<_>>();
    let measured = all.iter().any(|told| told.spent.0 > 0) && outcome.policy() != ReviewPolicy::Score;
    let slow = all.iter().filter(|told| told.is_slow()).count();
    let lines = all.iter().map(|told| {
        let slow = if told.is_slow() { ", slow" } else { "" };
        let figures = format!("{} of {}{slow}", when::length(told.spent), when::length(told.expected()));
        view! { <li>{format!("Question {}", told.place + 1)}<span class="num">{figures}</span></li> }
    });
    let lines = lines.collect_view();
    let slow = if slow == 0 { "No question".to_owned() } else { when::count(slow, "question", "questions") };
    measured.then(|| {
        view! {
            <section>
                <h2>"Time for each question"</h2>
                <details>
                    <summary>{format!("{slow} took more than half as long again as expected")}</summary>
                    <ol class="blueprint" role="list">{lines}</ol>
                </details>
            </section>
        }
    })
}

/// The filters and the list.
pub(super) fn section(outcome: &Outcome, show: Show) -> AnyView {
    let notice = match outcome.policy() {
        ReviewPolicy::Everything => None,
        ReviewPolicy::WrongOnly => {
            Some("Of this paper, the questions that you missed can be seen again, without their answers.")
        }
        ReviewPolicy::Score => {
            return view! { <p class="help">"Of this paper, the verdict and the areas can be seen, not the questions."</p> }.into_any();
        }
    };
    let open = outcome.open().collect::<Vec<_>>();
    let id = &outcome.attempt.head.id;
    let filters = Show::ALL.map(|filter| {
        let address = format!("{}?show={}#questions", urls::result(id), filter.word());
        let number = open.iter().filter(|told| filter.keeps(**told)).count();
        view! { <a href=address aria-current=(show == filter).then_some("true")>{format!("{} ({number})", filter.name())}</a> }
    });
    let shown = open.into_iter().filter(|told| show.keeps(*told)).collect::<Vec<_>>();
    let list = if shown.is_empty() {
        view! { <p class="empty">"None. Choose another filter above."</p> }.into_any()
    } else {
        groups(outcome, &shown)
    };
    view! {
        <section id="questions">
            <h2>"Question by question"</h2>
            {notice.map(|notice| view! { <p>{notice}</p> })}
            <p class="filters">{filters.into_iter().collect_view()}</p>
            {list}
        </section>
    }
    .into_any()
}

/// Questions on the same booklet stand together, behind it.
fn groups(outcome: &Outcome, shown: &[Told<'_>]) -> AnyView {
    let mut before = BTreeSet::new();
    let groups = shown.chunk_by(|a, b| a.item.scenario == b.item.scenario).map(|group| {
        let texts =
            group.first().and_then(|told| told.item.scenario.as_ref()).map(|id| booklet(outcome, id, &mut before));
        let questions = group.iter().map(|told| question(outcome, *told)).collect_view();
        view! {
            {texts}
            <ol class="answers" role="list">{questions}</ol>
        }
    });
    groups.collect_view().into_any()
}

/// A booklet or case, and the paper that it shares with others: that once on the page.
fn booklet<'a>(outcome: &'a Outcome, id: &ScenarioId, before: &mut BTreeSet<&'a ScenarioId>) -> impl IntoView + use<> {
    let find = |id: &ScenarioId| outcome.materials.iter().find(|scenario| scenario.id == *id);
    let own = find(id);
    let shared = own.and_then(|own| find(own.supplement.as_ref()?));
    let texts = [shared, own].into_iter().flatten().filter(|text| before.insert(&text.id));
    let one = |text: &Scenario| {
        view! {
            <details>
                <summary>{text.title.clone()}</summary>
                <div class="prose" inner_html=text.html.clone()></div>
            </details>
        }
    };
    let texts = texts.map(one).collect::<Vec<_>>();
    (!texts.is_empty()).then(|| view! { <div class="exhibits">{texts}</div> })
}

fn question(outcome: &Outcome, told: Told<'_>) -> impl IntoView + use<> {
    let Told { place, item, row, .. } = told;
    let (class, word) = told.verdict();
    let answer = match outcome.policy() {
        ReviewPolicy::Everything if outcome.by_people(place).is_some() => {
            explained_by_people(item, row.response.as_ref())
        }
        ReviewPolicy::Everything => explained(item, row.response.as_ref()),
        _ => given_list(&item.body.form(), row.response.as_ref()),
    };
    let additional = item.additional.clone().map(|html| {
        view! {
            <div class="additional">
                <p><b>"Additional information"</b></p>
                <div inner_html=html></div>
            </div>
        }
    });
    let note = (!row.note.trim().is_empty()).then(|| {
        view! { <p><b>"Your note"</b></p><blockquote>{paragraphs(&row.note)}</blockquote> }
    });
    view! {
        <li class=class id=format!("question-{}", place + 1)>
            <header>
                <h3>{format!("Question {}", place + 1)}</h3>
                <span class="verdict">{word}</span>
                {facts(told)}
                {chips(&item.clauses)}
            </header>
            <p class="stem">{item.stem.clone()}</p>
            {additional}
            {corrected(outcome, place)}
            {answer}
            {note}
            <ReportForm attempt=outcome.attempt.head.id.clone() number=place + 1 />
        </li>
    }
}

/// Said where a question was put right after it was sat: what is right now only where answers may be seen.
fn corrected(outcome: &Outcome, place: usize) -> Option<impl IntoView + use<>> {
    let corrected = outcome.attempt.corrected.iter().find(|corrected| corrected.place == place)?;
    let answers = matches!(corrected.correction, Correction::Key(_) | Correction::AnyOf(_));
    let what = if answers && outcome.policy() != ReviewPolicy::Everything {
        "its answer was corrected.".to_owned()
    } else {
        stated(&outcome.items[place], &corrected.correction)
    };
    let (on, why) = (when::date(corrected.at), corrected.reason.clone());
    Some(view! { <p class="notice"><b>"Put right by your trainer on "{on}": "</b>{what}" Why: "{why}</p> })
}

/// Marks, time, flag and confidence, in one line.
fn facts(told: Told<'_>) -> String {
    let unit = if told.tally.marks == Marks::ONE { "mark" } else { "marks" };
    let mut facts = match told.is_trial() {
        true => Vec::new(),
        false => vec![format!("{} of {} {unit}", told.tally.score, told.tally.marks)],
    };
    if told.spent.0 > 0 {
        facts.push(format!("{}{}", when::length(told.spent), if told.is_slow() { ", slow" } else { "" }));
    }
    facts.extend(told.row.confidence.map(|level| format!("you said: {}", level.word())));
    facts.extend(told.row.flagged.then(|| "⚑ flagged".to_owned()));
    facts.join(" · ")
}

#[cfg(test)]
mod tests {
    use domain::attempt::{Confidence, Row};
    use domain::marks::Tally;
    use domain::time::Millis;

    use super::*;
    use crate::parts::samples::{item, single};

    #[test]
    fn the_facts_of_a_question_stand_in_one_line() {
        let mut row = Row::default();
        (row.flagged, row.confidence) = (true, Some(Confidence::Guess));
        let tally = Tally { score: Marks(50), marks: Marks::whole(2) };
        let item = item(single(&["this", "that"], 0));
        let told = Told { place: 0, item: &item, row: &row, tally, spent: Millis(91_000) };
        assert_eq!(facts(told), "0.5 of 2 marks · 1 min 31 s, slow · you said: guess · ⚑ flagged");
        let plain = Told {
            row: &Row::default(),
            tally: Tally { score: Marks::ONE, marks: Marks::ONE },
            spent: Millis(0),
            ..told
        };
        assert_eq!(facts(plain), "1 of 1 mark");
    }
}
