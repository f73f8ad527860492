import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { profileDecision } from '../../domain/plan/profile-decision.ts';

const LATER = '2025-11-13';
const THERE = { dueOn: '2025-10-16', ok: false, value: 1188 };

const OWNERS = [
  'Hälsocentralen Hjortronet',
  'Medicinavdelning Mandelblom (Slutenvård (somatik))',
  'Kommun, Örnsköldsvik',
  'Hemsjukvården Nordanvinden',
];

/** A region's start put off by four weeks: each step has lists, 232 in all, of 134 recipients. */
export function aPutOffRegion(): ProfileConsequences {
  const { steps, gates } = planOf(PROFILE);
  const later = PROFILE.milestones.map((milestone) => ({ ...milestone, from: LATER, to: LATER }));
  const lists = Array.from({ length: 232 }, (_, at) => ({
    step: steps[at % steps.length]?.id ?? '',
    owner: `${OWNERS[(at % 134) % OWNERS.length] ?? ''} ${String(at % 134)}`,
    ...{
      isGuarded: false,
      hasOtherPlan: true,
      isRenamed: false,
      newOwner: null,
      rowsIn: 0,
      rowsChanged: 0,
      rowsOut: at % 70 === 3 ? 2 : 0,
      rowsHeld: at % 70 === 3 ? 2 : 0,
    },
  })).toSorted(
    (one, other) =>
      steps.findIndex(({ id }) => id === one.step) - steps.findIndex(({ id }) => id === other.step),
  );
  const numbered = lists.map((list, at) => ({ ...list, worklist: `AL-${String(at + 1).padStart(4, '0')}` }));
  return {
    ...{ from: 'a', to: 'b', asOf: '2025-09-29', members: [], warnings: [] },
    days: [...PROFILE.milestones.map(({ id, to }) => ({ name: id, from: to, to: LATER }))],
    classes: [{ kind: 'vardtillfalle', from: 'start-in-lifecare', to: 'finish-in-prator', cases: 2 }],
    gates: gates.map(({ id, title }) => ({
      ...{ id, title, before: THERE },
      after: { ...THERE, dueOn: LATER, value: 1186 },
    })),
    lists: numbered,
    firstLists: [],
    unitDays: [],
    inTarget: { sip: 4, vardtillfalle: 3 },
    decision: profileDecision(
      PROFILE,
      { ...PROFILE, milestones: later },
      {
        asOf: '2025-09-29',
        hadBefore: false,
        hasOtherDays: true,
        lists: numbered,
        firstLists: [],
        unitDays: [],
      },
    ),
    earlyAnswers: [{ step: steps[0]?.id ?? '', answers: 12 }],
  };
}
