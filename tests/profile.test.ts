import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { movedProfile } from './helpers/moved-profile.ts';

describe('overgang profile', () => {
  const world: World = { cwd: newFolder() };

  it('check tells every fault with its path, and what the plan needs', async () => {
    const profile = await movedProfile(0);
    const faulty = {
      ...profile,
      milestones: profile.milestones.filter(({ id }) => id !== 'steg-2'),
      steps: {
        '7': { title: 'Nytt' },
        '6': { owner: 'Någon', traps: ['Före {day:aldrig}.'] },
        beslut: { isOff: true },
        '2-somatik': { isOff: true },
      },
    };
    writeFileSync(join(world.cwd, 'fel.json'), JSON.stringify(faulty));
    const { code, stderr } = await overgang(['profile', 'check', 'fel.json'], world);
    expect(code).toBe(2);
    expect(stderr).toContain('milestones: ”steg-2” saknas');
    expect(stderr).toContain('steps.7: planen har inget sådant steg');
    expect(stderr).toContain('steps.6.owner: ');
    expect(stderr).toContain('steps.6.traps: ”{day:aldrig}” är inget som profilen har');
    expect(stderr).toContain('steps.beslut.isOff: steget kan inte stängas av');
    expect(stderr).toContain('steps.2-somatik.isOff: steget kan inte stängas av');
  });

  it('check shows the plan as it will be: a title, a role, a day and a text of the region’s own', async () => {
    const profile = await movedProfile(0);
    const own = { title: 'Flytta till {target}', role: 'Vårdplanerare.', deadline: '2025-10-09' };
    writeFileSync(
      join(world.cwd, 'egen.json'),
      JSON.stringify({
        ...profile,
        steps: { '6': own, vardplan: { owner: 'Enheten för vårdplaner' }, 'fel-system-sip': { isOff: true } },
      }),
    );
    const shown = await overgangJson<{ steps: { id: string }[]; off: string[] }>(
      ['profile', 'check', 'egen.json'],
      world,
    );
    expect(shown.steps.find(({ id }) => id === '6')).toMatchObject({
      title: 'Flytta till Lifecare SP',
      role: 'Vårdplanerare.',
      deadline: '2025-10-09',
    });
    expect(shown.off).toEqual(['fel-system-sip']);
    expect(shown.steps.map(({ id }) => id)).not.toContain('fel-system-sip');
  });

  it('check refuses a step’s own last day once the source is read-only, and tells of a milestone’s', async () => {
    const profile = await movedProfile(0);
    const checked = async (own: object) => {
      writeFileSync(join(world.cwd, 'dagar.json'), JSON.stringify({ ...profile, ...own }));
      return overgang(['profile', 'check', 'dagar.json'], world);
    };
    const late = await checked({ steps: { '6': { deadline: '2025-10-20' } } });
    expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('steps.6.deadline: 2025-10-20')]);
    // What is done in the target alone can be done after it.
    const own = { deadline: '2025-10-20', inSource: [] };
    expect((await checked({ steps: { '6': own } })).code).toBe(0);
    const milestones = profile.milestones.map((one) =>
      one.id === 'steg-6' ? { ...one, to: '2025-10-20' } : one,
    );
    const told = await checked({ milestones });
    expect([told.code, told.stdout]).toEqual([
      0,
      expect.stringContaining('milestones[steg-6].to: 2025-10-20'),
    ]);
  });

  it('init tells what check tells of days, and takes no profile that check refuses', async () => {
    const there: World = { cwd: newFolder() };
    const profile = await movedProfile(0);
    const init = async (id: string, day: string) => {
      const milestones = profile.milestones.map((one) =>
        one.id === id ? { ...one, from: day, to: day } : one,
      );
      writeFileSync(join(there.cwd, 'dagar.json'), JSON.stringify({ ...profile, milestones }));
      return overgang(['init', '--profile', 'dagar.json'], there);
    };
    const refused = await init('steg-2', '2025-10-20');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('milestones[steg-2].from: ')]);
    const told = await init('laslage', '2025-10-20');
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('OBS milestones[laslage].to: ')]);
  });

  it('apply tells of another environment: a register for training becomes no other without a word', async () => {
    const there: World = { cwd: newFolder() };
    const profile = await movedProfile(0);
    writeFileSync(join(there.cwd, 'utb.json'), JSON.stringify({ ...profile, environment: 'training' }));
    await overgangDone(['init', '--profile', 'utb.json'], there);
    const { stdout } = await overgang(['profile', 'apply', 'vasternorrland-2025', '--dry-run'], there);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('miljön byts från utbildning till produktion');
    const { warnings } = await overgangJson<{ warnings: readonly string[] }>(
      ['profile', 'apply', 'vasternorrland-2025', '--yes', '-o', 'sida.html'],
      there,
    );
    expect(warnings).toEqual([expect.stringMatching(/^environment: /u)]);
    expect(readFileSync(join(there.cwd, 'sida.html'), 'utf8')).toContain('från utbildning till produktion');
  });

  it('check, init and apply refuse a profile that turns off a step whose cases nobody else has', async () => {
    const there: World = { cwd: newFolder() };
    const own = { steps: { '2-somatik': { isOff: true } } };
    writeFileSync(join(there.cwd, 'utan.json'), JSON.stringify({ ...(await movedProfile(0)), ...own }));
    const refused = [2, expect.stringContaining('steps.2-somatik.isOff: steget kan inte stängas av')];
    for (const command of [
      ['profile', 'check', 'utan.json'],
      ['init', '--profile', 'utan.json'],
    ]) {
      const { code, stderr } = await overgang(command, there);
      expect([code, stderr]).toEqual(refused);
    }
    await overgangDone(['init'], there);
    const { code, stderr } = await overgang(['profile', 'apply', 'utan.json', '--yes'], there);
    expect([code, stderr]).toEqual(refused);
  });

  it('apply refuses what would be another register, and what changes nothing', async () => {
    const there: World = { cwd: newFolder() };
    await overgangDone(['init'], there);
    const profile = await movedProfile(0);
    writeFileSync(join(there.cwd, 'annan.json'), JSON.stringify({ ...profile, target: 'Cosmic Link' }));
    const refused = await overgang(['profile', 'apply', 'annan.json', '--yes'], there);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('target: kan inte ändras')]);
    const same = await overgang(['profile', 'apply', 'vasternorrland-2025', '--yes'], there);
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('Inget är ändrat')]);
    writeFileSync(join(there.cwd, 'ny.json'), JSON.stringify({ ...profile, title: 'Ny titel' }));
    expect((await overgang(['profile', 'apply', 'ny.json'], there)).code).toBe(2);
  });

  it('apply lays kommuner together for outsiders otherwise only before the first list', async () => {
    const there: World = { cwd: newFolder() };
    await overgangDone(['init'], there);
    const profile = await movedProfile(0);
    const publicGroups = [{ name: 'Ånge och Örnsköldsvik', kommuner: ['2260', '2284'] }];
    writeFileSync(join(there.cwd, 'grupper.json'), JSON.stringify({ ...profile, publicGroups }));
    const apply = async () => overgang(['profile', 'apply', 'grupper.json', '--dry-run'], there);
    expect((await apply()).code).toBe(0);
    writeFileSync(join(there.cwd, 'enheter.csv'), 'HSA-id;Enhet;Enhetstyp\nSE1;Eken;hälsocentral\n');
    await overgangDone(['import', 'enheter.csv'], there);
    const { code, stderr } = await apply();
    expect([code, stderr]).toEqual([2, expect.stringContaining('publicGroups: vilka kommuner')]);
  });
});
