import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePage, countShown, settled, shows, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

const refused = (text) => /Failed to load resource/.test(text);

test("the start tells what the index holds and gives examples that find something", async () => {
  const page = await site.newPage();
  await site.open(page, "/");
  await page.waitForFunction(() => /27 reports/.test(document.querySelector("#indexed").textContent));
  assert.equal(await page.evaluate(() => document.activeElement.id), "query");
  const examples = await page.locator(".start .link").allTextContents();
  for (const example of examples) {
    await site.open(page, "/");
    await page.click(`.start .link >> nth=${examples.indexOf(example)}`);
    await page.waitForSelector(".results > .hits .hit");
    assert.equal(await page.inputValue("#query"), example);
  }
  await closePage(page);
});

test("all reports are browsed by their facets, without a word typed", async () => {
  const page = await site.newPage();
  await site.open(page, "/");
  await page.click(".browse");
  await shows(page, 27);
  assert.equal(page.url(), `${site.url}/?q=`);
  assert.equal(await page.locator(".toolbar select").count(), 0);
  assert.match(await page.textContent(".toolbar"), /Newest first/);
  const years = await page
    .locator(".hit .source")
    .evaluateAll((lines) => lines.map((line) => Number(line.textContent.match(/\b(?:19|20)\d\d\b/)?.[0] ?? 0)));
  assert.deepEqual(
    years,
    [...years].sort((a, b) => b - a),
  );
  const box = page.locator('.facet[data-field=therapy] input[type=checkbox]').first();
  const count = Number(await page.locator(".facet[data-field=therapy] .count").first().textContent());
  await box.check();
  await shows(page, count);
  await page.goto(`${site.url}/?q=&filter=sex%3Dfemale`);
  await settled(page);
  const women = await countShown(page);
  assert.ok(women > 0 && women < 27);
  await page.click(".chip");
  await shows(page, 27);
  await page.fill("#query", "");
  await page.keyboard.press("Enter");
  await shows(page, 27);
  await page.reload();
  await shows(page, 27);
  await closePage(page);
});

test("waiting is shown, and an answer that was overtaken is not", async () => {
  const page = await site.newPage();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/\/search\?q=anemia/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto(`${site.url}/?q=anemia`);
  await page.waitForSelector(".loading .ghost");
  assert.equal(await page.getAttribute(".results", "aria-busy"), "true");
  await page.fill("#query", "hypoplastic leukemia");
  await page.keyboard.press("Enter");
  await shows(page, 1);
  release();
  await page.unrouteAll({ behavior: "wait" });
  await shows(page, 1);
  await closePage(page);
});

test("nothing found says what to try", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=qqqqqqqqqq");
  assert.match(await page.textContent(".notice"), /Nothing found/);
  await closePage(page);
});

test("a busy server is told of, and asked again on demand", async () => {
  const page = await site.newPage();
  await page.route(/\/search\?/, (route) =>
    route.fulfill({ status: 503, json: { error: { code: "busy", message: "busy" } } }),
  );
  await site.open(page, "/?q=hypoplastic+leukemia");
  assert.match(await page.textContent("[role=alert]"), /busy/);
  await page.unrouteAll();
  await page.click(".notice button");
  await shows(page, 1);
  page.complaints = page.complaints.filter((text) => !refused(text));
  await closePage(page);
});

test("a server that is gone is told of", async () => {
  const page = await site.newPage();
  await page.route(/\/search\?/, (route) => route.abort("connectionrefused"));
  await site.open(page, "/?q=anemia");
  assert.match(await page.textContent("[role=alert]"), /does not answer/);
  page.complaints = page.complaints.filter((text) => !refused(text));
  await closePage(page);
});

test("a search that was stopped early says so, and can be given more time", async () => {
  const page = await site.newPage();
  const asked = [];
  await page.route(/\/search\?/, async (route) => {
    const time = Number(new URL(route.request().url()).searchParams.get("timeout_ms"));
    asked.push(time);
    if (asked.length > 1) return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    return route.fulfill({ response, json: { ...answer, timed_out: true, facets: {} } });
  });
  await site.open(page, "/?q=hypoplastic+leukemia");
  assert.equal(await page.textContent("#results-title"), "At least 1 report");
  assert.match(await page.textContent(".is-warning"), /stopped before its end/);
  assert.match(await page.textContent(".facet[data-field=sex]"), /Not counted/);
  await page.click(".is-warning button");
  await shows(page, 1);
  assert.ok(asked[1] > asked[0], asked.join());
  await closePage(page);
});

test("a server that asks for a token gets it", async () => {
  const page = await site.newPage();
  const isToken = (route) => route.request().headers().authorization === "Bearer sesame";
  await page.route(/\/api\/v1\//, (route) =>
    isToken(route)
      ? route.continue({ headers: { ...route.request().headers(), authorization: "" } })
      : route.fulfill({ status: 401, json: { error: { code: "token_required", message: "no token" } } }),
  );
  await site.open(page, "/?q=hypoplastic+leukemia");
  await page.fill("#token", "sesame");
  await page.keyboard.press("Enter");
  await shows(page, 1);
  page.complaints = page.complaints.filter((text) => !refused(text));
  await closePage(page);
});

test("an export that breaks off is told of and saves nothing", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  await page.evaluate(() => {
    Response.prototype.blob = () => Promise.reject(new TypeError("network error"));
  });
  await page.click(".menu > summary");
  await page.click('.menu-item:text("Spreadsheet")');
  await page.waitForSelector('[role=alert]:text("broke off")');
  await closePage(page);
});

test("an export that fails is told of and saves nothing", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  await page.route(/format=csv/, (route) =>
    route.fulfill({ status: 400, json: { error: { code: "too_many_hits", message: "too many" } } }),
  );
  await page.click(".menu > summary");
  await page.click('.menu-item:text("Spreadsheet")');
  await page.waitForSelector('[role=alert]:text("too many")');
  await settled(page);
  page.complaints = page.complaints.filter((text) => !refused(text));
  await closePage(page);
});
