import { describe, expect, it } from 'vitest';
import { newFolder } from './helpers/folder.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import {
  emptyRegister,
  importSips,
  importSipsText,
  PNR,
  SECRETS,
  type ListedSip,
} from './helpers/sip-lists.ts';
import { importList, type SmallRow } from './helpers/small-lists.ts';

interface Explained {
  readonly class: string;
  readonly rule: { readonly code: string };
  readonly also: readonly { readonly code: string; readonly reason: string }[];
  readonly findings: readonly string[];
  readonly events: readonly { readonly type: string; readonly effectiveOn: string; readonly data: unknown }[];
}

const A: ListedSip = { id: 'S-1' };
const B: ListedSip = { id: 'S-2', pnr: PNR.ulla };

const explain = (world: World, id: string, asOf: string): Promise<Explained> =>
  overgangJson<Explained>(['explain', id, '--as-of', asOf], world);
const alsoOf = ({ also }: Explained): readonly string[] => also.map(({ code }) => code);

describe('a SIP that is in Prator again', () => {
  it('after it was gone is told of: on the row, in the log, and when it is explained', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [A, B]);
    await importSips(world, '2025-09-08', [B]);
    const { findings } = await importSips(world, '2025-09-15', [B, A]);
    expect(findings.filter(({ code }) => code === 'CASE_REOPENED')).toMatchObject([
      { severity: 'warning', row: 3, message: 'Ärendet var borta ur uttaget 2025-09-08 men finns igen.' },
    ]);
    const back = await explain(world, 'S-1', '2025-09-15');
    expect(back.class).not.toBe('closed');
    expect(back.also.find(({ code }) => code === 'SIP_REOPENED')?.reason).toBe(
      'SIP:en var borta ur uttaget 2025-09-08 men finns igen i uttaget 2025-09-15. Se efter i Prator varför.',
    );
    expect(back.findings).toContain('CASE_REOPENED');
    expect(back.events.map(({ type }) => type)).toContain('reopened');
    expect(rowsOf(world, "SELECT case_id, effective_on FROM event WHERE type = 'reopened'")).toEqual([
      { case_id: 'S-1', effective_on: '2025-09-15' },
    ]);
    expect(alsoOf(await explain(world, 'S-2', '2025-09-15'))).not.toContain('SIP_REOPENED');
  });

  it('is counted in the text of the import', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [A, B]);
    await importSips(world, '2025-09-08', [{ id: 'S-3', pnr: PNR.eva }]);
    expect(await importSipsText(world, '2025-09-15', [A, B])).toContain('2 återöppnade');
  });

  it('after it was attested closed is told of, once', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [A, B]);
    const decide = ['decide', 'S-1', '--as', 'close-not-current', '--reason', 'Sedd'];
    await overgangDone([...decide, '--as-of', '2025-09-03'], world);
    await overgangDone(
      [
        'mark',
        'S-1',
        'closed-in-prator',
        '--note',
        'Sett i Prator',
        '--on',
        '2025-09-03',
        '--as-of',
        '2025-09-03',
      ],
      world,
    );
    expect((await explain(world, 'S-1', '2025-09-03')).rule.code).toBe('SIP_ATTESTED_CLOSED');
    const { findings } = await importSips(world, '2025-09-08', [A, B]);
    expect(findings.find(({ code }) => code === 'CASE_REOPENED')?.message).toBe(
      'Ärendet intygades avslutat 2025-09-03 men finns igen.',
    );
    const next = await importSips(world, '2025-09-15', [A, B]);
    expect(next.findings.map(({ code }) => code)).not.toContain('CASE_REOPENED');
    expect(alsoOf(await explain(world, 'S-1', '2025-09-15'))).toContain('SIP_REOPENED');
  });

  it('is quiet of it once it is gone again, and on the days before', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [A, B]);
    await importSips(world, '2025-09-08', [B]);
    await importSips(world, '2025-09-15', [A, B]);
    await importSips(world, '2025-09-22', [B]);
    for (const day of ['2025-09-01', '2025-09-08', '2025-09-22']) {
      expect([day, alsoOf(await explain(world, 'S-1', day))]).toEqual([day, []]);
    }
    expect(alsoOf(await explain(world, 'S-1', '2025-09-15'))).toEqual(['SIP_REOPENED']);
  });

  it('is not reopened when the list itself says that it is closed', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [A, B]);
    await importSips(world, '2025-09-08', [B]);
    const { findings } = await importSips(world, '2025-09-15', [{ ...A, status: 'Avslutad' }, B]);
    expect(findings.map(({ code }) => code)).not.toContain('CASE_REOPENED');
  });
});

