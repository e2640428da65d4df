use domain::ids::{AccountId, AttemptId};
use domain::time::Millis;
use store::Verified;

use crate::ground::{Ground, at, new_practice, right, saved, wrong};

const CLOCK: &str = "the clock is not what the log says";
const NUMBERS: &str = "the lines of the log are not numbered without a gap";
const ENDS: &str = "it did not end exactly once";
const SCORE: &str = "the score is not what the log gives";
const ITEMS: &str = "the marks by item are not what the log gives";
const RECEIPT: &str = "the receipt is not the digest of the log";
const PHASE: &str = "how it ended is not what the log says";
const USED: &str = "the time used is not what the log gives";

/// Somebody who answered two of three questions, the first one rightly, and handed in; with a running exam beside it.
async fn ended(ground: &Ground) -> (AccountId, AttemptId) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 3, at(0)).await;
    for (sequence, act) in [(1, right(0)), (2, wrong(1))] {
        ground.store.save(&ada, &exam, saved(sequence, act), at(10)).await.unwrap();
    }
    ground.store.submit(&ada, &exam, at(20)).await.unwrap();
    (ada, exam)
}

pub async fn a_receipt_stands_from_the_end_on(ground: Ground) {
    let (ada, exam) = ended(&ground).await;
    let receipt = ground.attempt(&ada, &exam).await.receipt.expect("an ended exam has one");
    let is_quotable = |group: &str| group.len() == 4 && group.chars().all(|c| c.is_ascii_alphanumeric());
    assert!(receipt.split('-').count() == 4 && receipt.split('-').all(is_quotable), "{receipt}");
    assert_eq!(ground.attempt(&ada, &exam).await.receipt.as_ref(), Some(&receipt), "read again, it is the same");
    ground.store.save(&ada, &exam, saved(9, right(2)), at(30)).await.unwrap();
    assert_eq!(ground.attempt(&ada, &exam).await.receipt.as_ref(), Some(&receipt), "what comes late changes nothing");
    let ended_by_name = domain::attempt::Save { key: "ended-20".to_owned(), ..saved(10, right(2)) };
    ground.store.save(&ada, &exam, ended_by_name, at(31)).await.unwrap();
    assert_eq!(ground.faults().await, Vec::<&str>::new(), "whatever a page calls what it sends");
    let other = ground.exam(&ada, 3, at(40)).await;
    let running = ground.attempt(&ada, &other).await;
    assert_eq!((running.receipt, running.result), (None, None), "a running exam has none");
    for (sequence, act) in [(1, right(0)), (2, wrong(1))] {
        ground.store.save(&ada, &other, saved(sequence, act), at(50)).await.unwrap();
    }
    ground.store.submit(&ada, &other, at(60)).await.unwrap();
    assert_ne!(ground.attempt(&ada, &other).await.receipt, Some(receipt), "each has its own");
}

pub async fn what_was_changed_by_hand_is_found(ground: Ground) {
    let (_, exam) = ended(&ground).await;
    let line = |number: u8| format!("attempt_id = '{exam}' AND number = {number}");
    let row = format!("id = '{exam}'");
    // What is changed, what it says then, and what is found.
    let answer = |choice: u8| {
        format!("{{\"event\":\"acted\",\"act\":\"answer\",\"item\":0,\"response\":{{\"choice\":{choice}}}}}")
    };
    let wrongly = answer((crate::ground::key(0) + 1) % 4);
    let cases: &[(&str, &str, String, String, &[&str])] = &[
        ("attempt", "score", row.clone(), "200".to_owned(), &[SCORE]),
        ("attempt", "score", row.clone(), "NULL".to_owned(), &[SCORE]),
        ("attempt", "passed", row.clone(), "NOT passed".to_owned(), &[SCORE]),
        ("attempt", "result", row.clone(), "NULL".to_owned(), &[ITEMS]),
        ("attempt", "result", row.clone(), "REPLACE(result, '100', '99')".to_owned(), &[ITEMS]),
        ("attempt", "receipt", row.clone(), "'AAAA-AAAA-AAAA-AAAA'".to_owned(), &[RECEIPT]),
        ("attempt", "used", row.clone(), "used - 1".to_owned(), &[USED]),
        ("attempt", "timing", row.clone(), "REPLACE(timing, '100000', '200000')".to_owned(), &[CLOCK]),
        ("attempt", "deadline_service", row.clone(), "deadline_service + 1".to_owned(), &[CLOCK]),
        ("attempt", "granted", row.clone(), "granted + 1".to_owned(), &[CLOCK]),
        ("attempt", "phase", row.clone(), "'running'".to_owned(), &[ENDS]),
        ("attempt", "phase", row.clone(), "'expired'".to_owned(), &[PHASE]),
        ("attempt_event", "body", line(2), format!("'{wrongly}'"), &[SCORE, ITEMS, RECEIPT]),
        ("attempt_event", "body", line(4), "'{\"event\":\"expired\"}'".to_owned(), &[RECEIPT, PHASE]),
        ("attempt_event", "at_service", line(4), "at_service + 1".to_owned(), &[CLOCK, RECEIPT, USED]),
        ("attempt_event", "at_service", line(1), "at_service - 1".to_owned(), &[CLOCK, RECEIPT, USED]),
        ("attempt_event", "sequence", line(3), "7".to_owned(), &[RECEIPT]),
        ("attempt_event", "save_key", line(3), "'another'".to_owned(), &[RECEIPT]),
        ("attempt_event", "number", line(3), "9".to_owned(), &[NUMBERS, RECEIPT]),
    ];
    for (table, column, which, changed, found) in cases {
        let before =
            ground.column(&format!("SELECT CAST({column} AS TEXT) FROM {table} WHERE {which}")).await.remove(0);
        ground.execute(&format!("UPDATE {table} SET {column} = {changed} WHERE {which}")).await;
        assert_eq!(ground.faults().await, *found, "{table}.{column} set to {changed}");
        let before = before.expect("it had a value").replace('\'', "''");
        let which = if *column == "number" { which.replace("= 3", "= 9") } else { which.clone() };
        let before = match *column {
            "body" | "save_key" | "receipt" | "result" | "timing" | "phase" => format!("'{before}'"),
            "passed" => "false".to_owned(),
            _ => before,
        };
        ground.execute(&format!("UPDATE {table} SET {column} = {before} WHERE {which}")).await;
        assert_eq!(ground.faults().await, Vec::<&str>::new(), "put back, nothing is found");
    }
}

