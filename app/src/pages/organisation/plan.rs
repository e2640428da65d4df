use domain::organisation::PlanKind;
use domain::question::Level;
use leptos::prelude::*;
use store::{FallsDue, GapsToPlan, PlanFilter, PlanRow, PlanState, Seat, Structure};

use super::deadline::falling_due;
use super::money::{money, plain_money};
use super::nav::OfficeNav;
use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// A part of the plan, and where in the list it stands.
pub struct Listed {
    /// What is looked at.
    pub filter: PlanFilter,
    /// The plans on this page.
    pub rows: Vec<PlanRow>,
    /// The page, counted from 1.
    pub page: i64,
    /// Whether another page follows.
    pub more: bool,
}

/// The money of a calendar year, in hundredths.
pub struct Budget {
    /// Which year.
    pub year: i32,
    /// What is planned and open costs.
    pub open: i64,
    /// What was done cost.
    pub done: i64,
}

/// What planning for everybody with a gap would mean.
pub struct Preview {
    /// For how many.
    pub gaps: GapsToPlan,
    /// What it costs, in hundredths.
    pub cost: i64,
}

/// What is planned for whom, what it costs, and the forms to plan more.
#[component]
pub fn PlanPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    listed: Listed,
    budget: Budget,
    /// What is to be met by some day and is not yet.
    due: Vec<FallsDue>,
    /// What is to be confirmed.
    preview: Option<Preview>,
    form: Form,
) -> impl IntoView {
    let reach = seat
        .is_partial()
        .then(|| view! { <p class="help">"You see your own team: your department and those below it."</p> });
    let confirm = preview.map(|preview| confirmation(seat, preview, &form));
    let forms = seat.leading().map(|_| {
        view! {
            <section>
                <h2>"Plan something"</h2>
                <ErrorSummary form=form.clone() />
                <div class="planning">{for_one(seat, &form)}{for_all(seat, structure, &form)}</div>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="plan" />
            <h1>"Plan"</h1>
            <p>"Exams to book, courses and refreshers to do. Whoever is concerned sees it on the own page."</p>
            {reach}
        </header>
        {instead(&form)}
        {confirm}
        <section>
            <h2 id="budget">{format!("Budget of {}", budget.year)}</h2>
            {money_of(seat, &budget)}
            <p>{year_link(seat, budget.year - 1)}" · "{year_link(seat, budget.year + 1)}</p>
        </section>
        <section>
            <h2>"What falls due"</h2>
            {falling_due(seat, &structure.requirements, &due)}
        </section>
        <section>
            <h2>"What is planned"</h2>
            {filters(seat, &listed.filter)}
            {list(seat, &listed)}
        </section>
        {forms}
    }
}

/// That something else was planned a moment ago than was asked for.
pub(super) fn instead(form: &Form) -> Option<impl IntoView + use<>> {
    (form.value("whole") == "yes").then(|| view! { <p class="notice" role="status">"The award of this person has ended, so the whole course is planned instead of a refresher."</p> })
}

fn year_link(seat: &Seat, year: i32) -> impl IntoView + use<> {
    let address = format!("{}?year={year}#budget", urls::office(&seat.organisation, "plan"));
    view! { <a href=address>{year}</a> }
}

fn money_of(seat: &Seat, budget: &Budget) -> impl IntoView + use<> {
    let currency = seat.settings.currency.clone();
    let spent = budget.open + budget.done;
    let set = seat.settings.budget;
    let words = match set - spent {
        _ if set == 0 => "No budget is set. Set it in the settings.".to_owned(),
        left if left < 0 => format!("Over the budget by {}.", money(-left, &currency)),
        left => format!("{} are left.", money(left, &currency)),
    };
    let figures = [("Budget", set), ("Planned", budget.open), ("Done", budget.done)];
    let figures = figures.map(|(name, amount)| view! { <div><dt>{name}</dt><dd>{money(amount, &currency)}</dd></div> });
    let own = seat.is_partial().then_some(" The costs are those of your team, the budget is that of the organisation.");
    view! { <dl class="budget">{figures.into_iter().collect_view()}</dl><p>{words}{own}</p> }
}

fn options<T: Copy>(all: &[T], word: fn(T) -> &'static str, name: fn(T) -> &'static str) -> Vec<(String, String)> {
    all.iter().map(|one| (word(*one).to_owned(), name(*one).to_owned())).collect()
}

/// A state in words.
const fn state_name(state: PlanState) -> &'static str {
    match state {
        PlanState::Open => "open",
        PlanState::Done => "done",
        PlanState::Dropped => "given up",
    }
}

fn filters(seat: &Seat, filter: &PlanFilter) -> impl IntoView + use<> {
    let select = |name: &'static str, label: &'static str, chosen: &'static str, mut options: Vec<(String, String)>| {
        options.insert(0, (String::new(), "all".to_owned()));
        let options = options.into_iter().map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        });
        view! { <label>{label}" "<select name=name>{options.collect_view()}</select></label> }
    };
    let month = filter.month.clone();
    view! {
        <form method="get" action=urls::office(&seat.organisation, "plan") class="inline">
            {select("kind", "Kind", filter.kind.map_or("", PlanKind::word), options(&PlanKind::ALL, PlanKind::word, PlanKind::name))}
            {select("level", "Level", filter.level.map_or("", Level::word), options(&Level::ALL, Level::word, Level::name))}
            {select("state", "State", filter.state.map_or("", PlanState::word), options(&PlanState::ALL, PlanState::word, state_name))}
            <label>"Month "<input name="month" type="month" value=month placeholder="2027-03" /></label>
            <button class="quiet">"Show"</button>
        </form>
    }
}

