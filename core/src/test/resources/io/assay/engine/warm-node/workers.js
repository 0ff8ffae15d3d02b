const { Worker, isMainThread, workerData, parentPort, threadId } = require('worker_threads');
function about() {
  return [threadId, process.argv, process.execArgv, process._preload_modules, Object.keys(process.env).length,
    Object.keys(require.cache), Object.keys(module.constructor._pathCache ?? {}).filter((key) => !key.includes('/home/user')),
    process.eventNames(), Object.keys(process).sort().join()];
}
if (isMainThread) {
  console.log(about());
  const next = [{ argv: ['a'] }, { env: { A: '1' } }, { execArgv: ['--trace-warnings'] }, { stdout: true }];
  const start = () => {
    const options = next.shift();
    if (!options) return evaluated();
    const worker = new Worker(__filename, { workerData: 7, ...options });
    worker.on('message', (message) => console.log(options, message));
    worker.on('exit', (code) => { console.log('worker ended', code); start(); });
  };
  const evaluated = () => {
    new Worker('require("worker_threads").parentPort.postMessage(require.resolve.paths("x"))', { eval: true })
      .on('message', console.log)
      .on('exit', () => new Worker('throw new Error("in the worker")', { eval: true }));
  };
  start();
} else {
  parentPort.postMessage([workerData, about()]);
  process.exitCode = 6;
}
