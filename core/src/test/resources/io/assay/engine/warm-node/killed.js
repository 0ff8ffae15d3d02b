console.log(1);
process.kill(process.pid, "SIGTERM");
setTimeout(() => {}, 5000);
