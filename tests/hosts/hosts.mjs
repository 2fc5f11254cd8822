// Serves a site by nginx and by Caddy as `docs/deploy.md` says, asks both as a reader's browser does, and walks all links in
// Chromium: from both servers, and from the disk.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, "../site/package.json"))("playwright-core");
// As in tests/site/browser.mjs: no sandbox for want of namespaces, and nothing that asks the browser's maker.
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"];
// A machine that compiles at the same time is slow, and that is no fault of the site.
const PATIENCE = 60_000;
/** How many pages of the site that is given are opened from each place. */
const MOST = 150;

const program = resolve(process.argv[2]);
const given = process.argv[3] && resolve(process.argv[3]);
const folder = mkdtempSync(join(tmpdir(), "dossier-hosts-"));
const running = [];
const failures = [];

function check(what, holds, more = "") {
  if (!holds) failures.push(`${what}${more === "" ? "" : `: ${JSON.stringify(more)}`}`);
  console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
}

const SETTINGS = `
hosts: [nginx, caddy, onion]
precompress: true
redirects:
  - {from: old-claim, to: example-claim}
  - {from: the-ledger.html, to: /ledger/}
  - {from: "старое-(1)", to: /the-ledger.html}
withdrawn:
  - {address: cases/withdrawn, date: "2021-08-18", reason: Somebody asked for it.}
headers:
  - {path: "/*", name: X-Robots-Tag, value: noarchive}
  - {path: "/ledger/*", name: X-Robots-Tag, value: "noarchive, noimageindex"}
  - {path: /robots.txt, name: Cache-Control, value: "public, max-age=60"}
`;

/** A site for a host at this path. */
function build(base) {
  const root = join(folder, `dossier${base.replaceAll("/", "-")}`);
  execFileSync(program, ["init", root], { stdio: "ignore" });
  const settings = join(root, "dossier.yaml");
  const text = readFileSync(settings, "utf8").replace(/^base_url:.*$/m, "");
  writeFileSync(settings, `${text}\nbase_url: "https://dossier.example${base}"\n${SETTINGS}`);
  const at = join(folder, `root${base.replaceAll("/", "-")}`);
  const site = join(at, base);
  mkdirSync(dirname(site), { recursive: true });
  execFileSync(program, ["build", "--root", root, "--out", site], { stdio: ["ignore", "ignore", "inherit"] });
  return { at, site };
}

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

function start(command, args, options) {
  const server = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (said += data));
  const ended = new Promise((end) => server.on("exit", end));
  running.push({ server, ended });
  return async (port) => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (server.exitCode !== null) throw new Error(`${command} ended with ${server.exitCode}: ${said}`);
      try {
        await ask(port, "/");
        return port;
      } catch {
        await new Promise((later) => setTimeout(later, 100));
      }
    }
    throw new Error(`${command} does not answer: ${said}`);
  };
}

