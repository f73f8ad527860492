import { escapeHtml } from '../kit/html.ts';

/** How a thing is drawn: a sign, a word and a line tell right from wrong, so that it reads without colour too. */
type Verdict = 'right' | 'wrong';
const SIGNS: Readonly<Record<Verdict, string>> = { right: '✓', wrong: '✗' };

const WIDTH = 190;
const GAP = 10;
const ROW = 19;
const PADDING = 6;

/** Half of a drawing: what it shows, and what is said under it. */
interface Half {
  readonly body: string;
  readonly height: number;
  readonly verdict: Verdict;
  readonly says: string;
}

/**
 * Two halves beside each other, right and wrong.
 *
 * @param label what the drawing says to who does not see it
 */
export function drawing(label: string, left: Half, right: Half): string {
  const height = Math.max(left.height, right.height);
  const halves = [left, right].map(
    (half, at) =>
      `<g transform="translate(${String(at * (WIDTH + GAP) + 3)} 3)">${half.body}<text x="${String(WIDTH / 2 - 3)}" y="${String(height + 17)}" text-anchor="middle" class="t-${half.verdict}">${SIGNS[half.verdict]} ${escapeHtml(half.says)}</text></g>`,
  );
  return `<svg viewBox="0 0 ${String(2 * WIDTH + GAP)} ${String(height + 28)}" role="img" aria-label="${escapeHtml(label)}">${halves.join('')}</svg>`;
}

/** A cell that is filled in. */
export function cell(text: string, verdict: Verdict, says: string): Half {
  const height = ROW + 2 * PADDING;
  return {
    ...{ height, verdict, says },
    body: `${rect(0, 0, WIDTH - 6, height, 'fill')}<text x="8" y="20">${escapeHtml(text)}</text>${verdict === 'wrong' ? `<path d="M0 ${String(height)} ${String(WIDTH - 6)} 0" class="strike"/>` : ''}`,
  };
}

/**
 * A little list: a head, and rows of a grey cell and two yellow ones.
 *
 * @param columns the columns that are marked, from and to
 */
export function list(
  rows: readonly (readonly [string, string, string])[],
  columns: readonly [number, number],
  verdict: Verdict,
  says: string,
): Half {
  const widths = [38, 58, 88] as const;
  const starts = [0, 38, 96, 184] as const;
  const cells = rows.flatMap((row, y) =>
    row.map((text, x) => {
      const kind = y === 0 ? 'head' : x === 0 ? 'lock' : 'fill';
      return `${rect(starts[x] ?? 0, y * ROW, widths[x] ?? 0, ROW, kind)}<text x="${String((starts[x] ?? 0) + 6)}" y="${String(y * ROW + 14)}"${y === 0 ? ' class="b"' : ''}>${escapeHtml(text)}</text>`;
    }),
  );
  const [from, to] = [starts[columns[0]] ?? 0, starts[columns[1]] ?? 0];
  const height = rows.length * ROW;
  return {
    ...{ height, verdict, says },
    body: `${cells.join('')}${rect(from - 2, ROW - 2, to - from + 4, height - ROW + 4, `mark m-${verdict}`)}`,
  };
}

const rect = (x: number, y: number, width: number, height: number, of: string): string =>
  `<rect x="${String(x)}" y="${String(y)}" width="${String(width)}" height="${String(height)}" class="${of}"/>`;

export const DRAWING_STYLE = `
svg { width: 100%; height: auto; display: block; } svg text { font: 12.5px "Segoe UI", "Liberation Sans", Arial, sans-serif; fill: var(--ink); } svg .b, svg .t-right, svg .t-wrong { font-weight: 700; } svg .t-right { fill: var(--green); } svg .t-wrong { fill: var(--red); }
rect { stroke: var(--rule); stroke-width: 1; } rect.head { fill: var(--line); } rect.lock { fill: var(--grey); } rect.fill { fill: var(--fill); } rect.mark { fill: none; stroke-width: 3; } .m-right { stroke: var(--green); } .m-wrong { stroke: var(--red); stroke-dasharray: 6 4; } .strike { stroke: var(--red); stroke-width: 2.5; }
`;
