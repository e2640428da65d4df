//! A server on which somebody has left something of everything, and how to use each route of the table.

use app::mail::{ExpiryReminder, Reader, expiry_reminder};
use app::urls;
use clausewise::clock::TimeSource;
use clausewise::routes::{Audience, Route, TABLE};
use documents::badge::Signer;
use domain::accommodation::Accommodation;
use domain::attempt::{Act, Stretch};
use domain::completion::{BestMock, Code};
use domain::ids::{AccommodationId, AccountId, CompletionId, OrganisationId, PaperId, SchemeId};
use domain::layout::ReviewPolicy;
use domain::question::Level;
use domain::time::Millis;
use store::{Earned, Failure, Fresh, FreshKey, Issued, KeptPaper, Role, Staff, fresh_id};

use super::analysed;
use super::bank;
use super::bodies::{SEED, bodies};
use super::books::{self, KEEPER, MULTIPART, Shelf};
use super::classes::{self, Class};
use crate::browser::{Browser, Errand, FORM};
use crate::page::Page;
use crate::people::{Administrator, Anonymous, Candidate, HOLD, HOME, PAUSE, SAVE, SCHEME, Trainer, address, join};
use crate::server::{SETUP, Server};

/// Stands in everything that the owner typed.
pub const CANARY: &str = "Canary";
pub const OWNER: &str = "Canary Owner";
/// Fixed for the owner's organisation.
pub const PAPER: &str = "Canary paper";
/// An id that nothing has.
pub const ABSENT: &str = "0198f000-0000-7000-8000-000000000000";

pub const JSON: &str = "application/json";

/// What the owner has.
pub struct Belongings {
    pub running: String,
    pub finished: String,
    pub practice: String,
    pub award: String,
    pub session: String,
    pub account: String,
    /// Approved for the owner.
    pub accommodation: String,
    /// Fixed for the owner's organisation.
    pub paper: String,
    /// A question of the owner's that colleagues are to review.
    pub question: String,
    /// Sent to the owner in the name of the organisation.
    pub mail: String,
    /// In the link of that mail.
    pub token: String,
    /// A certificate of completion.
    pub completion: String,
    /// Its code.
    pub code: String,
    /// The organisation whose books the owner is in, and what stands there.
    pub organisation: String,
    pub department: String,
    pub position: String,
    pub requirement: String,
    pub exception: String,
    pub member: String,
    pub evidence: String,
    /// The cohort in which the owner takes part, as whom, and a mock exam in its plan.
    pub cohort: String,
    pub participant: String,
    pub entry: String,
    /// Something that somebody wrote in that exam, as its trainers find it.
    pub answer: String,
    /// A correction of a question of that mock exam.
    pub correction: String,
}

impl Belongings {
    /// One thing stands for all, as an absent id does.
    pub fn all(id: &str) -> Self {
        let id = || id.to_owned();
        Self {
            running: id(),
            finished: id(),
            practice: id(),
            award: id(),
            session: id(),
            account: id(),
            accommodation: id(),
            paper: id(),
            question: id(),
            mail: id(),
            token: id(),
            completion: id(),
            code: Code::of([0; 10]).to_string(),
            organisation: id(),
            department: id(),
            position: id(),
            requirement: id(),
            exception: id(),
            member: id(),
            evidence: id(),
            cohort: id(),
            participant: id(),
            entry: id(),
            answer: id(),
            correction: id(),
        }
    }

    /// All of them.
    pub fn ids(&self) -> [&String; 23] {
        // Whoever has the token of a mail or the code of a certificate may use it: that is what it is for.
        let Self { running, finished, practice, session, account, accommodation, paper, mail, .. } = self;
        let Self { completion, question, token: _, code: _, .. } = self;
        let Self { organisation, department, position, requirement, member, award, evidence, exception, .. } = self;
        let Self { cohort, participant, entry, answer, correction, .. } = self;
        let own = [running, finished, practice, session, account, accommodation, paper, mail];
        let books = [organisation, department, position, requirement, member, award, evidence, exception];
        let [a, b, c, d, e, f, g, h] = own;
        let [i, j, k, l, m, n, o, u] = books;
        let classes = [cohort, participant, entry, answer, correction];
        let [p, q, r, s, t] = classes;
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, u, completion, question, p, q, r, s, t]
    }
}

