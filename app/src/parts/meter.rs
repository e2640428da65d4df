use leptos::prelude::*;

/// A thin bar with its figure in words beside it; an optional mark shows the share that passes.
#[component]
pub fn Meter(
    /// Share reached, in percent.
    percent: u32,
    /// Share that passes, in percent.
    #[prop(optional)]
    mark: Option<u32>,
    /// A class for its state.
    #[prop(default = "plain")]
    state: &'static str,
) -> impl IntoView {
    let percent = percent.min(100);
    view! {
        <svg class=format!("meter {state}") viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="meter-track" width="100" height="6" />
            <rect class="meter-fill" width=percent.to_string() height="6" />
            {mark.map(|at| view! { <rect class="meter-mark" x=at.to_string() width="0.8" height="6" /> })}
        </svg>
    }
}
