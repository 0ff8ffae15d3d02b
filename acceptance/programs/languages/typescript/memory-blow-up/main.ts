console.log("started");
const hoard: Buffer[] = [];
for (;;) {
  hoard.push(Buffer.alloc(1 << 20, 1));
}
