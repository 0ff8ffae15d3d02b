const readline = require('node:readline');

const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
const ask = (question) => new Promise((resolve) => terminal.question(question, resolve));

function checkGuess(secret, guess) {
  if (guess === secret) {
    return 'right';
  }
  return guess < secret ? 'too low' : 'too high';
}

async function main() {
  for (;;) {
    const answer = await ask('Guess: ');
    const verdict = checkGuess(7, Number(answer));
    console.log(verdict);
    if (verdict === 'right') {
      break;
    }
  }
  terminal.close();
}

main();
