use leptos::prelude::*;

/// Whose this is, and whose it is not.
#[component]
pub fn Independence() -> impl IntoView {
    view! {
        <p>
            "Clausewise is independent study software. It is not affiliated with, accredited or endorsed by ISO, IEC, PeopleCert, \
            APMG-International, EXIN, BCS, PECB or any examination institute. ITIL® is a registered trade mark of the PeopleCert group. \
            Other names belong to their owners."
        </p>
    }
}
