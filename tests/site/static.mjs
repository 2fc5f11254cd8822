// Reads every file of the site and checks what needs no browser: addresses, privacy, structure. Each rule is one `report.check`.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { addresses, resolve } from "./addresses.mjs";
import { readCss, readPage } from "./html.mjs";
import { auditHost, auditXml } from "./machine.mjs";
import { loud, weaknesses } from "./quiet.mjs";

/** Checks all files; returns what the browser's part wants to know of the site. */
export function auditFiles(root, report, { isText = false } = {}) {
  const names = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1).replaceAll("\\", "/"))
    .sort();
  const read = (name) => readFileSync(join(root, name), "utf8");
  const site = { files: new Set(names), pages: new Map(), ids: new Map(), base: undefined };
  for (const name of names) {
    if (name.endsWith(".html")) site.pages.set(name, { ...readPage(read(name)), size: read(name).length });
    // An SVG's ids are targets too: `<use href="signs.svg#claimed">`.
    if (name.endsWith(".svg")) site.ids.set(name, readPage(read(name)).ids);
  }
  for (const [name, page] of site.pages) site.ids.set(name, page.ids);
  site.base = baseOf(site.pages.get("index.html"));

  for (const [name, page] of site.pages) auditPage(name, page, site, report, isText);
  auditReach(site, report);
  for (const name of names.filter((name) => name.endsWith(".css"))) {
    report.check("addresses", name, addresses(name, readCss(read(name)).map((ref) => ({ ...ref, kind: "load" })), site));
  }
  for (const name of names.filter((name) => /\.m?js$/.test(name))) report.check("quiet scripts", name, loud(read(name)));
  auditXml(root, names, site, report);
  auditHost(read, site, report);

  const withData = [...site.pages.values()].filter((page) => page.linkedData.length).length;
  report.note(`${names.length} files, ${site.pages.size} pages, ${withData} with JSON-LD, base ${site.base ?? "unknown"}`);
  return site;
}

/** The site's own address, from the canonical link of its home page: `https://dossier.example/x/`. */
function baseOf(home) {
  const own = home.refs.find((ref) => ref.tag === "link" && ref.rel === "canonical")?.value;
  return own && URL.canParse(own) ? new URL(own).href.replace(/index\.html$/, "") : undefined;
}

function auditPage(name, page, site, report, isText) {
  report.check("addresses", name, addresses(name, page.refs, site));
  report.check("markup", name, page.problems);

  const head = [];
  if (page.h1 !== 1) head.push(`${page.h1} elements <h1>, not one`);
  if (!page.lang) head.push("<html> has no `lang`");
  if (!page.title) head.push("no <title>");
  const canonical = page.refs.filter((ref) => ref.rel === "canonical");
  // The 404 page has no address of its own.
  if (site.base && canonical.length !== 1 && name !== "404.html") head.push(`${canonical.length} canonical links, not one`);
  report.check("head", name, head);

  const privacy = [];
  if (!page.metas.some(([about, content]) => about === "referrer" && content === "no-referrer")) privacy.push('no <meta name="referrer" content="no-referrer">');
  if (page.policies.length !== 1) privacy.push(`${page.policies.length} meta elements with a Content-Security-Policy, not one`);
  else privacy.push(...weaknesses(page.policies[0]));
  report.check("privacy", name, privacy);

  // Pages of text are for people on bad lines: what machines read is on the original.
  report.check("JSON-LD", name, linkedData(page, name === "index.html" && !isText));
}

function linkedData(page, required) {
  const problems = [];
  if (page.linkedData.length > 1) problems.push(`${page.linkedData.length} blocks of JSON-LD, not one`);
  if (required && page.linkedData.length === 0) problems.push("no JSON-LD");
  for (const { text, line } of page.linkedData) {
    let data;
    try {
      data = JSON.parse(text);
    } catch (error) {
      problems.push([`not JSON: ${error.message}`, line]);
      continue;
    }
    if (!data["@context"]) problems.push(["no @context", line]);
    const graph = data["@graph"];
    if (!Array.isArray(graph) || graph.length === 0) {
      problems.push(["no @graph", line]);
      continue;
    }
    const names = graph.map((node) => node["@id"]).filter(Boolean);
    if (new Set(names).size < names.length) problems.push(["two nodes have the same @id", line]);
    for (const node of graph) if (!node["@type"]) problems.push(["a node has no @type", line]);
  }
  return problems;
}

/** Every page can be reached from the home page by links; the 404 page and stubs of old addresses apart. */
function auditReach(site, report) {
  const reached = new Set(["index.html"]);
  for (const name of reached) {
    for (const ref of site.pages.get(name).refs) {
      const { file } = ref.kind === "link" ? resolve(name, ref, site) : {};
      if (file && site.pages.has(file)) reached.add(file);
    }
  }
  for (const [name, page] of site.pages) {
    if (name === "404.html" || page.stub) continue;
    report.check("reachable", name, reached.has(name) ? [] : ["no way by links from the home page"]);
  }
}
