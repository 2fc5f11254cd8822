// The search in Chromium: what it finds, how it is used, and that nothing of it leaves the browser. Needs a site that was
// built from this repository's own dossier.

import { join } from "node:path";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { accessibility, tooWide } from "./axe.mjs";

const MOST = 100_000;

// Language of the page, what is typed, and the entry that must be among the first so many.
const QUERIES = [
  ["", "Cyber Partisans", "actors/cyber-partisans", 1],
  ["", "Kiber-Partizany", "actors/cyber-partisans", 1],
  ["", "Кибер-Партизаны", "actors/cyber-partisans", 1],
  ["", "кибер партизаны", "actors/cyber-partisans", 1],
  ["", "Кіберпартызаны", "actors/cyber-partisans", 1],
  ["", "Kiberpartyzany", "actors/cyber-partisans", 1],
  ["", "cyber partisan", "actors/cyber-partisans", 1],
  ["", "cyber part", "actors/cyber-partisans", 3],
  ["", "cyber partizans", "actors/cyber-partisans", 3],
  ["be", "Кіберпартызанаў", "actors/cyber-partisans", 2],
  ["be", "Kiber-Partizany", "actors/cyber-partisans", 1],
  ["be", "cyber partisans", "actors/cyber-partisans", 1],
  ["ru", "киберпартизанами", "actors/cyber-partisans", 1],
  ["ru", "Кіберпартызаны", "actors/cyber-partisans", 1],
  ["ru", "kiberpartizany", "actors/cyber-partisans", 1],
];

export async function auditSearch(browser, server, start, root, report) {
  const has = (name) => existsSync(join(root, name));
  if (!has("search/index.html")) return report.note("search: the site has none");
  if (!has("actors/cyber-partisans/index.html")) return report.note("search: not the dossier of this repository, so no queries are known");
  const origin = `${server.origin}${start}`;
  await queries(browser, origin, report);
  await use(browser, origin, report);
  await results(browser, origin, report);
  await quiet(browser, origin, report);
  await handedOver(browser, origin, report);
  await withoutScript(browser, origin, report);
  await fromDisk(browser, root, report);
}

/** A page with what it asked for. */
async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address, { waitUntil: "load" });
  return { context, page, requests, errors };
}

/** Types a query and waits until it is answered. */
async function ask(page, query) {
  await page.fill("[data-search] input", "");
  await page.waitForFunction(() => document.querySelector("[data-search-status]").textContent === "");
  await page.fill("[data-search] input", query);
  await page.waitForFunction(() => {
    const { textContent } = document.querySelector("[data-search-status]");
    return textContent !== "" && textContent !== document.querySelector("form[data-search]").dataset.loading;
  });
  return page.evaluate(() => [...document.querySelectorAll("[data-search-results]:not([hidden]) a")].map((link) => new URL(link.href).pathname));
}

async function queries(browser, origin, report) {
  for (const lang of ["", "be", "ru"]) {
    const { context, page, errors } = await open(browser, `${origin}${lang ? `${lang}/` : ""}search/index.html`);
    for (const [of, query, entry, most] of QUERIES.filter(([of]) => of === lang)) {
      const found = await ask(page, query);
      const at = found.findIndex((path) => path.includes(`/${entry}/`));
      report.check("search finds", `${of || "en"}: ${query}`, at >= 0 && at < most ? [] : [`${entry} is not among the first ${most}, but: ${found.slice(0, 5).join(", ") || "nothing"}`]);
    }
    report.check("search runs", lang || "en", errors);
    await context.close();
  }
}

