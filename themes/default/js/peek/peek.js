// Previews: a link to a chapter or section shows its opening lines, which are read from the page that it leads to.
(() => {
  const { $, $$, each, make } = globalThis.notesite;
  const pages = {}, isPage = link => link.origin === location.origin && /(\/|\.html)$/.test(link.pathname) && !link.matches(".here, .no, .back, sup a");
  const peek = make("div", { className: "peek", id: "ns:peek", hidden: true, role: "tooltip" });
  let timer, at;
  const read = link => {
    const address = link.href.split("#")[0];
    if (address === location.href.split("#")[0]) return document;
    return pages[address] ||= fetch(address).then(answer => answer.text()).then(text => new DOMParser().parseFromString(text, "text/html"));
  };
  // Of a bullet or section its lead and the first lines under it, of a page its first lines.
  const opening = (page, hash) => {
    let place = hash ? page.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (place?.matches("a, h3")) place = place.closest(".row, .sec, li") || place;
    const heading = place?.matches("h2, h3, h4, h5, h6") && place, from = heading ? place.nextElementSibling : place;
    const title = heading || place && $(place.matches("li") ? ".b" : "h2, h3", place) || $("h1 .t", page);
    const text = $$(".b, .tree li:not(:has(> .b)), p, .cmd", from || $(".notes", page)).filter(one => one !== title && !$(".cmd", one) && one.textContent.trim());
    return [title.textContent.trim(), (text.length || !from ? text : [from]).slice(0, 4).map(one => one.textContent.trim().slice(0, 140))];
  };
  const hide = () => { clearTimeout(timer); peek.hidden = true; at?.removeAttribute("aria-describedby"); at = null; };
  const show = async link => {
    let page;
    try { page = await read(link); } catch { return; }
    const name = $("h1 .t", page)?.textContent;
    if (at !== link || !name) return;
    const [title, text] = opening(page, link.hash), line = (tag, className, textContent) => make(tag, { className, textContent });
    peek.replaceChildren(make("p", { className: "h" }, line("span", "n", $("h1 .n", page)?.textContent || ""), name), ...(title !== name ? [line("p", "w", title)] : []), make("ul", {}, ...text.map(one => line("li", "", one))));
    if (!peek.parentNode) document.body.append(peek);
    peek.hidden = false;
    link.setAttribute("aria-describedby", peek.id);
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
    // By touch a long press shows, and a tap follows.
    let touched = false, held = false;
    link.addEventListener("pointerdown", event => {
      touched = event.pointerType === "touch";
      held = false;
      if (!touched) return;
      hide();
      at = link;
      timer = setTimeout(() => { held = true; show(link); }, 450);
    });
    for (const type of ["pointerup", "pointercancel"]) link.addEventListener(type, () => touched && !held && hide());
    link.addEventListener("contextmenu", event => touched && event.preventDefault());
    link.addEventListener("click", event => held && event.preventDefault());
  });
  peek.addEventListener("pointerenter", () => clearTimeout(timer));
  peek.addEventListener("pointerleave", hide);
  addEventListener("keydown", event => event.key === "Escape" && hide());
  addEventListener("pointerdown", event => { if (!peek.hidden && !event.target.closest(".peek") && event.target.closest("a") !== at) hide(); });
})();
