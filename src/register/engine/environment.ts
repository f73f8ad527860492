/** Variables of the environment that a connection to a server goes by, as the program was given them. */
export type Environment = Readonly<Record<string, string | undefined>>;
