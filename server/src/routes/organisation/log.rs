//! What was written into the books.

use app::form::Form;
use app::pages::organisation::{Log, LogLine, LogPage, log_words};
use app::when;
use axum::extract::RawQuery;
use axum::response::Response;
use documents::sheet::{Cell, NamedTable};
use domain::ids::MemberId;
use domain::organisation::{Entry, EntryKind};
use leptos::prelude::*;
use store::{BookLine, LogFilter, LoggedAward, Structure};

use super::as_of::day;
use super::export::{Kind, file_of};
use super::people::Asked;
use crate::office::{Office, ReadingOffice};
use crate::page::{frame, status};
use crate::stop::Stop;

/// Lines on a page.
const LINES: usize = 100;
/// Lines of a file that are read at once.
const PIECE: i64 = 2_000;
/// Names that are offered where several are meant.
const NAMES: usize = 12;

/// What an address asks for: the filter, what was typed, and the people who may be meant.
struct Wanted {
    filter: LogFilter,
    form: Form,
    people: Vec<(MemberId, String)>,
}

impl Wanted {
    async fn read(office: &Office, asked: &Asked) -> Result<Self, Stop> {
        let typed = |name: &str| asked.get(name).unwrap_or_default().chars().take(120).collect::<String>();
        let kind = asked.get("kind").and_then(EntryKind::from_word);
        let form = ["by", "about", "from", "until"]
            .into_iter()
            .fold(Form::default(), |form, name| form.with(name, typed(name)));
        let mut form = form.with("kind", kind.map_or("", EntryKind::word));
        let (from, until) = (typed("from"), typed("until"));
        let first = (!from.is_empty()).then(|| day(&mut form, "from", &from)).flatten();
        let last = (!until.is_empty()).then(|| day(&mut form, "until", &until)).flatten();
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            form.refuse("until", "This day lies before the first one.");
        }
        let mut filter = LogFilter {
            kind,
            by: typed("by"),
            member: asked.get("person").map(MemberId::new),
            since: first.map(when::beginning),
            until: last.and_then(|last| last.succ_opt()).map(when::beginning),
        };
        let mut people = Vec::new();
        if filter.member.is_none() && !form.value("about").is_empty() {
            people = office.site().store.log_people(&office.seat, &form.value("about"), NAMES as i64).await?;
            match &people[..] {
                [] => form.refuse("about", "Nobody in these books has such a name."),
                [(only, _)] => {
                    filter.member = Some(only.clone());
                    people.clear();
                }
                _ => {}
            }
        }
        Ok(Self { filter, form, people })
    }

    /// Whether it is known which lines are meant.
    fn is_clear(&self) -> bool {
        self.form.is_sound() && self.people.is_empty()
    }
}

pub async fn show(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let (site, seat) = (office.site(), &office.seat);
    if seat.is_partial() {
        return Err(Stop::NotFound);
    }
    let asked = Asked::read(query.as_deref());
    let before = asked.get("before").and_then(|number| number.parse::<i64>().ok());
    let wanted = Wanted::read(&office, &asked).await?;
    let mut lines = Vec::new();
    if wanted.is_clear() {
        // One more than is shown tells whether there are older ones.
        let span = (before.unwrap_or(i64::MAX), LINES as i64 + 1);
        lines = site.store.log_lines(seat, &wanted.filter, span).await?;
    }
    let goes_on = lines.len() > LINES;
    lines.truncate(LINES);
    let older = lines.last().map(|line| line.number).filter(|_| goes_on);
    let Wanted { filter, form, people } = wanted;
    let is_unknown = lines.is_empty() && before.is_none() && !filter.by.is_empty() && people.is_empty();
    let mut writers = match is_unknown {
        true => site.store.log_writers(seat, &filter.by, NAMES).await?,
        false => Vec::new(),
    };
    // Somebody of this very name wrote lines, but none that the rest of the filter wants.
    if writers.contains(&filter.by) {
        writers.clear();
    }
    let person = match &filter.member {
        Some(member) => site.store.member_name(seat, member).await?,
        None => None,
    };
    let damage = match asked.get("check") {
        Some(_) => Some(site.store.verify_books(seat).await?),
        None => None,
    };
    let (lines, structure) = named(&office, lines, site.store.structure(seat).await?).await?;
    let log = Log { filter, person, lines, older, is_later_page: before.is_some(), damage, people, writers };
    let frame = frame("organisation", "Log", "Every change to the books.");
    Ok(office.page(status(&form), frame, || {
        view! { <LogPage seat=seat structure=&structure log=log form=form /> }
    }))
}

/// Lines with the names of whom and what they are about, and what was before; and the structure that they name.
pub(super) async fn named(
    office: &Office,
    lines: Vec<BookLine>,
    structure: Structure,
) -> Result<(Vec<LogLine>, Structure), Stop> {
    let mut people = lines.iter().filter_map(|line| line.member.clone()).collect::<Vec<_>>();
    people.sort_unstable();
    people.dedup();
    let award = |line: &BookLine| match &line.entry {
        Entry::Award { award, .. } => Some(award.clone()),
        _ => None,
    };
    let mut awards = lines.iter().filter_map(award).collect::<Vec<_>>();
    awards.sort_unstable();
    awards.dedup();
    let (names, awards) = office.site().store.log_names(&office.seat, people, awards).await?;
    let mut told = office.site().store.told(&office.seat, &lines, structure).await?;
    let rules = &office.site().library().credits.rules;
    let called = |(qualification, institute): &LoggedAward| {
        let title = qualification.as_ref().map_or("", |one| rules.title(one, None));
        [title, institute].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let lines = lines.into_iter().map(|line| LogLine {
        name: line.member.as_ref().and_then(|member| names.get(member).cloned()).unwrap_or_default(),
        award: award(&line).and_then(|award| awards.get(&award).map(called)),
        before: told.before.remove(&line.number),
        line,
    });
    Ok((lines.collect(), told.structure))
}

/// All lines that the filter wants, as a file.
pub async fn csv(office: ReadingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let (store, seat) = (&office.site().store, &office.seat);
    if seat.is_partial() {
        return Err(Stop::NotFound);
    }
    let wanted = Wanted::read(&office, &Asked::read(query.as_deref())).await?;
    // An address that no page of ours has made: there it would have been asked what is meant.
    if !wanted.is_clear() {
        return Err(Stop::Malformed);
    }
    let mut structure = store.structure(seat).await?;
    let (mut rows, mut before) = (Vec::new(), i64::MAX);
    loop {
        let found = store.log_lines(seat, &wanted.filter, (before, PIECE)).await?;
        let Some(last) = found.last() else { break };
        before = last.number;
        let lines;
        (lines, structure) = named(&office, found, structure).await?;
        rows.extend(lines.iter().map(|one| {
            let line = &one.line;
            let at = chrono::DateTime::from_timestamp_millis(line.at.0).unwrap_or_default();
            vec![
                Cell::Number(line.number as f64),
                Cell::from(at.format("%Y-%m-%d %H:%M:%S").to_string()),
                Cell::from(line.by.as_str()),
                Cell::from(line.entry.kind().name()),
                Cell::from(one.name.as_str()),
                Cell::from(log_words(one, &structure, &seat.settings.currency)),
            ]
        }));
    }
    let headers = ["Line", "When (UTC)", "Who", "What it is about", "Person", "What"];
    let headers = headers.map(str::to_owned).to_vec();
    let table = NamedTable { name: "Log".to_owned(), headers, rows };
    file_of(table, Kind::Csv, &format!("log-{}", office.today()), office.today()).await
}
