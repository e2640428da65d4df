//! A choice made on the page before the wasm has arrived: it counts like any other.

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
    use web_sys::HtmlInputElement;

    use super::super::{Runner, later};

    pub(super) fn keep(runner: Runner) {
        let checked = document().query_selector(".exam input[name=choice]:checked").ok().flatten();
        let checked = checked.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(option) = checked.and_then(|input| input.value().parse::<u8>().ok()) else { return };
        let known = runner.sheet.with_untracked(|sheet| sheet.response(runner.position.get_untracked()));
        if known.is_none_or(|known| known.choice() != option) {
            // Not before the view is in place, which shows what the sheet says.
            later(0, move || runner.choose(option));
        }
    }
}
