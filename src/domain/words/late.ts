/**
 * What is made when it is first asked for, and kept: most often a regular expression. One that knows every letter (`\p{L}`) takes a
 * tenth of a millisecond and more to make, and every command would make all of them when it starts.
 */
export function late<Made extends object = RegExp>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
