use content::Library;
use domain::ids::{ItemId, SchemeId};
use domain::item::Item;
use domain::paper::{Drawn, Shortage};

/// Which paper a trainer asks for: drawn from a seed, where it may keep most of an earlier draft. The same wish gives the same
/// paper as long as the question bank is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// By whose rules.
    pub scheme: SchemeId,
    /// What the draw begins with.
    pub seed: u64,
    /// Units of the earlier draft.
    pub kept: Vec<String>,
    /// Units that should not be in the paper, even if they were in the draft.
    pub without: Vec<String>,
    /// Own questions that take the place of drawn ones.
    pub own: Vec<String>,
    /// Own questions that ride along unscored.
    pub pilots: Vec<String>,
}

impl Wish {
    /// Reads the fields of an address or a form; `all` gives every value of a field. Nothing without scheme and seed.
    pub fn read(all: impl Fn(&str) -> Vec<String>) -> Option<Self> {
        Some(Self {
            scheme: SchemeId::new(all("scheme").first()?),
            seed: all("seed").first()?.parse().ok()?,
            kept: all("kept"),
            without: all("without"),
            own: all("own"),
            pilots: all("pilot"),
        })
    }

    /// Draws it; nothing when no paper of the scheme can be drawn at all.
    pub fn draw(&self, library: &Library) -> Option<Result<Drawn, Shortage>> {
        let among = |units: &[String], unit: &str| units.iter().any(|one| one == unit);
        let wanted_last = |id: &ItemId| match library.item(id).map(unit) {
            Some(unit) if among(&self.without, unit) => 2,
            Some(unit) if among(&self.kept, unit) => 0,
            _ => 1,
        };
        Some(library.drawer(&self.scheme)?.draw(&wanted_last, self.seed))
    }
}

/// What is drawn as one: a scenario with all its items, else the item.
pub(super) fn unit(item: &Item) -> &str {
    item.scenario.as_ref().map_or(item.id.as_str(), |scenario| scenario.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        Library::embedded().expect("the course is sound")
    }

    fn units(library: &Library, wish: &Wish) -> Vec<String> {
        let drawn = wish.draw(library).expect("the scheme can be drawn").expect("the bank is large");
        drawn.items.iter().filter_map(|id| library.item(id)).map(|item| unit(item).to_owned()).collect()
    }

    #[test]
    fn what_is_replaced_goes_and_the_rest_stays() {
        let library = library();
        let wish = Wish::read(|field| match field {
            "scheme" => vec!["practice-foundation-2018".to_owned()],
            "seed" => vec!["7".to_owned()],
            _ => Vec::new(),
        });
        let wish = wish.expect("scheme and seed are there");
        let first = units(&library, &wish);
        assert_eq!(first, units(&library, &wish), "the same wish gives the same paper");
        for seed in 0..20 {
            let without = vec![first[3].clone(), first[17].clone()];
            let again = Wish { seed, kept: first.clone(), without: without.clone(), ..wish.clone() };
            let second = units(&library, &again);
            assert_eq!(second.len(), first.len());
            assert!(without.iter().all(|unit| !second.contains(unit)), "seed {seed}");
            let stayed = first.iter().filter(|unit| second.contains(*unit)).count();
            assert!(stayed >= first.len() - 6, "seed {seed}: only {stayed} of {} stayed", first.len());
        }
    }

    #[test]
    fn a_wish_is_read_by_field() {
        let fields = [("scheme", "s"), ("seed", "5"), ("kept", "a"), ("without", "b"), ("kept", "c")];
        let read = |fields: &[(&str, &str)]| {
            Wish::read(|name| {
                fields.iter().filter(|(field, _)| *field == name).map(|(_, value)| (*value).to_owned()).collect()
            })
        };
        let wish = read(&fields).expect("scheme and seed are there");
        assert_eq!((wish.scheme.as_str(), wish.seed), ("s", 5));
        assert_eq!((wish.kept, wish.without), (vec!["a".to_owned(), "c".to_owned()], vec!["b".to_owned()]));
        assert_eq!(read(&fields[..1]), None);
        assert_eq!(read(&[("scheme", "s"), ("seed", "x")]), None);
    }
}
