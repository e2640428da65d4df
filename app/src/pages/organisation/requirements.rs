use domain::ids::DepartmentId;
use domain::organisation::{Criticality, Demand, Requirement, Scope};
use domain::question::Level;
use leptos::prelude::*;
use store::{Seat, Structure};

use super::deadline::{rule_words, time_words};
use super::nav::OfficeNav;
use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// What is required of whom, and the form to state more.
#[component]
pub fn RequirementsPage<'a>(seat: &'a Seat, structure: &'a Structure, form: Form) -> impl IntoView {
    let list = if structure.requirements.is_empty() {
        view! { <p class="empty">"Nothing is required yet. A common start: each service owner holds Foundation, and two people hold Auditor."</p> }
            .into_any()
    } else {
        table(seat, structure).into_any()
    };
    let more = seat.managing().map(|_| {
        view! {
            <section>
                <h2>"State a requirement"</h2>
                <ErrorSummary form=form.clone() />
                <RequirementForm
                    structure=structure
                    form=form
                    action=urls::office(&seat.organisation, "requirements")
                    button="State it"
                />
            </section>
        }
    });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="requirements" />
            <h1>"Requirements"</h1>
            <p>"Clause 7.2 asks you to determine which competence people need who affect the performance of services. Say it here: who needs which qualification, and how many of them."</p>
        </header>
        <section>
            <h2>"Stated"</h2>
            {list}
        </section>
        {more}
    }
}

/// How many must meet it: `each of them`, `at least 2 of them`.
pub fn demand_words(demand: Demand) -> String {
    match demand {
        Demand::Each => "each of them".to_owned(),
        Demand::AtLeast(n) => format!("at least {n} of them"),
    }
}

/// Whom it concerns, in words.
pub fn scope_words(requirement: &Requirement, structure: &Structure) -> String {
    match &requirement.scope {
        Scope::Everyone => "Everybody".to_owned(),
        Scope::Position(position) => structure.position_words(position),
        Scope::Department(department) => department_words(department, structure),
        Scope::Called { name, within } => {
            let path = within.as_ref().map(|id| department_words(id, structure));
            Scope::called_words(name, path.as_deref())
        }
        Scope::People(chosen) => match chosen.len() {
            0 => "People chosen one by one (nobody yet)".to_owned(),
            _ => "People chosen one by one".to_owned(),
        },
    }
}

/// The path of a department.
pub(super) fn department_words(id: &DepartmentId, structure: &Structure) -> String {
    let path = structure.department(id).map(|department| department.path.clone());
    path.unwrap_or_else(|| "a department that is no more".to_owned())
}

/// What a requirement says, fact by fact; what it does not say is empty.
pub fn requirement_facts(requirement: &Requirement, structure: &Structure) -> Vec<(&'static str, String)> {
    let apart = requirement.apart_from.iter().map(|id| department_words(id, structure));
    vec![
        ("name", requirement.name.clone()),
        ("whom it concerns:", scope_words(requirement, structure)),
        ("qualification", requirement.levels_words()),
        ("how many:", demand_words(requirement.demand)),
        ("counts", requirement.validity_words()),
        ("criticality", requirement.criticality.word().to_owned()),
        ("from", when::day(&requirement.from.to_string())),
        ("time:", time_words(requirement).unwrap_or_default()),
        ("not working in", apart.collect::<Vec<_>>().join(", ")),
    ]
}

