use super::EvidenceFault;

/// Names that stand in a PDF for something evidence must not have, and what that is.
const ACTIVE: [(&[u8], &str); 14] = [
    (b"JavaScript", "a program"),
    (b"JS", "a program"),
    (b"Launch", "a command that starts programs"),
    (b"EmbeddedFile", "other files"),
    (b"EmbeddedFiles", "other files"),
    (b"FileAttachment", "other files"),
    (b"Collection", "other files"),
    (b"RichMedia", "a film or another moving part"),
    (b"Rendition", "a film or another moving part"),
    (b"XFA", "a form that runs"),
    (b"SubmitForm", "a form that sends what is typed"),
    (b"ImportData", "a form that fetches data"),
    (b"GoToE", "other files"),
    (b"GoToR", "a jump into other files"),
];

/// Refuses a name that means encryption or something that acts. Links to addresses are harmless: a reader sees them.
pub fn judge(name: &[u8]) -> Result<(), EvidenceFault> {
    if name == b"Encrypt" {
        return Err(EvidenceFault::Encrypted);
    }
    match ACTIVE.iter().find(|(active, _)| *active == name) {
        Some((_, what)) => Err(EvidenceFault::Active { what }),
        None => Ok(()),
    }
}