/// Somebody who has something of everything.
pub async fn owner(server: &Server) -> (Candidate<'_>, Belongings) {
    let mut owner = Candidate::on(server, OWNER).await;
    let lesson = urls::lesson(&server.library().lessons[0].id);
    owner.post(&format!("{lesson}/note"), &[("note", "Canary note"), ("revision", "0")]).await;
    let fields = [
        ("qualification", "ISO20K_F"),
        ("institute", "Canary institute"),
        ("awarded_on", "2026-03-18"),
        ("certificate_number", "Canary certificate"),
    ];
    owner.post(urls::CREDITS, &fields).await;
    let finished = owner.start_exam().await;
    owner.press(&finished, 1, Some(1), "flag").await;
    owner.post(&urls::submit(&finished), &[]).await;
    let practice = owner.start_practice("support", 3).await;
    owner.practise(&practice, 1, 1).await;
    let running = owner.start_exam().await;
    owner.press(&running, 2, Some(2), "strike-0").await;
    let account = owner.account(OWNER).await;
    let store = server.store();
    let session = store.sessions(&account, server.time.wall()).await.expect("the store answers").remove(0).id;
    let organisation = join(server, OWNER, HOME).await;
    let (accommodation, paper) = looked_after(server, &account, &organisation).await;
    let question = bank::written(server, &account, &organisation).await;
    let mail = mailed(server, &account, &organisation).await;
    let (completion, code) = completed(server, &account).await;
    let Class { cohort, participant, entry, answer, correction } = classes::fill(server, (&account, OWNER)).await;
    let (account, token) = (account.to_string(), TOKEN.to_owned());
    let Shelf { organisation, department, position, requirement, member, award, evidence, exception } =
        books::fill(server, &mut owner).await;
    let belongings = Belongings {
        running,
        finished,
        practice,
        session,
        account,
        accommodation,
        paper,
        question,
        mail,
        token,
        completion,
        code,
        organisation,
        department,
        position,
        requirement,
        exception,
        member,
        award,
        evidence,
        cohort,
        participant,
        entry,
        answer,
        correction,
    };
    (owner, belongings)
}

/// What staff of the owner's organisation have left: an accommodation and a fixed paper.
async fn looked_after(server: &Server, account: &AccountId, organisation: &OrganisationId) -> (String, String) {
    let (store, now) = (server.store(), server.time.wall());
    let staff = Staff::of(Role::Trainer, Some(organisation), "Iris Trainer").expect("trainers look after people");
    let approved = Accommodation {
        id: AccommodationId::new(fresh_id(now)),
        stretch: Stretch { extra: Millis::minutes(1), ..Stretch::default() },
        reason: "Canary reason".to_owned(),
        approved_by: staff.name().to_owned(),
        approved_at: now,
        valid_from: now,
        valid_until: None,
    };
    let paper = KeptPaper {
        id: PaperId::new(fresh_id(now)),
        title: PAPER.to_owned(),
        scheme: SchemeId::new(SCHEME),
        sections: vec![server.library().items.iter().take(3).map(|item| item.id.clone()).collect()],
        pilots: Vec::new(),
        review: ReviewPolicy::Score,
        made_by: staff.name().to_owned(),
        made_at: now,
    };
    let ids = (approved.id.to_string(), paper.id.to_string());
    assert!(store.keep_paper(&staff, paper).await.expect("the store answers"));
    assert!(store.approve(&staff, account, approved, server.now()).await.expect("the store answers").is_some());
    ids
}

/// A certificate of completion that the owner holds; its id and code.
async fn completed(server: &Server, account: &AccountId) -> (String, String) {
    let day = "2026-11-20".parse().expect("it is a day");
    let earned = Earned {
        level: Level::Foundation,
        edition: "2018".to_owned(),
        title: "ISO/IEC 20000 Foundation".to_owned(),
        holder: OWNER.to_owned(),
        email: address(OWNER),
        lessons: 20,
        hours: 4,
        completed_on: day,
        mock: BestMock { percent: 87, on: day },
    };
    let id = CompletionId::new(fresh_id(server.time.wall()));
    let code = Code::of([0xca; 10]);
    let key = FreshKey { id: Signer::new(&[7; 32]).id(), secret: "07".repeat(32) };
    let ids = (id.to_string(), code.to_string());
    let fresh = Fresh { id, code, salt: "Canary salt".to_owned(), places: vec![4_711], key };
    let issued = server.store().issue_completion(account, earned, fresh, server.time.wall()).await;
    assert!(matches!(issued, Ok(Issued::New(_))));
    ids
}

