// Pictures enlarge: by click or Enter, then by pinch, wheel or + and -; 0 fits them again, Esc closes. Without a script the
// link leads to the picture itself.
(() => {
  const { make, dialog } = globalThis.notesite;
  const show = picture => {
    const figure = picture.closest("figure"), caption = figure.querySelector("figcaption")?.textContent || picture.alt;
    const large = make("img", { src: picture.src, alt: picture.alt, draggable: false });
    const pane = make("div", { className: "pane", tabIndex: 0, role: "group", ariaLabel: caption }, large);
    const box = dialog("zoom", caption, pane, make("p", { textContent: caption }));
    let size = 1;
    // The point under the fingers stays where it is.
    const grow = (to, x = pane.clientWidth / 2, y = pane.clientHeight / 2) => {
      const was = size;
      size = Math.min(8, Math.max(1, to));
      large.style.width = size * 100 + "%";
      large.style.maxHeight = size > 1 ? "none" : "";
      pane.scrollLeft = (pane.scrollLeft + x) * size / was - x;
      pane.scrollTop = (pane.scrollTop + y) * size / was - y;
    };
    const at = (x, y) => { const frame = pane.getBoundingClientRect(); return [x - frame.left, y - frame.top]; };
    large.addEventListener("click", event => grow(size > 1 ? 1 : 2.5, ...at(event.clientX, event.clientY)));
    // A trackpad's pinch arrives as a wheel with Ctrl.
    pane.addEventListener("wheel", event => { if (event.ctrlKey) { event.preventDefault(); grow(size * Math.exp(-event.deltaY / 100), ...at(event.clientX, event.clientY)); } }, { passive: false });
    let apart = 0, from = 1;
    const touch = event => {
      const [a, b] = event.touches;
      if (!b) { apart = 0; return; }
      event.preventDefault();
      const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (!apart) { apart = now; from = size; }
      grow(from * now / apart, ...at((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2));
    };
    for (const type of ["touchstart", "touchmove", "touchend"]) pane.addEventListener(type, touch, { passive: false });
    box.addEventListener("keydown", event => {
      const to = { "+": size * 1.4, "=": size * 1.4, "-": size / 1.4, 0: 1 }[event.key];
      if (to && !event.ctrlKey && !event.metaKey) { grow(to); event.preventDefault(); }
    });
    pane.focus();
  };
  addEventListener("click", event => {
    const picture = event.target.closest?.(".fig > a")?.querySelector("img");
    if (!picture || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(picture);
  });
})();
