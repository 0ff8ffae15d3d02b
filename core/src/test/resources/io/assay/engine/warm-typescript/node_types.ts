import fs from 'node:fs';
import { createServer, type Server } from 'http';
import * as path from 'path';
const text: string = fs.readFileSync(__filename);
const server: Server = createServer((request, response) => response.end(request.nothing));
server.close(); console.log(path.basename(1), Buffer.from('a').toString('hex'), typeof server);
