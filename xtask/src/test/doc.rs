//! Whether any documentation holds an example that cargo would run.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::workspace::Workspace;

const ROOMS: [&str; 6] = ["domain", "content", "store", "app", "documents", "server"];
/// What may follow the fence of an example that is compiled.
const RUN: [&str; 5] = ["", "rust", "no_run", "should_panic", "compile_fail"];

/// Looks for a code fence in a doc comment; asking cargo instead takes a while even when there is none.
pub fn any(workspace: &Workspace) -> Result<bool> {
    for room in ROOMS {
        if within(&workspace.root.join(room).join("src"))? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn within(folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let found = if path.is_dir() {
            within(&path)?
        } else {
            path.extension().is_some_and(|extension| extension == "rs") && holds_example(&fs::read_to_string(&path)?)
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every second fence opens a block; what follows it says whether cargo runs the block.
fn holds_example(source: &str) -> bool {
    let doc = |line: &'_ str| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(|text| text.trim().to_owned())
    };
    let fences = source.lines().filter_map(doc).filter_map(|text| text.strip_prefix("```").map(str::to_owned));
    fences.step_by(2).any(|info| RUN.iter().any(|word| info.split(',').any(|part| part.trim() == *word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_an_example_from_a_picture() {
        assert!(holds_example("/// ```\n/// let x = 1;\n/// ```\n"));
        assert!(holds_example("//! ```text\n//! a -> b\n//! ```\n//! ```no_run\n//! ```"));
        assert!(!holds_example("/// ```text\n/// a -> b\n/// ```\nlet fence = \"```\";"));
    }
}
