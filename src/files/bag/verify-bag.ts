import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bagProblem, isWarning, type BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import { decodedPath, isPayloadPath, isSystemFile, isUnsafePath } from './bag-paths.ts';
import { checksumsOf, oxumOf, readTree, type BagTree } from './bag-tree.ts';
import {
  isManifestName,
  isTagManifestName,
  readManifest,
  type ListedFile,
  type Manifest,
} from './read-manifest.ts';
import { tagDecoder, tagLines } from './tag-text.ts';

/** What a bag holds, and what is wrong with it. */
export interface VerifiedBag {
  readonly version: string;
  readonly tree: BagTree;
  readonly manifests: readonly Manifest[];
  readonly info: readonly InfoEntry[];
  readonly problems: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
}

interface InfoEntry {
  readonly label: string;
  readonly value: string;
  readonly line: number;
}

/** Whether a folder says that it is a bag: it has a declaration or a manifest. */
export async function isBag(folder: string): Promise<boolean> {
  const isFile = (name: string): Promise<boolean> =>
    lstat(join(folder, name)).then(
      (found) => found.isFile(),
      () => false,
    );
  return (
    (await isFile('bagit.txt')) ||
    (await isFile('manifest-sha512.txt')) ||
    (await isFile('tagmanifest-sha512.txt'))
  );
}

/**
 * Checks a folder against every rule of RFC 8493 (and of the drafts 0.93–0.97 before it). Nothing is written, fetched
 * or followed out of the folder. All problems are told, each with its file.
 *
 * @throws where the folder itself can not be read
 */
export async function verifyBag(folder: string): Promise<VerifiedBag> {
  const found: BagProblem[] = [];
  const tell = (problem: BagProblem): void => void found.push(problem);
  const tree = await readTree(folder);
  for (const path of tree.links) tell(bagProblem('FILE_IS_LINK', path));
  for (const path of tree.odd) tell(bagProblem('FILE_IS_ODD', path));
  if (!tree.folders.includes('data')) tell(bagProblem('PAYLOAD_FOLDER_MISSING', 'data'));

  const { version, encoding } = await readDeclaration(folder, tree, tell);
  const decode = tagDecoder(encoding) ?? tagDecoder('UTF-8');
  if (tagDecoder(encoding) === null) tell(bagProblem('TAG_ENCODING_UNKNOWN', 'bagit.txt:2', encoding));
  const textOf = async (path: string): Promise<string | null> => {
    const text = decode?.(await readFile(join(folder, path))) ?? null;
    if (text === null) tell(bagProblem('TAG_FILE_UNDECODABLE', path));
    return text;
  };

  const manifests: Manifest[] = [];
  const names = [...tree.files.keys()].filter(isManifestName);
  for (const name of names) {
    const text = await textOf(name);
    const manifest = text === null ? null : readManifest(name, text, version, tell);
    if (manifest !== null) manifests.push(manifest);
  }
  if (!names.some((name) => !isTagManifestName(name)))
    tell(bagProblem('MANIFEST_MISSING', 'manifest-sha512.txt'));

  const fetched = tree.files.has('fetch.txt')
    ? readFetch((await textOf('fetch.txt')) ?? '', version, tell)
    : [];
  const info = tree.files.has('bag-info.txt')
    ? readInfo((await textOf('bag-info.txt')) ?? '', version, tell)
    : [];
  checkCompleteness({ tree, manifests, fetched, version }, tell);
  await checkFixity(folder, tree, manifests, tell);
  const withoutAdded = new Map([...tree.files].filter(([path]) => !isAddedBySystem(path, manifests)));
  checkOxum({ ...tree, files: withoutAdded }, info, version, tell);
  checkNames({ ...tree, files: withoutAdded }, tell);
  return {
    version,
    tree,
    manifests,
    info,
    problems: found.filter((problem) => !isWarning(problem)),
    warnings: found.filter(isWarning),
  };
}

const VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];

async function readDeclaration(
  folder: string,
  tree: BagTree,
  tell: (problem: BagProblem) => void,
): Promise<{ readonly version: string; readonly encoding: string }> {
  const file = 'bagit.txt';
  const unknown = { version: '1.0', encoding: 'UTF-8' };
  if (!tree.files.has(file)) {
    tell(bagProblem('BAG_DECLARATION_MISSING', file));
    return unknown;
  }
  const bytes = await readFile(join(folder, file));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    tell(bagProblem('BAG_DECLARATION_BOM', file));
  const text = tagDecoder('UTF-8')?.(bytes) ?? '';
  const { version, encoding, isFaulty } = declarationOf(tagLines(text.replace(/^\ufeff/u, '')));
  if (isFaulty) tell(bagProblem('BAG_DECLARATION_FAULTY', file));
  else if (!VERSIONS.includes(version)) tell(bagProblem('BAG_VERSION_UNKNOWN', `${file}:1`, version));
  return {
    version: version === '' ? unknown.version : version,
    encoding: encoding === '' ? unknown.encoding : encoding,
  };
}

