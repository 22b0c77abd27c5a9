#!/usr/bin/env python3
"""Checks the labelled data of this folder: every line parses, ids are unique, copied texts and blanks are found, mentions stand where they say."""
import collections, json, os, re, sys, unicodedata

here = os.path.dirname(os.path.abspath(__file__))
punct = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
faults, ids, counts = [], collections.Counter(), {}


def rows(name):
    with open(os.path.join(here, name), encoding="utf-8", newline="\n") as f:
        text = f.read()
    if unicodedata.normalize("NFC", text) != text:
        faults.append(f"{name}: not NFC")
    return [json.loads(line) for line in text.split("\n") if line]


def plain(text):
    return re.sub(r"\\(.)", lambda m: m[1] if m[1] in punct else m[0], text).replace("&lt;", "<").replace("&gt;", ">")


for half in ("unseen", "seen"):
    bullets, fences = rows(f"{half}/bullets.jsonl"), rows(f"{half}/fences.jsonl")
    console, menus = rows(f"{half}/console.jsonl"), rows(f"{half}/menus.jsonl")
    mentions, secrets = rows(f"{half}/mentions.jsonl"), rows(f"{half}/secrets.jsonl")
    for row in bullets + fences + console + menus + mentions + secrets:
        ids[row["id"]] += 1
    for row in bullets:
        joined = re.sub(r"\s*\\\n\s*", " ", row["line"])
        for text in row["commands"] + row.get("maybe", []):
            if text not in joined and text not in plain(joined):
                faults.append(f"{row['id']}: {text}")
        if (row["label"] == "prose") != (not row["commands"]):
            faults.append(f"{row['id']}: label")
        if row["line"].split("\n")[0] not in row["context"][row["at"]]:
            faults.append(f"{row['id']}: context")
        faults += [f"{row['id']}: blank {b}" for b in row["blanks"] if not any(b in c for c in row["commands"])]
    for row in fences:
        faults += [f"{row['id']}: blank {b}" for b in row["blanks"] if b not in row["text"]]
    for row in console:
        faults += [f"{row['id']}: {l}" for c in row["copied"] for l in c.split("\n") if l not in row["text"]]
    for row in menus:
        faults += [f"{row['id']}: {p}" for path in row["paths"] for p in path if p not in row["line"]]
    for row in mentions:
        with open(os.path.join(here, half, "mentions", row["course"]), encoding="utf-8") as f:
            line = f.read().split("\n")[row["line"] - 1]
        if not line[row["column"] - 1 :].startswith(row["text"]):
            faults.append(f"{row['id']}: {row['text']}")
    for name, data, key in (("bullets", bullets, "label"), ("fences", fences, "language"), ("console", console, "hard"), ("menus", menus, "menu"), ("mentions", mentions, "kind"), ("secrets", secrets, "hard")):
        print(f"{half}/{name}: {len(data)}", dict(collections.Counter(str(r[key]) for r in data)))
    print(f"{half}/secrets: {sum(r['secret'] is not None for r in secrets)} keys, {sum(r['secret'] is None for r in secrets)} look-alikes")
faults += [f"double id {i}" for i, n in ids.items() if n > 1]
print("\n".join(faults) or "all right")
sys.exit(bool(faults))
