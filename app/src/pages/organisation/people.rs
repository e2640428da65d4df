//! The people of an organisation: a list to filter and sort.

use domain::question::Level;
use leptos::prelude::*;
use store::{
    Best, Joining, PEOPLE_PAGE, PeopleFilter, PeoplePage, PeopleRow, PeopleSort, PersonState, Seat, Structure,
};

use super::deadline::gaps_words;
use super::nav::OfficeNav;
use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// Those who can be invited together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inviting {
    /// How many in reach have neither an account nor an invitation.
    pub left: i64,
    /// At most so many are invited at once.
    pub at_once: i64,
    /// How many were invited a moment ago.
    pub done: Option<i64>,
}

/// Whether the form for one more person stands on the page. It names all positions, so it is shown when somebody wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    /// A link to it.
    Link,
    /// The form.
    Form,
}

/// The list of people.
#[component]
pub fn PeopleMatrixPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    filter: &'a PeopleFilter,
    page: PeoplePage,
    inviting: Inviting,
    adding: Adding,
    form: Form,
) -> impl IntoView {
    let address = urls::office(&seat.organisation, "people");
    let export = format!("{address}/export{}", query(filter, filter.sort, 0));
    let workbook = format!("{export}{}as=xlsx", if export.contains('?') { '&' } else { '?' });
    let count = when::count(usize::try_from(page.total).unwrap_or_default(), "person", "people");
    let list =
        if page.rows.is_empty() { empty(seat, filter).into_any() } else { table(seat, filter, &page).into_any() };
    let export = (page.total > 0).then(|| view! { <a href=export download="">"Export this list (CSV)"</a>" "<a href=workbook download="">"(Excel)"</a> });
    let adding = seat.managing().map(|_| match adding {
        Adding::Form => add_form(seat, structure, form.clone()),
        Adding::Link => {
            view! { <p class="actions"><a class="button" href=format!("{address}?add=person#add")>"Add one person"</a></p> }.into_any()
        }
    });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="people" />
            <h1>"People"</h1>
            {switch(&address, "people")}
        </header>
        <ErrorSummary form=form />
        {inviting.done.map(|done| invited(done, inviting.left))}
        {filters(structure, filter, &address)}
        <section>
            <p class="list-head"><strong>{count}</strong>" "{export}</p>
            {list}
            {pages(filter, &page, &address)}
        </section>
        {seat.leading().map(|_| inviting_all(&address, inviting))}
        {adding}
    }
}

fn people_words(number: i64) -> String {
    when::count(usize::try_from(number).unwrap_or_default(), "person", "people")
}

/// How many were invited, and how many are left.
fn invited(done: i64, left: i64) -> impl IntoView {
    let were = if done == 1 { "was" } else { "were" };
    let rest = match left {
        0 => "Nobody is left without an invitation.".to_owned(),
        _ => format!("{} still without one: press the button below again.", people_words(left)),
    };
    view! { <p class="notice" role="status">{people_words(done)}" "{were}" invited; the mails are on their way. "{rest}</p> }
}

/// The button that invites those who have no account; nothing when there is nobody to invite.
fn inviting_all(address: &str, inviting: Inviting) -> Option<impl IntoView + use<>> {
    let Inviting { left, at_once, .. } = inviting;
    if left == 0 {
        return None;
    }
    let action = format!("{address}/invitations");
    let are = if left == 1 { "is" } else { "are" };
    let words = if left > at_once {
        format!("They are invited {at_once} at a time; each gets one mail with a link.")
    } else {
        "Each gets one mail with a link.".to_owned()
    };
    let button = format!("Invite {}", people_words(left.min(at_once)));
    Some(view! {
        <section>
            <h2>"Invitations"</h2>
            <p>{people_words(left)}" "{are}" in the list only, with neither an account nor an invitation. "{words}</p>
            <form method="post" action=action><button class="button">{button}</button></form>
        </section>
    })
}

/// Between people and positions.
pub(super) fn switch(address: &str, here: &'static str) -> impl IntoView + use<> {
    let positions = format!("{address}?by=positions");
    view! {
        <nav class="filters" aria-label="Shown by">
            <a href=address.to_owned() aria-current=(here == "people").then_some("page")>"By person"</a>
            <a href=positions aria-current=(here == "positions").then_some("page")>"By position"</a>
        </nav>
    }
}

/// The filter as an address has it.
pub fn query(filter: &PeopleFilter, sort: PeopleSort, page: i64) -> String {
    let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
    let pairs = [
        ("words", filter.words.clone()),
        ("department", id(filter.department.as_ref().map(|one| one.as_str()))),
        ("position", id(filter.position.as_ref().map(|one| one.as_str()))),
        ("requirement", id(filter.requirement.as_ref().map(|one| one.as_str()))),
        ("level", id(filter.level.map(Level::word))),
        ("state", id(filter.state.map(PersonState::word))),
        ("joined", id(filter.joining.map(Joining::word))),
        ("sort", if sort == PeopleSort::Name { String::new() } else { sort.word().to_owned() }),
        ("page", if page == 0 { String::new() } else { (page + 1).to_string() }),
    ];
    asked(pairs)
}

