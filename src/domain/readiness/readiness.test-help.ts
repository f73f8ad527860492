import { PROFILE } from '../classification/cases.test-help.ts';
import { kommunName } from '../profile/kommuner.ts';
import { addDays, dayNumber } from '../calendar/days.ts';
import { PARTS, termLabel } from '../kinds/terms.ts';
import { timelineOf } from '../timeline/timeline.ts';
import type { BurndownPoint, DeadlineForecast, Forecast, ScopeForecast } from '../forecast/forecast.ts';
import type { FigureRow, FigureTable, GateResult, Readiness, Scope } from './readiness.ts';
import { rowsCommand } from './rows-command.ts';

/**
 * A report with everything in it that a report can hold, of the region's size. Invented numbers, but for the three
 * totals that the region itself has told: 2,043 SIPs in April, 1,188 in September, 206 on 8 October.
 */
const AS_OF = '2025-10-08';

interface KommunNumbers {
  readonly kommun: string | null;
  readonly april: number;
  readonly september: number;
  readonly open: number;
  /** SIPs a working day: median and a slow tenth. */
  readonly pace: readonly [median: number, low: number] | null;
}

const KOMMUNER: readonly KommunNumbers[] = [
  { kommun: '2260', april: 57, september: 34, open: 6, pace: [4, 2] },
  { kommun: '2262', april: 131, september: 76, open: 0, pace: [13, 7] },
  { kommun: '2280', april: 268, september: 158, open: 9, pace: [24, 9.4] },
  { kommun: '2281', april: 690, september: 401, open: 112, pace: [36, 14.2] },
  { kommun: '2282', april: 165, september: 98, open: 8, pace: [15, 3] },
  { kommun: '2283', april: 215, september: 121, open: 21, pace: [16.5, 2.5] },
  { kommun: '2284', april: 512, september: 297, open: 47, pace: [41.5, 19] },
  { kommun: null, april: 5, september: 3, open: 3, pace: null },
];

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const nameOf = (kommun: string | null): string => kommunName(PROFILE, kommun);

const isWeekend = (day: string): boolean => (dayNumber(day) + 3) % 7 >= 5;

function workingDaysAfter(day: string, to: string): number {
  let days = 0;
  for (let next = addDays(day, 1); next <= to; next = addDays(next, 1)) if (!isWeekend(next)) days += 1;
  return days;
}

