import type { Caller } from '../../world/caller.ts';
import type { EmittedEvent } from '../../world/load-balancers/event.ts';

export interface Archive {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly createdAt: number;
  description: string | undefined;
  /** Absent: everything. */
  pattern: string | undefined;
  /** 0: for ever. */
  retentionDays: number;
  readonly events: EmittedEvent[];
}

export interface Archives {
  add(archive: Omit<Archive, 'events'>): void;
  remove(archive: Archive): void;
  find(caller: Caller, name: string): Archive | undefined;
  byArn(arn: string): Archive | undefined;
  of(caller: Caller): Archive[];
}

/** What the archives of every account hold, by account, Region and name. */
export function createArchives(): Archives {
  const all = new Map<string, Archive>();
  return {
    add: (archive) => {
      all.set(archive.arn, { ...archive, events: [] });
    },
    remove: ({ arn }) => {
      all.delete(arn);
    },
    byArn: (arn) => all.get(arn),
    find: (caller, name) => all.get(archiveArn(caller, name)),
    of: ({ account, region }) =>
      [...all.values()].filter((archive) => archive.account === account && archive.region === region),
  };
}

export function archiveArn({ account, region }: Caller, name: string): string {
  return `arn:aws:events:${region}:${account}:archive/${name}`;
}

export function defaultBusArn({ account, region }: Caller): string {
  return `arn:aws:events:${region}:${account}:event-bus/default`;
}
