//! Writing questions, and moving them on.

use content::{Judged, Written};
use domain::bank::{BankAct, BankRefusal, BankState, BankUse, Hand};
use domain::ids::ItemId;
use domain::time::Timestamp;

use super::{Writer, find, text};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What became of a version that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankSaved {
    /// It is the newest one: its number.
    Kept(i64),
    /// Somebody kept another one since the form was opened, or it went on its way.
    Stale,
    /// There is no such question that the person may write.
    Absent,
}

/// What became of a question that was to be moved on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BankMoved {
    /// Where it stands now.
    To(BankState),
    /// It may not be done.
    Refused(BankRefusal),
    /// It counts in a fixed paper, which would be another one without it: the paper's name.
    InPaper(String),
    /// It is not as the person saw it.
    Stale,
    /// There is no such question that the person may see.
    Absent,
}

/// The columns of a question that its newest version decides.
struct Columns {
    level: String,
    kind: &'static str,
    area: String,
    edition: String,
    label: String,
    family: String,
    beginning: String,
    asked: String,
    written: String,
    source: String,
    digest: String,
}

impl Columns {
    fn of(written: &Written, judged: &Judged, edition: &str) -> Self {
        Self {
            level: written.level.clone(),
            kind: written.kind.word(),
            area: written.area.clone(),
            edition: edition.to_owned(),
            label: written.label.trim().to_owned(),
            family: written.family.trim().to_owned(),
            beginning: written.begin(),
            asked: judged.asked.clone(),
            written: serde_json::to_string(written).expect("a form is plain data"),
            source: judged.source.clone(),
            digest: judged.digest().to_owned(),
        }
    }

    async fn keep(
        &self,
        conn: &mut Conn,
        by: &Writer,
        id: &str,
        number: i64,
        note: &str,
        now: i64,
    ) -> Result<(), Fault> {
        let (account, name) = (by.account.as_str(), by.name.as_str());
        query!(
            conn,
            "keep_version.sql",
            [id, number, &self.digest, &self.written, &self.source, note, account, name, now],
            rows
        )?;
        Ok(())
    }
}

impl Store {
    /// Makes drafts. One that was made before stands once. How many are new.
    pub async fn make_bank_items(
        &self,
        by: &Writer,
        new: Vec<(ItemId, Written, Judged)>,
        note: String,
        now: Timestamp,
    ) -> Result<usize, Fault> {
        let (by, edition) = (by.clone(), self.library.taught.id.to_string());
        self.write(move |conn| {
            Box::pin(async move {
                let mut made = 0;
                for (id, written, judged) in new {
                    let c = Columns::of(&written, &judged, &edition);
                    let (organisation, account) = (by.organisation.as_str(), by.account.as_str());
                    let fresh = query!(
                        conn,
                        "make.sql",
                        [
                            id.as_str(),
                            organisation,
                            account,
                            &by.name,
                            &c.level,
                            c.kind,
                            &c.area,
                            &c.edition,
                            &c.label,
                            &c.family,
                            &c.beginning,
                            &c.asked,
                            now.0,
                        ],
                        rows
                    )?;
                    if fresh == 1 {
                        c.keep(conn, &by, id.as_str(), 1, &note, now.0).await?;
                        made += 1;
                    }
                }
                Ok(made)
            })
        })
        .await
    }

    /// Keeps a new version, made from version `from` and judged as version `from` + 1. It is a draft; a version in use stays in use.
    pub async fn save_bank_item(
        &self,
        by: &Writer,
        id: &ItemId,
        from: i64,
        (written, judged): (Written, Judged),
        note: String,
        now: Timestamp,
    ) -> Result<BankSaved, Fault> {
        let (by, id, edition) = (by.clone(), id.clone(), self.library.taught.id.to_string());
        self.write(move |conn| {
            Box::pin(async move {
                let Some(row) = find(conn, &by, &id).await? else { return Ok(BankSaved::Absent) };
                if row.hand(&by) == Hand::Colleague {
                    return Ok(BankSaved::Absent);
                }
                let c = Columns::of(&written, &judged, &edition);
                let (organisation, account) = (by.organisation.as_str(), by.account.as_str());
                let saved = query!(
                    conn,
                    "save.sql",
                    [
                        id.as_str(),
                        organisation,
                        from,
                        account,
                        &by.name,
                        &c.level,
                        c.kind,
                        &c.area,
                        &c.edition,
                        &c.label,
                        &c.family,
                        &c.beginning,
                        &c.asked,
                        now.0,
                    ],
                    rows
                )?;
                if saved == 0 {
                    return Ok(BankSaved::Stale);
                }
                c.keep(conn, &by, id.as_str(), from + 1, &note, now.0).await?;
                Ok(BankSaved::Kept(from + 1))
            })
        })
        .await
    }

