//! Questions that trainers write for their organisation.
//!
//! An author sees everything of the own questions; colleagues see a question once it was sent to review, and of a draft that
//! follows a version in use that version alone. Whatever they may not see looks absent. The history only grows.

mod answers;
mod files;
mod row;
mod save;
mod used;

use std::collections::BTreeMap;

use content::{Neighbour, Written};
use domain::bank::{BankAct, BankState, BankUse, Hand};
use domain::ids::{AccountId, ItemId, OrganisationId};
use domain::organisation::Role as BookRole;
use domain::question::Level;
use domain::time::Timestamp;

use crate::accounts::Staff;
use crate::engine::{Conn, query};
use crate::organisations::Seat;
use crate::{Fault, Store};

pub use answers::{MOST_SITTINGS, OwnAnswers};
pub use files::{NewQuestionFile, QuestionFile};
pub use save::{BankMoved, BankSaved};
pub use used::OwnItem;

use row::{EventRow, NeighbourRow, Row, SeenRow, TextRow, VersionRow};

/// A staff member of an organisation, or an author in its books, who can have questions there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    organisation: OrganisationId,
    account: AccountId,
    name: String,
}

impl Staff {
    /// The same person as one who writes questions. Nothing without an organisation: questions belong to one.
    pub fn writer(&self, account: &AccountId) -> Option<Writer> {
        let organisation = Some(self.organisation()).filter(|id| !id.is_empty())?;
        Some(Writer {
            organisation: OrganisationId::new(organisation),
            account: account.clone(),
            name: self.name().to_owned(),
        })
    }
}

impl Seat {
    /// Who writes questions for the organisation without training anybody: an author of its books.
    pub fn author(&self) -> Option<Writer> {
        (self.role == BookRole::Author).then(|| Writer {
            organisation: self.organisation.clone(),
            account: self.account.clone(),
            name: self.name.clone(),
        })
    }
}

impl Writer {
    /// The organisation that the questions belong to.
    pub fn organisation(&self) -> &OrganisationId {
        &self.organisation
    }
}

/// A question as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankRow {
    /// Which.
    pub id: ItemId,
    /// Who wrote it; nobody any more once the account is gone.
    pub author: Option<AccountId>,
    /// Their name; empty once the account is gone.
    pub author_name: String,
    /// Where its newest version stands.
    pub state: BankState,
    /// The newest version.
    pub version: i64,
    /// The version that papers may use, and how it counts there.
    pub used: Option<(i64, BankUse)>,
    /// Its level, where one was chosen.
    pub level: Option<Level>,
    /// The word of its kind.
    pub kind: String,
    /// The id of its area.
    pub area: String,
    /// The edition that was taught when it was written.
    pub edition: String,
    /// The author's own number or word.
    pub label: String,
    /// Its beginning.
    pub beginning: String,
    /// When something happened to it last.
    pub changed_at: Timestamp,
}

impl BankRow {
    /// What people call it.
    pub fn name(&self) -> &str {
        named(&self.label, &self.beginning)
    }

    /// In which hand the question lies for somebody.
    pub fn hand(&self, who: &Writer) -> Hand {
        match &self.author {
            Some(author) if *author == who.account => Hand::Author,
            Some(_) => Hand::Colleague,
            None => Hand::Finder,
        }
    }

    /// The last version that somebody may see.
    pub fn seen_by(&self, who: &Writer) -> i64 {
        match (self.hand(who), self.state, self.used) {
            (Hand::Colleague, BankState::Draft, Some((used, _))) => used,
            _ => self.version,
        }
    }
}

/// What a question is called: by its label, else by its beginning.
fn named<'a>(label: &'a str, beginning: &'a str) -> &'a str {
    match (label, beginning) {
        ("", "") => "Question without words",
        ("", beginning) => beginning,
        (label, _) => label,
    }
}

/// A question with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankItem {
    /// As the list shows it.
    pub row: BankRow,
    /// Its versions that may be seen, the newest first.
    pub versions: Vec<BankVersion>,
    /// What was done to it, the newest first.
    pub events: Vec<BankEvent>,
}

/// A version of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankVersion {
    /// Counted from 1.
    pub number: i64,
    /// What its author said about it.
    pub note: String,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
}

/// Something that was done to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEvent {
    /// To which version.
    pub version: i64,
    /// When.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: String,
    /// What.
    pub act: BankAct,
    /// What was said about it.
    pub words: String,
}

