import { openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Starts the program from its pack: the pieces that the build cut it into, in units of those that are used together, one
 * after the other in one file. A command reads the units that it uses and no others, each with the code that V8 compiled
 * when the program was built. A cache of another Node version is refused by V8 itself and the code compiled anew.
 */
type Place = readonly [from: number, length: number];
type Load = (name: string) => unknown;
type Piece = (exports: object, require: Load, module: object, ...ours: unknown[]) => void;
type Unit = Readonly<Record<string, Piece>>;

/** What the build says of the pack, and of the compiled code beside it: a place a unit, where there is one. */
interface Index {
  /** The unit that each piece is in. */
  readonly pieces: Readonly<Record<string, number>>;
  readonly units: readonly Place[];
  readonly compiled: readonly (Place | null)[];
}

const pack = join(__dirname, 'program.pack');
const { pieces, units, compiled } = JSON.parse(
  readFileSync(join(__dirname, 'program.json'), 'utf8'),
) as Index;
/**
 * Where what is read stands until V8 has taken it, a unit's code and then what was compiled of it: room for the largest
 * that the short commands read. What of it is not needed is never touched, and costs nothing.
 */
let room = Buffer.allocUnsafeSlow(512 * 1024);
const codeAt = reader(pack);
const compiledAt = compiled.length === 0 ? undefined : reader(join(__dirname, 'program.cache'));
/** Of the file that this is built to, which lies beside the pack. */
const loadPackage = require;
const scripts = new Map<number, Script>();
const opened = new Map<number, Unit>();
const loaded = new Map<string, { exports: object }>();

function reader(path: string): (place: Place) => Buffer {
  const file = openSync(path, 'r');
  return ([from, length]) => {
    if (length > room.length) room = Buffer.allocUnsafeSlow(length);
    readSync(file, room, 0, length, from);
    return room.subarray(0, length);
  };
}

function load(name: string): unknown {
  const piece = loaded.get(name);
  if (piece !== undefined) return piece.exports;
  const unit = pieces[name];
  return unit === undefined ? loadPackage(name) : run(name, opened.get(unit) ?? open(unit));
}

function run(name: string, unit: Unit): object {
  const piece = { exports: {} };
  loaded.set(name, piece);
  unit[name]?.(piece.exports, load, piece, __filename, pack, load, piece);
  return piece.exports;
}

function open(number: number): Unit {
  // The pack is ASCII: the build escapes everything else in it.
  const code = codeAt(units[number] ?? [0, 0]).toString('latin1');
  const place = compiled[number] ?? undefined;
  const script = new Script(code, {
    filename: join(__dirname, `unit-${String(number)}.js`),
    ...(place === undefined || compiledAt === undefined ? {} : { cachedData: compiledAt(place) }),
  });
  scripts.set(number, script);
  const unit = script.runInThisContext() as Unit;
  opened.set(number, unit);
  return unit;
}

// As Node's own, for who asks it where a package lies.
load.resolve = loadPackage.resolve;

load('./main.js');

/** The code that V8 has compiled of each unit in use: the build asks for it after commands that use most of it. */
export function codeCompiledSoFar(): ReadonlyMap<number, Buffer> {
  return new Map([...scripts].map(([unit, script]) => [unit, script.createCachedData()]));
}
