// The Model Context Protocol's own client against `casebook mcp`: every tool is listed and called,
// every answer fits its declared schema, also where it was cut; then a raw client, which breaks the
// protocol. usage: client_test.cjs PROGRAM NODE_FOLDER REPORTS
"use strict";

const assert = require("node:assert/strict");
const childProcess = require("node:child_process");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const os = require("node:os");
const path = require("node:path");

const [program, nodeFolder, reports] = process.argv.slice(2);
if (!fs.existsSync(path.join(nodeFolder, "installed.json"))) {
    console.log("skipped: no test data: tests/node/install has not run");
    process.exit(0);
}
const need = createRequire(path.join(nodeFolder, "package.json"));
const { Client } = need("@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = need("@modelcontextprotocol/sdk/client/stdio.js");
const Ajv = need("ajv/dist/2020").default;

const ID = "sample-en-01";
const CASE =
    "A 31-year-old woman with acute lymphoblastic leukemia was treated with imatinib and had a " +
    "relapse in the breast. She had no fever.";
/// Calls that are answered.
const GOOD = [
    ["search_case_reports", { query: "antithymocyte remission" }],
    ["search_case_reports", { query: "leukemia", facets: ["year", { field: "therapy", limit: "all" }] }],
    ["search_case_reports", { query: "leukemai (relapse", explain: true, top: 3 }],
    ["search_case_reports", { filters: [{ field: "therapy", value: "ATG" }], sort: "year" }],
    ["search_case_reports", { filters: [{ field: "therapy", value: "zzzz" }], query: "leukemia" }],
    ["search_case_reports", { query: "再生障碍性贫血", boolean: true, snippets: false }],
    ["search_case_reports", {}],
    ["search_case_reports", { query: "leukemia", top: 20, max_bytes: 4000 }],
    ["search_case_reports", { query: "leukemia", top: 20, facets: ["therapy", "diagnosis"], max_bytes: 5000 }],
    ["get_report", { id: ID }],
    ["get_report", { id: ID, max_bytes: 4000 }],
    ["get_report", { id: ID, section: 1, offset: 10, references: true }],
    ["similar_cases", { id: ID, top: 5 }],
    ["similar_cases", { text: CASE, facets: ["outcome"], max_bytes: 6000 }],
    ["list_facets", {}],
    ["list_facets", { query: "leukemia", fields: ["therapy", "age_group", "journal"], limit: 500 }],
    ["list_facets", { fields: ["therapy_mentioned", "diagnosis", "keyword"], limit: 1000, max_bytes: 4000 }],
    ["annotate_text", { text: CASE }],
    ["annotate_text", { text: CASE.repeat(200), max_bytes: 4000 }],
    ["lookup_term", { term: "ATG" }],
    ["lookup_term", { term: "leukemia", max_bytes: 4000 }],
    ["lookup_term", { term: "no such thing at all" }],
];
/// Calls that cannot be answered as they are, and what the model is told.
const BAD = [
    ["get_report", { id: "sample-en-1" }, /"sample-en-01"/],
    ["get_report", { id: "10.5555/sample.en.01" }, /"sample-en-01"/],
    ["similar_cases", { id: "nothing like it anywhere" }, /search_case_reports/],
    ["similar_cases", {}, /either id/],
    ["search_case_reports", { filters: [{ field: "drug", value: "ATG" }] }, /"therapy_failed"/],
    ["search_case_reports", { top: 1000 }, /at most 100/],
    ["search_case_reports", { querry: "x" }, /"query"/],
    ["list_facets", { fields: ["author"] }, /"diagnosis"/],
    ["annotate_text", { text: "" }, /at least 1/],
    ["lookup_term", {}, /term is missing/],
];

function compileSchemas(tools) {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true });
    const schemas = {};
    for (const tool of tools) {
        for (const text of [tool.title, tool.annotations.title]) assert.ok(text.length > 5);
        assert.ok(tool.description.length > 200, `${tool.name} says when to use it`);
        assert.equal(tool.annotations.readOnlyHint, true);
        assert.equal(tool.annotations.openWorldHint, false);
        assert.equal(tool.inputSchema.additionalProperties, false);
        for (const property of Object.values(tool.inputSchema.properties))
            assert.ok(property.description, `${tool.name} describes its arguments`);
        schemas[tool.name] = {
            input: ajv.compile(tool.inputSchema),
            output: ajv.compile(tool.outputSchema),
        };
    }
    return schemas;
}

async function checkGood(client, schemas) {
    let cut = 0;
    for (const [name, args] of GOOD) {
        const called = `${name} ${JSON.stringify(args)}`;
        assert.ok(schemas[name].input(args), `${called} fits the input schema`);
        const result = await client.callTool({ name, arguments: args });
        assert.equal(result.isError, false, `${called}: ${result.content[0].text}`);
        const fits = schemas[name].output(result.structuredContent);
        assert.ok(fits, `${called}: ${JSON.stringify(schemas[name].output.errors)}`);
        assert.equal(result.content[0].type, "text");
        assert.ok(result.content[0].text.length > 0);
        const bytes = Buffer.byteLength(JSON.stringify(result));
        assert.ok(bytes <= (args.max_bytes ?? 60000), `${called} has ${bytes} bytes`);
        if (result.structuredContent.truncated) {
            ++cut;
            assert.ok(result.structuredContent.advice, `${called} tells how to go on`);
        }
    }
    assert.ok(cut >= 6, `${cut} answers were cut`);
}

