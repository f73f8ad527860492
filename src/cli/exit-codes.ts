/** What the program's exit code says; shown in the help, relied upon by scripts. */
export const EXIT_CODES = {
  done: { code: 0, text: 'klart' },
  no: { code: 1, text: 'kördes, och svaret är nej (felande rader, inte redo, konflikt)' },
  couldNotRun: { code: 2, text: 'kunde inte köras (kommando, fil, register)' },
  bug: { code: 70, text: 'fel i programmet' },
  interrupted: { code: 130, text: 'avbruten (Ctrl-C)' },
} as const;
