import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closePage, countShown, settled, shows, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

/** Opens every facet and every branch of its tree, and asks for more until there is no more. */
async function unfoldAll(page) {
  await page.evaluate(() =>
    document.querySelectorAll(".facet details").forEach((details) => (details.open = true)),
  );
  for (;;) {
    const next = page.locator('.facet .toggle[aria-expanded="false"], .facet .more-row button').first();
    if ((await next.count()) === 0) break;
    await next.click();
  }
}

async function valuesShown(page, field) {
  return page.locator(`.facet[data-field="${field}"] label:has([data-value])`).evaluateAll((labels) =>
    labels.map((label) => ({
      key: label.querySelector("input").dataset.key,
      value: label.querySelector("input").dataset.value,
      count: Number(label.querySelector(".count").textContent),
    })),
  );
}

async function assertCountsHold(page, field) {
  const all = await countShown(page);
  const address = page.url();
  const values = await valuesShown(page, field);
  const once = [...new Map(values.map((row) => [row.value, row])).values()];
  for (const { key, value, count } of once) {
    await page.evaluate((own) => {
      [...document.querySelectorAll("[data-key]")].find((box) => box.dataset.key === own).click();
    }, key);
    await page.waitForFunction((before) => location.href !== before, address);
    await shows(page, count).catch(async () =>
      assert.fail(`${field}=${value} shows ${count}, a click gives ${await countShown(page)}`),
    );
    await page.goBack();
    await page.waitForFunction(
      (before) => location.href === before && !document.querySelector(".chip[data-key]"),
      address,
    );
    await shows(page, all);
  }
  return once.length;
}

test("the count shown is the number that a click gives, for every value of every facet", async (context) => {
  const page = await site.newPage();
  let checked = 0;
  const questions = { therapy: "ATG", therapy_failed: "anemia", therapy_mentioned: "hypoplastic leukemia" };
  for (const [therapies, query] of Object.entries(questions)) {
    await site.open(page, `/?q=${encodeURIComponent(query)}&therapies=${therapies}`);
    await unfoldAll(page);
    const fields = await page
      .locator(".facet:not([hidden])")
      .evaluateAll((found) => found.map((facet) => facet.dataset.field));
    for (const field of fields) {
      if (field === "year" || (therapies !== "therapy" && field !== "therapy")) continue;
      checked += await assertCountsHold(page, field);
    }
  }
  context.diagnostic(`${checked} values clicked`);
  assert.ok(checked > 60, String(checked));
  await closePage(page);
});

test("values of one facet widen, 'only' narrows to the count beside it", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  const count = async (sex) =>
    Number(await page.textContent(`.facet[data-field=sex] label:has([data-value="${sex}"]) .count`));
  const women = await count("female");
  const men = await count("male");
  await page.click('.facet[data-field=sex] [data-value="female"]');
  await shows(page, women);
  assert.equal(await count("male"), men);
  await page.click('.facet[data-field=sex] [data-value="male"]');
  await page.waitForFunction(() => document.querySelectorAll(".chip").length === 2);
  await settled(page);
  assert.ok((await countShown(page)) > Math.max(women, men));
  await page.click('.facet[data-field=sex] li:has([data-value="male"]) .only');
  await shows(page, men);
  await page.click(".chip");
  await page.waitForFunction(() => !document.querySelector(".chip"));
  await closePage(page);
});

test("a therapy is found in the facet by any of its names, and filters what is narrower too", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  await page.locator(".facet[data-field=therapy] .facet-box").pressSequentially("thymoglobulin");
  await settled(page);
  assert.equal(await page.locator(".facet[data-field=therapy] .facet-values.is-tree").count(), 0);
  const names = await page.locator(".facet[data-field=therapy] .value-name").allTextContents();
  assert.ok(names.includes("rabbit antithymocyte globulin"), names.join());
  const [row] = await valuesShown(page, "therapy");
  await page.click(`.facet[data-field=therapy] [data-value="${row.value}"]`);
  await shows(page, row.count);
  await page.fill(".facet[data-field=therapy] .facet-box", "qqqq");
  await page.waitForSelector('.facet[data-field=therapy] .quiet:text("No value holds")');
  await closePage(page);
});

test("therapies given, failed and mentioned are a switch, each with counts of its own", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  const given = await valuesShown(page, "therapy");
  await page.click('.segments label:has-text("Failed")');
  await page.waitForURL(/therapies=therapy_failed/);
  await settled(page);
  const failed = await valuesShown(page, "therapy");
  assert.ok(failed.length > 0);
  assert.notDeepEqual(
    failed.map((row) => row.count),
    given.map((row) => row.count),
  );
  await page.click(`.facet[data-field=therapy] [data-value="${failed[0].value}"] >> nth=0`);
  await shows(page, failed[0].count);
  assert.match(await page.textContent(".chip"), /^Therapy failed: /);
  await closePage(page);
});

test("years are chosen by dragging over the bars, and the range counts what it shows", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia");
  const all = await countShown(page);
  const bars = await page
    .locator(".year-bar")
    .evaluateAll((found) =>
      found.map((bar) => ({ year: Number(bar.dataset.year), count: Number(/: (\d+)/.exec(bar.title)[1]) })),
    );
  assert.deepEqual(
    bars.map((bar) => bar.year),
    bars.map((_, number) => bars[0].year + number),
  );
  assert.equal(
    bars.reduce((sum, bar) => sum + bar.count, 0),
    all,
  );
  const [from, to] = [bars[3], bars.at(-4)];
  await page.locator(".bars").scrollIntoViewIfNeeded();
  const place = async ({ year }) => {
    const box = await page.locator(`.year-bar[data-year="${year}"]`).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await page.mouse.move(...(await place(from)));
  await page.mouse.down();
  await page.mouse.move(...(await place(bars[8])));
  await page.mouse.move(...(await place(to)));
  const expected = bars
    .filter((bar) => bar.year >= from.year && bar.year <= to.year)
    .reduce((sum, bar) => sum + bar.count, 0);
  assert.match(
    await page.textContent(".year-range"),
    new RegExp(`${from.year}–${to.year} · ${expected} report`),
  );
  await page.mouse.up();
  await page.waitForURL(new RegExp(`filter=year%3D${from.year}..${to.year}`));
  await shows(page, expected);
  assert.equal(await page.locator(".year-bar").count(), bars.length);
  await page.click(".year-line .link");
  await shows(page, all);
  const single = bars.find((bar) => bar.count > 0);
  await page.click(`.year-bar[data-year="${single.year}"]`);
  await shows(page, single.count);
  await closePage(page);
});

test("a filter alone is a question, and its facet can still be widened", async () => {
  const page = await site.newPage();
  await site.open(page, "/?filter=outcome%3Ddied");
  const died = await countShown(page);
  const states = await valuesShown(page, "outcome");
  assert.ok(states.length > 1);
  assert.equal(states.find((row) => row.value === "died").count, died);
  await closePage(page);
});

test("a chosen concept that no count names is named all the same", async () => {
  const page = await site.newPage();
  await site.open(
    page,
    "/?q=anemia&filter=therapy%3DCB020343&filter=therapy%3DCB030067&filter=diagnosis%3DCB010016",
  );
  await page.waitForFunction(
    () => ![...document.querySelectorAll(".chip")].some((chip) => /CB\d/.test(chip.textContent)),
  );
  const chips = await page.locator(".chip").allTextContents();
  assert.deepEqual(chips, [
    "Therapy: rituximab",
    "Therapy: rabbit antithymocyte globulin",
    "Diagnosis: hypoplastic leukaemia",
  ]);
  await closePage(page);
});
