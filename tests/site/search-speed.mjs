// How long a reader waits for the search, and what it sends: the first query with all that it loads, then letter by letter.
//
//   node tests/site/search-speed.mjs DIR [WORD …] [--slow N]
//
//   DIR       a finished site in English (`cargo bench -- --generate 10000 FOLDER`, with `search: true`, makes a large one)
//   WORD      what is typed; else words of the titles of the site itself
//   --slow N  a processor N times slower, as in an old phone
//
// Times are from the last letter to the results, without the 90 ms in which the script waits for another letter. Bytes are
// those of the files asked for, compressed by gzip. It needs what `tests/site/run` installs.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

const WAIT = 90;
const rest = process.argv.slice(2);
const slow = rest.includes("--slow") ? Number(rest.splice(rest.indexOf("--slow"), 2)[1]) : 1;
const [dir, ...given] = rest;
if (!dir || !(slow >= 1)) {
  console.error("usage: node tests/site/search-speed.mjs DIR [WORD …] [--slow N]");
  process.exit(2);
}
const root = resolve(dir);

/** Words of titles from all over the feed, so that a site is asked for what it has. */
function ownWords() {
  const titles = [...readFileSync(join(root, "feed.xml"), "utf8").matchAll(/<title[^>]*>([^<]*)</g)].map((found) => found[1]);
  const words = titles.flatMap((title) => title.match(/\p{L}{5,}/gu) ?? []);
  return [...new Set(words.map((word) => word.toLowerCase()))].slice(0, 6);
}

const server = await serve(root, "/");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** Opens the search with nothing kept. */
async function open() {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  if (slow > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slow });
  await page.goto(`${server.origin}/search/index.html`, { waitUntil: "load" });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return { context, page, asked };
}

/** Types a text at once and waits for what is found; milliseconds. */
function type(page, text) {
  return page.evaluate(async ({ text, wait }) => {
    const [box, status, list] = ["[data-search] input", "[data-search-status]", "[data-search-results]"].map((name) => document.querySelector(name));
    const { loading } = document.querySelector("form[data-search]").dataset;
    const before = list.firstElementChild;
    status.textContent = "";
    box.focus();
    box.value = text;
    const begun = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    while (status.textContent === "" || status.textContent === loading || (before && list.firstElementChild === before && !list.hidden)) await new Promise((done) => setTimeout(done, 1));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun - wait;
  }, { text, wait: WAIT });
}

const sent = (paths) => paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(root, decodeURIComponent(path))), { level: 6 }).length, 0);
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const firsts = [], keystrokes = [];
const bytes = [];
for (const word of given.length ? given : ownWords()) {
  const once = await open();
  const first = await type(once.page, word);
  firsts.push(first);
  const found = await once.page.textContent("[data-search-status]");
  console.log(`${word}: first query ${first.toFixed(0)} ms, ${once.asked.length} files, ${kb(sent(once.asked))}: ${found}`);
  await once.context.close();

  const typed = await open();
  const steps = [];
  for (let length = 1; length <= [...word].length; length += 1) {
    const at = typed.asked.length;
    const time = await type(typed.page, [...word].slice(0, length).join(""));
    if (length > 1) keystrokes.push(time);
    steps.push(`${time.toFixed(0)} ms ${kb(sent(typed.asked.slice(at)))}`);
  }
  bytes.push(sent(typed.asked));
  console.log(`  letter by letter: ${steps.join(", ")}; together ${typed.asked.length} files, ${kb(sent(typed.asked))}`);
  await typed.context.close();
}
console.log(`first query: median ${median(firsts).toFixed(0)} ms, at most ${Math.max(...firsts).toFixed(0)} ms`);
console.log(`next letter: median ${median(keystrokes).toFixed(0)} ms, at most ${Math.max(...keystrokes).toFixed(0)} ms`);
console.log(`a word letter by letter: median ${kb(median(bytes))}, at most ${kb(Math.max(...bytes))}`);
await browser.close();
await server.close();
