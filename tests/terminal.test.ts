import { beforeAll, describe, expect, it, vi } from 'vitest';
import { overgang, type World } from './helpers/cli.ts';
import { CONFLICTING_SIP, ENHETER, pathOf, SIP_SEPTEMBER } from './helpers/lists.ts';
import { AS_OF, newRegister, regionRegister } from './helpers/region.ts';

const ESCAPE = '\u001b';
const WATCHED = { stdout: true, stderr: true };

/** Commands with an answer; none of them writes. */
const ANSWERING = [
  ['status'],
  ['timeline'],
  ['explain', CONFLICTING_SIP],
  ['worklist', '-o', 'ut', '-n'],
  ['mark', CONFLICTING_SIP, 'note', '--note', 'prov', '-n'],
  ['decide', CONFLICTING_SIP, '--as', 'vardplan', '--reason', 'prov', '-n'],
  ['validate', pathOf(ENHETER)],
  ['validate', pathOf(SIP_SEPTEMBER)],
] as const satisfies readonly (readonly string[])[];

let world: World;
beforeAll(async () => {
  world = await regionRegister();
});

/** Nothing here is wider than a letter, and nothing is two. */
const widthOf = (line: string): number => Array.from(line).length;

const run = (args: readonly string[], more: Partial<World> = {}) =>
  overgang([...args, '--as-of', AS_OF], { ...world, ...more });

