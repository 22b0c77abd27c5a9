// Prints the figures that `notesite serve` promises, each beside its target. usage: node figures.mjs NOTESITE [row ...]
// Rows: fresh visible start stale storm long quiet hostile slow. COUNTS=27,1000 and LAYOUTS=one,many choose the sizes.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { title, write } from "./notes.mjs";
import { styles } from "./saves.mjs";
import { get, ms, percentile, start, until, usage } from "./server.mjs";

const [binary, ...only] = process.argv.slice(2);
const counts = (process.env.COUNTS || "27,1000,10000").split(",").map(Number), layouts = (process.env.LAYOUTS || "one,many").split(",");
const saves = +(process.env.SAVES || 60), tmp = mkdtempSync(join(tmpdir(), "notesite-figures-"));
const here = dirname(fileURLToPath(import.meta.url)), pause = time => new Promise(done => setTimeout(done, time));
let missed = 0;
const row = (name, value, target, met) => {
  if (!met) missed++;
  console.log(`${met ? "met   " : "MISSED"}  ${name.padEnd(58)} ${String(value).padStart(22)}   target ${target}`);
};
const limit = (count, ...limits) => limits[count <= 27 ? 0 : count <= 1000 ? 1 : 2];
const site = (count, layout) => { const root = join(tmp, `${layout}-${count}-${Math.random().toString(36).slice(2)}`); return { root, ...write(root, count, layout) }; };
const servers = async use => {
  for (const count of counts) for (const layout of layouts) {
    const notes = site(count, layout), server = await start(binary, notes.root);
    await get(server.base, notes.page(1));
    await pause(Math.min(count, 3000));
    try { await use(count, layout, notes, server); } finally { await server.stop(); rmSync(notes.root, { recursive: true }); }
  }
};

