/**
 * A regular expression that is made when it is first asked for, and kept. One that knows every letter (`\p{L}`) takes a
 * tenth of a millisecond and more to make, and every command would make all of them when it starts.
 */
export function late(make: () => RegExp): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= make());
}
