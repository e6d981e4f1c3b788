import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";

const page = new URL("../../../interfaces/http/page/", import.meta.url);
const read = (name) => readFileSync(new URL(name, page), "utf8");
const shipped = readdirSync(page)
  .filter((name) => /\.(html|css|js|svg)$/.test(name))
  .sort();
const MOST_BYTES = 150_000;
const MOST_OF_A_LANGUAGE = 15_000;
const ofOneLanguage = (name) => /^messages_\w+\.js$/.test(name);

test("the build knows every file of the page", () => {
  const listed = read("files.cmake")
    .match(/[\w.]+\.(html|css|js|svg)/g)
    .sort();
  assert.deepEqual(listed, shipped);
});

test("the browser is told of every module at once", () => {
  const told = [...read("index.html").matchAll(/(?:modulepreload" href|src)="\/assets\/(\w+\.js)"/g)].map(
    (found) => found[1],
  );
  assert.deepEqual(
    told.sort(),
    shipped.filter((name) => name.endsWith(".js") && !ofOneLanguage(name)),
  );
});

test("the page weighs less than 150 kB, and another language less than 15 kB on top", () => {
  const size = (name) => statSync(new URL(name, page)).size;
  const bytes = shipped.filter((name) => !ofOneLanguage(name)).reduce((sum, name) => sum + size(name), 0);
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  for (const name of shipped.filter(ofOneLanguage)) assert.ok(size(name) < MOST_OF_A_LANGUAGE, name);
});

test("nothing is read as HTML, nothing comes from elsewhere, nothing is inline", () => {
  for (const name of shipped) {
    const text = read(name);
    assert.doesNotMatch(
      text,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      name,
    );
    assert.doesNotMatch(text, /(src|href)="https?:|@import|url\(\s*["']?https?:/, name);
  }
  assert.doesNotMatch(read("index.html"), /<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
});
