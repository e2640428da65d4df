//! The positions of an organisation with how many of their holders hold each level: a list to filter and sort.

use domain::question::Level;
use leptos::prelude::*;
use store::{PositionFilter, PositionLevels, PositionSort, Seat, Structure};

use super::nav::OfficeNav;
use super::people::{encoded, pager, sorting_head, switch};
use crate::form::{Choice, Field, Form, Want};
use crate::{urls, when};

/// Rows on one page of the list.
const PAGE: usize = 50;

/// Positions with how many of their holders hold each level. `rows` are those of all pages.
#[component]
pub fn PositionsPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    filter: &'a PositionFilter,
    rows: Vec<PositionLevels>,
) -> impl IntoView {
    let address = urls::office(&seat.organisation, "people");
    let count = when::count(rows.len(), "position", "positions");
    let last = rows.len().saturating_sub(1) / PAGE;
    let shown = rows.iter().skip(filter.page.saturating_mul(PAGE)).take(PAGE).collect::<Vec<_>>();
    let list =
        if shown.is_empty() { empty(filter, &address).into_any() } else { table(filter, &address, &shown).into_any() };
    let file = |kind: &str| format!("{address}/export{}&as={kind}", query(filter, filter.sort, 0));
    let (csv, workbook) = (file("csv"), file("xlsx"));
    let export = (!rows.is_empty()).then(|| {
        view! { <a href=csv download="">"Export this list (CSV)"</a>" "<a href=workbook download="">"(Excel)"</a> }
    });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="people" />
            <h1>"People by position"</h1>
            {switch(&address, "positions")}
        </header>
        {filters(structure, filter, &address)}
        <section>
            <p class="list-head"><strong>{count}</strong>" "{export}</p>
            {list}
            {pages(filter, last, &address)}
        </section>
    }
}

/// The filter as an address has it.
fn query(filter: &PositionFilter, sort: PositionSort, page: usize) -> String {
    let pairs = [
        ("words", filter.words.clone()),
        ("department", filter.department.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("sort", if sort == PositionSort::Name { String::new() } else { sort.word().to_owned() }),
        ("page", if page == 0 { String::new() } else { (page + 1).to_string() }),
    ];
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    pairs.fold("?by=positions".to_owned(), |text, (name, value)| format!("{text}&{name}={}", encoded(&value)))
}

fn is_narrow(filter: &PositionFilter) -> bool {
    filter.department.is_some() || !filter.words.is_empty()
}

fn empty(filter: &PositionFilter, address: &str) -> impl IntoView + use<> {
    if is_narrow(filter) || filter.page > 0 {
        let all = format!("{address}?by=positions");
        return view! { <p class="empty">"No position fits this filter. "<a href=all>"Show all"</a></p> }.into_any();
    }
    view! { <p class="empty">"Nobody holds a position yet."</p> }.into_any()
}

fn filters(structure: &Structure, filter: &PositionFilter, address: &str) -> AnyView {
    let form = Form::default()
        .with("words", filter.words.clone())
        .with("department", filter.department.as_ref().map(ToString::to_string).unwrap_or_default());
    let departments = structure.departments.iter().map(|one| (one.id.to_string(), one.path.clone()));
    let departments = [(String::new(), "all".to_owned())].into_iter().chain(departments).collect();
    let open = is_narrow(filter);
    let clear = open.then(|| view! { <a href=format!("{address}?by=positions")>"Clear"</a> });
    let sort = (filter.sort != PositionSort::Name)
        .then(|| view! { <input type="hidden" name="sort" value=filter.sort.word() /> });
    view! {
        <details class="people-filter" open=open>
            <summary>"Filter"</summary>
            <form method="get" action=address.to_owned()>
                <input type="hidden" name="by" value="positions" />
                <Field form=form.clone() name="words" label="Position or department" want=Want::Optional longest=120 />
                <Choice form=form name="department" label="In or below" options=departments />
                {sort}
                <p class="actions"><button class="button">"Show"</button>{clear}</p>
            </form>
        </details>
    }
    .into_any()
}

/// A column's head that sorts the list.
fn head(
    filter: &PositionFilter,
    address: &str,
    (name, class): (&'static str, Option<&'static str>),
    sort: PositionSort,
) -> impl IntoView + use<> {
    let (order, next) = match (sort, filter.sort) {
        (PositionSort::Name, PositionSort::Name) => (Some("ascending"), PositionSort::NameDown),
        (PositionSort::Name, PositionSort::NameDown) => (Some("descending"), PositionSort::Name),
        (PositionSort::Coverage, PositionSort::Coverage) => (Some("ascending"), PositionSort::Name),
        (one, current) if one == current => (Some("descending"), PositionSort::Name),
        (one, _) => (None, one),
    };
    sorting_head((name, class), order, format!("{address}{}", query(filter, next, 0)))
}

fn table(filter: &PositionFilter, address: &str, rows: &[&PositionLevels]) -> impl IntoView + use<> {
    let lines = rows.iter().map(|row| line(address, row)).collect_view();
    let heads =
        Level::ALL.map(|level| view! { <th scope="col" class="num">{level.name()}</th> }).into_iter().collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Positions">
            <table class="people">
                <thead>
                    <tr>
                        {head(filter, address, ("Position", None), PositionSort::Name)}
                        <th scope="col" class="num">"Holders"</th>
                        {heads}
                        {head(filter, address, ("Coverage", Some("num")), PositionSort::Coverage)}
                        {head(filter, address, ("Gaps", Some("num")), PositionSort::Gaps)}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="help">"Coverage and gaps are those of everything that is required of the people who hold the position."</p>
    }
}

fn line(address: &str, row: &PositionLevels) -> impl IntoView + use<> {
    let filtered = format!("{address}?position={}", row.position);
    let cells = Level::ALL.into_iter().zip(row.levels).map(|(level, count)| {
        let link = format!("{filtered}&level={}&state=met", level.word());
        let mark = if count == row.holders {
            "●"
        } else if count == 0 {
            "○"
        } else {
            "◐"
        };
        view! { <td class="num"><a href=link>{format!("{mark} {count} of {}", row.holders)}</a></td> }
    });
    let cells = cells.collect_view();
    let gaps = match row.gaps {
        0 => view! { "none" }.into_any(),
        gaps => {
            let words = match (row.late, gaps - row.late) {
                (0, open) => format!("◔ {open} with time"),
                (late, 0) => format!("○ {late} late"),
                (late, open) => format!("○ {late} late, ◔ {open} with time"),
            };
            view! { <a href=format!("{filtered}&state=gap")>{words}</a> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row"><a href=filtered.clone()>{row.name.clone()}</a></th>
            <td class="num">{row.holders}</td>
            {cells}
            <td class="num">{coverage_words(row)}</td>
            <td class="num">{gaps}</td>
        </tr>
    }
}

/// How much of what is required is met, in words that also stand in the exported list.
pub fn coverage_words(row: &PositionLevels) -> String {
    row.coverage().map_or_else(|| "nothing required".to_owned(), |percent| format!("{percent} %"))
}

fn pages(filter: &PositionFilter, last: usize, address: &str) -> Option<impl IntoView + use<>> {
    pager((filter.page, last), |page| format!("{address}{}", query(filter, filter.sort, page)))
}
