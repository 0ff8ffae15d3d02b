import fs from 'node:fs/promises';
import path from 'node:path';
await fs.mkdir('made/deep', { recursive: true });
await fs.writeFile('made/deep/file', 'text');
console.log(await fs.readFile('made/deep/file', 'utf8'), path.resolve('made'), await fs.readdir('.'));
process.chdir('made'); console.log(process.cwd());
