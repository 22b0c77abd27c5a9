// Study marks: chapters read, where to go on, tasks ticked. All of it stays in this browser.
(() => {
  const nav = document.querySelector(".nav"), course = document.querySelector(".nav .course")?.pathname;
  if (!nav || !course) return;
  const key = "notesite.read:" + course, lastKey = "notesite.last:" + course;
  const load = () => { try { return new Set(JSON.parse(localStorage.getItem(key)) || []); } catch { return new Set(); } };
  const links = [...nav.querySelectorAll("li > a:has(.n)")], progress = nav.querySelector(".progress");
  const show = () => {
    const done = load();
    for (const link of links) link.parentElement.classList.toggle("done", done.has(link.pathname));
    for (const link of document.querySelectorAll(".chapters > li > a")) link.parentElement.classList.toggle("done", done.has(link.pathname));
    const count = links.filter(link => done.has(link.pathname)).length;
    if (progress) progress.textContent = count ? `${count}/${links.length} ${progress.dataset.word}` : "";
  };
  for (const out of nav.querySelectorAll(".out .t")) out.dataset.skipped = progress?.dataset.skipped || "";
  const mark = (path, read) => {
    const done = load();
    read ? done.add(path) : done.delete(path);
    try { localStorage.setItem(key, JSON.stringify([...done])); } catch {}
    show();
  };
  if (document.body.classList.contains("chapter")) {
    try { localStorage.setItem(lastKey, location.pathname); } catch {}
    const end = document.querySelector(".turn");
    // Read is what was read to its end, and not what was only opened: the end must come into view after a scroll or a while.
    const seen = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      const reach = () => { mark(location.pathname, true); seen.disconnect(); };
      document.documentElement.scrollHeight > innerHeight * 1.3 && scrollY === 0 ? 0 : setTimeout(reach, 1500);
    });
    if (end) seen.observe(end);
    addEventListener("click", event => {
      const link = event.target.closest?.(".nav .done > a[aria-current]");
      if (link) { event.preventDefault(); mark(link.pathname, false); seen.disconnect(); }
    });
    const tasks = [...document.querySelectorAll(".task input")], taskKey = "notesite.tasks:" + location.pathname;
    let ticks = {};
    try { ticks = JSON.parse(localStorage.getItem(taskKey)) || {}; } catch {}
    for (const box of tasks) {
      const name = box.closest("li").textContent.trim().slice(0, 80);
      box.disabled = false;
      box.setAttribute("aria-label", name);
      if (name in ticks) box.checked = ticks[name];
      box.addEventListener("change", () => { ticks[name] = box.checked; try { localStorage.setItem(taskKey, JSON.stringify(ticks)); } catch {} });
    }
  }
  const resume = document.querySelector(".resume");
  let last;
  try { last = localStorage.getItem(lastKey); } catch {}
  const link = resume && links.find(one => one.pathname === last);
  if (link) { const a = resume.querySelector("a"); a.href = link.href; a.textContent += ": " + link.textContent; resume.hidden = false; }
  show();
})();
