// Copy buttons: on every command and code block, and one for commands in a row. What is copied is what is filled in.
(() => {
  const site = globalThis.notesite, { $$, make, words } = site;
  // Of a console only the commands are copied: what follows a prompt, with the lines that a backslash joins to it.
  const commandsOf = text => {
    const out = [];
    let on = false;
    for (const line of text.split("\n")) {
      const prompt = /^\s*(?:\[[^\]]*\]|[\w.@:~/()-]*)\s?[$#%]\s+(.*)/.exec(line);
      if (prompt) out.push(prompt[1]);
      else if (on) out.push(line.replace(/^\s*>\s/, ""));
      on = (prompt || on) && /\\$/.test(line);
    }
    return out.length ? out.join("\n") : text;
  };
  const textOf = code => {
    const text = code.textContent.replace(/\n$/, "");
    return code.closest(".block[data-console]") ? commandsOf(text) : text;
  };
  const write = async text => {
    try { return await navigator.clipboard.writeText(text); } catch {}
    // From file:// and plain HTTP there is no clipboard to ask.
    const area = make("textarea", { value: text }), was = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    was.focus();
  };
  const button = (name, label, codes) => {
    const b = make("button", { type: "button", className: name });
    if (name === "all") b.textContent = label; else b.setAttribute("aria-label", label);
    b.addEventListener("click", async () => {
      await write(codes.map(textOf).join("\n"));
      b.classList.add("done");
      site.say(words.copied);
      setTimeout(() => b.classList.remove("done"), 1500);
    });
    return b;
  };
  site.each(".cmd > code, .block > pre > code", code => code.closest(".cmd, .block").append(button("copy", words.copy, [code])));
  // The last command of a row holds the button for all of them; notes.css keeps its place.
  site.each(".tree > li.c + li.c:not(:has(+ li.c), :has(> details:not(.file)))", last => {
    const codes = [];
    for (let li = last; li?.matches("li.c"); li = li.previousElementSibling) codes.unshift(li.querySelector(".cmd > code"));
    last.append(button("all", site.count(words.copyAll, codes.length), codes));
  });
})();
