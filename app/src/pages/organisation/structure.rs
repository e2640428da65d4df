use std::collections::BTreeMap;

use domain::ids::PositionId;
use leptos::prelude::*;
use store::{DepartmentRow, PositionRow, Seat, Structure};

use super::nav::OfficeNav;
use crate::form::{Choice, ErrorSummary, Field, Form};
use crate::{urls, when};

/// Departments and positions.
#[component]
pub fn StructurePage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    holders: BTreeMap<PositionId, i64>,
    form: Form,
) -> impl IntoView {
    let tree = if structure.departments.is_empty() {
        view! { <p class="empty">"No department yet. Make the topmost one first; a staff list that you import makes its departments and positions by itself."</p> }
            .into_any()
    } else {
        let branch = |department| branch(seat, (structure, &holders), department, &form);
        structure.departments.iter().map(branch).collect_view().into_any()
    };
    let forms = seat.managing().map(|_| view! { <section><h2>"Add"</h2><ErrorSummary form=form.clone() />{adding(seat, structure, form)}</section> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="structure" />
            <h1>"Departments and positions"</h1>
            <p>"People hold positions, positions belong to departments. Requirements are stated for either."</p>
        </header>
        <section>{tree}</section>
        {forms}
    }
}

/// A department with its positions. The form to change it, which names all others, is there for one department at a time.
fn branch(
    seat: &Seat,
    (structure, holders): (&Structure, &BTreeMap<PositionId, i64>),
    department: &DepartmentRow,
    form: &Form,
) -> impl IntoView + use<> {
    let positions = structure.positions.iter().filter(|position| position.department == department.id);
    let line = |position: &PositionRow| {
        let holders = holders.get(&position.id).copied().unwrap_or(0);
        position_line(seat, structure, (position, holders), form)
    };
    let lines = positions.map(line).collect_view();
    let class = format!("branch depth-{}", department.depth.min(5));
    let change = seat.managing().map(|_| match department.id.as_str() == form.value("changing") {
        true => change_department(seat, structure, department, form).into_any(),
        false => {
            let link = change_link(seat, "department", (department.id.as_str(), &department.name));
            view! { <p class="help">{link}</p> }.into_any()
        }
    });
    let anchor = format!("department-{}", department.id);
    view! {
        <div class=class id=anchor>
            <h2>{department.name.clone()}</h2>
            {change}
            <ul class="plain-list">{lines}</ul>
        </div>
    }
}

/// Opens the form of a department or a position.
fn change_link(seat: &Seat, what: &str, (id, name): (&str, &str)) -> impl IntoView + use<> {
    let address = format!("{}?change={id}#{what}-{id}", urls::office(&seat.organisation, "structure"));
    view! { <a href=address>"Change"<span class="unseen">{format!(" {name}")}</span></a> }
}

fn position_line(
    seat: &Seat,
    structure: &Structure,
    (position, holders): (&PositionRow, i64),
    form: &Form,
) -> impl IntoView + use<> {
    let words = when::count(usize::try_from(holders).unwrap_or_default(), "person", "people");
    let people = format!("{}?position={}", urls::office(&seat.organisation, "people"), position.id);
    let change = seat.managing().map(|_| match position.id.as_str() == form.value("changing") {
        true => change_position(seat, structure, position, form).into_any(),
        false => view! { " · "{change_link(seat, "position", (position.id.as_str(), &position.name))} }.into_any(),
    });
    let anchor = format!("position-{}", position.id);
    view! { <li id=anchor>{position.name.clone()}" · "<a href=people>{words}</a>{change}</li> }
}

/// What was typed stands in it when it was refused.
fn change_position(seat: &Seat, structure: &Structure, position: &PositionRow, form: &Form) -> impl IntoView + use<> {
    let action = format!("{}/{}", urls::office(&seat.organisation, "positions"), position.id);
    let error = |name: &str| {
        let words = form.error(name).map(str::to_owned);
        (words.is_some().then(|| format!("{name}-error")), words)
    };
    let [(name_error, name_words), (place_error, place_words)] = ["name", "moved_to"].map(error);
    let (name, department) = match form.is_sound() {
        true => (position.name.clone(), position.department.to_string()),
        false => (form.value("name"), form.value("moved_to")),
    };
    let options = structure.departments.iter().map(|one| {
        let selected = one.id.as_str() == department;
        view! { <option value=one.id.to_string() selected=selected>{one.path.clone()}</option> }
    });
    let options = options.collect_view();
    view! {
        <form method="post" action=action class="inline">
            <input type="hidden" name="read_name" value=position.name.clone() />
            <input type="hidden" name="read_department" value=position.department.to_string() />
            {name_words.map(|words| view! { <p class="error" id="name-error">{words}</p> })}
            <label>"Name "<input id="name" name="name" value=name maxlength="120" required="" aria-describedby=name_error /></label>
            {place_words.map(|words| view! { <p class="error" id="moved_to-error">{words}</p> })}
            <label>"Department "<select id="moved_to" name="moved_to" aria-describedby=place_error>{options}</select></label>
            <button class="quiet" name="go" value="change">"Keep"</button>
            <button class="quiet" name="go" value="close">"Remove"</button>
        </form>
        <p class="help">"Whoever holds the position keeps it. In another department they are asked for what is required there."</p>
    }
}

/// What was typed stands in it when it was refused.
fn change_department(
    seat: &Seat,
    structure: &Structure,
    department: &DepartmentRow,
    form: &Form,
) -> impl IntoView + use<> {
    let action = format!("{}/{}", urls::office(&seat.organisation, "departments"), department.id);
    let error = form.error("name").map(str::to_owned);
    let (wrong, described) = (error.is_some(), error.is_some().then_some("name-error"));
    let name = if wrong { form.value("name") } else { department.name.clone() };
    let others = structure.departments.iter().filter(|other| other.id != department.id);
    let mut options = vec![(String::new(), "none: it is at the top".to_owned())];
    options.extend(others.map(|other| (other.id.to_string(), other.path.clone())));
    let parent = department.parent.as_ref().map(ToString::to_string).unwrap_or_default();
    let parent = if wrong { form.value("above") } else { parent };
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == parent;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <form method="post" action=action class="inline">
            {error.map(|message| view! { <p class="error" id="name-error">{message}</p> })}
            <label>"Name "<input id="name" name="name" value=name maxlength="120" required="" aria-describedby=described /></label>
            <label>"Above it "<select name="parent">{options}</select></label>
            <button class="quiet" name="go" value="change">"Keep"</button>
            <button class="quiet" name="go" value="close">"Remove"</button>
        </form>
    }
}

fn adding(seat: &Seat, structure: &Structure, form: Form) -> impl IntoView + use<> {
    let mut above = vec![(String::new(), "none: it is at the top".to_owned())];
    let departments =
        structure.departments.iter().map(|one| (one.id.to_string(), one.path.clone())).collect::<Vec<_>>();
    above.extend(departments.iter().cloned());
    let position = (!departments.is_empty()).then(|| {
        view! {
            <form method="post" action=urls::office(&seat.organisation, "positions") class="stack">
                <h3>"A position"</h3>
                <input type="hidden" name="id" value=form.value("position_id") />
                <Field form=form.clone() name="position" label="Name of the position" longest=120 />
                <Choice form=form.clone() name="department_of" label="In which department" options=departments />
                <button class="button">"Add the position"</button>
            </form>
        }
    });
    view! {
        <div class="pair">
            <form method="post" action=urls::office(&seat.organisation, "departments") class="stack">
                <h3>"A department"</h3>
                <input type="hidden" name="id" value=form.value("id") />
                <Field form=form.clone() name="department" label="Name of the department" longest=120 />
                <Choice form=form.clone() name="parent" label="Above it" options=above />
                <button class="button">"Add the department"</button>
            </form>
            {position}
        </div>
    }
}
