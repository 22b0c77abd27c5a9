// A picture that was enlarged: by pinch, wheel, click or + and - it grows, 0 fits it again, Esc closes. Fetched when it is first wanted.
(() => {
  const { make, dialog } = globalThis.notesite;
  globalThis.notesite.zoom = picture => {
    const figure = picture.closest("figure"), caption = figure.querySelector("figcaption")?.textContent || picture.alt;
    const large = make("img", { src: picture.src, alt: picture.alt, draggable: false });
    const pane = make("div", { className: "pane", tabIndex: 0, role: "group", ariaLabel: caption }, large);
    const box = dialog("zoom", caption, pane, make("p", { textContent: caption }));
    let size = 1, fit = 0;
    // The point under the fingers stays where it is.
    const grow = (to, x = pane.clientWidth / 2, y = pane.clientHeight / 2) => {
      const was = size;
      size = Math.min(8, Math.max(1, to));
      if (was === 1) fit = large.clientWidth;
      large.style.cssText = size > 1 ? `width: ${fit * size}px; max-width: none; max-height: none` : "";
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
})();
