import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { named, regionCanaries } from './helpers/canary.ts';
import {
  ARCHIVE,
  checkpointedRegion,
  CLOSER,
  copyOfBag,
  createArgs,
  hasTool,
  READ_ONLY,
  verdictOn,
} from './helpers/checkpoints.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPath, rowsOf } from './helpers/database.ts';
import { saidToBe } from './helpers/on-server.ts';
import { contentOf, newFolder } from './helpers/folder.ts';

let world: World & { readonly lastClosed: string };
let lasl: string;
beforeAll(async () => {
  world = await checkpointedRegion();
  lasl = join(world.cwd, 'lasl');
});

/** A world of its own with the same register and none of the bags. */
function copyOfWorld(): World {
  const cwd = newFolder();
  copyFileSync(registerPath(world), join(cwd, 'overgang.sqlite'));
  return { cwd, now: '2025-10-24T08:00:00.000Z' };
}

const readText = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  [...contentOf(folder)].flatMap(([path, content]) => (content === 'folder' ? [] : [path])).sort();

interface Stated {
  readonly counts: { readonly sips: { readonly open: number; readonly closed: number } };
  readonly openExceptions: readonly {
    readonly reference: string;
    readonly kind: string;
    readonly id: string;
  }[];
  readonly event: { readonly seq: number; readonly hash: string };
  readonly sources: readonly { readonly sha256: string }[];
  readonly previous: { readonly checkpoint: string; readonly manifestSha512: string } | null;
}
const statementOf = (folder: string): Stated =>
  JSON.parse(readText(folder, 'data/kontrollpunkt.json')) as Stated;

describe('a checkpoint', () => {
  it('is whole, and says so without the register', async () => {
    const alone = copyOfBag(lasl);
    const before = contentOf(alone);
    expect(await verdictOn({ cwd: newFolder() }, alone)).toMatchObject({
      ok: true,
      problems: [],
      warnings: [],
    });
    expect(contentOf(alone)).toEqual(before);
  });

  it('states the counts that status gives for the day', async () => {
    const status = await overgangJson<
      Stated['counts'] & { vardtillfallen: unknown; messages: { unacknowledged: number } }
    >(['status', '--as-of', READ_ONLY], world);
    const { counts } = statementOf(lasl);
    expect(counts.sips).toEqual(status.sips);
    expect(counts).toMatchObject({
      vardtillfallen: status.vardtillfallen,
      messages: { unacknowledged: status.messages.unacknowledged },
    });
    const late = await overgangJson<Stated['counts']>(['status', '--as-of', ARCHIVE], world);
    expect(statementOf(join(world.cwd, 'arkiv')).counts.sips).toEqual(late.sips);
  });

  it('lists every open case, one by one', () => {
    const { openExceptions, counts } = statementOf(lasl);
    const sips = openExceptions.filter(({ kind }) => kind === 'sip');
    const open = rowsOf<{ key: string }>(
      world,
      "SELECT key FROM sip WHERE class <> 'closed' ORDER BY case_no",
    );
    expect(sips.map(({ id }) => id)).toEqual(open.map(({ key }) => key));
    expect(sips.length).toBe(counts.sips.open);
  });

  it('is the same event in the register, with the hash of its folder after it', () => {
    const { event } = statementOf(lasl);
    const [created, sealed] = rowsOf<{ type: string; hash: string; data: string }>(
      world,
      'SELECT type, hash, data FROM event WHERE seq IN (?, ?) ORDER BY seq',
      event.seq,
      event.seq + 1,
    );
    expect([created?.type, created?.hash]).toEqual(['checkpoint-created', event.hash]);
    const manifestSha512 = createHash('sha512')
      .update(readFileSync(join(lasl, 'tagmanifest-sha512.txt')))
      .digest('hex');
    expect([sealed?.type, JSON.parse(sealed?.data ?? '')]).toEqual([
      'checkpoint-sealed',
      { checkpoint: 'K-0001', manifestSha512 },
    ]);
    expect(statementOf(join(world.cwd, 'arkiv')).previous).toMatchObject({
      checkpoint: 'K-0001',
      manifestSha512,
    });
  });

  it('has the lists themselves, when it is given them, and their hashes always', () => {
    const { sources } = statementOf(lasl);
    const kept = readdirSync(join(lasl, 'data/kallor')).map((name) =>
      createHash('sha256')
        .update(readFileSync(join(lasl, 'data/kallor', name)))
        .digest('hex'),
    );
    expect(kept.sort()).toEqual(sources.map(({ sha256 }) => sha256).sort());
    expect(existsSync(join(world.cwd, 'arkiv/data/kallor'))).toBe(false);
  });

  it('is chained to the one before', async () => {
    expect((await verdictOn(world, 'lasl', 'arkiv')).problems).toEqual([]);
    const { problems } = await verdictOn(world, 'arkiv', 'lasl');
    expect(problems.map(({ code, where }) => [code, where])).toEqual([
      ['PREVIOUS_DIFFERS', 'lasl/data/kontrollpunkt.json'],
    ]);
  });

  it('has a page to sign, with the head of the log where the signatures are', () => {
    const page = readText(lasl, 'data/intyg.html');
    const signed = page.slice(page.indexOf('<section class="bound">'));
    expect(page).toContain('Eva Exempel, systemförvaltare');
    expect(page).toContain('Prator är satt i läsläge');
    expect(signed).toContain(statementOf(lasl).event.hash);
    expect(signed).toContain('Underskrift, mottagare');
  });

  it('leaves nothing beside it', () => {
    expect(readdirSync(world.cwd).sort()).toEqual(['arkiv', 'lasl', 'overgang.sqlite']);
  });
});

