#!/usr/bin/env node
'use strict';
console.log(this === module.exports, arguments.length, typeof exports, new Error().stack.split('\n')[1]);
