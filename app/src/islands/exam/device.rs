//! What `app/exam.js` does on this device, as the island calls it. If that script is missing, each call fails and the
//! exam goes on without.

use super::Runner;

/// Paints what is highlighted and listens to new highlights. On the server: nothing.
pub(super) fn begin(runner: Runner) {
    #[cfg(feature = "hydrate")]
    browser::begin(runner);
    #[cfg(not(feature = "hydrate"))]
    let _ = runner;
}

#[cfg(feature = "hydrate")]
pub(super) use browser::{Told, forget, keep, live, mention_unread, paint, post, unsaved};

#[cfg(feature = "hydrate")]
mod browser {
    use domain::attempt::{Act, Span};
    use leptos::prelude::*;
    use wasm_bindgen::prelude::{Closure, wasm_bindgen};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{CustomEvent, HtmlElement};

    use super::super::{Runner, later};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = clausewise, catch)]
        pub async fn keep(attempt: &str, vault: &str, key: &str, act: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = clausewise, catch)]
        pub async fn forget(attempt: &str, key: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = clausewise, js_name = post, catch)]
        async fn post_json(url: &str, body: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = clausewise, js_name = live, catch)]
        fn live_from(url: &str, tell: &JsValue) -> Result<(), JsValue>;
        #[wasm_bindgen(js_namespace = clausewise, js_name = paint, catch)]
        fn paint_spans(spans: &[u32]) -> Result<(), JsValue>;
        #[wasm_bindgen(js_namespace = clausewise, js_name = unsaved, catch)]
        fn set_unsaved(yes: bool) -> Result<(), JsValue>;
    }

    /// JSON as the browser reads it: its own reader, so that none has to be loaded.
    pub struct Told(JsValue);

    impl Told {
        /// A field; absent fields are empty.
        pub fn get(&self, name: &str) -> Self {
            Self(js_sys::Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED))
        }

        /// Whether it is there.
        pub fn is_there(&self) -> bool {
            self.0.is_object()
        }

        /// A text; empty when it is none.
        pub fn text(&self) -> String {
            self.0.as_string().unwrap_or_default()
        }

        /// A whole number.
        pub fn number(&self) -> Option<i64> {
            self.0.as_f64().map(|number| number as i64)
        }

        /// Whether it is `true`.
        pub fn holds(&self) -> bool {
            self.0.is_truthy()
        }
    }

    /// Sends JSON and reads JSON; nothing when there was no sound answer.
    pub async fn post(url: &str, call: &impl serde::Serialize) -> Option<Told> {
        let body = serde_json::to_string(call).ok()?;
        post_json(url, &body).await.ok().map(Told)
    }

    /// Listens to what the server tells about the attempt.
    pub fn live(url: &str, mut tell: impl FnMut(Told) + 'static) {
        let tell = Closure::<dyn FnMut(JsValue)>::new(move |told| tell(Told(told))).into_js_value();
        drop(live_from(url, &tell));
    }

    /// Asks before the page is left while something is neither on the server nor kept.
    pub fn unsaved(yes: bool) {
        drop(set_unsaved(yes));
    }

    /// The question that keeps what is highlighted in a text: its own for the first two, for a booklet the first question
    /// that it stands beside.
    fn keeper(runner: Runner, text: u8) -> usize {
        let booklet = text.checked_sub(2);
        let first = runner.sitting.with_value(|sitting| {
            sitting.beside.iter().position(|beside| booklet.is_some_and(|booklet| beside.contains(&booklet)))
        });
        first.unwrap_or_else(|| runner.position.get_untracked())
    }

    fn texts(runner: Runner) -> Vec<u8> {
        let booklets = runner.booklets_at(runner.position.get_untracked());
        [0, 1].into_iter().chain(booklets.into_iter().map(|booklet| booklet + 2)).collect()
    }

    /// What is highlighted in one of the texts shown.
    fn in_text(runner: Runner, text: u8) -> Vec<Span> {
        let keeper = keeper(runner, text);
        runner.sheet.with_untracked(|sheet| {
            sheet.rows()[keeper].spans.iter().filter(|span| span.text == text).copied().collect()
        })
    }

    fn highlight(runner: Runner, spans: &[Span]) {
        for text in texts(runner) {
            let wanted = spans.iter().filter(|span| span.text == text).copied().collect::<Vec<_>>();
            if wanted == in_text(runner, text) {
                continue;
            }
            let item = keeper(runner, text);
            let kept = runner.sheet.with_untracked(|sheet| sheet.rows()[item].spans.clone());
            let spans = kept.into_iter().filter(|span| span.text != text).chain(wanted).collect();
            runner.act(Act::Highlight { item: item as u16, spans });
        }
    }

    /// Paints what is highlighted in the texts shown, once they are in place.
    pub fn paint(runner: Runner) {
        let spans = texts(runner).into_iter().flat_map(|text| in_text(runner, text));
        let spans = spans.flat_map(|span| [u32::from(span.text), span.from, span.to]).collect::<Vec<_>>();
        later(0, move || drop(paint_spans(&spans)));
    }

    pub(super) fn begin(runner: Runner) {
        let marked = move |event: web_sys::Event| {
            let Ok(event) = event.dyn_into::<CustomEvent>() else { return };
            let numbers = js_sys::Uint32Array::new(&event.detail()).to_vec();
            let span = |three: &[u32]| Span { text: three[0] as u8, from: three[1], to: three[2] };
            highlight(runner, &numbers.chunks_exact(3).map(span).collect::<Vec<_>>());
            paint(runner);
        };
        let marked = Closure::<dyn FnMut(web_sys::Event)>::new(marked).into_js_value();
        drop(window().add_event_listener_with_callback("highlight", marked.unchecked_ref()));
        Effect::new(move |_| show_booklets(runner));
    }

    /// Shows the booklets of the question, and no others.
    fn show_booklets(runner: Runner) {
        let shown = runner.booklets();
        let Ok(all) = document().query_selector_all(".booklet") else { return };
        for n in 0..all.length() {
            if let Some(booklet) = all.item(n).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
                booklet.set_hidden(!shown.contains(&(n as u8)));
            }
        }
    }

    /// Mentions, once for each, that a booklet was left before its end was seen.
    pub fn mention_unread(runner: Runner) {
        let unread = document().query_selector(".booklets .booklet:not([hidden]):not([data-read])").ok().flatten();
        let panel = document().query_selector(".booklets").ok().flatten();
        let long = panel.is_some_and(|panel| panel.scroll_height() > panel.client_height() + 24);
        if let Some(booklet) = unread.filter(|_| long) {
            drop(booklet.set_attribute("data-read", ""));
            let text = "You went on before the end of the booklet. It stays beside the questions.";
            later(0, move || runner.hint.set(Some(text.to_owned())));
        }
    }
}
