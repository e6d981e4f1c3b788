import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { closePage, countShown, settled, shows, Site } from "./browser.mjs";

const site = new Site();
before(() => site.start());
after(() => site.stop());

test("a word is typed, completed and found", async () => {
  const page = await site.newPage();
  await site.open(page, "/");
  await page.locator("#query").pressSequentially("antithymocyte glo");
  await page.waitForSelector("[role=option]");
  assert.equal(await page.getAttribute("#query", "aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const active = await page.getAttribute("#query", "aria-activedescendant");
  const chosen = await page.textContent(`#${active} .completion-text`);
  assert.equal(await page.inputValue("#query"), chosen);
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(new URL(page.url()).searchParams.get("q"), chosen);
  assert.ok((await countShown(page)) > 0);
  assert.equal(await page.isVisible("#completions"), false);
  await closePage(page);
});

test("Escape gives back what was typed, and the arrows lead around to it", async () => {
  const page = await site.newPage();
  await site.open(page, "/");
  await page.locator("#query").pressSequentially("aplas");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("ArrowUp");
  assert.notEqual(await page.inputValue("#query"), "aplas");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.inputValue("#query"), "aplas");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#query"), "aplas");
  assert.equal(await page.getAttribute("#query", "aria-expanded"), "false");
  await closePage(page);
});

test("a completion is chosen by the pointer", async () => {
  const page = await site.newPage();
  await site.open(page, "/");
  await page.locator("#query").pressSequentially("ruxol");
  await page.click("[role=option] >> nth=0");
  await settled(page);
  assert.match(page.url(), /q=ruxolitinib/i);
  await closePage(page);
});

test("who types while completions are on their way gets those of the last word", async () => {
  const page = await site.newPage();
  await page.route("**/api/v1/suggest*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue().catch(() => {}); // the page may have given it up
  });
  await site.open(page, "/");
  await page.locator("#query").pressSequentially("ruxo", { delay: 150 });
  assert.match(await page.textContent("[role=option] >> nth=0"), /ruxolitinib/i);
  await page.locator("#query").pressSequentially("l", { delay: 150 });
  assert.match(await page.textContent("[role=option] >> nth=0"), /ruxolitinib/i);
  await closePage(page);
});

test("what a word stands for is told, and switched off for it alone or for all", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=ATG");
  const all = await countShown(page);
  assert.match(await page.textContent(".reading"), /ATG → antithymocyte globulin/);
  await page.click(".reading .undo");
  await page.waitForFunction(() => document.querySelector("#query").value === "=ATG");
  await settled(page);
  const alone = await countShown(page);
  assert.ok(alone < all, `${alone} of ${all}`);
  await page.click(".reading .undo");
  await shows(page, all);
  assert.equal(await page.inputValue("#query"), "ATG");
  await page.click(".readings .switch input");
  await page.waitForURL(/synonyms=false/);
  await shows(page, alone);
  await closePage(page);
});

test("full and partial answers are told apart, and partial ones say what they lack", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=ATG+leukemia");
  await shows(page, 1);
  assert.equal(await page.locator(".results > .hits .hit").count(), 1);
  const partial = page.locator(".partial .hit");
  assert.ok((await partial.count()) > 0);
  for (const reason of await partial.locator(".partial-reason").allTextContents())
    assert.match(reason, /Does not hold/);
  assert.match(await partial.first().locator(".partial-reason").textContent(), /leukemia|ATG/);
  await site.open(page, "/?q=rituximab+refractory+ITP+basel");
  await closePage(page);
});

test("highlights stand on the words that made a report match", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=leukemia");
  const marks = await page
    .locator(".snippet mark")
    .evaluateAll((found) => found.map((mark) => [mark.textContent, mark.className, mark.title]));
  assert.ok(
    marks.some(([text, reason]) => text === "leukaemia" && reason === "reason-form"),
    JSON.stringify(marks),
  );
  assert.ok(
    marks.some(([text]) => text === "백혈병" || text === "급성림프구성백혈병"),
    JSON.stringify(marks),
  );
  for (const [text, , title] of marks) assert.ok(text.trim() && title, text);
  for (const [text] of marks) assert.doesNotMatch(text, /^\s|\s$|\ufffd/);
  await closePage(page);
});

