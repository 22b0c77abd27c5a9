// A key of a manifest and the bullet that explains it: the build numbers and links them, this lights the pair.
(() => {
  const { $$ } = globalThis.notesite, all = $$(".notes [data-key]");
  for (const one of all) {
    const light = on => all.forEach(each => each.dataset.key === one.dataset.key && each.classList.toggle("lit", on));
    ["pointerenter", "focusin", "pointerleave", "focusout"].forEach((type, i) => one.addEventListener(type, () => light(i < 2)));
  }
})();
