use std::path::Path;

use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};

use crate::ground::{Ground, Other, files};

/// Every file of SQL is prepared by the engine: a table, a column or a word that it does not know fails here.
pub async fn every_statement_is_understood(ground: Ground) {
    let statements = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "sql");
    assert!(statements.len() > 40, "the statements are found");
    for (path, sql) in statements {
        let text = AssertSqlSafe(sql.clone()).into_sql_str();
        let refused = match ground.other() {
            Other::Sqlite(pool) => pool.acquire().await.unwrap().prepare(text).await.err(),
            Other::Postgres(pool) => pool.acquire().await.unwrap().prepare(text).await.err(),
        };
        assert!(refused.is_none(), "{}: {}", path.display(), refused.expect("it was refused"));
        assert!(!sql.contains('*') || sql.contains("COUNT(*)"), "{}: name the columns", path.display());
    }
}
