import { openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Starts the program from its pack: the pieces that the build cut it into, one after the other in one file. A command
 * reads the pieces that it uses and no others, each with the code that V8 compiled when the program was built. A cache
 * of another Node version is refused by V8 itself and the code compiled anew.
 */
type Place = readonly [from: number, length: number];
type Load = (name: string) => unknown;
type Piece = (exports: object, require: Load, module: object, ...ours: unknown[]) => void;

const pack = join(__dirname, 'program.pack');
const places = JSON.parse(readFileSync(join(__dirname, 'program.json'), 'utf8')) as Record<string, Place>;
const cache = join(__dirname, 'program.cache');
const compiled = placesOfCompiled();
const codeAt = reader(openSync(pack, 'r'));
const compiledAt = compiled === undefined ? undefined : reader(openSync(cache, 'r'));
const loadPackage = createRequire(pack);
const loaded = new Map<string, { exports: object; script: Script }>();

function placesOfCompiled(): Record<string, Place> | undefined {
  try {
    return JSON.parse(readFileSync(`${cache}.json`, 'utf8')) as Record<string, Place>;
  } catch {
    return undefined;
  }
}

/** Where a piece is read to, and its compiled code: V8 takes what it needs before the next is read. */
function reader(file: number): (place: Place) => Buffer {
  let room = Buffer.allocUnsafeSlow(64 * 1024);
  return ([from, length]) => {
    if (length > room.length) room = Buffer.allocUnsafeSlow(length);
    readSync(file, room, 0, length, from);
    return room.subarray(0, length);
  };
}

function load(name: string): unknown {
  const piece = loaded.get(name);
  if (piece !== undefined) return piece.exports;
  const place = places[name];
  return place === undefined ? loadPackage(name) : run(name, place);
}

function run(name: string, code: Place): object {
  const place = compiled?.[name];
  // The pack is ASCII: the build escapes everything else in it.
  const script = new Script(codeAt(code).toString('latin1'), {
    filename: join(__dirname, name),
    ...(place === undefined || compiledAt === undefined ? {} : { cachedData: compiledAt(place) }),
  });
  const unit = { exports: {}, script };
  loaded.set(name, unit);
  (script.runInThisContext() as Piece)(unit.exports, load, unit, __filename, pack, load);
  return unit.exports;
}

// As Node's own, for who asks it where a package lies.
load.resolve = loadPackage.resolve;

load('./main.js');

/** The code that V8 has compiled of each piece in use: the build asks for it after commands that use most of it. */
export function codeCompiledSoFar(): Map<string, Buffer> {
  return new Map([...loaded].map(([name, { script }]) => [name, script.createCachedData()]));
}
