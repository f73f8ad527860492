import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import type { InboxEntry } from '../../domain/inbox/inbox.ts';
import type { InboxPage } from './inbox-html.ts';

export const anEntry = (id: string, reference: string, more: Partial<InboxEntry> = {}): InboxEntry => ({
  id,
  kind: 'decision',
  recipient: 'Projektledningen',
  ...{ kommun: null, part: null, unit: null, contact: null },
  references: [reference],
  step: 'beslut',
  list: 'AL-0174',
  since: null,
  dueOn: '2025-10-10',
  isLate: false,
  why: 'samtycke är nekat',
  isGuarded: false,
  settles: { how: 'Löses av ett beslut.', command: `overgang decide ${reference} --as KLASS --reason TEXT` },
  ...{ hasComment: false, texts: null },
  ...more,
});

/** As many decisions as a region has, for three reasons; what a unit is asked to do; a comment that was let out. */
export const anInbox = (): InboxPage => ({
  asOf: '2025-09-30',
  profile: PROFILE,
  entries: [
    ...Array.from({ length: 90 }, (_, at) =>
      anEntry(`K${String(at)}-RNQP`, `S${String(at)}-P`, {
        why: ['samtycke är nekat', 'kommun är inte angiven', 'roll saknas'][at % 3] ?? '',
      }),
    ),
    anEntry('SKYD-DADE', '', { references: [], isGuarded: true, recipient: 'Utsedda handläggare' }),
    anEntry('HBJM-LJBP', 'M6-D', {
      kind: 'acknowledge',
      recipient: 'Biståndsenhet Domherren, Örnsköldsvik',
      references: ['M6-D', 'M183-T', 'M287-Z'],
      texts: ['Hej!\nVi kommer inte åt de här meddelandena.'],
    }),
  ],
  watermark: 'ÖVNING',
});
