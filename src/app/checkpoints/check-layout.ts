import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bagProblem, type BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import { BAG_FILES } from '../../domain/checkpoints/checkpoint.ts';
import { isSystemFile } from '../../files/bag/bag-paths.ts';
import type { VerifiedBag } from '../../files/bag/verify-bag.ts';
import { manifestText } from '../../files/bag/write-bag.ts';

const TAG_FILES = ['bag-info.txt', 'bagit.txt', BAG_FILES.manifest] as const;
const AT_THE_TOP: ReadonlySet<string> = new Set([...TAG_FILES, BAG_FILES.tagManifest, BAG_FILES.signature]);

/** A checkpoint's bag is written in one way: what a bag may have besides, it has not. */
export async function checkLayout(
  folder: string,
  { tree, manifests }: VerifiedBag,
): Promise<readonly BagProblem[]> {
  const foreign = [...tree.files.keys()].filter(
    (path) => !path.startsWith('data/') && !AT_THE_TOP.has(path) && !isSystemFile(path),
  );
  const problems = [
    ...foreign.map((path) =>
      bagProblem(path.includes('manifest-') ? 'MANIFEST_UNEXPECTED' : 'CONTENT_UNEXPECTED', path),
    ),
    ...tree.emptyFolders.map((path) => bagProblem('FOLDER_EMPTY', path)),
    ...(tree.files.has(BAG_FILES.tagManifest) ? [] : [bagProblem('CONTENT_MISSING', BAG_FILES.tagManifest)]),
  ];
  const tagManifest = manifests.find(({ file }) => file === BAG_FILES.tagManifest);
  if (tagManifest === undefined) return problems;
  const asWritten = manifestText(
    new Map([...tagManifest.entries].map(([path, { checksum }]) => [path, checksum])),
  );
  const isAsWritten = (await readFile(join(folder, BAG_FILES.tagManifest), 'utf8')) === asWritten;
  return [
    ...problems,
    ...TAG_FILES.filter((path) => !tagManifest.entries.has(path)).map((path) =>
      bagProblem('TAG_FILE_UNLISTED', path),
    ),
    ...(isAsWritten ? [] : [bagProblem('MANIFEST_FORM', BAG_FILES.tagManifest)]),
  ];
}