async function checkBad(client, schemas) {
    for (const [name, args, told] of BAD) {
        const called = `${name} ${JSON.stringify(args)}`;
        const result = await client.callTool({ name, arguments: args });
        assert.equal(result.isError, true, called);
        assert.match(result.content[0].text, told, called);
        assert.equal(result.structuredContent, undefined);
        if (!/id|either/.test(told.source + Object.keys(args)))
            assert.ok(!schemas[name].input(args), `the input schema refuses ${called}`);
    }
}

async function checkFaults(client) {
    await assert.rejects(client.callTool({ name: "drop_index", arguments: {} }), { code: -32602 });
    await assert.rejects(client.listTools({ cursor: "x" }), { code: -32602 });
    const long = { name: "annotate_text", arguments: { text: CASE.repeat(900) } };
    const stop = new AbortController();
    const call = client.callTool(long, undefined, { signal: stop.signal });
    stop.abort("enough");
    await assert.rejects(call);
    let answered = false;
    const other = client.callTool(long).then(() => (answered = true));
    await client.ping();
    assert.ok(!answered, "a ping is heard while a tool runs");
    await other;
}

/// From the question to the report, as an assistant goes.
async function checkWalk(client) {
    const call = async (name, args) => (await client.callTool({ name, arguments: args })).structuredContent;
    const therapy = await call("lookup_term", { term: "thymoglobulin" });
    const concept = therapy.concepts[0].concept;
    const counts = await call("list_facets", {
        fields: ["outcome"],
        filters: [{ field: "therapy", value: concept }],
    });
    const found = await call("search_case_reports", { filters: [{ field: "therapy", value: concept }] });
    assert.equal(found.total, counts.total);
    const report = await call("get_report", { id: found.hits[0].id });
    assert.equal(report.title, found.hits[0].title);
    assert.ok(report.sections.length > 0);
    const alike = await call("similar_cases", { id: report.id });
    assert.ok(alike.hits.every((hit) => hit.id !== report.id));
}

async function checkClient(index) {
    const transport = new StdioClientTransport({
        command: program,
        args: ["mcp", "--db", index],
        stderr: "pipe",
    });
    let talk = "";
    transport.stderr.on("data", (bytes) => (talk += bytes));
    const client = new Client({ name: "casebook-test", version: "1" });
    const errors = [];
    client.onerror = (error) => errors.push(error);
    await client.connect(transport);
    assert.equal(client.getServerVersion().name, "casebook");
    assert.match(client.getInstructions(), /search_case_reports/);
    const { tools, nextCursor } = await client.listTools();
    assert.equal(nextCursor, undefined);
    assert.deepEqual(
        tools.map((tool) => tool.name),
        ["search_case_reports", "get_report", "similar_cases", "list_facets", "annotate_text", "lookup_term"],
    );
    const schemas = compileSchemas(tools);
    await checkGood(client, schemas);
    await checkBad(client, schemas);
    await checkFaults(client);
    await checkWalk(client);
    await client.close();
    assert.deepEqual(errors, [], "standard output carries nothing but messages");
    assert.equal(talk, "");
    return tools.length;
}

/// Sends bytes, ends standard input, and gives the replies by id.
function sendRaw(index, bytes) {
    const done = childProcess.spawnSync(program, ["mcp", "--db", index], {
        input: bytes,
        maxBuffer: 1 << 26,
        timeout: 120000,
    });
    assert.equal(done.status, 0, done.stderr.toString());
    const lines = done.stdout.toString().split("\n");
    assert.equal(lines.pop(), "", "the last line has its end");
    const replies = lines.map((line) => JSON.parse(line));
    for (const reply of replies) assert.equal(reply.jsonrpc, "2.0");
    return replies;
}

function checkRaw(index) {
    const line = (message) => JSON.stringify({ jsonrpc: "2.0", ...message }) + "\n";
    const begin = line({ id: 0, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {} } });
    const call = (id, name, args) => line({ id, method: "tools/call", params: { name, arguments: args } });
    const replies = sendRaw(
        index,
        begin +
            "no json\n" +
            call(1, "search_case_reports", { query: "x".repeat(5 << 20) }) +
            line({ id: 2, method: "prompts/list" }) +
            '{"id":3}\n' +
            call(4, "search_case_reports", { query: "leukemia" }) +
            call(5, "lookup_term", { term: "ATG" }) +
            call(6, "no_tool", {}) +
            "\r\n" +
            line({ id: 7, method: "ping" }).trimEnd(),
    );
    const codes = replies.filter((reply) => reply.error).map((reply) => [reply.id, reply.error.code]);
    assert.deepEqual(codes, [[null, -32700], [null, -32600], [2, -32601], [3, -32600], [6, -32602]]);
    const answered = replies.filter((reply) => reply.result).map((reply) => reply.id);
    assert.deepEqual(answered.sort(), [0, 4, 5, 7], "what was asked before the end is answered");
    assert.deepEqual(sendRaw(index, ""), []);
    const small = childProcess.spawnSync(program, ["mcp", "--db", index, "--max-bytes", "10"]);
    assert.equal(small.status, 2);
    assert.equal(small.stdout.toString(), "");
    assert.match(small.stderr.toString(), /from 4000 to 1000000/);
}

async function main() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "casebook-mcp-"));
    try {
        const index = path.join(folder, "samples.db");
        childProcess.execFileSync(program, ["index", "--db", index, reports], { stdio: "ignore" });
        const tools = await checkClient(index);
        checkRaw(index);
        console.log(`${tools} tools, ${GOOD.length} answers and ${BAD.length} refusals as declared`);
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
