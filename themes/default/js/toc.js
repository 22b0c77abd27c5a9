// The contents of a chapter follow the reader; `notesite.place` says which section is being read.
(() => {
  const site = globalThis.notesite, { $, $$ } = site, menu = $(".toc-menu");
  let lists, links, places, waiting = false, now = -1;
  const gather = () => {
    lists = $$(".toc").map(list => $$("ul a", list));
    links = lists.at(-1) || [];
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
    for (const list of lists) {
      list[now]?.removeAttribute("aria-current");
      list[at].setAttribute("aria-current", "location");
    }
    now = at;
    // A long list of contents scrolls along.
    const side = $(".side"), box = links[at].getBoundingClientRect(), frame = side?.getBoundingClientRect();
    if (frame?.height && (box.top < frame.top || box.bottom > frame.bottom)) side.scrollTop += box.top - frame.top - frame.height / 2;
    site.place = { hash: links[at].hash, title: links[at].textContent };
    site.placed?.();
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  menu?.addEventListener("click", event => { if (event.target.closest("a")) menu.open = false; });
  site.each(".toc ul a", gather);
  gather();
  follow();
})();
