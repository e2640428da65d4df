//! What was entered on the page before the wasm has arrived: it counts like any other.

use super::Runner;

/// Enters it, once the island answers. On the server: nothing.
pub(super) fn keep(runner: Runner) {
    #[cfg(feature = "hydrate")]
    browser::keep(runner);
    #[cfg(not(feature = "hydrate"))]
    let _ = runner;
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlFormElement};

    use super::super::{Runner, later};

    pub(super) fn keep(runner: Runner) {
        let form = document().query_selector("form.exam").ok().flatten();
        let form = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else { return };
        let position = runner.position.get_untracked();
        let entered = runner
            .shape(position)
            .read(&|name: &str| data.get_all(name).iter().filter_map(|value| value.as_string()).collect::<Vec<_>>());
        let known = runner.sheet.with_untracked(|sheet| sheet.response(position).cloned());
        if entered.is_some() && entered != known {
            // Not before the view is in place, which shows what the sheet says.
            later(0, move || runner.answer(entered));
        }
    }
}
