import { AwsError } from '../aws-error.ts';
import type { Caller, Operations } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { apiCallEvent } from './api-call-event.ts';
import type { Table } from './call.ts';
import type { EmittedEvent } from './event.ts';
import type { Identifiers } from './identifiers.ts';
import { tagEvent } from './tag-event.ts';
import type { Taggable } from './taggable.ts';

interface Recording<State> {
  readonly apiVersion: string;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly emit: (event: EmittedEvent) => void;
  readonly stateOf: (caller: Caller) => State;
}

/** The operations of a table, each call that is no mere reading followed by the events that AWS would send. */
export function recorded<State>(recording: Recording<State>, table: Table<State>): Operations {
  return Object.fromEntries(
    Object.entries(table).map(([name, operation]) => [
      name,
      (input: unknown = {}, caller: Caller) => call(recording, name, operation, input, caller),
    ]),
  );
}

function call<State>(
  { apiVersion, clock, identifiers, emit, stateOf }: Recording<State>,
  eventName: string,
  operation: Table<State>[string],
  input: unknown,
  { account, region }: Caller,
): unknown {
  const now = clock();
  const caller = { account, region };
  const changes: { resource: Taggable; keys: readonly string[] }[] = [];
  const run = () =>
    operation(input, {
      caller,
      now,
      identifiers,
      state: stateOf(caller),
      tagsChanged: (resource, keys) => changes.push({ resource, keys }),
    });
  if (eventName.startsWith('Describe')) return run();

  const common = { eventName, apiVersion, caller, now, input };
  try {
    const output = run();
    emit(apiCallEvent({ ...common, outcome: { output } }, identifiers));
    for (const { resource, keys } of changes) {
      // Listeners and rules send none that AWS documents.
      if (!resource.resourceType.startsWith('listener'))
        emit(tagEvent(resource, keys, caller, now, identifiers));
    }
    return output;
  } catch (error) {
    if (error instanceof AwsError) emit(apiCallEvent({ ...common, outcome: { error } }, identifiers));
    throw error;
  }
}
