import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import stockholm from '../src/domain/profile/profiles/stockholm-enhetsvis.json' with { type: 'json' };
import { overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';

const UNITS =
  'HSA-id;Enhet;Enhetstyp;Kommun;Huvudman/verksamhet\n' +
  'SE1;Hälsocentralen Eken;hälsocentral;Värmdö;Primärvård\n' +
  'SE2;Hälsocentralen Boken;hälsocentral;Värmdö;Primärvård\n';
const SIPS =
  'SIP-id;Personnummer;Namn;Kommun;Enhet;Huvudman/verksamhet;Status;Startdatum;Samtycke\n' +
  'S-1;193508099813;Anna Prov;Värmdö;HÄLSOCENTRALEN EKEN;Primärvård;Pågående;2025-03-01;Ja\n';
const DAY = ['--as-of', '2025-09-29'];
const unitDays = { 'Hälsocentralen Eken': '2025-09-22', 'Hc Boken': '2025-09-30' };
const SAID = 'unitDays.Hc Boken: ingen enhet i registrets listor heter så';

interface Gate {
  readonly id: string;
  readonly ok: boolean;
  readonly value: number | null;
  readonly reasons: readonly { readonly text: string }[];
}

describe('a unit that the profile gives a day and no list of units has', () => {
  const world: World = { cwd: newFolder() };
  const write = (name: string, text: string) => {
    writeFileSync(join(world.cwd, name), text);
  };

  let report: unknown;

  beforeAll(async () => {
    write('profil.json', JSON.stringify({ ...stockholm, environment: 'training', unitDays }));
    write('enheter.csv', UNITS);
    write('sip-2025-09-15.csv', SIPS);
    await overgangDone(['init', '--profile', 'profil.json'], world);
    report = await overgangJson(['import', 'enheter.csv', ...DAY], world);
  });

  it('is told of when the list of units comes in', () => {
    expect(JSON.stringify(report)).toContain('UNIT_DAY_WITHOUT_UNIT');
  });

  it('has a gate that cannot be measured, and another’s counts its cases however the list writes it', async () => {
    await overgangDone(['import', 'sip-2025-09-15.csv', '--whole', '--by', 'Provet', ...DAY], world);
    const { gates } = await overgangJson<{ gates: readonly Gate[] }>(['readiness', ...DAY], world);
    const gateOf = (id: string) => gates.find((gate) => gate.id === id);
    expect(gateOf('enhet-klar-hc-boken')).toMatchObject({
      ok: false,
      value: null,
      reasons: [{ text: 'Ingen lista har enheten ”Hc Boken”' }],
    });
    expect(gateOf('enhet-klar-halsocentralen-eken')).toMatchObject({ ok: false, value: 1 });
  });

  it('is told of by check where there is a register', async () => {
    const checked = async (there: World) =>
      overgangJson<{ warnings: readonly string[] }>(['profile', 'check', 'profil.json'], there);
    expect((await checked(world)).warnings.join()).toContain(SAID);
    const elsewhere: World = { cwd: newFolder() };
    copyFileSync(join(world.cwd, 'profil.json'), join(elsewhere.cwd, 'profil.json'));
    expect((await checked(elsewhere)).warnings.join()).not.toContain(SAID);
  });

  it('is told of by apply, until it is called as the list has it', async () => {
    const applied = async (days: object) => {
      write(
        'ny.json',
        JSON.stringify({ ...stockholm, environment: 'training', title: 'Ny', unitDays: days }),
      );
      return overgangJson<{ warnings: readonly string[] }>(
        ['profile', 'apply', 'ny.json', '--dry-run', ...DAY],
        world,
      );
    };
    expect((await applied(unitDays)).warnings.join()).toContain(SAID);
    const right = await applied({ ...unitDays, 'Hc Boken': undefined, 'Hälsocentralen Boken': '2025-09-30' });
    expect(right.warnings.join()).not.toContain('unitDays');
  });
});
