use app::pages::bank::ExportFormat;
use documents::sheet;
use exchange::item::NeutralItem;
use exchange::output::Output;
use exchange::{gift, moodle, outgoing, table};
use store::{BankRow, BankText};

/// A file of questions, and what is not in it: by their place in the list, with why.
pub struct Exported {
    /// Text of the file, or its table.
    pub file: ExportedFile,
    /// How many questions it holds.
    pub held: usize,
    /// Questions that are not in it.
    pub left_out: Vec<(usize, String)>,
    /// What questions lost.
    pub lost: Vec<(usize, String)>,
}

/// What a file is made of.
pub enum ExportedFile {
    /// Text.
    Text(String),
    /// A table.
    Table(sheet::Table),
}

/// Writes questions in a format, keys included.
pub fn write(format: ExportFormat, questions: &[(BankRow, BankText)]) -> Exported {
    let (mut items, mut places) = (Vec::new(), Vec::new());
    let (mut left_out, mut lost) = (Vec::new(), Vec::new());
    for (place, (row, text)) in questions.iter().enumerate() {
        let neutral = content::parse_item(&text.source)
            .map_err(|_| UNFINISHED.to_owned())
            .and_then(|item| outgoing::neutral(&item).map_err(|hindrance| hindrance.to_string()));
        match neutral {
            Ok((neutral, losses)) => {
                lost.extend(losses.iter().map(|loss| (place, loss.to_string())));
                let label = Some(row.label.clone()).filter(|label| !label.is_empty());
                items.push(NeutralItem { name: label.clone(), id: label, ..neutral });
                places.push(place);
            }
            Err(why) => left_out.push((place, why)),
        }
    }
    let mut told = Told { places: &places, left_out, lost };
    let file = match format {
        ExportFormat::Gift => ExportedFile::Text(told.of(gift::write(&items))),
        ExportFormat::Moodle => ExportedFile::Text(told.of(moodle::write(&items))),
        ExportFormat::Xlsx => {
            let table = told.of(table::write(&items));
            ExportedFile::Table(outward(&table))
        }
    };
    let Told { mut left_out, mut lost, .. } = told;
    left_out.sort_by_key(|(place, _)| *place);
    lost.sort_by_key(|(place, _)| *place);
    Exported { held: questions.len() - left_out.len(), file, left_out, lost }
}

/// A table that a person fills in.
pub fn template() -> sheet::Table {
    outward(&table::template())
}

fn outward(table: &table::Table) -> sheet::Table {
    sheet::Table::of(&table.headers, table.rows.iter().map(|row| (row.number, row.cells.clone())))
}

const UNFINISHED: &str = "It is not finished: its key or a text is missing. Open it to see what.";

/// What a writer tells, by the places of the whole list.
struct Told<'a> {
    places: &'a [usize],
    left_out: Vec<(usize, String)>,
    lost: Vec<(usize, String)>,
}

impl Told<'_> {
    fn of<F>(&mut self, output: Output<F>) -> F {
        let place = |n: usize| self.places.get(n).copied().unwrap_or_default();
        self.left_out.extend(output.left_out.iter().map(|(n, why)| (place(*n), why.to_string())));
        self.lost.extend(output.lost.iter().map(|(n, loss)| (place(*n), loss.to_string())));
        output.file
    }
}
