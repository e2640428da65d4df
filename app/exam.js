// What only a browser can do for the exam: keep answers on this device, listen to the server, reading aids.
// The island (wasm) calls these; the reading aids work before it has arrived and without it.
const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const many = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- Answers kept on this device: attempt, key and an encrypted act, nothing else. ---
const opened = new Promise((done, failed) => {
  const request = indexedDB.open("clausewise", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: ["attempt", "key"] });
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
opened.catch(() => {});
const inBox = async (mode, work) => {
  const transaction = (await opened).transaction("outbox", mode, { durability: "strict" });
  const result = work(transaction.objectStore("outbox"));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(result.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
};
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const secret = (vault) => crypto.subtle.importKey("raw", bytes(vault), "AES-GCM", false, ["encrypt", "decrypt"]);
const range = (attempt) => IDBKeyRange.bound([attempt], [attempt, []]);

const island = (window.clausewise = {
  async keep(attempt, vault, key, act) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(act);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret(vault), text);
    await inBox("readwrite", (box) => box.put({ attempt, key, iv, sealed }));
  },
  forget: (attempt, key) => inBox("readwrite", (box) => box.delete([attempt, key])),
  // Sends what an earlier page on this device kept and could not send; how many of it the server has now.
  async resend(attempt, vault) {
    const rows = await inBox("readonly", (box) => box.getAll(range(attempt)));
    const key = await secret(vault);
    let passed = 0;
    for (const { key: name, iv, sealed } of rows) {
      const act = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed).catch(() => null);
      const save = act && new TextDecoder().decode(act);
      const body = `{"attempt":${JSON.stringify(attempt)},"save":${save}}`;
      const { reply } = save ? await island.post("/api/attempt/save", body).catch(() => ({})) : { reply: "refused" };
      if (reply !== "saved" && reply !== "refused") continue;
      await island.forget(attempt, name);
      passed += 1;
    }
    return passed;
  },

  async post(url, body) {
    const given = { method: "POST", body, headers: { "content-type": "application/json" } };
    const answer = await fetch(url, { ...given, signal: AbortSignal.timeout(10000) });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  },

  live(url, tell) {
    let source;
    const connect = () => {
      source = new EventSource(url);
      source.onmessage = (event) => tell(JSON.parse(event.data));
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
      };
    };
    connect();
    addEventListener("online", () => source.readyState === EventSource.OPEN || (source.close(), connect()));
  },

  // Highlights: stretches of text, painted without touching the page's elements.
  paint(numbers) {
    island.spans = [];
    for (let n = 0; n < numbers.length; n += 3)
      island.spans.push({ text: numbers[n], from: numbers[n + 1], to: numbers[n + 2] });
    if (!CSS.highlights) return;
    const ranges = island.spans.map(({ text, from, to }) => rangeOf(texts()[text], from, to)).filter(Boolean);
    CSS.highlights.set("marked", new Highlight(...ranges));
  },
  spans: [],

  unsaved(yes) {
    onbeforeunload = yes ? (event) => event.preventDefault() : null;
  },
});

const texts = () => {
  const shown = many("[data-text]").filter((element) => !element.closest("[hidden]"));
  return Object.fromEntries(shown.map((element) => [element.dataset.text, element]));
};
const letters = (element) => document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
function rangeOf(element, from, to) {
  if (!element) return;
  const made = new Range();
  let [at, begun] = [0, false];
  for (const walk = letters(element); walk.nextNode(); ) {
    const node = walk.currentNode;
    if (!begun && from < at + node.length) {
      made.setStart(node, from - at);
      begun = true;
    }
    if (begun && to <= at + node.length) {
      made.setEnd(node, to - at);
      return made;
    }
    at += node.length;
  }
}
const offset = (element, node, inside) => {
  let at = 0;
  for (const walk = letters(element); walk.nextNode(); at += walk.currentNode.length)
    if (walk.currentNode === node) return at + inside;
};
function mark() {
  const selection = getSelection();
  const range = selection.rangeCount && selection.getRangeAt(0);
  const element = range && range.startContainer.parentElement?.closest("[data-text]");
  if (!element || range.collapsed || !element.contains(range.endContainer)) return;
  const text = +element.dataset.text;
  const from = offset(element, range.startContainer, range.startOffset);
  const to = offset(element, range.endContainer, range.endOffset);
  if (from === undefined || to === undefined) return;
  // Marking what is marked takes the mark off.
  const rest = island.spans.filter((span) => span.text !== text || span.to <= from || span.from >= to);
  const spans = rest.length < island.spans.length ? rest : [...rest, { text, from, to }];
  selection.removeAllRanges();
  dispatchEvent(new CustomEvent("highlight", { detail: spans.flatMap(({ text, from, to }) => [text, from, to]) }));
}

