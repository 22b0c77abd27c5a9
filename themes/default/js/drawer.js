// The list of chapters: a drawer on small screens that holds the focus, and a list that is from page to page as it was left
// (base.html sets it before it is seen).
(() => {
  const { $, $$, reveal } = globalThis.notesite, html = document.documentElement, nav = $(".nav"), open = $(".open-nav");
  if (!nav) return open?.remove();
  const outside = $$(".skip, .bar, .column, .side");
  const shown = () => html.classList.contains("drawer");
  const toggle = show => {
    html.classList.toggle("drawer", show);
    open.ariaExpanded = show;
    outside.forEach(one => one.inert = show);
    show ? $(".shut-nav").focus() : open.focus();
    if (show) look();
  };
  open.onclick = () => toggle(!shown());
  $(".shut-nav").onclick = () => toggle(false);
  matchMedia("(max-width: 61.9375em)").onchange = () => shown() && toggle(false);
  addEventListener("keydown", event => {
    if (!shown()) return;
    if (event.key === "Escape") toggle(false);
    if (event.key !== "Tab") return;
    const stops = $$("a, button, summary", nav).filter(one => one.checkVisibility());
    if (event.shiftKey) stops.reverse();
    if (document.activeElement === stops.at(-1)) { stops[0].focus(); event.preventDefault(); }
  });
  addEventListener("click", event => { if (shown() && !event.target.closest(".nav, .open-nav")) toggle(false); });

  // The present chapter is in sight, wherever the list was scrolled to.
  const look = () => {
    const now = $("[aria-current]", nav);
    if (now) reveal(nav, now);
  };
  // With the frame that is to be drawn anyway: asked for now, the page would be laid out once more.
  requestAnimationFrame(look);
  addEventListener("pagehide", () => {
    const shut = $$("details", nav).flatMap((part, i) => part.open ? [] : [i]);
    try { sessionStorage.setItem("notesite.nav:" + $(".course", nav).pathname, JSON.stringify({ top: nav.scrollTop, shut })); } catch {}
  });
})();
