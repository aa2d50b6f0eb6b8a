/** The secret that identifies a persona. It must be unique in an API. */
export interface PersonaSecret {
  readonly persona: string;
  /** The member of personas.yaml with the secret. */
  readonly member: string;
  readonly secret: string;
  /** The API derives it from the persona's name, because the file has none. Default false. */
  readonly isMade?: boolean;
}
