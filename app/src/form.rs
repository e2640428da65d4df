//! Forms that keep what was typed: values and errors by field, and the fields that show them.

use std::collections::BTreeMap;

use leptos::prelude::*;

/// What was typed into a form, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<&'static str, String>,
    errors: Vec<(&'static str, String)>,
}

impl Form {
    /// Keeps what was typed into a field.
    pub fn with(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.values.insert(field, value.into());
        self
    }

    /// What was typed into a field.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).cloned().unwrap_or_default()
    }

    /// Says what is wrong with a field, and what to do.
    pub fn refuse(&mut self, field: &'static str, message: impl Into<String>) {
        self.errors.push((field, message.into()));
    }

    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(at, _)| *at == field).map(|(_, message)| message.as_str())
    }

    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }
}

/// The list of errors at the head of a form, each linking to its field.
#[component]
pub fn ErrorSummary(form: Form) -> impl IntoView {
    (!form.is_sound()).then(|| {
        let lines = form.errors.into_iter().map(|(field, message)| {
            view! { <li><a href=format!("#{field}")>{message}</a></li> }
        });
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus="">
                <h2>"Please check"</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    })
}

/// Whether a field has to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// It has to.
    Needed,
    /// It may stay empty; the label says so.
    Optional,
}

/// A labelled choice among options, each a value and its words.
#[component]
pub fn Choice(
    form: Form,
    /// Name of the input; also its id.
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    #[prop(optional)] help: &'static str,
    /// Words that stand there until something is chosen, which then has to be done; empty where the first option stands there.
    #[prop(optional)]
    unchosen: &'static str,
) -> impl IntoView {
    let error = form.error(name).map(str::to_owned);
    let wrong = error.is_some();
    let described = described_by(name, help, wrong);
    let typed = form.value(name);
    let required = !unchosen.is_empty();
    let first = required.then(|| view! { <option value="">{unchosen}</option> });
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == typed;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{name}-help")>{help}</p> })}
            {error.map(|message| view! { <p class="error" id=format!("{name}-error")>{message}</p> })}
            <select id=name name=name aria-describedby=described required=required.then_some("")>{first}{options}</select>
        </div>
    }
}

/// One labelled input with help before it and its error beside it.
#[component]
pub fn Field(
    form: Form,
    /// Name of the input; also its id.
    name: &'static str,
    label: &'static str,
    /// Type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] help: &'static str,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(default = 200)] longest: u32,
    #[prop(default = Want::Needed)] want: Want,
    /// The id of a list of values that are offered while typing.
    #[prop(optional)]
    list: &'static str,
) -> impl IntoView {
    let error = form.error(name).map(str::to_owned);
    let wrong = error.is_some();
    let described = described_by(name, help, wrong);
    let value = if kind == "password" { String::new() } else { form.value(name) };
    let show = (kind == "password").then(|| {
        view! { <button type="button" class="show" data-show=name hidden="">"Show"</button> }
    });
    view! {
        <div class="field" class:wrong=wrong>
            <label for=name>{label}</label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{name}-help")>{help}</p> })}
            {error.map(|message| view! { <p class="error" id=format!("{name}-error")>{message}</p> })}
            <span class="control">
                <input
                    id=name
                    name=name
                    type=kind
                    value=value
                    maxlength=longest
                    autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                    list=(!list.is_empty()).then_some(list)
                    aria-describedby=described
                    required=(want == Want::Needed).then_some("")
                />
                {show}
            </span>
        </div>
    }
}

fn described_by(name: &str, help: &str, wrong: bool) -> Option<String> {
    let parts = [(!help.is_empty()).then(|| format!("{name}-help")), wrong.then(|| format!("{name}-error"))];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then_some(joined)
}
