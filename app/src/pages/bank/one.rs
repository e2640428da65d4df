use content::{Judged, Library, OwnKind, Written};
use domain::bank::{BankAct, BankState, Hand};
use leptos::prelude::*;
use store::{BankItem, BankVersion};

use super::changes::changes;
use super::figures::{Measured, figures};
use super::preview::{preview, remarks};
use super::words::{act_words, badge, state_help, who};
use crate::form::{ErrorSummary, Form};
use crate::parts::{StaffNav, level_badge};
use crate::{urls, when};

/// A version of a question as it is shown.
pub struct Asked {
    /// Which version.
    pub number: i64,
    /// What was typed.
    pub written: Written,
    /// What is to be said about it.
    pub judged: Judged,
}

/// The version before the one that is shown.
pub struct Older {
    /// Which.
    pub number: i64,
    /// What was typed.
    pub written: Written,
}

/// A question with its state and its history.
#[component]
pub fn ItemPage<'a>(
    library: &'a Library,
    item: BankItem,
    /// How it lies for the person: as an author or as a colleague.
    hand: Hand,
    asked: Asked,
    older: Option<Older>,
    /// How its versions did, the earliest first.
    measured: Vec<Measured>,
    form: Form,
) -> impl IntoView {
    let row = &item.row;
    let newest = item.versions.first().map_or(0, |version| version.number);
    let is_newest = asked.number == newest;
    let kind = OwnKind::from_word(&row.kind).map(OwnKind::name);
    let area =
        library.courses.iter().flat_map(|course| &course.areas).find(|area| area.id.as_str() == asked.written.area);
    let area = area.map(|area| area.title.clone());
    let old = (row.edition != library.taught.id.as_str()).then(|| {
        let words = format!(
            "It was written for the {} edition; {} is taught now. Read it again.",
            row.edition, library.taught.name
        );
        view! { <p class="notice">{words}</p> }
    });
    let earlier = (!is_newest).then(|| {
        let words = format!("This is version {} of {newest}. ", asked.number);
        view! { <p class="notice">{words}<a href=urls::bank(&row.id, "")>"Show the newest"</a></p> }
    });
    let actions = is_newest.then(|| actions(&item, hand, &asked, &form));
    let facts = [
        ("Level", row.level.map(|level| level_badge(level).into_any())),
        ("Kind", kind.map(|kind| kind.into_any())),
        ("Area", area.map(|area| area.into_any())),
        ("Clauses", Some(asked.written.clauses.clone().into_any())),
        ("Author", Some(who(&row.author_name).into_any())),
        ("Version", Some(asked.number.into_any())),
    ];
    let facts =
        facts.into_iter().filter_map(|(name, value)| Some(view! { <div><dt>{name}</dt><dd>{value?}</dd></div> }));
    let facts = facts.collect_view();
    let told = remarks(&asked.judged.faults, &asked.judged.advice);
    view! {
        <header class="page-head">
            <h1>{row.name().to_owned()}</h1>
            <p>{badge(row)}" "{state_help(row.state)}</p>
            <StaffNav here=urls::BANK />
        </header>
        <ErrorSummary form=form.clone() />
        {old}
        {earlier}
        <section>
            <h2>"As candidates see it"</h2>
            {preview(asked.judged.shown.as_ref(), asked.judged.item.as_ref())}
            <dl class="facts bank-facts">{facts}</dl>
            {told}
        </section>
        {actions}
        {figures(&measured, asked.number)}
        {older.map(|older| difference(&older, &asked))}
        {history(&item, asked.number)}
    }
}

