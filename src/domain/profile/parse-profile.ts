import type { z } from 'zod';
import { profileSchema, type Profile } from './profile-schema.ts';

/**
 * Checks a profile.
 *
 * @returns the profile, or every fault as `path: what is wrong`, in Swedish
 */
export function parseProfile(
  raw: unknown,
): { readonly profile: Profile } | { readonly faults: readonly string[] } {
  const parsed = profileSchema.safeParse(raw, { reportInput: true });
  return parsed.success ? { profile: parsed.data } : { faults: parsed.error.issues.flatMap(faultText) };
}

/** `kommuner[2].code: …`: zod's own Swedish is poor, so each kind of issue is put in words here. */
export function faultText(issue: z.core.$ZodIssue): readonly string[] {
  const place = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./u, '');
  const at = place === '' ? 'filen' : place;
  switch (issue.code) {
    case 'invalid_type':
      return [
        `${at}: ${issue.input === undefined ? 'saknas' : `ska vara ${TYPE_NAMES[issue.expected] ?? issue.expected}`}`,
      ];
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${at}: okänd uppgift ”${key}”`);
    case 'invalid_value':
      return [`${at}: ska vara ${issue.values.map(String).join(', ')}`];
    case 'invalid_format':
      return [`${at}: har fel form${issue.format === 'date' ? ' (dag skrivs ÅÅÅÅ-MM-DD)' : ''}`];
    case 'too_small':
      return [`${at}: är för kort eller för litet`];
    case 'too_big':
      return [`${at}: är för långt eller för stort`];
    case 'custom':
      return [`${at}: ${issue.message}`];
    default:
      return [`${at}: är fel`];
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'ett tal',
  int: 'ett heltal',
  array: 'en lista',
  object: 'ett objekt',
  record: 'ett objekt',
  boolean: 'true eller false',
};
