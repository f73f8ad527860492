import type { Readable, Writable } from 'node:stream';

/** Where somebody sits: what is typed there, and what is drawn. */
export interface Screen {
  readonly input: Readable;
  readonly output: Writable;
}

export interface Prompts {
  /** @returns null where somebody went back */
  readonly oneOf: <T>(
    asks: string,
    options: readonly { readonly value: T; readonly label: string }[],
    first?: T,
  ) => Promise<{ readonly chosen: T } | null>;
  readonly several: (asks: string, options: readonly string[]) => Promise<readonly string[] | null>;
  readonly text: (asks: string, initial: string) => Promise<string | null>;
  readonly yes: (asks: string) => Promise<boolean | null>;
}

/** So many that the question and its choices fit a terminal of 24 lines, with where the work stands above. */
const LINES = 9;

/** Questions in words, with the arrows. */
export async function openPrompts(screen: Screen): Promise<Prompts> {
  const { confirm, isCancel, multiselect, select, text } = await import('@clack/prompts');
  const on = { ...screen, withGuide: false };
  return {
    async oneOf(asks, options, first) {
      const at = options.findIndex(({ value }) => value === first);
      const chosen = await select({
        ...on,
        message: asks,
        options: options.map(({ label }, value) => ({ value, label })),
        initialValue: Math.max(at, 0),
        maxItems: LINES,
        showInstructions: false,
      });
      const option = isCancel(chosen) ? undefined : options[chosen];
      return option === undefined ? null : { chosen: option.value };
    },
    async several(asks, options) {
      const chosen = await multiselect({
        ...on,
        message: `${asks} (mellanslag väljer, Retur går vidare)`,
        options: options.map((value) => ({ value, label: value })),
        maxItems: LINES,
        required: false,
        showInstructions: false,
      });
      return isCancel(chosen) ? null : chosen;
    },
    async text(asks, initial) {
      const written = await text({
        ...on,
        message: asks,
        initialValue: initial,
        validate: (value) =>
          (value ?? '').trim() === '' ? 'Skriv något, eller tryck Esc för att gå tillbaka.' : undefined,
      });
      return isCancel(written) ? null : written.trim();
    },
    async yes(asks) {
      const answer = await confirm({
        ...on,
        message: asks,
        active: 'Ja',
        inactive: 'Nej',
        initialValue: false,
      });
      return isCancel(answer) ? null : answer;
    },
  };
}
