class Runner {
  tests = [];

  add(name, test) {
    this.tests.push([name, test]);
  }

  async run() {
    let failed = 0;
    for (const [name, test] of this.tests) {
      try {
        await test();
      } catch (error) {
        failed++;
        console.error(name, error);
      }
    }
    process.exit(failed ? 1 : 0);
  }
}

const assert = require('node:assert');
const runner = new Runner();
runner.add('adds', () => assert.equal(1 + 2, 3));
runner.run();
