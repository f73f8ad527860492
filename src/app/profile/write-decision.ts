import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { writeFileAtomically } from '../../files/put/atomic-write.ts';

/** Writes what follows of a changed profile as a page, whole or not at all. */
export async function writeDecision(
  file: string,
  consequences: ProfileConsequences,
  profile: Profile,
  { isDone, force }: { readonly isDone: boolean; readonly force: boolean },
): Promise<void> {
  const { decisionHtml } = await import('../../documents/profile/decision-html.ts');
  await writeFileAtomically(file, decisionHtml(consequences, profile, { isDone }), { force });
}
