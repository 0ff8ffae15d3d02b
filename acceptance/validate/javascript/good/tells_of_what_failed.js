// A parser's complaints and a job's failures read like a check's.
function parse(text) {
  if (!text.startsWith('(')) {
    throw new SyntaxError(`expected '(', got '${text[0]}'`);
  }
  return text.slice(1);
}

try {
  parse('[1]');
} catch (error) {
  console.log(error.message);
}

const jobs = [{ name: 'copy', tries: 1 }, { name: 'move', tries: 5 }];
for (const job of jobs) {
  if (job.tries > 3) {
    console.error(`FAILED ${job.name} after ${job.tries} tries`);
  } else {
    console.log(`ok ${job.name}`);
  }
}
