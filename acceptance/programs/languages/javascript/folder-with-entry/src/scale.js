module.exports = (text) =>
  text
    .trim()
    .split(" ")
    .reduce((sum, word) => sum + Number(word), 0);
