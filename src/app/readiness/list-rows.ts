import { parseReferenceCode } from '../../domain/identity/reference-code.ts';
import type { Cell } from '../../domain/readiness/cells.ts';
import { cellsIn } from '../../domain/readiness/cohort-members.ts';
import { cohortWithId } from '../../domain/readiness/cohorts.ts';
import type { ListedCase } from '../../domain/readiness/listed-case.ts';
import type { Scope } from '../../domain/readiness/readiness.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { compareText } from '../../domain/words/compare-text.ts';
import { takeReadinessRows, type ReadinessOptions } from './take-readiness.ts';

/** Classes that few cases have: within a kommun they are told as one, so that no row shows a protected person. */
const TOLD_TOGETHER: readonly string[] = ['vardplan', 'protected', 'in-both-systems', 'needs-decision'];
const TOGETHER = 'behöver beslut eller särskild hantering';

/**
 * The cases behind a figure: exactly as many as it says, in the order of their references; no name, no personnummer.
 *
 * @throws UserError where the cohort is about a step and none is given
 */
export function listRows(
  register: Register,
  asOf: string,
  request: Pick<ReadinessOptions, 'since'> & { readonly cohort: string; readonly scope: Scope },
): readonly ListedCase[] {
  const cohort = cohortWithId(request.cohort);
  const { scope } = request;
  if (cohort.needsStep !== undefined && scope.step === undefined)
    throw new UserError('COHORT_NEEDS_STEP', { cohort: cohort.id });
  // ACCESS LOG: the rows that are shown are noted here, by src/app/log/log-access.ts.
  return rowsIn(takeReadinessRows(register, asOf, request), request);
}

/** The rows of a cohort within a scope, of cells that stand for one case each. */
export function rowsIn(
  cells: readonly Cell[],
  request: { readonly cohort: string; readonly scope: Scope },
): readonly ListedCase[] {
  const cohort = cohortWithId(request.cohort);
  const { scope } = request;
  return cellsIn(cells, cohort, scope)
    .map((cell) => listed(cell, isNarrow(scope)))
    .sort(
      (one, other) =>
        compareText(one.id ?? '', other.id ?? '') ||
        orderOf(one) - orderOf(other) ||
        compareText(one.reference, other.reference),
    );
}

const isNarrow = ({ kommun, part, unit }: Scope): boolean =>
  kommun !== undefined || part !== undefined || unit !== undefined;

const UNTOLD: NonNullable<Cell['shown']> = { reference: '', id: null, isProtected: false, why: '' };
const NOWHERE = { kommun: null, part: null, unit: null };
const placeOf = ({ kommun, part, unit }: Cell): Pick<Cell, 'kommun' | 'part' | 'unit'> => ({
  kommun,
  part,
  unit,
});

function listed(cell: Cell, isWithinKommun: boolean): ListedCase {
  const { kind, steps } = cell;
  const shown = cell.shown ?? UNTOLD;
  const className = 'class' in cell ? cell.class : null;
  const isToldTogether = className !== null && TOLD_TOGETHER.includes(className) && isWithinKommun;
  const isUnnamed = shown.isProtected && isWithinKommun;
  return {
    // A row asked for by kommun, part or unit says where: of a protected person it is counted, and not told which.
    reference: isUnnamed ? '–' : shown.reference,
    id: isUnnamed ? null : shown.id,
    kind,
    class: isToldTogether ? null : className,
    ...(shown.isProtected ? NOWHERE : placeOf(cell)),
    steps: isToldTogether ? [] : steps.map(({ step, state }) => ({ step, state })),
    why: isToldTogether ? TOGETHER : shown.why,
  };
}

/** V12 before V100. */
function orderOf({ reference }: ListedCase): number {
  const parsed = parseReferenceCode(reference);
  return parsed === null || parsed === 'wrong-check' ? 0 : parsed.number;
}
