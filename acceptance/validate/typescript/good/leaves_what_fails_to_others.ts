abstract class Rules {
  protected abstract cases(): Iterable<readonly [string, () => boolean]>;

  protected fail(_name: string): void {}

  broken(): number {
    let count = 0;
    for (const [name, holds] of this.cases()) {
      if (!holds()) {
        count++;
        this.fail(name);
      }
    }
    return count;
  }
}

class Impossible extends Rules {
  readonly names: string[] = [];

  protected *cases() {
    yield ['no', () => false] as const;
  }

  protected override fail(name: string): void {
    this.names.push(name);
  }
}

const rules = new Impossible();
if (rules.broken() !== 1 || rules.names[0] !== 'no') {
  throw new Error('wrong count');
}