/// In the link of the owner's mail.
pub const TOKEN: &str = "70ce0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";

/// A mail to the owner that was given up: it can be sent again.
async fn mailed(server: &Server, account: &AccountId, organisation: &OrganisationId) -> String {
    let (store, now) = (server.store(), server.time.wall());
    let (email, site) = (address(OWNER), crate::server::ORIGIN);
    let (account, organisation) = (Some(account), Some(organisation));
    let reader = Reader { name: OWNER, email: &email, account, organisation, site, token: TOKEN };
    let about = ExpiryReminder {
        certificate: "Canary certificate",
        ends_on: "2027-02-01",
        days: 71,
        what_to_do: "Sit the exam again.",
        path: Some(urls::CREDITS),
    };
    let mail = expiry_reminder(&reader, &about).to_queue(&reader, "canary".to_owned(), now);
    let id = mail.id.to_string();
    store.enqueue_mail(mail, now).await.expect("the store answers");
    let taken = store.take_due_mail("a lease".to_owned(), 1, now).await.expect("the store answers").remove(0);
    let why = Failure::Final("550 Canary mailbox".to_owned());
    assert!(store.mark_mail_failed(&taken, why, now).await.expect("the store answers"));
    id
}

/// Those for whom routes are made: the owner, for the routes of staff a trainer of the owner's organisation, its administrator
/// for those that trainers do not have, and for the books the one who keeps them.
#[derive(Clone)]
pub struct Insiders<'s> {
    pub owner: Browser<'s>,
    pub trainer: Browser<'s>,
    pub administrator: Browser<'s>,
    pub keeper: Browser<'s>,
}

impl<'s> Insiders<'s> {
    /// Whoever may use a route.
    pub fn who(&mut self, one: &Use) -> &mut Browser<'s> {
        match one.audience {
            Audience::Staff if one.route.starts_with(urls::OUTBOX) => &mut self.administrator,
            Audience::Staff | Audience::Teacher => &mut self.trainer,
            Audience::Member | Audience::Reader | Audience::Lead | Audience::Manager => &mut self.keeper,
            Audience::Public | Audience::SignedIn | Audience::Participant => &mut self.owner,
        }
    }
}

/// They, and what the owner has.
pub async fn insiders(server: &Server) -> (Insiders<'_>, Belongings) {
    let (owner, belongings) = owner(server).await;
    let trainer = Trainer::of(server, Some(HOME)).await;
    let administrator = Administrator::of(server, Some(HOME)).await.clone();
    let keeper = Anonymous::on(server).sign_in(&address(KEEPER)).await;
    let (owner, trainer, keeper) = (owner.clone(), trainer.clone(), keeper.clone());
    (Insiders { owner, trainer, administrator, keeper }, belongings)
}

/// A request to a route, ready to be sent.
#[derive(Clone, Debug)]
pub struct Use {
    pub route: &'static str,
    pub method: &'static str,
    pub audience: Audience,
    pub path: String,
    pub kind: &'static str,
    pub body: String,
}

impl Use {
    /// Sends it as a page of ours does.
    pub async fn by(&self, browser: &mut Browser<'_>) -> Page {
        let post = [("sec-fetch-site", "same-origin"), ("content-type", self.kind)];
        let headers = if self.method == "POST" { &post[..] } else { &[] };
        self.with(browser, headers).await
    }

    /// Sends it with headers of the test's choice.
    pub async fn with(&self, browser: &mut Browser<'_>, headers: &[(&str, &str)]) -> Page {
        let body = self.body.clone().into_bytes();
        browser.send(Errand { method: self.method, path: &self.path, headers, body }).await
    }

    /// Whether mail programs may send it: from nowhere, without a session, with one click.
    pub fn is_one_click(&self) -> bool {
        self.method == "POST" && self.route == "/unsubscribe/{token}"
    }

    /// Whether it is a call of the exam island, which is always answered by a reply.
    pub fn is_call(&self) -> bool {
        self.kind == JSON
    }
}

/// Every way to use every route, the server functions included. Objects in addresses and bodies are the given ones.
pub fn uses(server: &Server, objects: &Belongings) -> Vec<Use> {
    let mut uses = TABLE.iter().flat_map(|route| route_uses(server, objects, route)).collect::<Vec<_>>();
    let save = serde_json::json!({ "key": "stranger", "sequence": 9_000, "act": Act::Flag { item: 0 } });
    for attempt in [&objects.running, &objects.finished, &objects.practice] {
        for (route, body) in [
            (SAVE, serde_json::json!({ "attempt": attempt, "save": save })),
            (HOLD, serde_json::json!({ "attempt": attempt, "page": "stranger" })),
            (PAUSE, serde_json::json!({ "attempt": attempt, "pause": "begin" })),
        ] {
            let (path, body) = (route.to_owned(), body.to_string());
            uses.push(Use { route, method: "POST", audience: Audience::Public, path, kind: JSON, body });
        }
    }
    uses
}

