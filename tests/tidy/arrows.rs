//! Arrows between rooms point one way.

use std::collections::BTreeSet;

use crate::root;

/// Each room and the rooms that it may know.
const ROOMS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("content", &["domain"]),
    ("documents", &["domain"]),
    ("exchange", &["domain"]),
    ("store", &["domain", "content"]),
    ("app", &["domain", "content", "store"]),
    ("server", &["domain", "content", "store", "documents", "exchange", "app"]),
    ("tests", &["domain", "content", "store", "documents", "exchange", "app", "clausewise"]),
    ("tests/cluster", &[]),
    ("xtask", &["domain", "content", "store", "documents", "exchange"]),
];

fn manifest(folder: &str) -> toml::Table {
    let text = std::fs::read_to_string(root().join(folder).join("Cargo.toml")).expect("a room has a manifest");
    text.parse().expect("a manifest is TOML")
}

/// The packages that a room depends on, in whatever section.
fn dependencies(manifest: &toml::Table) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (section, value) in manifest {
        let Some(table) = value.as_table() else { continue };
        if section.ends_with("dependencies") {
            found.extend(table.iter().map(|(name, value)| {
                let renamed = value.get("package").and_then(toml::Value::as_str);
                renamed.unwrap_or(name).to_owned()
            }));
        } else if section == "target" {
            found.extend(table.values().filter_map(toml::Value::as_table).flat_map(dependencies));
        }
    }
    found
}

#[test]
fn arrows_between_rooms_point_one_way() {
    let names = ["domain", "content", "store", "documents", "exchange", "app", "clausewise", "system-tests", "xtask"];
    for (folder, may) in ROOMS {
        let knows = dependencies(&manifest(folder)).into_iter().filter(|name| names.contains(&name.as_str()));
        let wrong = knows.filter(|name| !may.contains(&name.as_str())).collect::<Vec<_>>();
        assert!(wrong.is_empty(), "{folder} may not know {wrong:?}");
    }
}

#[test]
fn every_member_of_the_workspace_is_a_known_room() {
    let members = manifest("")["workspace"]["members"].as_array().cloned().unwrap_or_default();
    let members = members.iter().filter_map(toml::Value::as_str).collect::<BTreeSet<_>>();
    assert_eq!(members, ROOMS.iter().map(|(folder, _)| *folder).collect());
}

#[test]
fn the_browser_side_of_the_app_knows_the_domain_only() {
    let manifest = manifest("app");
    for room in ["content", "store"] {
        let optional = manifest["dependencies"][room].get("optional").and_then(toml::Value::as_bool);
        assert_eq!(optional, Some(true), "app knows {room} on the server only");
    }
    let hydrate = manifest["features"]["hydrate"].as_array().cloned().unwrap_or_default();
    let hydrate = hydrate.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>();
    assert!(!hydrate.iter().any(|feature| feature.contains("content") || feature.contains("store")), "{hydrate:?}");
    let domain = std::fs::read_to_string(root().join("domain/src/lib.rs")).expect("the domain is there");
    let native = "#[cfg(not(target_arch = \"wasm32\"))]\npub mod item;";
    assert!(domain.contains(native), "items, with their keys, are for native builds only");
}

#[test]
fn the_service_crates_are_pinned() {
    let shared = manifest("")["workspace"]["dependencies"].as_table().cloned().unwrap_or_default();
    for name in ["leptos", "leptos_axum", "libsqlite3-sys", "wasm-bindgen", "wasm-bindgen-cli-support"] {
        let value = &shared[name];
        let version = value.as_str().or_else(|| value.get("version").and_then(toml::Value::as_str));
        assert!(version.is_some_and(|version| version.starts_with('=')), "{name} is not pinned: {value}");
    }
}
