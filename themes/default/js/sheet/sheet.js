// The filter of a command sheet.
(() => {
  const { $, $$, count, words } = globalThis.notesite, filter = $(".filter input"), tell = $(".filter output");
  if (!filter) return;
  const groups = $$("section.sheet"), jumps = $$(".jump a"), items = $$(".sheet .tree > li"), texts = items.map(item => [item.textContent, ...$$("[title]", item).map(one => one.title)].join(" ").normalize("NFC").toLowerCase());
  const show = () => {
    const wanted = filter.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach((item, i) => item.hidden = !wanted.every(word => texts[i].includes(word)));
    for (const group of $$(".sheet .row, .sheet")) group.hidden = !group.querySelector("li:not([hidden])");
    jumps.forEach((jump, i) => jump.hidden = groups[i].hidden);
    tell.textContent = count(words.commands, items.filter(item => !item.hidden).length);
  };
  filter.addEventListener("input", show);
  show();
})();
