import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from './helpers/built-program.ts';
import { contentOf, newFolder } from './helpers/folder.ts';
import { ENHETER, pathOf, REGION, SIP_SEPTEMBER, VARDTILLFALLEN } from './helpers/lists.ts';

/** The program as people start it: the built bundle, as a process of its own. Everything else is tried in process. */
const ROOT = join(import.meta.dirname, '..');

beforeAll(buildProgram);

function overgang(cwd: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/overgang.js'), ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

describe('the program', () => {
  it('goes the whole way: init, import, status, explain, worklist, verify', () => {
    const cwd = newFolder();
    expect(overgang(cwd, 'init').code).toBe(0);
    const imported = overgang(
      cwd,
      'import',
      pathOf(SIP_SEPTEMBER),
      pathOf(VARDTILLFALLEN),
      pathOf(ENHETER),
      '--as-of',
      '2025-09-29',
    );
    expect([imported.code, imported.stdout.includes('5 upprepade')]).toEqual([1, true]);
    const status = overgang(cwd, 'status', '--json', '--as-of', '2025-09-29');
    expect(JSON.parse(status.stdout)).toMatchObject({ sips: { open: 1188 }, vardtillfallen: { open: 137 } });
    expect(overgang(cwd, 'explain', 'SIP-242558', '--as-of', '2025-09-29').stdout).toContain('SIP_CONFLICT');
    const handed = overgang(cwd, 'worklist', '-o', 'ut', '--step', 'beslut', '--as-of', '2025-09-29');
    expect([handed.code, handed.stderr]).toEqual([0, '']);
    expect(overgang(cwd, 'verify').code).toBe(0);
    expect([...contentOf(cwd).keys()].toSorted()).toEqual([
      'overgang.sqlite',
      'ut',
      'ut/index.html',
      'ut/projektledningen',
      'ut/projektledningen/beslut.xlsx',
    ]);
  });

  it('says the same of readiness, byte for byte, in another time zone and language', () => {
    const cwd = newFolder();
    overgang(cwd, 'init');
    overgang(cwd, 'import', pathOf(SIP_SEPTEMBER), pathOf(ENHETER), '--as-of', '2025-09-29');
    const readiness = (env: Readonly<Record<string, string>>) =>
      spawnSync(
        process.execPath,
        [join(ROOT, 'bin/overgang.js'), 'readiness', '--as-of', '2025-10-08', '--json'],
        {
          cwd,
          env: { PATH: process.env['PATH'] ?? '', ...env },
          encoding: 'utf8',
        },
      );
    const here = readiness({ TZ: 'Europe/Stockholm', LANG: 'sv_SE.UTF-8' });
    const there = readiness({ TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C' });
    expect([here.status, here.stderr, here.stdout.length > 10_000]).toEqual([1, '', true]);
    expect(there.stdout).toBe(here.stdout);
    // Å, ä and ö of the program's own code, too, are read as they are written.
    const unknown = overgang(
      cwd,
      'readiness',
      '--rows',
      'sip-open',
      '--kommun',
      'okänd',
      '--as-of',
      '2025-10-08',
      '--json',
    );
    expect((JSON.parse(unknown.stdout) as { rows: unknown[] }).rows).toHaveLength(3);
  });

  it('reads a workbook in a process of its own', () => {
    const cwd = newFolder();
    const { code, stdout } = overgang(
      cwd,
      'validate',
      join(REGION, 'lcsp-sip-2025-10-08.xlsx'),
      '--json',
      '--as-of',
      '2025-10-08',
    );
    const { files } = JSON.parse(stdout) as {
      files: { kind: string; encoding: string; rows: number; fates: Record<string, number> }[];
    };
    expect([code, files[0]?.kind, files[0]?.encoding]).toEqual([0, 'lcsp_sip', 'xlsx']);
    expect(Object.values(files[0]?.fates ?? {}).reduce((sum, count) => sum + count, 0)).toBe(files[0]?.rows);
    expect(files[0]?.fates['new']).toBeGreaterThan(50);
  });

  it('validates twice in one folder and leaves nothing there', () => {
    const cwd = newFolder();
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout } = overgang(cwd, 'validate', pathOf(ENHETER));
      expect([code, stdout.includes('77 rader = 76 nya')]).toEqual([0, true]);
    }
    expect(contentOf(cwd)).toEqual(new Map());
  });

  it('gives its exit code, its message and no stack when it can not run', () => {
    const cwd = newFolder();
    const { code, stdout, stderr } = overgang(cwd, 'status');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'Registret overgang.sqlite finns inte.\nSkapa det med "overgang init", eller peka ut det med --register.\n',
    );
    expect(contentOf(cwd)).toEqual(new Map());
  });

  it.runIf(existsSync('/dev/full'))('says so, and ends with 2, where its answer can not be written', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/overgang.js'), 'help', 'init'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect([status, stderr]).toEqual([
      2,
      'Svaret kunde inte skrivas ut (ENOSPC).\nSe vad som blev gjort med "overgang log", och kör igen dit det får plats.\n',
    ]);
  });

  it('says what is missing where no driver is installed for this Node', () => {
    const cwd = newFolder();
    expect(overgang(cwd, 'init').code).toBe(0);
    cpSync(join(ROOT, 'dist'), join(cwd, 'dist'), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(cwd, 'dist/start.cjs'), 'status'], {
      cwd,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([
      2,
      'Registret overgang.sqlite går inte att öppna: databasdrivrutinen för den här versionen av Node.js saknas.\n' +
        'Installera om verktyget (npm ci) med den Node.js som ska köra det.\n',
    ]);
  });

  it('has its version from the package', () => {
    const { stdout } = overgang(newFolder(), '-V');
    expect(stdout).not.toBe('0.0.0\n');
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
  });
});
