//! The style sheet: imports gathered, minified, its `url()`s pointing at hashed names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::dependencies::{Dependency, DependencyOptions, UrlDependency};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// Bundles the sheet; `hashed` says which name each file it may refer to has on the wire.
pub fn bundle(entry: &Path, hashed: &BTreeMap<PathBuf, String>) -> Result<String> {
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|problem| anyhow!("{problem}"))?;
    let targets = targets();
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|problem| anyhow!("{}: {problem}", entry.display()))?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        targets,
        analyze_dependencies: Some(DependencyOptions::default()),
        ..PrinterOptions::default()
    })?;
    let mut code = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        match dependency {
            Dependency::Url(url) => code = code.replace(&url.placeholder, &address(&url, hashed)?),
            Dependency::Import(import) => bail!("{}: @import from elsewhere", import.url),
        }
    }
    Ok(code)
}

/// What the sheet says instead of the path in the source; sheets and files lie in one folder on the wire.
fn address(url: &UrlDependency, hashed: &BTreeMap<PathBuf, String>) -> Result<String> {
    if url.url.starts_with("data:") || url.url.starts_with('#') {
        return Ok(url.url.clone());
    }
    let sheet = Path::new(&url.loc.file_path);
    let meant = sheet.parent().context("a sheet lies in a folder")?.join(&url.url);
    let found = meant.canonicalize().ok().and_then(|path| hashed.get(&path));
    found.cloned().with_context(|| {
        let (line, here) = (url.loc.start.line, sheet.display());
        format!("{here}:{line}: url({}) is no file of style/fonts or style/icons", url.url)
    })
}

/// Browsers of the last two years: nesting, `light-dark()` and cascade layers need no translation.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        chrome: version(123, 0),
        edge: version(123, 0),
        firefox: version(128, 0),
        safari: version(17, 5),
        ios_saf: version(17, 5),
        ..Browsers::default()
    })
}