// What was chosen here and never sent is sent now: into the running exam, or, when its result is opened, to be kept there.
const left = one("[data-vault]");
if (left && (await island.resend(left.dataset.attempt, left.dataset.vault).catch(() => 0))) location.reload();

// --- Reading aids, kept on this device. ---
const wishes = JSON.parse(localStorage.getItem("exam") ?? "{}");
const wish = (name, value) => {
  wishes[name] = root.dataset[name] = value;
  localStorage.setItem("exam", JSON.stringify(wishes));
};
Object.assign(root.dataset, wishes);
const press = (name) =>
  many(`[data-set-${name}]`).forEach((button) =>
    button.setAttribute("aria-pressed", button.getAttribute(`data-set-${name}`) === (root.dataset[name] ?? "")),
  );
for (const name of ["zoom", "contrast"]) press(name);

// A click on the marker must not undo the selection that it is about.
addEventListener("mousedown", (event) => event.target.closest("[data-mark]") && event.preventDefault());
addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  for (const name of ["zoom", "contrast"])
    if (button.hasAttribute(`data-set-${name}`)) {
      wish(name, button.getAttribute(`data-set-${name}`));
      press(name);
    }
  if (button.matches("[data-clock]")) wish("clock", root.dataset.clock === "hidden" ? "" : "hidden");
  if (button.matches("[data-mark]")) mark();
  if (button.dataset.opens) one(`#${button.dataset.opens}`)?.showModal();
  if (button.matches("[data-closes]")) button.closest("dialog").close();
  const book = button.closest("[data-book]");
  if (book && button.href) {
    event.preventDefault();
    read(button.href, one("#book"));
  }
});
const keys = one("[data-keys]");
if (keys) {
  keys.checked = root.dataset.keys !== "off";
  keys.onchange = () => wish("keys", keys.checked ? "" : "off");
}
// The book opens inside the exam; a link in it goes on inside.
async function read(url, dialog) {
  const place = one(".book-page", dialog);
  try {
    const answer = await fetch(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...one("main", page).childNodes);
  } catch {
    place.textContent = "No connection. The clauses open again when it is back; your answers are kept.";
  }
  dialog.open || dialog.showModal();
  place.scrollTop = 0;
}

// The divider between booklet and question: by pointer and by arrow keys.
const divider = one(".divider");
const split = (percent) => {
  const share = Math.round(Math.min(75, Math.max(25, percent)));
  one(".exam").style.setProperty("--split", `${share}%`);
  divider.setAttribute("aria-valuenow", share);
  wish("split", share);
};
if (divider) {
  split(wishes.split ?? 50);
  divider.onpointerdown = (event) => divider.setPointerCapture(event.pointerId);
  divider.onpointermove = (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const { left, width } = divider.parentElement.getBoundingClientRect();
    split(((event.clientX - left) / width) * 100);
  };
  divider.onkeydown = (event) => {
    const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
    if (!step) return;
    event.preventDefault();
    split(+divider.getAttribute("aria-valuenow") + step);
  };
}
// Whether a booklet was read to its end, so that leaving it can be mentioned.
addEventListener(
  "scroll",
  ({ target }) => {
    if (target.matches?.(".booklets") && target.scrollTop + target.clientHeight > target.scrollHeight - 24)
      many(".booklet:not([hidden])", target).forEach((booklet) => (booklet.dataset.read = ""));
  },
  true,
);
// Somebody who opens the tutorial's or the exam's help once finds it by "?" too.
addEventListener("keydown", (event) => {
  if (event.key === "?" && !event.target.matches("input[type=text], textarea")) one("#help")?.showModal();
});
