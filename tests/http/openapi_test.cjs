// Holds interfaces/http/openapi.json against what the server answers: the file is linted, every
// answer fits the schema of its status, and every key that the file tells of is met in some answer.
// usage: openapi_test.cjs PROGRAM
const {execFileSync, spawn} = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const Ajv = require("ajv/dist/2020");
const addFormats = require("ajv-formats");

const [program] = process.argv.slice(2);
const source = path.join(__dirname, "../..");
const file = path.join(source, "interfaces/http/openapi.json");
const api = JSON.parse(fs.readFileSync(file));
const ajv = new Ajv({strict: true, strictTypes: false, strictTuples: false, allErrors: true,
                     validateFormats: true});
addFormats(ajv);
ajv.addVocabulary(["components", "openapi", "info", "servers", "paths", "security", "tags"]);
ajv.addSchema(api, "api");

const failures = [];
const fail = (message) => failures.push(message);
const seenKeys = new Set();
const seenStatuses = new Set();

const resolve = (node) => {
    if (!node || !node.$ref) return node;
    return node.$ref.slice(2).split("/").reduce((at, key) => at[key], api);
};

/// Marks the keys of `schema` that `value` has.
function cover(reference, schema, value) {
    if (schema.$ref) return cover(schema.$ref, resolve(schema), value);
    if (Array.isArray(value)) {
        value.forEach((item, at) => {
            const inner = schema.prefixItems ? schema.prefixItems[at] : schema.items;
            if (inner) cover(reference + "/items", inner, item);
        });
    } else if (value && typeof value === "object") {
        for (const [key, item] of Object.entries(value)) {
            const inner = (schema.properties || {})[key];
            if (inner) {
                seenKeys.add(`${reference}/${key}`);
                cover(`${reference}/${key}`, inner, item);
            } else if (typeof schema.additionalProperties === "object") {
                cover(reference + "/*", schema.additionalProperties, item);
            }
        }
    }
}

/// All keys that can be met in answers of `schema`.
function keysOf(reference, schema, keys, visited) {
    if (schema.$ref) {
        if (visited.has(schema.$ref)) return;
        visited.add(schema.$ref);
        return keysOf(schema.$ref, resolve(schema), keys, visited);
    }
    for (const inner of schema.prefixItems || []) keysOf(reference + "/items", inner, keys, visited);
    if (schema.items) keysOf(reference + "/items", schema.items, keys, visited);
    for (const [key, inner] of Object.entries(schema.properties || {})) {
        keys.add(`${reference}/${key}`);
        keysOf(`${reference}/${key}`, inner, keys, visited);
    }
    if (typeof schema.additionalProperties === "object")
        keysOf(reference + "/*", schema.additionalProperties, keys, visited);
}

const validators = new Map();
function validate(pointer, value, what) {
    if (!validators.has(pointer)) validators.set(pointer, ajv.compile({$ref: `api#${pointer}`}));
    const check = validators.get(pointer);
    if (!check(value)) fail(`${what}: ${ajv.errorsText(check.errors).slice(0, 400)}`);
}

