//! Questions that papers may use.

use std::collections::BTreeMap;

use domain::bank::BankUse;
use domain::ids::{ItemId, OrganisationId};
use domain::item::Item;
use sqlx::FromRow;

use super::row::form;
use crate::engine::query;
use crate::{Fault, Store};

/// An own question of an organisation that papers may use, in the version that they use. Holds a key.
#[derive(Clone, Debug)]
pub struct OwnItem {
    /// The question.
    pub item: Item,
    /// How it counts.
    pub used: BankUse,
    /// Its author's own number or word.
    pub label: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    used_as: String,
    written: String,
    source: String,
}

impl Store {
    /// The questions of an organisation that papers may use, the oldest first.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] when a version cannot be read.
    pub async fn own_items(&self, organisation: &OrganisationId) -> Result<Vec<OwnItem>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "in_use.sql", [organisation.as_str()], all Row)?;
        rows.into_iter().map(Row::item).collect()
    }
}

impl Store {
    /// The questions of an organisation that were ever put to use, those that were retired meanwhile among them: by id, in the version
    /// that was put to use last.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] when a version cannot be read.
    pub async fn once_used_items(&self, organisation: &OrganisationId) -> Result<BTreeMap<ItemId, Item>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "once_used.sql", [organisation.as_str()], all(String, String))?;
        let read = |(id, source): (String, String)| {
            let id = ItemId::new(id);
            Ok((id.clone(), parse(&id, &source)?))
        };
        rows.into_iter().map(read).collect()
    }
}

fn parse(id: &ItemId, source: &str) -> Result<Item, Fault> {
    content::parse_item(&content::in_use(source)).map_err(|report| Fault::corrupt("bank_version", "source", id, report))
}

impl Row {
    fn item(self) -> Result<OwnItem, Fault> {
        let id = ItemId::new(self.id);
        let used = BankUse::from_word(&self.used_as);
        let used = used.ok_or_else(|| Fault::corrupt("bank_item", "used_as", &id, &self.used_as))?;
        let item = parse(&id, &self.source)?;
        Ok(OwnItem { item, used, label: form(&self.written, &id)?.label.trim().to_owned() })
    }
}