const rows = {
  fresh: () => servers(async (count, layout, notes, { base }) => {
    const times = [];
    for (let i = 0; i < saves; i++) {
      const at = 1 + (i * 7) % Math.min(count, 40), word = `mark${i}x${Date.now()}`;
      const text = notes.text(at, `- ${word}\n`);
      const begun = performance.now();
      writeFileSync(notes.file(at), text);
      await until(base, notes.page(at), word);
      times.push(performance.now() - begun);
      await pause(15);
    }
    const target = limit(count, 12, 20, 50), p50 = percentile(times, .5);
    row(`save to fresh HTML, ${count} chapters in ${layout}`, `p50 ${ms(p50)}, p95 ${ms(percentile(times, .95))}`, `p50 ≤ ${target} ms`, p50 <= target);
  }),

  visible: async () => {
    const { createRequire } = await import("node:module");
    const { chromium } = createRequire(join(here, "../../tests/browser/"))("playwright-core");
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
    await servers(async (count, layout, notes, { base }) => {
      const page = await browser.newPage(), times = [], at = Math.ceil(count / 2);
      await page.goto(base + notes.page(at).split("/").map(encodeURIComponent).join("/"));
      await page.locator(".live-bar").waitFor();
      await page.waitForLoadState("networkidle").catch(() => {});
      for (let i = 0; i < saves; i++) {
        const word = `mark${i}x${Date.now()}`, text = notes.text(at, `- ${word}\n`);
        const seen = page.evaluate(word => new Promise(done => {
          globalThis.ready = true;
          const look = () => document.querySelector("main").textContent.includes(word) && (done(performance.timeOrigin + performance.now()), true);
          const watch = new MutationObserver(() => look() && watch.disconnect());
          watch.observe(document, { childList: true, subtree: true, characterData: true });
        }), word);
        await page.waitForFunction(() => globalThis.ready);
        const begun = performance.timeOrigin + performance.now();
        writeFileSync(notes.file(at), text);
        times.push(await seen - begun);
        await page.evaluate(() => { globalThis.ready = false; });
        await pause(30);
      }
      await page.close();
      const target = limit(count, 30, 40, 80), p50 = percentile(times, .5), p95 = percentile(times, .95);
      row(`save to change visible, ${count} chapters in ${layout}`, `p50 ${ms(p50)}, p95 ${ms(p95)}`, `p50 ≤ ${target} ms${count <= 27 ? ", p95 ≤ 80 ms" : ""}`, p50 <= target && (count > 27 || p95 <= 80));
    });
    await browser.close();
  },

  start: async () => {
    for (const count of [27, 10000].filter(count => counts.includes(count))) for (const layout of layouts) {
      const notes = site(count, layout), times = [];
      for (let i = 0; i < (count > 27 ? 3 : 11); i++) {
        const server = await start(binary, notes.root);
        await get(server.base, notes.page(1));
        times.push(performance.now() - server.begun);
        await server.stop();
      }
      const target = count > 27 ? 2000 : 60, best = percentile(times, .5);
      row(`start to first page, ${count} chapters in ${layout}`, `p50 ${ms(best)}`, `≤ ${target} ms`, best <= target);
      rmSync(notes.root, { recursive: true });
    }
  },

  stale: async () => {
    const notes = site(27, "one"), server = await start(binary, notes.root), each = +(process.env.EACH || 1000);
    await get(server.base, notes.page(5));
    let stale = 0, total = 0;
    for (const [name, save] of Object.entries(styles)) {
      let here = 0;
      for (let i = 0; i < each; i++, total++) {
        // The same length each time: only the bytes tell.
        const word = `mark${String(total).padStart(6, "0")}`;
        await save(notes.file(5), notes.text(5, `- ${word}\n`));
        if (!await until(server.base, notes.page(5), word, 1000)) here++;
      }
      console.log(`        ${name}: ${here} stale of ${each}`);
      stale += here;
    }
    await server.stop();
    row(`${total} saves in seven styles`, `${stale} stale`, "0", stale === 0);
  },

  storm: async () => {
    // Every page of a long-lived server against a server that was started just now.
    const differences = async (root, old) => {
      const out = join(tmp, "clean"), fresh = await start(binary, root);
      execFileSync(binary, ["build", root, "-o", out], { stdio: "ignore" });
      const pages = readdirSync(out, { recursive: true }).filter(name => name.endsWith(".html")), plain = text => text.replace(/data-version="[^"]*"/, "");
      let count = 0;
      for (const page of pages) if (plain(await get(old.base, page)) !== plain(await get(fresh.base, page))) count++;
      await fresh.stop();
      rmSync(out, { recursive: true });
      return { count, pages: pages.length };
    };
    const settle = async server => { for (let last = -1; last !== server.said().length;) { last = server.said().length; await pause(1500); } };
    const notes = site(5000, "many"), git = (...words) => spawnSync("git", ["-C", notes.root, "-c", "user.name=n", "-c", "user.email=n@example.com", ...words], { stdio: "ignore" });
    git("init", "-q"); git("add", "-A"); git("commit", "-qm", "one"); git("branch", "one");
    for (let i = 1; i <= 5000; i++) writeFileSync(notes.file(i), notes.text(i, "- another branch\n"));
    git("commit", "-qam", "two"); git("branch", "two"); git("checkout", "-q", "one");
    const server = await start(binary, notes.root), told = async name => { await settle(server); const { count, pages } = await differences(notes.root, server); row(name, `${count} of ${pages} pages`, "no difference", count === 0); };
    await get(server.base, notes.page(1));
    git("checkout", "-q", "two");
    await told("git checkout of 5,000 files");
    server.child.kill("SIGSTOP");
    for (let i = 0; i < 40000; i++) writeFileSync(notes.file(1 + i % 50), notes.text(1 + i % 50, `- write ${i}\n`));
    server.child.kill("SIGCONT");
    await told("events lost: 40,000 writes while the server slept");
    rmSync(notes.root, { recursive: true });
    await pause(300);
    const again = write(notes.root, 200, "many");
    await until(server.base, again.page(200), title(200));
    await told("ROOT deleted and made anew");
    await server.stop();
    rmSync(notes.root, { recursive: true });
  },

  long: async () => {
    const notes = site(27, "one"), server = await start(binary, notes.root), at = [];
    for (let i = 1; i <= 1000; i++) {
      writeFileSync(notes.file(5), notes.text(5, `- mark${i}.\n`));
      await until(server.base, notes.page(5), `mark${i}.`);
      if (i === 20 || i === 1000) { await pause(6000); at.push(usage(server.child.pid)); }
    }
    await server.stop();
    const [early, late] = at, ratio = late.memory / early.memory;
    row("memory after 1,000 rebuilds against after 20", `${(early.memory / 1024).toFixed(1)} → ${(late.memory / 1024).toFixed(1)} MB, ${ratio.toFixed(2)}×`, "≤ 1.2×", ratio <= 1.2);
    row("threads and open files", `${early.threads} → ${late.threads}, ${early.files} → ${late.files}`, "flat", early.threads === late.threads && early.files === late.files);
  },

  quiet: async () => {
    const notes = site(1000, "many"), server = await start(binary, notes.root), seconds = +(process.env.QUIET || 60);
    await get(server.base, notes.page(1));
    const until = Date.now() + seconds * 1000;
    // Others may read; our own reading is reading too.
    while (Date.now() < until) { for (let i = 1; i <= 50; i++) readFileSync(notes.file(i)); await pause(500); }
    row(`rebuilds in ${seconds} quiet seconds`, server.rebuilds(), "0", server.rebuilds() === 0);
    await server.stop();
  },

  hostile: async () => {
    const outer = join(tmp, "outer"), root = join(outer, "root");
    mkdirSync(outer);
    write(root, 27, "one");
    const secret = "not-for-anybody-7c1";
    writeFileSync(join(outer, "secret.txt"), secret);
    writeFileSync(join(root, "secret.txt"), secret);
    mkdirSync(join(root, ".git"));
    writeFileSync(join(root, ".git", "config"), secret);
    const { base, stop, child } = await start(binary, root), host = new URL(base).host;
    const dots = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "..;", "…", "%uff0e%uff0e"], bars = ["/", "//", "%2f", "%5c", "\\", "/./", "%252f", "%c0%af"];
    const ends = ["secret.txt", "root/secret.txt", ".git/config", "etc/passwd", "notes/course.md", "notesite.toml", "proc/self/environ"];
    const paths = [];
    for (const dot of dots) for (const bar of bars) for (const end of ends) for (const depth of [1, 2, 6]) paths.push("/" + (dot + bar).repeat(depth) + end);
    for (const end of ends) for (const bar of bars) paths.push(bar + end, "/course" + bar + end, "/" + end + "%00.html", "file://" + bar + end, "/-/" + end);
    const heads = ["", "Origin: http://evil.example\r\n", "Host: evil.example\r\n", "Range: bytes=0-\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "X-Forwarded-Host: evil.example\r\n", "X-Original-URL: /secret.txt\r\n", "Sec-Fetch-Site: cross-site\r\n", "If-Range: x\r\nRange: bytes=-99999999999999999999\r\n"];
    const hosts = [host, "evil.example", `${host}@evil.example`, "", `localhost:${new URL(base).port}`, `evil.example:${new URL(base).port}`, "127.0.0.1"];
    // Loopback is nobody else's, whatever port a forwarding gives it.
    const own = [0, 4, 6].map(i => hosts[i]);
    const requests = paths.map((path, i) => { const one = hosts[i % 3 ? 0 : i % hosts.length]; return [`GET ${path} HTTP/1.1\r\nHost: ${one}\r\n${heads[i % heads.length]}\r\n`, !own.includes(one)]; });
    for (const one of hosts) for (const more of heads) for (const method of ["GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "CONNECT", "get", "GET\t", ""]) for (const path of ["/", "/-/events", "/-/missed", "*"]) requests.push([`${method} ${path} HTTP/1.1\r\nHost: ${one}\r\n${more}\r\n`, !own.includes(one)]);
    for (let i = 0; i < 600; i++) requests.push([Buffer.from(Array.from({ length: 20 + i }, (_, n) => (n * 7919 + i * 104729) % 256)), true]);
    const ask = bytes => new Promise(done => {
      const socket = connect(+new URL(base).port, "127.0.0.1"), parts = [];
      socket.on("data", part => { parts.push(part); if (Buffer.concat(parts).includes("event-stream")) socket.destroy(); });
      socket.on("error", () => {}).on("close", () => done(Buffer.concat(parts).toString("latin1")));
      socket.end(bytes);
    });
    let leaked = 0, foreign = 0;
    for (let i = 0; i < requests.length; i += 50) {
      const answers = await Promise.all(requests.slice(i, i + 50).map(async ([bytes, isForeign]) => [await ask(bytes), isForeign]));
      for (const [answer, isForeign] of answers) {
        if (answer.includes(secret) || answer.includes("root:x:") || answer.includes("# 강의") || /access-control/i.test(answer)) leaked++;
        if (isForeign && /^HTTP\/1.1 [23]/.test(answer)) foreign++;
      }
    }
    row(`${requests.length} hostile requests: bytes from outside the site`, leaked, "0", leaked === 0 && requests.length >= 5000);
    row("hostile requests under a foreign name that were answered", foreign, "0", foreign === 0);
    row("the server lives on", (await get(base, "")).length > 0 && child.exitCode === null, "true", child.exitCode === null);
    await stop();
  },

  slow: async () => {
    const notes = site(27, "one"), server = await start(binary, notes.root), sockets = [], { port } = new URL(server.base);
    for (let i = 0; i < 500; i++) sockets.push(connect(+port, "127.0.0.1").on("error", () => {}));
    const feed = setInterval(() => { for (const [i, socket] of sockets.entries()) { if (socket.destroyed) sockets[i] = connect(+port, "127.0.0.1").on("error", () => {}); else socket.write("G"); } }, 700);
    await pause(1000);
    const times = [];
    for (let i = 0; i < 1000; i++) { const begun = performance.now(); await get(server.base, notes.page(1 + i % 27)); times.push(performance.now() - begun); await pause(1); }
    clearInterval(feed);
    for (const socket of sockets) socket.destroy();
    await server.stop();
    const p99 = percentile(times, .99);
    row("an ordinary page while 500 slow connections are open", `p50 ${ms(percentile(times, .5))}, p99 ${ms(p99)}`, "p99 ≤ 100 ms", p99 <= 100);
  },
};

for (const [name, measure] of Object.entries(rows)) if (!only.length || only.includes(name)) await measure();
rmSync(tmp, { recursive: true, force: true });
console.log(missed ? `${missed} missed` : "all met");
process.exit(missed ? 1 : 0);
