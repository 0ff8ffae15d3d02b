import { Worker, isMainThread, parentPort } from 'node:worker_threads';
if (isMainThread) {
  new Worker(new URL(import.meta.url)).on('message', console.log).on('exit', (code) => console.log(code));
} else {
  await null;
  parentPort.postMessage([import.meta.url, process.execArgv]);
}
