/**
 * What a file of settings can say, and the environment's variable that says the same. A path counts from the folder of
 * the file.
 */
export const SETTINGS = {
  register: { variable: 'OVERGANG_REGISTER', isPath: true, about: 'registret' },
  hsaId: { variable: 'OVERGANG_HSA_ID', isPath: false, about: 'ditt HSA-id' },
  testNumbers: { variable: 'OVERGANG_TEST_NUMBERS', isPath: true, about: 'listan över testnummer' },
} as const satisfies Record<
  string,
  { readonly variable: string; readonly isPath: boolean; readonly about: string }
>;

/** The file of a project, in the folder where the command is given. */
export const PROJECT_FILE = 'overgang.config.json';
