import { helper } from './helper.mjs';
import wrong from './helper.mjs';
import data from './data.json' with { type: 'json' };
import { nothing } from 'nowhere';
import type { Gone } from './gone.mjs';
import dep from 'dep';
console.log(helper(1), data, nothing, dep, wrong);
