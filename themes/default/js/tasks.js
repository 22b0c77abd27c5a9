// Task lists remember their ticks, each by its words, so that a line added above moves none.
(() => {
  const { each, store } = globalThis.notesite, kept = store("tasks", location.pathname), ticks = kept.get() || {};
  each(".notes .task input[type=checkbox]", box => {
    const item = box.closest("li"), name = (item.querySelector(":scope > .b") || item).textContent.trim().slice(0, 80);
    box.disabled = false;
    box.ariaLabel = name;
    if (Object.hasOwn(ticks, name)) box.checked = ticks[name];
    box.onchange = () => { ticks[name] = box.checked; kept.set(ticks); };
  });
})();
