//! Tells Cargo that the course belongs to the crate: files that are added or removed call for a new build.

fn main() {
    for folder in ["auditor", "editions", "foundation", "glossary", "practitioner", "schemes"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
