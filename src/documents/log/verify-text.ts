import { CHECKS, type CheckId, type Verification } from '../../domain/verification/verification.ts';
import type { Paint } from '../kit/paint.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** How many problems of each check are shown one by one. */
const SHOWN = 20;

/** What a check of the register found, for a terminal: the answer first, and what no such check can see last. */
export function verifyText(verification: Verification, file: string, paint: Paint, width: number): string {
  const { ok, problems, checks, uncompared, head, seal } = verification;
  const say = (text: string): string => wrap(text, width - 2);
  const isWhole = problems.every(({ check }) => check === 'companions');
  const blocks = [
    ok
      ? uncompared.length === 0
        ? paint.good(paint.bold(say(`Registret ${file} är helt.`)))
        : paint.notice(paint.bold(say(`Inget fel finns i registret ${file}, men allt kunde inte jämföras.`)))
      : isWhole
        ? paint.bad(paint.bold(say(`Registret ${file} är helt, men inte dess nyckelfiler.`)))
        : paint.bad(paint.bold(say(`Registret ${file} är inte helt: ${count(problems.length)} fel.`))),
    (Object.keys(CHECKS) as CheckId[])
      .filter((check) => checks.includes(check) || uncompared.includes(check))
      .flatMap((check) => checkLines(verification, check, paint, width))
      .join('\n'),
  ];
  if (!isWhole && seal.state === 'none')
    blocks.push(
      say(
        'Skriv inget i registret. Visa det här för databasens förvaltare och för den som ansvarar för informationssäkerheten.',
      ),
    );
  if (!isWhole && seal.state !== 'none')
    blocks.push(
      say(
        'Skriv inget i registret. Återställ säkerhetskopian. Vet ni vad som har ändrat filen och vill behålla den: "overgang verify --accept --by VEM --reason TEXT".',
      ),
    );
  if (head !== null)
    blocks.push(
      `Loggens huvud, av ${some(head.events, 'händelse')}:\n  ${head.seq}:${paint.bold(head.hash)}`,
    );
  blocks.push(...waitingTexts(verification).map((text) => say(`${paint.notice('OBS')}   ${text}`)));
  if (seal.state === 'behind')
    blocks.push(
      say(
        `${paint.notice('OBS')}   Registret förseglades efter händelse ${seal.eventSeq}; en senare körning avbröts innan den hann. Sidorna kan inte jämföras förrän nästa kommando som skriver har förseglat på nytt.`,
      ),
    );
  if (seal.state === 'sealed' && uncompared.includes('statement'))
    blocks.push(
      say(
        `${paint.notice('OBS')}   Registret förseglades av en äldre version av programmet, och loggen anger inte förseglingen. Det gör nästa kommando som skriver.`,
      ),
    );
  if (seal.state === 'never')
    blocks.push(
      say(
        `${paint.notice('OBS')}   Registret är inte förseglat än: sidorna kan inte jämföras. Det förseglas av nästa kommando som skriver.`,
      ),
    );
  if (seal.state === 'none')
    blocks.push(
      say(
        `${paint.notice('OBS')}   Registret ligger på en server och har ingen försegling: där finns ingen fil. Den som äger det, eller förvaltar servern, kan skriva om allt. Det syns bara mot en kontrollpunkt, eller mot huvudet på en utskriven rapport: "overgang verify --head HUVUD".`,
      ),
    );
  else
    blocks.push(
      paint.dim(
        say(
          'Det här syns inte: att någon med det här programmet har skrivit om både register, logg och försegling, eller kortat loggen och förseglat på nytt. Det syns bara mot en kontrollpunkt, eller mot huvudet på en utskriven rapport: "overgang verify --head HUVUD".',
        ),
      ),
    );
  return blocks.join('\n\n');
}

const waitingTexts = ({ waiting = 0 }: Verification): readonly string[] =>
  waiting === 0
    ? []
    : [
        `${counted(waiting, 'visning', 'visningar')} som skedde medan någon annan skrev väntar på sin plats i loggen, och omfattas inte av dess huvud än.`,
      ];

function checkLines(
  { problems, uncompared }: Verification,
  check: CheckId,
  paint: Paint,
  width: number,
): readonly string[] {
  const own = problems.filter((problem) => problem.check === check);
  if (uncompared.includes(check)) return [`  ${paint.notice('–  ')}  ${CHECKS[check]}: kan inte jämföras`];
  if (own.length === 0) return [`  ${paint.good('ja ')}  ${CHECKS[check]}`];
  const rest = own.length - SHOWN;
  return [
    `  ${paint.bad('NEJ')}  ${CHECKS[check]}`,
    ...own
      .slice(0, SHOWN)
      .map(({ what, where }) => `       ${wrap(`${where}: ${what}`, width - 9, '         ')}`),
    ...(rest > 0 ? [`       … och ${count(rest)} till (alla med --json)`] : []),
  ];
}
