// Keys: n, p and arrows turn the page, t goes to the contents, ? lists them; never while typing or composing.
(() => {
  const { $, $$, make, mac, dialog, words } = globalThis.notesite, find = $("[data-search]");
  // Arrows follow the eye: where lines run from right to left, on is to the left.
  const [on, back, signs] = document.dir === "rtl" ? ["ArrowLeft", "ArrowRight", "←→"] : ["ArrowRight", "ArrowLeft", "→←"];
  const list = () => make("dl", {}, ...[
    ...(find ? [[["/", mac ? "⌘ K" : "Ctrl K"], words.kSearch]] : []), ["n" + signs[0], words.next], ["p" + signs[1], words.previous],
    ["t", words.kToc], ["?", words.keys],
  ].flatMap(([keys, what]) => [make("dt", {}, ...[...keys].map(key => make("kbd", { textContent: key }))), make("dd", { textContent: what })]));
  addEventListener("keydown", event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.isContentEditable || event.target.closest?.("input, textarea, select, dialog")) return;
    // Arrows scroll what scrolls by itself, move in what has the focus, and extend a selection.
    if (event.key.startsWith("Arrow") && (event.shiftKey || !getSelection().isCollapsed || event.target.closest?.("pre, .table, button, summary, [role]"))) return;
    // Under a Korean keyboard the key of n writes ㅜ: then its place counts.
    const key = /^[!-~]+$/.test(event.key) && event.key !== "Process" ? event.key : event.code.replace("Key", "").toLowerCase();
    const turn = { n: "next", p: "prev", [on]: "next", [back]: "prev" }[key];
    if (turn) $(`.turn a[rel=${turn}]`)?.click();
    else if (key === "t") {
      const menu = $(".toc-menu");
      if (menu?.offsetParent) menu.open = true;
      $$(".toc a").find(link => link.offsetParent)?.focus();
    } else if (key === "?") dialog("keys", words.keys, make("p", { className: "h", textContent: words.keys }), list());
    else return;
    event.preventDefault();
  });
})();
