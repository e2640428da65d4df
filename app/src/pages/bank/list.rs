use std::collections::BTreeMap;

use content::{Library, OwnKind};
use domain::analysis::Flag;
use domain::bank::BankState;
use domain::ids::ItemId;
use domain::question::Level;
use leptos::prelude::*;
use store::BankRow;

use super::words::{badge, state_words, who};
use crate::pages::cohorts::analysis::flag_list;
use crate::parts::{StaffNav, level_badge};
use crate::{urls, when};

/// Questions on one page.
const PAGE: usize = 100;

/// What is to be looked at, by question.
type Flags = BTreeMap<ItemId, Vec<Flag>>;

/// Which questions are wanted; all of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that stand here.
    pub state: Option<BankState>,
    /// Only those of this level.
    pub level: Option<Level>,
    /// Only those of this kind.
    pub kind: Option<OwnKind>,
    /// Only those with these words in their beginning or label.
    pub words: String,
    /// Only those written while another edition was taught.
    pub stale: bool,
    /// Only those whose figures show something to look at.
    pub flagged: bool,
    /// The page, counted from 1.
    pub page: usize,
}

impl Filter {
    fn admits(&self, row: &BankRow, edition: &str, flags: &Flags) -> bool {
        let text = format!("{} {} {}", row.label, row.beginning, row.author_name).to_lowercase();
        self.level.is_none_or(|level| row.level == Some(level))
            && self.kind.is_none_or(|kind| row.kind == kind.word())
            && self.words.to_lowercase().split_whitespace().all(|word| text.contains(word))
            && (!self.stale || row.edition != edition)
            && (!self.flagged || flags.contains_key(&row.id))
    }

    fn address(&self, state: Option<BankState>, page: usize) -> String {
        let mut query = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                let value = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
                query.push(format!("{name}={value}"));
            }
        };
        add("state", state.map_or("", BankState::word));
        add("level", self.level.map_or("", Level::word));
        add("kind", self.kind.map_or("", OwnKind::word));
        add("words", &self.words);
        add("stale", if self.stale { "yes" } else { "" });
        add("flags", if self.flagged { "yes" } else { "" });
        add("page", &if page > 1 { page.to_string() } else { String::new() });
        if query.is_empty() { urls::BANK.to_owned() } else { format!("{}?{}", urls::BANK, query.join("&")) }
    }
}

/// The questions of an organisation, as far as the person may see them.
#[component]
pub fn BankPage<'a>(
    library: &'a Library,
    /// Nothing where the staff member belongs to no organisation.
    rows: Option<Vec<BankRow>>,
    /// The flags of those that have some.
    flags: BTreeMap<ItemId, Vec<Flag>>,
    filter: Filter,
) -> impl IntoView {
    let body = match rows {
        Some(rows) => bank(library, (rows, flags), &filter).into_any(),
        None => view! {
            <p class="empty">"Questions belong to an organisation, and your account belongs to none."</p>
        }
        .into_any(),
    };
    view! {
        <header class="page-head">
            <h1>"Questions"</h1>
            <p>"Questions of your own. A second person reads each before a paper may use it."</p>
            <StaffNav here=urls::BANK />
        </header>
        {body}
    }
}

fn bank(library: &Library, (rows, flags): (Vec<BankRow>, Flags), filter: &Filter) -> impl IntoView + use<> {
    let edition = library.taught.id.as_str();
    let all = rows.len();
    let stale = rows.iter().filter(|row| row.edition != edition && row.state != BankState::Retired).count();
    let flagged = flags.len();
    let found = rows.into_iter().filter(|row| filter.admits(row, edition, &flags)).collect::<Vec<_>>();
    let tabs = tabs(filter, &found);
    let found = found.into_iter().filter(|row| filter.state.is_none_or(|state| row.state == state)).collect::<Vec<_>>();
    let body = match (all, found.len()) {
        (0, _) => view! {
            <p class="empty">"No question yet. Write the first one below, or take in a file that you have."</p>
        }
        .into_any(),
        (_, 0) => view! {
            <p class="empty">"No question is like that. "<a href=urls::BANK>"Show all"</a></p>
        }
        .into_any(),
        _ => table(library, (found, &flags), filter).into_any(),
    };
    view! {
        <section>
            {new_question()}
            <p class="actions">
                <a class="button quiet" href=urls::BANK_IMPORT>"Take in a file"</a>
                <a class="button quiet" href=urls::BANK_EXPORT>"Write a file"</a>
            </p>
        </section>
        <section>
            <h2>"Questions of your organisation"</h2>
            {(all > 0).then(|| search(filter, stale, flagged))}
            {(all > 0).then_some(tabs)}
            {body}
        </section>
    }
}