/// What a version says. Holds a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankText {
    /// The form as it was typed.
    pub written: Written,
    /// The text of the item that came of it.
    pub source: String,
    /// The item's digest; empty where the text is no item yet.
    pub digest: String,
}

impl Store {
    /// The questions that somebody may see, the latest changed first.
    pub async fn bank(&self, who: &Writer) -> Result<Vec<BankRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (who.organisation.as_str(), who.account.as_str());
        let rows = query!(
            &mut conn,
            parts ["bank/columns.part.sql", "bank/order.part.sql"],
            [binds.0, binds.1],
            all Row
        )?;
        rows.into_iter().map(Row::question).collect()
    }

    /// What the questions that somebody may see ask, for comparison; retired ones are left out.
    pub async fn bank_neighbours(&self, who: &Writer) -> Result<Vec<Neighbour>, Fault> {
        Ok(self.asked(who).await?.into_iter().filter_map(NeighbourRow::neighbour).collect())
    }

    /// What the questions that somebody may see ask, those without a level included: their words, and what they are called.
    pub async fn bank_asked(&self, who: &Writer) -> Result<Vec<(String, String)>, Fault> {
        Ok(self.asked(who).await?.into_iter().map(NeighbourRow::words).collect())
    }

    async fn asked(&self, who: &Writer) -> Result<Vec<NeighbourRow>, Fault> {
        let mut conn = self.read().await?;
        let binds = (who.organisation.as_str(), who.account.as_str());
        let rows = query!(&mut conn, "bank/neighbours.sql", [binds.0, binds.1], all NeighbourRow)?;
        drop(conn);
        rows.into_iter().map(|row| row.into_shared(&self.library)).collect()
    }

    /// A question with its history; nothing where there is none that the person may see.
    pub async fn bank_item(&self, who: &Writer, id: &ItemId) -> Result<Option<BankItem>, Fault> {
        let mut conn = self.read().await?;
        let Some(row) = find(&mut conn, who, id).await? else { return Ok(None) };
        let last = row.seen_by(who);
        let versions = query!(&mut conn, "bank/versions.sql", [id.as_str()], all VersionRow)?;
        let versions = versions.into_iter().map(VersionRow::version).filter(|version| version.number <= last).collect();
        let events = query!(&mut conn, "bank/events.sql", [id.as_str()], all EventRow)?;
        let events = events.into_iter().map(|event| event.event(id)).collect::<Result<Vec<_>, _>>()?;
        let events = events.into_iter().filter(|event| event.version <= last).collect();
        Ok(Some(BankItem { row, versions, events }))
    }

    /// What a version says; nothing where there is none that the person may see.
    pub async fn bank_text(&self, who: &Writer, id: &ItemId, number: i64) -> Result<Option<BankText>, Fault> {
        let mut conn = self.read().await?;
        match find(&mut conn, who, id).await? {
            Some(row) if number <= row.seen_by(who) => text(&mut conn, id, number).await,
            _ => Ok(None),
        }
    }

    /// The questions that somebody may see, each with the version that is seen, the oldest first.
    pub async fn bank_texts(&self, who: &Writer) -> Result<Vec<(BankRow, BankText)>, Fault> {
        let rows = self.bank(who).await?;
        let rows = rows.into_iter().map(|row| (row.id.to_string(), row)).collect::<BTreeMap<_, _>>();
        let mut conn = self.read().await?;
        let binds = (who.organisation.as_str(), who.account.as_str());
        let texts = query!(&mut conn, "bank/texts.sql", [binds.0, binds.1], all SeenRow)?;
        let seen = texts.into_iter().filter_map(|text| {
            let row = rows.get(&text.item_id).filter(|row| row.seen_by(who) == text.number)?;
            Some(text.text.text(&row.id).map(|text| (row.clone(), text)))
        });
        seen.collect()
    }
}

async fn find(conn: &mut Conn, who: &Writer, id: &ItemId) -> Result<Option<BankRow>, Fault> {
    let binds = (who.organisation.as_str(), who.account.as_str(), id.as_str());
    let row = query!(
        conn,
        parts ["bank/columns.part.sql", "bank/one.part.sql"],
        [binds.0, binds.1, binds.2],
        all Row
    )?;
    row.into_iter().next().map(Row::question).transpose()
}

async fn text(conn: &mut Conn, id: &ItemId, number: i64) -> Result<Option<BankText>, Fault> {
    let row = query!(conn, "bank/text.sql", [id.as_str(), number], optional TextRow)?;
    row.map(|row| row.text(id)).transpose()
}
