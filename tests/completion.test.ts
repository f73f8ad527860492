import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands/all.ts';
import { overgang, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { regionRegister } from './helpers/region.ts';
import { ofFile } from './helpers/on-server.ts';

let world: World;
beforeAll(async () => {
  world = await regionRegister();
});

/** What is offered where Tab is pressed after these words; the last is the one being written. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout, code } = await overgang(
    ['__complete', `--word=${words.at(-1) ?? ''}`, '--', ...words.slice(0, -1)],
    world,
  );
  expect(code).toBe(0);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t')[0] ?? '');
}

describe('Tab', () => {
  it('offers every verb, and those below a verb of several', async () => {
    const verbs = await offered('');
    expect(verbs).toEqual(expect.arrayContaining(COMMANDS.map(({ name }) => name)));
    expect(await offered('checkpoint', '')).toEqual(['create', 'list', 'verify', 'unlock']);
  });

  it('offers flags that are not given yet, also those of every command', async () => {
    const flags = await offered('status', '--kommun', 'Timrå', '--');
    expect(flags).toEqual(expect.arrayContaining(['--part', '--as-of', '--json']));
    expect(flags).not.toContain('--kommun');
  });

  const offersTheValue = async (words: readonly string[], value: string): Promise<void> => {
    expect(await offered(...words)).toContain(value);
  };

  it.each([
    [['status', '--part', 'psy'], 'psykiatri'],
    [['import', '--as', 'vard'], 'vardtillfalle'],
    [['decide', 'S1', '--as', 'vardp'], 'vardplan'],
    [['mark', 'S1', 'closed'], 'closed-in-prator'],
    [['readiness', '--format', 'h'], 'html'],
    [['init', '--profile', 'vaster'], 'vasternorrland-2025'],
    [['completion', 'fi'], 'fish'],
    [['checkpoint', 'create', '--kind', 'arch'], 'archive'],
  ] as const)('offers the values of %j', offersTheValue);

  ofFile('completion').it.each([
    [['status', '--kommun', 'sund'], 'Sundsvall'],
    [['worklist', '--step', '6', '4'], '4a'],
    [['undo', 'prator-sip-2025-09'], 'prator-sip-2025-09-15.csv'],
    [['diff', '--from', 'prator-sip'], 'prator-sip-2025-09-15.csv'],
    [['readiness', '--milestone', 'vecka'], 'vecka-41'],
  ] as const)('offers what the register at hand has: %j', offersTheValue);

  ofFile('completion').it('offers the units of the register at hand', async () => {
    const [unit = ''] = await offered('status', '--unit', 'geriatrik');
    expect(unit).toMatch(/^Geriatrik/u);
    expect(await offered('status', '--register', 'finns-inte.sqlite', '--unit', '')).toEqual(['']);
  });

  it.each([
    ['import', ''],
    ['return', 'a.xlsx', ''],
    ['worklist', '-o', ''],
    ['--register', ''],
  ])('leaves paths to the shell: %s %s', async (...words) => {
    expect(await offered(...words)).toEqual([':files']);
  });

  it('calls systems by their names, as does a figure that there is none of', async () => {
    const decide = ['__complete', '--word=', '--', 'decide', 'SIP-1', '--as'];
    for (const at of [world, { ...world, cwd: newFolder() }]) {
      const { stdout } = await overgang(decide, at);
      expect(stdout).toContain('needs-decision');
      expect(stdout).not.toMatch(/[{}]/u);
    }
    const { stderr } = await overgang(['readiness', '--rows', 'sip-opne'], world);
    expect(stderr).toContain('Avslutade SIP:ar som är flyttade till Lifecare SP');
    expect(stderr).not.toMatch(/[{}]/u);
  });

  it('offers nothing of anybody: no case, no reference, no name', async () => {
    for (const words of [
      ['explain', ''],
      ['decide', ''],
      ['mark', ''],
      ['log', '--case', ''],
    ]) {
      const all = await offered(...words);
      expect(all.filter((value) => value !== '' && !value.startsWith('--'))).toEqual([]);
    }
  });

  it('says nothing and breaks nothing where there is no register', async () => {
    const ran = await overgang(['__complete', '--word=', '--', 'status', '--kommun'], { cwd: newFolder() });
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])(
    'writes a script for %s, with nothing beside it',
    async (shell) => {
      const { code, stdout, stderr } = await overgang(['completion', shell], world);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('__complete');
      // Nothing that is typed is run by the shell.
      expect(stdout).not.toMatch(/\beval\b|Invoke-Expression/u);
    },
  );

  it('of another shell names those there are', async () => {
    const { code, stderr } = await overgang(['completion', 'bas'], world);
    expect(code).toBe(2);
    expect(stderr).toContain('Menade du bash?');
  });
});
