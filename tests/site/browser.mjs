// Looks at a sample of pages in Chromium: requests, policy, accessibility, width, the page without JavaScript and from
// a disk, and pictures for people; then at as many as have every element of the site in all its
// surroundings (`every.mjs`).

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { resolve } from "./addresses.mjs";
import { SCRIPTS, accessibility, tooWide, withoutScripts } from "./axe.mjs";
import { auditEvery, cover } from "./every.mjs";
import { auditPreviews } from "./previews.mjs";
import { auditSearch } from "./search.mjs";
import { serve } from "./server.mjs";

// No sandbox: it needs user namespaces that containers lack, and the only pages opened are our own. The rest keeps Chromium
// itself from looking up its maker's hosts.
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"];
const SAMPLE = 38;
const TEXT_SAMPLE = 24;
const SHOTS = 10;
const FILE_LINKS = 20;
// One load, then every state of the window: width, colours (`forced` by the system, as for high contrast), and whether axe
// looks and a picture is taken. What is printed is kept as a PDF beside the pictures.
const STATES = [
  { width: 1280, scheme: "light", axe: true, shot: true },
  { width: 1280, scheme: "dark", axe: true, shot: true },
  { width: 360, scheme: "light", axe: true, shot: true },
  { width: 360, scheme: "dark", axe: false, shot: true },
  { width: 320, scheme: "light", axe: true, shot: false },
  { width: 320, scheme: "dark", axe: true, shot: false },
  { width: 1280, scheme: "light", forced: true, axe: false, shot: true },
  { width: 360, scheme: "dark", forced: true, axe: false, shot: true },
];
const HEIGHT = 900;
// A machine that compiles at the same time is slow, and that is no fault of the site.
const PATIENCE = 90_000;
// Taller pictures nobody looks at, and Chromium cannot paint much more.
const TALLEST = 8000;

