// A key of a manifest and the bullet that explains it: each leads to the other and lights it.
(() => {
  const { $$, make, words } = globalThis.notesite, all = $$(".notes [data-key]");
  const partners = one => all.filter(other => other !== one && other.dataset.key === one.dataset.key);
  for (const one of all) {
    const other = partners(one)[0];
    if (!other) continue;
    other.id ||= "key-" + (other.matches(".l") ? "l" : "") + other.dataset.key;
    const link = make("a", { className: "no", href: "#" + encodeURIComponent((other.querySelector("h3[id]") || other).id) });
    link.dataset.n = one.dataset.key.replace(/^.*-/, "");
    link.setAttribute("aria-label", `${words.key} ${link.dataset.n}`);
    (one.querySelector(":scope > h3, :scope > .b") || one).prepend(link);
    const light = on => [one, ...partners(one)].forEach(each => each.classList.toggle("lit", on));
    for (const [type, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) one.addEventListener(type, () => light(on));
  }
})();
