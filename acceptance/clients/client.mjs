// Makes the calls of a file by one of the protocol's official TypeScript SDKs, and prints what came of it.
import { readFileSync } from "node:fs";

const [sdk, program, calls] = process.argv.slice(2);
const client = "@modelcontextprotocol/client";
const { Client } = await import(sdk === client ? client : "@modelcontextprotocol/sdk/client/index.js");
const { StdioClientTransport } = await import(
  sdk === client ? `${client}/stdio` : "@modelcontextprotocol/sdk/client/stdio.js"
);

const session = new Client({ name: "test", version: "1" });
await session.connect(new StdioClientTransport({ command: program, args: ["mcp"], env: process.env }));
const { tools } = await session.listTools();
const answers = [];
for (const call of JSON.parse(readFileSync(calls, "utf8"))) {
  answers.push((await session.callTool(call, undefined, { timeout: 300_000 })).structuredContent);
}
let told = 0;
const slow = { name: "run_code", arguments: { language: "python", code: "import time; time.sleep(2.5)" } };
const onprogress = () => told++;
const last = sdk === client ? [{ onprogress }] : [undefined, { onprogress }];
await session.callTool(slow, ...last);
const resource = await session.readResource({ uri: "assay://outcomes/1" });
const prompt = await session.getPrompt({ name: "write_run_fix", arguments: { task: "add" } });
await session.close();
console.log(
  JSON.stringify({
    tools: tools.map((tool) => tool.name),
    answers,
    resource: resource.contents[0].text,
    prompt: prompt.messages[0].content.text,
    progress: told,
  }),
);