async function nginx({ at, site }, name) {
  const port = await freePort();
  const own = join(folder, `nginx-${name}`);
  mkdirSync(own);
  const user = process.getuid() === 0 ? "user root;\n" : "";
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${own}/${what};`).join("\n");
  writeFileSync(
    join(own, "nginx.conf"),
    `${user}daemon off;\nworker_processes 1;\npid ${own}/pid;\nerror_log stderr;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\n${paths}\n` +
      `server {\nlisten 127.0.0.1:${port};\nroot ${at};\ninclude ${join(site, "_host/nginx.conf")};\n}\n}\n`,
  );
  return start("nginx", ["-p", own, "-c", join(own, "nginx.conf"), "-e", "stderr"])(port);
}

async function caddy({ at, site }, name) {
  const port = await freePort();
  const own = join(folder, `caddy-${name}`);
  mkdirSync(own);
  writeFileSync(
    join(own, "Caddyfile"),
    `{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:${port} {\nroot * ${at}\nimport ${join(site, "_host/Caddyfile")}\n}\n`,
  );
  const env = { ...process.env, HOME: own, XDG_DATA_HOME: own, XDG_CONFIG_HOME: own };
  return start("caddy", ["run", "--config", join(own, "Caddyfile"), "--adapter", "caddyfile"], { env })(port);
}

/** One answer, as it comes: nothing unpacked, nothing followed. */
function ask(port, path, headers = {}) {
  return new Promise((found, failed) => {
    const asked = request({ host: "127.0.0.1", port, path, headers: { Host: `127.0.0.1:${port}`, ...headers } }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => found({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) }));
    });
    asked.on("error", failed);
    asked.end();
  });
}

const POLICIES = ["content-security-policy", "referrer-policy", "x-content-type-options", "permissions-policy", "cross-origin-opener-policy"];

async function answers(name, port, base, site) {
  const file = (path) => readFileSync(join(site, path));
  const expected = Object.fromEntries(
    file("_headers").toString().split("\n\n")[0].split("\n").slice(1).map((line) => line.trim().split(/: (.*)/s)).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const isSafe = (answer) => POLICIES.every((header) => answer.headers[header] === expected[header]);
  const get = (path, headers) => ask(port, base + path, headers);

  const home = await get("");
  check(`${name}: the home page with its headers`, home.status === 200 && isSafe(home) && home.body.equals(file("index.html")), home.headers);
  check(`${name}: a header of the settings`, home.headers["x-robots-tag"] === "noarchive", home.headers);
  check(`${name}: pages say that they are UTF-8`, home.headers["content-type"] === "text/html; charset=utf-8", home.headers["content-type"]);
  check(`${name}: no version of the server`, !/\d/.test(home.headers.server ?? ""), home.headers.server);

  const asset = readdirSync(join(site, "assets")).find((path) => path.endsWith(".css"));
  const style = await get(`assets/${asset}`);
  check(`${name}: a style sheet with its own header and all others`, style.status === 200 && isSafe(style) && style.headers["cache-control"] === "public, max-age=31536000, immutable", style.headers);
  const robots = await get("robots.txt");
  check(`${name}: one file with a header of its own`, robots.status === 200 && isSafe(robots) && robots.headers["cache-control"] === "public, max-age=60", robots.headers);
  const ledger = await get("ledger/");
  check(`${name}: the narrower header has the last word`, ledger.status === 200 && isSafe(ledger) && ledger.headers["x-robots-tag"] === "noarchive, noimageindex", ledger.headers);

  const none = await get("no/such/page");
  check(`${name}: 404 with the page for it`, none.status === 404 && isSafe(none) && none.body.equals(file("404.html")), [none.status, none.headers]);
  const within = await get("assets/none.css");
  check(`${name}: 404 among files with headers of their own`, within.status === 404 && isSafe(within), [within.status, within.headers]);
  for (const [from, to] of [["old-claim/", "claims/example-claim/"], ["the-ledger.html", "ledger/"], [encodeURI("старое-(1)/"), "ledger/"]]) {
    const old = await get(from);
    check(`${name}: ${decodeURI(from)} leads on`, old.status === 301 && old.headers.location === base + to && isSafe(old), [old.status, old.headers]);
  }
  const bare = await get("old-claim");
  check(`${name}: an old address without its slash`, [301, 308].includes(bare.status) && bare.headers.location.endsWith(`${base}old-claim/`), [bare.status, bare.headers.location]);
  const gone = await get("cases/withdrawn/");
  check(`${name}: 410 with the page for it`, gone.status === 410 && isSafe(gone) && gone.body.equals(file("cases/withdrawn/index.html")), [gone.status, gone.headers]);
  for (const path of ["_host/nginx.conf", "_host/Caddyfile", "_headers", "_redirects", ".dossier-written"]) {
    const kept = await get(path);
    check(`${name}: ${path} is kept back`, kept.status === 404, kept.status);
  }

  const gzip = await get("", { "Accept-Encoding": "gzip" });
  check(`${name}: packed by gzip beforehand`, gzip.headers["content-encoding"] === "gzip" && gzip.body.equals(file("index.html.gz")) && isSafe(gzip), gzip.headers);
  check(`${name}: what was packed is the page`, gunzipSync(gzip.body).equals(file("index.html")));
  check(`${name}: caches know that`, /accept-encoding/i.test(gzip.headers.vary ?? ""), gzip.headers.vary);
  if (name.startsWith("caddy")) {
    const brotli = await get("", { "Accept-Encoding": "br" });
    check(`${name}: packed by Brotli beforehand`, brotli.headers["content-encoding"] === "br" && brotliDecompressSync(brotli.body).equals(file("index.html")), brotli.headers);
  }
  const verified = execFileSync(program, ["verify", `http://127.0.0.1:${port}${base}`]).toString();
  check(`${name}: whole, says dossier verify`, verified.includes("\nwhole: "), verified);
}

