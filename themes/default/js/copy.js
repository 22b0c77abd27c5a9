// Copy buttons: on every command and code block, and one for commands in a row. What is copied is what is filled in.
(() => {
  const site = globalThis.notesite, { $, $$, make, words } = site;
  // What a program printed (q) is none of the commands; the build says which is which.
  const textOf = code => {
    const copy = code.cloneNode(true);
    for (const quiet of $$(".q", copy)) quiet.remove();
    // Pasted from a web page, blanks that never break and signs without width are what no shell reads.
    return copy.textContent.replace(/\n$/, "").replace(/[\u00a0\u2007\u202f]/g, " ").replace(/[\u00ad\u200b\u2060\ufeff]/g, "");
  };
  const write = async text => {
    try { return await navigator.clipboard.writeText(text); } catch {}
    // From file:// and plain HTTP there is no clipboard to ask.
    const area = make("textarea", { value: text }), was = document.activeElement;
    ($("dialog[open]") || document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    was.focus();
  };
  site.copying = { textOf, write };
  const button = (name, label, codes) => {
    const b = make("button", { className: name });
    b[name === "all" ? "textContent" : "ariaLabel"] = label;
    b.onclick = async () => {
      await write(codes.map(textOf).join("\n"));
      b.classList.add("done");
      // What is still to be filled in is said, and gone to.
      const blank = codes.flatMap(code => $$(".f:not(.filled)", code))[0];
      site.say(blank ? blank.dataset.ask = site.count(words.blank, blank.dataset.f) : words.copied);
      blank?.focus();
      setTimeout(() => b.classList.remove("done"), 1500);
    };
    return b;
  };
  site.each(".cmd > code, .block:not([data-output]) > pre > code", code => code.closest(".cmd, .block").append(button("copy", words.copy, [code])));
  // The last command of a row holds the button for all of them; notes.css keeps its place.
  site.each(".tree > li.c + li.c:not(:has(+ li.c), :has(> details:not(.file)))", last => {
    const codes = [];
    // An example of the pattern above it stays behind.
    for (let li = last; li?.matches("li.c"); li = li.previousElementSibling) if (!("ex" in li.dataset)) codes.unshift(li.querySelector(".cmd > code"));
    if (codes.length > 1) last.append(button("all", site.count(words.copyAll, codes.length), codes));
  });
})();
