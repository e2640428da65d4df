//! What is posted to each route.

use app::pages::papers::Wish;
use app::urls;

use super::world::{Belongings, TOKEN};
use super::{analysed, bank, books, classes, marking};
use crate::browser::{Browser, Errand, FORM, encoded};
use crate::page::Page;
use crate::people::{PASSWORD, SCHEME};
use crate::server::Server;

/// A file in a form.
const STAFF_LIST: &str = "--x\r\ncontent-disposition: form-data; name=\"id\"\r\n\r\n\
    0198f000-0000-7000-8000-00000000115f\r\n--x\r\n\
    content-disposition: form-data; name=\"file\"; filename=\"staff.csv\"\r\n\r\n\
    E-mail,Name\r\ncanary@example.org,Canary\r\n--x--\r\n";

/// The seed of the paper that is drawn and fixed.
pub const SEED: &str = "5";

/// The questions of that paper, as the page of the draft sends them back.
fn drawn(server: &Server) -> String {
    let wish = Wish::read(|field| match field {
        "scheme" => vec![SCHEME.to_owned()],
        "seed" => vec![SEED.to_owned()],
        _ => Vec::new(),
    });
    let drawn = wish.expect("scheme and seed are there").draw(server.library());
    let drawn = drawn.expect("the scheme can be drawn").expect("the bank is large");
    drawn.items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What is posted to fix that paper.
fn fixing(server: &Server, title: &str) -> String {
    encoded(&[
        ("id", "0198f000-0000-7000-8000-00000000face"),
        ("scheme", SCHEME),
        ("seed", SEED),
        ("shown", &drawn(server)),
        ("title", title),
        ("review", "score"),
    ])
}

/// Fixes that paper for the trainer's organisation; after the end it shows the score only.
pub async fn fix_paper(server: &Server, trainer: &mut Browser<'_>, title: &str) -> Page {
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", FORM)];
    let body = fixing(server, title).into_bytes();
    trainer.send(Errand { method: "POST", path: urls::PAPERS, headers: &headers, body }).await
}

/// An id that a form brings along.
const FRESH: &str = "0198f000-0000-7000-8000-00000000b00c";

/// What is posted to a route of the books.
fn books_bodies<'o>(route: &str, objects: &'o Belongings) -> Vec<Vec<(&'static str, &'o str)>> {
    let route = route.strip_prefix("/organisations/{organisation}").unwrap_or(route);
    let fresh = ("id", FRESH);
    match route {
        "/organisations" => vec![vec![fresh, ("name", "Another organisation")]],
        "/join/{invitation}" | "/me/leave" => vec![vec![]],
        "/departments" => vec![vec![fresh, ("department", "Another department"), ("parent", "")]],
        "/departments/{department}" => {
            vec![vec![("go", "change"), ("name", "Another name"), ("parent", "")], vec![("go", "close")]]
        }
        "/positions" => vec![vec![fresh, ("position", "Another"), ("department_of", &objects.department)]],
        "/positions/{position}" => vec![
            vec![("go", "change"), ("name", "Another name"), ("moved_to", &objects.department)],
            vec![("go", "close")],
        ],
        "/requirements" | "/requirements/{requirement}" => vec![vec![
            fresh,
            ("name", "Another requirement"),
            ("scope", "everyone"),
            ("until", "2099-12-31"),
            ("called", ""),
            ("called_in", ""),
            ("levels", "auditor"),
            ("criticality", "low"),
            ("from", "2026-01-01"),
        ]],
        "/people" => vec![vec![
            fresh,
            ("name", "Another person"),
            ("email", "another@example.org"),
            ("holds", &objects.position),
            ("starts_on", "2026-01-01"),
        ]],
        "/people/{member}/positions" => {
            vec![vec![fresh, ("go", "assign"), ("holds", &objects.position), ("from", "2026-01-01")]]
        }
        "/people/{member}/awards" => vec![vec![
            fresh,
            ("level", "auditor"),
            ("institute", "Another institute"),
            ("certificate_number", "4711"),
            ("awarded_on", "2026-03-18"),
        ]],
        "/people/{member}/awards/{award}" | "/approvals/{award}" => {
            let reason = ("reason", "Another reason");
            vec![
                vec![("go", "verify"), reason],
                vec![("go", "reject"), reason],
                vec![("go", "revoke"), ("mistake", "yes"), ("why", "Why")],
                vec![("go", "reinstate"), ("why", "Why")],
            ]
        }
        "/records" => vec![vec![("go", "check")], vec![("go", "repair")]],
        "/approvals" => ["verify", "reject"]
            .map(|go| vec![("go", go), ("award", objects.award.as_str()), ("together", "Another reason")])
            .to_vec(),
        "/people/{member}/exceptions" => {
            let words = ("except_why", "Another word");
            vec![vec![fresh, ("requirement", &objects.requirement), ("except_until", "2099-03-18"), words]]
        }
        "/exceptions/{exception}" => ["grant", "refuse", "end"].map(|go| vec![("go", go), ("answer", "Why")]).to_vec(),
        "/people/{member}/observations" => {
            vec![vec![fresh, ("seen_on", "2026-03-18"), ("effect", "competent"), ("words", "Another word")]]
        }
        "/people/{member}/plan" => {
            vec![vec![fresh, ("kind", "exam"), ("plan_level", "auditor"), ("due_on", "2027-03-18"), ("cost", "250")]]
        }
        "/requirements/{requirement}/people" => {
            vec![vec![("go", "add"), ("person", "canary.owner@example.org")], vec![("go", "out"), ("member", "none")]]
        }
        "/people/{member}/requirements" => {
            ["add", "out"].map(|go| vec![("go", go), ("also", objects.requirement.as_str())]).to_vec()
        }
        "/people/{member}/facts" => {
            vec![vec![
                ("name", "Another name"),
                ("email", "another@example.org"),
                ("starts_on", "2026-03-18"),
                ("ends_on", ""),
                ("read", "1"),
            ]]
        }
        "/people/{member}/role" => vec![vec![("role", "auditor"), ("lead_of", "")]],
        "/people/{member}/leave" => vec![vec![("left_on", "2026-01-31")]],
        "/people/{member}/invitation" => vec![vec![("invitation", TOKEN)]],
        "/people/invitations" | "/people/{member}/erase" => vec![vec![]],
        other => panic!("{other}: say what is posted to it"),
    }
}

