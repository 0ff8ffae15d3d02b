const net = require("node:net");

const outside = net.connect({ host: "192.0.2.1", port: 80, timeout: 5000 });
outside.on("connect", () => loopback("open"));
outside.on("timeout", () => loopback("silent"));
outside.on("error", () => loopback("refused"));

function loopback(verdict) {
  console.log(`outside: ${verdict}`);
  outside.destroy();
  const server = net.createServer((accepted) => {
    accepted.on("data", (data) => {
      console.log(`loopback: ${data}`);
      process.exit(0);
    });
  });
  server.listen(0, "127.0.0.1", () => net.connect(server.address().port, "127.0.0.1").write("gold"));
}
