// The list of chapters: a drawer on small screens that holds the focus, and a list that stays where it was from page to page.
(() => {
  const { $, $$ } = globalThis.notesite, html = document.documentElement, nav = $(".nav"), open = $(".open-nav");
  if (!nav) return open?.remove();
  const narrow = matchMedia("(max-width: 991px)");
  const outside = $$(".skip, .bar, main, .side");
  const toggle = show => {
    html.classList.toggle("drawer", show);
    open.setAttribute("aria-expanded", show);
    outside.forEach(one => one.inert = show);
    show ? $(".shut-nav").focus() : open.focus();
  };
  const shown = () => html.classList.contains("drawer");
  open.addEventListener("click", () => toggle(!shown()));
  $(".shut-nav").addEventListener("click", () => toggle(false));
  narrow.addEventListener("change", () => shown() && toggle(false));
  addEventListener("keydown", event => {
    if (!shown()) return;
    if (event.key === "Escape") toggle(false);
    if (event.key !== "Tab") return;
    const stops = $$("a, button", nav).filter(one => one.offsetParent), first = stops[0], last = stops.at(-1);
    if (event.shiftKey && document.activeElement === first) { last.focus(); event.preventDefault(); }
    else if (!event.shiftKey && document.activeElement === last) { first.focus(); event.preventDefault(); }
  });
  addEventListener("click", event => { if (shown() && !event.target.closest(".nav, .open-nav")) toggle(false); });

  const key = "notesite.nav:" + ($(".course", nav)?.pathname || ""), now = $("[aria-current]", nav);
  try { nav.scrollTop = +sessionStorage.getItem(key) || 0; } catch {}
  if (now) {
    const box = now.getBoundingClientRect(), frame = nav.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 3;
  }
  addEventListener("pagehide", () => { try { sessionStorage.setItem(key, nav.scrollTop); } catch {} });
})();
