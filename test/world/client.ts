import type { Caller, Operations } from './caller.ts';
import { copyOf } from './copy.ts';

/**
 * Stands in for an SDK client without HTTP: `send(new XCommand(input))` calls operation X of the world.
 * Outputs are copied, so that no caller holds the world's own state.
 */
export function worldClient<Client>(operations: Operations, caller: Caller): Client {
  return {
    config: {},
    send: async (command: { constructor: { name: string }; input: unknown }) => {
      const name = command.constructor.name
        .replace(/Command$/, '')
        .replace(/^Transact(Write|Get)$/, 'Transact$1Items')
        .replace(/^(Put|Get|Delete|Update|BatchGet|BatchWrite)$/, '$1Item');
      const operation = operations[name];
      if (operation === undefined) throw new Error(`The world has no operation ${name}`);
      return copyOf(await operation(copyOf(command.input), caller));
    },
  } as Client;
}
