// The frame: drawer, contents that follow the reader, folds, links to here, enlarged pictures, the command sheet's filter.
(() => {
  const site = globalThis.notesite ||= {}, words = site.words || {}, html = document.documentElement;
  const $ = (selector, root = document) => root.querySelector(selector), $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const nav = $(".nav"), open = $(".open-nav");
  if (nav && open) {
    const toggle = show => {
      html.classList.toggle("drawer", show);
      open.setAttribute("aria-expanded", show);
      show ? $(".shut-nav").focus() : open.focus();
    };
    open.addEventListener("click", () => toggle(!html.classList.contains("drawer")));
    $(".shut-nav").addEventListener("click", () => toggle(false));
    addEventListener("keydown", event => {
      if (!html.classList.contains("drawer")) return;
      if (event.key === "Escape") toggle(false);
      if (event.key !== "Tab") return;
      const stops = $$("a, button", nav), first = stops[0], last = stops.at(-1);
      if (event.shiftKey && document.activeElement === first) { last.focus(); event.preventDefault(); }
      else if (!event.shiftKey && document.activeElement === last) { first.focus(); event.preventDefault(); }
    });
    addEventListener("click", event => { if (html.classList.contains("drawer") && !event.target.closest(".nav, .open-nav")) toggle(false); });
    // The list stays where it was from page to page.
    const key = "notesite.nav:" + ($(".nav .course")?.pathname || "");
    const was = sessionStorage.getItem(key), now = $("[aria-current]", nav);
    if (was) nav.scrollTop = +was;
    if (now) { const box = now.getBoundingClientRect(), frame = nav.getBoundingClientRect(); if (box.top < frame.top || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 3; }
    addEventListener("pagehide", () => sessionStorage.setItem(key, nav.scrollTop));
  } else open?.remove();

  const links = $$(".side .toc a"), places = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (links.length) {
    let waiting = false;
    const follow = () => {
      waiting = false;
      let at = places.findLastIndex(place => place && place.getBoundingClientRect().top < 120);
      if (at < 0) at = 0;
      links.forEach((link, i) => { link.classList.toggle("now", i === at); i === at ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current"); });
    };
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
    follow();
  }

  // An address leads into a fold: open what is around it.
  const arrive = () => {
    let target;
    try { target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch {}
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();

  const depth = $(".depth"), depthKey = "notesite.depth:" + location.pathname;
  const deepen = level => {
    for (const fold of $$(".notes .tree details:not(.file)")) {
      let d = 2;
      for (let up = fold.parentElement.closest("details"); up; up = up.parentElement.closest("details")) d++;
      fold.open = d <= level;
    }
    for (const row of $$(".notes .row:has(> h3) > .body")) row.hidden = level < 2;
    for (const button of $$("button", depth)) button.setAttribute("aria-pressed", button.dataset.d === String(level));
  };
  if (depth) {
    depth.addEventListener("click", event => {
      const level = +event.target.dataset?.d;
      if (!level) return;
      deepen(level);
      try { level < 9 ? localStorage.setItem(depthKey, level) : localStorage.removeItem(depthKey); } catch {}
    });
    let kept;
    try { kept = +localStorage.getItem(depthKey); } catch {}
    if (kept && !location.hash) deepen(kept);
  }

  for (const heading of $$(".sec[id] > h2, .notes .row > h3[id], .notes > :is(h2, h3, h4)[id]")) {
    const link = document.createElement("a");
    link.className = "here";
    link.href = "#" + (heading.id || heading.parentElement.id);
    link.textContent = "#";
    link.setAttribute("aria-label", words.here + ": " + heading.textContent.trim());
    heading.append(link);
  }

  const dialog = (name, fill) => {
    const box = document.createElement("dialog");
    box.className = name;
    fill(box);
    box.addEventListener("click", event => { if (event.target === box || name === "zoom") box.close(); });
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  };
  site.dialog = dialog;
  for (const picture of $$(".notes .fig > img")) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", words.zoom + ": " + picture.alt);
    picture.replaceWith(button);
    button.append(picture);
    button.addEventListener("click", () => dialog("zoom", box => {
      const large = picture.cloneNode();
      large.removeAttribute("loading");
      box.setAttribute("aria-label", picture.alt);
      box.tabIndex = -1;
      box.append(large);
    }));
  }

  const light = (event, on) => {
    const key = event.target.closest?.("[data-key]")?.dataset.key;
    if (key) $$(`[data-key="${CSS.escape(key)}"]`).forEach(one => one.classList.toggle("lit", on));
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) addEventListener(name, event => light(event, on));

  const filter = $(".filter input");
  filter?.addEventListener("input", () => {
    const wanted = filter.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of $$("main .tree > li")) item.hidden = !wanted.every(word => item.textContent.toLowerCase().includes(word));
    for (const group of $$("main .row, main .sec")) group.hidden = !group.querySelector("li:not([hidden])");
  });
})();
