// Where links lead, on a small course of the test's own: a jump to a bullet, a section or a page's name comes to rest under the header, not
// beneath it; previews show what a link leads to, by pointer, keyboard and touch.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const filler = Array.from({ length: 60 }, (_, i) => `- 채움 ${i}\n  - 말이 이어진다\n`).join("");
const first = `# 1. Pod\n\n- 개념\n  - '2. Service > 주소 찾기' 에서 이어진다\n  - [절로](02-service.md#포트)와 [장으로](02-service.md)\n  - [같은 장의 끝](#마지막-가지)\n${filler}- 마지막 가지\n  - 끝에 선 말\n${filler}`;
const second = `# 2. Service\n\n- 처음에 서는 말\n${filler}- 연결\n  - 주소 찾기\n    - 이름으로 찾는다\n    - 주소는 바뀌지 않는다\n${filler}- 포트\n  - 바깥 번호와 안쪽 번호\n  - \`targetPort\`는 안쪽이다\n${filler}`;

export default async ({ tmp, binary, serve, test }) => {
  const root = join(tmp, "jumps"), out = join(tmp, "jumps-site");
  mkdirSync(join(root, "notes/kube"), { recursive: true });
  writeFileSync(join(root, "notes/kube/01-pod.md"), first);
  writeFileSync(join(root, "notes/kube/02-service.md"), second);
  const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  const { base, close } = await serve(out);
  const here = base + "kube/1-pod.html";
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const link = (page, words) => page.locator(".notes a", { hasText: words }).first();
  const peek = page => page.locator(".peek:not([hidden])");

  // What is drawn at the target's first line is the target itself, and it lies in the upper half: neither header nor fold hides it.
  const landed = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place?.checkVisibility()) return false;
    // Without scripts a page runs no callbacks, not even a walker's filter.
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode() && !(walker.currentNode.data.trim() && walker.currentNode.parentElement.checkVisibility()));
    range.selectNodeContents(walker.currentNode);
    const box = range.getClientRects()[0], drawn = document.elementFromPoint(box.left + Math.min(4, box.width / 2), box.top + 1);
    const lowest = Math.max(...[...document.querySelectorAll("header, .bar")].filter(one => ["sticky", "fixed"].includes(getComputedStyle(one).position)).map(one => one.getBoundingClientRect().bottom), 0);
    return scrollY > 0 && lowest > 0 && box.top >= lowest && box.top < innerHeight / 2 && (place.contains(drawn) || drawn.contains(place));
  };
  const lands = page => page.waitForFunction(landed);

  for (const [name, options] of [["1440 px", { viewport: { width: 1440, height: 900 } }], ["360 px", phone]]) {
    await test(`a link to a bullet, a section or a bullet of the same chapter lands below the header, ${name}`, async page => {
      for (const words of ["주소 찾기", "절로", "같은 장의 끝"]) {
        await page.goto(here);
        const goal = new URL(await link(page, words).getAttribute("href"), here).href;
        assert.ok(goal.includes("#"), goal);
        await link(page, words).focus();
        await page.keyboard.press("Enter");
        await page.waitForURL(goal);
        await lands(page);
        await page.goto("about:blank");
        await page.goto(goal);
        await lands(page);
      }
    }, options);

    await test(`a jump opens what is folded and still lands below the header, ${name}`, async page => {
      await page.goto(here);
      const goal = new URL(await link(page, "주소 찾기").getAttribute("href"), here).href;
      await page.goto(goal.split("#")[0]);
      await page.evaluate(() => document.querySelectorAll(".notes details").forEach(fold => { fold.open = false; }));
      await page.evaluate(hash => { location.hash = hash; }, new URL(goal).hash);
      await lands(page);
    }, options);
  }

  await test("without a script a jump lands below the header too", async page => {
    await page.goto(here);
    const goal = new URL(await link(page, "주소 찾기").getAttribute("href"), here).href;
    await page.goto(goal);
    // A page without scripts gives no animation frames to wait in: each picture of it makes one, until the smooth scroll has come to rest.
    let rests = false;
    for (let frames = 0; frames < 200 && !rests; frames++) {
      await page.screenshot();
      rests = await page.evaluate(landed);
    }
    assert.ok(rests);
  }, { javaScriptEnabled: false });

  for (const [way, reach] of [["the pointer", one => one.hover()], ["the keyboard", async (one, page) => { await page.locator(".notes summary").first().focus(); while (!await one.evaluate(a => a === document.activeElement)) await page.keyboard.press("Tab"); }]]) {
    await test(`a preview shows the opening lines of a chapter, a section and a bullet, by ${way}`, async page => {
      for (const [words, shown, absent] of [["장으로", ["Service", "처음에 서는 말"], "이름으로"], ["절로", ["Service", "포트", "바깥 번호와 안쪽 번호"], "처음에"], ["주소 찾기", ["Service", "주소 찾기", "이름으로 찾는다", "주소는 바뀌지 않는다"], "처음에"]]) {
        await page.goto(here);
        const one = link(page, words);
        await reach(one, page);
        await peek(page).waitFor();
        const text = await peek(page).innerText();
        for (const part of shown) assert.ok(text.includes(part), `${words}: ${part} is not in ${text}`);
        assert.ok(!text.includes(absent), `${words}: ${text}`);
        assert.equal(await one.getAttribute("aria-describedby"), await peek(page).getAttribute("id"));
        const box = await peek(page).boundingBox(), size = page.viewportSize();
        assert.ok(box.x >= 0 && box.x + box.width <= size.width, "it lies inside the window");
        await page.keyboard.press("Escape");
        await page.locator(".peek").waitFor({ state: "hidden" });
        assert.equal(await one.getAttribute("aria-describedby"), null);
        assert.equal(page.url(), here, "Esc goes nowhere");
      }
    });
  }

  await test("by touch a tap follows, a long press shows, and a tap elsewhere closes", async (page, context) => {
    await page.goto(here);
    const one = link(page, "절로"), box = await one.boundingBox();
    const touch = await context.newCDPSession(page), points = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points });
    await peek(page).waitFor();
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    assert.ok((await peek(page).innerText()).includes("바깥 번호와 안쪽 번호"));
    const shown = await peek(page).boundingBox();
    assert.ok(shown.x >= 0 && shown.x + shown.width <= 360);
    assert.equal(page.url(), here, "a press that shows goes nowhere");
    await page.locator("h1").tap();
    await page.locator(".peek").waitFor({ state: "hidden" });
    await one.tap();
    await page.waitForURL(/2-service\.html#/);
    await lands(page);
  }, phone);

  await test("there are no previews on file://, and links lead on there", async page => {
    const problems = [];
    page.on("console", message => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", error => problems.push(String(error)));
    await page.clock.install();
    await page.goto(pathToFileURL(join(out, "kube/1-pod.html")).href);
    // The preview of this page itself needs no request, and is not there either.
    for (const words of ["절로", "같은 장의 끝"]) {
      await link(page, words).hover();
      await link(page, words).focus();
      await page.clock.runFor(5000);
      assert.equal(await page.locator(".peek").count(), 0);
    }
    await link(page, "절로").click();
    await page.waitForURL(/2-service\.html#/);
    assert.deepEqual(problems, []);
  });

  await test("the server of jumps may go", async () => close());
};
