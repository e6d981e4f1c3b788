// What the tests of the page stand on: an index of the sample reports and of reports made to be
// awkward, the real server over it, and a real browser. Waits are on conditions, never on time.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const project = join(dirname(fileURLToPath(import.meta.url)), "../..");
const casebook = process.env.CASEBOOK_BINARY ?? join(project, "build/release/casebook");
const chromiumPath = process.env.CASEBOOK_CHROMIUM ?? "/usr/bin/chromium";
const packages = join(project, "build/node/package.json");

function requirePackage(name) {
  try {
    return createRequire(packages)(name);
  } catch (error) {
    throw new Error(
      `the Node package ${name} is missing: run ./check or cmake/install-dependencies --tests (${error.message})`,
    );
  }
}

/** An index, a server and a browser; `newPage()` gives pages of them. */
export class Site {
  async start() {
    if (!existsSync(casebook)) throw new Error(`${casebook} is missing: build the program first`);
    if (!existsSync(chromiumPath))
      throw new Error(`${chromiumPath} is missing: run ./check or cmake/install-dependencies --tests`);
    this.folder = mkdtempSync(join(tmpdir(), "casebook-page-"));
    const index = join(this.folder, "db");
    const sources = [join(project, "index_data/sample_reports"), join(project, "tests/page/fixtures")];
    execFileSync(casebook, ["index", "--db", index, ...sources], { stdio: ["ignore", "ignore", "pipe"] });
    this.url = await this.startServer(index);
    const { chromium } = requirePackage("playwright-core");
    this.browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  }

  /** The server takes a free port and prints its address. */
  async startServer(index) {
    this.server = spawn(casebook, ["serve", "--db", index, "--listen", "127.0.0.1:0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: this.server.stdout });
    for await (const line of lines) return line.trim().replace(/\/$/, "");
    throw new Error("casebook serve ended without telling its address");
  }

  async stop() {
    await this.browser?.close();
    if (this.server && this.server.exitCode === null) {
      const gone = new Promise((resolve) => this.server.once("exit", resolve));
      this.server.kill("SIGTERM");
      await gone;
    }
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  /** A page in a browser profile of its own; what it complains of is kept in `page.complaints`. */
  async newPage(options = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "en-GB",
      colorScheme: "light",
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(20000);
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
    });
    return page;
  }

  /** Opens an address of the site and waits until what it shows is complete. */
  async open(page, address) {
    await page.goto(this.url + address);
    await settled(page);
  }
}

/** Nothing is being fetched for the view on show. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const shown = document.querySelector(".start, .hits, .notice, .similar li, .similar .quiet");
    return shown && !document.querySelector("[aria-busy=true], .loading");
  });
}

/** The page shows that many full answers. */
export async function shows(page, count) {
  const words = count === 1 ? "1 report" : `${count} reports`;
  await page.waitForFunction(
    (text) =>
      document.querySelector("#results-title")?.textContent === text &&
      !document.querySelector(".results[aria-busy=true]"),
    words,
  );
}

export async function countShown(page) {
  await settled(page);
  return Number((await page.textContent("#results-title")).replace(/\D/g, ""));
}

export async function closePage(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

/** axe-core finds nothing serious in what the page shows. */
export async function assertAccessible(page, state) {
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(requirePackage("axe-core").source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ resultTypes: ["violations"] }),
  );
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`,
  );
  assert.deepEqual(told, [], state);
  return violations.map(({ id, impact }) => `${id} (${impact})`);
}
