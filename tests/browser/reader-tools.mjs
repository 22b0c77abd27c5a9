// Blanks, copying, folds, read marks, previews and the drawer, on a chapter whose body is ours to choose.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const body = `<section class="sec" id="hands"><h2>실습</h2>
<details open><summary aria-label="접기"></summary><div class="row"><h3 id="ask">묻기</h3><details open><summary aria-label="접기"></summary><ul class="tree">
<li class="c"><div class="b"><div class="cmd"><code><span class="t">kubectl</span> get pods -n <span class="f">&lt;공간&gt;</span></code></div></div></li>
<li class="c"><div class="b"><div class="cmd"><code><span class="t">kubectl</span> get svc -n <span class="f" data-f="공간">&lt;공간&gt;</span></code></div></div></li></ul></details></div>
<div class="row"><h3 id="deep">깊은 곳</h3><details open><summary aria-label="접기"></summary><ul class="tree"><li><div class="b">겉</div><details open><summary aria-label="접기"></summary><ul class="tree"><li id="inner"><div class="b">속에 든 말</div></li></ul></details></li>
<li class="task"><div class="b"><input type="checkbox" disabled> 지우기</div></li></ul></details></div>
<div class="row"><div><p><a class="ref" href="./NEXT">다음 장</a></p><div class="block"><pre><code><i class="q">$ </i>docker\u00a0p\u200bs
<i class="q">CONTAINER ID
$ </i>docker stop one</code></pre></div></div></div></details></section>`;

export default async ({ base, site, test }) => {
  const names = readdirSync(join(site, "eks-spring")).filter(name => /^\d.*\.html$/.test(name)).sort((a, b) => parseInt(a) - parseInt(b));
  const url = name => base + "eks-spring/" + encodeURIComponent(name);
  const open = async (page, name = names[1], inner = body) => {
    await page.context().route(url(names[1]), async route => {
      const answer = await route.fetch(), html = await answer.text();
      await route.fulfill({ response: answer, body: html.replace(/(<article class="notes[^>]*>)[^]*?<\/article>/, (_, tag) => tag + inner.replace("NEXT", encodeURIComponent(names[2])) + "</article>") });
    });
    await page.goto(url(name));
  };
  const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };
  const pasted = page => page.evaluate(() => navigator.clipboard.readText());

  await test("what the filter of a command sheet leaves is what is seen, and as many as it says", async page => {
    await page.goto(base + "eks-spring/commands.html");
    const seen = () => page.evaluate(() => [...document.querySelectorAll(".sheet .tree > li")].filter(item => item.checkVisibility()).map(item => item.querySelector("code").textContent));
    const all = await seen();
    for (const asked of ["get", "apply -f", "kubectl logs", "zzz"]) {
      await page.fill(".filter input", asked);
      const left = await seen(), words = asked.split(" ");
      assert.equal(+(await page.locator(".filter output").textContent()).replace(/\D/g, ""), left.length, asked);
      assert.ok(left.length < all.length && left.every(code => words.every(word => code.toLowerCase().includes(word))), left.join("\n"));
    }
    await page.fill(".filter input", "");
    assert.deepEqual(await seen(), all);
  });

  await test("the drawer's way out is in sight however far its list is scrolled", async page => {
    await page.goto(url(names.at(-1)));
    await page.setViewportSize({ width: 390, height: 420 });
    await page.locator(".open-nav").click();
    await page.waitForFunction(() => document.querySelector(".nav").scrollTop > 0);
    const box = await page.locator(".shut-nav").boundingBox();
    assert.ok(box.y >= 0 && box.y < 100, JSON.stringify(box));
    await page.locator(".shut-nav").click();
    assert.equal(await page.locator("html.drawer").count(), 0);
  });

  await test("details of the notes with or without a summary stop no script", async page => {
    const own = "<details>글</details><details><p>글</p></details><details><p>글</p><summary>뒤</summary></details><details open></details>";
    const errors = [];
    page.on("pageerror", error => errors.push(error.message));
    await open(page, names[1], own + body + own);
    await page.locator(".cmd .copy").first().waitFor({ state: "attached" });
    await page.locator(".depth button").first().click();
    await page.waitForFunction(() => document.querySelector(".notes details:not([open]) > summary:empty"));
    assert.deepEqual(errors, []);
  });

  await test("a blank filled once fills all of its name, is copied, stays text and is kept", async page => {
    await open(page);
    const fields = page.locator('.f[data-f="공간"]'), evil = "<img src=x onerror=alert(1)>";
    await fields.first().focus();
    await page.keyboard.type(evil);
    assert.equal(await fields.nth(1).textContent(), evil);
    assert.equal(await page.locator(".notes .cmd img").count(), 0);
    await page.keyboard.press("Enter");
    await page.locator(".cmd .copy").nth(1).click();
    assert.equal(await pasted(page), `kubectl get svc -n ${evil}`);
    assert.equal(await page.locator("[id='ns:say']").textContent().then(() => page.waitForFunction(() => document.getElementById("ns:say").textContent)).then(() => true), true);
    await page.reload();
    assert.equal(await fields.first().textContent(), evil);
    await fields.first().click();
    await fields.first().fill("");
    await fields.first().blur();
    assert.equal(await fields.nth(1).textContent(), "<공간>");
  }, clipboard);

  await test("a command is selected as a whole, wherever the hand begins, and a blank is typed into once it is pressed", async page => {
    await open(page);
    await page.locator(".cmd .copy").first().waitFor({ state: "attached" });
    const selected = () => page.evaluate(() => getSelection().toString().trim());
    for (const [i, code] of (await page.locator(".cmd > code").all()).entries()) {
      const text = await code.textContent(), { x, y, width, height } = await code.boundingBox(), blank = await code.locator(".f").boundingBox();
      for (const at of [[x + 30, y + height / 2], [blank.x + blank.width / 2, blank.y + blank.height / 2]]) {
        await page.mouse.click(...at, { clickCount: 3 });
        assert.equal(await selected(), text, `three clicks at ${at} of ${i}`);
      }
      const ends = [[x + 1, y + height / 2], [x + width - 2, y + height / 2]];
      for (const [from, to] of [ends, [[blank.x + blank.width - 1, blank.y + blank.height / 2], ends[0]]]) {
        await page.evaluate(() => getSelection().removeAllRanges());
        await page.mouse.move(...from);
        await page.mouse.down();
        await page.mouse.move(...to, { steps: 6 });
        await page.mouse.up();
        assert.equal(await selected(), text, `drawn over ${i} from ${from} to ${to}, blank at ${JSON.stringify(blank)}`);
      }
    }
    await page.evaluate(() => getSelection().removeAllRanges());
    // A hand that was drawn over a blank leaves it as ready for the keyboard as it was.
    await page.locator(".f").first().focus();
    await page.locator(".f").nth(1).focus();
    assert.equal(await page.locator(".f").nth(1).getAttribute("contenteditable"), "plaintext-only");
    await page.keyboard.press("Escape");
    await page.locator(".f").first().click();
    await page.keyboard.type("dev");
    assert.equal(await page.locator(".f").nth(1).textContent(), "dev");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".f[contenteditable]").count(), 0);
  });

  await test("what was folded by hand stays so, and letters of the keyboard count by their place", async page => {
    await open(page);
    await page.locator(".row:has(#deep) > details > summary").click();
    await page.waitForFunction(() => Object.keys(localStorage).some(key => key.startsWith("notesite.shut:")));
    await page.reload();
    assert.equal(await page.locator(".notes details:not([open])").count(), 1);
    await page.locator(".row:has(#deep) > details > summary").click();
    await page.evaluate(() => { const range = document.createRange(); range.selectNodeContents(document.querySelector("h1")); getSelection().addRange(range); });
    const here = page.url();
    await page.keyboard.press("ArrowRight");
    assert.equal(page.url(), here, "a selection moves, no page turns");
    await page.evaluate(() => { getSelection().removeAllRanges(); document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅜ", code: "KeyN", bubbles: true })); });
    await page.waitForURL(url(names[2]));
  });

  await test("nothing lies over code, and a heading is called as it reads", async page => {
    const code = "<div class=block><span class=lang>java</span><pre><code>" + "public class Main { public static void main(String[] args) { System.out.println(1); } }".repeat(2) + "</code></pre></div>";
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await open(page, names[1], body + code + "<div class=block><p class=cap>a.java</p><span class=lang>java</span><pre><code>x".repeat(1) + "y".repeat(300) + "</code></pre></div>");
      await page.locator(".block .copy").first().waitFor({ state: "attached" });
      const over = await page.evaluate(() => [...document.querySelectorAll(".block")].flatMap(block => {
        const pre = block.querySelector("pre").getBoundingClientRect();
        return [...block.querySelectorAll(".lang, .copy, .cap")].map(one => one.getBoundingClientRect()).filter(box => box.left < pre.right - 1 && box.right > pre.left + 1 && box.bottom > pre.top + 4 && box.top < pre.bottom);
      }).length);
      assert.equal(over, 0, `${width} px`);
    }
    assert.ok(await page.getByRole("heading", { name: "실습", exact: true }).count());
  });

  await test("commands in a row are copied together, of a console only the commands", async page => {
    await open(page);
    await page.locator("button.all").click();
    assert.equal(await pasted(page), "kubectl get pods -n <공간>\nkubectl get svc -n <공간>");
    await page.locator(".block .copy").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.waitForFunction(() => navigator.clipboard.readText().then(text => text.startsWith("docker") && text)).then(h => h.jsonValue()), "docker ps\ndocker stop one");
  }, clipboard);

  await test("where there is no clipboard to ask, as over plain HTTP, a command is copied all the same", async page => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      addEventListener("copy", () => globalThis.taken = String(document.activeElement.value));
    });
    await open(page);
    await page.locator(".block .copy").click();
    assert.equal(await page.waitForFunction(() => globalThis.taken).then(h => h.jsonValue()), "docker ps\ndocker stop one");
    assert.equal(await page.locator("textarea").count(), 0);
  });

  await test("copying a command with a blank that is empty says so and goes to the blank", async page => {
    await open(page);
    const said = () => page.waitForFunction(() => document.getElementById("ns:say").textContent).then(h => h.jsonValue());
    await page.locator(".cmd .copy").nth(1).click();
    const blank = page.locator(".f").nth(1);
    await page.waitForFunction(() => document.activeElement.matches(".f[contenteditable]"));
    assert.equal(await blank.evaluate(one => one === document.activeElement), true);
    assert.equal(await pasted(page), "kubectl get svc -n <공간>");
    assert.match(await said(), /공간/);
    assert.match(await blank.evaluate(one => getComputedStyle(one, "::after").content), /채/, "what the eye sees");
    await page.keyboard.type("dev");
    await page.keyboard.press("Enter");
    await page.locator(".cmd .copy").nth(1).click();
    await page.waitForFunction(() => navigator.clipboard.readText().then(text => text === "kubectl get svc -n dev"));
    assert.equal(await page.locator(".f:focus").count(), 0);
  }, clipboard);

  await test("what is filled in breaks where the line ends", async page => {
    await page.setViewportSize({ width: 390, height: 700 });
    await open(page);
    await page.locator(".f").nth(1).click();
    await page.keyboard.type("arn:aws:iam::111122223333:policy/".padEnd(120, "ALongName"));
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".f.filled").count() > 0, true);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });

  await test("the depth is remembered, and an address opens what it hits", async page => {
    await open(page);
    await page.locator('.depth button').first().click({ timeout: 2000 });
    await page.reload();
    assert.equal(await page.locator(".notes details:not([open])").count(), 4);
    assert.equal(await page.locator("#ask").isVisible(), false);
    await page.evaluate(() => location.hash = "inner");
    await page.waitForFunction(() => document.getElementById("inner").getBoundingClientRect().height > 0);
    assert.ok(await page.evaluate(() => document.getElementById("inner").getBoundingClientRect().top >= 56));
  });

  await test("ticks are remembered", async page => {
    await open(page);
    await page.locator(".task input").check();
    await page.reload();
    assert.ok(await page.locator(".task input").isChecked());
  });

  await test("the end of a chapter marks it read, and a button does and undoes that", async page => {
    await page.clock.install();
    await open(page);
    const mark = page.getByRole("button", { name: "읽은 장", exact: true }), pressed = () => mark.getAttribute("aria-pressed");
    await page.locator(".turn").scrollIntoViewIfNeeded();
    // Time alone reads nothing that is folded, nor does a glance at the end.
    await page.clock.runFor(1000);
    assert.equal(await pressed(), "false");
    await page.locator(".notes summary:empty").first().click();
    await page.clock.runFor(600000);
    assert.equal(await pressed(), "false");
    await page.locator(".notes summary:empty").first().click();
    await page.clock.runFor(1000);
    assert.equal(await pressed(), "true");
    assert.equal(await page.locator(".nav li.done").count(), 1);
    // What was marked by hand stays so, however long it is read.
    await mark.focus();
    await page.keyboard.press("Space");
    assert.deepEqual([await pressed(), await page.locator(".nav li.done").count()], ["false", 0]);
    await page.clock.runFor(600000);
    assert.equal(await pressed(), "false");
    await mark.click();
    await page.reload();
    assert.deepEqual([await pressed(), await page.locator(".nav li.done").count()], ["true", 1]);
    await mark.click();
    await page.goto(base + "eks-spring/index.html");
    assert.ok(decodeURIComponent(await page.locator(".resume").getAttribute("href")).includes(names[1]));
    // A chapter that is gone was not read, and nobody is led there.
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("notesite.read:")) localStorage.setItem(key, JSON.stringify(["/gone.html"]));
        if (key.startsWith("notesite.last:")) localStorage.setItem(key, localStorage.getItem(key).replace(/"path":"[^"]*"/, '"path":"/gone.html"'));
      }
    });
    await page.reload();
    assert.match(await page.locator(".progress:visible .pct").first().textContent(), /(^|[^0-9])0/);
    assert.ok(!(await page.locator(".resume").getAttribute("href")).includes("gone"));
  });

  await test("a link shows where it leads, by pointer and by keyboard", async page => {
    await open(page);
    await page.locator(".notes a.ref").hover();
    await page.locator(".peek:not([hidden]) li").first().waitFor({ timeout: 4000 });
    await page.keyboard.press("Escape");
    assert.ok(await page.locator(".peek").isHidden());
  });

  await test("nothing moves when the scripts arrive", async page => {
    await page.addInitScript(() => {
      globalThis.moved = 0;
      const add = entries => entries.forEach(entry => globalThis.moved += entry.value);
      globalThis.shifts = new PerformanceObserver(list => add(list.getEntries()));
      shifts.observe({ type: "layout-shift", buffered: true });
      globalThis.rest = () => { add(shifts.takeRecords()); return globalThis.moved; };
    });
    await open(page);
    // Scripts put off to the next frame what they ask of the layout: two frames later all is in its place.
    await page.evaluate(() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))));
    assert.equal(await page.evaluate(() => rest()), 0);
  });

  await test("the drawer holds the focus and closes with Esc", async page => {
    await page.goto(url(names[0]));
    await page.locator(".open-nav").click();
    for (let i = 0; i < 25; i++) { await page.keyboard.press("Tab"); assert.ok(await page.evaluate(() => !!document.activeElement.closest(".nav"))); }
    await page.keyboard.press("Escape");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".open-nav")));
  }, { viewport: { width: 360, height: 780 } });
};
