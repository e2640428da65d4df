//! From the fields to the sheet, and back. On the server: nothing.

use leptos::ev::Event;

use super::Runner;

/// Something was chosen or written.
pub(super) fn changed(runner: Runner, event: &Event) {
    #[cfg(feature = "hydrate")]
    browser::changed(runner, event);
    #[cfg(not(feature = "hydrate"))]
    let _ = (runner, event);
}

/// Something is being typed: it is taken a second after the last key, so that a page that dies takes little with it.
pub(super) fn typed(runner: Runner, event: &Event) {
    #[cfg(feature = "hydrate")]
    browser::typed(runner, event);
    #[cfg(not(feature = "hydrate"))]
    let _ = (runner, event);
}

/// Keeps the fields in step with the sheet.
pub(super) fn keep_in_step(runner: Runner) {
    #[cfg(feature = "hydrate")]
    browser::keep_in_step(runner);
    #[cfg(not(feature = "hydrate"))]
    let _ = runner;
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use domain::attempt::{Act, Confidence};
    use domain::response::{Finding, Misfit, Part, Response};
    use leptos::ev::Event;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

    use super::super::{Runner, later};

    thread_local! {
        static TYPED: Cell<u32> = const { Cell::new(0) };
    }

    pub(super) fn typed(runner: Runner, event: &Event) {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else {
            return;
        };
        let (mine, position) = (TYPED.get().wrapping_add(1), runner.position.get_untracked());
        TYPED.set(mine);
        later(1_000, move || {
            if TYPED.get() == mine && runner.position.get_untracked() == position {
                enter(runner, &field.name(), &field.value());
            }
        });
    }

    pub(super) fn changed(runner: Runner, event: &Event) {
        let Some(target) = event.target() else { return };
        TYPED.set(TYPED.get().wrapping_add(1));
        if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
            enter(runner, &field.name(), &field.value());
        } else if let Some(field) = target.dyn_ref::<HtmlSelectElement>() {
            enter(runner, &field.name(), &field.value());
        } else if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
            enter(runner, &field.name(), &field.value());
        }
    }

    fn enter(runner: Runner, name: &str, value: &str) {
        let position = runner.position.get_untracked();
        let (item, shape) = (position as u16, runner.shape(position));
        let given = runner.sheet.with_untracked(|sheet| sheet.response(position).cloned());
        let option = value.parse::<u8>().ok();
        let part = match name {
            "choice" => Part::Only,
            "grade" => Part::Grade,
            "clause" => Part::Clause,
            "next" => Part::Next,
            "choices" | "evidence" => {
                match shape.toggled(given.as_ref(), option.unwrap_or(u8::MAX)) {
                    Ok(response) => runner.answer(Some(response)),
                    Err(misfit) => refuse(runner, misfit),
                }
                return;
            }
            "confidence" => return runner.act(Act::Confide { item, confidence: Confidence::from_word(value) }),
            "note" => {
                let known = runner.sheet.with_untracked(|sheet| sheet.rows()[position].note == value);
                if !known {
                    runner.act(Act::Note { item, text: value.to_owned() });
                }
                return;
            }
            "text" => {
                let response = (!value.trim().is_empty()).then(|| Response::Text(value.to_owned()));
                if response != given {
                    runner.answer(response);
                }
                return;
            }
            name => match name.strip_prefix("slot-").map(str::parse) {
                Some(Ok(row)) => Part::Row(row),
                _ => return,
            },
        };
        runner.answer(shape.set(given.as_ref(), part, option));
    }

    fn refuse(runner: Runner, misfit: Misfit) {
        let text = match misfit {
            Misfit::TooMany => "You have chosen as many as asked for. Take one back first, then choose another.",
            Misfit::TooLong => "That is more than can be kept. Shorten it a little.",
            Misfit::Repeated => "Each option is used once at most.",
            Misfit::Unknown => "That option is not on this question.",
        };
        runner.hint.set(Some(text.to_owned()));
        // The boxes show again what counts.
        runner.sheet.update(|_| {});
    }

    pub(super) fn keep_in_step(runner: Runner) {
        Effect::new(move |_| {
            let position = runner.position.get();
            let (given, struck, confidence) = runner.sheet.with(|sheet| {
                let row = &sheet.rows()[position];
                (row.response.clone(), row.struck, row.confidence)
            });
            let Ok(fields) = document().query_selector_all(".sheet [name]") else { return };
            for n in 0..fields.length() {
                let Some(field) = fields.item(n).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
                show(&field, given.as_ref(), struck, confidence);
            }
        });
    }

    fn show(field: &Element, given: Option<&Response>, struck: u32, confidence: Option<Confidence>) {
        let name = field.get_attribute("name").unwrap_or_default();
        if let Some(field) = field.dyn_ref::<HtmlSelectElement>() {
            let row = name.strip_prefix("slot-").and_then(|row| row.parse::<usize>().ok());
            let at = match (given, row) {
                (Some(Response::Slots(slots)), Some(row)) => slots.get(row).copied().flatten(),
                _ => None,
            };
            field.set_value(&at.map(|option| option.to_string()).unwrap_or_default());
            return;
        }
        let value = field.get_attribute("value").unwrap_or_default();
        let row = field.closest(".option").ok().flatten();
        if let Some(option) = value.strip_prefix("strike-").and_then(|option| option.parse::<u8>().ok()) {
            let is_struck = option < 32 && struck & (1 << option) != 0;
            drop(field.set_attribute("aria-pressed", if is_struck { "true" } else { "false" }));
            if let Some(row) = row {
                drop(row.class_list().toggle_with_force("struck", is_struck));
            }
            return;
        }
        let Some(field) = field.dyn_ref::<HtmlInputElement>() else { return };
        let option = value.parse::<u8>().ok();
        let finding = match given {
            Some(Response::Finding(finding)) => finding.clone(),
            _ => Finding::default(),
        };
        let chosen = match (name.as_str(), given) {
            ("confidence", _) => confidence.is_some_and(|confidence| confidence.word() == value),
            ("choice", Some(Response::Choice(chosen))) => Some(*chosen) == option,
            ("choices", Some(Response::Choices(chosen))) => option.is_some_and(|option| chosen.contains(&option)),
            ("evidence", _) => option.is_some_and(|option| finding.evidence.contains(&option)),
            ("grade", _) => option.is_some() && finding.grade == option,
            ("clause", _) => option.is_some() && finding.clause == option,
            ("next", _) => option.is_some() && finding.next == option,
            _ => false,
        };
        field.set_checked(chosen);
        if let Some(row) = row {
            drop(row.class_list().toggle_with_force("chosen", chosen));
        }
    }
}