describe('others’ tools', () => {
  const bash = (folder: string, script: string): string =>
    execFileSync('bash', ['-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });

  /** The commands of a section of LÄSMIG.txt, block by block, exactly as they stand. */
  function commandsOf(folder: string, heading: string): readonly string[] {
    const text = readText(folder, 'data/LÄSMIG.txt');
    const from = text.indexOf(`\n${heading}`);
    const section = text.slice(from, text.indexOf('\n---', text.indexOf('\n---', from) + 1));
    return [...section.matchAll(/(?:^ {4}.*\n)+/gmu)].map(([block]) => block);
  }

  it('find it whole by sha512sum and by counting', () => {
    const [check = '', count = ''] = commandsOf(lasl, '1. Är kopian hel?');
    expect(bash(lasl, check)).toBe('hel\nhel\n');
    const [counted, stated] = bash(lasl, count).trim().split('\n');
    expect(stated).toBe(`Payload-Oxum: ${counted ?? '?'}`);
    const harmed = copyOfBag(lasl);
    writeFileSync(join(harmed, 'data/extra.txt'), 'x');
    expect(bash(harmed, check)).toBe('hel\nhel\n');
    expect(bash(harmed, count).split('\n')[0]).not.toBe(counted);
  });

  it.skipIf(!hasTool('sqlite3', '-version'))(
    'tell how many SIPs were open, which, and who closed the last',
    () => {
      const { counts, openExceptions } = statementOf(lasl);
      const readOnly = copyOfBag(lasl);
      for (const folder of ['', 'data']) chmodSync(join(readOnly, folder), 0o555);
      const [ask = '', count = ''] = commandsOf(readOnly, '2. Hur många');
      const [open, ...rows] = bash(readOnly, ask).trim().split('\n');
      expect(open).toBe(String(counts.sips.open));
      const sips = openExceptions.filter(({ kind }) => kind === 'sip');
      expect(rows.map((row) => row.split('|').slice(0, 2))).toEqual(
        sips.map(({ reference, id }) => [reference, id]),
      );
      expect(bash(readOnly, count).trim().split('\n')).toEqual([
        String(openExceptions.length + 1),
        String(counts.sips.open),
      ]);
      const [who = ''] = commandsOf(readOnly, '3. Vem stängde');
      expect(bash(readOnly, who).split('|').slice(1, 4)).toEqual([
        world.lastClosed,
        '2025-10-15',
        saidToBe(CLOSER),
      ]);
      for (const folder of ['data', '']) chmodSync(join(readOnly, folder), 0o755);
      expect(contentOf(readOnly)).toEqual(contentOf(lasl));
    },
  );

  it('recompute the chain of events, and find where it is broken', () => {
    const short = copyOfBag(lasl);
    const events = join(short, 'data/handelser.jsonl');
    const lines = readFileSync(events, 'utf8').split('\n');
    const [chain = '', head = ''] = commandsOf(lasl, '4. Hänger');
    writeFileSync(events, `${lines.slice(0, 40).join('\n')}\n`);
    expect(bash(short, chain)).toBe('hela kedjan stämmer\n');
    const changed = lines.slice(0, 40).with(20, (lines[20] ?? '').replace('"prov"', '"prow"'));
    writeFileSync(events, `${changed.join('\n')}\n`);
    expect(bash(short, `${chain}\ntrue`)).toBe('ändrad: rad 21\n');
    writeFileSync(events, `${[...lines.slice(0, 10), ...lines.slice(11, 40)].join('\n')}\n`);
    expect(bash(short, `${chain}\ntrue`)).toBe('bruten: rad 11\n');
    expect(bash(lasl, head).trim()).toBe(statementOf(lasl).event.hash);
  });

  it.skipIf(!hasTool('ssh-keygen', '-?'))('check a signature', async () => {
    const own = copyOfWorld();
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(own.cwd, 'nyckel')]);
    await overgangDone([...createArgs('milestone', 'ut', ARCHIVE), '--sign', 'nyckel'], own);
    const ut = join(own.cwd, 'ut');
    writeFileSync(join(ut, '../NYCKLAR'), `arkiv ${readText(own.cwd, 'nyckel.pub')}`);
    const [verify = ''] = commandsOf(ut, '5. Är underskriften');
    expect(bash(ut, verify.replace('NYCKLAR', '../NYCKLAR'))).toContain('Good "overgang" signature');
    const answer = await overgangJson(['checkpoint', 'verify', 'ut'], own);
    expect(answer).toMatchObject({ ok: true, checkpoints: [{ signature: 'good' }] });
    appendFileSync(join(ut, 'tagmanifest-sha512.txt'), '\n');
    expect((await verdictOn(own, 'ut')).problems.map(({ code }) => code)).toContain('SIGNATURE_FAULTY');
  });
});

