// What machines read: XML, pictures in SVG, and the files for hosts.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addresses, decode, pageAt, resolve, within } from "./addresses.mjs";
import { readCss, readPage } from "./html.mjs";
import { weaknesses } from "./quiet.mjs";

const HOST_FILES = ["_headers", "_redirects", ".nojekyll", "robots.txt", "404.html"];

/** XML and SVG are well formed, ask nobody, and name pages that exist. */
export function auditXml(root, names, site, report) {
  const files = names.filter((name) => /\.(xml|svg|rss|atom|opf|xsl)$/.test(name));
  const script = fileURLToPath(new URL("read-xml.py", import.meta.url));
  const input = JSON.stringify(files.map((name) => join(root, name)));
  const facts = JSON.parse(execFileSync("python3", [script], { input, maxBuffer: 1 << 30, encoding: "utf8", env: { ...process.env, PYTHONIOENCODING: "utf-8" } }));
  const isPage = (address) => pageAt(within(address, site), site) !== undefined;
  for (const name of files) {
    const { error, root: tag, locs, links, entries } = facts[join(root, name)];
    report.check("well-formed XML", name, error ? [`not well formed: ${error}`] : []);
    const text = readFileSync(join(root, name), "utf8");
    const problems = [];
    for (const [, href] of text.matchAll(/<\?xml-stylesheet[^>]*href=["']([^"']*)/g)) problems.push(...addresses(name, [{ kind: "load", value: href }], site));
    if (name.endsWith(".svg")) {
      const { refs, problems: found } = readPage(text);
      // A picture keeps its own styles; a script or a request it must not have.
      problems.push(...addresses(name, [...refs, ...readCss(text.replace(/^[\s\S]*?<svg/, "<svg")).map((ref) => ({ ...ref, kind: "load" }))], site));
      problems.push(...found.filter(([text]) => /script|handler|<(iframe|object|embed)>/.test(text)));
    }
    if (tag?.endsWith("}urlset")) {
      for (const loc of locs) if (!isPage(loc)) problems.push(`the sitemap names \`${loc}\`, which is no page`);
      for (const [, , href] of links) if (!isPage(href)) problems.push(`the sitemap's alternate \`${href}\` is no page`);
      if (locs.length === 0) problems.push("the sitemap is empty");
      if (new Set(locs).size < locs.length) problems.push("the sitemap names a page twice");
    }
    if (tag?.endsWith("}sitemapindex")) {
      for (const loc of locs) if (!site.files.has(within(loc, site))) problems.push(`the sitemap names \`${loc}\`, which is no file`);
    }
    if (tag?.endsWith("}feed")) {
      for (const entry of entries) {
        for (const field of entry.missing) problems.push(`a feed or entry without <${field}>`);
        for (const html of entry.html) {
          const inside = readPage(html);
          for (const ref of inside.refs) if (ref.kind === "load" && resolve(name, ref, site).problem?.includes("asks another host")) problems.push(`the text of an entry asks another host: \`${ref.value}\``);
          problems.push(...inside.problems.filter(([text]) => /script|handler/.test(text)));
        }
      }
      const ids = entries.map((entry) => entry.id);
      if (new Set(ids).size < ids.length) problems.push("two entries of the feed have the same <id>");
      for (const [, rel, href] of links) {
        if (rel !== "self" && within(href, site) !== undefined && !isPage(href)) problems.push(`the feed names \`${href}\`, which is no page`);
      }
    }
    report.check("XML content", name, problems);
  }
}

/** The files that hosts read. */
export function auditHost(read, site, report) {
  for (const name of [...HOST_FILES, ...(site.base ? ["sitemap.xml", "feed.xml"] : [])]) report.check("file for hosts", name, site.files.has(name) ? [] : ["missing"]);
  if (!site.base && site.files.has("sitemap.xml")) report.check("head", "index.html", ["a sitemap, but no canonical link: the audit cannot tell the site's own address"]);
  const start = site.base ? new URL(site.base).pathname : "/";
  if (site.files.has("_headers")) {
    const text = read("_headers");
    const policy = /^\s+Content-Security-Policy:(.*)$/im.exec(text)?.[1];
    const problems = policy ? weaknesses(policy) : ["no Content-Security-Policy"];
    if (!/^\s+Referrer-Policy:\s*no-referrer\s*$/im.test(text)) problems.push("no Referrer-Policy: no-referrer");
    report.check("headers", "_headers", problems);
  }
  if (site.files.has("_redirects")) {
    const problems = [];
    read("_redirects").split("\n").forEach((text, at) => {
      const [from, to] = text.trim().split(/\s+/);
      if (!from || from.startsWith("#") || from.includes("*")) return;
      const page = (address) => address?.startsWith(start) && pageAt(decode(address.slice(start.length).replace(/[?#].*$/, "")), site);
      if (!page(to)) problems.push([`leads to \`${to}\`, which is no page`, at + 1]);
      if (!page(from)) problems.push([`\`${from}\` has no page for hosts that know no redirects`, at + 1]);
    });
    report.check("redirects", "_redirects", problems);
  }
  if (site.files.has("robots.txt")) {
    const named = [...read("robots.txt").matchAll(/^Sitemap:\s*(\S+)/gim)].map((match) => match[1]);
    report.check("robots", "robots.txt", named.filter((address) => !site.files.has(within(address, site))).map((address) => `\`${address}\` is no file of the site`));
  }
}
