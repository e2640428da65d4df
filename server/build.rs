//! Puts the files that browsers load into the executable, when `CLAUSEWISE_SITE` says where they are.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=CLAUSEWISE_SITE");
    println!("cargo::rerun-if-changed=build.rs");
    let mut source = String::from("pub static SITE: &[Asset] = &[\n");
    if let Some(site) = env::var_os("CLAUSEWISE_SITE") {
        let site = PathBuf::from(site);
        let manifest = site.join("manifest.json");
        println!("cargo::rerun-if-changed={}", manifest.display());
        let text = fs::read_to_string(&manifest)
            .map_err(|problem| format!("CLAUSEWISE_SITE: {} cannot be read: {problem}", manifest.display()))?;
        let entries: Vec<Value> = serde_json::from_str(&text)?;
        for entry in &entries {
            asset(&mut source, &site, entry)?;
        }
    }
    source.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("site.rs"), source)?;
    Ok(())
}

/// Writes one entry of the manifest as an `Asset`, which `assets.rs` defines.
fn asset(source: &mut String, site: &Path, entry: &Value) -> Result<(), Box<dyn Error>> {
    let field = |name: &str| entry[name].as_str().ok_or_else(|| format!("manifest.json: {entry} has no {name}"));
    let file = field("file")?;
    let include = |path: PathBuf| format!("include_bytes!({:?})", path.display().to_string());
    let sibling = |extension: &str| {
        let path = site.join(format!("{file}.{extension}"));
        if path.is_file() { format!("Some({})", include(path)) } else { "None".to_owned() }
    };
    writeln!(
        source,
        "    Asset {{ name: {:?}, file: {file:?}, content_type: {:?}, plain: {}, brotli: {}, gzip: {} }},",
        field("name")?,
        field("type")?,
        include(site.join(file)),
        sibling("br"),
        sibling("gz"),
    )?;
    Ok(())
}
