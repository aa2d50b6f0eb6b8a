/** What an API knows a persona by: no two may share it. */
export interface PersonaSecret {
  readonly persona: string;
  /** The member of personas.yaml that holds it. */
  readonly member: string;
  readonly secret: string;
  /** The file leaves it out, and the API makes it of the persona's name. Default false. */
  readonly isMade?: boolean;
}
