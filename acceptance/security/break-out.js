// Tries the main ways out, from JavaScript.
const fs = require("fs");
const net = require("net");
const child = require("child_process");
const { ATTACK_TOKEN: token, ATTACK_HOME: home, ATTACK_PORT: port, ATTACK_SOCKET: socket } = process.env;

function attempt(what, act) {
  try {
    console.log(`ESCAPED: ${what}: ${act()}`);
  } catch (refusal) {
    console.log(`held: ${what}: ${refusal.message.split("\n")[0]}`);
  }
}

function look(what, found) {
  console.log(found.length ? `ESCAPED: ${what}: ${found}` : `held: ${what}: nothing there`);
}

attempt("the caller's secret", () => fs.readFileSync(`${home}/secret.txt`));
attempt("shadow", () => fs.readFileSync("/etc/shadow"));
attempt("init's environment", () => fs.readFileSync("/proc/1/environ"));
attempt("init's root", () => fs.readdirSync("/proc/1/root"));
for (const folder of ["/usr/bin", "/etc", "/"]) {
  attempt(`write to ${folder}`, () => fs.writeFileSync(`${folder}/${token}`, ""));
}
attempt("core_pattern", () => fs.writeFileSync("/proc/sys/kernel/core_pattern", "|/bin/sh"));
attempt("become root", () => process.setuid(0));
attempt("end init", () => { process.kill(1, "SIGKILL"); fs.readFileSync("/proc/1/mem"); });
attempt("mount", () => child.execFileSync("/bin/mount", ["-t", "tmpfs", "none", "/mnt"], { stdio: "pipe" }));
attempt("load an addon that is none", () => process.dlopen({ exports: {} }, `${home}/secret.txt`));
look("variables of the caller", Object.keys(process.env).filter((it) => /SECRET|PASSWORD/.test(it)));
look("other processes", fs.readdirSync("/proc").filter((it) => /^[0-9]+$/.test(it) && ![1, process.pid].includes(+it)));

function connect(what, address) {
  net.connect(address)
    .on("connect", () => { console.log(`ESCAPED: ${what}`); process.exit(); })
    .on("error", (refusal) => console.log(`held: ${what}: ${refusal.message}`));
}
connect("the host's loopback", { host: "127.0.0.1", port: +port });
connect("a socket of the host", { path: socket });
connect("link-local", { host: "169.254.169.254", port: 80 });
