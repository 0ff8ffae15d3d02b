console.log("never printed");

const carats: number = "twenty-four"; // error: TS2322: Type 'string' is not assignable to type 'number'
console.log(carats);
