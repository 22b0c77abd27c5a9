// Search is fetched when it is first wanted: `notesite.searchReady()` warms it up, `notesite.search(query, { limit })` answers.
// It opens at once: the button and the keys put up the dialog with its field, so that nothing typed is lost; the rest of it
// (js/dialog/) and the marks of what was found (js/marks/) are fetched when they are wanted. Without scripts a link
// to all chapters and commands stands in the place of the button.
(() => {
  const site = globalThis.notesite, { $, make, mac, loadScript } = site, find = $("[data-search]");
  let index, fresh = "", dialog;
  // After a failure everything is asked for anew: the site may have been published in between.
  const again = error => {
    index = null;
    fresh = "?" + Date.now();
    throw error;
  };
  site.searchReady = () => index ||= loadScript(site.searchScripts.search).then(() => site.openSearch(loadScript, fresh)).catch(again);
  site.search = async (query, options) => (await site.searchReady())(query, options).catch(again);
  if (!find) return;
  if (mac) find.ariaKeyShortcuts = "/ Meta+K";
  $("kbd", find)?.replaceChildren(mac ? "⌘ K" : "Ctrl K");
  const input = make("input", { id: "ns:search-what", maxLength: 200 });
  const box = site.searchBox = make("dialog", { className: "search", ariaLabel: $("span", find).textContent }, make("div", { className: "q" }, $("svg", find).cloneNode(true), input));
  const load = () => dialog ||= loadScript(find.dataset.dialog).catch(error => { dialog = null; throw error; });
  find.onclick = () => site.searchDialog();
  find.onpointerenter = find.onfocus = () => { load().catch(() => {}); site.searchReady().catch(() => {}); };
  site.searchDialog = query => {
    if (!box.isConnected) document.body.append(box);
    if (query != null) input.value = query.slice(0, input.maxLength);
    if (!box.open) box.showModal();
    input.focus();
    input.select();
    // Where not even the dialog can be loaded, the button leads where it leads without scripts.
    load().then(() => site.searchOpened(), () => location.href = $(".contents").href);
  };
  addEventListener("keydown", event => {
    const { key, target } = event, command = mac ? event.metaKey : event.ctrlKey;
    if (event.isComposing || event.defaultPrevented || event.altKey || event.shiftKey || event.metaKey && event.ctrlKey) return;
    // A dialog that was closed keeps the focus until the page is drawn again.
    // Under a Korean keyboard the letter of ⌘K is ㅏ: then the place of the key counts.
    const k = /^k$/i.test(key) || event.code === "KeyK" && !/^[a-z]$/i.test(key);
    const slash = key === "/" && !event.metaKey && !event.ctrlKey && !target.isContentEditable && !target.closest?.(":is(input, textarea, select, dialog):not(dialog:not([open]), dialog:not([open]) *)");
    if (!(command && k) && !slash) return;
    event.preventDefault();
    site.searchDialog();
  });
  // Marks are a help: without them the page is still the one that was looked for.
  site.searchMarks = async terms => {
    try { if (!site.markHits) await loadScript(find.dataset.marks); site.markHits(terms); } catch {}
  };
  const here = new URLSearchParams(location.search), marks = here.getAll("mark"), asked = here.get("q");
  if (marks[0] || history.state?.marks) site.searchMarks(marks[0] ? marks : history.state.marks);
  if (asked?.trim()) site.searchDialog(asked);
})();
