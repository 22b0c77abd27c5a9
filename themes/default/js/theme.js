// Brightness: automatic, light or dark; the choice is kept and set before the page is drawn (base.html).
(() => {
  const { $, make } = globalThis.notesite, root = document.documentElement, button = $("button.theme");
  if (!button) return;
  const order = ["", "light", "dark"], label = button.ariaLabel;
  const color = document.head.appendChild(make("meta", { name: "theme-color" }));
  const show = () => {
    button.ariaLabel = button.title = `${label}: ${button.dataset[root.dataset.theme || "auto"]}`;
    color.content = getComputedStyle(root).backgroundColor;
  };
  matchMedia("(prefers-color-scheme: dark)").onchange = show;
  button.onclick = () => {
    const next = order[(order.indexOf(root.dataset.theme || "") + 1) % 3];
    if (next) root.dataset.theme = next; else delete root.dataset.theme;
    try { next ? localStorage.setItem("notesite.theme", next) : localStorage.removeItem("notesite.theme"); } catch {}
    show();
  };
  show();
})();