fn route_uses(server: &Server, objects: &Belongings, route: &'static Route) -> Vec<Use> {
    let method = match route.method {
        "get" => "GET",
        "post" => "POST",
        other => panic!("{other} {}: the gates know get and post", route.path),
    };
    let bodies = if method == "POST" { bodies(server, route.path, objects) } else { vec![String::new()] };
    let paths = paths(server, objects, route.path);
    let pairs = paths.iter().flat_map(|path| bodies.iter().map(move |body| (path.clone(), body.clone())));
    let uploads = ["/evidence", "/people/file"].iter().any(|end| route.path.ends_with(end))
        || (method == "POST" && route.path.ends_with("/import"));
    let kind = if uploads { MULTIPART } else { FORM };
    pairs.map(|(path, body)| Use { route: route.path, method, audience: route.audience, path, kind, body }).collect()
}

/// The addresses of a route.
fn paths(server: &Server, objects: &Belongings, route: &str) -> Vec<String> {
    let lesson = &server.library().lessons[0];
    let fixed = route
        .replace("{lesson}", lesson.id.as_str())
        .replace("{check}", lesson.checks[0].id.as_str())
        .replace("{edition}", "2018")
        .replace("/report/{number}", "/report/1")
        .replace("{number}", "8.6.1")
        .replace("{account}", &objects.account)
        .replace("{accommodation}", &objects.accommodation)
        .replace("{paper}", &objects.paper)
        .replace("{item}", &objects.question)
        .replace("{report}", ABSENT)
        .replace("{organisation}", &objects.organisation)
        .replace("{department}", &objects.department)
        .replace("{position}", &objects.position)
        .replace("{requirement}", &objects.requirement)
        .replace("{exception}", &objects.exception)
        .replace("{member}", &objects.member)
        .replace("{award}", &objects.award)
        .replace("{evidence}", &objects.evidence)
        // Whoever holds an invitation may read it: a journey follows a good one.
        .replace("{invitation}", ABSENT)
        .replace("{cohort}", &objects.cohort)
        .replace("{participant}", &objects.participant)
        .replace("{entry}", &objects.entry)
        .replace("{answer}", &objects.answer)
        .replace("{correction}", &objects.correction)
        .replace("{mock}/{question}", &format!("all/{}", analysed::questions(server, 1)[0].id))
        .replace("{trainer}", ABSENT)
        .replace("{link}", ABSENT)
        .replace("{scenario}", "a-audit-1")
        .replace("{plan}", ABSENT)
        .replace("{path}", "first-certificate")
        .replace("{completion}", &objects.completion)
        .replace("{code}", &objects.code)
        .replace("{list}", "1")
        .replace("{mail}", &objects.mail)
        .replace("/unsubscribe/{token}", &urls::unsubscribe(&objects.token))
        .replace("{token}", SETUP)
        .replace("{draft}", ABSENT)
        .replace("/reports/{sheet}", "/reports/results.csv")
        .replace("{sheet}", "people.csv")
        .replace("{file}", "site.css");
    let attempts = [&objects.running, &objects.finished, &objects.practice];
    let paths = match fixed.contains("{attempt}") {
        true if fixed.contains("/practice/") => {
            attempts.iter().map(|id| fixed.replace("{attempt}", id) + "?q=2").collect()
        }
        true => attempts.iter().map(|id| fixed.replace("{attempt}", id)).collect(),
        false if fixed.ends_with("/corrections/new") => {
            let item = analysed::questions(server, 2).remove(1);
            vec![format!("{fixed}?item={}&version={}", item.id, item.digest)]
        }
        false if fixed == urls::PAPER_DRAFT => vec![format!("{fixed}?scheme={SCHEME}&seed={SEED}")],
        false => vec![fixed],
    };
    assert!(paths.iter().all(|path| !path.contains('{')), "{route}: say what stands for its parameter");
    paths
}

/// A browser without a session.
pub fn nobody(server: &Server) -> Browser<'_> {
    Anonymous::on(server).clone()
}
