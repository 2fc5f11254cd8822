// The Nu HTML checker (the W3C's) on every page. Errors fail; warnings are printed.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const jar = join(dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

// Messages that do not count, with the reason of each.
const DROPPED = [
  // The checker reads from the disk, where 'self' is nothing to it, and takes JSON-LD for a script that runs. static.mjs finds
  // inline scripts, and browser.mjs asks a real browser about the policy.
  /^(Resource|Inline script) violates Content Security Policy/,
  // Tables that fold on phones get another `display`, and some browsers then forget that they are tables. To repeat the native
  // roles is the known remedy and changes nothing elsewhere. (Other roles on cells: see `repeatsItself`.)
  /^The “(table|rowgroup|row|cell|columnheader|rowheader)” role is unnecessary for element “(table|thead|tbody|tfoot|tr|td|th)”/,
];
const ROLE_OF_CELL = /^The “role” attribute must not be used on a “(tr|td|th)” element/;
const NATIVE = { tr: /role="?row\b/, td: /role="?cell\b/, th: /role="?(columnheader|rowheader)\b/ };

function repeatsItself({ message, extract = "", hiliteStart = 0, hiliteLength = extract.length }) {
  const tag = ROLE_OF_CELL.exec(message)?.[1];
  return tag !== undefined && NATIVE[tag].test(extract.slice(hiliteStart, hiliteStart + hiliteLength));
}

/** Checks all pages under `root`; `names` are those that must have been read. */
export async function auditHtml(root, names, report) {
  const { stdout } = await promisify(execFile)("java", ["-Djava.awt.headless=true", "-Xss4m", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", root], {
    maxBuffer: 1 << 30,
  });
  const byPage = new Map();
  for (const message of JSON.parse(stdout).messages) {
    if (DROPPED.some((pattern) => pattern.test(message.message)) || repeatsItself(message)) continue;
    const page = message.url ? fileURLToPath(message.url).slice(root.length + 1) : "the checker";
    const problem = [message.message, message.lastLine];
    if (message.type === "info") report.warn("HTML", page, problem);
    else byPage.set(page, [...(byPage.get(page) ?? []), problem]);
  }
  for (const name of new Set([...names, ...byPage.keys()])) report.check("HTML", name, byPage.get(name) ?? []);
}
