// Folds: the depth control, and whatever an address hits is opened. The folds themselves work without a script.
(() => {
  const { $$, each, store, words } = globalThis.notesite, html = document.documentElement;
  // The notes may have `details` of their own, with or without a `summary`: ours is empty.
  const folds = [], levels = new Map(), names = new Map(), seen = new Map();
  each(".notes details", fold => {
    const sign = fold.firstElementChild;
    if (!sign?.matches("summary") || sign.textContent) return;
    folds.push(fold);
    const around = fold.parentElement.closest("details");
    levels.set(fold, (levels.get(around) || 0) + 1);
    const lead = fold.previousElementSibling || fold.parentElement;
    const box = fold.parentElement.matches("li") ? lead : sign;
    box.dataset.n = "+" + $$(":scope > .row, :scope > .tree > li", fold).length;
    const name = lead.textContent.trim().slice(0, 60), nth = (seen.get(name) || 0) + 1;
    seen.set(name, nth);
    names.set(fold, name + "\t" + nth);
    sign.ariaLabel = `${words.fold}: ${name}`;
  });

  const arrive = () => {
    let target;
    try { target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch {}
    if (!target) return;
    // An alias stands in what it names.
    if (target.matches("a:empty")) target = target.parentElement;
    // Of a heading what it leads opens, of anything else what it stands in.
    const led = target.matches("h2, h3, h4") ? target.nextElementSibling : target.querySelector(":scope > details");
    if (levels.has(led)) led.open = true;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);

  // The last button, a word, opens every level.
  const kept = store("depth", location.pathname), buttons = $$(".depth button"), levelOf = button => +button.textContent || 9;
  const press = level => { for (const button of buttons) button.ariaPressed = levelOf(button) === level; };
  const deepen = level => {
    press(level);
    for (const fold of folds) fold.open = levels.get(fold) < level;
  };
  for (const button of buttons) button.onclick = () => {
    const level = levelOf(button);
    deepen(level);
    kept.set(level < 9 ? level : null);
  };
  press(9);
  if (buttons[0] && kept.get()) deepen(kept.get());
  // What was shut and opened by hand stays so.
  const byHand = store("shut", location.pathname), shut = byHand.get();
  if (Array.isArray(shut)) for (const fold of folds) fold.open = !shut.includes(names.get(fold));
  delete html.dataset.depth;
  arrive();
  each(".notes details > summary", sign => {
    const fold = sign.parentElement;
    if (names.has(fold)) fold.ontoggle = () => {
      const now = folds.filter(fold => !fold.open).map(fold => names.get(fold));
      byHand.set(now.length || kept.get() ? now : null);
    };
  });
})();
