// Pictures enlarge: by click, Enter or pinch; + and - change their size, 0 fits them again.
(() => {
  const { $$, make, dialog, words } = globalThis.notesite;
  for (const picture of $$(".notes .fig > img")) {
    const button = make("button", { type: "button", className: "zoom-in" });
    button.setAttribute("aria-label", `${words.zoom}: ${picture.alt}`);
    picture.replaceWith(button);
    button.append(picture);
    button.addEventListener("click", () => {
      const large = picture.cloneNode();
      large.removeAttribute("loading");
      const caption = picture.closest("figure").querySelector("figcaption")?.textContent || picture.alt;
      const pane = make("div", { className: "pane", tabIndex: 0 }, large);
      pane.setAttribute("role", "group");
      pane.setAttribute("aria-label", caption);
      const box = dialog("zoom", caption, pane, make("p", { textContent: caption }));
      let size = 1;
      const grow = by => {
        size = by ? Math.min(6, Math.max(1, size * by)) : 1;
        large.style.width = size * 100 + "%";
        large.style.maxHeight = size > 1 ? "none" : "";
        large.style.cursor = size > 1 ? "zoom-out" : "zoom-in";
      };
      large.addEventListener("click", () => grow(size > 1 ? 0 : 2));
      box.addEventListener("keydown", event => {
        const by = { "+": 1.4, "=": 1.4, "-": 1 / 1.4, 0: 0 }[event.key];
        if (by !== undefined && !event.ctrlKey && !event.metaKey) { grow(by); event.preventDefault(); }
      });
      pane.focus();
    });
  }
})();
