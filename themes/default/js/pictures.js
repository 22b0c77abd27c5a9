// Pictures enlarge by click or Enter (js/zoom/). Without a script the link leads to the picture itself.
(() => {
  const site = globalThis.notesite, path = document.currentScript.dataset.zoom;
  if (path) addEventListener("click", async event => {
    const picture = event.target.closest?.(".fig > a")?.querySelector("img");
    if (!picture || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    try { if (!site.zoom) await site.loadScript(path); site.zoom(picture); } catch { location.href = picture.parentElement.href; }
  });
})();
