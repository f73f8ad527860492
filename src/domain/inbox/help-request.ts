import { some } from '../words/counted.ts';
import { initialAndSurname } from '../identity/initials.ts';
import { groupBy } from '../words/group-by.ts';
import { compareSwedish } from '../words/swedish-order.ts';

/** A message that a unit can not acknowledge itself. */
export interface OwedMessage {
  readonly reference: string;
  readonly personId: string | null;
  readonly name: string | null;
  readonly birthYear: number | null;
}

/**
 * One text for all of a unit's messages: unit, "A Larsson, född 1938", nothing more of anybody. Two that would be called
 * the same are told apart by the reference of their message.
 *
 * Source: seed 000, Hjälp att kvittera: ”Ange aldrig hela personnummer!”
 *
 * @param to whom it is sent, and how: "central IT: ärende i Självservice"
 */
export function helpRequest(request: {
  readonly to: string;
  readonly unit: string;
  readonly contact: string | null;
  readonly source: string;
  readonly messages: readonly OwedMessage[];
}): string {
  const { to, unit, contact, source, messages } = request;
  const persons = [...groupBy(messages, ({ personId, reference }) => personId ?? reference).values()].flatMap(
    (group) => {
      const [first] = group;
      return first === undefined ? [] : [{ label: labelOf(first), group }];
    },
  );
  const isTwice = (label: string): boolean => persons.filter((one) => one.label === label).length > 1;
  const lines = persons
    .toSorted((one, other) => compareSwedish(one.label, other.label))
    .map(({ label, group }) => {
      const marks = [
        ...(isTwice(label) ? [group.map(({ reference }) => reference).join(', ')] : []),
        ...(group.length === 1 ? [] : [some(group.length, 'meddelande')]),
      ];
      return `- ${label}${marks.length === 0 ? '' : ` (${marks.join('; ')})`}`;
    });
  return [
    `Till ${to}.`,
    `Hjälp att kvittera i ${source}.`,
    `Enhet: ${unit}`,
    ...(contact === null ? [] : [`Enheten nås: ${contact}`]),
    'Patienter:',
    ...lines,
  ].join('\n');
}

const labelOf = ({ name, birthYear }: OwedMessage): string =>
  `${name === null ? 'Patient okänd' : initialAndSurname(name)}, född ${birthYear ?? 'okänt år'}`;
