// Nothing was written: the streams are as they were inherited, and a child finds them so.
const { spawnSync } = require('child_process');
spawnSync('/bin/sh', ['-c', 'grep flags /proc/self/fdinfo/1; head -c 200000 /dev/zero | tr "\\\\0" a; cat'], { stdio: 'inherit' });
