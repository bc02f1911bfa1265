import { AwsError } from '../../world/aws-error.ts';
import type { Caller, Operations } from '../../world/caller.ts';
import type { Clock } from '../../world/clock.ts';
import { type Archive, type Archives, archiveArn, defaultBusArn } from './archives.ts';
import { type Filters, oneFilter, type Page, page } from './list-page.ts';

interface Settings {
  readonly ArchiveName: string;
  readonly EventSourceArn: string;
  readonly EventPattern?: string;
  readonly Description?: string;
  readonly RetentionDays?: number;
}

/** Refuses a pattern that EventBridge would refuse. */
export type CheckPattern = (pattern: string, caller: Caller) => Promise<void>;

/** Archives of the default bus, as EventBridge answers. */
export function archiveOperations(archives: Archives, now: Clock, check: CheckPattern): Operations {
  return {
    CreateArchive: async (input: Settings, caller: Caller) => {
      if (input.EventSourceArn !== defaultBusArn(caller)) throw unknownBus(input.EventSourceArn);
      if (archives.find(caller, input.ArchiveName) !== undefined) {
        throw new AwsError(
          'ResourceAlreadyExistsException',
          `An archive with that name already exists: ${input.ArchiveName}`,
        );
      }
      if (input.EventPattern !== undefined) await check(input.EventPattern, caller);
      archives.add({
        ...caller,
        name: input.ArchiveName,
        arn: archiveArn(caller, input.ArchiveName),
        source: input.EventSourceArn,
        createdAt: now(),
        description: input.Description,
        pattern: input.EventPattern,
        retentionDays: input.RetentionDays ?? 0,
      });
      return summary(existing(archives, caller, input.ArchiveName), 'ArchiveArn');
    },
    UpdateArchive: async (input: Settings, caller: Caller) => {
      const archive = existing(archives, caller, input.ArchiveName);
      if (input.EventPattern !== undefined) await check(input.EventPattern, caller);
      archive.pattern = input.EventPattern ?? archive.pattern;
      archive.description = input.Description ?? archive.description;
      archive.retentionDays = input.RetentionDays ?? archive.retentionDays;
      return summary(archive, 'ArchiveArn');
    },
    DescribeArchive: ({ ArchiveName }: Settings, caller: Caller) => {
      const archive = existing(archives, caller, ArchiveName);
      return {
        ...summary(archive, 'ArchiveArn', 'ArchiveName'),
        ...counts(archive),
        Description: archive.description,
        EventPattern: archive.pattern,
      };
    },
    ListArchives: (input: Filters & Page, caller: Caller) => {
      oneFilter('ListArchives', input);
      const { NamePrefix = '', EventSourceArn, State } = input;
      const found = archives
        .of(caller)
        .filter(({ name, source }) => name.startsWith(NamePrefix) && (EventSourceArn ?? source) === source)
        .map((archive) => ({ ...summary(archive, 'ArchiveName'), ...counts(archive) }))
        .filter((archive) => (State ?? archive.State) === archive.State);
      return page('Archives', found, input);
    },
    DeleteArchive: ({ ArchiveName }: Settings, caller: Caller) => {
      archives.remove(existing(archives, caller, ArchiveName));
      return {};
    },
  };
}

function existing(archives: Archives, caller: Caller, name: string): Archive {
  const archive = archives.find(caller, name);
  if (archive === undefined)
    throw new AwsError('ResourceNotFoundException', `Archive ${name} does not exist.`);
  return archive;
}

function unknownBus(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Event bus ${arn} does not exist.`);
}

function summary(archive: Archive, ...names: readonly ('ArchiveArn' | 'ArchiveName')[]) {
  return {
    ...(names.includes('ArchiveArn') && { ArchiveArn: archive.arn }),
    ...(names.includes('ArchiveName') && { ArchiveName: archive.name }),
    State: 'ENABLED',
    CreationTime: archive.createdAt / 1000,
  };
}

function counts({ source, retentionDays, events }: Archive) {
  return {
    EventSourceArn: source,
    RetentionDays: retentionDays,
    EventCount: events.length,
    SizeBytes: events.reduce((bytes, event) => bytes + JSON.stringify(event).length, 0),
  };
}
