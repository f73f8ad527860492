import type { WorklistModel, WorklistRow } from './worklist-model.ts';

export function aRow(token: string, more: Partial<WorklistRow> = {}): WorklistRow {
  return {
    token,
    group: 'Hälsocentralen Björken',
    dueOn: '2025-10-10',
    cells: { ref: `SIP-${token}`, patient: 'Å Öberg', born: 1938, changed: '2025-09-15' },
    ...more,
  };
}

export function aWorklist(more: Partial<WorklistModel> = {}): WorklistModel {
  return {
    id: 'L6-0042',
    snapshotId: 'S-0007',
    title: 'Steg 6: flytta pågående SIP',
    subtitle: 'Sundsvall & Timrå',
    owner: 'Primärvården i Sundsvall',
    deadline: '2025-10-10',
    deadlineText: 'fredag 10 oktober 2025',
    environment: 'prod',
    environmentText: 'PRODUKTION',
    asOf: '2025-10-01',
    privacyNotice: 'Skicka inte som vanlig e-post.',
    watermark: null,
    instructions: [{ heading: 'I Lifecare SP', lines: ['Skapa underlag.', 'Ändra samordningsansvarig.'] }],
    groupHeader: 'Enhet',
    columns: [
      { key: 'ref', header: 'Referens', width: 12, kind: 'fact', format: 'text', pinned: true },
      { key: 'patient', header: 'Patient', width: 16, kind: 'fact', format: 'text', wrap: true },
      { key: 'born', header: 'Född', width: 6, kind: 'fact', format: 'text' },
      { key: 'changed', header: 'Senast ändrad', width: 12, kind: 'fact', format: 'date' },
      {
        key: 'status',
        header: 'Status',
        width: 14,
        kind: 'answer',
        format: 'choice',
        choices: ['Klar', 'Pågår', 'Inte aktuell'],
        settles: ['Klar', 'Inte aktuell'],
      },
      { key: 'doneOn', header: 'Datum', width: 12, kind: 'answer', format: 'date' },
      {
        key: 'comment',
        header: 'Kommentar',
        width: 30,
        kind: 'answer',
        format: 'text',
        note: 'Inga personnummer.',
      },
    ],
    rows: [aRow('a1'), aRow('a2'), aRow('b1', { group: 'Hemsjukvården Norra' })],
    footnotes: ['Referensen används i all kontakt.'],
    ...more,
  };
}

/** What a hostile or careless source may hold. */
export const HOSTILE = [
  '=HYPERLINK("http://x","y")',
  '+46 60 12 34 56',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\u001b[31mröd',
  'Lars\u202eson',
  '_x0041_',
  'a\ud800b',
  '<script>alert(1)</script>',
  '"; DROP',
  '</style>',
] as const;
