import { existsSync } from 'node:fs';
import { isServerAddress } from '../../register/engine/register-name.ts';
import type { Situation, WorkSoFar } from '../../domain/guidance/situation.ts';
import { KINDS, KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { Register } from '../../register/file/register.ts';
import { newestWorklists } from '../../register/hand-outs/worklists.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { heldCells } from '../cases/answered-case.ts';
import { takeReadiness } from '../readiness/take-readiness.ts';
import { RETURNED } from '../worklists/apply-answers.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

/** Whether there is a register to open there. */
export const hasRegister = (path: string): boolean => isServerAddress(path) || existsSync(path);

/** How far the work of a register has come on a day. */
export function workSoFar({ db }: Register, asOf: string): WorkSoFar {
  const inForce = newestWorklists(db);
  const answered = new Set(
    eventsOfType(db, RETURNED).map(({ data }) => (JSON.parse(data) as { worklist?: string }).worklist),
  );
  return {
    hasSips: latestListOn(db, 'sip', asOf) !== null,
    handedOut: inForce.length,
    back: inForce.filter(({ worklistId }) => answered.has(worklistId)).length,
    held: heldCells(db).length,
  };
}

/** Where it stands, for somebody who asks what to do next. */
export function takeSituation(register: Register, asOf: string): Situation {
  const { db, profile } = register;
  const work = workSoFar(register, asOf);
  return {
    ...work,
    profile: profile.title,
    lists: KIND_NAMES.flatMap((kind) => {
      const exportedOn = latestListOn(db, kind, asOf);
      const { isDated } = KINDS[kind];
      return exportedOn === null
        ? []
        : [{ label: kindLabel(kind, profile), exportedOn: isDated ? exportedOn : null }];
    }),
    verdict: work.hasSips
      ? takeReadiness(register, asOf, { milestone: null, since: null, watermark: null }).verdict
      : null,
    steps: planOf(profile).steps.map(({ id, title }) => ({ code: id, label: title })),
  };
}