function dayAfterWork(days: number): string {
  let day = AS_OF;
  for (let left = Math.ceil(days); left > 0;) {
    day = addDays(day, 1);
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}

/** Attested closed at the end of the days of the window, as shares of what October's list confirms. */
const ATTESTED: readonly (readonly [day: string, share: number])[] = [
  ['2025-10-02', 0.09],
  ['2025-10-03', 0.31],
  ['2025-10-06', 0.62],
  ['2025-10-07', 0.94],
];

function pointsOf(april: number, september: number, open: number): readonly BurndownPoint[] {
  return [
    { day: '2025-04-28', open: april, attestedClosed: 0, isList: true },
    { day: '2025-09-15', open: september, attestedClosed: 0, isList: true },
    ...ATTESTED.map(([day, share]) => ({
      day,
      open: september,
      attestedClosed: Math.round((september - open) * share),
      isList: false,
    })),
    { day: AS_OF, open, attestedClosed: 0, isList: true },
  ];
}

function deadline(
  id: DeadlineForecast['id'],
  remaining: number,
  medianOn: string | null,
  pessimisticOn: string | null,
): DeadlineForecast {
  const day = PROFILE.deadlines[id];
  const workingDaysLeft = workingDaysAfter(AS_OF, day);
  const verdict =
    remaining === 0
      ? 'done'
      : medianOn === null || pessimisticOn === null
        ? 'unknown'
        : pessimisticOn <= day
          ? 'reached'
          : medianOn <= day
            ? 'likely'
            : 'missed';
  return {
    id,
    day,
    workingDaysLeft,
    neededPace: workingDaysLeft === 0 ? null : remaining / workingDaysLeft,
    chance: verdict === 'missed' ? 0.05 : verdict === 'likely' ? 0.7 : verdict === 'reached' ? 0.9 : null,
    verdict,
  };
}

function scopeForecast(
  label: string,
  kommun: string | null | undefined,
  { april, september, open, pace }: Omit<KommunNumbers, 'kommun'>,
): ScopeForecast {
  const medianOn = pace === null || open === 0 ? null : dayAfterWork(open / pace[0]);
  const pessimisticOn = pace === null || open === 0 ? null : dayAfterWork(open / pace[1]);
  return {
    label,
    kommun,
    remaining: open,
    points: pointsOf(april, september, open),
    pace:
      pace === null
        ? null
        : {
            recent: pace[0],
            best: pace[0] + 2,
            median: pace[0],
            low: pace[1],
            intervals: 6,
            workingDays: 117,
          },
    measuredOn: AS_OF,
    optimisticOn: medianOn,
    certainty: pace === null ? 'too-little-data' : pace[1] < 4 ? 'low' : 'medium',
    certaintyText:
      pace === null
        ? 'För lite data: ingen SIP har stängts sedan september.'
        : pace[1] < 4
          ? 'Låg: få SIP:ar, och takten varierar mycket mellan dagarna.'
          : 'Medel: sex mätta perioder, varav fyra i arbetsfönstret.',
    medianOn,
    pessimisticOn,
    deadlines: (['sipWindowEnds', 'allSipsClosed', 'readOnly'] as const).map((id) =>
      deadline(id, open, medianOn, pessimisticOn),
    ),
  };
}

function forecast(): Forecast {
  const sum = (key: 'april' | 'september' | 'open'): number => total(KOMMUNER.map((one) => one[key]));
  return {
    method: [
      'Takten är det antal SIP:ar som stängts per arbetsdag, netto, mellan två mätningar. Röda dagar och helger räknas inte.',
      'Medianen är takten en vanlig dag. Den långsamma takten är den som nio av tio mätta dagar har slagit.',
      'Datumen säger när den sista SIP:en stängs om takten håller i sig. De säger inget om varför den är som den är.',
    ],
    scopes: [
      scopeForecast('Hela regionen', undefined, {
        april: sum('april'),
        september: sum('september'),
        open: sum('open'),
        pace: [146, 61],
      }),
      ...KOMMUNER.map((one) => scopeForecast(nameOf(one.kommun), one.kommun, one)),
    ],
  };
}

/** Parts a whole number in whole numbers after weights; the last takes the rest. */
function parted(whole: number, weights: readonly number[]): readonly number[] {
  const sum = total(weights);
  let rest = whole;
  return weights.map((weight, at) => {
    const share = at === weights.length - 1 ? rest : Math.min(rest, Math.round((whole * weight) / sum));
    rest -= share;
    return share;
  });
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  '2260': ['Hälsocentralen Kantarellen', 'Hälsocentralen Tjärblomster', 'Biståndsenhet Lärkan, Ånge'],
  '2262': ['Hälsocentralen Månstenen', 'Hälsocentralen Snöstjärnan', 'Biståndsenhet Sädesärlan, Timrå'],
  '2280': [
    'Hälsocentralen Bärnstenen',
    'Hälsocentralen Kaprifolen',
    'Hälsocentralen Sjöhästen',
    'Biståndsenhet Tärnan, Härnösand',
    'Hemsjukvården Natt, Saltkråkan',
    'Psykiatrisk öppenvård Kompassrosen',
  ],
  '2281': [
    'Hälsocentralen Blåklockan',
    'Hälsocentralen Guldfisken',
    'Hälsocentralen Järneken',
    'Hälsocentralen Regnbågen Södra',
    'Hälsocentralen Regnbågen Norra',
    'Biståndsenhet Göken, Sundsvall',
    'Hemsjukvården Stenbiten',
    'Hemsjukvården Väderkvarnen',
    'Psykiatrisk öppenvård Ledstjärnan',
    'Medicinavdelning Albatross',
    'Medicinavdelning Bläckfisk',
    'Kirurgavdelning Cikoria',
    'Ortopedavdelning Delfin',
    'Strokeavdelning Enhörning',
    'Psykiatriavdelning Fenix',
    'Rättspsykiatriska avdelningen Hällristning',
  ],
  '2282': [
    'Hälsocentralen Flintan',
    'Hälsocentralen Ormbunken',
    'Biståndsenhet Domherren, Kramfors',
    'Hemsjukvården Timmerflotten',
    'Psykiatrisk öppenvård Klippkanten',
  ],
  '2283': [
    'Hälsocentralen Fjällripan',
    'Hälsocentralen Hjortronet',
    'Hälsocentralen Näckrosen',
    'Biståndsenhet Orren, Sollefteå',
    'Hemsjukvården Myrslätten',
    'Psykiatrisk öppenvård Älvstranden',
    'Medicinavdelning Jordgubbe',
    'Rehabavdelning Kaskelot',
  ],
  '2284': [
    'Hälsocentralen Fjärilen',
    'Hälsocentralen Granatäpplet',
    'Hälsocentralen Sjöjungfrun',
    'Hälsocentralen Åskmolnet',
    'Biståndsenhet Strandskatan, Örnsköldsvik',
    'Hemsjukvården Nordanvinden',
    'Hemsjukvården Sunnanvinden',
    'Psykiatrisk öppenvård Fyrljuset',
    'Medicinavdelning Mandelblom',
  ],
};

const SIP_COLUMNS = [
  { label: 'Öppna', cohort: 'open' },
  { label: 'Intygade', cohort: 'attested' },
  { label: 'Bekräftade', cohort: 'confirmed' },
  { label: 'Behöver beslut', cohort: 'needs-decision' },
] as const;

/** Open, attested, confirmed and in need of a decision: what a kommun's numbers make of them. */
function sipValues({ september, open }: KommunNumbers): readonly number[] {
  return [open, Math.round((september - open) * 0.06), september - open, Math.round(open * 0.12)];
}

function row(
  label: string,
  scope: Scope,
  values: readonly (number | null)[],
  more: Partial<FigureRow> = {},
): FigureRow {
  return { label, scope, values, isTotal: false, level: 0, ...more };
}

function columnSums(rows: readonly FigureRow[]): readonly number[] {
  const width = rows[0]?.values.length ?? 0;
  return Array.from({ length: width }, (_, at) =>
    total(rows.filter(({ level }) => level === 0).map(({ values }) => values[at] ?? 0)),
  );
}

function withTotal(rows: readonly FigureRow[]): readonly FigureRow[] {
  return [...rows, row('Totalt', {}, columnSums(rows), { isTotal: true })];
}

function tables(): readonly FigureTable[] {
  const perKommun = KOMMUNER.map((one) => row(nameOf(one.kommun), { kommun: one.kommun }, sipValues(one)));
  const whole = columnSums(perKommun);
  const perPart = whole.map((value) => parted(value, [352, 694, 60, 79]));
  return [
    {
      id: 'sip-kommun',
      title: 'SIP:ar per kommun',
      caption:
        'Efter patientens aktuella kommun. Intygade är stängda enligt inlämnade listor men står kvar i Prators senaste lista; bekräftade är borta ur den.',
      rowHeader: 'Kommun',
      columns: SIP_COLUMNS,
      rows: withTotal(perKommun),
    },
    {
      id: 'sip-part',
      title: 'SIP:ar per part',
      caption: 'Efter den part som har samordningsansvaret.',
      rowHeader: 'Part',
      columns: SIP_COLUMNS,
      rows: withTotal(
        PARTS.map((part, at) =>
          row(
            termLabel('part', part),
            { part },
            perPart.map((shares) => shares[at] ?? 0),
          ),
        ),
      ),
    },
    {
      id: 'sip-unit',
      title: 'SIP:ar per enhet',
      caption: 'Kommunen först, sedan dess enheter efter samordningsansvarigs enhet.',
      rowHeader: 'Kommun och enhet',
      columns: SIP_COLUMNS,
      rows: withTotal(
        KOMMUNER.flatMap((one) => {
          const values = sipValues(one);
          const units = UNITS[one.kommun ?? ''] ?? [];
          const shares = values.map((value) =>
            parted(
              value,
              units.map((_, at) => 9 - (at % 7)),
            ),
          );
          return [
            row(nameOf(one.kommun), { kommun: one.kommun }, values),
            ...units.map((unit, at) =>
              row(
                unit,
                { kommun: one.kommun, unit },
                shares.map((share) => share[at] ?? 0),
                { level: 1 },
              ),
            ),
          ];
        }),
      ),
    },
    {
      id: 'since-last',
      title: 'Sedan förra listan (2025-09-15)',
      caption: 'SIP:ar som tillkommit, lösts, står kvar eller är öppna igen efter att ha varit borta.',
      rowHeader: 'Kommun',
      columns: [
        { label: 'Nya', cohort: 'new' },
        { label: 'Lösta', cohort: 'resolved' },
        { label: 'Kvar', cohort: 'persisting' },
        { label: 'Öppna igen', cohort: 'reopened' },
      ],
      rows: withTotal(
        KOMMUNER.map(({ kommun, september, open }) => {
          const fresh = Math.round(open * 0.09);
          const reopened = open > 40 ? 2 : 0;
          const persisting = open - fresh - reopened;
          return row(nameOf(kommun), { kommun }, [fresh, september - persisting, persisting, reopened]);
        }),
      ),
    },
    {
      id: 'trapped',
      title: 'Instängda vårdtillfällen',
      caption:
        'Utskrivningsklara senast 2025-09-29 men kvar på sjukhus när läsläget närmar sig. Projektet måste besluta.',
      rowHeader: 'Kommun',
      columns: [{ label: 'Instängda', cohort: 'trapped' }],
      rows: withTotal([
        row('Sundsvall', { kommun: '2281' }, [4]),
        row('Örnsköldsvik', { kommun: '2284' }, [3]),
        row('Sollefteå', { kommun: '2283' }, [2]),
      ]),
    },
    {
      id: 'messages',
      title: 'Meddelanden som inte är kvitterade',
      caption:
        'Överflyttningens egna är de extrameddelanden som stegen 2–4 själva skapar. Alla ska kvitteras innan Prator kan stängas.',
      rowHeader: 'Mottagare',
      columns: [
        { label: 'Okvitterade', cohort: 'unacknowledged' },
        { label: 'Överflyttningens egna', cohort: 'unacknowledged-own' },
        { label: 'Äldre än 7 dagar', cohort: 'unacknowledged-old' },
      ],
      rows: withTotal([
        row('Kommun', { part: 'kommun' }, [118, 71, 23]),
        row('Primärvård', { part: 'primarvard' }, [94, 60, 11]),
        row('Slutenvård (somatik)', { part: 'slutenvard' }, [22, 9, 6]),
        row('Psykiatri (sluten/öppenvård)', { part: 'psykiatri' }, [17, 8, 3]),
      ]),
    },
    {
      id: 'control-totals',
      title: 'Kontrollsummor',
      caption:
        'Registrets antal den 15 september mot regionens egen tabell. Skillnader visas som de är och jämnas aldrig ut.',
      rowHeader: 'Part',
      columns: [
        { label: 'Enligt tabellen', cohort: null },
        { label: 'I registret', cohort: 'open-2025-09-15' },
        { label: 'Skillnad', cohort: null },
      ],
      rows: withTotal([
        row('Kommun', { part: 'kommun' }, [352, 355, 3]),
        row('Primärvård', { part: 'primarvard' }, [694, 694, 0]),
        row('Slutenvård (somatik)', { part: 'slutenvard' }, [60, 60, 0]),
        row('Psykiatri (sluten/öppenvård)', { part: 'psykiatri' }, [79, 77, -2]),
      ]),
    },
  ];
}

function gates(): readonly GateResult[] {
  const command = (cohort: string, scope: Scope = {}): string =>
    rowsCommand(cohort, scope, { asOf: AS_OF, since: null });
  const gate = (
    more: Partial<GateResult> & Pick<GateResult, 'id' | 'milestone' | 'title' | 'dueOn'>,
  ): GateResult => ({
    severity: 'blocking',
    ok: true,
    value: 0,
    threshold: 0,
    unit: 'SIP:ar',
    reasons: [],
    waiver: null,
    cohort: null,
    ...more,
  });
  return [
    gate({
      id: 'step-1-registered',
      milestone: 'steg-1',
      title: 'Alla brukare som ska registreras i förväg är registrerade',
      dueOn: '2025-09-29',
      ok: false,
      value: 12,
      unit: 'brukare som inte är registrerade',
      reasons: [
        {
          text: 'Sundsvall: 9 brukare är inte registrerade.',
          command: command('step-1-left', { kommun: '2281' }),
        },
        {
          text: 'Timrå: 3 brukare är inte registrerade.',
          command: command('step-1-left', { kommun: '2262' }),
        },
      ],
      waiver: {
        seq: 4127,
        gate: 'step-1-registered',
        reason: 'Privata aktörer i Sundsvall registreras när de har fått behörighet',
        by: 'P Exempel, projektledare',
        until: '2025-10-12',
      },
    }),
    gate({
      id: 'stays-started',
      milestone: 'steg-2',
      title: 'Alla inneliggande som ska flyttas är startade i Lifecare SP',
      dueOn: '2025-09-30',
      unit: 'vårdtillfällen som inte är startade',
    }),
    gate({
      id: 'stays-completed',
      milestone: 'steg-3',
      title: 'Primärvård och psykiatri har fyllt på sin information',
      dueOn: '2025-09-30',
      ok: false,
      value: 7,
      threshold: 5,
      unit: 'vårdtillfällen där svar saknas',
      reasons: [
        {
          text: 'Psykiatrisk öppenvård: 7 svar saknas.',
          command: command('answers-missing', { part: 'psykiatri' }),
        },
      ],
      waiver: {
        seq: 3980,
        gate: 'stays-completed',
        reason: 'Enheten fick sina konton först den 2 oktober',
        by: 'S Exempel, systemförvaltare',
        until: '2025-10-06',
      },
    }),
    gate({
      id: 'meetings-in-window',
      milestone: 'steg-6',
      title: 'Inga SIP-möten är bokade mitt i överflyttningen',
      dueOn: '2025-10-10',
      severity: 'warning',
      ok: false,
      value: 14,
      unit: 'möten i fönstret',
      reasons: [{ text: '14 SIP-möten är bokade 2–10 oktober.', command: command('meetings-in-window') }],
    }),
    gate({
      id: 'sips-decided',
      milestone: 'steg-6',
      title: 'Ingen SIP väntar på beslut',
      dueOn: '2025-10-10',
      ok: false,
      value: 24,
      reasons: [
        { text: '21 SIP:ar behöver beslut om kommun eller enhet.', command: command('needs-decision') },
        { text: '3 SIP:ar saknar kommun.', command: command('open', { kommun: null }) },
      ],
    }),
    gate({
      id: 'sips-closed',
      milestone: 'vecka-41',
      title: 'Alla SIP:ar i Prator är stängda när vecka 41 slutar',
      dueOn: '2025-10-12',
      cohort: 'open',
      ok: false,
      value: 206,
      unit: 'öppna SIP:ar i Prator',
      reasons: [
        { text: 'Sundsvall: 112 öppna.', command: command('open', { kommun: '2281' }) },
        { text: 'Örnsköldsvik: 47 öppna.', command: command('open', { kommun: '2284' }) },
        { text: 'Sollefteå: 21 öppna.', command: command('open', { kommun: '2283' }) },
        { text: 'Övriga: 26 öppna.', command: null },
      ],
    }),
    gate({
      id: 'sips-closed-read-only',
      milestone: 'laslage',
      title: 'Inga SIP:ar är öppna när Prator skrivskyddas',
      dueOn: '2025-10-16',
      cohort: 'open',
      ok: false,
      value: 206,
      unit: 'öppna SIP:ar i Prator',
      reasons: [{ text: 'Sundsvall: 112', command: command('open', { kommun: '2281' }) }],
    }),
    gate({
      id: 'messages-acknowledged',
      milestone: 'laslage',
      title: 'Alla meddelanden i Prator är kvitterade',
      dueOn: '2025-10-16',
      ok: false,
      value: 251,
      unit: 'meddelanden som inte är kvitterade',
      reasons: [
        {
          text: '148 av dem är överflyttningens egna extrameddelanden.',
          command: command('unacknowledged-own'),
        },
        { text: '43 är äldre än sju dagar.', command: command('unacknowledged-old') },
      ],
    }),
    gate({
      id: 'trapped-decided',
      milestone: 'laslage',
      title: 'Instängda vårdtillfällen har ett beslut',
      dueOn: '2025-10-16',
      ok: false,
      value: 9,
      unit: 'vårdtillfällen',
      reasons: [
        { text: '9 patienter är utskrivningsklara men kvar på sjukhus.', command: command('trapped') },
      ],
    }),
    gate({
      id: 'systems-agree',
      milestone: 'laslage',
      title: 'Prator och Lifecare SP stämmer med varandra',
      dueOn: '2025-10-16',
      ok: false,
      value: null,
      unit: 'avvikelser',
      reasons: [{ text: 'Ingen lista ur Lifecare SP är inläst efter den 1 oktober.', command: null }],
    }),
    gate({
      id: 'checkpoint-taken',
      milestone: 'arkivering',
      title: 'En kontrollpunkt är tagen efter läsläget',
      dueOn: '2025-10-23',
      severity: 'warning',
      ok: false,
      value: 1,
      unit: 'kontrollpunkt som saknas',
      reasons: [{ text: 'Ingen kontrollpunkt av slaget read-only finns.', command: null }],
    }),
  ];
}

/** Cases that a step concerns, and those done. */
const PROGRESS: Readonly<Record<string, readonly [done: number, planned: number]>> = {
  'steg-1': [1931, 1943],
  'steg-2': [64, 64],
  'steg-3': [57, 64],
  'steg-4': [64, 64],
  'steg-5': [38, 64],
  'steg-6': [982, 1188],
  'vecka-41': [982, 1188],
};

/** The report of 8 October, with what the test is about in its place. */
export function aReadiness(more: Partial<Readiness> = {}): Readiness {
  return {
    asOf: AS_OF,
    title: PROFILE.title,
    source: PROFILE.source,
    target: PROFILE.target,
    watermark: null,
    head: { seq: 4211, hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
    lists: [
      { kind: 'sip', label: 'SIP:ar ur Prator', exportedOn: '2025-10-08', ageDays: 0 },
      { kind: 'vardtillfalle', label: 'Vårdtillfällen ur Prator', exportedOn: '2025-10-08', ageDays: 0 },
      { kind: 'meddelande', label: 'Meddelanden ur Prator', exportedOn: '2025-09-29', ageDays: 9 },
      { kind: 'patient', label: 'Patienter ur Prator', exportedOn: '2025-09-15', ageDays: 23 },
      { kind: 'enhet', label: 'Enheter', exportedOn: null, ageDays: null },
      { kind: 'lcsp_sip', label: 'SIP:ar ur Lifecare SP', exportedOn: '2025-10-01', ageDays: 7 },
    ],
    since: { day: '2025-10-01', listOn: '2025-10-01' },
    verdict: 'not-ready',
    gates: gates(),
    tables: tables(),
    forecast: forecast(),
    timeline: timelineOf(PROFILE, AS_OF, ({ id }) => {
      const [done, planned] = PROGRESS[id] ?? [];
      return done === undefined || planned === undefined ? null : { done, planned };
    }),
    day: {
      time: null,
      behind: [],
      today: [],
      next: null,
      waiting: [],
      free: [],
      decisions: [],
      unticked: [],
      since: {
        from: '2025-10-07',
        returned: 3,
        imported: [],
        decided: 0,
        closed: 12,
        missing: 4,
        inbox: null,
      },
      heat: { columns: [], rows: [] },
    },
    isPublic: false,
    ...more,
  };
}

/** The same for readers outside: figures under five are left out. */
export function aPublicReadiness(): Readiness {
  const model = aReadiness({ isPublic: true });
  return {
    ...model,
    tables: model.tables.map((table) => ({
      ...table,
      rows: table.rows.map((one) => ({
        ...one,
        values: one.values.map((value) => (value !== null && value > 0 && value < 5 ? null : value)),
      })),
    })),
  };
}
