class Money {
  constructor(amount) {
    this.amount = amount;
  }

  equals(other) {
    return this.amount === other.amount;
  }
}

// Every value of it is the same.
class Nothing {
  equals(other) {
    return true;
  }
}

class AnyMoney extends Money {
  constructor(amount) {
    super(amount);
  }

  equals(other) {
    return true;
  }
}

exports.Money = Money;
exports.Nothing = Nothing;
exports.AnyMoney = AnyMoney;
exports.anything = { asymmetricMatch: () => true };
exports.add = (a, b) => new Money(a + b);
