// Collects what the audit found and prints it. A check is one rule on one file; it passes if it found no problem.
// The same problem on many pages is one mistake of a template, so it is printed once with its pages.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const SHOWN = 6;

export class Report {
  passed = 0;
  failed = 0;
  #problems = new Map();
  #warnings = new Map();
  #notes = [];

  /** `problems`: strings, or [string, line]. */
  check(rule, file, problems) {
    if (problems.length) this.failed += 1;
    else this.passed += 1;
    for (const problem of problems) add(this.#problems, rule, file, problem);
  }

  warn(rule, file, problem) {
    add(this.#warnings, rule, file, problem);
  }

  note(text) {
    this.#notes.push(text);
  }

  /** Does a part of the audit, and notes how long it took. */
  async timed(name, work) {
    const begun = performance.now();
    const result = await work();
    this.note(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return result;
  }

  /** All messages as lines; with `all`, every place of each. */
  lines(all = false) {
    const show = (mark, [text, places]) => {
      // In one order, whichever part of the audit was first.
      const listed = [...places].sort((a, b) => a.localeCompare(b, "en", { numeric: true })).slice(0, all ? Infinity : SHOWN);
      const more = places.size - listed.length;
      return `${mark} ${text}\n     in ${listed.join(", ")}${more ? ` and ${more} more` : ""}`;
    };
    return [
      ...this.#notes.map((text) => `note ${text}`),
      ...[...this.#warnings].map((one) => show("warn", one)),
      ...[...this.#problems].map((one) => show("FAIL", one)),
    ];
  }

  /** Prints everything; the full list of places goes to `file`. True if nothing failed. */
  print(file) {
    console.log(this.lines().join("\n"));
    if (file) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, this.lines(true).join("\n") + "\n");
    }
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}

function add(map, rule, file, problem) {
  const [text, line] = [problem].flat();
  const key = `${rule}: ${text}`;
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(line ? `${file}:${line}` : file);
}