export async function auditInBrowser(root, site, report, { quick, all, isText, shots }) {
  const start = site.base ? new URL(site.base).pathname : "/";
  const server = await serve(root, start);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  try {
    rmSync(shots, { recursive: true, force: true });
    mkdirSync(shots, { recursive: true });
    const names = sample(site, quick ? 5 : isText ? TEXT_SAMPLE : SAMPLE);
    report.note(`in the browser: ${names.join(", ")}`);
    const waiting = names.map((name, at) => ({ name, shots: at < SHOTS ? shots : undefined }));
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await visit(browser, `${server.origin}${start}`, next, site, report);
    };
    // Two, as the machine has two cores.
    await report.timed(`${names.length} pages closely`, () => Promise.all([worker(), worker()]));
    if (!quick) {
      const others = all ? [...site.pages].filter(([, page]) => !page.stub).map(([name]) => name) : cover(site, names);
      await report.timed(`${others.length} pages more in every state`, () => auditEvery(browser, `${server.origin}${start}`, others, site, report));
    }
    await openFromDisk(browser, root, site, report);
    // Search and previews are scripts, and a site of text has none.
    if (!isText) {
      await report.timed("the search", () => auditSearch(browser, server, start, root, report));
      await report.timed("previews", () => auditPreviews(browser, server, start, root, site, report));
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Home, 404, the largest page of every folder (it shows the most), the views that stand alone, the indexes, other languages. */
export function sample(site, most) {
  const home = site.pages.get("index.html").lang;
  const pages = [...site.pages].filter(([, page]) => !page.stub).sort(([, a], [, b]) => b.size - a.size);
  const own = pages.filter(([name, page]) => page.lang === home && name !== "index.html" && name !== "404.html").map(([name]) => name);
  const folders = new Map();
  for (const name of own.filter((name) => name.split("/").length > 2)) folders.set(name.split("/")[0], folders.get(name.split("/")[0]) ?? name);
  const alone = own.filter((name) => name.split("/").length <= 2 && !folders.has(name.split("/")[0]));
  const indexes = own.filter((name) => name.split("/").length === 2 && folders.has(name.split("/")[0]));
  const others = [...new Set(pages.map(([, page]) => page.lang))].filter((lang) => lang !== home).flatMap((lang) => pages.filter(([, page]) => page.lang === lang).slice(0, 2).map(([name]) => name));
  const alike = ["ledger", "register", "matrix", "timeline", "map", "search", "sources", "questions", "glossary", "tags", "corrections"];
  const views = ["index.html", "404.html", ...alike.map((name) => `${name}/index.html`)].filter((name) => site.pages.has(name));
  const first = [...views.slice(0, 2), ...folders.values()];
  return [...new Set(most < SAMPLE ? [...first, ...views] : [...first, ...views, ...others.slice(0, 4), ...alone, ...indexes, ...others])].slice(0, most);
}

async function visit(browser, start, { name, shots }, site, report) {
  // The 404 page is shown at any address, so it is opened at one.
  const address = start + (name === "404.html" ? "no/such/page" : encodeURI(name));
  const file = name.replace(/\/?index\.html$|\.html$/, "").replaceAll("/", "-") || "home";
  const seen = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, colorScheme: "light", reducedMotion: "reduce" });
  try {
    const page = await open(context, address, seen);
    const corners = await page.evaluate(cornered);
    if (corners) report.check("a picture larger than its region begins at its middle", name, corners);
    for (const state of STATES.filter((state) => state.axe || shots)) {
      const where = `at ${state.width} ${state.scheme}`;
      await page.setViewportSize({ width: state.width, height: HEIGHT });
      await page.emulateMedia({ colorScheme: state.scheme, forcedColors: state.forced ? "active" : "none", reducedMotion: "reduce" });
      await page.evaluate(settled);
      if (state.width < 400) report.check(`sideways scrolling ${where}`, name, await page.evaluate(tooWide));
      if (state.axe) report.check(`axe ${where}`, name, await accessibility(page));
      if (state.shot && shots) await picture(page, join(shots, `${file}-${state.width}-${state.scheme}${state.forced ? "-forced" : ""}.png`));
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
    if (shots) await page.pdf({ path: join(shots, `${file}.pdf`), format: "A4", preferCSSPageSize: true });
    const kept = await page.evaluate(async () => [
      document.cookie && "a cookie",
      localStorage.length && "localStorage",
      sessionStorage.length && "sessionStorage",
      (await indexedDB.databases()).length && "a database",
      (await caches.keys()).length && "a cache",
      (await navigator.serviceWorker.getRegistrations()).length && "a service worker",
    ].filter(Boolean));
    report.check("nothing kept on the device", name, [...kept.map((what) => `the page keeps ${what}`), ...(await context.cookies()).map((cookie) => `the cookie ${cookie.name}`)]);
    await page.setViewportSize({ width: 1280, height: HEIGHT });
    await page.emulateMedia({ colorScheme: "light" });
    report.check("same text without JavaScript", name, difference(await page.evaluate(mainText), await textWithoutScripts(browser, address, seen)));
    // A page without scripts is the same in both.
    if (site.pages.get(name).scripted) {
      report.check("axe at 320 without JavaScript", name, await accessibilityWithoutScripts(browser, address));
    }
  } catch (error) {
    report.check("opens in Chromium", name, [String(error.message).split("\n")[0]]);
  } finally {
    await context.close();
  }
  report.check("quiet in Chromium", name, [...new Set(seen)]);
}

/** Opens a page; whatever it asks, logs or violates goes to `seen`. */
async function open(context, address, seen) {
  const home = address.startsWith("file:") ? "file:" : new URL(address).origin;
  context.on("request", (request) => {
    if (!request.url().startsWith(home)) seen.push(`asks ${request.url().slice(0, 200)}`);
  });
  context.on("requestfailed", (request) => seen.push(`could not get ${request.url().slice(0, 200)}: ${request.failure()?.errorText}`));
  context.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== address) seen.push(`${response.status()} for ${new URL(response.url()).pathname}`);
  });
  await context.exposeBinding("__violation", (_, what) => seen.push(what));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => globalThis.__violation(`violates the policy: ${event.effectiveDirective} blocked ${event.blockedURI}${event.sample ? ` (${event.sample})` : ""}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("pageerror", (error) => seen.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    // That the 404 page itself comes with 404 is as it should be; other failed requests are told above.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) seen.push(`console: ${message.text().slice(0, 300)}`);
  });
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  return page;
}

/** Runs in the page: what a region first shows of a picture that says where it begins, if not its middle; nothing where there is none. */
function cornered() {
  // Browsers of before 2025 begin at the corner, whatever is said.
  if (!CSS.supports("scroll-initial-target: nearest")) return undefined;
  const regions = [...document.querySelectorAll(".middle")].map((one) => one.closest("[tabindex]"));
  const off = (begins, whole, window) => Math.abs(begins - Math.max(0, whole - window) / 2) > 1;
  const places = regions.filter((one) => off(one.scrollLeft, one.scrollWidth, one.clientWidth) || off(one.scrollTop, one.scrollHeight, one.clientHeight));
  return regions.length ? places.map((one) => `it begins at ${one.scrollLeft}, ${one.scrollTop} of ${one.scrollWidth}, ${one.scrollHeight}`) : undefined;
}

/** Runs in the page: waits for transitions of the new state, but not for one that never ends. */
function settled() {
  const ends = Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => {});
  return Promise.race([ends, new Promise((done) => setTimeout(done, 1000))]);
}

/**
 * Runs in the page: the words of <main>. What stands in <noscript>, or is marked `data-needs-script` because it does nothing
 * without scripts (a button that copies), does not count.
 */
function mainText() {
  for (const one of document.querySelectorAll("main noscript, main [data-needs-script]")) one.remove();
  return (document.querySelector("main")?.innerText ?? "").replace(/\s+/g, " ").trim();
}

/** axe needs JavaScript itself, so the page's own is withheld, and what stands in <noscript> is put in its place. */
async function accessibilityWithoutScripts(browser, address) {
  const context = await browser.newContext({ viewport: { width: 320, height: HEIGHT }, colorScheme: "light", reducedMotion: "reduce" });
  try {
    await context.route(SCRIPTS, (route) => route.abort());
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "load" });
    await page.evaluate(withoutScripts);
    return await accessibility(page);
  } finally {
    await context.close();
  }
}

async function textWithoutScripts(browser, address, seen) {
  const context = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, colorScheme: "light", reducedMotion: "reduce", javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    page.on("request", (request) => request.url().startsWith(new URL(address).origin) || seen.push(`asks ${request.url().slice(0, 200)}`));
    await page.goto(address, { waitUntil: "load" });
    return await page.evaluate(mainText);
  } finally {
    await context.close();
  }
}

function difference(withScripts, without) {
  if (!withScripts) return ["<main> has no text"];
  if (withScripts === without) return [];
  let at = 0;
  while (withScripts[at] === without[at]) at += 1;
  const near = (text) => text.slice(Math.max(0, at - 20), at + 40);
  return [`with JavaScript “${near(withScripts)}”, without “${near(without)}”`];
}

async function picture(page, path) {
  const size = await page.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }));
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: size.width, height: Math.min(size.height, TALLEST) } });
}

/** The home page opened from a disk (a USB stick): its style sheets apply and its first links lead to pages. */
async function openFromDisk(browser, root, site, report) {
  const context = await browser.newContext();
  const seen = [];
  try {
    const page = await open(context, pathToFileURL(join(root, "index.html")).href, seen);
    const broken = await page.evaluate(() => [...document.querySelectorAll("link[rel~=stylesheet]")].filter((link) => !link.sheet).map((link) => `${link.getAttribute("href")} does not apply`));
    // Chromium lets no page from a disk load fonts with CORS; a fallback font stands in, and nothing else may be missing.
    const serious = seen.filter((text) => !/\.woff2?\b|\bfont\b/i.test(text));
    report.check("from a disk", "index.html", [...broken, ...new Set(serious)]);
    const links = site.pages.get("index.html").refs.filter((ref) => ref.kind === "link" && !resolve("index.html", ref, site).outside);
    for (const value of [...new Set(links.map((ref) => ref.value))].slice(0, FILE_LINKS)) {
      const problems = [];
      // A page of its own for each: Chromium's error page arrives late and would disturb the next one.
      const page = await context.newPage();
      try {
        await page.goto(new URL(value, pathToFileURL(join(root, "index.html"))).href, { waitUntil: "load" });
        const shown = await page.evaluate(() => ({ list: /^Index of /.test(document.title), target: !location.hash || document.querySelector(":target") !== null || /^#(top|:.*)?$/.test(location.hash) }));
        if (shown.list) problems.push(`\`${value}\` shows a list of files`);
        else if (!shown.target) problems.push(`\`${value}\` does not find its place on the page`);
      } catch (error) {
        problems.push(`\`${value}\`: ${String(error.message).split("\n")[0]}`);
      }
      await page.close();
      report.check("link from a disk", "index.html", problems);
    }
  } finally {
    await context.close();
  }
}
