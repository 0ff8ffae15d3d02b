const assert = require('node:assert');

class Worker {
  jobs = [];
  results = [];

  async loop() {
    for (;;) {
      while (this.jobs.length === 0) {
        await new Promise((resolve) => {
          this.wake = resolve;
        });
      }
      this.results.push(this.jobs.shift()());
    }
  }

  record(result) {
    console.log(result);
    process.exit(result === 3 ? 0 : 1);
  }
}

async function main() {
  const worker = new Worker();
  worker.loop();
  worker.jobs.push(() => 3);
  assert.equal(worker.jobs.length, 1);
  worker.wake();
  await new Promise((resolve) => setTimeout(resolve, 5));
  worker.record(worker.results[0]);
}

main();
