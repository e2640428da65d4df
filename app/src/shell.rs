//! The document around every page.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use store::Staff;

use crate::site::{Site, Viewer};
use crate::urls;

/// What the document needs to know besides the page itself.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Title of the page, without the product's name.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// Which entry of the navigation the page belongs to.
    pub section: &'static str,
    /// How much stands around the page.
    pub chrome: Chrome,
    /// Whether the page holds an island, so that its wasm is loaded.
    pub island: Island,
    /// Whether search engines may keep it.
    pub robots: Robots,
    /// Reload after so many seconds where scripts are off.
    pub refresh_without_script: Option<i64>,
    /// Reload after so many seconds in any case: a page that waits for something.
    pub refresh: Option<i64>,
}

/// How much stands around a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chrome {
    /// Navigation, page, footer.
    #[default]
    Full,
    /// Nothing but the page, as large as the wall: slides, a code to join.
    Wall,
    /// Nothing but the page: an exam. What an exam never shows is not loaded.
    Bare,
}

/// Whether search engines may keep a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Robots {
    /// They may.
    #[default]
    Welcome,
    /// They may not.
    StayAway,
}

/// Whether a page holds an island.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Island {
    /// It does not: no wasm is loaded.
    #[default]
    None,
    /// It does.
    Present,
    /// It does not, but what an exam page left on this device is still to be sent.
    Leftovers,
    /// It does not, but a part of it follows what happens (`app/live.js`).
    Live,
    /// It does not, but its preview follows what is typed (`app/bank.js`).
    Bank,
    /// It does not, but answers are marked on it by the keyboard (`app/marking.js`).
    Marking,
}

const NAVIGATION: [(&str, &str, &str); 7] = [
    ("dashboard", urls::DASHBOARD, "Today"),
    ("course", urls::COURSE, "Course"),
    ("clauses", urls::CLAUSES, "Clauses"),
    ("practice", urls::PRACTICE, "Practice"),
    ("exam", urls::EXAM, "Mock exam"),
    ("progress", urls::PROGRESS, "Progress"),
    ("credits", urls::CREDITS, "Credits"),
];

/// Renders a whole document. `nonce` is the one in the response's content security policy.
pub fn document<V: IntoView>(
    site: &Site,
    viewer: Option<&Viewer>,
    nonce: &str,
    frame: Frame,
    page: impl FnOnce() -> V,
) -> String {
    // What stands inside an island without belonging to it (its children) is told apart by this context.
    Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands()))).with(|| {
        // Parts that are for some roles only find here who asks.
        if let Some(viewer) = viewer {
            provide_context(viewer.role);
        }
        let assets = &site.assets;
        let loader = (frame.island == Island::Present).then(|| loader(nonce, &assets.island_script, &assets.wasm));
        let module = |address: &str| {
            let (address, nonce) = (address.to_owned(), nonce.to_owned());
            Some(view! { <script type="module" src=address nonce=nonce></script> }.into_any())
        };
        let own_script = match frame.island {
            Island::None => None,
            Island::Live => module(&assets.live_script),
            Island::Bank => module(&assets.bank_script),
            Island::Marking => module(&assets.marking_script),
            Island::Present => module(&assets.exam_script),
            Island::Leftovers => {
                Some(view! { <meta name="exam-script" content=assets.exam_script.clone() /> }.into_any())
            }
        };
        let refresh = frame.refresh_without_script.map(|seconds| {
            view! { <noscript><meta http-equiv="refresh" content=seconds.to_string() /></noscript> }
        });
        let waits = frame.refresh.map(|seconds| view! { <meta http-equiv="refresh" content=seconds.to_string() /> });
        let title = format!("{} · Clausewise", frame.title);
        let (around, is_exam) = (frame.chrome == Chrome::Full, frame.chrome == Chrome::Bare);
        let view = view! {
            <!DOCTYPE html>
            <html lang="en-GB">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <title>{title}</title>
                    <meta name="description" content=frame.description />
                    {(frame.robots == Robots::StayAway).then(|| view! { <meta name="robots" content="noindex" /> })}
                    <meta name="color-scheme" content="light dark" />
                    <link rel="preload" href=assets.sans.clone() r#as="font" r#type="font/woff2" crossorigin="" />
                    <link rel="preload" href=assets.serif.clone() r#as="font" r#type="font/woff2" crossorigin="" />
                    <link rel="stylesheet" href=assets.css.clone() />
                    {(!is_exam).then(|| view! { <link rel="stylesheet" href=assets.pages_css.clone() /> })}
                    <link rel="icon" href="/icon.svg" r#type="image/svg+xml" />
                    {refresh}
                    {waits}
                    {own_script}
                    {loader}
                    <script defer="" src=assets.script.clone() nonce=nonce.to_owned()></script>
                </head>
                <body class=if around { "full" } else { "bare" }>
                    <a class="skip" href="#main">"Skip to the content"</a>
                    {around.then(|| header(viewer, frame.section))}
                    <main id="main" tabindex="-1">{page()}</main>
                    {around.then(footer)}
                </body>
            </html>
        };
        view.to_html()
    })
}