pub async fn one_that_cannot_be_read_is_found(ground: Ground) {
    let (ada, exam) = ended(&ground).await;
    let other = ground.exam(&ada, 3, at(30)).await;
    ground.store.submit(&ada, &other, at(40)).await.unwrap();
    ground.execute(&format!("UPDATE attempt SET receipt = 'AAAA' WHERE id = '{other}'")).await;
    for (change, back) in
        [("'x' || body", "SUBSTR(body, 2)"), ("REPLACE(body, 'acted', 'danced')", "REPLACE(body, 'danced', 'acted')")]
    {
        let set = |body| format!("UPDATE attempt_event SET body = {body} WHERE attempt_id = '{exam}' AND number = 2");
        ground.execute(&set(change)).await;
        let verified = ground.store.verify_attempts().await.unwrap();
        let found = [(exam.clone(), "it cannot be read"), (other.clone(), RECEIPT)];
        assert_eq!(
            (verified.checked, verified.faults),
            (2, found.to_vec()),
            "and the others are looked at all the same"
        );
        ground.execute(&set(back)).await;
    }
    ground.execute(&format!("DELETE FROM attempt WHERE id = '{other}'")).await;
    assert_eq!(ground.faults().await, Vec::<&str>::new());
}

pub async fn a_line_that_is_gone_is_found(ground: Ground) {
    let (ada, exam) = ended(&ground).await;
    let columns = "attempt_id, number, save_key, sequence, item, aspect, at, at_service, body";
    ground.execute(&format!("CREATE TABLE kept AS SELECT {columns} FROM attempt_event")).await;
    for (number, found) in [
        (1, &[CLOCK, NUMBERS, RECEIPT, USED][..]),
        (2, &[NUMBERS, SCORE, ITEMS, RECEIPT]),
        (3, &[NUMBERS, RECEIPT]),
        (4, &[CLOCK, ENDS, RECEIPT, USED]),
    ] {
        ground.execute(&format!("DELETE FROM attempt_event WHERE attempt_id = '{exam}' AND number = {number}")).await;
        assert_eq!(ground.faults().await, found, "line {number}");
        let back = format!("INSERT INTO attempt_event ({columns}) SELECT {columns} FROM kept WHERE number = {number}");
        ground.execute(&back).await;
        assert_eq!(ground.faults().await, Vec::<&str>::new(), "put back, nothing is found");
    }
    ground.execute("DROP TABLE kept").await;
    ground.exam(&ada, 2, at(100)).await;
    ground.start(new_practice(&ada, 2), at(100)).await;
    let verified = ground.store.verify_attempts().await.unwrap();
    assert_eq!(verified, Verified { checked: 3, finished: 1, faults: Vec::new() });
    let ended = ground.store.expire_due(at(100 + Millis::minutes(9).0)).await.unwrap();
    assert_eq!((ended.len(), ground.store.verify_attempts().await.unwrap().finished), (1, 2));
}
