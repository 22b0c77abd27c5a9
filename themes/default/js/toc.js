// The contents of a chapter follow the reader; `notesite.place` says which section is being read.
(() => {
  const site = globalThis.notesite, { $, $$ } = site, side = $(".side"), menu = $(".toc-menu");
  if (!menu) return;
  const sign = $("b", menu), count = sign.textContent, html = document.documentElement;
  let links = [], places = [], stale, waiting, now;
  const gather = () => {
    stale = false;
    links = $$(".toc-menu ul a");
    places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    now = -1;
  };
  const follow = () => {
    waiting = false;
    if (stale) gather();
    if (!links.length) return;
    // What an address led to begins here.
    const line = parseFloat(getComputedStyle(html).scrollPaddingTop) + 9;
    let at = places.findLastIndex(place => place?.checkVisibility() && place.getBoundingClientRect().top < line);
    if (innerHeight + scrollY >= html.scrollHeight - 2 && scrollY) at = links.length - 1;
    if (at < 0) at = 0;
    // On a phone the bar says where the reader is, once the title has left.
    const on = scrollY > 100, said = on ? links[at].textContent : count;
    menu.classList.toggle("on", on);
    if (sign.textContent !== said) sign.textContent = said;
    if (at === now) return;
    // A long list of contents scrolls along.
    if (links[at].offsetParent) site.reveal(menu.lastChild, links[at]);
    if (links[now]) links[now].ariaCurrent = null;
    links[now = at].ariaCurrent = "location";
    site.place = { hash: links[at].hash, title: links[at].textContent };
    site.placed?.();
  };
  const wait = () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } };
  addEventListener("scroll", wait, { passive: true });
  // On small screens the menus hang under the header, over the text.
  addEventListener("click", event => { for (const one of $$("details", side)) if (!one.contains(event.target) || event.target.closest("a")) one.open = false; });
  side.onkeydown = event => {
    const one = event.target.closest("details[open]");
    if (event.key === "Escape" && one) { one.open = false; one.firstElementChild.focus(); }
  };
  // `notesite serve` may bring other contents.
  site.each(".toc-menu ul a", () => stale = true);
  wait();
})();
