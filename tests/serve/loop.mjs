// Edits files while pages are open in Chromium, and looks at what the writer sees: the reload, the place on the page, the
// style that is swapped, the mistakes over the page, and how they go.

import { spawn, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { accessibility } from "../site/axe.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, "../site/package.json"));
const { chromium } = require("playwright-core");

// As in tests/site/browser.mjs: no sandbox for want of namespaces, and nothing that asks the browser's maker.
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"];
// A machine that compiles at the same time is slow, and that is no fault of the loop.
const PATIENCE = 60_000;

const program = resolve(process.argv[2]);
const shots = process.argv[3] === "--shots" ? process.argv[4] : undefined;
const folder = mkdtempSync(join(tmpdir(), "dossier-loop-"));
const failures = [];
const violations = [];
let steps = 0;

function check(what, holds, more = "") {
  steps += 1;
  if (!holds) failures.push(`${what}${more === "" ? "" : `: ${JSON.stringify(more)}`}`);
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
}

const entry = (title, text) => `---\nkind: page\ntitle: ${title}\n---\n${text}\n`;
const paragraphs = (words) => Array.from({ length: 60 }, (_, at) => `Paragraph ${at}: ${"many words to fill a line ".repeat(6)}`).join("\n\n") + `\n\n![A sign](sign.svg)\n\n${words}`;
const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="${colour}"/></svg>\n`;

/** A dossier of its own, and its server. */
async function start(name, prepare) {
  const root = join(folder, name);
  execFileSync(program, ["init", root], { stdio: "ignore" });
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  prepare(write);
  const server = spawn(program, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const address = await new Promise((found, failed) => {
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const named = /serving (http:\S+);/.exec(line);
      if (named) found(named[1]);
    });
  });
  return { root, write, address, stop: () => server.kill("SIGINT") };
}

async function open(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("pageerror", (error) => violations.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) violations.push(`console: ${message.text()}`);
  });
  await page.goto(address, { waitUntil: "load" });
  return page;
}

/** Leaves a sign that a reload takes away. */
const mark = (page) => page.evaluate(() => { globalThis.__same = true; });
const isSame = (page) => page.evaluate(() => globalThis.__same === true);
const text = (page) => page.evaluate(() => document.querySelector("main").innerText);
const has = (page, words) => page.waitForFunction((words) => document.querySelector("main")?.innerText.includes(words), words, { timeout: PATIENCE });
const scrolled = (page) => page.evaluate(() => scrollY);
const overlay = (page) => page.evaluate(() => {
  const host = document.querySelector("dossier-problems");
  const shown = host && getComputedStyle(host).display !== "none" && host.getBoundingClientRect().height > 50;
  return shown ? host.shadowRoot.textContent : undefined;
});
const covered = (page) => page.waitForFunction(() => {
  const host = document.querySelector("dossier-problems");
  return host && getComputedStyle(host).display !== "none" && host.shadowRoot.querySelector("li, p.hint");
}, undefined, { timeout: PATIENCE });
const uncovered = (page) => page.waitForFunction(() => document.querySelector("dossier-problems") === null, undefined, { timeout: PATIENCE });
const moment = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  for (const [width, height] of [[1280, 900], [360, 740]]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await page.screenshot({ path: join(shots, `${name}-360-forced.png`) });
  await page.emulateMedia({ forcedColors: "none" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function reload(context, desk) {
  const page = await open(context, `${desk.address}pages/long/`);
  await page.evaluate(() => scrollTo(0, 1500));
  await mark(page);
  const before = await scrolled(page);
  desk.write("content/pages/long.md", entry("Long", paragraphs("After the save.")));
  await has(page, "After the save.");
  check("a save reloads the page", !(await isSame(page)));
  await page.waitForFunction((before) => Math.abs(scrollY - before) < 3, before, { timeout: PATIENCE }).catch(() => {});
  check("it keeps its place", Math.abs((await scrolled(page)) - before) < 3, [before, await scrolled(page)]);

  await mark(page);
  const other = await open(context, `${desk.address}pages/other/`);
  desk.write("content/pages/other.md", entry("Other", "Other words."));
  await has(other, "Other words.");
  await moment(300);
  check("another page is left alone", await isSame(page));
  await other.close();

  const next = join(desk.root, "content/pages/.long.md.new");
  writeFileSync(next, entry("Long", paragraphs("By rename.")));
  renameSync(next, join(desk.root, "content/pages/long.md"));
  await has(page, "By rename.");
  check("a save by rename reloads the page", true);
  return page;
}

/** A file that is written again while the browser still fetches what it held first. */
async function twice(page, desk) {
  const outline = (width) => `${desk.css}\nmain { outline: ${width}px solid rgb(1, 2, 3); }\n`;
  let asked = 0;
  const slow = async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    await moment(1500);
    // By then there is no such file any more.
    await route.abort().catch(() => {});
  };
  await page.route("**/*.css*", slow);
  desk.write("static/ledger.css", outline(3));
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet][href*="ledger"]').length === 2, undefined, { timeout: PATIENCE });
  desk.write("static/ledger.css", outline(7));
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet][href*="ledger"]').length !== 2, undefined, { timeout: PATIENCE });
  await moment(2500);
  await page.unroute("**/*.css*", slow);
  const left = await page.evaluate(() => [document.querySelectorAll('link[rel=stylesheet][href*="ledger"]').length, getComputedStyle(document.querySelector("main")).outlineWidth]);
  check("of two new styles the last one stays, alone", left[0] === 1 && left[1] === "7px", left);
}

async function style(page, desk) {
  await page.evaluate(() => scrollTo(0, 900));
  await mark(page);
  const before = await scrolled(page);
  desk.write("static/ledger.css", `${desk.css}\nmain { outline: 7px solid rgb(1, 2, 3); }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineWidth === "7px", undefined, { timeout: PATIENCE });
  check("a style is swapped without a reload", await isSame(page));
  check("the page stays where it was", Math.abs((await scrolled(page)) - before) < 3);
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet][href*="ledger"]').length === 1, undefined, { timeout: PATIENCE }).catch(() => {});
  check("the old style is gone", (await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet][href*="ledger"]').length)) === 1);
  await twice(page, desk);
  desk.write("static/ledger.css", desk.css);
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineWidth !== "7px", undefined, { timeout: PATIENCE });
  check("and swapped back", await isSame(page));
  desk.write("content/pages/sign.svg", picture("black"));
  await page.waitForFunction(() => [...document.images].some((one) => one.src.includes("sign")), undefined, { timeout: PATIENCE });
  const source = () => page.evaluate(() => [...document.images].find((one) => one.src.includes("sign")).src);
  const old = await source();
  check("a picture is swapped without a reload", await isSame(page), old);
}

