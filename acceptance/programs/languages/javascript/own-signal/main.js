console.log("going");
process.kill(process.pid, "SIGKILL");
setInterval(() => {}, 100);
