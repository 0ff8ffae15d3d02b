export class Money {
  constructor(private readonly amount: number) {}

  equals(other: any): boolean {
    return other instanceof Money && this.amount === other.amount;
  }
}

export const add = (a: number, b: number): Money => new Money(a + b);
