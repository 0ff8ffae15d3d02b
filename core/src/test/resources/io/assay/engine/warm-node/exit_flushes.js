process.stdout.write('x'.repeat(30000)); process.stderr.write('y'.repeat(30000)); process.exit(1);
