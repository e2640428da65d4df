use leptos::prelude::*;
use store::{BADGE_LINK_GOOD_FOR, Completion};

use crate::parts::QrCode;
use crate::urls;

/// The link by which a badge is taken to another device, shown once.
#[component]
pub fn PhonePage<'a>(
    held: &'a Completion,
    /// The whole address.
    address: String,
    /// The picture of the address: an SVG path and the number of its modules along an edge.
    picture: Option<(String, usize)>,
) -> impl IntoView {
    let here = urls::completion(&held.id);
    view! {
        <header class="page-head">
            <p class="kicker"><a href=here>{held.title.clone()}</a></p>
            <h1>"Badge for your phone"</h1>
            <p>"Read this picture with the camera of your phone. It opens the signed badge (Open Badges 3.0), which you can then save or hand to your wallet."</p>
        </header>
        <section>
            {picture.map(|picture| view! { <QrCode picture=picture label="The address of the badge, as a QR code" /> })}
            <p>"Or open this address there:"</p>
            <p><code class="long">{address}</code></p>
            <p class="help">{format!("It works for {} minutes and is shown only now. Whoever has it meanwhile can take the badge: give it to nobody.", BADGE_LINK_GOOD_FOR.0 / 60_000)}</p>
        </section>
    }
}
