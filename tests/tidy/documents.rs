//! Paths that the documents name exist.

use crate::{none, root};

const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "DESIGN.md", "content/README.md"];

/// Paths are what stands in backticks or in a link, has a slash or an ending that we use, and no blanks.
fn paths(text: &str) -> Vec<String> {
    let mut found = text.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    found.extend(text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
    let endings = [".rs", ".md", ".sql", ".toml", ".css", ".js", ".yaml", ".png", ".svg"];
    let roots = [
        "domain/",
        "content/",
        "store/",
        "migrations/",
        "app/",
        "documents/",
        "exchange/",
        "server/",
        "style/",
        "tests/",
        "xtask/",
        "docs/",
    ];
    found
        .into_iter()
        .map(|path| path.split('#').next().unwrap_or_default().to_owned())
        .filter(|path| {
            !path.is_empty()
                && !path.starts_with('.')
                && !path.contains([' ', '*', '…', '<', '{', '$', '\n'])
                && !path.contains("://")
        })
        .filter(|path| roots.iter().any(|root| path.starts_with(root)) || endings.iter().any(|end| path.ends_with(end)))
        .collect()
}

#[test]
fn paths_in_the_documents_exist() {
    let made_by_use = ["clausewise.toml", "data/", "dist/"];
    let missing = DOCUMENTS.iter().flat_map(|document| {
        let text = std::fs::read_to_string(root().join(document)).unwrap_or_default();
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        let exists = move |path: &str| {
            let example =
                folder == "content" && (path.chars().any(|c| c.is_ascii_uppercase()) || path.contains("name."));
            let placed = made_by_use.iter().any(|made| path.starts_with(made)) || example;
            placed || root().join(path).exists() || root().join(folder).join(path).exists()
        };
        let missing = paths(&text).into_iter().filter(|path| !exists(path)).collect::<Vec<_>>();
        missing.into_iter().map(move |path| format!("{document}: {path}"))
    });
    none("These documents name what is not there:", missing);
}