const escape = (key) => key.replace(/~/g, "~0").replace(/\//g, "~1");

/// Asks, and holds the answer against the file.
async function ask(base, pattern, method, target, wanted, options = {}) {
    const what = `${method.toUpperCase()} ${target.slice(0, 120)}`;
    const answer = await fetch(base + target.slice(1), {method: method.toUpperCase(), ...options});
    const text = await answer.text();
    if (answer.status !== wanted) fail(`${what}: ${answer.status} in place of ${wanted}: ${text.slice(0, 300)}`);
    const operation = api.paths[pattern][method];
    let response = operation.responses[answer.status];
    if (!response) return fail(`${what}: the file does not tell of ${answer.status}`);
    let pointer = `/paths/${escape(pattern)}/${method}/responses/${answer.status}`;
    if (response.$ref) pointer = response.$ref.slice(1);
    response = resolve(response);
    seenStatuses.add(`${answer.status}`);
    if (answer.status === 304) return answer;
    const type = answer.headers.get("content-type").split(";")[0];
    const content = (response.content || {})[type];
    if (!content) return fail(`${what}: the file does not tell of ${type} with ${answer.status}`);
    if (type === "application/json") {
        const value = JSON.parse(text);
        validate(`${pointer}/content/application~1json/schema`, value, what);
        cover(pointer, content.schema, value);
    }
    if (!text.length) fail(`${what}: an empty answer`);
    return answer;
}

async function serve(index, ...options) {
    const child = spawn(program, ["serve", "--db", index, "--listen", "127.0.0.1:0", ...options]);
    const url = await new Promise((done, broken) => {
        let said = "";
        child.stdout.on("data", (data) => { said += data; if (said.endsWith("\n")) done(said.trim()); });
        child.on("exit", () => broken(new Error("the server ended")));
    });
    return {child, url};
}

const json = (value) => ({headers: {"Content-Type": "application/json"}, body: JSON.stringify(value)});
const plain = (body) => ({headers: {"Content-Type": "text/plain"}, body});
const kText = "Acute lymphoblastic leukemia (ALL) after prednisone\n\nA 13-year-old boy with ALL relapsed " +
    "after cyclophosphamide. He was treated with antithymocyte globulin and achieved complete remission.";

async function askEverything(url, folder) {
    const search = "/api/v1/search";
    const all = {query: "leukemia", offset: 0, top: 5, filters: [{field: "year", value: "1990..2030", only: false}],
                 facets: ["year", {field: "therapy", limit: "all", order: "label", matching: ""}],
                 sort: "relevance", match: "auto", snippets: true, boolean: false, explain: true,
                 feedback: true, correct: true, synonyms: true, timeout_ms: 10000,
                 embedding: [0.6, -0.8], fusion: {depth: 10, k: 60}};
    validate("/components/schemas/SearchRequest", all, "the request with every key");
    const told = Object.keys(api.components.schemas.SearchRequest.properties).sort().join();
    if (Object.keys(all).sort().join() !== told) fail("the request has other keys than the file tells");
    await ask(url, search, "post", search, 200, json(all));
    await ask(url, search, "post", search, 400, json({...all, unknown: 1}));
    for (const query of ["leukemia -anemia", "ATG hypoplastic leukemia", "leukemai", "\"leukemia", "再生障碍性贫血",
                         "zzz leukemia remission", "title:leukemia year:1990..2030", "the", "", "leuk*"]) {
        const q = encodeURIComponent(query);
        await ask(url, search, "get", `${search}?q=${q}&explain=true&facet=therapy&facet=year:all&facet=age_group`, 200);
        await ask(url, "/api/v1/record", "get", `/api/v1/record?q=${q}&filter=year%3D1990..2030`, 200);
        await ask(url, "/api/v1/facets", "get", `/api/v1/facets?field=therapy&field=year&q=${q}&match=a&sort=label&top=3&rule=any&boolean=false&synonyms=true&timeout_ms=9000&filter=year%3D1990..2030`, 200);
        await ask(url, "/api/v1/suggest", "get", `/api/v1/suggest?prefix=${q}&top=20`, 200);
    }
    for (const format of ["json", "jsonl", "csv", "ris", "bibtex"]) {
        await ask(url, search, "get", `${search}?q=leukemia&format=${format}`, 200);
        await ask(url, search, "post", `${search}?format=${format}&strict=false`, 200, json({query: "leukemia"}));
        await ask(url, "/api/v1/similar/{id}", "get", `/api/v1/similar/sample-en-02?format=${format}`, 200);
        await ask(url, "/api/v1/similar/{id}", "post", `/api/v1/similar/sample-en-02?format=${format}`, 200, json({top: 2}));
        await ask(url, "/api/v1/similar", "post", `/api/v1/similar?format=${format}&input_format=text`, 200, plain(kText));
    }
    await ask(url, search, "get", `${search}?q=leukemia&top=all&offset=1&filter=year%3D1990..2030&facet=year&facet_sort=label&facet_match=2&sort=year&match=most&boolean=true&synonyms=false&fast=true&explain=true&snippets=false&strict=true&timeout_ms=9000`, 200);
    await ask(url, search, "get", `${search}?q=%22leukemia&strict=true`, 400);
    await ask(url, search, "get", `${search}?nope=1`, 400);
    await ask(url, "/api/v1/record", "get", "/api/v1/record?q=leukemia&match=any&boolean=false&synonyms=true&fast=true", 200);
    await ask(url, "/api/v1/record", "post", "/api/v1/record", 200, json({query: "leukemia \"bone marrow\" title:anemia -x", boolean: true}));
    for (const id of ["sample-en-02", "sample-zh-01", "own%2F1"]) {
        for (const tail of ["", "?annotate=true", "?format=ris", "?format=bibtex"])
            await ask(url, "/api/v1/reports/{id}", "get", `/api/v1/reports/${id}${tail}`, 200);
    }
    await ask(url, "/api/v1/reports/{id}", "get", "/api/v1/reports/nobody", 404);
    await ask(url, "/api/v1/similar/{id}", "get", "/api/v1/similar/nobody", 404);
    await ask(url, "/api/v1/annotate", "post", "/api/v1/annotate", 200, plain(kText));
    await ask(url, "/api/v1/annotate", "post", "/api/v1/annotate?format=jsonl&input_format=detect", 200, plain(kText));
    await ask(url, "/api/v1/annotate", "post", "/api/v1/annotate", 422, plain("\0\x01\x02"));
    await ask(url, "/api/v1/annotate", "post", "/api/v1/annotate", 415, {body: new URLSearchParams({a: "b"})});
    await ask(url, "/api/v1/annotate", "post", "/api/v1/annotate", 413, plain("x".repeat(5 << 20)));
    for (const term of ["ATG", "leukemia", "nothing at all", "CB030065"])
        await ask(url, "/api/v1/thesaurus", "get", `/api/v1/thesaurus?term=${encodeURIComponent(term)}`, 200);
    await ask(url, "/api/v1/thesaurus", "get", "/api/v1/thesaurus", 400);
    for (const name of ["health", "metrics", "openapi.json"])
        await ask(url, `/api/v1/${name}`, "get", `/api/v1/${name}`, 200);
    const served = await (await fetch(url + "api/v1/openapi.json")).text();
    if (served !== fs.readFileSync(file, "utf8")) fail("the server gives another description");
    const first = await ask(url, search, "get", `${search}?q=leukemia`, 200);
    await ask(url, search, "get", `${search}?q=leukemia`, 304, {headers: {"If-None-Match": first.headers.get("etag")}});
    await ask(url, search, "get", `${search}?q=${"a".repeat(20000)}`, 414);
    await ask(url, "/api/v1/health", "get", "/api/v1/health", 403, {headers: {Origin: "http://evil.example"}});
    const token = path.join(folder, "token");
    fs.writeFileSync(token, "a-secret-for-this-test\n");
    return token;
}

async function main() {
    execFileSync(path.join(source, "build/node/node_modules/.bin/redocly"), ["lint", file],
                 {cwd: os.tmpdir(), stdio: ["ignore", "ignore", "inherit"]});
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "casebook-openapi-"));
    const servers = [];
    try {
        const own = path.join(folder, "own.jsonl");
        fs.writeFileSync(own, JSON.stringify({
            id: "own/1", title: "Leukemia and its translated title", translated_title: "Leucemia",
            authors: ["Ada Example"], journal: "Made Up", year: 2001, doi: "10.5555/own.1", pmid: "1",
            volume: "2", pages: "3-4", keywords: ["leukemia", "ATG"], language: "en", colour: "blue", embedding: [1, 0.5],
            text: kText}) + "\n");
        const index = path.join(folder, "a.db");
        execFileSync(program, ["index", "--db", index, path.join(source, "index_data/sample_reports"), own],
                     {stdio: "ignore"});
        servers.push(await serve(index));
        const token = await askEverything(servers[0].url, folder);
        servers.push(await serve(index, "--token-file", token));
        await ask(servers[1].url, "/api/v1/health", "get", "/api/v1/health", 401);
    } finally {
        for (const server of servers) { server.child.removeAllListeners("exit"); server.child.kill(); }
        fs.rmSync(folder, {recursive: true});
    }
    const keys = new Set();
    for (const [pattern, methods] of Object.entries(api.paths))
        for (const [method, operation] of Object.entries(methods))
            for (const [status, response] of Object.entries(operation.responses)) {
                const content = (resolve(response).content || {})["application/json"];
                const pointer = response.$ref ? response.$ref.slice(1)
                                              : `/paths/${escape(pattern)}/${method}/responses/${status}`;
                if (content) keysOf(pointer, content.schema, keys, new Set());
            }
    for (const key of keys) if (!seenKeys.has(key)) fail(`no answer has the key ${key}`);
    if (failures.length) {
        console.error(failures.slice(0, 40).join("\n"));
        process.exit(1);
    }
    console.log(`${seenKeys.size} keys, statuses ${[...seenStatuses].sort().join(" ")}`);
}

main();
