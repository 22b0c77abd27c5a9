// Keys: n, p and arrows turn the page, t goes to the contents, ? lists them; never while typing or composing.
(() => {
  const site = globalThis.notesite ||= {}, words = site.words || {};
  addEventListener("keydown", event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog, pre")) return;
    const go = rel => document.querySelector(`.turn a[rel=${rel}]`)?.click();
    if (event.key === "n" || event.key === "ArrowRight") go("next");
    else if (event.key === "p" || event.key === "ArrowLeft") go("prev");
    else if (event.key === "t") {
      const menu = document.querySelector(".toc-menu");
      if (menu?.offsetParent) menu.open = true;
      [...document.querySelectorAll(".toc a")].find(link => link.offsetParent)?.focus();
    } else if (event.key === "?") site.dialog?.("keys", box => {
      box.setAttribute("aria-label", words.keys);
      const list = document.createElement("dl");
      for (const [key, what] of [["/  Ctrl+K", words.kSearch], ["n  p  ←  →", words.kChapters], ["t", words.kToc], ["?", words.keys]]) {
        const dt = document.createElement("dt"), dd = document.createElement("dd"), kbd = document.createElement("kbd");
        kbd.textContent = key;
        dt.append(kbd);
        dd.textContent = what;
        list.append(dt, dd);
      }
      const shut = document.createElement("button");
      shut.textContent = words.close;
      shut.addEventListener("click", () => box.close());
      box.append(list, shut);
    });
    else return;
  });
})();
