import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, newFolder } from './folder.ts';
import { overgang, type World } from './cli.ts';

/** Every verb at its work on a register of small lists: what laws about all verbs go through. */
interface TriedVerb {
  readonly args: readonly string[];
  /** It rests on no case: asked only that it stands in this table. */
  readonly isOfNoCase?: true;
}

/** What the commands are about: ids that the lists of the register have. */
export interface Asked {
  readonly sip: string;
  readonly day: string;
  /** A day that the kept classes do not hold for. */
  readonly earlier: string;
  /** A list that is not in yet, beside the register. */
  readonly list: string;
}

/** A checkpoint, by nobody in particular. */
export const CHECKPOINT = 'checkpoint create --kind milestone --by p --statement p -o kp'.split(' ');

export const everyVerb = ({ sip, day, earlier, list }: Asked): readonly TriedVerb[] => {
  const ofNoCase = (...args: readonly string[]): TriedVerb => ({ args, isOfNoCase: true });
  const onDay = (...args: readonly string[]): TriedVerb => ({ args: [...args, '--as-of', day] });
  return [
    ...[onDay('status', '--json'), onDay('status', '--step', '6', '--json')],
    { args: ['status', '--json', '--as-of', earlier] },
    onDay('timeline', '--json'),
    onDay('readiness', '--json'),
    { args: ['readiness', '--json', '--as-of', earlier] },
    onDay('readiness', '--rows', 'sip-open', '--json'),
    ...[onDay('explain', sip, '--json'), { args: ['explain', sip, '--json', '--as-of', earlier] }],
    onDay('diff', '--json'),
    onDay('reconcile', '--json'),
    onDay('inbox', '--json'),
    onDay('worklist', '-o', 'ut', '--format', 'csv', '--json'),
    onDay('import', list, '--whole', '--json'),
    onDay('validate', list, '--json'),
    onDay('map', list, '-n'),
    onDay('decide', sip, '--as', 'needs-decision', '--reason', 'prov', '--json'),
    onDay('mark', sip, 'closed-in-prator', '--note', 'prov', '--json'),
    onDay('undo', '-n', '--json'),
    onDay('waive', 'vecka-41-sipar-stangda', '--reason', 'p', '--by', 'p', '--until', '2025-10-16', '--json'),
    onDay('return', 'ut', '--json'),
    onDay('rehearse', '-o', 'ovning', '--json'),
    onDay(...CHECKPOINT, '--json'),
    onDay('checkpoint', 'list', '--json'),
    onDay('profile', 'show', 'vasternorrland-2025'),
    onDay('contacts', 'show', '--json'),
    onDay('guide'),
    onDay('log', '--json'),
    onDay('verify', '--json'),
    onDay('backup', 'kopia.tar', '--json'),
    onDay('gallra', '-n', '--json'),
    ofNoCase('init'),
    ofNoCase('restore'),
    ofNoCase('register'),
    ofNoCase('template'),
    ofNoCase('demo'),
    ofNoCase('completion'),
    ofNoCase('version'),
  ];
};

/** The verbs that the table has. */
export const verbsOf = (verbs: readonly TriedVerb[]): ReadonlySet<string> =>
  new Set(verbs.flatMap(({ args: [verb] }) => verb ?? []));

/** What a verb says and leaves, in a copy of a world. */
export interface VerbAnswer {
  readonly args: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly world: World;
}

/** Runs every verb that rests on cases, each in a copy of a world. */
export async function answersOfVerbs(world: World, asked: Asked): Promise<readonly VerbAnswer[]> {
  const answers: VerbAnswer[] = [];
  for (const { args, isOfNoCase } of everyVerb(asked)) {
    if (isOfNoCase === true) continue;
    const copy = { ...world, cwd: newFolder() };
    cpSync(world.cwd, copy.cwd, { recursive: true });
    answers.push({ args, ...(await overgang(args, copy)), world: copy });
  }
  return answers;
}

/** The text files that a command left in a folder of its own, by path. */
export function leftIn({ cwd }: World, folder: string): readonly (readonly [string, string])[] {
  return [...contentOf(join(cwd, folder))]
    .filter(([, content]) => content !== 'folder')
    .map(([path]) => [path, readFileSync(join(cwd, folder, path), 'utf8')] as const)
    .sort();
}
