import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

function weigh(number: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: number });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (isMainThread) {
  Promise.all([1, 2, 3, 4].map(weigh)).then((weights) => {
    const sum = weights.reduce((one, other) => one + other, 0);
    console.log(`${weights.length} threads: ${sum}`);
  });
} else {
  let sum = 0;
  for (let grain = 0; grain < workerData * 1000; grain++) {
    sum += grain;
  }
  parentPort?.postMessage(sum);
}
