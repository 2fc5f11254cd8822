// `node audit.mjs DIR [--quick | --all] [--text]`: all parts of the audit in their order, and the exit code. Started by `run`.

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Report } from "./report.mjs";
import { auditFiles } from "./static.mjs";
import { auditHtml } from "./vnu.mjs";
import { auditInBrowser } from "./browser.mjs";
import { auditLighthouse } from "./lighthouse.mjs";
import { auditText } from "./text.mjs";
import { auditWeight } from "./weight.mjs";

const [dir, ...rest] = process.argv.slice(2).filter((argument) => !["--quick", "--all", "--text"].includes(argument));
const quick = process.argv.includes("--quick");
const all = process.argv.includes("--all");
const isText = process.argv.includes("--text");
if (!dir || rest.length || !existsSync(join(dir, "index.html"))) {
  console.error(`usage: bash tests/site/run DIR [--quick | --all] [--text]\n${dir ? `${dir} has no index.html: build the site first` : "DIR is the folder of a finished site"}`);
  process.exit(2);
}

const root = resolve(dir);
const output = join(dirname(fileURLToPath(import.meta.url)), "../../test-output", isText ? "text" : "");
const report = new Report();

/** Runs one part; an accident inside it is a failure of the audit, not a pass. */
function part(name, work) {
  return report.timed(name, async () => {
    try {
      return await work();
    } catch (error) {
      report.check(name, "the audit itself", [String(error?.stack ?? error)]);
    }
  });
}

const site = await part("files", () => auditFiles(root, report, { isText }));
if (site) {
  await part("weight", () => (isText ? auditText : auditWeight)(root, site, report));
  // The HTML checker is a process of its own and runs beside the browser.
  const html = quick ? undefined : part("HTML", () => auditHtml(root, site.pages.keys(), report));
  await part("browser", () => auditInBrowser(root, site, report, { quick, all, isText, shots: join(output, "screenshots") }));
  await html;
  // Last and alone: it measures speed.
  if (!quick && !isText) await part("Lighthouse", () => auditLighthouse(root, site, report));
}

process.exitCode = report.print(join(output, "site-audit.txt")) ? 0 : 1;
