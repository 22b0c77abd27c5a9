// The filter of a command sheet.
(() => {
  const { $, $$, count, words } = globalThis.notesite, filter = $(".filter input"), tell = $(".filter output");
  if (!filter) return;
  const groups = $$("section.sheet"), jumps = $$(".jump a"), items = $$(".sheet .tree > li"), texts = items.map(item => [item.textContent, ...$$("[title]", item).map(one => one.title)].join(" ").normalize("NFC").toLowerCase());
  const show = () => {
    const wanted = filter.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach((item, i) => item.hidden = !wanted.every(word => texts[i].includes(word)));
    for (const group of $$(".sheet .row, .sheet")) group.hidden = !group.querySelector("li:not([hidden])");
    const left = (all, within = document) => all.filter(item => !item.hidden && within.contains(item)).length, all = left(items);
    groups.forEach((group, i) => {
      jumps[i].hidden = group.hidden;
      for (const place of [group, jumps[i]]) $("small", place).textContent = left(items, group);
    });
    $(".none").hidden = all > 0;
    tell.textContent = count(words.commands, all);
  };
  filter.addEventListener("input", show);
  show();
})();
