use app::pages::bank::{Defaults, ReadFile, ReadQuestion, RefusedQuestion};
use content::{Library, Written};
use documents::sheet;
use domain::ids::ItemId;
use domain::question::Level;
use exchange::intake::{self, Format, Import, Limits};
use exchange::plan::{Taken, plan};
use exchange::table;
use exchange::text::LONGEST;

/// Characters of a label that are kept.
const LABEL: usize = 80;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// A workbook or a CSV file after our template.
    Table,
    /// One of the text formats.
    Text(Format),
}

impl FileFormat {
    /// Reads the word of the form; nothing where the file is to tell.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "table" => Some(Self::Table),
            "gift" => Some(Self::Text(Format::Gift)),
            "moodle" => Some(Self::Text(Format::MoodleXml)),
            "aiken" => Some(Self::Text(Format::Aiken)),
            _ => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Table => "a table",
            Self::Text(format) => format.name(),
        }
    }
}

/// Reads a file as what it was said to be, else as what its bytes say. It fails only where the file as a whole cannot be read: with
/// what is wrong and what to do.
pub fn read(
    library: &Library,
    name: &str,
    told: Option<FileFormat>,
    bytes: &[u8],
    fresh: impl Fn() -> String,
) -> Result<ReadFile, String> {
    let (format, import) = match told {
        Some(FileFormat::Table) => (FileFormat::Table, read_table(name, bytes)?),
        Some(FileFormat::Text(format)) => (FileFormat::Text(format), read_text(name, format, bytes)?),
        None => guessed(name, bytes)?,
    };
    let plan = plan(&import);
    let questions = plan.taken.into_iter().map(|taken| question(library, taken, fresh())).collect();
    let misfits = plan.misfits.into_iter().map(|misfit| RefusedQuestion {
        block: misfit.block,
        place: misfit.place.to_string(),
        begin: misfit.begin,
        why: format!("{}: {}", misfit.kind, misfit.why),
    });
    let unread = plan.refused.into_iter().map(|refused| RefusedQuestion {
        block: refused.block,
        place: refused.place.to_string(),
        begin: refused.begin,
        why: refused.reason.to_string(),
    });
    let mut refused = misfits.chain(unread).collect::<Vec<_>>();
    refused.sort_by_key(|one| one.block);
    Ok(ReadFile { format: format.name().to_owned(), questions, refused, notes: plan.notes })
}

fn guessed(name: &str, bytes: &[u8]) -> Result<(FileFormat, Import), String> {
    let is_package = [&b"PK\x03\x04"[..], &b"PK\x05\x06"[..], &[0xD0, 0xCF, 0x11, 0xE0][..]];
    if is_package.iter().any(|begin| bytes.starts_with(begin)) {
        return Ok((FileFormat::Table, read_table(name, bytes)?));
    }
    // A text is a table where its first line has our headings: no other format begins like that.
    let table = sheet::read(bytes, &limits()).ok().filter(|table| table.headers.len() > 1);
    if let Some(Ok(import)) = table.map(|table| table_import(name, &table)) {
        return Ok((FileFormat::Table, import));
    }
    let format = Format::guess(bytes);
    Ok((FileFormat::Text(format), read_text(name, format, bytes)?))
}

fn limits() -> sheet::Limits {
    sheet::Limits { cell: LONGEST, ..sheet::Limits::default() }
}

fn read_table(name: &str, bytes: &[u8]) -> Result<Import, String> {
    let table = sheet::read(bytes, &limits()).map_err(|fault| fault.to_string())?;
    table_import(name, &table)
}

fn table_import(name: &str, read: &sheet::Table) -> Result<Import, String> {
    let table = table::Table::of(&read.headers, read.numbered());
    let mut import = table::read(name, &table, &Limits::default()).map_err(|fault| fault.to_string())?;
    import.notes.extend(read.notes.iter().cloned());
    Ok(import)
}

fn read_text(name: &str, format: Format, bytes: &[u8]) -> Result<Import, String> {
    intake::read(name, format, bytes, &Limits::default()).map_err(|fault| fault.to_string())
}

/// The form of a question that was read.
fn question(library: &Library, taken: Taken, id: String) -> ReadQuestion {
    let mut written = Written::of_body(&taken.stem, &taken.body, taken.marking);
    // What a wrong choice takes off elsewhere, our own rule does.
    let short = |text: &str| text.chars().take(LABEL).collect::<String>();
    written.label = taken.id.as_deref().or(taken.name.as_deref()).map(short).unwrap_or_default();
    let mut lost = taken.warnings.iter().map(ToString::to_string).collect::<Vec<_>>();
    lost.extend(taken.remarks.iter().map(ToString::to_string));
    let kept = own_fields(library, &taken, &mut written);
    let name = taken.name.as_deref().filter(|name| *name != written.label);
    lost.extend(name.map(|name| format!("Its name “{}” is not kept: its number stands for it.", short(name))));
    if !kept.folder && !taken.category.is_empty() {
        lost.push(format!("It stood in the folder “{}”, which is not kept.", short(&taken.category.join("/"))));
    }
    if !kept.tags.is_empty() {
        lost.push(format!("Its tags are not kept: {}.", kept.tags.join(", ")));
    }
    let (needs, asked) = judged(library, &written, &id);
    let place = taken.place.to_string();
    ReadQuestion { id, block: taken.block, place, written, asked, lost, needs, skipped: None }
}