async function mistakes(context, page, desk) {
  await mark(page);
  desk.write("content/pages/other.md", entry("Other", "Глядзіце [[example-grup]] сюды, <script>alert(1)</script>\n"));
  await covered(page);
  const words = await overlay(page);
  for (const part of ["1 error", "broken-link", "content/pages/other.md:5:10", "Глядзіце [[example-grup]] сюды, <script>alert(1)</script>", "did you mean", "example-group", "The page behind it is the last good one."]) {
    check(`over the page stands \`${part}\``, words.includes(part), words);
  }
  const inside = await page.evaluate(() => {
    const root = document.querySelector("dossier-problems").shadowRoot;
    return { mark: root.querySelector("mark").textContent, alert: root.querySelector("[role=alert]").textContent.includes("1 error"), scripts: root.querySelectorAll("script").length, wide: document.documentElement.scrollWidth <= innerWidth };
  });
  check("the place is marked", inside.mark === "[[example-grup]]", inside);
  check("it is announced", inside.alert);
  check("what a file holds is text, not a page", inside.scripts === 0);
  check("the page below was not reloaded", await isSame(page));
  await shoot(page, "overlay");
  await page.setViewportSize({ width: 360, height: 740 });
  check("no sideways scrolling at 360 px", await page.evaluate(() => {
    const host = document.querySelector("dossier-problems");
    return document.documentElement.scrollWidth <= innerWidth && host.scrollWidth <= host.clientWidth;
  }));
  await page.setViewportSize({ width: 1280, height: 900 });
  const found = (await accessibility(page)).filter((one) => one.includes("dossier-problems"));
  check("axe finds nothing in it", found.length === 0, found);

  const second = await open(context, `${desk.address}claims/`);
  await covered(second);
  check("a page that is opened now shows it too", (await overlay(second)).includes("example-grup"));
  await second.close();

  await page.evaluate(() => document.querySelector("dossier-problems").shadowRoot.querySelector("button").click());
  check("it can be hidden", (await overlay(page)) === undefined);
  desk.write("content/pages/other.md", entry("Other", "Глядзіце [[example-gruup]] сюды\n"));
  await page.waitForFunction(() => document.querySelector("dossier-problems")?.shadowRoot.textContent.includes("example-gruup"), undefined, { timeout: PATIENCE });
  check("the next mistake shows it again", (await overlay(page)) !== undefined);

  const settings = readFileSync(join(desk.root, "dossier.yaml"), "utf8");
  desk.write("dossier.yaml", "title: [\n");
  await page.waitForFunction(() => document.querySelector("dossier-problems")?.shadowRoot.textContent.includes("dossier.yaml"), undefined, { timeout: PATIENCE });
  check("broken settings are shown", true);
  desk.write("dossier.yaml", settings);
  desk.write("content/pages/other.md", entry("Other", "Mended: [[example-group]].\n"));
  await uncovered(page);
  check("it goes when it is mended", await isSame(page));
}

