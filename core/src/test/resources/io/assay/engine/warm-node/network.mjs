import http from 'node:http';
const server = http.createServer((request, response) => response.end(request.url)).listen(0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}/path`;
  console.log(await (await fetch(address)).text());
  server.close(); server.closeAllConnections?.();
});
