// A server to measure: started, asked and looked into through /proc.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { Agent, get as httpGet } from "node:http";

/** Starts `notesite serve`; answers once the address is printed. */
export const start = (binary, root, ...more) => new Promise((done, failed) => {
  const begun = performance.now();
  const child = spawn(binary, ["serve", root, "--port", "0", ...more], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", data => said += data);
  child.once("exit", code => failed(new Error(`serve ended with ${code}: ${said}`)));
  child.stdout.once("data", data => done({
    child, begun, base: String(data).trim(),
    said: () => said,
    rebuilds: () => (said.match(/ pages?  \d+ ms/g) || []).length,
    stop: () => new Promise(gone => { child.removeAllListeners("exit"); child.once("exit", gone); child.kill(); }),
  }));
});

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
/** The text of a page, over a connection that stays open; one that the server ended meanwhile is exchanged, as browsers do. */
export const get = (base, path) => new Promise((done, failed) => {
  const request = httpGet(base + path.split("/").map(encodeURIComponent).join("/"), { agent }, answer => {
    const parts = [];
    answer.on("data", part => parts.push(part));
    answer.on("end", () => done(Buffer.concat(parts).toString()));
  }).on("error", error => request.reusedSocket && error.code === "ECONNRESET" ? get(base, path).then(done, failed) : failed(error));
});

/** Asks until the page holds the words; answers whether it did within `limit` milliseconds. */
export const until = async (base, path, words, limit = 20000) => {
  const begun = performance.now();
  for (;;) {
    let text = "";
    try { text = await get(base, path); } catch {}
    if (text.includes(words)) return true;
    if (performance.now() - begun > limit) return false;
  }
};

/** Resident memory in kB, threads and open files of a process. */
export const usage = pid => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const number = name => +new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1];
  return { memory: number("VmRSS"), threads: number("Threads"), files: readdirSync(`/proc/${pid}/fd`).length };
};

export const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
export const ms = time => `${time.toFixed(1)} ms`;