/// What is posted to a route, one or more ways.
pub fn bodies(server: &Server, route: &str, objects: &Belongings) -> Vec<String> {
    if let Some(bodies) = analysed::bodies(server, route) {
        let pairs = |body: &Vec<(&'static str, String)>| {
            encoded(&body.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>())
        };
        return bodies.iter().map(pairs).collect();
    }
    let fields: Vec<Vec<(&str, &str)>> = match route {
        "/sign-in" => vec![vec![("email", "stranger@example.org"), ("password", PASSWORD)]],
        "/sign-up" | "/setup/{token}" => {
            vec![vec![("name", "Eve Stranger"), ("email", "eve.stranger@example.org"), ("password", PASSWORD)]]
        }
        "/sign-out" | "/course/{lesson}/end" | "/exam/{attempt}/submit" => vec![vec![]],
        "/dashboard/level" => vec![vec![("level", "practitioner")]],
        "/dashboard/exam-date" => vec![vec![("exam_date", "2027-02-01")]],
        "/course/{lesson}/checks/{check}" => vec![vec![("choice", "0")]],
        "/course/{lesson}/note" => vec![vec![("note", "Another note"), ("revision", "1")]],
        "/exam" => vec![vec![("scheme", SCHEME)]],
        "/exam/{attempt}" => {
            vec![vec![("item", "1"), ("sequence", "900"), ("key", "stranger"), ("choice", "3"), ("go", "flag")]]
        }
        "/practice" => vec![
            vec![("area", "support"), ("number", "5"), ("which", "new")],
            vec![("from", &objects.finished)],
            vec![("from", &objects.running)],
        ],
        "/practice/{attempt}" => vec![vec![("key", "stranger"), ("choice", "3")]],
        "/credits" => vec![vec![
            ("qualification", "ISO20K_A"),
            ("institute", "Another institute"),
            ("awarded_on", "2026-03-18"),
            ("certificate_number", "4711"),
        ]],
        "/credits/{award}" => vec![vec![
            ("qualification", "ISO20K_P"),
            ("institute", "Another institute"),
            ("awarded_on", "2026-03-18"),
            ("certificate_number", "4712"),
            ("reason", "Another reason"),
        ]],
        "/credits/{award}/take-back" => vec![vec![("mistake", "yes"), ("reason", "Another reason")]],
        "/certificates" => vec![vec![("level", "foundation")]],
        "/certificates/{completion}" => vec![vec![("shown", "mock")]],
        "/certificates/{completion}/phone" => vec![vec![]],
        "/certificates/{completion}/withdraw" => vec![vec![("sure", "yes")]],
        "/account/keep" => vec![vec![("email", "somebody@example.org"), ("password", PASSWORD)]],
        "/account/name" => vec![vec![("name", "Ada Newname")]],
        "/account/password" => vec![vec![("current", PASSWORD), ("password", "copper lantern evening ferry")]],
        "/account/sessions" => vec![vec![("session", &objects.session)]],
        "/account/delete" => vec![vec![("current", PASSWORD)]],
        "/account/mail" => vec![vec![("wanted", "digest_for_managers")]],
        "/unsubscribe/{token}" | "/outbox/release" | "/outbox/{mail}/retry" => vec![vec![]],
        "/organisations/{organisation}/mail/release" | "/organisations/{organisation}/mail/{mail}/retry" => {
            vec![vec![]]
        }
        "/sittings/{attempt}" => vec![
            vec![("decision", "grant"), ("key", "stranger"), ("minutes", "5"), ("reason", "Another reason")],
            vec![("decision", "reopen"), ("key", "stranger"), ("minutes", "5"), ("reason", "Another reason")],
            vec![("decision", "admit"), ("key", "stranger"), ("number", "1"), ("admit_reason", "Another reason")],
        ],
        "/people/{account}/accommodations" => vec![vec![
            ("id", "0198f000-0000-7000-8000-00000000acc0"),
            ("percent", "200"),
            ("extra", "30"),
            ("breaks", "10"),
            ("reason", "Another reason"),
            ("valid_from", "2026-01-01"),
            ("valid_until", ""),
        ]],
        "/people/{account}/accommodations/{accommodation}/end" | "/papers/{paper}/withdraw" | "/exam/tutorial" => {
            vec![vec![]]
        }
        "/organisations/{organisation}/links" => vec![vec![
            ("id", "0198f000-0000-7000-8000-00000000c1a5"),
            ("for_whom", "Another auditor"),
            ("from", "2026-01-01"),
            ("until", "2026-11-01"),
            ("days", "7"),
            ("files", "yes"),
        ]],
        "/organisations/{organisation}/links/{link}/end" => vec![vec![]],
        "/exam/{attempt}/report/{number}" => vec![vec![("report", "Another report")]],
        "/reports/{report}" => vec![vec![("state", "accepted"), ("answer", "Another answer")]],
        "/organisations/{organisation}/import" => return vec![STAFF_LIST.to_owned()],
        "/organisations/{organisation}/import/{draft}" => vec![vec![("go", "import")], vec![("go", "discard")]],
        "/papers" => return vec![fixing(server, "Another paper")],
        route if route.starts_with(urls::BANK) => return bank::bodies(route),
        "/refreshers/{plan}" => vec![vec![]],
        "/organisations/{organisation}/plan/{plan}" => {
            vec![vec![("go", "move"), ("on", "2027-05-01")], vec![("go", "done")], vec![("go", "drop")]]
        }
        "/organisations/{organisation}/plan" => vec![vec![
            ("go", "one"),
            ("id", "0198f000-0000-7000-8000-00000000face"),
            ("person", "canary.owner@example.org"),
            ("kind", "exam"),
            ("level", "foundation"),
            ("on", "2027-05-01"),
            ("cost", "250"),
        ]],
        "/organisations/{organisation}/settings" => vec![vec![
            ("name", "Another name"),
            ("remind_days", "30"),
            ("window_days", "30"),
            ("keep_months", "24"),
            ("currency", "CHF"),
            ("budget", "100"),
        ]],
        "/cohorts/{cohort}/people/file" => {
            return vec![books::upload("list.csv", "Name,E-mail\r\nAnother person,another@example.org\r\n")];
        }
        route if route.contains("/marking/") => marking::bodies(route, &objects.answer),
        route if ["/cohorts", "/class"].iter().any(|start| route.starts_with(start)) => {
            classes::bodies(route, &objects.participant)
        }
        route if route.ends_with("/evidence") => return vec![books::upload("another.pdf", &books::pdf())],
        route if route.starts_with("/organisations") || route.starts_with("/join") => books_bodies(route, objects),
        other => panic!("{other}: say what is posted to it"),
    };
    fields.iter().map(|fields| encoded(fields)).collect()
}
