import * as answer from '../../../answers/answer-columns.ts';
import * as decision from '../../../answers/decision-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const stada = step({
  id: 'stada',
  of: 'sip',
  title: 'Städa – SIP:ar som troligen inte är aktuella',
  takes: ['close-not-current'],
  owner: byResponsibleParty,
  milestone: null,
  due: { deadline: 'allSipsClosed', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.role,
    sip.reason,
    about.remark,
    sip.phase,
    sip.changed,
    answer.status,
    decision.stillCurrent,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting: en SIP som inte är aktuell flyttas inte.'],
  inSource: [
    'Läs varför SIP:en föreslås. Samordningsansvarig avgör om den är aktuell; verktyget avgör inget.',
    'Är den inte aktuell: avsluta SIP-ärendet i {source}. Är den aktuell: svara Ja i ”Ändå aktuell”. Då kommer den på listan för steg 6.',
  ],
  traps: ['Att en SIP saknar aktivitet betyder inte att behovet är borta.'],
  whenReadOnly: {
    title: 'SIP:ar som troligen inte är aktuella, öppna när läsläget kom',
    rows: 'Raderna är öppna undantag, som projektledningen beslutar om. Är en SIP ändå aktuell: svara Ja i ”Ändå aktuell”.',
  },
  groups: true,
  source:
    '000, Ärendegång 5: ”Ej aktuella SIPar avslutas i Prator”; Förberedelser: ”Fortsatt städa i Prator”',
});
