// Study marks: chapters read, the course's progress, where to go on. All of it stays in this browser.
(() => {
  const site = globalThis.notesite, { $, $$, make, store, words } = site;
  const nav = $(".nav"), course = $(".nav .course")?.pathname, links = nav ? $$("li > a:has(> .n)", nav) : [];
  const readOf = path => store("read", path), load = kept => new Set(Array.isArray(kept.get()) ? kept.get() : []);
  const button = $(".read-note button"), pathOf = href => new URL(href, location.href).pathname;
  const marks = (done, total) => {
    if (total > 60 || !links.length) return [["r", Math.min(done.size, total)], ["", Math.max(0, total - done.size)]].filter(([, n]) => n).map(([className, n]) => make("i", { className, style: `flex: ${n}` }));
    return links.map(link => make("i", { className: (link.ariaCurrent ? "c " : "") + (done.has(link.pathname) ? "r" : "") }));
  };
  // What a course was read of that it still has: where all of its chapters are listed they are known.
  const chapters = () => [...links, ...(course ? $$(".chapters > li > a") : [])].map(link => link.pathname);
  const there = (read, total) => {
    const known = new Set(chapters());
    return known.size === total ? new Set([...read].filter(path => known.has(path))) : read;
  };
  const show = () => {
    const done = course ? load(readOf(course)) : new Set();
    for (const link of [...links, ...(course ? $$(".chapters > li > a") : [])]) {
      const on = done.has(link.pathname), item = link.parentElement, said = $(".sr", item);
      item.classList.toggle("done", on);
      if (on && !said) link.append(make("span", { className: "sr", textContent: ` (${words.read})` }));
      if (!on) said?.remove();
    }
    for (const place of $$(".progress")) {
      // A sidebar that shows only a part of a large course still counts the whole course.
      const path = place.dataset.course ? pathOf(place.dataset.course) : course, total = +(place.dataset.count || nav?.dataset.count) || links.length;
      const read = path === course ? there(done, total) : load(readOf(path)), count = Math.min(read.size, total);
      const said = make("span", { className: "pct", textContent: site.count(words.progress, count).replace("{all}", total) });
      const left = $$(".chapters > li[data-m]").filter(item => !read.has($("a", item).pathname)).reduce((sum, item) => sum + +item.dataset.m, 0);
      const rest = place.dataset.course && left ? [make("span", { className: "left", textContent: site.count(words.left, left) })] : [];
      place.replaceChildren(make("span", { className: "ruler", ariaHidden: "true" }, ...marks(read, total)), ...rest, said);
    }
    if (button) button.ariaPressed = done.has(location.pathname);
  };
  const mark = on => {
    const kept = readOf(course), done = load(kept);
    on ? done.add(location.pathname) : done.delete(location.pathname);
    kept.set([...done]);
    show();
  };
  for (const out of nav ? $$(".out .t", nav) : []) out.dataset.skipped = words.skipped;

  const end = $(".turn");
  if (course && end) {
    const last = store("last", course), number = $("h1 .n")?.textContent, title = $("h1 .t").textContent;
    site.placed = () => last.set({ path: location.pathname, number, chapter: title, ...site.place });
    site.placed();
    // Read is what was read to its end, unfolded, and was in sight for a third of the time that reading it takes.
    const text = $(".notes").textContent.trim(), least = Math.max(2, text.length / 25);
    let spent = 0, stirred = 0, seen, byHand;
    // Who does not stir for two minutes has left the page open.
    for (const type of ["scroll", "pointermove", "keydown"]) addEventListener(type, () => stirred = spent, { passive: true });
    new IntersectionObserver(entries => seen ||= entries.at(-1).isIntersecting).observe(end);
    const watch = setInterval(() => {
      if (!text || document.hidden || spent - stirred > 120 || ++spent < least || !seen || byHand || $(".notes details:has(> summary:empty):not([open])")) return;
      clearInterval(watch);
      mark(true);
      site.say(button.dataset.now);
    }, 1000);
    // Whoever marks by hand is not overruled.
    button.onclick = () => { byHand = true; mark(button.ariaPressed !== "true"); };
  }

  for (const resume of $$(".resume")) {
    const where = store("last", pathOf(resume.dataset.course)).get();
    const known = new Set(pathOf(resume.dataset.course) === course ? chapters() : []);
    if (!where?.chapter || known.size && known.size === +nav.dataset.count && !known.has(where.path)) continue;
    resume.href = where.path + (where.hash || "");
    $("span", resume).textContent = words.resume;
    $("b", resume).replaceChildren(...(where.number ? [make("span", { className: "n", textContent: where.number }), " "] : []), make("span", { className: "t", textContent: where.chapter }), ...(where.title && where.title !== where.chapter ? [make("i", { textContent: " › " + where.title })] : []));
  }
  addEventListener("storage", event => event.key?.startsWith("notesite.read:") && show());
  addEventListener("pageshow", event => event.persisted && show());
  show();
})();
