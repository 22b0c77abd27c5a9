// The contents of a chapter follow the reader; `notesite.place` says which section is being read.
(() => {
  const site = globalThis.notesite, { $, $$ } = site, menu = $(".toc-menu"), side = $(".side");
  if (!menu) return;
  let links, places, waiting = false, now;
  const gather = () => {
    links = $$("ul a", menu);
    places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    now = -1;
  };
  const follow = () => {
    waiting = false;
    if (!links.length) return;
    let at = places.findLastIndex(place => place?.checkVisibility() && place.getBoundingClientRect().top < 140);
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY) at = links.length - 1;
    if (at < 0) at = 0;
    if (at === now) return;
    links[now]?.removeAttribute("aria-current");
    links[now = at].setAttribute("aria-current", "location");
    // A long list of contents scrolls along.
    if (links[at].offsetParent) site.reveal(side, links[at]);
    site.place = { hash: links[at].hash, title: links[at].textContent };
    site.placed?.();
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  // On small screens the menus hang under the header, over the text.
  addEventListener("click", event => { for (const one of $$("details", side)) if (!one.contains(event.target) || event.target.closest("a")) one.open = false; });
  side.addEventListener("keydown", event => {
    const one = event.target.closest("details[open]");
    if (event.key === "Escape" && one) { one.open = false; one.firstElementChild.focus(); }
  });
  gather();
  site.each(".toc-menu ul a", gather);
  follow();
})();
