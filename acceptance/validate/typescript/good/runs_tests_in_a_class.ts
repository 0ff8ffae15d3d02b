class Runner {
  private static tests: Array<{ name: string; test: () => void }> = [];

  static add(name: string, test: () => void): void {
    Runner.tests.push({ name, test });
  }

  static run(): void {
    let failed = 0;
    for (const { test } of Runner.tests) {
      try {
        test();
      } catch {
        failed++;
      }
    }
    process.exit(failed > 0 ? 1 : 0);
  }
}

function assertEqual<T>(actual: T, expected: T): void {
  if (actual !== expected) {
    throw new Error(`${actual} is not ${expected}`);
  }
}

Runner.add('doubles', () => assertEqual(2 * 2, 4));
Runner.run();
