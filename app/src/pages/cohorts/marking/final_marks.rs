//! What counts in the end: taken over where two people agree, decided where they differ.

use domain::rubric::{Judgement, Scale};
use leptos::prelude::*;
use store::{Marking, MarkingStage, Teaching, WrittenAnswer};

use super::{CohortNav, Sheet, Way, rows};
use crate::form::{ErrorSummary, Field, Want};
use crate::when;

/// The final marks of an assignment.
#[component]
pub fn FinalMarksPage<'a>(
    teaching: &'a Teaching,
    marking: &'a Marking,
    /// The answer that is decided now, with what stands in its fields.
    chosen: Option<(&'a WrittenAnswer, Sheet)>,
    /// What was done a moment ago.
    done: Option<String>,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let way = Way { cohort: cohort.id.clone(), entry: marking.entry.id.clone() };
    let all = marking.answers.len();
    let decided = all - marking.undecided();
    let form = chosen.as_ref().map(|(_, sheet)| sheet.form.clone()).unwrap_or_default();
    let names = match decided == all {
        true => "All are decided, so the names are shown.",
        false => "Names are shown when all are decided.",
    };
    let chosen = chosen.map(|(answer, sheet)| decide(&way, answer, sheet));
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="marking" />
            <h1>{format!("Final marks: {}", marking.entry.title)}</h1>
            <p class="help">{format!("{decided} of {all} decided. {names}")}</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form />
        {accept(&way, marking)}
        {chosen}
        <section>
            <h2>"All answers"</h2>
            {table(&way, marking)}
        </section>
    }
}

/// What can be taken over as it is.
fn accept(way: &Way, marking: &Marking) -> impl IntoView + use<> {
    let count =
        |wanted: &dyn Fn(&WrittenAnswer) -> bool| marking.answers.iter().filter(|answer| wanted(answer)).count();
    let agreed = count(&|answer| answer.stage() == MarkingStage::Agreed);
    let alone = count(&|answer| answer.stage() == MarkingStage::Once && answer.is_done());
    let of_others = count(&|answer| answer.stage() == MarkingStage::Once && !answer.is_done());
    let form = |go: &'static str, words: String| {
        let action = way.page("final");
        view! { <form method="post" action=action><button class="button" name="go" value=go>{words}</button></form> }
    };
    let agreed = (agreed > 0).then(|| {
        let words = format!("Take over {} on which both agree", when::count(agreed, "mark", "marks"));
        form("accept-agreed", words)
    });
    let alone = (alone > 0).then(|| {
        let words = format!("Take over {} that you alone have given", when::count(alone, "mark", "marks"));
        view! {
            {form("accept-own", words)}
            <p class="help">"Nobody else has marked these. Another trainer of the cohort can do so before you take them over."</p>
        }
    });
    let of_others = (of_others > 0).then(|| {
        let words = when::count(of_others, "answer was marked by one other person", "answers were marked by one other person");
        view! {
            <p>{format!("{words}. Mark them yourself, or let that person take over their own marks. ")}<a href=way.page("next")>"Mark the next answer"</a></p>
        }
    });
    view! { <section class="stack">{agreed}{alone}{of_others}</section> }
}

/// One answer, what each gave side by side, and what counts.
fn decide(way: &Way, answer: &WrittenAnswer, sheet: Sheet) -> AnyView {
    let Some(scale) = answer.scale() else { return ().into_any() };
    let seen = answer.seen();
    let mut given = seen.iter().map(|sheet| (sheet.marker.clone(), &sheet.judgement)).collect::<Vec<_>>();
    if let Some(decided) = &answer.decided {
        given.push((format!("Decided by {}", decided.decided_by), &decided.judgement));
    }
    let fields = match given.is_empty() {
        true => view! { <p>"Nobody has marked this answer, or one other person has. "<a href=way.page(&answer.key)>"Mark it"</a></p> }.into_any(),
        false => form(way, answer, &scale, sheet),
    };
    view! {
        <section id="decide">
            <h2>{format!("Answer {}", answer.number)}</h2>
            <details>
                <summary>"The task"</summary>
                <p class="stem">{answer.item.stem.clone()}</p>
            </details>
            <p class="own-words written">{answer.words.clone()}</p>
            {(!given.is_empty()).then(|| rows::beside(&scale, &given))}
            {fields}
        </section>
    }
    .into_any()
}

