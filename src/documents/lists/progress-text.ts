import { count, some } from '../../domain/words/counted.ts';

interface Progress {
  readonly rows: number;
  /** How many there are; null where that is not known. */
  readonly ofRows: number | null;
  readonly elapsedMs: number;
}

/** Work shorter than this is not measured: the first rows say little of the rest. */
const SOON_MS = 2_000;
const MS_PER_SECOND = 1_000;
const SECONDS_PER_MINUTE = 60;

/** How far the reading of a list has come; after two seconds also the share, and how long is left. */
export function progressText({ rows, ofRows, elapsedMs }: Progress): string {
  if (ofRows === null || elapsedMs < SOON_MS || rows === 0) return some(rows, 'rad');
  const percent = Math.min(100, Math.floor((rows / ofRows) * 100));
  return `${count(rows)} av ${some(ofRows, 'rad')} (${percent} %), ${leftText((elapsedMs / rows) * (ofRows - rows))}`;
}

/** How far the opening of a workbook has come, by the share of it that has been read: its rows come when all of it has. */
export function openingText({
  share,
  elapsedMs,
}: {
  readonly share: number;
  readonly elapsedMs: number;
}): string {
  if (elapsedMs < SOON_MS || share === 0) return OPENING;
  return `${OPENING} (${Math.floor(share * 100)} %), ${leftText((elapsedMs / share) * (1 - share))}`;
}

const OPENING = 'öppnar arbetsboken';

function leftText(leftMs: number): string {
  const seconds = Math.ceil(leftMs / MS_PER_SECOND);
  if (seconds <= 0) return 'strax klart';
  return seconds < SECONDS_PER_MINUTE
    ? `ungefär ${seconds} s kvar`
    : `ungefär ${Math.ceil(seconds / SECONDS_PER_MINUTE)} min kvar`;
}
