interface Gold {
  carats?: number;
}

function weigh(gold: Gold): number {
  if (gold.carats === undefined) {
    throw new RangeError("no gold here"); // error: RangeError: no gold here
  }
  return gold.carats;
}

console.log("before");
weigh({});
