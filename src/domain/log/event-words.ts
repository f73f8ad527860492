/** Every type of event that the log can have, with the words that people read and may ask for (`log --type`). */
const EVENT_WORDS = {
  'register-created': 'registret skapat',
  'register-upgraded': 'registret uppgraderat',
  'profile-applied': 'profil ändrad',
  'register-sealed': 'registret förseglat',
  'register-restored': 'registret återställt',
  'register-copied': 'registret kopierat',
  'alteration-accepted': 'ändring godtagen',
  imported: 'lista inläst',
  'coverage-said': 'lista sagd vara hel',
  'import-held': 'lista hejdad',
  'control-totals': 'kontrollsummor sparade',
  'errors-written': 'rättningslista skriven',
  reclassified: 'omklassad',
  reopened: 'återöppnat',
  marked: 'händelse för hand',
  decided: 'beslut',
  'protection-decided': 'beslut om skydd',
  waived: 'undantag',
  'inbox-done': 'ur inkorgen',
  'not-counted': 'svar som inte räknas',
  'comment-released': 'kommentar släppt',
  'milestone-ticked': 'milstolpe avprickad',
  undone: 'ångrat',
  'worklist-issued': 'lista utlämnad',
  'contacts-imported': 'kontakter inlästa',
  'password-renewed': 'nytt lösenord',
  'slips-made': 'lösenordslappar gjorda',
  replied: 'återkoppling skriven',
  'conflicts-issued': 'konfliktlista utlämnad',
  returned: 'lista mottagen',
  answered: 'svar',
  'conflict-resolved': 'konflikt avgjord',
  shown: 'visat',
  'checkpoint-created': 'kontrollpunkt',
  'checkpoint-sealed': 'kontrollpunkt förseglad',
  unlocked: 'läsläge hävt',
  'rehearsal-started': 'övning påbörjad',
  gallrat: 'gallrat',
  'gallring-resumed': 'gallring fullföljd',
} as const;

export type EventType = keyof typeof EVENT_WORDS;

/** @param type as the log has it; one of a later version is told as it stands */
export const eventWord = (type: string): string =>
  Object.hasOwn(EVENT_WORDS, type) ? EVENT_WORDS[type as EventType] : type;
