import { checkpointSchema, type CheckpointStatement } from './checkpoint-schema.ts';

/** kontrollpunkt.json as it was written, or the place of its first fault. */
export function parseStatement(
  text: string,
): { readonly statement: CheckpointStatement } | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return { fault: 'filen är inte JSON' };
  }
  const parsed = checkpointSchema.safeParse(value);
  if (parsed.success) return { statement: parsed.data };
  return { fault: parsed.error.issues[0]?.path.join('.') ?? '' };
}
