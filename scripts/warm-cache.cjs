// Runs short commands in one process, so that V8 has compiled what they use, and keeps the compiled code.
// usage: node warm-cache.cjs FOLDER (an empty folder for the register)
const { existsSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
const dist = join(__dirname, '..', 'dist');
const register = join(folder, 'overgang.sqlite');

if (!existsSync(register)) {
  const { status } = require('node:child_process').spawnSync(
    process.execPath,
    [join(dist, 'start.cjs'), 'init', '--register', register],
    { stdio: 'ignore' },
  );
  if (status !== 0) process.exit(1);
}
process.argv = [process.argv[0], process.argv[1], 'status', '--register', register];
const { compiledCode } = require(join(dist, 'start.cjs'));
process.on('exit', () => {
  writeFileSync(join(dist, 'program.cache'), compiledCode());
});
