import type { SipClass } from '../classification/classes.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { byResponsibleParty, named, step, type Step } from './step.ts';
import type { SipSubject } from './subject.ts';

const hasClass =
  (...classes: readonly SipClass[]) =>
  ({ classification }: SipSubject): boolean =>
    classes.includes(classification.class);

const untilSipsClosed = (profile: Profile): string => profile.deadlines.allSipsClosed;
const windowAndDeadlines = ({ deadlines, source }: Profile): string =>
  `Arbetsfönstret slutar ${deadlines.sipWindowEnds}; alla SIP:ar ska vara stängda ${deadlines.allSipsClosed} (vecka 41); ${source} blir skrivskyddat ${deadlines.readOnly}.`;

/** The steps that concern SIPs (seed 000, Steg 6 and Förberedelser), which every open SIP stands on exactly one of. */
export const SIP_STEPS: readonly Step[] = [
  step<'sip'>({
    id: '6',
    kind: 'sip',
    title: 'Steg 6 – Flytta aktuella SIP:ar till Lifecare SP',
    owner: byResponsibleParty,
    groups: true,
    takes: hasClass('move-with-vardtillfalle', 'move-outside-vardtillfalle'),
    deadline: (profile) => profile.deadlines.sipWindowEnds,
    deadlineText: windowAndDeadlines,
    inTarget: [
      'Skapa underlag för SIP med information hämtad från Prator. Grunduppgifter om patienten bör redan finnas (steg 1).',
      'Starta SIP:en som kolumnen ”Så här startas den” säger: ”Erbjud SIP” om patienten har ett pågående vårdtillfälle, annars ”Skapa en SIP utanför vårdtillfälle”.',
      'Fyll i samtycke, plan initierad av och samordningsansvarig.',
      'Kartläggning: ekonomi, fritid, kommunikation med mera.',
      'Skapa kallelse: välj mötesform och vad mötet avser för typ av SIP; agenda = initiativorsak från Prator; mottagare = alla som tackat ja i kallelsen i Prator; huvudmål från Prator. Delmål läggs till av övriga parter.',
    ],
    inSource: [
      'Gör en notering under ”Utvärdering och avslut av plan” om att SIP:en är överflyttad till Lifecare SP.',
      'Avsluta SIP:en i Prator när alla parter har flyttat över sin information.',
    ],
    traps: [
      'Den som skapar underlaget blir automatiskt samordningsansvarig: glöm inte att byta till rätt person, till exempel fast vårdkontakt.',
      'Datumet går att sätta bakåt i tiden om SIP-mötet redan är genomfört.',
      'Stäng inte i Prator innan alla parter är klara.',
    ],
    whenReadOnly: {
      traps: [
        'Den som skapar underlaget blir automatiskt samordningsansvarig: glöm inte att byta till rätt person, till exempel fast vårdkontakt.',
        'Datumet går att sätta bakåt i tiden om SIP-mötet redan är genomfört.',
      ],
      rows: 'En SIP som flyttas nu blir kvar som öppen i det gamla systemet. Den är ett känt undantag, som projektledningen har hand om.',
    },
    source: '000, Steg 6 – Samordningsansvarig flyttar över aktuella SIPar till Lifecare SP',
  }),
  step<'sip'>({
    id: 'stada',
    kind: 'sip',
    title: 'Städa – SIP:ar som troligen inte är aktuella',
    owner: byResponsibleParty,
    groups: true,
    takes: hasClass('close-not-current'),
    deadline: untilSipsClosed,
    deadlineText: windowAndDeadlines,
    inTarget: ['Ingenting: en SIP som inte är aktuell flyttas inte.'],
    inSource: [
      'Läs varför SIP:en föreslås. Samordningsansvarig avgör om den är aktuell; verktyget avgör inget.',
      'Är den inte aktuell: avsluta SIP-ärendet i Prator. Är den aktuell: svara ”Behöver hjälp” med en kommentar. Projektledningen ser svaret och för in beslutet med ”overgang decide”; då kommer den på listan för steg 6.',
    ],
    traps: ['Att en SIP saknar aktivitet betyder inte att behovet är borta.'],
    whenReadOnly: {
      title: 'SIP:ar som troligen inte är aktuella, öppna när läsläget kom',
      rows: 'Raderna är öppna undantag, som projektledningen beslutar om. Är en SIP ändå aktuell: svara ”Behöver hjälp” med en kommentar, så att projektledningen ser det.',
    },
    source:
      '000, Ärendegång 5: ”Ej aktuella SIPar avslutas i Prator”; Förberedelser: ”Fortsatt städa i Prator”',
  }),
  step<'sip'>({
    id: 'vardplan',
    kind: 'sip',
    title: 'Samordnade vårdplaner (inte SIP)',
    owner: named('Psykiatrin, utsedd samordnare'),
    takes: hasClass('vardplan'),
    deadline: untilSipsClosed,
    deadlineText: windowAndDeadlines,
    inTarget: ['Ta ställning till var den samordnade vårdplanen ska finnas. Den skapas inte som SIP.'],
    inSource: ['Avsluta ärendet i Prator när det är ordnat.'],
    whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
    traps: [
      'Öppen tvångsvård och öppen rättspsykiatrisk vård har samordnad vårdplan i stället för SIP (lag 2017:612 4 kap. 1 §).',
    ],
    source: 'Lag (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård 4 kap. 1 §',
  }),
  step<'sip'>({
    id: 'beslut',
    kind: 'sip',
    title: 'Beslut – SIP:ar som ingen kan flytta utan besked',
    owner: named('Projektledningen'),
    takes: hasClass('needs-decision'),
    deadline: (profile) => profile.deadlines.sipWindowEnds,
    deadlineText: windowAndDeadlines,
    inTarget: ['Ingenting förrän beslutet är fattat.'],
    inSource: [
      'Rätta det som saknas i Prator (part, kommun, enhet, samtycke, identitet) och ta ut listan på nytt, eller fatta ett beslut som förs in med ”overgang decide”.',
    ],
    traps: ['Ett nekat samtycke kan inte ersättas av menprövning.'],
    whenReadOnly: {
      rows: 'Raderna är öppna undantag. Projektledningen beslutar, och beslutet förs in med ”overgang decide”.',
    },
    source: 'domain §3: a named bucket of its own with an owner; nothing is guessed',
  }),
  step<'sip'>({
    id: 'skyddade',
    kind: 'sip',
    title: 'Skyddade personuppgifter – SIP:ar för utsedda handläggare',
    owner: named('Utsedda handläggare'),
    takes: (sip) => hasClass('protected')(sip) || (sip.isProtected && sip.classification.class !== 'closed'),
    deadline: (profile) => profile.deadlines.sipWindowEnds,
    deadlineText: windowAndDeadlines,
    inTarget: ['Hanteras av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
    inSource: ['Avsluta i Prator när ärendet är ordnat.'],
    whenReadOnly: { rows: 'Raderna är öppna undantag, som utsedd handläggare tar upp med projektledningen.' },
    traps: ['Lämna inte listan vidare. Slå inte upp adressen i andra system än nödvändigt.'],
    isGuarded: true,
    source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
  }),
  step<'sip'>({
    id: 'borttappade',
    kind: 'sip',
    title: 'Borttappade – SIP:ar som är borta ur Prator men inte syns i Lifecare SP',
    owner: byResponsibleParty,
    groups: true,
    takes: ({ lost }) => lost !== null,
    comparesSystems: true,
    deadline: (profile) => profile.deadlines.readOnly,
    deadlineText: windowAndDeadlines,
    inTarget: [
      'Sök upp patienten. Finns SIP:en: fyll i dagen i ”Finns i Lifecare SP”. Finns den inte: skapa den.',
    ],
    inSource: [
      'Se efter hur SIP:en avslutades, och om det står antecknat att den är överflyttad.',
      'Är den rätt avslutad utan att flyttas: svara ”Inte aktuell” med en kommentar. Det förs in med ”overgang decide”.',
    ],
    traps: [
      'Listan från Lifecare SP kan vara äldre än uttaget ur Prator: se efter innan en ny SIP skapas.',
      'Personen känns igen med sitt nummer. Är det olika i de två systemen ser SIP:en ut att saknas.',
    ],
    source:
      '000, Förberedelser: ”ALLA SIPar i Prator vara stängda (avslutats eller flyttats över till Lifecare)”; det som är varken eller (vår slutsats)',
  }),
];
