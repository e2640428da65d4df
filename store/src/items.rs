use std::collections::BTreeMap;
use std::sync::Arc;

use content::Scenario;
use domain::ids::ItemId;
use domain::item::Item;
use domain::layout::Material;

use crate::engine::{Conn, query};
use crate::{Fault, PaperItem, Store};

impl Store {
    /// Keeps the present version of every item and scenario, so that attempts can stay pinned to it when the course changes.
    pub(crate) async fn keep_item_versions(&self) -> Result<(), Fault> {
        let library = Arc::clone(&self.library);
        self.write(move |conn| {
            Box::pin(async move {
                let known = query!(conn, "items/versions.sql", [], all(String, String))?;
                let known = known.into_iter().collect::<std::collections::BTreeSet<_>>();
                let items = library
                    .items
                    .iter()
                    .map(|item| ((item.id.to_string(), item.digest.clone()), library.item_source(&item.id)));
                let scenarios = library.scenarios.iter().map(|scenario| {
                    ((scenario.id.to_string(), scenario.digest.clone()), library.scenario_source(&scenario.id))
                });
                for (key, source) in items.chain(scenarios) {
                    let Some(source) = source.filter(|_| !known.contains(&key)) else { continue };
                    query!(conn, "items/keep_version.sql", [&key.0, &key.1, source], rows)?;
                }
                Ok(())
            })
        })
        .await
    }

    /// The items of a paper in the versions that it showed.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] when a version is missing or cannot be read.
    pub async fn paper_items(&self, paper: &[PaperItem]) -> Result<Vec<Item>, Fault> {
        let mut conn = self.read().await?;
        self.paper_items_on(&mut conn, paper).await
    }

    /// The booklets, cases and supplements of a paper in the versions that it showed.
    ///
    /// # Errors
    /// [`Fault::Corrupt`] when a version is missing or cannot be read.
    pub async fn materials(&self, materials: &[Material]) -> Result<Vec<Scenario>, Fault> {
        let mut found = Vec::with_capacity(materials.len());
        for Material { id, digest } in materials {
            if let Some(scenario) = self.library.scenario(id).filter(|scenario| scenario.digest == *digest) {
                found.push(scenario.clone());
                continue;
            }
            let mut conn = self.read().await?;
            let row = query!(&mut conn, "items/version.sql", [id.as_str(), digest], optional(String,))?;
            let corrupt = |why: &dyn std::fmt::Display| Fault::corrupt("item_version", "source", id, why);
            let (source,) = row.ok_or_else(|| corrupt(&"the version is missing"))?;
            found.push(content::parse_scenario(&source).map_err(|report| corrupt(&report))?);
        }
        Ok(found)
    }

    pub(crate) async fn paper_items_on(&self, conn: &mut Conn, paper: &[PaperItem]) -> Result<Vec<Item>, Fault> {
        let mut kept = BTreeMap::<&ItemId, Item>::new();
        for pinned in paper {
            if self.library.item(&pinned.item).is_some_and(|item| item.digest == pinned.digest) {
                continue;
            }
            let row = query!(conn, "items/version.sql", [pinned.item.as_str(), &pinned.digest], optional(String,))?;
            let missing = || Fault::corrupt("item_version", "source", &pinned.item, "the version is missing");
            let (source,) = row.ok_or_else(missing)?;
            let item = content::parse_item(&source)
                .map_err(|report| Fault::corrupt("item_version", "source", &pinned.item, report))?;
            kept.insert(&pinned.item, item);
        }
        let find = |pinned: &PaperItem| kept.get(&pinned.item).or_else(|| self.library.item(&pinned.item)).cloned();
        let missing = |pinned: &PaperItem| Fault::corrupt("attempt", "paper", &pinned.item, "no such item");
        paper.iter().map(|pinned| find(pinned).ok_or_else(|| missing(pinned))).collect()
    }
}