/// What an address asks for after the question mark; what is empty is left out.
pub(super) fn asked<const N: usize>(pairs: [(&str, String); N]) -> String {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let text = pairs.map(|(name, value)| format!("{name}={}", encoded(&value))).collect::<Vec<_>>().join("&");
    if text.is_empty() { text } else { format!("?{text}") }
}

/// A value as addresses carry it.
pub(super) fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn is_narrow(filter: &PeopleFilter) -> bool {
    *filter != PeopleFilter { sort: filter.sort, page: filter.page, ..PeopleFilter::default() }
}

fn empty(seat: &Seat, filter: &PeopleFilter) -> impl IntoView + use<> {
    let all = urls::office(&seat.organisation, "people");
    if is_narrow(filter) || filter.page > 0 {
        return view! { <p class="empty">"Nobody fits this filter. "<a href=all>"Show everybody"</a></p> }.into_any();
    }
    view! { <p class="empty">"Nobody is in reach yet. Import a staff list, or add the first person below."</p> }
        .into_any()
}

fn filters(structure: &Structure, filter: &PeopleFilter, address: &str) -> AnyView {
    let any = |words: &str| (String::new(), words.to_owned());
    let form = Form::default()
        .with("words", filter.words.clone())
        .with("department", filter.department.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("position", filter.position.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("requirement", filter.requirement.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("level", filter.level.map(Level::word).unwrap_or_default())
        .with("state", filter.state.map(PersonState::word).unwrap_or_default())
        .with("joined", filter.joining.map(Joining::word).unwrap_or_default());
    let departments = structure.departments.iter().map(|one| (one.id.to_string(), one.path.clone()));
    // All positions of a large organisation would be most of the page: those of the department that was chosen, and the one that was.
    let offered = structure.positions.iter().filter(|one| {
        let inside = |department| structure.is_below(&one.department, department);
        filter.department.as_ref().is_some_and(inside) || filter.position.as_ref() == Some(&one.id)
    });
    let positions = offered.map(|one| (one.id.to_string(), structure.position_words(&one.id))).collect::<Vec<_>>();
    let position = match positions.is_empty() {
        true => None,
        false => {
            let options = [any("all")].into_iter().chain(positions).collect();
            Some(view! { <Choice form=form.clone() name="position" label="Position" options=options /> })
        }
    };
    let requirements = structure.requirements.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let levels = Level::ALL.map(|level| (level.word().to_owned(), level.name().to_owned()));
    let states = PersonState::ALL.iter().map(|state| (state.word().to_owned(), state.name().to_owned()));
    let joined = Joining::ALL.iter().map(|joining| (joining.word().to_owned(), joining.name().to_owned()));
    let open = is_narrow(filter);
    let clear = open.then(|| view! { <a href=address.to_owned()>"Clear"</a> });
    let sort = (filter.sort != PeopleSort::Name)
        .then(|| view! { <input type="hidden" name="sort" value=filter.sort.word() /> });
    view! {
        <details class="people-filter" open=open>
            <summary>"Filter"</summary>
            <form method="get" action=address.to_owned()>
                <Field form=form.clone() name="words" label="Name or e-mail" want=Want::Optional longest=120 />
                <Choice form=form.clone() name="department" label="Department" help="With a department shown, its positions can be chosen too." options=[any("all")].into_iter().chain(departments).collect() />
                {position}
                <Choice form=form.clone() name="requirement" label="Requirement" options=[any("all")].into_iter().chain(requirements).collect() />
                <Choice form=form.clone() name="level" label="Qualification" options=[any("any")].into_iter().chain(levels).collect() />
                <Choice form=form.clone() name="state" label="State" options=[any("any")].into_iter().chain(states).collect() />
                <Choice form=form name="joined" label="Account" options=[any("all but those who left")].into_iter().chain(joined).collect() />
                {sort}
                <p class="actions"><button class="button">"Show"</button>{clear}</p>
            </form>
        </details>
    }
    .into_any()
}

/// A column's head that sorts the list.
fn head(filter: &PeopleFilter, address: &str, name: &'static str, sort: PeopleSort) -> impl IntoView + use<> {
    let (order, next) = match (sort, filter.sort) {
        (PeopleSort::Name, PeopleSort::Name) => (Some("ascending"), PeopleSort::NameDown),
        (PeopleSort::Name, PeopleSort::NameDown) => (Some("descending"), PeopleSort::Name),
        (one, current) if one == current => (Some("descending"), PeopleSort::Name),
        (one, _) => (None, one),
    };
    sorting_head((name, None), order, format!("{address}{}", query(filter, next, 0)))
}

/// A column's head with a link that sorts by it. `order` is that of the list as it stands, if it is by this column.
pub(super) fn sorting_head(
    (name, class): (&'static str, Option<&'static str>),
    order: Option<&'static str>,
    address: String,
) -> impl IntoView + use<> {
    let mark = match order {
        Some("ascending") => " ↑",
        Some(_) => " ↓",
        None => "",
    };
    view! { <th scope="col" class=class aria-sort=order><a href=address>{name}<span aria-hidden="true">{mark}</span></a></th> }
}

fn table(seat: &Seat, filter: &PeopleFilter, page: &PeoplePage) -> impl IntoView + use<> {
    let address = urls::office(&seat.organisation, "people");
    let lines = page.rows.iter().map(|row| line(&address, row)).collect_view();
    let heads = [
        ("Foundation", PeopleSort::Foundation),
        ("Practitioner", PeopleSort::Practitioner),
        ("Auditor", PeopleSort::Auditor),
        ("Gaps", PeopleSort::Gaps),
    ];
    let heads = heads.map(|(name, sort)| head(filter, &address, name, sort)).into_iter().collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="People">
            <table class="people">
                <thead>
                    <tr>
                        {head(filter, &address, "Name", PeopleSort::Name)}
                        <th scope="col">"Positions"</th>
                        {heads}
                        <th scope="col">"Account"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn line(address: &str, row: &PeopleRow) -> impl IntoView + use<> {
    let link = format!("{address}/{}", row.member);
    let cells = row.best.iter().zip(&row.awards).map(|(best, award)| {
        let words = best_words(*best);
        // Every certificate in the list opens where it stands with its proof.
        let opens = award.as_ref().map(|award| format!("{link}#{}", urls::award_anchor(award)));
        match opens {
            Some(opens) => view! { <td class="mark"><a href=opens>{words}</a></td> }.into_any(),
            None => view! { <td class="mark">{words}</td> }.into_any(),
        }
    });
    let cells = cells.collect_view();
    let positions = if row.positions.is_empty() { "none".to_owned() } else { row.positions.clone() };
    view! {
        <tr>
            <th scope="row"><a href=link>{name_of(&row.name)}</a></th>
            <td>{positions}</td>
            {cells}
            <td>{gaps_words(row)}</td>
            <td>{row.joining.name()}</td>
        </tr>
    }
}

/// A name, or what stands in its place once it was taken out.
pub(super) fn name_of(name: &str) -> String {
    if name.is_empty() { "Somebody who was taken out".to_owned() } else { name.to_owned() }
}

/// The best of a level, in words that also stand in the exported list.
pub fn best_words(best: Option<Best>) -> String {
    match best {
        Some(Best::Verified(Some(day))) => format!("● until {}", when::day(&day.to_string())),
        Some(Best::Verified(None)) => "● without an end".to_owned(),
        Some(Best::Claimed) => "◐ to be looked at".to_owned(),
        Some(Best::Expired(day)) => format!("○ ended {}", when::day(&day.to_string())),
        Some(Best::Rejected) => "○ not accepted".to_owned(),
        None => "–".to_owned(),
    }
}

fn pages(filter: &PeopleFilter, page: &PeoplePage, address: &str) -> Option<impl IntoView + use<>> {
    let last = (page.total - 1).max(0) / PEOPLE_PAGE;
    let here = |page: i64| usize::try_from(page).unwrap_or_default();
    let link = |page: usize| i64::try_from(page).unwrap_or_default();
    pager((here(filter.page), here(last)), |page| format!("{address}{}", query(filter, filter.sort, link(page))))
}

/// The way between the pages of a list, counted from 0; nothing where there is one. `link` makes the address of a page.
pub(super) fn pager((page, last): (usize, usize), link: impl Fn(usize) -> String) -> Option<AnyView> {
    if last == 0 {
        return None;
    }
    let before = page.checked_sub(1).map(|before| view! { <a href=link(before) rel="prev">"Before"</a> });
    let after = (page < last).then(|| view! { <a href=link(page + 1) rel="next">"Next"</a> });
    let words = format!("Page {} of {}", page + 1, last + 1);
    Some(
        view! { <nav class="pages" aria-label="Pages of the list">{before}" "<span>{words}</span>" "{after}</nav> }
            .into_any(),
    )
}

fn add_form(seat: &Seat, structure: &Structure, form: Form) -> AnyView {
    let mut positions = vec![(String::new(), "none yet".to_owned())];
    positions.extend(structure.positions.iter().map(|one| (one.id.to_string(), structure.position_words(&one.id))));
    let returning = Some(form.value("returning")).filter(|name| !name.is_empty()).map(|name| {
        view! { <p class="field check"><input type="checkbox" id="returns" name="returns" value="yes" /><label for="returns">{name}" came back: the certificates and the earlier time belong to this person"</label></p> }
    });
    view! {
        <section id="add">
            <h2>"Add one person"</h2>
            <form method="post" action=urls::office(&seat.organisation, "people") class="stack">
                <input type="hidden" name="id" value=form.value("id") />
                <Field form=form.clone() name="name" label="Name of the person" longest=120 />
                <Field form=form.clone() name="email" label="E-mail address" kind="email" help="An invitation is sent here later, if you want one. The person is in the books without it, too." />
                {returning}
                <Choice form=form.clone() name="holds" label="Position held" options=positions />
                <Field form=form.clone() name="starts_on" label="First day" kind="date" />
                <Field form=form name="ends_on" label="Last day (optional)" kind="date" want=Want::Optional />
                <button class="button">"Add the person"</button>
            </form>
        </section>
    }
    .into_any()
}
