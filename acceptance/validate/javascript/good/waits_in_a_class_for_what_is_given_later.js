class Lock {
  held = false;
  waiting = [];

  async take() {
    if (!this.held) {
      this.held = true;
      return;
    }
    await new Promise((resolve) => this.waiting.push(resolve));
  }
}

async function main() {
  const lock = new Lock();
  await lock.take();
  let twice = false;
  lock.take().then(() => {
    twice = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 2));
  if (twice) {
    throw new Error('the lock was given twice');
  }
}

main();
