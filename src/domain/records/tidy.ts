const isSpaceLike = (unit: number): boolean =>
  unit <= 0x20 ||
  unit === 0x7f ||
  unit === 0xa0 ||
  (unit >= 0x2000 && unit <= 0x200b) ||
  unit === 0xfeff ||
  unit === 0x1680 ||
  unit === 0x2028 ||
  unit === 0x2029 ||
  unit === 0x202f ||
  unit === 0x205f ||
  unit === 0x3000;

/** Text as it stands, without space (hard and zero-width space too) around it. */
export function tidy(text: string): string {
  // Asked of every cell: nearly all begin and end with a sign of ASCII that is seen.
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f) return text;
  let from = 0;
  let to = text.length;
  while (from < to && isSpaceLike(text.charCodeAt(from))) from += 1;
  while (to > from && isSpaceLike(text.charCodeAt(to - 1))) to -= 1;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}
