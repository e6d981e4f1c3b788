import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { closePage, countShown, settled, shows, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

const report = (id, search = "") => `/report/${encodeURIComponent(id)}${search}`;

test("a report is opened, and its text shows what is told of the patient", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=hypoplastic+leukemia");
  await page.click(".hit-title");
  await settled(page);
  assert.equal(page.url(), `${site.url}/report/sample-en-02?q=hypoplastic+leukemia`);
  assert.match(await page.textContent("h1"), /^Hypoplastic acute leukaemia presenting/);
  assert.match(await page.title(), /^Hypoplastic acute leukaemia/);
  const marked = async (kind) => page.locator(`.report mark.mark-${kind}`).allTextContents();
  assert.ok((await marked("failed")).includes("chemotherapy"));
  assert.ok((await marked("therapy")).includes("rabbit ATG"));
  assert.ok((await marked("diagnosis")).includes("severe aplastic anaemia"));
  assert.ok((await marked("outcome")).includes("Complete remission"));
  assert.ok((await marked("patient")).includes("15-year-old"));
  await page.click(".back a");
  await shows(page, 1);
  await closePage(page);
});

test("marks cut nothing out of the text", async () => {
  const page = await site.newPage();
  for (const id of ["sample-en-02", "sample-ko-01", "sample-ja-01", "rtl-he-01"]) {
    await site.open(page, report(id));
    const answer = await (await page.request.get(`${site.url}/api/v1/reports/${id}`)).json();
    const shown = await page.locator(".report-text").allTextContents();
    for (const section of answer.sections) assert.ok(shown.includes(section.text), `${id} ${section.kind}`);
  }
  await closePage(page);
});

test("a fact leads to the words that tell it, and says by which rule", async () => {
  const page = await site.newPage();
  await site.open(page, report("sample-en-02"));
  await page.click('.fact-button:has-text("rabbit antithymocyte globulin")');
  const focused = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(focused, "rabbit ATG");
  const tip = await page.textContent("#tooltip");
  assert.match(tip, /Therapy given: rabbit antithymocyte globulin/);
  assert.match(tip, /Told by: given: was given/);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-describedby")), "tooltip");
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible("#tooltip"), false);
  await page.hover('.fact-button:has-text("cytotoxic chemotherapy")');
  const lit = await page.locator(".report .is-lit").allTextContents();
  assert.ok(lit.includes("chemotherapy"), lit.join());
  await closePage(page);
});

test("every concept is marked on demand, with its name and how it is meant", async () => {
  const page = await site.newPage();
  await site.open(page, report("sample-en-02"));
  await page.check(".report .switch input");
  await page.hover('.report mark.mark-concept:has-text("Fanconi anaemia")');
  assert.match(await page.textContent("#tooltip"), /Fanconi anaemia \(diagnosis\) · negated/i);
  await closePage(page);
});

test("references are folded, keywords stand together", async () => {
  const page = await site.newPage();
  await site.open(page, report("sample-it-01"));
  assert.equal(await page.locator(".folded .report-text").isVisible(), false);
  await page.click(".folded summary");
  assert.match(await page.textContent(".folded .report-text"), /Infliximab/);
  assert.equal(await page.locator(".keyword").count(), 4);
  await closePage(page);
});

test("similar cases lead on, and the back button returns", async () => {
  const page = await site.newPage();
  await site.open(page, report("sample-de-01"));
  const titles = await page.locator(".similar-title").allTextContents();
  assert.ok(titles.length > 1);
  assert.ok(!titles.includes(await page.textContent("h1")));
  await page.click(".similar-title >> nth=0");
  await page.waitForFunction((title) => document.querySelector("h1")?.textContent === title, titles[0]);
  await page.goBack();
  await page.waitForFunction((title) => document.querySelector("h1")?.textContent !== title, titles[0]);
  await settled(page);
  assert.equal(new URL(page.url()).pathname, "/report/sample-de-01");
  await closePage(page);
});

test("a report is cited", async () => {
  const page = await site.newPage();
  await site.open(page, report("sample-en-02"));
  await page.click(".report .menu > summary");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('.menu-item:text("RIS")')]);
  assert.match(readFileSync(await download.path(), "utf8"), /TI {2}- Hypoplastic acute leukaemia/);
  await closePage(page);
});

test("an id with slashes opens by either form of address", async () => {
  const page = await site.newPage();
  const id = "10.5555/fixture/slash.01";
  for (const address of [report(id), `/?report=${encodeURIComponent(id)}`]) {
    await site.open(page, address);
    assert.match(await page.textContent("h1"), /7-month-old infant/);
    assert.match(await page.textContent(".facts-panel"), /7 months/);
  }
  await closePage(page);
});

test("a report that is not there is told of, with the way back", async () => {
  const page = await site.newPage();
  await site.open(page, report("no such report", "?q=anemia"));
  assert.match(await page.textContent(".notice"), /no such report/);
  page.complaints = page.complaints.filter((text) => !text.includes("404"));
  await page.click(".back a");
  await page.waitForSelector(".hit");
  assert.ok((await countShown(page)) > 0);
  await closePage(page);
});

test("markup in a report, its names and a query is text and never runs", async () => {
  const page = await site.newPage();
  await site.open(page, `/?q=${encodeURIComponent("frobnitis <img src=x onerror=window.hacked=9>")}`);
  await site.open(page, "/?q=frobnitis");
  assert.match(await page.textContent(".hit-title"), /^<img src=x onerror="window.hacked=1"><script>/);
  assert.match(await page.textContent(".hit .source"), /<b onmouseover=hacked\(\)>Ada<\/b>/);
  await page.evaluate(() =>
    document.querySelectorAll(".facet details").forEach((details) => (details.open = true)),
  );
  await page.hover(".hit .source");
  await page.click(".hit-title");
  await settled(page);
  assert.match(await page.textContent("h1"), /<script>window\.hacked=1<\/script> Frobnitis/);
  assert.match(await page.textContent(".report-text >> nth=0"), /<iframe srcdoc=/);
  assert.match(await page.title(), /<img src=x/);
  await page.click(".folded summary");
  const strange = await page
    .locator("main script, main img, main iframe, main svg, [onload], [onerror], a[href^='javascript:']")
    .count();
  assert.equal(strange, 0);
  await page.goBack();
  await settled(page);
  await page.click(".facet[data-field=journal] [data-value]");
  await page.waitForSelector(".chip");
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  await closePage(page);
});
