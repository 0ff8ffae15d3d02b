type Unused = { a: string };

function inner(): never { throw new RangeError('mapped'); }
inner();
