import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';

let world: World;
beforeAll(async () => {
  world = await emptyRegister();
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }]);
  writeFileSync(join(world.cwd, 'okand-2025-09-15.csv'), 'A;B\n1;2\n');
});

describe('an error with --json', () => {
  it.each([
    [['status', '--register', 'finns-inte.sqlite'], 'REGISTER_MISSING', 2],
    [['status', '--finns-inte'], 'USAGE_UNKNOWN_OPTION', 2],
    [['statsu'], 'USAGE_UNKNOWN_COMMAND', 2],
    [['explain'], 'USAGE_MISSING_ARGUMENT', 2],
    [['explain', 'SIP-9'], 'CASE_UNKNOWN', 2],
    [['status', '--as-of', 'i går'], 'DAY_FAULTY', 2],
    [['map', 'okand-2025-09-15.csv', '--as', 'hund'], 'VALUE_UNKNOWN', 2],
  ])('%j answers with one document: code %s, what is wrong and the way on', async (args, code, exit) => {
    const ran = await overgang([...args, '--json'], world);
    const { error } = JSON.parse(ran.stdout) as { error: Record<string, string> };
    expect([ran.code, error['code'], Object.keys(error)]).toEqual([exit, code, ['code', 'message', 'hint']]);
    expect(error['message']).toMatch(/[.?]$/u);
    expect(error['hint']).not.toBe('');
    // And for whoever watches.
    expect(ran.stderr.replaceAll(/\s+/gu, ' ')).toContain(error['message']);
  });

  it('is silent on stdout for who did not ask for JSON', async () => {
    expect(await overgang(['explain', 'SIP-9'], world)).toMatchObject({ code: 2, stdout: '' });
  });

  it('is no second document after an answer', async () => {
    const empty = { cwd: newFolder() };
    const ran = await overgang(['help', 'status', '--json'], empty);
    expect(ran.stdout).not.toContain('"error"');
  });
});
