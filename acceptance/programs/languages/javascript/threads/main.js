const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");

if (isMainThread) {
  const workers = [1, 2, 3, 4].map(
    (number) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(__filename, { workerData: number });
        worker.once("message", resolve);
        worker.once("error", reject);
      }),
  );
  Promise.all(workers).then((weights) => {
    const sum = weights.reduce((one, other) => one + other, 0);
    console.log(`${weights.length} threads: ${sum}`);
  });
} else {
  let sum = 0;
  for (let grain = 0; grain < workerData * 1000; grain++) {
    sum += grain;
  }
  parentPort.postMessage(sum);
}