fn list(seat: &Seat, listed: &Listed) -> AnyView {
    if listed.rows.is_empty() {
        return view! { <p class="empty">"Nothing is planned here. The forecast shows where something will be missing."</p> }.into_any();
    }
    let rows = listed.rows.iter().map(|row| line(seat, row)).collect_view();
    let change = seat.leading().map(|_| view! { <th scope="col"><span class="unseen">"Change"</span></th> });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="What is planned">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Day"</th>
                        <th scope="col">"Person"</th>
                        <th scope="col">"What"</th>
                        <th scope="col" class="num">"Cost"</th>
                        <th scope="col">"State"</th>
                        {change}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pages(seat, listed)}
    }
    .into_any()
}

fn line(seat: &Seat, row: &PlanRow) -> impl IntoView + use<> {
    let person = format!("{}/{}", urls::office(&seat.organisation, "people"), row.member);
    let (mark, state) = match row.state {
        PlanState::Open => ("○", state_name(row.state)),
        PlanState::Done => ("●", state_name(row.state)),
        PlanState::Dropped => ("×", state_name(row.state)),
    };
    let change = seat.leading().map(|_| {
        let form = (row.state == PlanState::Open).then(|| change(seat, row));
        view! { <td>{form}</td> }
    });
    view! {
        <tr>
            <td>{when::day(&row.on.to_string())}</td>
            <th scope="row"><a href=person>{row.name.clone()}</a></th>
            <td>{format!("{}, {}", row.kind.name(), row.level.name())}</td>
            <td class="num">{money(row.cost, &seat.settings.currency)}</td>
            <td>{mark}" "{state}</td>
            {change}
        </tr>
    }
}

fn change(seat: &Seat, row: &PlanRow) -> impl IntoView + use<> {
    let action = format!("{}/{}", urls::office(&seat.organisation, "plan"), row.id);
    let about = format!(" {} of {}", row.kind.name(), row.name);
    view! {
        <details class="inline-change">
            <summary>"Change"<span class="unseen">{about}</span></summary>
            <form method="post" action=action class="inline">
                <label>"Day "<input name="on" type="date" value=row.on.to_string() /></label>
                <label>"Cost "<input name="cost" inputmode="decimal" size="8" value=plain_money(row.cost) /></label>
                <button class="quiet" name="go" value="move">"Save"</button>
                <button class="quiet" name="go" value="done">"It was done"</button>
                <button class="quiet" name="go" value="drop">"Give it up"</button>
            </form>
        </details>
    }
}

fn pages(seat: &Seat, listed: &Listed) -> Option<impl IntoView + use<>> {
    let filter = &listed.filter;
    let kind = filter.kind.map_or("", PlanKind::word);
    let (level, state) = (filter.level.map_or("", Level::word), filter.state.map_or("", PlanState::word));
    let base = urls::office(&seat.organisation, "plan");
    let address =
        |page: i64| format!("{base}?kind={kind}&level={level}&state={state}&month={}&page={page}", filter.month);
    let earlier = (listed.page > 1).then(|| view! { <a href=address(listed.page - 1)>"Earlier"</a>" " });
    let later = listed.more.then(|| view! { <a href=address(listed.page + 1)>"Later"</a> });
    (listed.page > 1 || listed.more).then(|| view! { <p>{earlier}{format!("Page {} ", listed.page)}{later}</p> })
}