fn table(seat: &Seat, structure: &Structure) -> impl IntoView + use<> {
    let line = |requirement: &Requirement| {
        let address = format!("{}/{}", urls::office(&seat.organisation, "requirements"), requirement.id);
        let apart = requirement.apart_words(|id| department_words(id, structure));
        view! {
            <tr>
                <th scope="row"><a href=address>{requirement.name.clone()}</a></th>
                <td>{scope_words(requirement, structure)}</td>
                <td>{requirement.levels_words()}</td>
                <td>{rule_words(requirement, apart)}</td>
                <td>{requirement.criticality.word()}</td>
            </tr>
        }
    };
    let lines = structure.requirements.iter().map(line).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Requirements">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Requirement"</th>
                        <th scope="col">"Whom it concerns"</th>
                        <th scope="col">"Qualification"</th>
                        <th scope="col">"How many"</th>
                        <th scope="col">"Criticality"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

/// The fields of a requirement.
#[component]
pub fn RequirementForm<'a>(
    structure: &'a Structure,
    form: Form,
    action: String,
    button: &'static str,
) -> impl IntoView {
    let mut scopes = vec![
        ("everyone".to_owned(), "Everybody".to_owned()),
        ("called".to_owned(), "Every position called … (give the name below)".to_owned()),
        ("people".to_owned(), "People chosen one by one".to_owned()),
    ];
    scopes.extend(structure.positions.iter().map(|position| {
        (format!("position {}", position.id), format!("Position: {}", structure.position_words(&position.id)))
    }));
    scopes.extend(
        structure
            .departments
            .iter()
            .map(|department| (format!("department {}", department.id), format!("Department: {}", department.path))),
    );
    keep(&mut scopes, &form.value("scope"), "A position or department that is no more");
    let criticality = Criticality::ALL.map(|one| (one.word().to_owned(), words_of(one).to_owned()));
    let typed_apart = form.value("apart");
    let apart = structure.departments.iter().map(|department| {
        let id = department.id.to_string();
        let checked = typed_apart.split_whitespace().any(|one| one == id);
        view! { <label class="tick"><input type="checkbox" name="apart" value=id checked=checked />" "{department.path.clone()}</label> }
    });
    let apart = (!structure.departments.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Independence (for internal auditors)"</summary>
                <p class="help">"Those who meet this requirement must not work in these departments: nobody audits the own work."</p>
                <div class="ticks">{apart.collect_view()}</div>
            </details>
        }
    });
    view! {
        <form method="post" action=action class="stack">
            <input type="hidden" name="id" value=form.value("id") />
            <Field form=form.clone() name="name" label="Name" help="For instance: Service owners hold Foundation." longest=120 />
            <Choice
                form=form.clone()
                name="scope"
                label="Whom it concerns"
                options=scopes
                help="People chosen one by one are added on the page of the requirement, once it is stated."
            />
            {called(&form, structure)}
            {levels(&form)}
            <Field
                form=form.clone()
                name="at_least"
                label="How many of them (optional)"
                kind="number"
                help="Leave it empty if each of them needs it. Give 2 for “two Auditors in this department”."
                want=Want::Optional
            />
            <Field
                form=form.clone()
                name="valid_months"
                label="An award counts for so many months (optional)"
                kind="number"
                help="Leave it empty if it counts as long as the certificate is valid."
                want=Want::Optional
            />
            <Choice form=form.clone() name="criticality" label="Criticality" options=criticality.to_vec() />
            <Field
                form=form.clone()
                name="from"
                label="Holds from"
                kind="date"
                help="What you change later counts from the day of the change; name another day here if it counts from that."
            />
            <Field
                form=form.clone()
                name="until"
                label="Asked until (optional)"
                kind="date"
                help="The last day on which it is asked, for instance 2027-03-31. After it nobody has a gap because of it. Leave it empty if it has no end."
                want=Want::Optional
            />
            {time(&form)}
            {apart}
            <button class="button">{button}</button>
        </form>
    }
}

/// What stands in the books stays to be chosen when it is no more, so that nobody states something else by correcting a name.
fn keep(options: &mut Vec<(String, String)>, value: &str, words: &str) {
    if !value.is_empty() && !options.iter().any(|(own, _)| own == value) {
        options.insert(0, (value.to_owned(), words.to_owned()));
    }
}

/// The name of the positions that it is about, in whichever departments they are, and the department below which they lie.
fn called(form: &Form, structure: &Structure) -> impl IntoView + use<> {
    let names = structure.position_names().into_iter().map(|name| view! { <option value=name></option> });
    let mut places = vec![(String::new(), "In all departments".to_owned())];
    places.extend(structure.departments.iter().map(|one| (one.id.to_string(), format!("In {} or below", one.path))));
    keep(&mut places, &form.value("called_in"), "In a department that is no more");
    view! {
        <Field
            form=form.clone()
            name="called"
            label="Name of the positions"
            help="Only for “Every position called …”, for instance Service owner: it then concerns that position in each department, also where one is added, renamed or moved later. Capitals do not matter."
            longest=120
            list="position-names"
            want=Want::Optional
        />
        <datalist id="position-names">{names.collect_view()}</datalist>
        <Choice form=form.clone() name="called_in" label="Where these positions are" options=places help="Only for “Every position called …”." />
    }
}

/// Until when it is to be met.
fn time(form: &Form) -> impl IntoView + use<> {
    let form = form.clone();
    view! {
        <Field
            form=form.clone()
            name="due"
            label="To be met by (optional)"
            kind="date"
            help="Until that day a gap is something to do; after it, it is late. Leave it empty if it is asked for at once."
            want=Want::Optional
        />
        <Field
            form=form
            name="within"
            label="Time for newcomers (months, optional)"
            kind="number"
            help="Whoever it comes to concern later has so many months, also after the day above. They count from the first day in the position; for everybody, from the first day in the organisation; for people who are chosen, from that day. Leave it empty if newcomers get no time of their own."
            want=Want::Optional
        />
    }
}

fn words_of(criticality: Criticality) -> &'static str {
    match criticality {
        Criticality::High => "High: a gap is a risk to services or to a certificate",
        Criticality::Normal => "Normal: a gap is closed in the ordinary course",
        Criticality::Low => "Low: good to have",
    }
}

fn levels(form: &Form) -> impl IntoView + use<> {
    let typed = form.value("levels");
    let ticks = Level::ALL.map(|level| {
        let checked = typed.split_whitespace().any(|one| one == level.word());
        view! { <label class="tick"><input type="checkbox" name="levels" value=level.word() checked=checked />" "{level.name()}</label> }
    });
    let error = form.error("levels").map(str::to_owned);
    let wrong = error.is_some();
    view! {
        <fieldset class="field" class:wrong=wrong id="levels">
            <legend>"Which qualification"</legend>
            <p class="help">"Any of those that you tick meets it."</p>
            {error.map(|message| view! { <p class="error">{message}</p> })}
            <div class="ticks">{ticks.into_iter().collect_view()}</div>
        </fieldset>
    }
}