/** The two lines of a declaration; what they do not say is blank. */
function declarationOf(lines: readonly string[]): {
  readonly version: string;
  readonly encoding: string;
  readonly isFaulty: boolean;
} {
  const [first = '', second = ''] = lines;
  const [, version = ''] = /^BagIt-Version\s*:\s*(\d+\.\d+)\s*$/u.exec(first) ?? [];
  const [, encoding = ''] = /^Tag-File-Character-Encoding\s*:\s*(\S+)\s*$/u.exec(second) ?? [];
  // From 1.0 on, exactly one space after each colon and nothing else.
  const isExact =
    version !== '1.0' ||
    (first === 'BagIt-Version: 1.0' && second === `Tag-File-Character-Encoding: ${encoding}`);
  return {
    version,
    encoding,
    isFaulty: version === '' || encoding === '' || lines.length !== 2 || !isExact,
  };
}

interface FetchEntry {
  readonly path: string;
  readonly where: string;
}

function readFetch(
  text: string,
  version: string,
  tell: (problem: BagProblem) => void,
): readonly FetchEntry[] {
  return tagLines(text).flatMap((line, at) => {
    const where = `fetch.txt:${at + 1}`;
    const [, listed = ''] = /^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/u.exec(line) ?? [];
    const path = decodedPath(listed.replace(/^\.\//u, ''), version);
    if (listed === '') tell(bagProblem('FETCH_LINE_FAULTY', where));
    else if (isUnsafePath(path)) tell(bagProblem('PATH_UNSAFE', where));
    else if (!isPayloadPath(path)) tell(bagProblem('PATH_NOT_PAYLOAD', where));
    else return [{ path, where }];
    return [];
  });
}

function readInfo(text: string, version: string, tell: (problem: BagProblem) => void): readonly InfoEntry[] {
  const entries: InfoEntry[] = [];
  // Before 1.0 there could be space on both sides of the colon.
  const shape = version === '1.0' ? /^([^\s:](?:[^:]*[^\s:])?):[ \t](.*)$/u : /^([^\s:][^:]*?)\s*:\s*(.*)$/u;
  for (const [at, line] of tagLines(text).entries()) {
    const last = entries.at(-1);
    if (/^[ \t]+\S/u.test(line) && last !== undefined) {
      entries[entries.length - 1] = { ...last, value: `${last.value} ${line.trim()}` };
      continue;
    }
    const [, label, value = ''] = shape.exec(line) ?? [];
    if (label === undefined) tell(bagProblem('BAG_INFO_LINE_FAULTY', `bag-info.txt:${at + 1}`));
    else entries.push({ label, value: value.trim(), line: at + 1 });
  }
  return entries;
}

const formOf = (path: string): string => path.normalize('NFC');
const caseOf = (path: string): string => formOf(path).toLowerCase();

interface Completeness {
  readonly tree: BagTree;
  readonly manifests: readonly Manifest[];
  readonly fetched: readonly FetchEntry[];
  readonly version: string;
}

/** Every file that is listed is there, and every file of the payload is listed: in all manifests, before 1.0 in one. */
function checkCompleteness(
  { tree, manifests, fetched, version }: Completeness,
  tell: (problem: BagProblem) => void,
): void {
  const payload = manifests.filter(({ isTag }) => !isTag);
  const listedIn = checkListed({ tree, manifests, fetched, version }, tell);
  for (const { path, where } of fetched) {
    if (!payload.every(({ entries }) => entries.has(path))) tell(bagProblem('FETCH_NOT_LISTED', where, path));
  }
  const needed = version === '1.0' ? payload.length : 1;
  const which = payload.map(({ file }) => file).join(' och ');
  for (const path of tree.files.keys()) {
    if (isPayloadPath(path) && payload.length > 0 && (listedIn.get(path) ?? 0) < needed)
      tell(
        isAddedBySystem(path, manifests)
          ? bagProblem('SYSTEM_FILE_ADDED', path, path.slice(path.lastIndexOf('/') + 1))
          : bagProblem('FILE_UNLISTED', path, which),
      );
  }
}

/** Every file that is listed is there. Gives for each file of the payload how many manifests list it. */
function checkListed(
  { tree, manifests, fetched }: Completeness,
  tell: (problem: BagProblem) => void,
): ReadonlyMap<string, number> {
  const toFetch = new Set(fetched.map(({ path }) => path));
  const byForm = new Map([...tree.files.keys()].map((path) => [formOf(path), path]));
  const payload = manifests.filter(({ isTag }) => !isTag);
  const listedIn = new Map<string, number>();
  for (const { file, entries, isTag } of manifests) {
    for (const [path, listed] of entries) {
      const same = sameFile(path, entries, tree);
      const otherForm = byForm.get(formOf(path));
      if (tree.files.has(path)) count(path);
      else if (same !== null) tell(bagProblem(same.code, file, same.path));
      else if (otherForm !== undefined && !entries.has(otherForm)) {
        tell(bagProblem('NAMES_DIFFER_BY_FORM', otherForm, path));
        count(otherForm);
      } else tell(bagProblem(toFetch.has(path) ? 'FETCH_NEEDED' : 'FILE_MISSING', path, listed.where));
    }
    const unlisted = isTag ? payload.filter((manifest) => !entries.has(manifest.file)) : [];
    for (const manifest of unlisted) tell(bagProblem('FILE_UNLISTED', manifest.file, file));
  }
  return listedIn;

  function count(path: string): void {
    if (isPayloadPath(path)) listedIn.set(path, (listedIn.get(path) ?? 0) + 1);
  }
}

/**
 * A file listed under two spellings that some systems do not tell apart: one file then stands for both lines. Only
 * where the other spelling is listed too: a file that has merely changed its name is missing.
 */
function sameFile(
  path: string,
  entries: Manifest['entries'],
  tree: BagTree,
): { readonly code: 'NAMES_DIFFER_BY_CASE' | 'NAMES_DIFFER_BY_FORM'; readonly path: string } | null {
  const checksum = entries.get(path)?.checksum;
  for (const [other, listed] of entries) {
    if (other === path || listed.checksum !== checksum || !tree.files.has(other)) continue;
    if (formOf(other) === formOf(path)) return { code: 'NAMES_DIFFER_BY_FORM', path: other };
    if (caseOf(other) === caseOf(path)) return { code: 'NAMES_DIFFER_BY_CASE', path: other };
  }
  return null;
}

async function checkFixity(
  folder: string,
  tree: BagTree,
  manifests: readonly Manifest[],
  tell: (problem: BagProblem) => void,
): Promise<void> {
  const byForm = new Map([...tree.files.keys()].map((path) => [formOf(path), path]));
  const wanted = new Map<string, (ListedFile & { readonly algorithm: string })[]>();
  for (const { algorithm, entries } of manifests) {
    for (const [path, listed] of entries) {
      const file = tree.files.has(path) ? path : byForm.get(formOf(path));
      if (file !== undefined) wanted.set(file, [...(wanted.get(file) ?? []), { algorithm, ...listed }]);
    }
  }
  for (const [path, all] of wanted) {
    try {
      const checksums = await checksumsOf(join(folder, path), [
        ...new Set(all.map(({ algorithm }) => algorithm)),
      ]);
      const wrong = all.filter(({ algorithm, checksum }) => checksums.get(algorithm) !== checksum);
      if (wrong.length > 0)
        tell(bagProblem('FILE_CHANGED', path, wrong.map(({ where }) => where).join(', ')));
    } catch {
      tell(bagProblem('FILE_UNREADABLE', path));
    }
  }
}

function checkOxum(
  tree: BagTree,
  info: readonly InfoEntry[],
  version: string,
  tell: (problem: BagProblem) => void,
): void {
  const stated = info.filter(({ label }) => label.toLowerCase() === 'payload-oxum');
  if (stated.length > 1 && version === '1.0')
    tell(bagProblem('OXUM_TWICE', `bag-info.txt:${stated[1]?.line ?? 0}`));
  const counted = oxumOf(tree);
  for (const { value, line } of stated) {
    const where = `bag-info.txt:${line}`;
    if (!/^\d+\.\d+$/u.test(value)) tell(bagProblem('OXUM_FAULTY', where));
    else if (value !== counted)
      tell(bagProblem('OXUM_DIFFERS', where, `där står ${value}, och data har ${counted}`));
  }
}

/** One in the payload that no manifest has: it came after the bag was made. */
const isAddedBySystem = (path: string, manifests: readonly Manifest[]): boolean =>
  isPayloadPath(path) && isSystemFile(path) && !manifests.some(({ entries }) => entries.has(path));

function checkNames(tree: BagTree, tell: (problem: BagProblem) => void): void {
  const [byForm, byCase] = [new Map<string, string>(), new Map<string, string>()];
  for (const path of tree.files.keys()) {
    const [ofForm, ofCase] = [byForm.get(formOf(path)), byCase.get(caseOf(path))];
    if (ofForm !== undefined) tell(bagProblem('NAMES_DIFFER_BY_FORM', path, ofForm));
    else if (ofCase !== undefined) tell(bagProblem('NAMES_DIFFER_BY_CASE', path, ofCase));
    byForm.set(formOf(path), path);
    byCase.set(caseOf(path), path);
    if (isSystemFile(path)) tell(bagProblem('SYSTEM_FILE', path));
  }
}
