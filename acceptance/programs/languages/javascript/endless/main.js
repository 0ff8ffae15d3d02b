console.log("started");
setInterval(() => {}, 100);
