// The script of every page: small improvements over pages that work without it.
const all = (selector) => document.querySelectorAll(selector);

// Moments in the reader's own time zone.
for (const time of all("time[data-moment]"))
  time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })
    .format(new Date(time.dateTime));

// A switch that shows a password while it is typed.
for (const button of all("[data-show]")) {
  const input = document.getElementById(button.dataset.show);
  button.hidden = false;
  button.onclick = () => {
    input.type = input.type === "password" ? "text" : "password";
    button.textContent = input.type === "password" ? "Show" : "Hide";
  };
}

// What is worth printing has a button for it.
for (const button of all("[data-print]")) button.onclick = () => print();

// Checks inside a lesson are answered in place: the form comes back from the server and replaces itself.
addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-inline]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw answer;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(form.id);
    // Signed out meanwhile, for instance: let the browser go where the server leads.
    if (!fresh) throw answer;
    form.replaceWith(fresh);
    for (const part of [".lesson-head .facts", ".lesson-end p", ".reading"])
      document.querySelector(part)?.replaceWith(page.querySelector(part));
    fresh.querySelector(`[value="${body.get("choice")}"]`)?.focus();
  } catch {
    form.removeAttribute("data-inline");
    form.requestSubmit(event.submitter);
  }
});

// What an exam page kept on this device and could not send: only then is the script of exam pages worth loading.
const late = document.querySelector("meta[name=exam-script]");
if (late)
  indexedDB.databases?.().then((all) => {
    if (!all.some(({ name }) => name === "clausewise")) return;
    indexedDB.open("clausewise").onsuccess = ({ target: { result } }) =>
      (result.transaction("outbox").objectStore("outbox").count().onsuccess = ({ target }) => target.result && import(late.content));
  });
