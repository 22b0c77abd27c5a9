// The contents of a chapter follow the reader; `notesite.place` says which section is being read.
(() => {
  const site = globalThis.notesite, { $, $$ } = site, menu = $(".toc-menu"), side = $(".side");
  const lists = $$(".toc").map(list => $$("ul a", list)), links = lists.at(-1);
  if (!links?.length) return;
  const places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let waiting = false, now = -1;
  const follow = () => {
    waiting = false;
    let at = places.findLastIndex(place => place?.checkVisibility() && place.getBoundingClientRect().top < 140);
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY) at = links.length - 1;
    if (at < 0) at = 0;
    if (at === now) return;
    for (const list of lists) {
      list[now]?.removeAttribute("aria-current");
      list[at].setAttribute("aria-current", "location");
    }
    now = at;
    // A long list of contents scrolls along.
    if (side?.offsetParent) site.reveal(side, links[at]);
    site.place = { hash: links[at].hash, title: links[at].textContent };
    site.placed?.();
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  menu?.addEventListener("click", event => { if (event.target.closest("a")) menu.open = false; });
  follow();
})();