    /// Moves version `from` of a question on, with what was said about it. What papers may use from then on is kept as an item.
    pub async fn move_bank_item(
        &self,
        by: &Writer,
        id: &ItemId,
        from: i64,
        act: BankAct,
        words: String,
        now: Timestamp,
    ) -> Result<BankMoved, Fault> {
        let (by, id) = (by.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let Some(row) = find(conn, &by, &id).await? else { return Ok(BankMoved::Absent) };
                let hand = match row.hand(&by) {
                    Hand::Colleague | Hand::Finder if made(conn, &by, &id, row.version).await? => Hand::Author,
                    hand => hand,
                };
                let next = match row.state.after(act, hand) {
                    Ok(next) => next,
                    Err(refusal) => return Ok(BankMoved::Refused(refusal)),
                };
                if row.version != from && act != BankAct::Retire {
                    return Ok(BankMoved::Stale);
                }
                if matches!(act, BankAct::Pilot | BankAct::Retire)
                    && row.used.is_some_and(|(_, used)| used == BankUse::Live)
                    && let Some(paper) = counting_in(conn, &by, &id).await?
                {
                    return Ok(BankMoved::InPaper(paper));
                }
                let used = match act.puts_to_use() {
                    Some(used) => Some((row.version, used)),
                    None if next == BankState::Retired => None,
                    None => row.used,
                };
                if act.puts_to_use().is_some() {
                    keep_item(conn, &id, row.version).await?;
                }
                let (number, used_as) =
                    (used.map(|(number, _)| number), used.map_or("", |(_, used)| BankUse::word(used)));
                let moved = query!(
                    conn,
                    "move.sql",
                    [id.as_str(), row.version, row.state.word(), next.word(), number, used_as, now.0],
                    rows
                )?;
                if moved == 0 {
                    return Ok(BankMoved::Stale);
                }
                let (account, name) = (by.account.as_str(), by.name.as_str());
                query!(conn, "event.sql", [id.as_str(), row.version, now.0, account, name, act.word(), words], rows)?;
                Ok(BankMoved::To(next))
            })
        })
        .await
    }
}

/// Who made a version, while there is such an account.
type Maker = (Option<String>,);

/// Whether somebody made a version: whoever changed a question that lost its author does not review it either.
async fn made(conn: &mut Conn, by: &Writer, id: &ItemId, number: i64) -> Result<bool, Fault> {
    let maker = query!(conn, "version_maker.sql", [id.as_str(), number], optional Maker)?;
    Ok(maker.is_some_and(|(maker,)| maker.as_deref() == Some(by.account.as_str())))
}

/// The name of a fixed paper of the organisation in which a question counts.
async fn counting_in(conn: &mut Conn, by: &Writer, id: &ItemId) -> Result<Option<String>, Fault> {
    let papers = crate::papers::kept_papers_on(conn, &by.organisation).await?;
    let paper = papers.into_iter().find(|paper| paper.sections.iter().flatten().any(|one| one == id));
    Ok(paper.map(|paper| paper.title))
}

/// Keeps a version where attempts find those that they showed.
async fn keep_item(conn: &mut Conn, id: &ItemId, number: i64) -> Result<(), Fault> {
    let missing = || Fault::corrupt("bank_version", "source", id, "the version is missing");
    let text = text(conn, id, number).await?.ok_or_else(missing)?;
    let source = content::in_use(&text.source);
    let item = content::parse_item(&source).map_err(|report| Fault::corrupt("bank_version", "source", id, report))?;
    query!(conn, "../items/keep_version.sql", [id.as_str(), item.digest, source], rows)?;
    Ok(())
}
