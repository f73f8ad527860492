import { MARK_NAMES } from '../../domain/answers/marks.ts';
import { CHECKPOINT_KINDS } from '../../domain/checkpoints/checkpoint.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { INBOX_KIND_NAMES } from '../../domain/inbox/inbox-kinds.ts';
import { gatedMilestones } from '../../domain/readiness/gates.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { NOT_PROTECTED } from '../../domain/tracking/tracking.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import type { RegisterWords } from '../../app/guidance/register-words.ts';
import { kindChoices, kommunChoices, partChoices, type Choice } from '../choices.ts';
import { stepChoices } from '../step-option.ts';
import type { Candidate, Candidates, ValuesOf } from './candidates.ts';
import { COMPLETION_SCRIPTS } from './scripts.ts';
import { ANY_SYSTEMS, fillLabels } from '../../domain/profile/fill-text.ts';

const plain = (values: readonly string[]): readonly Candidate[] =>
  values.map((value) => ({ value, about: '' }));
const ofChoices = (choices: readonly Choice<string>[]): readonly Candidate[] =>
  choices.map(({ code, spellings }) => ({ value: code, about: spellings[0] ?? '' }));

type Source = (words: RegisterWords | null, verb: string) => Candidates;

const profiles: Source = () => plain(Object.keys(SHIPPED_PROFILES));
const files: Source = () => 'files';
const NONE: Candidates = [];

/** By what stands for the value in the help. Nothing of a person is among them: ids are asked for, never offered. */
const SOURCES: Readonly<Record<string, Source>> = {
  fil: files,
  mapp: files,
  nyckelfil: files,
  profil: profiles,
  'namn|fil': profiles,
  kommun: (words) =>
    words === null
      ? NONE
      : kommunChoices(words.profile).map(({ code, spellings }) => ({
          value: spellings[0] ?? code,
          about: code,
        })),
  enhet: (words) => plain(words?.units ?? []),
  part: () => ofChoices(partChoices),
  steg: (words) => (words === null ? NONE : ofChoices(stepChoices(words.profile))),
  sort: (words, verb) => {
    if (verb === 'inbox') return plain(INBOX_KIND_NAMES);
    return verb === 'checkpoint create'
      ? plain(Object.keys(CHECKPOINT_KINDS))
      : ofChoices(kindChoices(words?.profile ?? ANY_SYSTEMS));
  },
  klass: (words) => {
    const ofSips = words === null ? SIP_CLASSES : planOf(words.profile).sipLabels;
    const labels = fillLabels({ ...ofSips, ...VARDTILLFALLE_CLASSES }, words?.profile ?? ANY_SYSTEMS);
    return [
      ...Object.entries(labels).map(([value, about]) => ({ value, about })),
      { value: NOT_PROTECTED, about: 'Inte den skyddade med samma namn' },
    ];
  },
  händelse: (words) => [
    ...plain(MARK_NAMES),
    ...(words?.profile.milestones ?? []).flatMap(({ id, title, ticked }) =>
      ticked === null ? [] : [{ value: id, about: title }],
    ),
  ],
  format: (_words, verb) =>
    plain(verb === 'readiness' ? ['terminal', 'html', 'xlsx', 'json'] : ['xlsx', 'html', 'csv']),
  milstolpe: (words) => (words === null ? NONE : plain(gatedMilestones(planOf(words.profile)))),
  villkor: (words) =>
    words === null ? NONE : planOf(words.profile).gates.map(({ id, title }) => ({ value: id, about: title })),
  uttag: (words) => imports(words),
  skal: () => plain(Object.keys(COMPLETION_SCRIPTS)),
};

const imports = (words: RegisterWords | null): Candidates =>
  (words?.imports ?? []).map(({ fileName, exportedOn }) => ({ value: fileName, about: exportedOn }));

/** @param words what a register at hand knows; asked for at most once, and null where there is none to read */
export function valuesWith(words: () => RegisterWords | null): ValuesOf {
  return (placeholder, verb) => {
    if (verb === 'undo' && !(placeholder in SOURCES)) return imports(words());
    return SOURCES[placeholder]?.(words(), verb) ?? NONE;
  };
}
