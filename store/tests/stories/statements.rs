use std::path::Path;

use sqlx::postgres::PgTypeInfo;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

use crate::ground::{Ground, Other, files};

/// The types of the binds that the statements of a start share: none of them alone names all.
const STARTED: [&str; 9] = ["TEXT", "INT8", "INT8", "TEXT", "TEXT", "TEXT", "TEXT", "TEXT", "INT8"];

/// Every file of SQL is prepared by the engine: a table, a column or a word that it does not know fails here.
pub async fn every_statement_is_understood(ground: Ground) {
    let statements = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "sql");
    assert!(statements.len() > 40, "the statements are found");
    let foreign = match ground.other() {
        Other::Sqlite(_) => ".postgres.sql",
        Other::Postgres(_) => ".sqlite.sql",
    };
    let understood = |path: &Path| !path.to_string_lossy().ends_with(foreign);
    for (path, sql) in statements.into_iter().filter(|(path, _)| understood(path)) {
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
