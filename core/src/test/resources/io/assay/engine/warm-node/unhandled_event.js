new (require('events'))().emit('error', new Error('nobody listens'));
