function weigh(gold) {
  return gold.carats.length; // error: TypeError: Cannot read properties of undefined
}

console.log("before");
weigh({});
