// Previews: a link to a chapter or section shows its opening lines. Read from the target page itself, so never from file://.
(() => {
  const { each, make } = globalThis.notesite;
  if (!location.protocol.startsWith("http")) return;
  const pages = new Map(), isPage = link => link.origin === location.origin && /(\/|\.html)$/.test(link.pathname) && !link.matches(".here, .no, .back, sup a");
  const peek = make("div", { className: "peek", id: "peek", hidden: true });
  peek.role = "tooltip";
  let timer, at;
  const read = link => {
    const address = link.href.split("#")[0];
    if (address === location.href.split("#")[0]) return Promise.resolve(document);
    if (!pages.has(address)) pages.set(address, fetch(address).then(answer => answer.ok ? answer.text() : "").then(text => new DOMParser().parseFromString(text, "text/html")));
    return pages.get(address);
  };
  const lines = (page, hash) => {
    let place = hash ? page.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (place?.matches("h3")) place = place.closest(".row") || place;
    if (place?.matches("a")) place = place.closest(".row, .sec, li");
    const from = place?.matches("h2, h3, h4, h5, h6") ? place.nextElementSibling : place;
    const title = place?.matches("li") ? place.querySelector(".b") : place?.querySelector("h2, h3") || (place?.matches("h2, h3, h4") ? place : null);
    const text = [...(from || page.querySelector(".notes") || page).querySelectorAll(".b, p, .cmd")].filter(one => one !== title && !one.querySelector(".cmd") && one.textContent.trim());
    const chosen = text.length || !from ? text : [from];
    return { title: (title || page.querySelector("h1 .t"))?.firstChild && (title || page.querySelector("h1 .t")).textContent.replace(/#$/, "").trim(), lines: chosen.slice(0, 4).map(one => one.textContent.trim().slice(0, 140)) };
  };
  const hide = () => { clearTimeout(timer); peek.hidden = true; at?.removeAttribute("aria-describedby"); at = null; };
  const show = async link => {
    let page;
    try { page = await read(link); } catch { return; }
    if (at !== link || !page.querySelector("h1")) return;
    const { title, lines: text } = lines(page, link.hash);
    const number = page.querySelector("h1 .n")?.textContent || "", chapter = page.querySelector("h1 .t")?.textContent || "";
    const head = make("p", { className: "h" }, ...(number ? [make("span", { className: "n", textContent: number })] : []), chapter);
    const where = title && title !== chapter ? [make("p", { className: "w", textContent: title })] : [];
    peek.replaceChildren(head, ...where, make("ul", {}, ...text.map(line => make("li", { textContent: line }))));
    if (!peek.parentNode) document.body.append(peek);
    peek.hidden = false;
    link.setAttribute("aria-describedby", "peek");
    const box = link.getClientRects()[0], below = box.bottom + 8 + peek.offsetHeight < innerHeight || box.top < peek.offsetHeight + 72;
    peek.style.left = Math.max(16, Math.min(box.left - 18, document.documentElement.clientWidth - peek.offsetWidth - 16)) + scrollX + "px";
    peek.style.top = scrollY + (below ? box.bottom + 8 : box.top - 8 - peek.offsetHeight) + "px";
  };
  const wait = (link, delay) => { clearTimeout(timer); if (at !== link) { hide(); at = link; } timer = setTimeout(show, delay, link); };
  each(".notes a[href], .backlinks a", link => {
    if (!isPage(link)) return;
    link.addEventListener("pointerenter", event => event.pointerType === "mouse" && wait(link, 250));
    link.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") { clearTimeout(timer); timer = setTimeout(hide, 200); } });
    link.addEventListener("focus", () => link.matches(":focus-visible") && wait(link, 250));
    link.addEventListener("blur", hide);
    // By touch the first tap shows, the second follows.
    link.addEventListener("click", event => { if (event.pointerType === "touch" && (at !== link || peek.hidden)) { event.preventDefault(); wait(link, 0); } });
  });
  peek.addEventListener("pointerenter", () => clearTimeout(timer));
  peek.addEventListener("pointerleave", hide);
  addEventListener("keydown", event => event.key === "Escape" && hide());
  addEventListener("pointerdown", event => { if (!peek.hidden && !event.target.closest(".peek") && event.target.closest("a") !== at) hide(); });
})();
