// A part of a page that follows what happens: the server sends it anew whenever it changes.
for (const part of document.querySelectorAll("[data-live]")) {
  const state = document.getElementById(part.dataset.state);
  const say = (words) => state && (state.textContent = words);

  // Whoever types, chooses or presses in it is not disturbed; what came meanwhile is shown afterwards.
  let [pressed, late] = [false, null];
  const busy = () =>
    pressed || (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));
  const show = (html) => {
    late = busy() ? html : null;
    if (late !== null) return;
    const id = part.contains(document.activeElement) && document.activeElement.id;
    const left = part.querySelector(".table")?.scrollLeft ?? 0;
    part.innerHTML = html;
    part.querySelector(".table")?.scrollTo({ left, behavior: "instant" });
    if (id) document.getElementById(id)?.focus({ preventScroll: true });
  };
  const catchUp = () => late !== null && show(late);
  const press = ({ target }) => (pressed = !!target.closest("button, a"));
  // The click that follows comes first.
  const release = () => setTimeout(() => ((pressed = false), catchUp()));
  for (const name of ["pointerdown", "keydown"]) part.addEventListener(name, press);
  for (const name of ["pointerup", "pointercancel", "keyup", "blur"]) addEventListener(name, release);
  part.addEventListener("focusout", () => setTimeout(catchUp));

  const connect = () => {
    const source = new EventSource(part.dataset.live);
    source.onmessage = ({ data }) => {
      say("Live");
      show(data);
    };
    source.onerror = () => {
      const closed = source.readyState === EventSource.CLOSED;
      say(`Not live: ${closed ? "the server does not send this page" : "no connection"}. Trying again`);
      if (closed) setTimeout(connect, 2000);
    };
  };
  connect();
}

// A part of a page on the wall that is looked at again every few seconds; nobody reads or types in it.
for (const part of document.querySelectorAll("[data-again]")) {
  setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    if (fresh) part.innerHTML = fresh.innerHTML;
  }, part.dataset.again * 1000);
}