/** Opens every page that can be reached by links, and asks for all that they name. */
async function walk(browser, name, start, most = Infinity) {
  const context = await browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const broken = [];
  page.on("requestfailed", (request) => {
    // What the next page cut short; and fonts, which Chromium lets no page on a disk have: the system's stand in.
    const isMeant = request.failure()?.errorText === "net::ERR_ABORTED" || /^file:.*\.woff2$/.test(request.url());
    if (!isMeant) broken.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on("response", (answer) => answer.status() >= 400 && broken.push(`${answer.url()}: ${answer.status()}`));
  const home = new URL(".", start).href;
  const seen = new Set([start]);
  const waiting = [start];
  let opened = 0;
  let outside = 0;
  for (let next = waiting.shift(); next && opened < most; next = waiting.shift()) {
    opened += 1;
    const answer = await page.goto(next, { waitUntil: "domcontentloaded" }).catch((error) => broken.push(`${next}: ${error.message.split("\n")[0]}`));
    if (typeof answer === "number") continue;
    // A folder without its page is a list of files to Chromium.
    if (await page.evaluate(() => document.contentType !== "text/html" || !document.querySelector("main"))) broken.push(`${next}: no page of the site`);
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), document.baseURI).href));
    for (const link of new Set(links.map((link) => link.split("#")[0]))) {
      if (!link.startsWith(home)) outside += link.startsWith("http") ? 0 : 1;
      else if (!seen.has(link)) {
        seen.add(link);
        if (/(\/|\.html)$/.test(new URL(link).pathname)) waiting.push(link);
        else if (link.startsWith("file:") && !existsSync(fileURLToPath(link))) broken.push(`${link}: no such file`);
        else if (link.startsWith("http") && (await page.request.get(link)).status() !== 200) broken.push(`${link}: not there`);
      }
    }
  }
  await context.close();
  check(`${name}: ${opened} pages opened, ${seen.size} links walked`, broken.length === 0 && opened > 5, broken.slice(0, 20));
  check(`${name}: no link leaves the site but to the web`, outside === 0, outside);
}

try {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  for (const base of ["/", "/some/where/"]) {
    const made = build(base);
    for (const [name, serve] of [["nginx", nginx], ["caddy", caddy]]) {
      const port = await serve(made, base.replaceAll("/", "-"));
      await answers(`${name} at ${base}`, port, base, made.site);
      await walk(browser, `${name} at ${base}`, `http://127.0.0.1:${port}${base}index.html`);
    }
    await walk(browser, `the disk, for ${base}`, pathToFileURL(join(made.site, "index.html")).href);
  }
  if (given) await walk(browser, "the real dossier from the disk", pathToFileURL(join(given, "index.html")).href, MOST);
  await browser.close();
} catch (error) {
  failures.push(error.stack);
} finally {
  for (const { server } of running) server.kill("SIGTERM");
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) {
  console.error(`\n${failures.length} failed:\n${failures.join("\n")}`);
  process.exit(1);
}
