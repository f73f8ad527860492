import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const HEADER =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle';

// Spelled as the lists of fixtures/region spell them.
const FIRST_NAMES = [
  'Rune',
  'Karin',
  'Nils',
  'Zeynep',
  'Maj-Britt',
  'Kerstin',
  'Ahmed',
  'Åsa',
  'Örjan',
  'Linnéa',
];
const SURNAMES = [
  'Lindqvist',
  'Näslund',
  'Edlund',
  'Hägg',
  'Byström',
  'Dahlén',
  'Sjödin',
  'Öhman',
  'Nordin',
  'Åström',
];
const KOMMUNER = [
  ['Sundsvall', 'Sundsvall', 'Sundsvalls kommun', '2281'],
  ['Härnösand', 'Härnösand', 'Härnösands kommun', '2280'],
  ['Örnsköldsvik', 'Örnsköldsvik', 'Ö-vik', '2284'],
  ['Sollefteå', 'Sollefteå', 'Sollefteå kommun', '2283'],
  ['Kramfors', 'Kramfors', 'KRAMFORS', '2282'],
  ['Timrå', 'Timrå', 'Timrå kommun', '2262'],
  ['Ånge', 'Ånge', 'Ånge kommun', '2260'],
];
const TREES = ['Björken', 'Eken', 'Granen', 'Linden', 'Rönnen', 'Tallen'];
const SEATS = [
  ['Primärvård', 'Hälsocentralen', ['Fast vårdkontakt', 'Läkare', 'Sjuksköterska']],
  ['Kommun', 'Biståndsenheten', ['Biståndshandläggare']],
  ['Kommun', 'LSS-boendet', ['Enhetschef', 'Arbetsterapeut']],
  ['Psykiatri', 'Psykiatriska mottagningen', ['Sjuksköterska', 'Läkare']],
];
const PHASES = [
  'Initiativ',
  'Kartläggning',
  'Kallelse till planering',
  'Genomförande',
  'Utvärdering och avslut av plan',
];

const DAY = 86_400_000;
const isoDay = (dayNumber) => new Date(dayNumber * DAY).toISOString().slice(0, 10);
const FIRST_BIRTH = Date.UTC(1925, 0, 1) / DAY;
const BIRTH_DAYS = Date.UTC(2015, 0, 1) / DAY - FIRST_BIRTH;
const EXPORTED = Date.UTC(2025, 8, 15) / DAY;

/** mulberry32: the same list every time. */
function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, one: (list) => list[below(list.length)], chance: (share) => next() < share };
}

function checkDigit(nineDigits) {
  let sum = 0;
  for (let at = 0; at < 9; at += 1) {
    const product = Number(nineDigits[at]) * (at % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/** Nobody: birth numbers 980–999 are Skatteverket's series for tests. */
function testPerson(random) {
  const birth = isoDay(FIRST_BIRTH + random.below(BIRTH_DAYS)).replaceAll('-', '');
  const number = 980 + random.below(20);
  return `${birth}-${number}${checkDigit(`${birth.slice(2)}${number}`)}`;
}

/** What lists are full of: the row is taken in, and remarked on. One column each. */
const MESSES = [
  (cells) => (cells[1] = `${cells[1].slice(0, -1)}${(Number(cells[1].at(-1)) + 1) % 10}`), // check digit
  (cells) => (cells[1] = ''),
  (cells) => (cells[3] = ''),
  (cells) => (cells[3] = 'Gävle'),
  (cells) => (cells[4] = ''),
  (cells) => (cells[6] = ''),
  (cells) => (cells[10] = '2025-02-30'),
  (cells) => (cells[11] = '15/9 2025'),
  (cells) => (cells[13] = 'Kanske'),
];
/** As a program writes a name in quotes, some of them with quotes of their own. */
const quoted = (name, random) => (random.chance(0.1) ? `"${name} ""(ny)"""` : `"${name}"`);

function row(id, random, isChanged, isQuoted) {
  const [name, ...spellings] = random.one(KOMMUNER);
  const [part, unit, roles] = random.one(SEATS);
  const started = EXPORTED - 1 - random.below(900);
  const changed = started + random.below(EXPORTED - started);
  const cells = [
    `SIP-${id}`,
    testPerson(random),
    `${random.one(FIRST_NAMES)} ${random.one(SURNAMES)}`,
    random.one(spellings),
    `${unit} ${random.one(TREES)} ${name}`,
    random.one(roles),
    part,
    'SIP',
    'Pågående',
    random.one(PHASES),
    isoDay(started),
    isoDay(isChanged ? EXPORTED + 1 : changed),
    random.chance(0.6) ? isoDay(Math.min(changed, started + 14)) : '',
    random.chance(0.9) ? 'Ja' : 'Nej',
    random.chance(0.005) ? 'Ja' : 'Nej',
    random.chance(0.1) ? `VT-${100_000 + random.below(900_000)}` : '',
  ];
  if (random.chance(0.05)) random.one(MESSES)(cells);
  if (isQuoted) cells[2] = quoted(cells[2], random);
  return cells.join(';');
}

/** 0, 1, 2 …, or the same numbers in any order. */
function order(count, random, isShuffled) {
  const numbers = Uint32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; isShuffled && at > 0; at -= 1) {
    const other = random.below(at + 1);
    [numbers[at], numbers[other]] = [numbers[other], numbers[at]];
  }
  return numbers;
}

const always = () => true;
const never = () => false;

/**
 * Writes a SIP list of persons that do not exist: UTF-8, `;`, 5 % messy rows, no quotes but in the rows that are to
 * have them. A later uttag keeps some of the same rows and changes some. Rows are told by their number.
 */
export async function writeLargeList(
  path,
  rows,
  { isShuffled = false, keeps = always, changes = never, quotes = never } = {},
) {
  const random = createRandom(20_250_915);
  const out = createWriteStream(path);
  let batch = [HEADER];
  for (const at of order(rows, random, isShuffled)) {
    const written = row(1_000_000 + at, random, changes(at), quotes(at));
    if (keeps(at)) batch.push(written);
    if (batch.length < 5_000) continue;
    if (!out.write(`${batch.join('\n')}\n`)) await once(out, 'drain');
    batch = [];
  }
  out.end(batch.length > 0 ? `${batch.join('\n')}\n` : '');
  await once(out, 'finish');
}
