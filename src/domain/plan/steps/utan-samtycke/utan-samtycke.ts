import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const utanSamtycke = step({
  id: 'utan-samtycke',
  of: 'sip',
  title: 'Utan samtycke – SIP:ar som inte startas i {target}',
  takes: ['end-without-consent'],
  owner: byResponsibleParty,
  role: 'Samordningsansvarig.',
  milestone: 'sipar',
  due: { deadline: 'allSipsClosed', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.role,
    sip.reason,
    about.remark,
    answer.status,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting: utan samtycke startas inget ärende, och ett återtaget samtycke avslutar ärendet.'],
  inSource: ['Avsluta SIP:en i {source}.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  traps: ['Ett nekat samtycke kan inte ersättas av menprövning.'],
  groups: true,
  source:
    '004, Samtycke: ”Om personen inte samtycker till planeringen, startas inte i Cosmic Link”; Avsluta: ”Personen återtar sitt samtycke”',
});
