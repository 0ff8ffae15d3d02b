enum Metal {
  Brass = "brass",
  Gold = "gold",
}

class Scale<T extends { grams: number }> {
  constructor(private readonly items: T[]) {}

  heaviest(): T | undefined {
    return [...this.items].sort((one, other) => other.grams - one.grams)[0];
  }
}

namespace Assays {
  export const pure = (metal: Metal): boolean => metal === Metal.Gold;
}

const nugget = { grams: 3, metal: Metal.Gold } as const;
const scale = new Scale([{ grams: 1, metal: Metal.Brass }, nugget]);
const heaviest = scale.heaviest();
console.log(heaviest?.metal ?? "nothing", heaviest && Assays.pure(heaviest.metal));
