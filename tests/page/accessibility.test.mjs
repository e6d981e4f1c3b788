import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible, closePage, settled, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

const PHONE = { viewport: { width: 360, height: 740 } };
const SEARCH = "/?q=%22anemia&filter=sex%3Dfemale&filter=therapy%3DCB000006";
const STATES = [
  ["start", {}, "/"],
  ["results", {}, SEARCH],
  ["partial results", {}, "/?q=ATG+leukemia"],
  ["a word as typed", {}, "/?q=%3DATG"],
  ["nothing found", {}, "/?q=qqqqqqqqqq"],
  ["results in Korean", { locale: "ko-KR" }, SEARCH],
  ["results on a phone", PHONE, SEARCH],
  ["report", {}, "/report/sample-en-02?q=ATG"],
  ["report from right to left", {}, "/report/rtl-he-01"],
  ["report on a phone", PHONE, "/report/sample-it-01"],
];

const ACTS = {
  completions: async (page) => {
    await page.fill("#query", "");
    await page.locator("#query").pressSequentially("aplas");
    await page.waitForSelector("[role=option]");
    await page.keyboard.press("ArrowDown");
  },
  help: async (page) => {
    await page.click(".tools .round");
    await page.waitForSelector("dialog[open]");
  },
  "export menu": (page) => page.click(".toolbar .menu > summary"),
  "every facet open": (page) =>
    page.evaluate(() =>
      document.querySelectorAll(".facet details").forEach((details) => (details.open = true)),
    ),
};

test("axe finds nothing serious in any state, light or dark", async (context) => {
  const lesser = new Set();
  const check = async (page, state) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const found of await assertAccessible(page, `${state}, ${colorScheme}`)) lesser.add(found);
    }
    await closePage(page);
  };
  for (const [state, options, address] of STATES) {
    const page = await site.newPage(options);
    await site.open(page, address);
    await check(page, state);
  }
  for (const [state, act] of Object.entries(ACTS)) {
    const page = await site.newPage();
    await site.open(page, SEARCH);
    await act(page);
    await check(page, state);
  }
  context.diagnostic(`lesser findings: ${[...lesser].join(", ") || "none"}`);
});

test("axe finds nothing serious in the drawer, in a lit report and in an error", async () => {
  const phone = await site.newPage(PHONE);
  await site.open(phone, SEARCH);
  await phone.click(".filter-button");
  await phone.waitForFunction(() => document.activeElement.matches(".close"));
  await assertAccessible(phone, "drawer");
  await closePage(phone);

  const report = await site.newPage();
  await site.open(report, "/report/sample-en-02");
  await report.check(".report .switch input");
  await report.click('.fact-button:has-text("ciclosporin")');
  await assertAccessible(report, "fact with its tooltip");
  await closePage(report);

  const error = await site.newPage();
  await error.route(/\/search\?/, (route) =>
    route.fulfill({ status: 503, json: { error: { code: "busy", message: "" } } }),
  );
  await site.open(error, "/?q=anemia");
  await settled(error);
  await assertAccessible(error, "error");
  assert.ok(error.complaints.every((text) => text.includes("503")));
  await error.context().close();
});
