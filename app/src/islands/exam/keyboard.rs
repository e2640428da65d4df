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

/// Switches single keys on or off.
pub(super) fn set_shortcuts(on: bool) {
    #[cfg(feature = "hydrate")]
    browser::SHORTCUTS.set(on);
    #[cfg(not(feature = "hydrate"))]
    let _ = on;
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use domain::attempt::Act;
    use leptos::ev::{KeyboardEvent, SubmitEvent};
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{HtmlElement, HtmlInputElement};

    use super::super::{Runner, later, outbox};

    thread_local! {
        pub(super) static SHORTCUTS: Cell<bool> = const { Cell::new(true) };
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
            "clear" => runner.act(Act::Clear { item: runner.position.get_untracked() as u16 }),
            "review" => leave_for_review(runner),
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
        if modified || !SHORTCUTS.get() || is_typing(event) {
            return;
        }
        let key = event.key().to_lowercase();
        match key.as_str() {
            "a" | "b" | "c" | "d" | "e" | "f" | "1" | "2" | "3" | "4" if key != "f" => {
                let byte = key.as_bytes()[0];
                runner.choose(if byte.is_ascii_digit() { byte - b'1' } else { byte - b'a' });
            }
            "n" => runner.step(1),
            "p" => runner.step(-1),
            "f" => runner.toggle_flag(),
            "r" => leave_for_review(runner),
            _ => {}
        }
    }

    fn is_typing(event: &KeyboardEvent) -> bool {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        target.is_some_and(|input| input.type_() == "text")
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