/// What may be done to a question now.
fn actions(item: &BankItem, hand: Hand, asked: &Asked, form: &Form) -> impl IntoView + use<> {
    let row = &item.row;
    let may = |act: BankAct| row.state.after(act, hand).is_ok();
    let edit = (hand != Hand::Colleague && row.state.is_open()).then(|| {
        let words = if row.state == BankState::Draft { "Edit" } else { "Write a new version" };
        view! { <a class="button" href=urls::bank(&row.id, "edit")>{words}</a> }
    });
    let sound = asked.judged.is_sound();
    let button = |act: BankAct, label: &'static str| {
        let class =
            if matches!(act, BankAct::Retire | BankAct::Recall | BankAct::Return) { "button quiet" } else { "button" };
        may(act).then(|| view! { <button class=class name="act" value=act.word()>{label}</button>" " })
    };
    let send = (may(BankAct::Send) && sound).then(|| button(BankAct::Send, "Send to review"));
    let not_yet = (may(BankAct::Send) && !sound)
        .then(|| view! { <p class="help">"It can be sent to review once nothing is named above that has to be put right."</p> });
    let own = (hand == Hand::Author && row.state == BankState::Review)
        .then(|| view! { <p class="help">"Somebody else of your organisation has to read it: nobody reviews their own question."</p> });
    let reads = may(BankAct::Accept);
    let reading = reads.then(|| {
        view! {
            <p>"Answer it as a candidate would before you look at the reasons. Is one answer right and only one, do the reasons hold, \
                does the clause decide, would nobody be misled by the wording?"</p>
        }
    });
    let said = form.value("words");
    let error = form.error("words").map(str::to_owned);
    let wrong = error.is_some();
    let words = (reads || may(BankAct::Retire)).then(|| {
        let help = if reads { "What you found. Whoever sends it back says what is missing." } else { "It stands in the history." };
        view! {
            <div class="field" class:wrong=wrong>
                <label for="words">{if reads { "Your words to its author" } else { "Words to it (optional)" }}</label>
                <p class="help" id="words-help">{help}</p>
                {error.map(|message| view! { <p class="error" id="words-error">{message}</p> })}
                <textarea id="words" name="words" rows="3" maxlength="2000" aria-describedby="words-help">{format!("\n{said}")}</textarea>
            </div>
        }
    });
    let action = urls::bank(&row.id, "state");
    view! {
        <section>
            <h2>"What next"</h2>
            {reading}
            {own}
            {not_yet}
            <form method="post" action=action class="stack">
                <input type="hidden" name="from" value=row.version.to_string() />
                {words}
                <p class="actions">
                    {edit}" "
                    {send}
                    {button(BankAct::Accept, "Accept")}
                    {button(BankAct::Return, "Send back")}
                    {button(BankAct::Publish, "Make it live")}
                    {button(BankAct::Pilot, "Make it a pilot")}
                    {button(BankAct::Recall, "Take it back")}
                    {button(BankAct::Revive, "Take it up again")}
                    {button(BankAct::Retire, "Retire it")}
                </p>
            </form>
        </section>
    }
}

fn difference(older: &Older, asked: &Asked) -> impl IntoView + use<> {
    let changes = changes(&older.written, &asked.written);
    let same = changes.is_empty().then(|| view! { <p>"Nothing: the texts are the same."</p> });
    let rows = changes.into_iter().map(|change| {
        view! {
            <tr>
                <th scope="row">{change.what}</th>
                <td class="bank-before">{change.before}</td>
                <td class="bank-after">{change.after}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let title = format!("What version {} changed", asked.number);
    view! {
        <details class="bank-changes">
            <summary>{title.clone()}</summary>
            {same}
            <div class="table" tabindex="0" role="region" aria-label=title>
                <table>
                    <thead><tr><th scope="col">"What"</th><th scope="col">"Before"</th><th scope="col">"After"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn history(item: &BankItem, shown: i64) -> impl IntoView + use<> {
    let mut lines =
        item.versions.iter().map(|version| (version.made_at, version_line(item, version, shown).into_any()));
    let mut all = lines.by_ref().collect::<Vec<_>>();
    all.extend(item.events.iter().map(|event| {
        let words = (!event.words.is_empty()).then(|| view! { <span class="help">"“"{event.words.clone()}"”"</span> });
        let what = format!("Version {} {} by {}", event.version, act_words(event.act), who(&event.made_by));
        (event.made_at, view! { <li>{what}", "{when::moment(event.made_at)}" "{words}</li> }.into_any())
    }));
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let all = all.into_iter().map(|(_, line)| line).collect_view();
    view! { <section><h2>"History"</h2><ul class="history-of">{all}</ul></section> }
}

fn version_line(item: &BankItem, version: &BankVersion, shown: i64) -> impl IntoView + use<> {
    let address = format!("{}?version={}", urls::bank(&item.row.id, ""), version.number);
    let name = format!("Version {}", version.number);
    let note = (!version.note.is_empty()).then(|| view! { <span class="help">{version.note.clone()}</span> });
    let current = (version.number == shown).then_some("true");
    view! {
        <li><a href=address aria-current=current>{name}</a>" written by "{who(&version.made_by)}", "{when::moment(version.made_at)}" "{note}</li>
    }
}
