// A static host as small as can be, on 127.0.0.1 only: index.html for folders, 404.html for the rest, and the headers
// of `_headers`, so that the browser sees the policy that a real host would send.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".png": "image/png",
  ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon",
  ".woff2": "font/woff2", ".pdf": "application/pdf", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
};

/** Serves `root` under the path `start`; returns `{ origin, close }`. */
export async function serve(root, start) {
  const rules = headerRules(join(root, "_headers"));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host.invalid").pathname);
    const inside = path.startsWith(start) ? path.slice(start.length) : undefined;
    let file = inside === undefined ? undefined : join(root, inside);
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = file?.startsWith(root + sep) && existsSync(file);
    if (!found) file = join(root, "404.html");
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    for (const [prefix, name, value] of rules) if (`/${inside ?? ""}`.startsWith(prefix)) response.setHeader(name, value);
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

/** The lines of a `_headers` file (Netlify, Cloudflare Pages) as [path prefix, name, value]. */
function headerRules(file) {
  const rules = [];
  let prefix = "/";
  for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
    if (/^\S/.test(line)) prefix = line.trim().replace(/\*.*$/, "");
    const [, name, value] = /^\s+([\w-]+):\s*(.+?)\s*$/.exec(line) ?? [];
    if (name) rules.push([prefix, name, value]);
  }
  return rules;
}
