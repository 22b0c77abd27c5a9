// Folds: margin leads fold too, the depth control, and whatever an address or a search on the page hits is opened.
(() => {
  const { $, $$, make, store, words } = globalThis.notesite, html = document.documentElement;
  const rows = [];
  const folded = (row, shut) => {
    const body = row.lastElementChild;
    // Folded text still answers the browser's own search, which opens it again.
    shut ? body.setAttribute("hidden", "until-found") : body.removeAttribute("hidden");
    row.classList.toggle("shut", shut);
    row.querySelector(".fold").setAttribute("aria-expanded", !shut);
  };
  for (const row of $$(".notes .row:has(> h3)")) {
    const lead = row.firstElementChild, body = row.lastElementChild;
    const button = make("button", { type: "button", className: "fold" });
    button.setAttribute("aria-label", `${words.fold}: ${lead.textContent.trim()}`);
    button.setAttribute("aria-expanded", "true");
    button.addEventListener("click", () => folded(row, !row.classList.contains("shut")));
    body.addEventListener("beforematch", () => folded(row, false));
    row.dataset.n = "+" + body.querySelectorAll("li").length;
    lead.append(button);
    rows.push(row);
  }
  const folds = $$(".notes .tree details:not(.file)");
  for (const fold of folds) {
    const lead = fold.closest("li").querySelector(":scope > .b");
    if (!lead) continue;
    lead.dataset.n = "+" + fold.querySelectorAll("li").length;
    fold.firstElementChild.setAttribute("aria-label", `${words.fold}: ${lead.textContent.trim().slice(0, 60)}`);
  }

  const arrive = () => {
    let target;
    try { target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch {}
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const row = target.closest(".row.shut");
    if (row) folded(row, false);
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);

  const depth = $(".depth"), kept = store("depth", location.pathname);
  const deepen = level => {
    folds.forEach(fold => fold.open = level > 2);
    rows.forEach(row => folded(row, level < 2));
    $$("button", depth).forEach(button => button.setAttribute("aria-pressed", button.dataset.d === String(level)));
  };
  depth?.addEventListener("click", event => {
    const level = +event.target.closest("button")?.dataset.d;
    if (!level) return;
    deepen(level);
    kept.set(level < 9 ? level : null);
  });
  if (depth && kept.get()) deepen(kept.get());
  html.removeAttribute("data-depth");
  arrive();
})();
