// Task lists remember their ticks, each by its words, so that a line added above moves none.
(() => {
  const { $$, store } = globalThis.notesite, boxes = $$(".notes .task input[type=checkbox]"), kept = store("tasks", location.pathname);
  if (!boxes.length) return;
  const ticks = kept.get() || {};
  for (const box of boxes) {
    const item = box.closest("li"), name = (item.querySelector(":scope > .b") || item).textContent.trim().slice(0, 80);
    box.disabled = false;
    box.setAttribute("aria-label", name);
    if (Object.hasOwn(ticks, name)) box.checked = ticks[name];
    box.addEventListener("change", () => { ticks[name] = box.checked; kept.set(ticks); });
  }
})();
