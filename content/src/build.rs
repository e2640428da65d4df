//! Tells Cargo that the course belongs to the crate: files that are added or removed call for a new build.

fn main() {
    let folders = ["auditor", "editions", "foundation", "glossary", "practitioner", "schemes"];
    let files = ["coverage.yaml", "paths.yaml", "refreshers.yaml"];
    for path in folders.iter().chain(&files) {
        println!("cargo::rerun-if-changed={path}");
    }
}
