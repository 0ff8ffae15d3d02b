import * as fs from 'node:fs';

export const words = (folder: string): number =>
  fs.readdirSync(folder)
    .filter((file) => /\.(ts|json|txt)$/.test(file))
    .map((file) => fs.readFileSync(`${folder}/${file}`, 'utf8').split(/\s+/).length)
    .reduce((a, b) => a + b, 0);
