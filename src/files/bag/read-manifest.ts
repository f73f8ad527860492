import { bagProblem, type BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import { decodedPath, isPayloadPath, isUnsafePath } from './bag-paths.ts';
import { tagLines } from './tag-text.ts';

/** Algorithms that can be checked, with the length of their checksums in hexadecimal digits. */
const ALGORITHMS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/** A manifest as it was read. */
export interface Manifest {
  readonly file: string;
  readonly algorithm: string;
  readonly isTag: boolean;
  /** By path; of a file listed twice, the first. */
  readonly entries: ReadonlyMap<string, ListedFile>;
}

export interface ListedFile {
  readonly checksum: string;
  /** The manifest and its line. */
  readonly where: string;
}

const NAME = /^(tag)?manifest-([a-z0-9-]+)\.txt$/iu;

export const isManifestName = (path: string): boolean => NAME.test(path);
export const isTagManifestName = (path: string): boolean =>
  path.startsWith('tagmanifest-') && NAME.test(path);

const LINE = /^([0-9A-Fa-f]+)[ \t]+(\*?)(.+)$/u;

/** What is wrong with a path in a manifest of the payload, or of the tag files; null when it belongs there. */
function misplacement(
  path: string,
  isTag: boolean,
): 'PATH_UNSAFE' | 'PATH_NOT_PAYLOAD' | 'PATH_NOT_TAG' | null {
  if (isUnsafePath(path)) return 'PATH_UNSAFE';
  if (!isTag) return isPayloadPath(path) ? null : 'PATH_NOT_PAYLOAD';
  return isPayloadPath(path) || isTagManifestName(path) ? 'PATH_NOT_TAG' : null;
}

/** Reads a manifest's lines; what is wrong with them goes to `tell`. Null where the algorithm is not known. */
export function readManifest(
  file: string,
  text: string,
  version: string,
  tell: (problem: BagProblem) => void,
): Manifest | null {
  const [, tag, written = ''] = NAME.exec(file) ?? [];
  // RFC 8493, 2.4: the name in lower case without other signs.
  const algorithm = written.toLowerCase().replace(/-/gu, '');
  const length = ALGORITHMS[algorithm];
  if (length === undefined) {
    tell(bagProblem('ALGORITHM_UNKNOWN', file, written));
    return null;
  }
  const isTag = tag !== undefined;
  const entries = new Map<string, ListedFile>();
  for (const [at, line] of tagLines(text).entries()) {
    const where = `${file}:${at + 1}`;
    const [, checksum = '', asterisk, listed = ''] = LINE.exec(line) ?? [];
    if (checksum.length !== length) {
      tell(bagProblem('MANIFEST_LINE_FAULTY', where));
      continue;
    }
    const hasDot = listed.startsWith('./');
    const path = decodedPath(hasDot ? listed.slice(2) : listed, version);
    if (asterisk === '*') tell(bagProblem('LISTED_WITH_ASTERISK', where, path));
    if (hasDot) tell(bagProblem('LISTED_WITH_DOT', where, path));
    const misplaced = misplacement(path, isTag);
    if (misplaced !== null) tell(bagProblem(misplaced, where));
    else add(path, checksum.toLowerCase(), where);
  }
  return { file, algorithm, isTag, entries };

  function add(path: string, checksum: string, where: string): void {
    const known = entries.get(path);
    // Before 1.0 a file could be listed twice, if both lines said the same.
    const isAlike = known?.checksum === checksum && version !== '1.0';
    if (known !== undefined) tell(bagProblem(isAlike ? 'LISTED_TWICE_ALIKE' : 'LISTED_TWICE', where, path));
    else entries.set(path, { checksum, where });
  }
}