fn header(viewer: Option<&Viewer>, section: &str) -> impl IntoView {
    let links = viewer.is_some().then(|| {
        let entry = |(id, href, name): (&str, &'static str, &'static str)| {
            view! { <li><a href=href aria-current=(id == section).then_some("page")>{name}</a></li> }
        };
        let is_staff =
            viewer.is_some_and(|viewer| Staff::of(viewer.role, viewer.organisation.as_ref(), &viewer.name).is_some());
        let staff = is_staff.then(|| entry(("staff", urls::COHORTS, "Staff")));
        let belongs = viewer.is_some_and(|viewer| viewer.belongs);
        let organisation = belongs.then(|| entry(("organisation", urls::ORGANISATIONS, "Organisation")));
        view! { <nav aria-label="Main"><ul>{NAVIGATION.map(entry).into_iter().collect_view()}{staff}{organisation}</ul></nav> }
    });
    let home = if viewer.is_some() { urls::DASHBOARD } else { urls::HOME };
    view! {
        <header class="top">
            <a class="brand" href=home>
                <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                    <path d="M1 1h5v5H1zM7.5 1h5v5h-5zM14 1h5v5h-5zM1 7.5h5v5H1zM14 7.5h5v5h-5zM1 14h5v5H1zM7.5 14h5v5h-5z" />
                    <path class="brand-here" d="M7.5 7.5h5v5h-5z" />
                </svg>
                "Clausewise"
            </a>
            {links}
            {(section != "search").then(finder)}
            {who(viewer, section)}
        </header>
    }
}

/// The field that searches the whole course; the search page has its own.
fn finder() -> impl IntoView {
    view! {
        <form class="find" role="search" action=urls::SEARCH>
            <label class="unseen" for="find">"Search clauses, glossary and lessons"</label>
            <input id="find" r#type="search" name="q" placeholder="Search" autocomplete="off" />
        </form>
    }
}

fn who(viewer: Option<&Viewer>, section: &str) -> impl IntoView {
    match viewer {
        Some(viewer) => view! {
            <div class="who">
                <a href=urls::ACCOUNT aria-current=(section == "account").then_some("page")>{viewer.name.clone()}</a>
                <form method="post" action=urls::SIGN_OUT><button class="quiet">"Sign out"</button></form>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="who">
                <a href=urls::SIGN_IN>"Sign in"</a>
                <a class="button" href=urls::SIGN_UP>"Sign up"</a>
            </div>
        }
        .into_any(),
    }
}

fn footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <p>
                "Independent study software. All questions are our own. Not affiliated with or endorsed by ISO, IEC, PeopleCert, \
                APMG-International, EXIN or PECB. ITIL® is a registered trade mark of the PeopleCert group. \
                Buy the standards from ISO or your national body. "
                <a href=urls::ABOUT>"About, sources and privacy"</a>
                " · "
                <a href=urls::QUALIFICATIONS>"Exams and institutes"</a>
                " · "
                <a href=urls::ORGANISATIONS>"For organisations"</a>
                " · "
                <a href=urls::GLOSSARY>"Glossary"</a>
            </p>
        </footer>
    }
}

/// A few lines instead of Leptos' own scripts: they load the wasm only where an island stands.
fn loader(nonce: &str, script: &str, wasm: &str) -> impl IntoView {
    let code = format!(
        "import init,* as m from '{script}';await init({{module_or_path:'{wasm}'}});m.hydrate();\
         for(const e of document.querySelectorAll('leptos-island'))m[e.dataset.component]?.(e);\
         document.documentElement.dataset.ready=''"
    );
    view! {
        <link rel="modulepreload" href=script.to_owned() nonce=nonce.to_owned() />
        <script type="module" nonce=nonce.to_owned() inner_html=code></script>
    }
}
