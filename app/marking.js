// While an answer is marked, a number chooses a level and goes on to the next criterion; Ctrl and Enter save from the comment.
addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.closest("[data-levels]")?.querySelector("button").click();
  const group = event.target.closest("[data-levels] fieldset");
  const level = group?.querySelectorAll("input")[event.key - 1];
  if (!level || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  level.checked = true;
  (group.nextElementSibling.querySelector("input, textarea") ?? level).focus();
});
