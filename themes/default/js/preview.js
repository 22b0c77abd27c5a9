// Previews are fetched when a link is first pointed at (js/peek/), or the page first touched. They are read from the page that
// the link leads to, so never from file://.
(() => {
  const site = globalThis.notesite, path = document.currentScript.dataset.peek, stop = new AbortController();
  if (path && location.protocol.startsWith("http")) for (const [type, again] of [["pointerover", "pointerenter"], ["focusin", "focus"], ["pointerdown", "pointerdown"]])
    addEventListener(type, async event => {
      const link = event.target.closest?.(".notes a[href], .backlinks a"), touched = event.pointerType === "touch";
      if (touched ? type === "pointerover" : !link) return;
      stop.abort();
      let held = touched;
      for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => held = false, { once: true });
      try { await site.loadScript(path); } catch { return; }
      // Only where the pointer, the finger or the focus still is.
      if (link && (held || link.matches(":hover, :focus"))) link.dispatchEvent(new event.constructor(again, event));
    }, stop);
})();
