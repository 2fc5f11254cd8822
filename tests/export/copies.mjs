// Copies of the dossier as their readers open them: from a disk, in Chromium. Every link is followed, the search of the one file
// is used, and nothing may be asked of anybody.
//
//   node copies.mjs ONE-FILE.html FOLDER      FOLDER: the unpacked zip
import { createRequire } from "node:module";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(fileURLToPath(new URL("../site/package.json", import.meta.url)));
const { chromium } = require("playwright-core");
const [file, folder] = process.argv.slice(2);
const wrong = [];
const say = (where, what) => wrong.push(`${where}: ${what}`);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext();
const page = await context.newPage();
let here = "";
page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || say(here, `asks ${request.url()}`));
page.on("pageerror", (error) => say(here, error.message));
// Chromium takes no file of fonts from a disk; the system's fonts of the same widths stand in.
const isFont = (message) => /Access to font at 'file:|\.woff2$/.test(`${message.text()}`) || /\.woff2$/.test(message.location().url);
page.on("console", (message) => message.type() === "error" && !isFont(message) && say(here, message.text()));

const once = async (address) => {
  here = address;
  await page.goto(address, { waitUntil: "load" });
};

async function oneFile() {
  const address = pathToFileURL(file).href;
  await once(address);
  const first = await page.evaluate(() => {
    const shown = (one) => one.getClientRects().length > 0;
    return {
      note: shown(document.querySelector(".copy-note")),
      texts: [...document.querySelectorAll("article")].filter(shown).length,
      all: document.querySelectorAll("article").length,
      dead: [...document.querySelectorAll("a[href^='#']")].map((link) => link.getAttribute("href")).filter((to) => !document.getElementById(decodeURIComponent(to.slice(1)))),
      relative: [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).filter((to) => !/^(#|https?:|mailto:|tel:)/.test(to)),
      twice: [...document.querySelectorAll("[id]")].map((one) => one.id).filter((id, at, all) => all.indexOf(id) !== at).length,
      signs: [...document.querySelectorAll("use")].map((use) => use.getAttribute("href")).filter((to) => !document.getElementById(to.slice(1))),
      broken: [...document.images].filter((image) => !image.src.startsWith("data:")).length,
    };
  });
  if (!first.note || first.texts !== 0 || first.all < 50) say(address, `the first screen is not the note: ${JSON.stringify(first)}`);
  for (const name of ["dead", "relative", "signs"]) if (first[name].length) say(address, `${name}: ${[...new Set(first[name])].slice(0, 5).join(", ")}`);
  if (first.twice) say(address, `${first.twice} ids stand twice`);
  if (first.broken) say(address, `${first.broken} pictures are not in the file`);
  await page.click("nav details summary");
  await page.click("nav details[open] a");
  const one = await page.evaluate(() => ({ shown: [...document.querySelectorAll("article")].filter((one) => one.getClientRects().length).length, note: document.querySelector(".copy-note").getClientRects().length }));
  if (one.shown !== 1 || one.note !== 0) say(address, `a link shows ${one.shown} texts`);
  await page.click(".copy-head a");
  await page.fill(".copy-search input", "cyber partisans");
  await page.waitForSelector(".copy-results a");
  await page.click(".copy-results a");
  if (!(await page.evaluate(() => document.querySelector("article:target")?.textContent.toLowerCase().includes("partisans")))) say(address, "the search leads to something else");
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(address);
  if (await still.isVisible(".copy-search")) say(address, "shows a box that does nothing without a script");
  await plain.close();
  return first.all;
}

async function walk() {
  const start = pathToFileURL(join(folder, "index.html")).href;
  const [seen, waiting] = [new Set([start]), [start]];
  const linked = new Set();
  while (waiting.length) {
    const address = waiting.pop();
    await once(address);
    const found = await page.evaluate(() => ({
      links: [...document.querySelectorAll("a[href], area[href]")].map((link) => link.href.baseVal ?? link.href),
      note: Boolean(document.querySelector(".copy-note")),
      broken: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src),
      within: location.hash && !document.getElementById(decodeURIComponent(location.hash.slice(1))),
    }));
    if (address === start && !found.note && !page.url().endsWith("/index.html")) say(address, "the first page has no note");
    if (found.broken.length) say(address, `pictures that are none: ${found.broken.slice(0, 3)}`);
    for (const link of found.links.filter((link) => link.startsWith("file:"))) {
      const plain = link.split("#")[0];
      linked.add(link);
      if (seen.has(plain)) continue;
      seen.add(plain);
      const path = fileURLToPath(plain);
      let isThere = false;
      try {
        isThere = statSync(path).isFile();
      } catch {
        // It is said below.
      }
      if (!isThere) say(address, `leads to ${path}, which is not there`);
      else if (path.endsWith(".html")) waiting.push(plain);
    }
  }
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")).length;
  await once(start);
  if (!(await page.isVisible(".copy-note"))) say(start, "the home page does not begin with the note");
  return { seen: [...seen].filter((one) => one.endsWith(".html")).length, pages, linked: linked.size };
}

const texts = await oneFile();
const walked = await walk();
await browser.close();
if (walked.seen < 50 || walked.seen > walked.pages) say(folder, `${walked.seen} of ${walked.pages} pages were reached`);
for (const one of wrong.slice(0, 40)) console.error(one);
if (wrong.length) {
  console.error(`${wrong.length} faults in the copies`);
  process.exit(1);
}
console.log(`${texts} texts in one file; ${walked.seen} of ${walked.pages} pages and ${walked.linked} links walked from a disk: nothing wrong`);
