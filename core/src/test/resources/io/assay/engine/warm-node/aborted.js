console.log(1);
process.abort();
