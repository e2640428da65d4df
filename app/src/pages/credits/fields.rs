use content::Library;
use domain::credits::{Group, Module};
use leptos::prelude::*;

use super::rules::group_name;
use crate::form::{Field, Form, Want};
use crate::pages::award::EditionField;

/// The order in which the list of qualifications shows its groups: our own subject first.
const GROUPS: [(&str, &[Group]); 3] = [
    ("ISO/IEC 20000 and others", &[Group::Complementary]),
    ("ITIL v3", &[Group::Foundation, Group::Lifecycle, Group::Capability, Group::Practitioner, Group::Capstone]),
    ("ITIL v2", &[Group::Earlier]),
];

/// The fields that describe a certificate.
#[component]
pub fn CertificateFields<'a>(library: &'a Library, form: Form) -> impl IntoView {
    let modules = &library.credits.rules.modules;
    let typed = form.value("qualification");
    let groups = GROUPS.map(|(label, groups)| {
        let of_groups = groups.iter().flat_map(|group| modules.iter().filter(move |module| module.group == *group));
        view! { <optgroup label=label>{of_groups.map(|module| option(module, &typed)).collect_view()}</optgroup> }
    });
    let error = form.error("qualification").map(|message| {
        view! { <p class="error" id="qualification-error">{message.to_owned()}</p> }
    });
    let wrong = error.is_some();
    let described = wrong.then_some("qualification-error");
    view! {
        <div class="field" class:wrong=wrong>
            <label for="qualification">"Qualification"</label>
            {error}
            <select id="qualification" name="qualification" aria-describedby=described>{groups.into_iter().collect_view()}</select>
        </div>
        <Field form=form.clone() name="institute" label="Institute" help="The one on the certificate, for instance APMG-International or EXIN." longest=120 />
        <Field form=form.clone() name="awarded_on" label="Date on the certificate" kind="date" />
        <Field form=form.clone() name="certificate_number" label="Certificate number" longest=80 />
        <Field
            form=form.clone()
            name="expires_on"
            label="Valid until (optional)"
            kind="date"
            help="Leave it empty if the certificate names no end."
            want=Want::Optional
        />
        <EditionField form=form.clone() />
        <fieldset class="other">
            <legend>"Only for another complementary certificate"</legend>
            <Field form=form.clone() name="title" label="What it is called (optional)" longest=120 want=Want::Optional />
            <Field
                form=form
                name="stated"
                label="Credits it gave (optional)"
                help="In halves, for instance 1.5. Most certificates in one subject gave 1.5."
                longest=4
                want=Want::Optional
            />
        </fieldset>
    }
}

fn option(module: &Module, typed: &str) -> impl IntoView + use<> {
    let (code, name) = (module.code.code().to_owned(), module.name.clone());
    let selected = code == typed;
    let name = match module.group {
        Group::Foundation | Group::Complementary | Group::Earlier => name,
        group => format!("{name} ({})", group_name(group).to_lowercase()),
    };
    view! { <option value=code selected=selected>{name}</option> }
}
