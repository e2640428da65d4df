//! A PDF, read back.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// What can be asked of a printed document.
pub struct Reading(Document);

impl Reading {
    pub fn of(pdf: &[u8]) -> Self {
        Self(Document::load_mem(pdf).expect("the document is a PDF"))
    }

    pub fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// The characters of a page, counted from 1, without blanks: a PDF keeps places, and blanks are guessed from them.
    pub fn page(&self, number: u32) -> String {
        close(&self.0.extract_text(&[number]).expect("the page has text"))
    }

    /// The characters of each page.
    pub fn text(&self) -> Vec<String> {
        self.0.get_pages().into_keys().map(|number| self.page(number)).collect()
    }

    /// Fails unless each of these texts stands on some page, blanks apart.
    #[track_caller]
    pub fn says(&self, texts: &[&str]) {
        let pages = self.text();
        for text in texts {
            assert!(pages.iter().any(|page| page.contains(&close(text))), "{text} is not in: {pages:#?}");
        }
    }

    /// Fails if one of these texts stands on some page, blanks apart.
    #[track_caller]
    pub fn is_silent_about(&self, texts: &[&str]) {
        let pages = self.text();
        for text in texts {
            assert!(!pages.iter().any(|page| page.contains(&close(text))), "{text} is in: {pages:#?}");
        }
    }

    /// Fails unless the document says that it is tagged, PDF/A-2a and PDF/UA-1, in English, and shows its title.
    #[track_caller]
    pub fn is_archival_and_accessible(&self, title: &str) {
        let catalog = self.0.catalog().expect("a PDF has a catalogue");
        let mark = catalog.get(b"MarkInfo").and_then(Object::as_dict).expect("the document says whether it is tagged");
        assert!(mark.get(b"Marked").and_then(Object::as_bool).expect("tagged or not"));
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"OutputIntents"));
        assert_eq!(string(catalog, b"Lang").as_deref(), Some("en-GB"));
        let shows = self.dict(catalog.get(b"ViewerPreferences").expect("there are preferences"));
        assert!(shows.get(b"DisplayDocTitle").and_then(Object::as_bool).expect("said or not"));
        let metadata = self.metadata();
        for wanted in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", title] {
            assert!(metadata.contains(wanted), "{wanted} is not in {metadata}");
        }
    }

    pub fn metadata(&self) -> String {
        let catalog = self.0.catalog().expect("a PDF has a catalogue");
        let stream = catalog.get(b"Metadata").and_then(|at| self.0.dereference(at)).expect("there is metadata");
        let stream = stream.1.as_stream().expect("metadata is a stream");
        let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        String::from_utf8(bytes).expect("metadata is UTF-8")
    }

    /// How often each kind of structure element occurs.
    pub fn structure(&self) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for element in self.elements() {
            let kind = element.get(b"S").and_then(Object::as_name).expect("an element has a kind");
            *found.entry(String::from_utf8_lossy(kind).into_owned()).or_default() += 1;
        }
        found
    }

    /// The alternative texts of figures.
    pub fn alternatives(&self) -> Vec<String> {
        self.elements().filter_map(|element| string(element, b"Alt")).collect()
    }

    /// The addresses that links lead to.
    pub fn links(&self) -> Vec<String> {
        let dictionaries = self.0.objects.values().filter_map(|object| object.as_dict().ok());
        let links = dictionaries
            .filter(|dict| dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link"));
        links.filter_map(|link| string(self.dict(link.get(b"A").ok()?), b"URI")).collect()
    }

    fn elements(&self) -> impl Iterator<Item = &Dictionary> {
        let dictionaries = self.0.objects.values().filter_map(|object| object.as_dict().ok());
        dictionaries.filter(|dict| dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem"))
    }

    fn dict<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.0.dereference(object).and_then(|(_, object)| object.as_dict()).expect("this is a dictionary")
    }
}

/// A text without blanks and without the invisible places where it may break.
fn close(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

fn string(dict: &Dictionary, key: &[u8]) -> Option<String> {
    dict.get(key).ok().and_then(|text| lopdf::decode_text_string(text).ok())
}