fn form(way: &Way, answer: &WrittenAnswer, scale: &Scale, sheet: Sheet) -> AnyView {
    let wrong = sheet.form.error("criteria").map(str::to_owned);
    let Sheet { judgement, form, .. } = sheet;
    let help = match (&answer.decided, answer.stage()) {
        (Some(_), _) => "Why the mark is changed. The candidate can read it.",
        (_, MarkingStage::Differing(_)) => "Why it counts so. The candidate can read it.",
        _ => "Needed only if you decide otherwise than was marked. The candidate can read it.",
    };
    view! {
        <form method="post" action=way.page("final") class="stack marks" data-levels="">
            <h3 id="criteria">"What counts"</h3>
            {wrong.map(|message| view! { <p class="error">{message}</p> })}
            <input type="hidden" name="answer" value=answer.key.clone() />
            <input type="hidden" name="latest" value=answer.latest.to_string() />
            {rows::fields(scale, &judgement, &[])}
            {rows::comment(&form, &judgement)}
            <Field form=form name="reason" label="Reason" help=help longest=300 want=Want::Optional />
            <button class="button" name="go" value="decide">"Record the final mark"</button>
        </form>
    }
    .into_any()
}

fn table(way: &Way, marking: &Marking) -> AnyView {
    if marking.answers.is_empty() {
        return view! { <p class="empty">"Nobody has answered in own words yet."</p> }.into_any();
    }
    let lines = marking.answers.iter().map(|answer| line(way, marking, answer)).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="All answers">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Answer"</th>
                        <th scope="col">"Question"</th>
                        <th scope="col">"Marked"</th>
                        <th scope="col" class="num">"Final mark"</th>
                        <th scope="col">"Decided"</th>
                        <th scope="col"><span class="unseen">"Change"</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(way: &Way, marking: &Marking, answer: &WrittenAnswer) -> impl IntoView + use<> {
    let seen = answer.seen().into_iter().filter_map(|sheet| {
        let tally = answer.tally(&sheet.judgement)?;
        Some(format!("{} {}", sheet.marker, tally.score))
    });
    let seen = seen.collect::<Vec<_>>().join(", ");
    let marked = match answer.stage() {
        MarkingStage::Unmarked => "○ by nobody".to_owned(),
        MarkingStage::Once if seen.is_empty() => "◔ by one other person".to_owned(),
        MarkingStage::Once => format!("◔ {seen}"),
        MarkingStage::Agreed => format!("✓ both agree: {seen}"),
        MarkingStage::Differing(criteria) => {
            format!("≠ they differ in {}: {seen}", when::count(criteria, "criterion", "criteria"))
        }
        MarkingStage::Decided => seen,
    };
    let mark = answer.decided.as_ref().map(|decided| format!("{} of {}", decided.marks, answer.item.marking.marks));
    let by = answer.decided.as_ref().map(|decided| match decided.reason.as_str() {
        "" => decided.decided_by.clone(),
        reason => format!("{}: {reason}", decided.decided_by),
    });
    let name = marking.name(answer).map(|name| view! { <br />{name} });
    let (key, words) = (&answer.key, if answer.decided.is_some() { "Change" } else { "Decide" });
    let link = (!matches!(answer.stage(), MarkingStage::Unmarked)).then(|| {
        let address = format!("{}#decide", way.page(format!("final?answer={key}")));
        view! { <a href=address>{words}<span class="unseen">{format!(" answer {}", answer.number)}</span></a> }
    });
    view! {
        <tr>
            <th scope="row"><a href=way.page(key)>{format!("Answer {}", answer.number)}</a>{name}</th>
            <td>{short(&answer.item.stem)}</td>
            <td>{marked}</td>
            <td class="num">{mark}</td>
            <td>{by}</td>
            <td>{link}</td>
        </tr>
    }
}

/// The beginning of a task.
fn short(stem: &str) -> String {
    let begin = stem.chars().take(70).collect::<String>();
    if begin.len() < stem.len() { format!("{}…", begin.trim_end()) } else { begin }
}

/// What is proposed: levels on which all who finished agree, and what they say, one after the other.
pub fn proposed(answer: &WrittenAnswer) -> Judgement {
    if let Some(decided) = &answer.decided {
        return decided.judgement.clone();
    }
    let seen = answer.seen();
    let Some((first, others)) = seen.split_first() else { return Judgement::default() };
    let same = |place: usize| {
        others.iter().all(|other| other.judgement.levels.get(place) == first.judgement.levels.get(place))
    };
    let levels = first.judgement.levels.iter().enumerate().map(|(place, level)| level.filter(|_| same(place)));
    let mut comments = Vec::<&str>::new();
    for comment in seen.iter().map(|sheet| sheet.judgement.comment.trim()).filter(|comment| !comment.is_empty()) {
        if !comments.contains(&comment) {
            comments.push(comment);
        }
    }
    Judgement { levels: levels.collect(), comment: comments.join("\n\n") }
}
