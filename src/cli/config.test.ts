import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../../tests/helpers/folder.ts';
import { overgang } from '../../tests/helpers/cli.ts';
import { withSettings } from './config.ts';
import { PROJECT_FILE } from './settings.ts';

/** A folder with a project's settings, and one with the user's. */
function settings(project: unknown, user: unknown) {
  const cwd = newFolder();
  const home = newFolder();
  mkdirSync(join(home, 'overgang'));
  const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  if (project !== undefined) writeFileSync(join(cwd, PROJECT_FILE), written(project));
  if (user !== undefined) writeFileSync(join(home, 'overgang/config.json'), written(user));
  return { cwd, home, env: { XDG_CONFIG_HOME: home } };
}

describe('settings', () => {
  it('of the environment go before those of the project, and they before those of the user', () => {
    const user = { register: '/u.sqlite', hsaId: 'SE2321000206-U', testNumbers: '/u.txt' };
    const { cwd, env } = settings({ register: '/p.sqlite', hsaId: 'SE2321000206-P' }, user);
    expect(withSettings({ ...env, OVERGANG_REGISTER: '/e.sqlite' }, cwd)).toMatchObject({
      OVERGANG_REGISTER: '/e.sqlite',
      OVERGANG_HSA_ID: 'SE2321000206-P',
      OVERGANG_TEST_NUMBERS: '/u.txt',
    });
  });

  it('that the environment has empty are not said there', () => {
    const { cwd, env } = settings({ register: '/p.sqlite' }, undefined);
    expect(withSettings({ ...env, OVERGANG_REGISTER: '' }, cwd)['OVERGANG_REGISTER']).toBe('/p.sqlite');
  });

  it('have paths from the folder of their file', () => {
    const { cwd, home, env } = settings(undefined, { register: 'r.sqlite' });
    expect(withSettings(env, cwd)['OVERGANG_REGISTER']).toBe(join(home, 'overgang/r.sqlite'));
  });

  it('are none where there is no file, and the environment is as it was', () => {
    const { cwd, env } = settings(undefined, undefined);
    expect(withSettings(env, cwd)).toBe(env);
  });

  it.each([
    ['{', 'den är inte JSON'],
    ['[]', 'ska vara ett objekt'],
    [{ registr: 'x' }, 'registr är ingen inställning, menade du register?'],
    [{ register: 1 }, 'register ska vara en text'],
  ])('%j is refused, with the file and why', async (project, why) => {
    const { cwd, env } = settings(project, undefined);
    const { code, stdout, stderr } = await overgang(['status'], { cwd, env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(PROJECT_FILE);
    expect(stderr).toContain(why);
  });

  it('are used by commands, and a flag goes before them', async () => {
    const { cwd, env } = settings({ register: 'mitt.sqlite' }, undefined);
    const made = await overgang(['init'], { cwd, env });
    expect(made.stdout).toContain('mitt.sqlite');
    const other = await overgang(['init', '--register', 'annat.sqlite'], { cwd, env });
    expect(other.stdout).toContain('annat.sqlite');
  });
});