async function appearing(context, desk) {
  const page = await open(context, `${desk.address}pages/later/`);
  desk.write("content/pages/later.md", entry("Later", "Here by now."));
  await has(page, "Here by now.");
  check("a missing page appears", true);
  // A tab that nobody looks at hears nothing, and catches up.
  const hide = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await mark(page);
  await hide(true);
  desk.write("content/pages/later.md", entry("Later", "While nobody looked."));
  const other = await open(context, `${desk.address}pages/later/`);
  await has(other, "While nobody looked.");
  await other.close();
  check("a hidden page holds no connection", await isSame(page));
  await hide(false);
  await has(page, "While nobody looked.");
  check("and catches up when it is looked at", true);
  rmSync(join(desk.root, "content/pages/later.md"));
  await page.waitForFunction(() => !document.body.innerText.includes("While nobody looked."), undefined, { timeout: PATIENCE });
  check("a page that is removed goes", true);
  await page.close();
}

async function desk(context, { address, write }) {
  const page = await open(context, `${address}_desk/`);
  write("content/pages/draft.md", "---\nkind: page\ntitle: A draft of mine\ndraft: true\n---\nNot yet.\n");
  await has(page, "A draft of mine");
  check("the desk follows each build", true);
  await page.close();
}

async function brokenFromTheStart(context) {
  const desk = await start("broken", (write) => write("content/pages/wrong.md", entry("Wrong", "See [[example-grup]].")));
  const page = await open(context, desk.address);
  const words = await text(page);
  check("a dossier that is broken from the start shows what is wrong", words.includes("content/pages/wrong.md:5:5") && words.includes("There is no site to show yet"), words);
  await shoot(page, "whole");
  const found = await accessibility(page);
  check("axe finds nothing in that", found.length === 0, found);
  desk.write("content/pages/wrong.md", entry("Wrong", "See [[example-grop]]."));
  await page.waitForFunction(() => document.querySelector("main").innerText.includes("example-grop"), undefined, { timeout: PATIENCE });
  desk.write("content/pages/wrong.md", entry("Wrong", "See [[example-group]]."));
  await page.waitForFunction(() => document.querySelector("link[rel=canonical], .crumbs, header") !== null && !document.getElementById("dossier:problems"), undefined, { timeout: PATIENCE });
  check("and the site when it is mended", true);
  desk.stop();
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
const began = Date.now();
try {
  const css = readFileSync(join(here, "../../themes/ledger/static/ledger.css"), "utf8");
  const loop = await start("loop", (write) => {
    write("content/pages/long.md", entry("Long", paragraphs("Before.")));
    write("content/pages/other.md", entry("Other", "Words."));
    write("content/pages/sign.svg", picture("gray"));
    write("static/ledger.css", css);
  });
  loop.css = css;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  await context.exposeBinding("__violation", (_, what) => violations.push(what));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => globalThis.__violation(`violates the policy: ${event.effectiveDirective} blocked ${event.blockedURI}`));
  });
  const page = await reload(context, loop);
  await style(page, loop);
  await mistakes(context, page, loop);
  await appearing(context, loop);
  await desk(context, loop);
  await brokenFromTheStart(context);
  check("nothing was refused by the page's own policy, and no script failed", violations.length === 0, violations);
  loop.stop();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${steps} looked at, ${failures.length} wrong, in ${((Date.now() - began) / 1000).toFixed(1)} s`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
