import type { Classification } from '../classification/class-rule.ts';
import type { CaseClass } from '../classification/classes.ts';
import type { Profile } from '../profile/profile-schema.ts';

/**
 * The worklists of the cut-over: one entry a step. Each says which cases it takes, who owns it, what is done in
 * which system, what to watch out for, and by when. To add a step: one entry here; its columns name it in columns.ts.
 */
export interface StepCase {
  readonly kind: 'sip' | 'vardtillfalle';
  readonly classification: Classification<CaseClass>;
}

export interface Step {
  /** As it is written in `--step`. */
  readonly id: string;
  readonly kind: 'sip' | 'vardtillfalle';
  readonly title: string;
  /**
   * How the list is split: by the party's own rule in the profile (one per kommun or per unit), or one list for a
   * named owner.
   */
  readonly split: 'owner' | { readonly named: string };
  readonly takes: (item: StepCase) => boolean;
  readonly deadline: (profile: Profile) => string;
  readonly deadlineText: (profile: Profile) => string;
  readonly inSource: readonly string[];
  readonly inTarget: readonly string[];
  readonly traps: readonly string[];
  /** A list whose size tells of protected persons: its number is never shown below five. */
  readonly isGuarded?: true;
  readonly source: string;
}

const hasClass =
  (...classes: readonly CaseClass[]) =>
  ({ classification }: StepCase): boolean =>
    classes.includes(classification.class);

const untilSipsClosed = (profile: Profile): string => profile.deadlines.allSipsClosed;
const windowAndDeadlines = ({ deadlines, source }: Profile): string =>
  `Arbetsfönstret slutar ${deadlines.sipWindowEnds}; alla SIP:ar ska vara stängda ${deadlines.allSipsClosed} (vecka 41); ${source} blir skrivskyddat ${deadlines.readOnly}.`;

export const STEPS = [
  {
    id: '6',
    kind: 'sip',
    title: 'Steg 6 – Flytta aktuella SIP:ar till Lifecare SP',
    split: 'owner',
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
    source: '000, Steg 6 – Samordningsansvarig flyttar över aktuella SIPar till Lifecare SP',
  },
  {
    id: 'stada',
    kind: 'sip',
    title: 'Städa – SIP:ar som troligen inte är aktuella',
    split: 'owner',
    takes: hasClass('close-not-current'),
    deadline: untilSipsClosed,
    deadlineText: windowAndDeadlines,
    inTarget: ['Ingenting: en SIP som inte är aktuell flyttas inte.'],
    inSource: [
      'Läs varför SIP:en föreslås. Samordningsansvarig avgör om den är aktuell; verktyget avgör inget.',
      'Är den inte aktuell: avsluta SIP-ärendet i Prator. Är den aktuell: svara ”Fel mottagare” eller ”Behöver hjälp” med en kommentar, så kommer den på listan för steg 6.',
    ],
    traps: ['Att en SIP saknar aktivitet betyder inte att behovet är borta.'],
    source: '000, Ärendegång 5: ”Ej aktuella SIPar avslutas i Prator”; Förberedelser: ”Fortsatt städa i Prator”',
  },
  {
    id: 'vardplan',
    kind: 'sip',
    title: 'Samordnade vårdplaner (inte SIP)',
    split: { named: 'Psykiatrin, utsedd samordnare' },
    takes: hasClass('vardplan'),
    deadline: untilSipsClosed,
    deadlineText: windowAndDeadlines,
    inTarget: ['Ta ställning till var den samordnade vårdplanen ska finnas. Den skapas inte som SIP.'],
    inSource: ['Avsluta ärendet i Prator när det är ordnat.'],
    traps: ['Öppen tvångsvård och öppen rättspsykiatrisk vård har samordnad vårdplan i stället för SIP (lag 2017:612 4 kap. 1 §).'],
    source: 'Lag (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård 4 kap. 1 §',
  },
  {
    id: 'beslut',
    kind: 'sip',
    title: 'Beslut – SIP:ar som ingen kan flytta utan besked',
    split: { named: 'Projektledningen' },
    takes: hasClass('needs-decision'),
    deadline: (profile) => profile.deadlines.sipWindowEnds,
    deadlineText: windowAndDeadlines,
    inTarget: ['Ingenting förrän beslutet är fattat.'],
    inSource: [
      'Rätta det som saknas i Prator (part, kommun, enhet, samtycke, identitet) och ta ut listan på nytt,',
      'eller fatta ett beslut som förs in med ”overgang decide”.',
    ],
    traps: ['Ett nekat samtycke kan inte ersättas av menprövning.'],
    source: 'domain §3: a named bucket of its own with an owner; nothing is guessed',
  },
  {
    id: 'skyddade',
    kind: 'sip',
    title: 'Skyddade personuppgifter – SIP:ar för utsedda handläggare',
    split: { named: 'Utsedda handläggare' },
    takes: hasClass('protected'),
    deadline: (profile) => profile.deadlines.sipWindowEnds,
    deadlineText: windowAndDeadlines,
    inTarget: ['Hanteras av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
    inSource: ['Avsluta i Prator när ärendet är ordnat.'],
    traps: ['Lämna inte listan vidare. Slå inte upp adressen i andra system än nödvändigt.'],
    isGuarded: true,
    source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
  },
] as const satisfies readonly Step[];

export type StepId = (typeof STEPS)[number]['id'];

/** The steps as plain entries, for code that serves all of them. */
export const ALL_STEPS: readonly Step[] = STEPS;
