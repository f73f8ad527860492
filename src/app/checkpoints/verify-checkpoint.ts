import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { infoProblems, makerOf } from '../../domain/checkpoints/bag-info.ts';
import { bagProblem, type BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import { BAG_FILES, SIGNATURE_NAMESPACE } from '../../domain/checkpoints/checkpoint.ts';
import type { VerifiedCheckpoint, VerifiedFolder } from '../../domain/checkpoints/checkpoint-models.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { readChain } from '../../domain/checkpoints/event-chain.ts';
import { firstDifference } from '../../domain/checkpoints/first-difference.ts';
import { parseStatement } from '../../domain/checkpoints/parse-statement.ts';
import { keptPaths, sourceProblems } from '../../domain/checkpoints/source-files.ts';
import { statePath, withoutPersonsProblems } from '../../domain/checkpoints/state-counts.ts';
import { loggedProblems, previousProblems } from '../../domain/checkpoints/stated-in-log.ts';
import { KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { readExactCsv } from '../../documents/kit/exact-csv.ts';
import { isSystemFile } from '../../files/bag/bag-paths.ts';
import { checksumsOf } from '../../files/bag/bag-tree.ts';
import { isSignatureOf } from '../../files/bag/sign.ts';
import { isBag, verifyBag, type VerifiedBag } from '../../files/bag/verify-bag.ts';
import { GENESIS } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { PROGRAM } from '../../text/program.ts';
import { NEEDED, STATED_FILES } from './bag-contents.ts';
import { checkLayout } from './check-layout.ts';
import { checkRegister } from './check-register.ts';
import type { BagCheck, CheckedBag } from './checked-bag.ts';

interface Seen extends VerifiedFolder {
  readonly statement: CheckpointStatement | null;
}

/**
 * Checks folders without any register: that each is a whole bag, and that the parts of a checkpoint say the same. With
 * several, in order, also that each names the one before. Nothing is written.
 *
 * @throws UserError where a folder is no bag at all
 */
export async function verifyCheckpoints(folders: readonly string[]): Promise<readonly VerifiedFolder[]> {
  const seen: Seen[] = [];
  for (const folder of folders) {
    const found = await verifyFolder(folder);
    const before = seen.at(-1)?.checkpoint ?? null;
    const linked =
      before === null || found.statement === null ? [] : previousProblems(before, found.statement);
    seen.push({ ...found, problems: [...found.problems, ...linked] });
  }
  return seen.map(({ folder, checkpoint, files, problems, warnings }) => ({
    folder,
    checkpoint,
    files,
    problems,
    warnings,
  }));
}

async function verifyFolder(folder: string): Promise<Seen> {
  const name = basename(folder);
  const there = await stat(folder).catch(() => null);
  if (there === null) throw new UserError('FILE_MISSING', { file: name });
  if (!there.isDirectory() || !(await isBag(folder))) throw new UserError('NOT_A_BAG', { folder: name });
  const bag = await verifyBag(folder);
  const result = { folder: name, files: bag.tree.files.size, warnings: bag.warnings };
  const claimsToBe = bag.manifests.some(({ entries }) => entries.has(BAG_FILES.statement));
  if (!claimsToBe && !bag.tree.files.has(BAG_FILES.statement))
    return { ...result, checkpoint: null, statement: null, problems: bag.problems };

  const textOf = async (path: string): Promise<string | null> =>
    bag.tree.files.has(path) ? readFile(join(folder, path), 'utf8').catch(() => null) : null;
  const parsed = parseStatement((await textOf(BAG_FILES.statement)) ?? '');
  const signature = await signatureOf(folder, bag);
  const found = [
    ...bag.problems,
    ...(await checkLayout(folder, bag)),
    ...(signature === 'bad' ? [bagProblem('SIGNATURE_FAULTY', BAG_FILES.signature)] : []),
  ];
  if ('fault' in parsed) {
    const faulty = bagProblem('STATEMENT_FAULTY', BAG_FILES.statement, parsed.fault);
    return { ...result, checkpoint: null, statement: null, problems: toldOnce([...found, faulty]) };
  }
  const { statement } = parsed;
  const events = await textOf(BAG_FILES.events);
  const chain =
    events === null ? null : readChain(events, statement.isPseudonymised, { genesis: GENESIS, sha256 });
  for (const check of CHECKS) found.push(...(await check({ folder, bag, statement, chain, textOf })));
  return {
    ...result,
    statement,
    problems: toldOnce(found),
    checkpoint: await checkpointOf(folder, bag, statement, signature),
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What must hold of a checkpoint's bag, in the order in which it is told. */
const CHECKS: readonly BagCheck[] = [
  checkContents,
  checkEvents,
  (checked) => checkStated(checked, false),
  checkSources,
  ({ bag, statement }) => infoProblems(bag.info, statement),
  (checked) => checkStated(checked, true),
  (checked) => (checked.statement.isPseudonymised ? checkWithoutPersons(checked) : checkRegister(checked)),
];

/** That a file is missing is told once. */
function toldOnce(problems: readonly BagProblem[]): readonly BagProblem[] {
  const told = new Set<string>();
  return problems.filter(({ code, where }) => {
    const isTold = code === 'CONTENT_MISSING' && told.has(where);
    told.add(where);
    return !isTold;
  });
}

async function signatureOf(folder: string, { tree }: VerifiedBag): Promise<VerifiedCheckpoint['signature']> {
  if (!tree.files.has(BAG_FILES.signature)) return 'none';
  const isGood = await isSignatureOf(
    join(folder, BAG_FILES.tagManifest),
    join(folder, BAG_FILES.signature),
    SIGNATURE_NAMESPACE,
  );
  if (isGood === null) return 'not-checked';
  return isGood ? 'good' : 'bad';
}

async function checkpointOf(
  folder: string,
  { tree }: VerifiedBag,
  statement: CheckpointStatement,
  signature: VerifiedCheckpoint['signature'],
): Promise<VerifiedCheckpoint> {
  const { tagManifest, signature: signatureFile } = BAG_FILES;
  const sealed = tree.files.has(tagManifest) ? await readFile(join(folder, tagManifest)) : '';
  return {
    id: statement.checkpoint,
    kind: statement.kind,
    effectiveAt: statement.effectiveAt,
    openSips: statement.counts.sips.open,
    head: { seq: statement.event.seq, hash: statement.event.hash },
    manifestSha512: createHash('sha512').update(sealed).digest('hex'),
    signature,
    signatureCommand:
      signature === 'none'
        ? null
        : `ssh-keygen -Y verify -f NYCKLAR -I arkiv -n ${SIGNATURE_NAMESPACE} -s ${signatureFile} < ${tagManifest}`,
    isPseudonymised: statement.isPseudonymised,
  };
}

function checkContents({ bag, statement }: CheckedBag): readonly BagProblem[] {
  const { register } = BAG_FILES;
  const files = new Set([...bag.tree.files.keys()].map((path) => path.normalize('NFC')));
  const needed = statement.isPseudonymised ? NEEDED : [...NEEDED, register];
  const isTooMuch = statement.isPseudonymised && files.has(register);
  return [
    ...needed.filter((path) => !files.has(path)).map((path) => bagProblem('CONTENT_MISSING', path)),
    ...(isTooMuch ? [bagProblem('CONTENT_UNEXPECTED', register)] : []),
  ];
}

/** The chain, link by link; and that it ends with the checkpoint, saying what the statement says. */
async function checkEvents({ statement, chain, textOf }: CheckedBag): Promise<readonly BagProblem[]> {
  if (chain === null) return [];
  return [...chain.problems, ...loggedProblems(statement, await textOf(BAG_FILES.statement), chain)];
}

/** What the statement alone makes is made anew, to the last byte. */
async function checkStated(
  { bag, statement, textOf }: CheckedBag,
  isWords: boolean,
): Promise<readonly BagProblem[]> {
  const maker = makerOf(bag.info);
  const hasSources = [...bag.tree.files.keys()].some((path) => path.startsWith(`${BAG_FILES.sourceFolder}/`));
  const isSigned = bag.tree.files.has(BAG_FILES.signature);
  const problems: BagProblem[] = [];
  for (const file of STATED_FILES.filter((one) => one.isWords === isWords)) {
    const found = await textOf(file.path);
    if (found === null) continue;
    const line = firstDifference(found, file.make({ statement, maker, hasSources, isSigned }));
    if (line === null) continue;
    if (!isWords) problems.push(bagProblem('ROWS_DIFFER', `${file.path}:${line}`));
    // Another version has other words for the same.
    else if (maker === PROGRAM) problems.push(bagProblem('CERTIFICATE_DIFFERS', file.path, maker));
    else problems.push(bagProblem('CERTIFICATE_NOT_COMPARED', file.path, maker));
  }
  return problems;
}

/** The lists: what is stated of them, what kallor.csv says, and those that lie in the bag themselves. */
async function checkSources({ folder, bag, statement, textOf }: CheckedBag): Promise<readonly BagProblem[]> {
  const text = await textOf(BAG_FILES.sources);
  if (text === null) return [];
  const table = readExactCsv(text);
  const files = [...bag.tree.files.keys()];
  const checksums = new Map<string, string>();
  for (const path of keptPaths(statement, table)) {
    if (!bag.tree.files.has(path)) continue;
    checksums.set(path, (await checksumsOf(join(folder, path), ['sha256'])).get('sha256') ?? '');
  }
  return sourceProblems(
    statement,
    table,
    files.filter((path) => !isSystemFile(path)),
    checksums,
  );
}

/** Without a register to ask. */
async function checkWithoutPersons({ statement, textOf }: CheckedBag): Promise<readonly BagProblem[]> {
  const problems: BagProblem[] = [];
  for (const kind of KIND_NAMES) {
    const text = await textOf(statePath(kind));
    if (text !== null) problems.push(...withoutPersonsProblems(kind, readExactCsv(text), statement));
  }
  return problems;
}
