import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { stateHash } from './helpers/database.ts';
import { filesIn, newFolder } from './helpers/folder.ts';
import { naiveList, SIP_SEPTEMBER } from './helpers/lists.ts';
import { AS_OF, importLists, newRegister, regionRegister } from './helpers/region.ts';
import { importSips, PNR } from './helpers/sip-lists.ts';

const STEP = ['--step', '6', '--as-of', AS_OF];
const numbers = naiveList(SIP_SEPTEMBER).rows.map((row) => row.at('Personnummer'));

let world: World;
const inWorld = (name: string, ...lines: readonly string[]): string => {
  writeFileSync(join(world.cwd, name), lines.join('\r\n'));
  return name;
};

beforeAll(async () => {
  world = await regionRegister();
});

describe('worklist --test-numbers', () => {
  it('refuses test persons in production before anything is written, and names references only', async () => {
    const list = inWorld('testnummer.csv', 'Testpersonnummer', ...numbers.slice(100, 103));
    const before = stateHash(world);
    const { code, stdout, stderr } = await overgang(
      ['worklist', '-o', 'ut', ...STEP, '--test-numbers', list],
      world,
    );
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/Miljön är produktion, men [1-3] av 8\d\d personer/u);
    expect(stderr).toMatch(/S\d+-[A-Z]/u);
    for (const number of numbers.slice(100, 103)) expect(stderr).not.toContain(number);
    expect(existsSync(join(world.cwd, 'ut'))).toBe(false);
    expect(stateHash(world)).toBe(before);
  });

  it('names no reference of a protected person', async () => {
    const small = await newRegister();
    const sips = [
      { id: 'SIP-1', pnr: PNR.anna },
      { id: 'SIP-2', pnr: PNR.ulla, skydd: 'Ja' },
    ];
    await importSips(small, '2025-09-15', sips);
    writeFileSync(join(small.cwd, 'test.csv'), [PNR.anna, PNR.ulla].join('\n'));
    const refused = async (...step: string[]): Promise<string> => {
      const args = ['worklist', '-o', 'ut', ...step, '--as-of', AS_OF, '--test-numbers', 'test.csv'];
      return (await overgang(args, small)).stderr.replaceAll(/\s+/gu, ' ');
    };
    expect(await refused()).toMatch(/men 2 av 2 personer.* Det gäller bland andra S1-G\. $/u);
    expect(await refused('--step', 'skyddade')).toMatch(/ Det gäller bara personer med skyddade .*\. $/u);
  });

  it('hands out when no person is in the list, says so, and keeps nothing of the list', async () => {
    const list = inWorld('andra.txt', '19121212-9801', 'kommentar');
    const ran = await overgangDone(['worklist', '-o', 'ut2', ...STEP, '--test-numbers', list], world);
    expect(ran.stdout).toMatch(/Miljö produktion: ingen person på listorna står bland 1 testnummer\. 1 rad/u);
    const files = ['overgang.sqlite', ...filesIn(join(world.cwd, 'ut2')).map((name) => join('ut2', name))];
    for (const file of files) {
      const content = readFileSync(join(world.cwd, file)).toString('latin1');
      expect(content.includes('121212-9801') || content.includes('1212129801')).toBe(false);
    }
  });

  it('is found in the environment too, and is not there is said', async () => {
    const withEnv = { ...world, env: { OVERGANG_TEST_NUMBERS: 'finns-inte.csv' } };
    const { code, stderr } = await overgang(['worklist', '-o', 'ut3', ...STEP], withEnv);
    expect(code).toBe(2);
    expect(stderr).toContain('finns-inte.csv');
    const none = inWorld('tom.csv', 'Testnummer', 'inget');
    expect(
      (await overgang(['worklist', '-o', 'ut3', ...STEP, '--test-numbers', none], world)).stderr,
    ).toContain('inget testnummer');
  });

  it('goes by the pattern without a list: warns, says that it decides nothing, and hands out', async () => {
    const { environment } = await overgangJson<{ environment: Record<string, unknown> }>(
      ['worklist', '-o', 'ut4', ...STEP, '--dry-run'],
      world,
    );
    expect(environment).toMatchObject({ name: 'production', checkedBy: 'pattern', testNumbers: null });
    expect(Number(environment['wrongPersons'])).toBeGreaterThan(800);
    const { stdout } = await overgangDone(['worklist', '-o', 'ut4', ...STEP, '--dry-run'], world);
    expect(stdout.replace(/\s+/gu, ' ')).toContain('Bara mönstret för testnummer är prövat');
  });

  it('refuses in training everybody who is not in the list, and lets those who are pass', async () => {
    const training = await trainingRegister();
    const some = ['worklist', '-o', 'ut', ...STEP, '--test-numbers'];
    writeFileSync(join(training.cwd, 'nagra.csv'), numbers.slice(0, 50).join('\n'));
    const refused = await overgang([...some, 'nagra.csv'], training);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Miljön är utbildning eller acceptanstest');
    expect(existsSync(join(training.cwd, 'ut'))).toBe(false);

    writeFileSync(join(training.cwd, 'alla.csv'), numbers.join('\n'));
    const kommun = ['--kommun', 'Ånge', '--part', 'kommun'];
    const handedOut = await overgang([...some, 'alla.csv', ...kommun], training);
    expect(handedOut.stderr).toBe('');
    expect(handedOut.code).toBe(0);
  });
});

async function trainingRegister(): Promise<World> {
  const training: World = { cwd: newFolder() };
  const profile = JSON.parse(
    readFileSync('src/domain/profile/profiles/vasternorrland-2025.json', 'utf8'),
  ) as Record<string, unknown>;
  delete profile['$schema'];
  writeFileSync(
    join(training.cwd, 'utbildning.json'),
    JSON.stringify({ ...profile, name: 'utbildning', environment: 'training' }),
  );
  await overgangDone(['init', '--profile', 'utbildning.json'], training);
  await importLists(training, [SIP_SEPTEMBER]);
  return training;
}
