use leptos::prelude::*;
use store::EvidenceFile;

/// The files that prove an award, and a form to add one. `address` is where they are: each file below it by its id.
#[component]
pub fn EvidenceList(
    files: Vec<EvidenceFile>,
    address: String,
    /// Whether the reader may add a file.
    may_add: bool,
    /// What was wrong with the last file.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let none = files.is_empty().then(|| view! { <p class="help">"No file yet."</p> });
    let lines = files.iter().map(|file| {
        let link = format!("{address}/{}", file.id());
        view! { <li><a href=link>{file.name.clone()}</a>" "<span class="help">{size(file.size)}</span></li> }
    });
    let lines = lines.collect_view();
    let adding = may_add.then(|| adding(&address, error));
    view! { <div class="evidence">{none}<ul class="plain-list">{lines}</ul>{adding}</div> }
}

fn adding(address: &str, error: Option<String>) -> impl IntoView + use<> {
    let id = format!("file-{}", address.rsplit('/').nth(1).unwrap_or_default());
    let wrong = error.is_some();
    // The list of errors leads to the field by its plain name.
    let id = if wrong { "file".to_owned() } else { id };
    let (error_id, help_id) = (format!("{id}-error"), format!("{id}-help"));
    let described = if wrong { format!("{help_id} {error_id}") } else { help_id.clone() };
    view! {
        <form method="post" action=address.to_owned() enctype="multipart/form-data" class="stack">
            <div class="field" class:wrong=wrong>
                <label for=id.clone()>"Add a file that proves it"</label>
                <p class="help" id=help_id>"PDF, PNG or JPEG, up to 10 MB."</p>
                {error.map(|message| view! { <p class="error" role="alert" id=error_id>{message}</p> })}
                <input type="file" id=id name="file" accept="application/pdf,image/png,image/jpeg" required="" aria-describedby=described />
            </div>
            <button class="quiet">"Add the file"</button>
        </form>
    }
}

fn size(bytes: i64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", (bytes + 999) / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
