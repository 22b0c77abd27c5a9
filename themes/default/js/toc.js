// The contents of a chapter follow the reader; `notesite.place` says which section is being read.
(() => {
  const site = globalThis.notesite, links = site.$$(".side .toc a");
  const places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length) return;
  let waiting = false, now = -1;
  const follow = () => {
    waiting = false;
    let at = places.findLastIndex(place => place && place.getBoundingClientRect().top < 140);
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY) at = links.length - 1;
    if (at < 0) at = 0;
    if (at === now) return;
    links[now]?.removeAttribute("aria-current");
    links[now = at].setAttribute("aria-current", "location");
    site.place = { hash: links[at].hash, title: links[at].textContent };
    site.placed?.();
  };
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  follow();
})();
