import { writeFileSync } from 'node:fs';
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
  });

  it('check shows the plan as it will be: a title, a role, a day and a text of the region’s own', async () => {
    const profile = await movedProfile(0);
    const own = { title: 'Flytta till {target}', role: 'Vårdplanerare.', deadline: '2025-10-09' };
    writeFileSync(
      join(world.cwd, 'egen.json'),
      JSON.stringify({
        ...profile,
        steps: { '6': own, vardplan: { owner: 'Enheten för vårdplaner' }, reserv: { isOff: true } },
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
    expect(shown.off).toEqual(['reserv']);
    expect(shown.steps.map(({ id }) => id)).not.toContain('reserv');
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
});
