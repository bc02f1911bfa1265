export interface KubernetesAnswer {
  readonly status: number;
  readonly body: string;
}

/** GET of a path with its query at one API server. Rejects when no whole answer came in time. */
export type KubernetesGet = (path: string) => Promise<KubernetesAnswer>;
