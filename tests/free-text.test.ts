import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overgang } from './helpers/cli.ts';
import { emptyWorld } from './helpers/bad-input.ts';

const LIST = 'prator-sip-2025-09-15.csv';

describe('free text of goals and kartläggning', () => {
  it('is refused even where a mapping file points it out, and nothing is written', async () => {
    const world = await emptyWorld();
    const at = (name: string): string => join(world.cwd, name);
    writeFileSync(at(LIST), 'Nr;Kartläggning;Status\nA1;Bor ensam, orolig;Pågående\n');
    writeFileSync(
      at('m.json'),
      JSON.stringify({ kind: 'sip', columns: { sip_id: 'Nr', role: 'Kartläggning' } }),
    );
    const register = at('overgang.sqlite');
    const before = readFileSync(register);
    const { code, stderr } = await overgang(['import', LIST, '--mapping', 'm.json'], world);
    expect(code).toBe(2);
    expect(stderr).toContain('Kartläggning');
    expect(stderr).not.toContain('orolig');
    expect(readFileSync(register).equals(before)).toBe(true);
  });
});

describe('a finding about what a row points at', () => {
  it('names the row and never quotes the cell, which a mistaken list may have a person in', async () => {
    const world = await emptyWorld();
    const write = (name: string, text: string): void => {
      writeFileSync(join(world.cwd, name), text);
    };
    write('enheter.csv', 'HSA-id;Enhet;Enhetstyp\nSE1;Eken;hälsocentral\n');
    write(
      LIST,
      'SIP-id;Enhet;Status;Vårdtillfälle\nA1;Ture Sventon;Pågående;19350809-9813\nA2;Eken;Pågående;Ture Sventon 2\n',
    );
    write('prator-vardtillfallen-2025-09-15.csv', 'Vårdtillfälle;Vårdenhet;Inskriven\nV1;Eken;2025-09-01\n');
    write('prator-meddelanden-2025-09-15.csv', 'Meddelande-id;Ärende;Skickat\nM1;19350809-9813;2025-09-01\n');
    await overgang(['import', 'enheter.csv', 'prator-vardtillfallen-2025-09-15.csv'], world);
    const files = [LIST, 'prator-meddelanden-2025-09-15.csv'];
    const { stdout, stderr } = await overgang(['import', ...files, '--json'], world);
    expect(stdout).toContain('UNIT_UNKNOWN');
    expect(stdout.match(/CASE_UNKNOWN/gu)).toHaveLength(2);
    expect(stdout.match(/ID_UNLIKE/gu)).toHaveLength(2);
    for (const secret of ['Sventon', 'SVENTON', '19350809']) expect(stdout + stderr).not.toContain(secret);
  });
});
