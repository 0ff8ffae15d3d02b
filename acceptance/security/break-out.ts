// Tries the main ways out, from TypeScript.
declare const require: (name: string) => any;
declare const process: any;
const fs = require("fs");
const net = require("net");
const home: string = process.env.ATTACK_HOME;
const token: string = process.env.ATTACK_TOKEN;

function attempt(what: string, act: () => unknown): void {
  try {
    console.log(`ESCAPED: ${what}: ${act()}`);
  } catch (refusal) {
    console.log(`held: ${what}: ${(refusal as Error).message}`);
  }
}

attempt("the caller's secret", () => fs.readFileSync(`${home}/secret.txt`));
attempt("shadow", () => fs.readFileSync("/etc/shadow"));
attempt("init's memory", () => fs.readFileSync("/proc/1/mem"));
attempt("write a tool", () => fs.writeFileSync(`/usr/bin/${token}`, ""));
attempt("core_pattern", () => fs.writeFileSync("/proc/sys/kernel/core_pattern", "|/bin/sh"));
attempt("become root", () => process.setuid(0));
net.connect({ host: "127.0.0.1", port: Number(process.env.ATTACK_PORT) })
  .on("connect", () => { console.log("ESCAPED: the host's loopback"); process.exit(); })
  .on("error", (refusal: Error) => console.log(`held: the host's loopback: ${refusal.message}`));
