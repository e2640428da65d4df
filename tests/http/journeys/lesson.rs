//! Reading: checks, completion, notes, clauses.

use app::urls;
use axum::http::StatusCode;

use crate::people::Candidate;
use crate::server::Server;

#[tokio::test]
async fn a_check_tells_about_the_chosen_option_only() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let lesson = &server.library().lessons[0];
    let (check, address) = (&lesson.checks[0], urls::lesson(&lesson.id));
    let told = |choice: u8| check.options[usize::from(choice)].feedback.clone();
    let wrong = (check.key + 1) % check.options.len() as u8;
    let before = candidate.get(&address).await;
    assert!(check.options.iter().all(|option| !before.words().contains(&option.feedback)));

    let answer = urls::check(&lesson.id, &check.id);
    let page = candidate.post(&answer, &[("choice", &wrong.to_string())]).await;
    assert_eq!(page.location(), format!("{address}#{}", check.id));
    let page = candidate.follow(page).await;
    page.shows("Not quite.").shows(&told(wrong)).shows("Try another answer.").shows("1 of ");
    assert!(!page.words().contains(&told(check.key)));
    let page = candidate.submit(&answer, &[("choice", &check.key.to_string())]).await;
    page.shows("Right.").shows(&told(check.key));
    let page = candidate.post(&answer, &[("choice", "9")]).await;
    page.is(StatusCode::BAD_REQUEST).shows("Nothing was changed");
}

#[tokio::test]
async fn a_lesson_is_complete_by_its_checks_and_its_end() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let (lesson, next) = (&server.library().lessons[0], &server.library().lessons[1]);
    let address = urls::lesson(&lesson.id);
    let page = candidate.post(&format!("{address}/end"), &[]).await;
    assert_eq!(page.location(), urls::lesson(&next.id));
    candidate.get(&address).await.shows("still open");
    for check in &lesson.checks {
        candidate.post(&urls::check(&lesson.id, &check.id), &[("choice", "0")]).await.is(StatusCode::SEE_OTHER);
    }
    candidate.get(&address).await.shows("This lesson is complete.");
    candidate.get(&urls::lesson(&next.id)).await.shows("still open");
    let last = server.library().lessons.last().expect("there are lessons");
    let page = candidate.post(&format!("{}/end", urls::lesson(&last.id)), &[]).await;
    assert_eq!(page.location(), urls::course(last.level));
}

#[tokio::test]
async fn two_tabs_with_one_note_lose_no_text() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let address = urls::lesson(&server.library().lessons[0].id);
    let note = format!("{address}/note");
    let revision = candidate.get(&address).await.field("revision");
    let save = |text: &'static str| [("note", text), ("revision", revision.as_str())];
    let page = candidate.post(&note, &save("From the first tab")).await;
    assert_eq!(page.location(), format!("{address}#note"));
    candidate.post(&note, &save("From the first tab")).await.is(StatusCode::SEE_OTHER);

    let conflict = candidate.post(&note, &save("From the <b>second</b> tab")).await;
    conflict.is(StatusCode::CONFLICT).shows("Your note was changed elsewhere").hides("<b>second");
    let texts = conflict.tags().into_iter().filter(|tag| tag.name == "textarea").map(|tag| tag.text);
    assert_eq!(texts.collect::<Vec<_>>(), ["From the <b>second</b> tab", "From the first tab"]);
    let revision = conflict.field("revision");
    let page = candidate.submit(&note, &[("note", "Both"), ("revision", &revision)]).await;
    page.is(StatusCode::OK).shows("Both");
}

#[tokio::test]
async fn a_note_is_text_whatever_is_in_it() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let address = urls::lesson(&server.library().lessons[0].id);
    let text = "</textarea><script>alert(1)</script>\r\n\"quoted\" & 'so on' ✓";
    let page = candidate.submit(&format!("{address}/note"), &[("note", text), ("revision", "0")]).await;
    page.hides("<script>alert");
    let kept = page.tags().into_iter().find(|tag| tag.is("textarea", "name", "note")).expect("there is a note");
    assert_eq!(kept.text, text.replace("\r\n", "\n"));
}

#[tokio::test]
async fn an_impossible_revision_of_a_note_is_refused_and_harms_nothing() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let address = urls::lesson(&server.library().lessons[0].id);
    for revision in ["9223372036854775807", "-1", "x", ""] {
        let page = candidate.post(&format!("{address}/note"), &[("note", "Text"), ("revision", revision)]).await;
        page.is(StatusCode::BAD_REQUEST);
        candidate.get(&address).await.is(StatusCode::OK).hides(">Text<");
    }
}

#[tokio::test]
async fn every_lesson_and_every_clause_has_its_page() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    for lesson in &server.library().lessons {
        candidate.get(&urls::lesson(&lesson.id)).await.is(StatusCode::OK).shows(&lesson.title);
    }
    let library = server.library();
    for edition in std::iter::once(&library.taught).chain(&library.legacy) {
        for (number, clause) in &edition.clauses {
            let page = candidate.get(&urls::clause(&edition.id, number)).await;
            page.is(StatusCode::OK).shows(&clause.title);
        }
    }
}

#[tokio::test]
async fn the_exam_day_is_kept_and_a_wrong_one_is_explained() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let page = candidate.post(urls::EXAM_DATE, &[("exam_date", "31 February")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give the date as year-month-day").shows("Today");
    assert_eq!(page.field("exam_date"), "31 February");
    let page = candidate.submit(urls::EXAM_DATE, &[("exam_date", "2026-12-02")]).await;
    page.is(StatusCode::OK).shows("10");
    assert_eq!(page.field("exam_date"), "2026-12-02");
    assert_eq!(candidate.submit(urls::EXAM_DATE, &[("exam_date", "")]).await.field("exam_date"), "");
}