describe.each(ANSWERING.map((args) => ({ args, title: args.slice(0, 2).join(' ') })))(
  '$title',
  ({ args }) => {
    it('has no escape codes where nobody looks', async () => {
      const { stdout, stderr } = await run(args);
      expect(stdout.length).toBeGreaterThan(20);
      expect(stdout + stderr).not.toContain(ESCAPE);
    });

    it('has none with --no-color, NO_COLOR or a dumb terminal either', async () => {
      const { stdout: plain } = await run(args);
      for (const [flags, env] of [
        [['--no-color'], {}],
        [[], { NO_COLOR: '1' }],
        [[], { TERM: 'dumb' }],
      ] as const) {
        const { stdout } = await run([...args, ...flags], { terminal: { stdout: true }, env });
        expect(stdout).toBe(plain);
      }
    });

    it('says the same in colour, and is no wider than 80 columns', async () => {
      const { stdout: plain } = await run(args);
      const { stdout } = await run(args, { terminal: { stdout: true } });
      // oxlint-disable-next-line no-control-regex -- escape codes are what it looks for
      expect(stdout.replaceAll(/\u001b\[\d+m/gu, '')).toBe(plain);
      for (const line of plain.split('\n')) expect([widthOf(line) <= 80, line]).toEqual([true, line]);
    });

    it('--json is one JSON document on stdout and nothing on stderr, also on a terminal', async () => {
      const { stdout, stderr } = await run([...args, '--json'], { terminal: WATCHED });
      expect(typeof JSON.parse(stdout)).toBe('object');
      expect(stdout.endsWith('}\n')).toBe(true);
      expect(stdout).not.toContain(ESCAPE);
      expect(stderr).toBe('');
    });

    it('--quiet leaves the answer as it is, and nothing beside it', async () => {
      const { stdout: plain } = await run(args);
      const { stdout, stderr } = await run([...args, '--quiet'], { terminal: { stderr: true } });
      expect([stdout, stderr]).toEqual([plain, '']);
    });
  },
);

describe('colour', () => {
  it.each(['status', 'timeline', `explain ${CONFLICTING_SIP}`])(
    'is there on a terminal: %s',
    async (written) => {
      const { stdout } = await run(written.split(' '), { terminal: { stdout: true } });
      expect(stdout).toContain(`${ESCAPE}[1m`);
    },
  );
});

describe('width', () => {
  it.each([72, 80, 100])('is that of the terminal: %i columns', async (columns) => {
    for (const args of [['timeline'], ['explain', CONFLICTING_SIP], ['validate', pathOf(SIP_SEPTEMBER)]]) {
      const { stdout } = await run(args, { columns });
      const widest = Math.max(...stdout.split('\n').map((line) => widthOf(line)));
      expect([args[0], widest <= columns, widest > columns - 25]).toEqual([args[0], true, true]);
    }
  });
});

describe('messages', () => {
  it('stand on stderr, data on stdout', async () => {
    const fresh = await newRegister();
    const { stdout, stderr } = await overgang(
      ['import', pathOf(ENHETER), 'finns-inte.csv', '--as-of', AS_OF],
      fresh,
    );
    expect(stdout).toContain('77 rader = 76 nya');
    expect(stdout).not.toContain('finns-inte');
    expect(stderr).toContain('finns-inte.csv: filen finns inte.');
  });

  it('of errors are not silenced by --quiet', async () => {
    const { stdout, stderr, code } = await run(['explain', 'SIP-999999', '--quiet']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Inget ärende med det id:t');
  });

  it('progress is drawn on stderr when somebody looks there, never on stdout', async () => {
    const real = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    try {
      const { stdout, stderr } = await run(['validate', pathOf(ENHETER)], { terminal: { stderr: true } });
      expect(real.mock.calls).toEqual([]);
      expect(stdout).toBe((await run(['validate', pathOf(ENHETER)])).stdout);
      expect(stderr).toContain(ESCAPE);
      expect(stderr).toContain('enheter.csv: enheter, 77 rader = 76 nya');
    } finally {
      real.mockRestore();
    }
  });
});

describe('help', () => {
  it('names every command and the exit codes, in Swedish, on stdout', async () => {
    const { code, stdout, stderr } = await overgang(['--help'], world);
    expect([code, stderr]).toEqual([0, '']);
    for (const verb of [
      'init',
      'validate',
      'import',
      'explain',
      'decide',
      'worklist',
      'mark',
      'status',
      'timeline',
      'rehearse',
      'demo',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${verb}\\b`, 'mu'));
    }
    for (const line of ['0   klart', '1   kördes', '2   kunde inte köras', '70  fel i programmet'])
      expect(stdout).toContain(line);
    expect(stdout).not.toMatch(/Usage|Options|Commands|Arguments|display help|default:/u);
  });

  it.each([
    'init',
    'validate',
    'import',
    'explain',
    'decide',
    'worklist',
    'mark',
    'status',
    'timeline',
    'rehearse',
    'demo',
  ])('of %s: by --help and by help', async (verb) => {
    const own = await overgang([verb, '--help'], world);
    expect(own.code).toBe(0);
    expect(own.stdout).toMatch(new RegExp(`^Så här: overgang ${verb}`, 'u'));
    expect(own.stdout).toContain('--as-of <dag>');
    expect(own.stdout).not.toMatch(/Usage|Options|Global|display help|default:|choices:/u);
    expect((await overgang(['help', verb], world)).stdout).toBe(own.stdout);
  });

  it('--version says the version and nothing else', async () => {
    const { code, stdout, stderr } = await overgang(['--version'], world);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});

describe('a bug', () => {
  it('is told as one, with a stack only with --debug', async () => {
    const broken = { ...world, now: 'ingen tid' };
    const plain = await overgang(['status'], broken);
    expect([plain.code, plain.stdout]).toEqual([70, '']);
    expect(plain.stderr).toBe(
      'Något gick fel i programmet. Inget halvt är skrivet.\nKör med --debug och anmäl det som visas.\n',
    );
    const debugged = await overgang(['status', '--debug'], broken);
    expect(debugged.code).toBe(70);
    expect(debugged.stderr).toMatch(/RangeError.*\n\s+at /u);
  });
});

describe('today', () => {
  it.each([
    ['2025-09-28T21:59:00Z', '2025-09-28'],
    ['2025-09-28T22:01:00Z', '2025-09-29'],
    ['2025-12-31T23:30:00Z', '2026-01-01'],
  ])('is the day in Stockholm: %s is %s', async (now, day) => {
    const { stdout } = await overgang(['status', '--json'], { ...world, now });
    expect(JSON.parse(stdout)).toMatchObject({ asOf: day });
  });
});

describe('help of a topic', () => {
  it.each(['börja', 'inställningar', 'slutkoder', 'personuppgifter', 'Börja'])('%s', async (topic) => {
    const { code, stdout, stderr } = await overgang(['help', topic], world);
    expect([code, stderr]).toEqual([0, '']);
    for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect((await overgang(['--help'], world)).stdout).toContain(`  ${topic.toLowerCase()}`);
  });

  it('that there is none of is an error that says what was likely meant', async () => {
    const { code, stdout, stderr } = await overgang(['help', 'statsu'], world);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Menade du status?');
  });
});

describe('version', () => {
  it('says the same as --version', async () => {
    expect((await overgang(['version'], world)).stdout).toBe((await overgang(['--version'], world)).stdout);
  });
});

describe('every --help', () => {
  it.each(['import', 'worklist', 'checkpoint create', 'status'])('of %s ends with examples', async (verb) => {
    const { stdout } = await overgang([...verb.split(' '), '--help'], world);
    expect(stdout).toMatch(new RegExp(`\\nExempel:\\n  overgang ${verb}`, 'u'));
  });
});

describe('errors', () => {
  it('are broken at the width of the terminal, and stand on whole lines elsewhere', async () => {
    const args = ['status', '--part', 'inget sådant som finns'];
    const seen = await overgang(args, { ...world, terminal: { stderr: true }, columns: 60 });
    const read = await overgang(args, world);
    for (const line of seen.stderr.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(60);
    expect(seen.stderr.replaceAll('\n', ' ')).toBe(read.stderr.replaceAll('\n', ' '));
  });

  it('of a unit or a kommun name those that have what was written in their name', async () => {
    const unit = await overgang(['status', '--unit', 'geriatrik'], world);
    expect(unit.code).toBe(2);
    expect(unit.stderr).toMatch(
      /Menade du Geriatrik\/Rehab \S+, Geriatrik\/Rehab \S+ eller Geriatrik\/Rehab \S+\?/u,
    );
    expect((await overgang(['status', '--kommun', 'sunds'], world)).stderr).toContain('Menade du Sundsvall?');
    const slip = await overgang(['status', '--kommun', 'Sundsval'], world);
    expect(slip.stderr).toContain('Menade du Sundsvall?');
  });

  it('lista lists the units and the kommuner', async () => {
    const units = await overgang(['status', '--unit', 'lista'], world);
    expect([units.code, units.stdout.split('\n').includes('Geriatrik/Rehab Sundsvall')]).toEqual([0, true]);
    expect((await overgang(['status', '--kommun', 'lista'], world)).stdout).toContain('2281  Sundsvall');
  });
});

describe('what comes next', () => {
  it('is said after an import to who sits at the terminal, and the lists are summed', async () => {
    const fresh = await newRegister();
    const seen = await overgang(['import', pathOf(ENHETER), '--as-of', AS_OF], {
      ...fresh,
      terminal: { stderr: true },
    });
    expect(seen.stderr).toContain('Sedan: Läs in SIP-listan: overgang import LISTA');
    const both = await overgang(['import', pathOf(ENHETER), pathOf(SIP_SEPTEMBER), '--as-of', AS_OF], fresh);
    expect(both.stdout.replaceAll(/\s+/gu, ' ')).toContain('Tillsammans 2 listor: 1 276 rader = ');
    expect(both.stderr).not.toContain('Sedan:');
  });
});
