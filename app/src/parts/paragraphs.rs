use leptos::prelude::*;

/// What somebody typed, each line a paragraph.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()
}
