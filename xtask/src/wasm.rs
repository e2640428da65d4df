//! The islands: the `app` crate built for the browser, with its script, made as small as it gets.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::prerequisite;
use crate::site::{self, Profile};
use crate::workspace::{Workspace, succeed};

/// What `wasm-opt` may use; every browser that reads our style sheet has all of it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
];

/// Control flow made flat and built anew comes out a hundredth smaller than by `-Oz` alone.
const PASSES: [&str; 4] = ["--flatten", "--rereloop", "-Oz", "-Oz"];

/// Debian 12 has version 108, which mixes up the tables of functions and of references: the islands then never start.
const OLDEST: u32 = 116;

/// The minifier among the browser tests' packages.
const MINIFIER: &str = "node_modules/.bin/esbuild";

/// The wasm and the script that starts it; the script is told the wasm's address by its caller.
pub struct Bundle {
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
}

/// Builds, binds and optimises; what was bound before from the same wasm is taken as it is.
pub fn make(workspace: &Workspace, profile: Profile) -> Result<Bundle> {
    prerequisite::wasm_target()?;
    let built = compile(workspace, profile)?;
    let optimiser = match profile {
        Profile::Browser => optimiser(workspace),
        Profile::Dev => None,
    };
    let minifier =
        Some(workspace.browser_tests().join(MINIFIER)).filter(|tool| profile == Profile::Browser && tool.is_file());
    let key = key(&built, [optimiser.as_deref(), minifier.as_deref()])?;
    let shelf = workspace.target.join("site-wasm").join(profile.name());
    let (script, wasm, stamp) = (shelf.join("clausewise.js"), shelf.join("clausewise_bg.wasm"), shelf.join("key"));
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&key) {
        let _ = fs::remove_dir_all(&shelf);
        bind(&built, &shelf)?;
        if profile == Profile::Browser {
            optimise(optimiser.as_deref(), &wasm)?;
            minify(minifier.as_deref(), &script)?;
        }
        site::write(&stamp, key.as_bytes())?;
    }
    Ok(Bundle { script: fs::read(script)?, wasm: fs::read(wasm)? })
}

fn compile(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    succeed(workspace.cargo().args([
        "build",
        "--package=app",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        "--features=hydrate",
        "--profile",
        profile.name(),
    ]))?;
    let folder = match profile {
        Profile::Browser => "browser",
        Profile::Dev => "debug",
    };
    Ok(workspace.target.join("wasm32-unknown-unknown").join(folder).join("app.wasm"))
}

/// Splits what cargo built into the wasm that browsers load and the script that connects it to them.
fn bind(built: &Path, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(built)
        .out_name("clausewise")
        .web(true)
        .map_err(|problem| anyhow!("{problem}"))?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|problem| anyhow!("wasm-bindgen: {problem:#}"))?;
    let alone = output.snippets().values().all(Vec::is_empty) && output.local_modules().is_empty();
    ensure!(alone, "a crate brings a script of its own (#[wasm_bindgen(module or inline_js)]); the site serves one");
    output.emit(folder).map_err(|problem| anyhow!("wasm-bindgen: {problem:#}"))
}

/// The `wasm-opt` of the browser tests' packages, which is newer, or the one on the PATH.
fn optimiser(workspace: &Workspace) -> Option<PathBuf> {
    let packaged = workspace.browser_tests().join("node_modules/.bin/wasm-opt");
    packaged.is_file().then_some(packaged).or_else(|| prerequisite::on_path("wasm-opt"))
}

/// Makes the wasm smaller, or says why it stays as it is; that is a matter of some hundredths.
fn optimise(tool: Option<&Path>, wasm: &Path) -> Result<()> {
    let version = match tool {
        Some(tool) => version(tool)?,
        None => None,
    };
    let Some(tool) = tool.filter(|_| version >= Some(OLDEST)) else {
        let found = version.map_or("is missing".to_owned(), |number| format!("is version {number}, too old"));
        println!("`wasm-opt` {found}, so the wasm stays a little larger. Version {OLDEST} or newer makes it smaller.");
        return Ok(());
    };
    let smaller = wasm.with_added_extension("part");
    succeed(Command::new(tool).args(PASSES).args(FEATURES).arg(wasm).arg("-o").arg(&smaller))?;
    Ok(fs::rename(smaller, wasm)?)
}

/// Takes blanks, comments and long names out of the script, or says why it stays as it is.
fn minify(tool: Option<&Path>, script: &Path) -> Result<()> {
    let Some(tool) = tool else {
        println!("`esbuild` is missing, so a script stays 2 kB larger. `npm ci` in tests/browser brings it.");
        return Ok(());
    };
    let smaller = script.with_added_extension("part");
    let outfile = format!("--outfile={}", smaller.display());
    let quiet = ["--minify", "--format=esm", "--legal-comments=none", "--log-level=warning"];
    succeed(Command::new(tool).arg(script).args(quiet).arg(outfile))?;
    Ok(fs::rename(smaller, script)?)
}

/// The number in `wasm-opt version 132 (version_132)`.
fn version(tool: &Path) -> Result<Option<u32>> {
    let said = Command::new(tool).arg("--version").output().context("`wasm-opt` could not be started")?;
    Ok(String::from_utf8_lossy(&said.stdout).split_whitespace().find_map(|word| word.parse().ok()))
}

/// Changes with everything that changes the result: the built wasm, the tools, the version of this step.
fn key(built: &Path, tools: [Option<&Path>; 2]) -> Result<String> {
    let mut inputs = fs::read(built).with_context(|| format!("{} cannot be read", built.display()))?;
    for tool in tools.into_iter().flatten() {
        let about = fs::metadata(tool)?;
        let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_secs();
        inputs.extend(format!("{} {} {changed}", tool.display(), about.len()).into_bytes());
    }
    inputs.extend(b"4");
    Ok(site::hash(&inputs))
}
