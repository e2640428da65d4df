use domain::ids::LessonId;
use store::{Note, NoteOutcome};

use crate::ground::{Ground, at};

pub async fn a_stale_revision_returns_the_newer_text(ground: Ground) {
    let (ada, ben, lesson) = (ground.person("ada").await, ground.person("ben").await, LessonId::new("f-series"));
    let save = async |body: &str, revision| {
        let note = Note { body: body.to_owned(), revision };
        ground.store.save_note(&ada, &lesson, note, at(0).wall).await.unwrap()
    };
    let newest = |body: &str, revision| NoteOutcome::Changed(Note { body: body.to_owned(), revision });
    assert_eq!(ground.store.note(&ada, &lesson).await.unwrap(), Note::default());
    assert_eq!(save("first ✓", 0).await, NoteOutcome::Saved);
    assert_eq!(save("from another tab", 0).await, newest("first ✓", 1));
    assert_eq!(save("first ✓", 0).await, NoteOutcome::Saved, "the same text twice is saved");
    assert_eq!(save("second", 1).await, NoteOutcome::Saved);
    assert_eq!(save("late", 1).await, newest("second", 2));
    assert_eq!(save("from the future", 7).await, newest("second", 2));
    assert_eq!(ground.store.note(&ada, &lesson).await.unwrap(), Note { body: "second".to_owned(), revision: 2 });
    assert_eq!(ground.store.note(&ben, &lesson).await.unwrap(), Note::default());
}
