// The preview of a question follows what is typed: a moment after the last letter the form is posted, and only the preview
// changes, so that fields and focus stay. Nothing is kept by that.
const form = document.querySelector(".bank-form");
const part = document.getElementById("preview");
let timer;
let asked;
const look = async () => {
  asked?.abort();
  asked = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "look");
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: asked.signal });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    const { open } = part.querySelector("details") ?? {};
    part.innerHTML = html;
    if (open) part.querySelector("details")?.setAttribute("open", "");
  } catch {
    // The next letter asks again, and "Preview and check" is there.
  }
};
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 600);
});
// A line was added: what stands in the fields is shown again.
if (part.querySelector("[data-unseen]") && form.elements.stem.value.trim()) look();
