// Study marks: chapters read, the course's progress, where to go on. All of it stays in this browser.
(() => {
  const site = globalThis.notesite, { $, $$, make, store, words } = site;
  const nav = $(".nav"), course = $(".nav .course")?.pathname;
  if (!nav || !course) return;
  // A sidebar that shows only a part of a large course still counts the whole course.
  const links = $$("li > a:has(> .n)", nav), total = +nav.dataset.count || links.length, bar = $(".progress", nav);
  const read = store("read", course), last = store("last", course);
  const load = () => new Set(Array.isArray(read.get()) ? read.get() : []);
  const marks = done => {
    if (total > 60) return [make("i", { className: "r", style: `flex: ${done.size}` }), make("i", { style: `flex: ${total - done.size}` })];
    return links.map(link => make("i", { className: link.ariaCurrent ? "c" : done.has(link.pathname) ? "r" : "" }));
  };
  const show = () => {
    const done = load();
    for (const link of [...links, ...$$(".chapters > li > a")]) {
      const on = done.has(link.pathname), item = link.parentElement;
      item.classList.toggle("done", on);
      const said = item.querySelector(".sr");
      if (on && !said) link.append(make("span", { className: "sr", textContent: ` (${words.read})` }));
      if (!on) said?.remove();
    }
    for (const place of $$(".progress")) {
      place.replaceChildren(make("span", { className: "ruler", ariaHidden: "true" }, ...marks(done)), make("span", { className: "pct", textContent: words.progress.replace("{n}", done.size).replace("{all}", total) }));
    }
    const note = $(".read-note");
    if (note) note.classList.toggle("on", done.has(location.pathname));
  };
  const mark = on => {
    const done = load();
    on ? done.add(location.pathname) : done.delete(location.pathname);
    read.set([...done]);
    show();
  };
  for (const out of $$(".out .t", nav)) out.dataset.skipped = words.skipped;

  if (document.body.classList.contains("chapter")) {
    const remember = () => last.set({ path: location.pathname, ...site.place });
    site.placed = remember;
    remember();
    const end = $(".turn"), note = $(".read-note");
    // Read is what was read to its end, not what was only opened: the end must stay in view for a while.
    let timer, undone = false;
    const seen = new IntersectionObserver(entries => {
      clearTimeout(timer);
      if (entries.at(-1).isIntersecting && !undone) timer = setTimeout(() => { mark(true); site.say(words.readNow); }, 1200);
    });
    if (end) seen.observe(end);
    note?.querySelector("button").addEventListener("click", () => { undone = true; mark(false); });
  }

  const resume = $(".resume"), where = last.get(), link = where && links.find(one => one.pathname === where.path);
  if (resume && link) {
    const href = link.href.split("#")[0];
    resume.href = href + (where.hash || "");
    $("span", resume).textContent = words.resume;
    $("b", resume).replaceChildren(...[...link.children].filter(one => !one.matches(".sr")).map(one => one.cloneNode(true)), ...(where.title ? [make("i", { textContent: " › " + where.title })] : []));
  }
  addEventListener("storage", event => event.key === read.key && show());
  addEventListener("pageshow", event => event.persisted && show());
  show();
})();