describe('a checkpoint without persons', () => {
  let own: World;
  let folder: string;
  beforeAll(async () => {
    own = copyOfWorld();
    await overgangDone([...createArgs('archive', 'utan', ARCHIVE), '--pseudonymised'], own);
    folder = join(own.cwd, 'utan');
  });

  it('names nobody in any file, and is whole', async () => {
    const canaries = regionCanaries();
    expect(filesIn(folder)).not.toContain('data/register.sqlite');
    for (const path of filesIn(folder))
      expect([path, named(readText(folder, path), canaries)]).toEqual([path, []]);
    expect(await verdictOn(own, 'utan')).toMatchObject({ ok: true });
  });

  it('has no free text of events, and a checksum of what stood there', () => {
    const line = readText(folder, 'data/handelser.jsonl')
      .split('\n')
      .find((text) => text.includes('"marked"'));
    expect(line).toMatch(/,null,"[0-9a-f]{64}"\],"dataSha256":"[0-9a-f]{64}"\}$/u);
    expect(readText(folder, 'data/handelser.jsonl')).not.toContain('avslutad vid genomgång');
  });

  it.skipIf(!hasTool('sqlite3', '-version'))('answers the same questions', () => {
    const text = readText(folder, 'data/LÄSMIG.txt');
    const blocks = [...text.matchAll(/(?:^ {4}.*\n)+/gmu)].map(([block]) => block);
    const ran = (block: string): readonly string[] =>
      execFileSync('bash', ['-c', block], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
    const { counts } = statementOf(folder);
    const [open, ...rows] = ran(blocks.find((block) => block.includes('is_open')) ?? 'false');
    expect([Number(open), rows.length]).toEqual([counts.sips.open, counts.sips.open]);
    const last = ran(blocks.find((block) => block.includes('stangda')) ?? 'false')[0]?.split('|');
    expect([last?.[2], last?.[3], last?.[4]]).toEqual([world.lastClosed, '2025-10-15', '']);
    expect(ran(blocks.find((block) => block.includes('awk -F')) ?? 'false')).toEqual(['']);
  });

  it('takes no lists along', async () => {
    const args = [...createArgs('archive', 'ut', ARCHIVE), '--pseudonymised', '--sources', '.'];
    const { code, stderr } = await overgang(args, own);
    expect([code, stderr]).toEqual([2, expect.stringContaining('personuppgifter')]);
  });
});

describe('persons in an ordinary checkpoint', () => {
  it('are only where the archive needs them', () => {
    const canaries = regionCanaries();
    const may = /^data\/(?:register\.sqlite|tillstand\/\w+\.csv|kallor\/.+)$/u;
    const [inside, outside] = [new Set<string>(), new Set<string>()];
    for (const path of filesIn(lasl)) {
      if (named(readText(lasl, path), canaries).length > 0) (may.test(path) ? inside : outside).add(path);
    }
    expect([...outside]).toEqual([]);
    expect([...inside]).toContain('data/register.sqlite');
    expect([...inside]).toContain('data/tillstand/sip.csv');
    expect(named(filesIn(lasl).join('\n'), canaries)).toEqual([]);
  });
});

describe('the command', () => {
  it('needs to be told which', async () => {
    const { code, stderr } = await overgang(['checkpoint'], world);
    expect([code, stderr]).toEqual([2, expect.stringContaining('create, list, verify, unlock')]);
  });

  it('is written well-formed where it is XML', () => {
    const xml = readText(lasl, 'data/premis.xml');
    const open = [...xml.matchAll(/<(?!\?|\/)([\w:]+)[^>]*?(\/?)>/gu)].filter(([, , end]) => end === '');
    const closed = [...xml.matchAll(/<\/([\w:]+)>/gu)];
    expect(open.map(([, name]) => name).sort()).toEqual(closed.map(([, name]) => name).sort());
    expect(xml.match(/<premis:eventType>ingestion</gu)).toHaveLength(statementOf(lasl).sources.length);
    const linted = spawnSync('xmllint', ['--noout', join(lasl, 'data/premis.xml')]);
    if (linted.error === undefined) expect(linted.status).toBe(0);
  });
});
