// What scrolls by itself is a stop of the Tab key, and nothing else is: not every browser sees to that.
(() => {
  const watch = new ResizeObserver(all => {
    for (const { target } of all) target.scrollWidth > target.clientWidth ? target.tabIndex = 0 : target.removeAttribute("tabindex");
  });
  globalThis.notesite.each("pre, .table", box => watch.observe(box));
})();
