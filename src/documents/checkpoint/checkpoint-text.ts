import type { BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import { CHECKPOINT_KINDS } from '../../domain/checkpoints/checkpoint.ts';
import type {
  CreatedCheckpoint,
  ListedCheckpoint,
  VerifiedFolder,
} from '../../domain/checkpoints/checkpoint-models.ts';
import type { Paint } from '../kit/paint.ts';
import { count, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** How many problems are shown one by one; all with --json. */
const SHOWN = 40;

const at = (instant: string): string => instant.replace('T', ' kl. ');

/** A checksum over two lines, so that it can be read and compared on 80 columns. */
function inTwo(hash: string, indent: string): string {
  return hash.length <= 64 ? hash : `${hash.slice(0, 64)}\n${indent}${hash.slice(64)}`;
}

/** What was made, and the two hashes to write down. */
export function createdText(
  { data, sealed, missingSources }: CreatedCheckpoint,
  folder: string,
  paint: Paint,
  width: number,
): string {
  const {
    counts,
    openExceptions,
    datedAhead = [],
    lateAnswers = [],
    kind,
    checkpoint,
    sources,
    gates,
  } = data;
  const notReady = gates.filter(({ ok, waiver }) => !ok && waiver === null);
  const lines = [
    paint.bold(`${checkpoint}  ${CHECKPOINT_KINDS[kind]} ${at(data.effectiveAt)}`),
    wrap(`${data.statement} (${data.by}${data.role === null ? '' : `, ${data.role}`})`, width),
    '',
    `Öppna SIP:ar            ${count(counts.sips.open)}`,
    `Öppna vårdtillfällen    ${count(counts.vardtillfallen.open)}`,
    `Öppna undantag i allt   ${count(openExceptions.length)}`,
    ...(lateAnswers.length === 0 ? [] : [`Sent inlämnade svar     ${count(lateAnswers.length)}`]),
    ...(datedAhead.length === 0
      ? []
      : [`Daterat framåt          ${count(datedAhead.length)} (räknas inte i siffrorna)`]),
    `Listor                  ${count(sources.length)}`,
    ...(gates.length === 0
      ? []
      : [`Villkor som inte är klara  ${count(notReady.length)} av ${count(gates.length)}`]),
    ...(missingSources.length === 0
      ? []
      : [
          '',
          paint.notice(
            'De här listorna fanns inte i mappen och följer inte med (deras kontrollsummor gör det):',
          ),
          ...missingSources.map(({ sourceNo, fileName }) => `  ${sourceNo}  ${fileName}`),
        ]),
    '',
  ];
  if (sealed === null) return [...lines, 'Provkörning: inget är skrivet.'].join('\n');
  return [
    ...lines,
    `Skriven i ${folder}: ${some(sealed.files, 'fil')}.`,
    `Händelse ${sealed.seq}, sha256:`,
    `  ${sealed.hash}`,
    'Mappens manifest, sha512 av tagmanifest-sha512.txt:',
    `  ${inTwo(sealed.manifestSha512, '  ')}`,
    wrap(
      'Skriv upp dem på det underskrivna intyget (data/intyg.html): de visar även den som skrivit om hela mappen.',
      width,
    ),
    ...(kind === 'read-only'
      ? [
          '',
          wrap(
            `Registret är låst för ${data.source} från ${data.effectiveOn}. Det hävs med "overgang checkpoint unlock".`,
            width,
          ),
        ]
      : []),
  ].join('\n');
}

export function listedText(checkpoints: readonly ListedCheckpoint[], paint: Paint, width: number): string {
  if (checkpoints.length === 0) return 'Registret har inga kontrollpunkter.';
  const blocks = checkpoints.map((one) =>
    [
      paint.bold(`${one.checkpoint}  ${CHECKPOINT_KINDS[one.kind]} ${at(one.effectiveAt)}`) +
        (one.isLocking ? paint.notice('  låser registret') : '') +
        (one.isPseudonymised ? '  utan personuppgifter' : ''),
      `  ${wrap(`${one.statement} (${one.by})`, width - 2, '  ')}`,
      `  Öppna SIP:ar: ${count(one.openSips)}. Händelse ${one.head.seq}:`,
      `    ${one.head.hash}`,
      ...(one.manifestSha512 === null
        ? [paint.bad('  Mappen blev aldrig färdig.')]
        : ['  Manifest:', `    ${inTwo(one.manifestSha512, '    ')}`]),
    ].join('\n'),
  );
  return [
    ...blocks,
    checkpoints.some(({ isLocking }) => isLocking) ? 'Registret är låst.' : 'Registret är inte låst.',
  ].join('\n\n');
}

const SIGNATURES = {
  none: 'Ingen underskrift följer med.',
  good: 'Underskriften är gjord över mappens manifest. Vems den är prövas så här:',
  bad: 'Underskriften stämmer inte.',
  'not-checked':
    'En underskrift följer med, men ssh-keygen finns inte här: den är inte prövad. Så prövas den:',
} as const;

/** What was checked, what is wrong and where; and what no check of the folder alone can see. */
export function verifiedText(folders: readonly VerifiedFolder[], paint: Paint, width: number): string {
  const blocks = folders.map(({ folder, files, checkpoint, problems, warnings }) => {
    const title =
      checkpoint === null
        ? folder
        : `${folder}: ${checkpoint.id}, ${CHECKPOINT_KINDS[checkpoint.kind]} ${at(checkpoint.effectiveAt)}`;
    const told = (list: readonly BagProblem[]): readonly string[] => [
      ...list.slice(0, SHOWN).map(({ where, what }) => `  ${wrap(`${where}: ${what}`, width - 4, '    ')}`),
      ...(list.length > SHOWN ? [`  … och ${count(list.length - SHOWN)} till (alla med --json)`] : []),
    ];
    return [
      paint.bold(title),
      problems.length === 0
        ? paint.good(`Hel: ${some(files, 'fil')}.`)
        : paint.bad(`INTE HEL: ${count(problems.length)} fel.`),
      ...told(problems),
      ...(warnings.length === 0 ? [] : ['Anmärkningar:', ...told(warnings)]),
      ...(checkpoint === null
        ? ['Det är en BagIt-mapp men ingen läsbar kontrollpunkt: bara formatet är prövat.']
        : [
            `Öppna SIP:ar: ${count(checkpoint.openSips)}.`,
            wrap(SIGNATURES[checkpoint.signature], width),
            ...(checkpoint.signatureCommand === null
              ? []
              : [`  ${wrap(checkpoint.signatureCommand, width - 4, '    ')}`]),
            `Loggens huvud, händelse ${checkpoint.head.seq}:`,
            `  ${checkpoint.head.hash}`,
            'Manifest:',
            `  ${inTwo(checkpoint.manifestSha512, '  ')}`,
          ]),
    ].join('\n');
  });
  const limit = wrap(
    'Den som har skrivit om hela mappen kan ha räknat nya kontrollsummor. Jämför manifestet med det på det underskrivna intyget, i nästa kontrollpunkt eller i "overgang checkpoint list".',
    width,
  );
  return [...blocks, ...(folders.some(({ checkpoint }) => checkpoint !== null) ? [limit] : [])].join('\n\n');
}
