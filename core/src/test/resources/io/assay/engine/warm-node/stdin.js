let all = '';
process.stdin.setEncoding('utf8').on('data', (text) => { all += text; }).on('end', () => console.log([all], process.stdin.isTTY));
