import assert from "node:assert/strict";
import { cpus, loadavg } from "node:os";
import { after, before, test } from "node:test";
import { closePage, countShown, settled, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

const MOST_BYTES = 150_000;
const FIRST_ANSWER_MS = 300; // on a machine that does nothing else
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const overflows = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
const lightness = (page, selector, property) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => {
      const [red, green, blue] = getComputedStyle(element)[name].match(/\d+/g).map(Number);
      return (red + green + blue) / 3;
    }, property);

test("on a phone nothing is cut off and filters slide in and out", async () => {
  const page = await site.newPage(PHONE);
  await site.open(page, "/?q=anemia");
  assert.equal(await overflows(page), false);
  assert.equal(await page.isVisible(".filters"), false);
  await page.tap(".filter-button");
  await page.waitForFunction(() => document.activeElement.matches(".close"));
  assert.ok(await page.isVisible('.facet[data-field=sex] [data-value="female"]'));
  assert.ok(await page.evaluate(() => document.querySelector(".results").inert));
  await page.tap('.facet[data-field=sex] [data-value="female"]');
  await page.waitForURL(/sex%3Dfemale/);
  await settled(page);
  await page.tap(".done");
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector(".filters")).visibility === "hidden",
  );
  assert.equal(await page.textContent(".filter-button"), "Filters (1)");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".filter-button")));
  assert.ok((await countShown(page)) > 0);
  await page.tap(".hit-title >> nth=0");
  await page.waitForSelector(".report-title");
  await settled(page);
  assert.equal(await overflows(page), false);
  await closePage(page);
});

test("the drawer closes with Escape and gives focus back", async () => {
  const page = await site.newPage({ viewport: PHONE.viewport });
  await site.open(page, "/?q=anemia");
  await page.focus(".filter-button");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches(".close"));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches(".filter-button"));
  await closePage(page);
});

test("colours follow the system, and a choice of one's own outlasts a reload", async () => {
  const page = await site.newPage({ colorScheme: "dark" });
  await site.open(page, "/?q=anemia");
  assert.ok((await lightness(page, "html", "backgroundColor")) < 60);
  await page.selectOption(".theme", "light");
  assert.ok((await lightness(page, "html", "backgroundColor")) > 200);
  await page.reload();
  await settled(page);
  assert.ok((await lightness(page, "html", "backgroundColor")) > 200);
  await page.selectOption(".theme", "auto");
  assert.ok((await lightness(page, "html", "backgroundColor")) < 60);
  await closePage(page);
});

test("the interface speaks Korean to a Korean browser, and English when asked", async () => {
  const page = await site.newPage({ locale: "ko-KR" });
  await site.open(page, "/?q=anemia&filter=sex%3Dfemale");
  assert.equal(await page.getAttribute("html", "lang"), "ko");
  assert.match(await page.textContent("#results-title"), /^보고 \d+건$/);
  assert.match(await page.textContent(".chip"), /^성별: 여성$/);
  assert.match(await page.textContent(".facet[data-field=language]"), /영어/);
  const address = page.url();
  await page.selectOption(".language", "en");
  await page.waitForFunction(() => document.documentElement.lang === "en");
  await settled(page);
  assert.equal(page.url(), address);
  assert.match(await page.textContent("#results-title"), /^\d+ reports?$/);
  await closePage(page);
});

test("text written from right to left stands so, in hits and in the report", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=id%3Artl-he-01+ATG");
  const direction = (selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  assert.equal(await direction('.hit[data-id="rtl-he-01"] .hit-title'), "rtl");
  assert.equal(await direction('.hit[data-id="rtl-he-01"] .snippet'), "rtl");
  assert.equal(await page.innerText('.hit[data-id="rtl-he-01"] .source'), "דמות בדויה · כתב עת בדוי · 2012 · Hebrew");
  await page.click('.hit[data-id="rtl-he-01"] .hit-title');
  await settled(page);
  assert.equal(await direction(".report-text"), "rtl");
  assert.equal(await direction(".report-title"), "rtl");
  assert.equal(await direction(".facts-panel"), "ltr");
  assert.ok((await page.locator(".report mark.mark-therapy").count()) > 0);
  await closePage(page);
});

test("all that the page loads weighs less than 150 kB and comes from the server", async (context) => {
  const page = await site.newPage();
  const files = [];
  page.on("response", (response) => files.push(response));
  await site.open(page, "/?q=anemia");
  let bytes = 0;
  for (const response of files) {
    const { origin, pathname } = new URL(response.url());
    assert.equal(origin, site.url);
    if (!pathname.startsWith("/api/")) bytes += (await response.body()).length;
  }
  context.diagnostic(`the page weighs ${bytes} bytes`);
  assert.ok(bytes > 50_000 && bytes < MOST_BYTES, String(bytes));
  await closePage(page);
});

/** Milliseconds from asking for the address to first paint, and to the answer on the screen. */
async function paintTimes(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => window.answeredAt);
  return page.evaluate(() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    window.answeredAt,
  ]);
}

test("the first answer is painted within 300 ms, at its best of nine", async (context) => {
  const page = await site.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector(".hit")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => (window.answeredAt = performance.now())));
    }).observe(document, { childList: true, subtree: true });
  });
  const times = [];
  for (let round = 0; round < 10; round++) times.push(await paintTimes(page, `${site.url}/?q=aplastic+anemia`));
  const [cold, ...warm] = times.map((pair) => pair.map(Math.round));
  warm.sort((a, b) => a[1] - b[1]);
  context.diagnostic(
    `first paint and first answer in ms: ${warm[0]} at best, ${warm[4]} median, ${cold} in a browser just started`,
  );
  // A crowded machine gives the browser a part of its time only.
  const crowd = Math.max(1, loadavg()[0] / cpus().length);
  assert.ok(warm[0][1] < FIRST_ANSWER_MS * crowd, times.join(" "));
  await closePage(page);
});