test("a hit tells who the patient was, what was given and failed, and how it ended", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=hypoplastic+leukemia");
  const facts = await page.locator('.hit[data-id="sample-en-02"] .case-facts').textContent();
  for (const part of [
    /15 years, female/,
    /cytotoxic chemotherapyfailed/,
    /antithymocyte globulin/,
    /complete remission/,
  ])
    assert.match(facts, part);
  assert.match(
    await page.textContent('.hit[data-id="sample-en-02"] .why'),
    /leukemia = leukaemia \(another form of the word\)/,
  );
  await closePage(page);
});

test("what cannot be understood is pointed at, and a better spelling is offered", async () => {
  const page = await site.newPage();
  await site.open(page, `/?q=${encodeURIComponent('급성 "leukemia')}`);
  assert.equal(await page.textContent(".diagnostic mark"), '"');
  assert.match(await page.textContent(".diagnostic"), /never closed/);
  await site.open(page, "/?q=leukaemia+transplan");
  await page.click(".did-you-mean .link");
  await page.waitForFunction(() => document.querySelector("#query").value === "leukaemia transplant");
  await closePage(page);
});

test("the back button leads through everything that was asked", async () => {
  const page = await site.newPage();
  await site.open(page, "/");
  await page.fill("#query", "anemia");
  await page.keyboard.press("Enter");
  await settled(page);
  const all = await countShown(page);
  await page.click('.facet[data-field=sex] input[data-value="female"]');
  await page.waitForURL(/filter=sex%3Dfemale/);
  await settled(page);
  const women = await countShown(page);
  assert.ok(women < all);
  await page.click(".hit-title >> nth=1");
  await page.waitForSelector(".report-title");
  await page.goBack();
  await shows(page, women);
  assert.ok(await page.isChecked('.facet[data-field=sex] input[data-value="female"]'));
  assert.equal(await page.evaluate(() => document.activeElement.className), "hit-title");
  await page.goBack();
  await shows(page, all);
  assert.equal(await page.locator(".chip").count(), 0);
  await page.goBack();
  await page.waitForSelector(".start");
  await page.goForward();
  await shows(page, all);
  await closePage(page);
});

test("an address that is shared shows the same elsewhere", async () => {
  const address =
    "/?q=anemia&filter=sex%3Dfemale&filter=year%3D2000..2020&sort=year&synonyms=false&therapies=therapy_failed";
  const texts = [];
  for (let reader = 0; reader < 2; reader++) {
    const page = await site.newPage();
    await site.open(page, address);
    assert.equal(page.url(), site.url + address);
    texts.push(await page.innerText("#main"));
    await page.reload();
    await settled(page);
    texts.push(await page.innerText("#main"));
    await closePage(page);
  }
  assert.equal(new Set(texts).size, 1);
  assert.match(texts[0], /Year: 2000–2020/);
});

test("pages follow each other without a report twice", async () => {
  const page = await site.newPage();
  await site.open(page, "/?filter=year%3D1900..2100&sort=year");
  const seen = [];
  for (;;) {
    seen.push(
      ...(await page
        .locator(".results > .hits .hit")
        .evaluateAll((hits) => hits.map((hit) => hit.dataset.id))),
    );
    if ((await page.locator(".page-next").count()) === 0) break;
    const first = await page.getAttribute(".hit", "data-id");
    await page.click(".page-next");
    await page.waitForFunction((id) => document.querySelector(".hit")?.dataset.id !== id, first);
    await settled(page);
  }
  assert.equal(seen.length, await countShown(page));
  assert.equal(new Set(seen).size, seen.length);
  await closePage(page);
});

test("every full answer is exported in each form, and the record tells the same number", async () => {
  const page = await site.newPage();
  await site.open(page, "/?q=anemia&filter=sex%3Dfemale");
  const total = await countShown(page);
  const save = async (label) => {
    await page.click(".menu > summary");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click(`.menu-item:text("${label}")`),
    ]);
    return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")];
  };
  const [csvName, csv] = await save("Spreadsheet");
  assert.equal(csvName, "casebook.csv");
  for (const hit of await page
    .locator(".results > .hits .hit")
    .evaluateAll((hits) => hits.map((found) => found.dataset.id)))
    assert.ok(csv.includes(hit), hit);
  const [risName, ris] = await save("RIS");
  assert.deepEqual([risName, ris.match(/^TY {2}- /gm).length], ["casebook.ris", total]);
  const [bibName, bib] = await save("BibTeX");
  assert.deepEqual([bibName, bib.match(/^@/gm).length], ["casebook.bib", total]);
  const [recordName, record] = await save("Search record");
  assert.equal(recordName, "search-record.json");
  assert.equal(JSON.parse(record).total, total);
  await closePage(page);
});