fn new_question() -> impl IntoView {
    let kinds = OwnKind::ALL.map(|kind| view! { <option value=kind.word()>{kind.name()}</option> });
    view! {
        <form action=urls::BANK_NEW class="inline">
            <label for="new-kind">"New question: "</label>
            <select id="new-kind" name="kind">{kinds.into_iter().collect_view()}</select>
            " "
            <button class="button">"Write it"</button>
        </form>
    }
}

fn search(filter: &Filter, stale: usize, flagged: usize) -> impl IntoView + use<> {
    let levels = Level::ALL.map(|level| {
        let chosen = filter.level == Some(level);
        view! { <option value=level.word() selected=chosen>{level.name()}</option> }
    });
    let kinds = OwnKind::ALL.map(|kind| {
        let chosen = filter.kind == Some(kind);
        view! { <option value=kind.word() selected=chosen>{kind.name()}</option> }
    });
    let state = filter.state.map(|state| view! { <input type="hidden" name="state" value=state.word() /> });
    let is_stale = filter.stale;
    let old = (stale > 0 || is_stale).then(|| {
        let words = format!("written for another edition ({stale})");
        view! { <label><input type="checkbox" name="stale" value="yes" checked=is_stale />" "{words}</label>" " }
    });
    let is_flagged = filter.flagged;
    let odd = (flagged > 0 || is_flagged).then(|| {
        let words = format!("with flags ({flagged})");
        view! { <label><input type="checkbox" name="flags" value="yes" checked=is_flagged />" "{words}</label>" " }
    });
    view! {
        <form action=urls::BANK class="inline bank-search">
            {state}
            <label for="words">"Words: "</label>
            <input id="words" name="words" type="search" value=filter.words.clone() />
            " "
            <label for="level">"Level: "</label>
            <select id="level" name="level"><option value="">"all"</option>{levels.into_iter().collect_view()}</select>
            " "
            <label for="kind">"Kind: "</label>
            <select id="kind" name="kind"><option value="">"all"</option>{kinds.into_iter().collect_view()}</select>
            " "
            {old}
            {odd}
            <button class="quiet">"Show"</button>
        </form>
    }
}

fn tabs(filter: &Filter, found: &[BankRow]) -> impl IntoView + use<> {
    let tab = |state: Option<BankState>| {
        let count = found.iter().filter(|row| state.is_none_or(|state| row.state == state)).count();
        let words = format!("{} ({count})", state.map_or("all", state_words));
        let current = (filter.state == state).then_some("page");
        view! { <a href=filter.address(state, 1) aria-current=current>{words}</a> }
    };
    let states = BankState::ALL.map(|state| tab(Some(state)));
    view! { <nav class="filters" aria-label="States">{tab(None)}{states.into_iter().collect_view()}</nav> }
}

fn table(library: &Library, (found, flags): (Vec<BankRow>, &Flags), filter: &Filter) -> impl IntoView + use<> {
    let last = found.len().div_ceil(PAGE).max(1);
    let page = filter.page.clamp(1, last);
    let way = |to: usize, words: &'static str| view! { <a href=filter.address(filter.state, to)>{words}</a>" " };
    let before = (page > 1).then(|| way(page - 1, "Before"));
    let after = (page < last).then(|| way(page + 1, "After"));
    let lines = found.into_iter().skip((page - 1) * PAGE).take(PAGE);
    let lines = lines.map(|row| line(library, &row, flags.get(&row.id))).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Questions">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Question"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Level"</th>
                        <th scope="col">"Kind"</th>
                        <th scope="col">"Author"</th>
                        <th scope="col">"Changed"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        {(last > 1).then(|| view! { <p>{before}{after}{format!("Page {page} of {last}")}</p> })}
    }
}

fn line(library: &Library, row: &BankRow, flags: Option<&Vec<Flag>>) -> impl IntoView + use<> {
    let name = row.name().to_owned();
    let rest = (!row.label.is_empty()).then(|| view! { <br /><span class="help">{row.beginning.clone()}</span> });
    let kind = OwnKind::from_word(&row.kind).map(OwnKind::name);
    let flags = flags.map(|flags| flag_list(flags));
    let old = (row.edition != library.taught.id.as_str())
        .then(|| view! { <br /><span class="error">{format!("written for the {} edition", row.edition)}</span> });
    view! {
        <tr>
            <th scope="row"><a href=urls::bank(&row.id, "")>{name}</a>{rest}{old}</th>
            <td>{badge(row)}{flags}</td>
            <td>{row.level.map(level_badge)}</td>
            <td>{kind}</td>
            <td>{who(&row.author_name)}</td>
            <td>{when::date(row.changed_at)}</td>
        </tr>
    }
}