it('a row of Lifecare SP that is back is no case of Prator that is reopened', async () => {
  const world = await emptyRegister();
  const [anna, ulla] = [{}, { who: 'ulla' }] as const;
  await importList(world, 'lcsp_sip', '2025-10-03', [anna, ulla]);
  await importList(world, 'lcsp_sip', '2025-10-06', [anna]);
  const { findings } = await importList(world, 'lcsp_sip', '2025-10-08', [anna, ulla]);
  expect(findings.map(({ code }) => code)).not.toContain('CASE_REOPENED');
});

describe('a decision', () => {
  async function decided(): Promise<World> {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [{ ...A, kommun: '' }, B]);
    await overgangDone(
      [
        'decide',
        'S-1',
        '--as',
        'move-outside-vardtillfalle',
        '--reason',
        'Enheten har svarat',
        '--as-of',
        '2025-09-02',
      ],
      world,
    );
    return world;
  }

  it('points at the row and the columns it rests on, and holds nothing of the patient', async () => {
    const world = await decided();
    const [event] = rowsOf<{ data: string }>(world, "SELECT data FROM event WHERE type = 'decided'");
    expect(JSON.parse(event?.data ?? '{}')).toMatchObject({
      overruled: { class: 'needs-decision', rule: 'SIP_WITHOUT_KOMMUN' },
      restsOn: { sourceNo: 1, row: 2 },
    });
    for (const secret of SECRETS) expect(event?.data).not.toContain(secret);
  });

  it('survives a list that says the same, or changes what it does not rest on', async () => {
    const world = await decided();
    const { findings, fates } = await importSips(world, '2025-09-08', [{ ...A, kommun: '' }, B]);
    expect(fates).toMatchObject({ unchanged: 2 });
    expect(findings.map(({ code }) => code)).not.toContain('DECISION_FACTS_CHANGED');
    const { rule, also } = await explain(world, 'S-1', '2025-09-08');
    expect([rule.code, also.map(({ code }) => code)]).toEqual(['SIP_DECIDED', ['SIP_WITHOUT_KOMMUN']]);
  });

  it('stands but is flagged when a list changes the facts under it, and only from that list on', async () => {
    const world = await decided();
    const { findings } = await importSips(world, '2025-09-08', [
      { ...A, kommun: 'Sundsvall', samtycke: 'Nej' },
      B,
    ]);
    expect(findings.find(({ code }) => code === 'DECISION_FACTS_CHANGED')).toMatchObject({
      severity: 'warning',
      row: 2,
      message:
        'Uppgifter som ett beslut vilar på har ändrats: Kommun, Samtycke. Klassen är kvar som beslutad.',
    });
    const now = await explain(world, 'S-1', '2025-09-08');
    expect([now.class, now.rule.code]).toEqual(['move-outside-vardtillfalle', 'SIP_DECIDED']);
    expect(now.also.find(({ code }) => code === 'SIP_DECISION_OUTDATED')?.reason).toBe(
      'Uppgifter har ändrats sedan beslutet 2025-09-02 (Kommun, Samtycke). Klassen är kvar som beslutad; pröva beslutet igen.',
    );
    expect(alsoOf(await explain(world, 'S-1', '2025-09-07'))).not.toContain('SIP_DECISION_OUTDATED');
    const [kept] = rowsOf<{ class: string }>(world, "SELECT class FROM sip WHERE key = 'S-1'");
    expect(kept?.class).toBe('move-outside-vardtillfalle');
  });

  it.each(['vasternorrland-2025', 'ostergotland-link', 'stockholm-enhetsvis'])(
    'that it is closed already holds until a later list has it open, and that is told (%s)',
    async (profile) => {
      const world = { cwd: newFolder() };
      await overgangDone(['init', '--profile', profile, '--as-of', '2025-04-28'], world);
      const sips = [{ ...A, kommun: '' }, B];
      await importSips(world, '2025-10-01', sips);
      const open = await explain(world, 'S-1', '2025-10-01');
      const decide = ['decide', 'S-1', '--as', 'closed', '--by', 'Ledaren', '--reason', 'Sedd i Prator'];
      await overgangDone([...decide, '--as-of', '2025-10-02'], world);
      expect((await explain(world, 'S-1', '2025-10-02')).rule.code).toBe('SIP_DECIDED');

      // The list of the day itself is what the decision was made with.
      const { findings } = await importSips(world, '2025-10-03', sips);
      expect(findings.find(({ code }) => code === 'DECIDED_CLOSED_LISTED')?.message).toBe(
        'Ärendet är beslutat som avslutat 2025-10-02, men listan har det som öppet: det räknas som öppet.',
      );
      const back = await explain(world, 'S-1', '2025-10-03');
      expect([back.class, back.rule.code]).toEqual([open.class, open.rule.code]);
      expect(alsoOf(back)).toContain('SIP_DECIDED_CLOSED_LISTED');
      expect((await explain(world, 'S-1', '2025-10-02')).class).toBe('closed');
      // The kept classes, which status counts by, say the same.
      const { sips: counted } = await overgangJson<{ sips: { closed: number; closedByWord: number } }>(
        ['status', '--as-of', '2025-10-03'],
        world,
      );
      expect([counted.closed, counted.closedByWord]).toEqual([0, 0]);
      const [kept] = rowsOf<{ class: string }>(world, "SELECT class FROM sip WHERE key = 'S-1'");
      expect(kept?.class).toBe(open.class);

      // Decided anew, with that list known, it holds again.
      await overgangDone([...decide, '--as-of', '2025-10-03'], world);
      expect((await explain(world, 'S-1', '2025-10-03')).rule.code).toBe('SIP_DECIDED');
    },
  );

  it('is flagged when the SIP turns out to be about somebody else, without saying who', async () => {
    const world = await decided();
    const { findings } = await importSips(world, '2025-09-08', [{ ...A, kommun: '', pnr: PNR.eva }, B]);
    expect(findings.find(({ code }) => code === 'DECISION_FACTS_CHANGED')?.message).toContain('Personnummer');
    const { stdout } = await overgang(['explain', 'S-1', '--as-of', '2025-09-08'], world);
    expect(stdout).toContain('SIP_DECISION_OUTDATED');
    for (const secret of SECRETS) expect(stdout).not.toContain(secret);
  });

  it('is flagged when a later list has open what was decided closed, once, and holds no longer', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [A, B]);
    for (const id of ['S-1', 'S-2'])
      for (const as of ['close-not-current', 'closed'])
        await overgangDone(['decide', id, '--as', as, '--reason', 'prov', '--as-of', '2025-09-02'], world);
    const codes = async (day: string, ...sips: ListedSip[]): Promise<readonly string[]> =>
      (await importSips(world, day, sips)).findings.map(({ code }) => code);
    // It was decided with the list of its day known; what a list has as closed is as it was decided.
    expect(await codes('2025-09-02', A, B)).not.toContain('DECIDED_CLOSED_LISTED');
    const { findings } = await importSips(world, '2025-09-08', [
      { ...A, kommun: 'Sundsvall' },
      { ...B, status: 'Avslutad' },
    ]);
    expect(findings.flatMap(({ code, row }) => (row === null ? [] : [[code, row]]))).toEqual([
      ['DECIDED_CLOSED_LISTED', 2],
    ]);
    expect(await codes('2025-09-15', A, { ...B, fas: 'Utvärdering' })).not.toContain('DECIDED_CLOSED_LISTED');
    const now = await explain(world, 'S-1', '2025-09-15');
    expect([now.class, alsoOf(now)]).toEqual(['move-outside-vardtillfalle', ['SIP_DECIDED_CLOSED_LISTED']]);
    expect(await codes('2025-09-22', { ...A, status: 'Avslutad' }, B)).not.toContain('DECIDED_CLOSED_LISTED');
    expect(alsoOf(await explain(world, 'S-1', '2025-09-22'))).toEqual([]);
  });

  it('stands where the list that it rests on is set aside: no list after that is held against it', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-08-25', [A, B]);
    await importSips(world, '2025-09-01', [{ ...A, kommun: '' }, B]);
    const decide = ['decide', 'S-1', '--as', 'move-outside-vardtillfalle', '--reason', 'prov'];
    await overgangDone([...decide, '--as-of', '2025-09-02'], world);
    await overgangDone(['undo', 'sip-2025-09-01.csv', '--yes', '--as-of', '2025-09-03'], world);
    const { findings } = await importSips(world, '2025-09-08', [{ ...A, kommun: 'Sundsvall' }, B]);
    expect(findings.map(({ code }) => code)).not.toContain('DECISION_FACTS_CHANGED');
    expect((await explain(world, 'S-1', '2025-09-08')).rule.code).toBe('SIP_DECIDED');
  });

  it('is told of once: not again by lists that change nothing more', async () => {
    const world = await decided();
    await importSips(world, '2025-09-08', [{ ...A, kommun: 'Sundsvall' }, B]);
    const same = await importSips(world, '2025-09-15', [{ ...A, kommun: 'Sundsvall' }, B]);
    const besides = await importSips(world, '2025-09-22', [
      { ...A, kommun: 'Sundsvall', fas: 'Förberedelse' },
      B,
    ]);
    expect(same.findings.map(({ code }) => code)).not.toContain('DECISION_FACTS_CHANGED');
    expect(besides.findings.find(({ code }) => code === 'DECISION_FACTS_CHANGED')?.message).toContain(
      'Kommun, Fas',
    );
  });

  it('is up to date again when the facts are back as they were', async () => {
    const world = await decided();
    await importSips(world, '2025-09-08', [{ ...A, kommun: 'Sundsvall' }, B]);
    await importSips(world, '2025-09-15', [{ ...A, kommun: '' }, B]);
    expect(alsoOf(await explain(world, 'S-1', '2025-09-15'))).toEqual(['SIP_WITHOUT_KOMMUN']);
  });

  it('made anew rests on the new facts', async () => {
    const world = await decided();
    await importSips(world, '2025-09-08', [{ ...A, kommun: 'Sundsvall' }, B]);
    await overgangDone(
      ['decide', 'S-1', '--as', 'close-not-current', '--reason', 'Prövat igen', '--as-of', '2025-09-09'],
      world,
    );
    const now = await explain(world, 'S-1', '2025-09-09');
    expect([now.class, alsoOf(now)]).toEqual(['close-not-current', []]);
  });
});

describe('a person who perhaps has the same SIP under a new number', () => {
  it('is told of in the newest list alone: by an older one nothing is gone', async () => {
    const world = await emptyRegister();
    const EVA = { 'SIP-id': 'SIP-2', who: 'eva' } as const;
    const renewed = { 'SIP-id': 'SIP-9' } as const;
    const told = async (day: string, ...rows: readonly SmallRow<'sip'>[]): Promise<boolean> =>
      (await importList(world, 'sip', day, rows)).findings.some(({ code }) => code === 'PERSON_RENEWED');
    await told('2025-09-15', {}, EVA);
    await told('2025-09-22', EVA);
    expect(await told('2025-09-18', renewed, EVA)).toBe(false);
  });
});