fn for_one(seat: &Seat, form: &Form) -> impl IntoView + use<> {
    view! {
        <form method="post" action=urls::office(&seat.organisation, "plan") class="stack">
            <h3>"For one person"</h3>
            <input type="hidden" name="id" value=form.value("id") />
            <Field form=form.clone() name="person" label="Person" help="Name or e-mail address, as in the books." longest=200 />
            <Choice form=form.clone() name="kind" label="What" options=options(&PlanKind::ALL, PlanKind::word, PlanKind::name) />
            <Choice form=form.clone() name="level" label="Level" options=options(&Level::ALL, Level::word, Level::name) />
            <Field form=form.clone() name="on" label="Day of the exam, or to be done by" kind="date" />
            <Field form=form.clone() name="cost" label="Cost (optional)" help="For instance 250 or 99.50." longest=14 want=Want::Optional />
            <button class="button" name="go" value="one">"Plan it"</button>
        </form>
    }
}

fn for_all(seat: &Seat, structure: &Structure, form: &Form) -> Option<impl IntoView + use<>> {
    let requirements =
        structure.requirements.iter().map(|one| (one.id.to_string(), one.name.clone())).collect::<Vec<_>>();
    if requirements.is_empty() {
        return None;
    }
    Some(view! {
        <form method="post" action=urls::office(&seat.organisation, "plan") class="stack">
            <h3>"For everybody with a gap"</h3>
            <input type="hidden" name="id" value=form.value("id") />
            <Choice form=form.clone() name="requirement" label="Gap in" options=requirements />
            <Choice form=form.clone() name="all_kind" label="What" options=options(&PlanKind::ALL, PlanKind::word, PlanKind::name) help="Who has it planned already is left out. A refresher is for those who hold the qualification and may renew it now; whose award has ended gets the whole course instead." />
            <Choice form=form.clone() name="all_level" label="Level" options=options(&Level::ALL, Level::word, Level::name) />
            <Field form=form.clone() name="all_on" label="Day of the exam, or to be done by" kind="date" />
            <Field form=form.clone() name="all_cost" label="Cost for each (optional)" help="For instance 250 or 99.50." longest=14 want=Want::Optional />
            <button class="button" name="go" value="preview">"Show for how many"</button>
        </form>
    })
}

/// For how many it is something else than was asked for.
fn whole_words(whole: usize) -> String {
    match whole {
        1 => "For one of them, whose award has ended, it is the whole course instead, at the same cost.".to_owned(),
        _ => format!("For {whole} of them, whose awards have ended, it is the whole course instead, at the same cost."),
    }
}

fn confirmation(seat: &Seat, preview: Preview, form: &Form) -> impl IntoView + use<> {
    let Preview { gaps: GapsToPlan { people, whole }, cost } = preview;
    if people == 0 {
        return view! { <p class="notice" role="status">"Nobody: there is no such gap, or everybody who has it has this planned already."</p> }.into_any();
    }
    let kept = ["id", "requirement", "all_kind", "all_level", "all_on", "all_cost"];
    let kept = kept.map(|name| view! { <input type="hidden" name=name value=form.value(name) /> });
    let people_words = when::count(people, "person", "people");
    let kind = PlanKind::from_word(&form.value("all_kind")).map_or("", PlanKind::name);
    let level = Level::from_word(&form.value("all_level")).map_or("", Level::name);
    view! {
        <section class="next-step" aria-labelledby="confirm">
            <h2 id="confirm">{format!("{kind}, {level}: for {people_words}")}</h2>
            {(whole > 0).then(|| view! { <p>{whole_words(whole)}</p> })}
            <p>{format!("By {}. It costs {} together. Nothing is written yet.", when::day(&form.value("all_on")), money(cost, &seat.settings.currency))}</p>
            <form method="post" action=urls::office(&seat.organisation, "plan")>
                {kept.into_iter().collect_view()}
                <input type="hidden" name="shown" value=people.to_string() />
                <input type="hidden" name="whole" value=whole.to_string() />
                <button class="button" name="go" value="all">{format!("Plan it for {people_words}")}</button>
            </form>
        </section>
    }
    .into_any()
}
