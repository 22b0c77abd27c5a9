// The seven ways in which editors save a file.
import { closeSync, ftruncateSync, openSync, renameSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from "node:fs";

const pause = time => new Promise(done => setTimeout(done, time));

export const styles = {
  truncate: (file, text) => writeFileSync(file, text),
  rename: (file, text) => { writeFileSync(file + ".new", text); renameSync(file + ".new", file); },
  vim: (file, text) => {
    const probe = file.replace(/[^/]*$/, "4913");
    writeFileSync(probe, "");
    rmSync(probe);
    renameSync(file, file + "~");
    writeFileSync(file, text);
    rmSync(file + "~");
  },
  "VS Code": (file, text) => {
    const open = openSync(file, "r+"), bytes = Buffer.from(text);
    writeSync(open, bytes, 0, bytes.length, 0);
    ftruncateSync(open, bytes.length);
    closeSync(open);
  },
  IntelliJ: (file, text) => {
    writeFileSync(file + "___jb_tmp___", text);
    renameSync(file, file + "___jb_old___");
    renameSync(file + "___jb_tmp___", file);
    rmSync(file + "___jb_old___");
  },
  "same time stamp": (file, text) => {
    const { atime, mtime } = statSync(file);
    writeFileSync(file, text);
    utimesSync(file, atime, mtime);
  },
  "in pieces": async (file, text) => {
    const open = openSync(file, "w"), bytes = Buffer.from(text), size = Math.ceil(bytes.length / 4);
    for (let at = 0; at < bytes.length; at += size) { writeSync(open, bytes, at, Math.min(size, bytes.length - at)); await pause(2); }
    closeSync(open);
  },
};
