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
