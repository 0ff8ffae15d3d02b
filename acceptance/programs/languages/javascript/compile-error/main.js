console.log("never printed");

const gold = = 79; // error: SyntaxError: Unexpected token '='
