// Keys: n, p and arrows turn the page, t goes to the contents, ? lists them; never while typing or composing.
(() => {
  const { $, $$, make, mac, dialog, words } = globalThis.notesite, find = $("[data-search]");
  const list = () => make("dl", {}, ...[
    ...(find ? [[["/", mac ? "⌘ K" : "Ctrl K"], words.kSearch]] : []), [["n", "→"], words.next], [["p", "←"], words.previous],
    [["t"], words.kToc], [["?"], words.keys],
  ].flatMap(([keys, what]) => [make("dt", {}, ...keys.map(key => make("kbd", { textContent: key }))), make("dd", { textContent: what })]));
  addEventListener("keydown", event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.isContentEditable || event.target.closest?.("input, textarea, select, dialog")) return;
    // Arrows scroll what scrolls by itself, move in what has the focus, and extend a selection.
    if (event.key.startsWith("Arrow") && (event.shiftKey || !getSelection().isCollapsed || event.target.closest?.("pre, .table, button, summary, [role]"))) return;
    const go = rel => $(`.turn a[rel=${rel}]`)?.click();
    // Under a Korean keyboard the key of n writes ㅜ: then its place counts.
    const key = /^[!-~]+$/.test(event.key) && event.key !== "Process" ? event.key : event.code.replace(/^Key/, "").toLowerCase();
    if (key === "n" || key === "ArrowRight") go("next");
    else if (key === "p" || key === "ArrowLeft") go("prev");
    else if (key === "t") {
      const menu = $(".toc-menu");
      if (menu?.offsetParent) menu.open = true;
      $$(".toc a").find(link => link.offsetParent)?.focus();
    } else if (key === "?") dialog("keys", words.keys, make("p", { className: "h", textContent: words.keys }), list());
    else return;
    event.preventDefault();
  });
})();
