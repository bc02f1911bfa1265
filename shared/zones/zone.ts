/** A hosted zone that the settings name. */
export interface Zone {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** Lower case, ASCII, no trailing dot. */
  readonly name: string;
  readonly private: boolean;
  /** The role to assume for a zone of another account. */
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
}
