import type { Profile } from './profile-schema.ts';

/** Names that a region's lists have in their titles, and in the names of their files: of kommuner and systems. */
export const namesOfProfile = ({ kommuner, source, target, name }: Profile): readonly string[] => [
  source,
  target,
  name,
  ...kommuner.flatMap((kommun) => [kommun.name, ...kommun.aliases]),
];
