// Says which sandbox this is, and what an earlier program left in it; leaves something itself.
const fs = require("fs");
const root = fs.statSync("/", { bigint: true });
const spaces = ["mnt", "pid", "ipc", "user"].map((name) => fs.statSync("/proc/self/ns/" + name).ino);
let left = 0;
for (const folder of ["/home/user", "/build", "/tmp", "/dev/shm"]) {
  try {
    fs.writeFileSync(folder + "/witness", "", { flag: "wx" });
  } catch (e) {
    if (e.code === "EEXIST") left++;
  }
}
console.log([root.dev, root.ctimeNs, ...spaces].join("-"), left);
