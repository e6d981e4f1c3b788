import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePage, countShown, settled, shows, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

const focused = (page) =>
  page.evaluate(() => document.activeElement.dataset.key ?? document.activeElement.id);

test("a case is found, filtered, read and left by keys alone", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  await page.keyboard.press("/");
  assert.equal(await focused(page), "query");
  await page.keyboard.type("aplastic anemia");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=aplastic/);
  await settled(page);
  const all = await countShown(page);
  await page.keyboard.press("Tab"); // out of the box, so that letters are keys
  await page.keyboard.press("Tab");
  await page.keyboard.press("f");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".facet").dataset.field), "therapy");
  const female = "value sex female";
  for (let step = 0; (await focused(page)) !== female; step++) {
    assert.ok(step < 120, "the value is reached by Tab");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Space");
  await page.waitForURL(/filter=sex%3Dfemale/);
  await settled(page);
  assert.equal(await focused(page), female);
  assert.ok((await countShown(page)) < all);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  assert.equal(await focused(page), `hit ${await page.getAttribute(".hit", "data-id")}`);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), `hit ${await page.getAttribute(".hit >> nth=1", "data-id")}`);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".report-title");
  await page.waitForFunction(() => document.activeElement.className === "report-title");
  await page.keyboard.press("u");
  await page.waitForSelector(".hit");
  await page.waitForFunction(() => document.activeElement.className === "hit-title");
  await closePage(page);
});

test("the first stop is a way past the header", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  assert.ok(await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0));
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "main");
  await closePage(page);
});

test("the handles of the years move by keys and ask once", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  const from = page.locator(".handle.from");
  const first = Number(await from.getAttribute("aria-valuenow"));
  const asked = [];
  page.on("request", (request) => request.url().includes("/search?") && asked.push(request.url()));
  await from.focus();
  await page.keyboard.down("ArrowRight");
  await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  await page.waitForURL(new RegExp(`filter=year%3D${first + 2}..`));
  await settled(page);
  assert.equal(asked.length, 1, asked.join("\n"));
  assert.equal(await focused(page), "year-from");
  assert.equal(Number(await page.locator(".handle.from").getAttribute("aria-valuenow")), first + 2);
  await page.keyboard.press("Home");
  await page.waitForFunction(() => !location.search.includes("year"));
  await closePage(page);
});

test("help opens and closes, and focus returns", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  await page.locator(".hit-title").first().focus();
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("j");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  assert.match(await focused(page), /^hit /);
  await closePage(page);
});

test("keys turn pages, and letters typed into a box are letters", async () => {
  const page = await site.newPage();
  await site.open(page, "/?filter=year%3D1900..2100");
  await page.keyboard.press("n");
  await page.waitForURL(/page=2/);
  await settled(page);
  await page.keyboard.press("p");
  await page.waitForFunction(() => !location.search.includes("page="));
  await settled(page);
  await page.focus("#query");
  await page.keyboard.type("jnu/?");
  assert.equal(await page.inputValue("#query"), "jnu/?");
  await closePage(page);
});

test("an open menu closes with Escape and gives focus back", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=hypoplastic+leukemia");
  await shows(page, 1);
  await page.focus(".menu > summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "menu-item");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".menu[open]").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await closePage(page);
});
