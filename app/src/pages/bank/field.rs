//! Fields of the form of a question, each with what is to be said about it.

use content::Remark;
use leptos::prelude::*;

/// A field and what surrounds it.
pub(super) struct Field<'a> {
    /// Name of the input; also its id.
    pub name: String,
    pub label: &'a str,
    pub help: &'a str,
    pub value: &'a str,
    /// What is wrong anywhere in the form.
    pub faults: &'a [Remark],
}

impl Field<'_> {
    /// An input of one line.
    pub fn line(&self, longest: u32) -> AnyView {
        let (name, value, described) = (self.name.clone(), self.value.to_owned(), self.described());
        let control = view! {
            <span class="control">
                <input id=name.clone() name=name value=value maxlength=longest aria-describedby=described autocomplete="off" />
            </span>
        };
        self.around(control.into_any())
    }

    /// An input of several lines.
    pub fn text(&self, rows: u32) -> AnyView {
        let (name, described) = (self.name.clone(), self.described());
        // Browsers drop the first line break of a field.
        let value = format!("\n{}", self.value);
        let control =
            view! { <textarea id=name.clone() name=name rows=rows aria-describedby=described>{value}</textarea> };
        self.around(control.into_any())
    }

    /// A choice among options, each a value and its words.
    pub fn choice(&self, options: &[(String, String)]) -> AnyView {
        let (name, described) = (self.name.clone(), self.described());
        let options = options.iter().map(|(value, words)| {
            let selected = value == self.value;
            view! { <option value=value.clone() selected=selected>{words.clone()}</option> }
        });
        let options = options.collect_view();
        let control = view! { <select id=name.clone() name=name aria-describedby=described>{options}</select> };
        self.around(control.into_any())
    }

    fn around(&self, control: AnyView) -> AnyView {
        let (name, label, help) = (self.name.clone(), self.label.to_owned(), self.help.to_owned());
        let errors = errors(&name, self.faults);
        let wrong = errors.is_some();
        let help = (!help.is_empty()).then(|| view! { <p class="help" id=format!("{name}-help")>{help}</p> });
        view! {
            <div class="field" class:wrong=wrong>
                <label for=name>{label}</label>
                {help}
                {errors}
                {control}
            </div>
        }
        .into_any()
    }

    fn described(&self) -> Option<String> {
        let help = (!self.help.is_empty()).then(|| format!("{}-help", self.name));
        let error = self.faults.iter().any(|fault| fault.field == self.name).then(|| format!("{}-error", self.name));
        let both = help.into_iter().chain(error).collect::<Vec<_>>().join(" ");
        Some(both).filter(|both| !both.is_empty())
    }
}

/// A box to tick.
pub(super) fn tick(name: &str, value: &str, label: &str, checked: bool) -> AnyView {
    let (name, value, label) = (name.to_owned(), value.to_owned(), label.to_owned());
    view! { <label class="tick"><input type="checkbox" name=name value=value checked=checked />" "{label}</label> }
        .into_any()
}

/// What is wrong with a field, if anything is.
pub(super) fn errors(name: &str, faults: &[Remark]) -> Option<AnyView> {
    let own = faults.iter().filter(|fault| fault.field == name).collect::<Vec<_>>();
    if own.is_empty() {
        return None;
    }
    let lines = own.into_iter().map(|fault| {
        view! { <p class="error">{fault.message.clone()}" "{fault.fix.clone()}</p> }
    });
    Some(view! { <div id=format!("{name}-error")>{lines.collect_view()}</div> }.into_any())
}
