use leptos::prelude::*;

/// A picture for the camera of a phone.
#[component]
pub fn QrCode(
    /// An SVG path, and the number of its modules along an edge.
    picture: (String, usize),
    label: &'static str,
) -> impl IntoView {
    let (path, size) = picture;
    view! {
        <svg class="qr-code" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label>
            <rect width=size height=size fill="#fff" />
            <path d=path fill="#000" />
        </svg>
    }
}