/// What has to be put right in a question besides what is given to all questions of a file, and what it asks.
fn judged(library: &Library, written: &Written, id: &str) -> (Vec<String>, String) {
    let course = library.courses.iter().find(|course| written.level.is_empty() || written.level == course.level.word());
    let area = course.and_then(|course| course.areas.first()).map(|area| area.id.to_string());
    let clause = library.taught.clauses.keys().next_back().map(ToString::to_string);
    let usual = Defaults {
        level: course.map_or(Level::Foundation, |course| course.level).word().to_owned(),
        area: area.unwrap_or_default(),
        clauses: clause.unwrap_or_default(),
        bloom: "2".to_owned(),
        minutes: "1.5".to_owned(),
        facility: "65".to_owned(),
    };
    let mut whole = written.clone();
    usual.fill(&mut whole);
    let judged = library.judge_alone(&whole, &ItemId::new(id), 1);
    let given = [
        ("level", &written.level),
        ("area", &written.area),
        ("clauses", &written.clauses),
        ("bloom", &written.bloom),
        ("minutes", &written.minutes),
        ("facility", &written.facility),
    ];
    let is_given = |field: &str| given.iter().any(|(name, typed)| *name == field && typed.trim().is_empty());
    let mut needs = Vec::new();
    for fault in judged.faults {
        if !is_given(&fault.field) && !needs.contains(&fault.message) {
            needs.push(fault.message);
        }
    }
    (needs, judged.asked)
}

/// What of folder and tags became a field.
struct Kept {
    folder: bool,
    /// Tags that say nothing to us.
    tags: Vec<String>,
}

/// Level, area and clauses, where folder and tags say them as our own files do.
fn own_fields(library: &Library, taken: &Taken, written: &mut Written) -> Kept {
    let (mut clauses, mut tags) = (Vec::new(), Vec::new());
    for tag in &taken.tags {
        let lower = tag.to_lowercase();
        match (lower.strip_prefix("clause "), Level::from_word(&lower)) {
            (Some(clause), _) => clauses.push(clause.trim().to_owned()),
            (_, Some(level)) => written.level = level.word().to_owned(),
            _ => tags.push(tag.clone()),
        }
    }
    written.clauses = clauses.join(", ");
    let last = taken.category.last();
    let area = library.courses.iter().flat_map(|course| course.areas.iter().map(move |area| (course.level, area)));
    let area = area.into_iter().find(|(level, area)| {
        let of_level = written.level.is_empty() || written.level == level.word();
        of_level && last.is_some_and(|last| last == area.id.as_str() || last.eq_ignore_ascii_case(&area.title))
    });
    if let Some((level, area)) = area {
        written.level = level.word().to_owned();
        written.area = area.id.to_string();
    }
    Kept { folder: area.is_some(), tags }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(name: &str, bytes: &[u8]) -> Result<ReadFile, String> {
        let library = Library::embedded().expect("the course is sound");
        read(&library, name, None, bytes, || "an-id".to_owned())
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let format = |bytes: &str| taken("anything", bytes.as_bytes()).map(|read| read.format);
        assert_eq!(format("Question,Option 1,Option 2,Correct\r\nWhich?,This,That,A\r\n").as_deref(), Ok("a table"));
        assert_eq!(format("Which, this or that?{=this ~that}").as_deref(), Ok("GIFT"));
        assert_eq!(format("Which?\nA. This\nB. That\nANSWER: A\n").as_deref(), Ok("Aiken"));
        assert_eq!(format("<?xml version=\"1.0\"?><quiz></quiz>"), Err("The file holds no question.".to_owned()));
        assert!(format("PK\u{3}\u{4}nothing").is_err());
    }

    #[test]
    fn the_examples_of_the_template_need_nothing_more() {
        let library = Library::embedded().expect("the course is sound");
        let template = crate::questions::template();
        let import = table_import("template", &template).expect("it is a table");
        let taken = plan(&import).taken;
        assert_eq!(taken.len(), 4);
        for one in taken {
            let read = question(&library, one, "an-id".to_owned());
            assert!(read.needs.is_empty(), "{}: {:?}", read.written.label, read.needs);
        }
    }

    #[test]
    fn level_area_and_clauses_come_back() {
        let gift = "$CATEGORY: Clausewise/Foundation/resolution_fulfilment\n\n// [tag:foundation] [tag:clause 8.6.1] [tag:mine]\n\
                    ::No. 7:: Which?{=this#Yes. ~that#No.}\n";
        let read = taken("a.gift", gift.as_bytes()).expect("it is GIFT");
        let one = &read.questions[0];
        let fields = (&*one.written.level, &*one.written.area, &*one.written.clauses, &*one.written.label);
        assert_eq!(fields, ("foundation", "resolution_fulfilment", "8.6.1", "No. 7"));
        assert!(one.lost.iter().any(|lost| lost == "Its tags are not kept: mine."), "{:?}", one.lost);
        assert!(!one.lost.iter().any(|lost| lost.contains("folder")), "{:?}", one.lost);
    }
}