async function use(browser, origin, report) {
  const { context, page } = await open(browser, `${origin}search/index.html`);
  const wrong = [];
  const expect = (what, is) => is || wrong.push(what);
  const focus = () => page.evaluate(() => document.activeElement.tagName);
  await ask(page, "partisans");
  const first = await page.evaluate(() => {
    const item = document.querySelector("[data-search-results] li");
    return { marks: item.querySelectorAll("mark").length, when: item.querySelector(".when").textContent };
  });
  expect("found words are marked", first.marks > 0);
  expect("a result says its kind", /\p{L}/u.test(first.when));
  await ask(page, "claim");
  expect("a claim has its standing and its sign", await page.evaluate(() => [...document.querySelectorAll("[data-search-results] .standing")].some((one) => one.querySelector("use") && one.textContent.trim())));
  const count = async () => Number(/\d+/.exec(await page.textContent("[data-search-status]"))?.[0]);
  const all = await count();
  expect("the choices are open where there is room", await page.isVisible("[data-search-filter=kind]"));
  await page.check("[data-search-filter=kind] input[value=claim]");
  await page.waitForFunction((before) => Number(/\d+/.exec(document.querySelector("[data-search-status]").textContent)?.[0]) < before, all);
  const kinds = await page.evaluate(() => [...document.querySelectorAll("[data-search-results] a")].every((link) => link.pathname.includes("/claims/")));
  expect("a filter leaves one kind", kinds && (await count()) > 0);
  await page.check("[data-search-filter=kind] input[value='']");
  await page.focus("[data-search] input");
  await page.keyboard.press("ArrowDown");
  expect("the arrow down leads to the first result", (await focus()) === "A" && (await page.evaluate(() => document.activeElement === document.querySelector("[data-search-results] a"))));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect("the arrow up leads back to the box", (await focus()) === "INPUT");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  expect("Escape clears the box", (await focus()) === "INPUT" && (await page.inputValue("[data-search] input")) === "");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  expect("a slash leads to the box", (await focus()) === "INPUT" && (await page.inputValue("[data-search] input")) === "");
  await ask(page, "zzqqzzqqzz");
  expect("nothing found is said", (await page.textContent("[data-search-status]")) === (await page.getAttribute("form[data-search]", "data-none")));
  expect("what changes is announced", (await page.getAttribute("[data-search-status]", "role")) === "status");
  await page.keyboard.press("Enter");
  expect("Enter opens no address", new URL(page.url()).search === "" && page.url().endsWith("search/index.html"));
  await context.close();

  const { context: second, page: other } = await open(browser, `${origin}be/search/index.html`);
  await ask(other, "partisans");
  await other.evaluate(() => { document.querySelector("[data-search-filters] details").open = true; });
  expect("entries that are not translated can be left out", (await other.locator("[data-search-filter=language] input").count()) > 2);
  report.check("search is usable", "search/index.html", wrong.map((what) => `it is not so that ${what}`));
  await second.close();
}

/** What is there only once something was looked for is as accessible as the rest. */
async function results(browser, origin, report) {
  const { context, page } = await open(browser, `${origin}be/search/index.html`);
  await ask(page, "partisans");
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(() => { document.querySelector("[data-search-filters] details").open = true; });
    report.check(`axe on results at ${width} ${colorScheme}`, "be/search/index.html", await accessibility(page));
    report.check(`sideways scrolling of results at ${width}`, "be/search/index.html", await page.evaluate(tooWide));
  }
  await context.close();
}

