//! Buttons and keys. Without scripts the buttons post the form; here they are answered in place.

use leptos::ev::SubmitEvent;

use super::Runner;

/// A button of the form was used.
pub(super) fn submitted(runner: Runner, event: &SubmitEvent) {
    #[cfg(feature = "hydrate")]
    browser::submitted(runner, event);
    #[cfg(not(feature = "hydrate"))]
    let _ = (runner, event);
}

/// Listens to single keys on the page.
pub(super) fn listen(runner: Runner) {
    #[cfg(feature = "hydrate")]
    browser::listen(runner);
    #[cfg(not(feature = "hydrate"))]
    let _ = runner;
}

/// Moves the focus to the question and keeps the address in step, so that a reload shows the same one.
#[cfg(feature = "hydrate")]
pub(super) fn show_question(position: usize) {
    browser::show_question(position);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use domain::attempt::Act;
    use domain::response::{Part, Shape};
    use leptos::ev::{KeyboardEvent, SubmitEvent};
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Element, HtmlElement};

    use super::super::{Runner, later, outbox, standing};
    use crate::api::Pause;

    thread_local! {
        /// Whether the next letter strikes out.
        static STRIKING: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn submitted(runner: Runner, event: &SubmitEvent) {
        event.prevent_default();
        let button = event.submitter().and_then(|button| button.get_attribute("value"));
        let Some(button) = button else { return };
        follow(runner, &button);
    }

    fn follow(runner: Runner, button: &str) {
        match button {
            "next" => runner.step(1),
            "previous" => runner.step(-1),
            "flag" => runner.toggle_flag(),
            "clear" => runner.act(Act::Clear { item: runner.item() }),
            "review" => leave_for_review(runner),
            "break" => standing::pause(runner, Pause::Begin),
            "resume" => standing::pause(runner, Pause::End),
            "leave-section" => standing::pause(runner, Pause::LeaveSection(runner.section.get_untracked() as u16)),
            _ => match button.strip_prefix("strike-").map(str::parse) {
                Some(Ok(option)) => runner.toggle_strike(option),
                _ => {
                    if let Ok(number) = button.parse::<usize>() {
                        runner.go(number.wrapping_sub(1));
                    }
                }
            },
        }
    }

    /// Opens the review as soon as the server has everything; asked again meanwhile, it goes on waiting.
    fn leave_for_review(runner: Runner) {
        if !runner.leaving.get_untracked() {
            runner.leaving.set(true);
            leave_once_saved(runner);
        }
    }

    fn leave_once_saved(runner: Runner) {
        if outbox::is_empty(runner) {
            let _ = window().location().assign(&runner.review_address());
        } else {
            later(100, move || leave_once_saved(runner));
        }
    }

    pub(super) fn listen(runner: Runner) {
        let handle = window_event_listener(leptos::ev::keydown, move |event| pressed(runner, &event));
        on_cleanup(move || handle.remove());
    }

    fn pressed(runner: Runner, event: &KeyboardEvent) {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if modified || are_off() || is_typing(event) || runner.rest.get_untracked().resting {
            return;
        }
        let key = event.key().to_ascii_lowercase();
        let striking = STRIKING.replace(false);
        match key.as_str() {
            "n" => runner.step(1),
            "p" => runner.step(-1),
            "m" => runner.toggle_flag(),
            "r" => leave_for_review(runner),
            "x" => STRIKING.set(true),
            "h" => click("[data-mark]"),
            key => match key.as_bytes() {
                [letter @ b'a'..=b'f'] => choose(runner, letter - b'a', striking),
                [digit @ b'1'..=b'6'] => choose(runner, digit - b'1', striking),
                _ => {}
            },
        }
    }

    fn choose(runner: Runner, option: u8, striking: bool) {
        let position = runner.position.get_untracked();
        let shape = runner.shape(position);
        if option >= shape.strikes() {
            return;
        }
        let given = runner.sheet.with_untracked(|sheet| sheet.response(position).cloned());
        match shape {
            _ if striking => runner.toggle_strike(option),
            Shape::Multiple { .. } => click(&format!("input[name=choices][value=\"{option}\"]")),
            _ => runner.answer(shape.set(given.as_ref(), Part::Only, Some(option))),
        }
    }

    fn click(selector: &str) {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            element.click();
        }
    }

    /// Whether single keys were switched off in the help.
    fn are_off() -> bool {
        let root = document().document_element();
        root.and_then(|root| root.get_attribute("data-keys")).is_some_and(|keys| keys == "off")
    }

    fn is_typing(event: &KeyboardEvent) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        target.is_some_and(|element| element.matches("textarea, select, input[type=text], dialog *").unwrap_or(false))
    }

    pub(super) fn show_question(position: usize) {
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("?q={}", position + 1)));
        }
        let heading =
            document().get_element_by_id("question").and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(heading) = heading {
            let _ = heading.focus();
        }
    }
}
