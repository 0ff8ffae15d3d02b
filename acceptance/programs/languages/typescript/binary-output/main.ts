process.stdout.write(Buffer.from([0, 0xff, 0x80, 13, 10, 0xc3, 0x28]));
process.stderr.write(Buffer.from([0xfe, 0]));