async function quiet(browser, origin, report) {
  const { context, page, requests } = await open(browser, `${origin}search/index.html`, { hasTouch: true, isMobile: true });
  const wrong = [];
  // A phone has no mouse, so nothing is loaded before the box is used.
  const before = requests.filter((address) => /parts\.js|\/search\/\w+[-.]\S*js/.test(address));
  if (before.length) wrong.push(`loads ${before.join(", ")} before the box is used`);
  requests.length = 0;
  await ask(page, "Shemetovets");
  const after = [...requests];
  await ask(page, "Лукашэнка");
  if (requests.length > after.length && after.length <= 2) wrong.push(`an index in one file, yet a second query loads ${requests.slice(after.length).join(", ")}`);
  for (const address of requests) {
    if (!address.startsWith(origin)) wrong.push(`asks ${address}`);
    if (/shemet|лукаш|%D0%9B/i.test(address)) wrong.push(`the query is in ${address}`);
  }
  const traces = await page.evaluate(async () => ({ address: location.href, length: history.length, state: history.state, cookie: document.cookie, local: localStorage.length, session: sessionStorage.length, name, databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length }));
  if (traces.address !== `${origin}search/index.html`) wrong.push(`the address became ${traces.address}`);
  if (traces.state || traces.cookie || traces.local || traces.session || traces.name || traces.databases || traces.caches) wrong.push(`left a trace: ${JSON.stringify(traces)}`);
  const html = await (await context.request.get(`${origin}search/index.html`)).text();
  const script = /assets\/search\.\w+\.js/.exec(html)[0];
  const sizes = await Promise.all([`${origin}${script}`, ...after].map(async (address) => gzipSync(await (await context.request.get(address)).body(), { level: 6 }).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  report.note(`search: ${total} bytes compressed for the first query, in ${sizes.length} files`);
  if (total > MOST) wrong.push(`the first query costs ${total} bytes compressed, more than ${MOST}`);
  report.check("search is quiet", "search/index.html", wrong);
  await context.close();
}

/** A query that a browser hands over as `opensearch.xml` tells it to: answered, sent to nobody, and out of the address. */
async function handedOver(browser, origin, report) {
  const wrong = [];
  const description = await (await fetch(`${origin}opensearch.xml`)).text();
  const template = /template="([^"]*)"/.exec(description)?.[1] ?? "";
  if (!template.endsWith("search/#q={searchTerms}")) wrong.push(`the template is ${template}`);
  const { context, page, requests } = await open(browser, `${origin}search/index.html#q=cyber+partis%61ns`);
  await page.waitForSelector("[data-search-results] a");
  const first = await page.getAttribute("[data-search-results] a", "href");
  if (!first.includes("actors/cyber-partisans/")) wrong.push(`the first result is ${first}`);
  if (page.url() !== `${origin}search/index.html`) wrong.push(`the address is ${page.url()}`);
  for (const address of requests.slice(1)) if (/partis/.test(address)) wrong.push(`the query is in ${address}`);
  const { context: other, page: odd, errors } = await open(browser, `${origin}search/index.html#q=%E0%A4%A`);
  if (errors.length || odd.url() !== `${origin}search/index.html`) wrong.push(`what is no text is not passed over: ${errors.join(", ")}`);
  report.check("search that a browser hands over", "search/index.html", wrong);
  await context.close();
  await other.close();
}

async function withoutScript(browser, origin, report) {
  const { context, page } = await open(browser, `${origin}search/index.html`, { javaScriptEnabled: false });
  const wrong = [];
  if (await page.isVisible("[data-search]")) wrong.push("shows a box that does nothing");
  if ((await page.locator("[data-search-ways] a").count()) < 10) wrong.push("offers no letters");
  await page.click("[data-search-ways] a >> nth=2");
  if ((await page.locator("main .entries a").count()) === 0) wrong.push("the list of a letter is empty");
  report.check("search without JavaScript", "search/index.html", wrong);
  await context.close();
}

async function fromDisk(browser, root, report) {
  const { context, page, errors } = await open(browser, pathToFileURL(join(root, "search/index.html")).href);
  const found = await ask(page, "Kiber-Partizany");
  // Chromium lets no page from a disk load fonts with CORS; a fallback font stands in.
  const serious = errors.filter((text) => !/\.woff2?\b|^Failed to load resource: net::ERR_FAILED|: Failed to load resource: net::ERR_FAILED/.test(text));
  report.check("search from a disk", "search/index.html", [...serious, ...(found[0]?.includes("/actors/cyber-partisans/") ? [] : ["does not find the Cyber Partisans"])]);
  await context.close();
}
