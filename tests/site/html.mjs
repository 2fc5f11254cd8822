// Reads one HTML page (or CSS text) into the facts that the rules of static.mjs ask for. It judges only what one page alone can show.

import { parse } from "parse5";

// `rel` words that make the browser fetch nothing. Every other word may: an unknown one counts as fetching.
const QUIET_RELS = new Set("alternate author bookmark canonical external help license me next nofollow noopener noreferrer prev privacy-policy sitemap tag terms-of-service up".split(" "));
const LOADING = new Set(["src", "poster", "background", "attributionsrc"]);
const QUOTING = new Set(["cite", "longdesc"]);
const BLOCKED = new Set(["iframe", "frame", "object", "embed", "portal", "fencedframe", "applet"]);
const HANDLER = /^on[a-z]/;

const named = (node) => (node?.tagName ? `${node.tagName}.${node.attrs.find(({ name }) => name === "class")?.value ?? ""}` : "");

/** An element by what it is, what it stands in and what it stands behind, without words: alike elements have alike faults. */
function shape(node) {
  const elements = (node.parentNode?.childNodes ?? []).filter((one) => one.tagName);
  return `${named(node.parentNode)}>${named(elements[elements.indexOf(node) - 1])}+${named(node)} ${node.attrs.map(({ name }) => name).join(" ")}`;
}

/**
 * The facts of a page. `shapes` are its elements by their surroundings. `refs` are its addresses by what happens to them: `link` (the reader may follow it), `load` (the browser
 * asks for it by itself, or a form would send there), `about` (words about the page that nobody fetches). `scripted`: with and without
 * JavaScript it may be two pages.
 */
export function readPage(text) {
  const page = { shapes: new Set(), lang: "", title: "", h1: 0, ids: new Set(), refs: [], metas: [], policies: [], linkedData: [], problems: [], scripted: false, stub: false, noindex: false };
  let loadsBegan = false;
  const walk = (node, inSvg) => {
    const tag = node.tagName;
    if (tag) {
      const attrs = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      const line = node.sourceCodeLocation?.startLine;
      const problem = (text) => page.problems.push([text, line]);
      const ref = (kind, value, rel = "") => page.refs.push({ kind, value, tag, rel, line });
      if (!inSvg) page.shapes.add(shape(node));
      inSvg ||= tag === "svg";

      for (const [name, value] of Object.entries(attrs)) {
        if (HANDLER.test(name)) problem(`inline event handler \`${name}\` on <${tag}>`);
        else if (name === "style") problem(`inline style on <${tag}>: the policy blocks it`);
        else if (name === "srcdoc") problem(`\`srcdoc\` on <${tag}>`);
        else if (name === "ping") problem("`ping` tells a server about a click");
        else if (LOADING.has(name)) ref("load", value);
        else if (QUOTING.has(name)) ref("about", value);
        else if (name === "srcset" || name === "imagesrcset") readSrcset(value).forEach((one) => ref("load", one));
        else if (name === "action" || name === "formaction") ref("load", value);
        else if (inSvg && /url\(/i.test(value)) readCss(value).forEach((one) => ref("load", one.value));
      }
      if ("id" in attrs) {
        if (page.ids.has(attrs.id)) problem(`two elements have the id \`${attrs.id}\``);
        page.ids.add(attrs.id);
      }
      if (tag === "a" && attrs.name) page.ids.add(attrs.name);
      if (BLOCKED.has(tag)) problem(`<${tag}>: the policy blocks it`);

      if ("href" in attrs) {
        const rels = (attrs.rel ?? "").toLowerCase().split(/\s+/).filter(Boolean);
        if (tag === "a" || tag === "area") ref("link", attrs.href, attrs.rel);
        else if (tag === "link") {
          const loads = !rels.every((rel) => QUIET_RELS.has(rel)) || rels.length === 0;
          loadsBegan ||= loads;
          ref(loads ? "load" : "about", attrs.href, rels.join(" "));
        } else if (tag === "base") problem("<base> turns every relative link");
        else ref("load", attrs.href);
      }
      if (tag === "html") page.lang = attrs.lang ?? "";
      if (tag === "h1") page.h1 += 1;
      if (tag === "title" && !inSvg) page.title ||= textOf(node).trim();
      if (tag === "style") problem("<style>: the policy blocks it");
      if (tag === "script") {
        loadsBegan = true;
        if (attrs.type === "application/ld+json") page.linkedData.push({ text: textOf(node), line });
        else if (!("src" in attrs)) problem("inline <script>: the policy blocks it");
      }
      if (tag === "noscript" || (tag === "script" && attrs.type !== "application/ld+json")) page.scripted = true;
      if (tag === "meta") {
        const about = (attrs["http-equiv"] ?? attrs.name ?? attrs.property ?? "").toLowerCase();
        const content = attrs.content ?? "";
        page.metas.push([about, content]);
        if (about === "robots") page.noindex = /noindex/i.test(content);
        if (about === "content-security-policy") {
          page.policies.push(content);
          if (loadsBegan) problem("the meta Content-Security-Policy stands after something that loads, which it does not cover");
        }
        if (about === "refresh" && "http-equiv" in attrs) {
          page.stub = true;
          const to = /url\s*=\s*['"]?([^'"]*)/i.exec(content)?.[1];
          if (to) ref("load", to.trim(), "refresh");
          else problem("the page reloads itself");
        }
        if (about === "set-cookie") problem("a meta element sets a cookie");
      }
    }
    for (const child of node.childNodes ?? []) walk(child, inSvg && tag !== "foreignObject");
    if (node.content) walk(node.content, false);
  };
  // Without scripting, so that what stands in <noscript> counts as the page's own.
  walk(parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: false }), false);
  return page;
}

/** The addresses in CSS, each with its line. */
export function readCss(text) {
  const blank = (part) => part.replace(/[^\n]/g, " ");
  const css = text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/@namespace[^;]*;/gi, blank);
  const found = [];
  const add = (value, at) => value && found.push({ value, line: css.slice(0, at).split("\n").length });
  for (const match of css.matchAll(/(?:url|src)\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))/gi)) add(match[1] ?? match[2] ?? match[3], match.index);
  for (const match of css.matchAll(/@import\s+(?:"([^"]*)"|'([^']*)')/gi)) add(match[1] ?? match[2], match.index);
  for (const set of css.matchAll(/image-set\(([^;}]*)/gi)) {
    for (const match of set[1].matchAll(/(?<![\w-]\(\s*)(?:"([^"]*)"|'([^']*)')/g)) add(match[1] ?? match[2], set.index);
  }
  return found;
}

function readSrcset(value) {
  // An address ends at white space or at a comma that white space follows.
  return [...value.matchAll(/\s*([^\s,][^\s]*?)(?:,(?=\s|$)|\s+[^,]*(?:,|$)|$)/g)].map((match) => match[1]);
}

function textOf(node) {
  return node.nodeName === "#text" ? node.value : (node.childNodes ?? []).map(textOf).join("");
}
