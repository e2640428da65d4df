// A part of a page that follows what happens: the server sends it anew whenever it changes.
for (const part of document.querySelectorAll("[data-live]")) {
  const state = document.getElementById(part.dataset.state);
  const source = new EventSource(part.dataset.live);
  source.onmessage = ({ data }) => {
    // Whoever is typing or choosing in it is not disturbed.
    if (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) return;
    const { id } = document.activeElement ?? {};
    part.innerHTML = data;
    if (id) document.getElementById(id)?.focus();
    if (state) state.textContent = "Live";
  };
  source.onerror = () => {
    if (state) state.textContent = "No connection; trying again";
  };
}
