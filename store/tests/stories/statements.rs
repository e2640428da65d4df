use std::path::{Path, PathBuf};

use sqlx::postgres::PgTypeInfo;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

use crate::ground::{Ground, Other, files};

/// The types of the binds that the statements of a start share: none of them alone names all.
const STARTED: [&str; 9] = ["TEXT", "INT8", "INT8", "TEXT", "TEXT", "TEXT", "TEXT", "TEXT", "INT8"];

/// Every file of SQL is prepared by the engine: a table, a column or a word that it does not know fails here. Parts are
/// put together as the sources put them.
pub async fn every_statement_is_understood(ground: Ground) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let whole = files(&source, "sql");
    let whole = whole.into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with(PART)).collect::<Vec<_>>();
    let composed = files(&source, "rs").into_iter().flat_map(|(path, text)| composed(&path, &text)).collect::<Vec<_>>();
    assert!(whole.len() > 40 && composed.len() > 5, "the statements are found");
    let statements = whole.into_iter().chain(composed);
    let foreign = match ground.other() {
        Other::Sqlite(_) => ".postgres.sql",
        Other::Postgres(_) => ".sqlite.sql",
    };
    let understood = |path: &Path| !path.to_string_lossy().ends_with(foreign);
    for (path, sql) in statements.filter(|(path, _)| understood(path)) {
        let text = AssertSqlSafe(sql.clone()).into_sql_str();
        let refused = match ground.other() {
            Other::Sqlite(pool) => pool.acquire().await.unwrap().prepare(text).await.err(),
            Other::Postgres(pool) => {
                let shared =
                    if path.parent().is_some_and(|folder| folder.ends_with("started")) { &STARTED[..] } else { &[] };
                let types = shared.iter().copied().map(PgTypeInfo::with_name).collect::<Vec<_>>();
                pool.acquire().await.unwrap().prepare_with(text, &types).await.err()
            }
        };
        assert!(refused.is_none(), "{}: {}", path.display(), refused.expect("it was refused"));
        assert!(!sql.contains('*') || sql.contains("COUNT(*)"), "{}: name the columns", path.display());
    }
}

/// How the files are called that are parts of statements.
const PART: &str = ".part.sql";

/// The statements that a source puts together: names of files, one after the other, with a part among them. Each is called
/// by its last file.
fn composed(source: &Path, text: &str) -> Vec<(PathBuf, String)> {
    let folder = source.parent().expect("a source lies in a folder");
    let (mut all, mut run) = (Vec::new(), Vec::<PathBuf>::new());
    // Every second piece stands between quotes.
    for (n, piece) in text.split('"').enumerate() {
        let goes_on = match n % 2 {
            0 => piece.chars().all(|c| c.is_whitespace() || c == ',' || c == '+'),
            _ if piece.ends_with(".sql") => {
                run.push(folder.join(piece));
                true
            }
            _ => false,
        };
        if !goes_on {
            all.push(std::mem::take(&mut run));
        }
    }
    let is_part = |path: &PathBuf| path.to_string_lossy().ends_with(PART);
    let read = |path: &PathBuf| std::fs::read_to_string(path).expect("the source names a file that is there");
    let parts = all.into_iter().filter(|run| run.iter().any(is_part));
    parts.map(|run| (run.last().cloned().unwrap_or_default(), run.iter().map(read).collect())).collect()
}
