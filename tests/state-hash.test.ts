import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from './helpers/cli.ts';
import { registerPath, stateHash } from './helpers/database.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList, type SmallRow } from './helpers/small-lists.ts';

let one: World;
let other: World;
beforeEach(async () => {
  one = await emptyRegister();
  other = await emptyRegister();
});

async function inBoth(sips: readonly SmallRow<'sip'>[]): Promise<void> {
  for (const world of [one, other]) {
    await importList(world, 'sip', '2025-09-15', sips);
    await importList(world, 'vardtillfalle', '2025-09-29', [{}]);
    await importList(world, 'meddelande', '2025-09-29', [{}]);
  }
}

describe('the hash of what two registers know', () => {
  it('is the same of the same lists, whatever keys they have', async () => {
    writeFileSync(`${registerPath(one)}.key`, `${'1'.repeat(64)}\n`);
    await inBoth([{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
    expect(stateHash(one)).toBe(stateHash(other));
  });

  it('is another where lists of the target are known by the pseudonyms of another key, and the same where the key is', async () => {
    await inBoth([{}]);
    for (const world of [one, other]) await importList(world, 'lcsp_patient', '2025-09-29', [{}]);
    expect(readFileSync(`${registerPath(one)}.key`)).not.toEqual(readFileSync(`${registerPath(other)}.key`));
    expect(stateHash(one)).not.toBe(stateHash(other));
    const third = await emptyRegister();
    copyFileSync(`${registerPath(one)}.key`, `${registerPath(third)}.key`);
    other = third;
    await importList(third, 'sip', '2025-09-15', [{}]);
    await importList(third, 'vardtillfalle', '2025-09-29', [{}]);
    await importList(third, 'meddelande', '2025-09-29', [{}]);
    await importList(third, 'lcsp_patient', '2025-09-29', [{}]);
    expect(stateHash(one)).toBe(stateHash(third));
  });

  it('is another where an id can not be shown, and is called by a name that the key makes', async () => {
    await inBoth([{ 'SIP-id': '19640430-9848' }]);
    expect(stateHash(one)).not.toBe(stateHash(other));
  });
});
