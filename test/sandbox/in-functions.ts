import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { followClock } from './clock/clock.ts';
import { DIE } from './faults/die.ts';

/**
 * Imported by Node in each process of a function, before the function. With a clock (`SANDBOX_CLOCK`, its file): the
 * function's own module, with the SDK in it, has the sandbox's time, and waits by it; the process around it, which counts
 * its time limit, has that of the machine. And the process dies where an answer of the front says so.
 */
subscribe('http.client.response.finish', (message) => {
  const { response } = message as { readonly response: IncomingMessage };
  if (response.headers[DIE] !== undefined) process.kill(process.pid, 'SIGKILL');
});

const file = process.env['SANDBOX_CLOCK'];
if (file !== undefined) {
  const { now } = followClock(file);
  Object.assign(globalThis, {
    SandboxDate: class extends Date {
      static override now = now;
      constructor(...given: readonly unknown[]) {
        super(...((given.length === 0 ? [now()] : given) as [number]));
      }
    },
  });
  registerHooks({
    load: (url, context, load) => {
      const loaded = load(url, context);
      if (!url.endsWith('/index.mjs') || loaded.source == null) return loaded;
      // On the line of the banner: lines of the source map stay as they are.
      return { ...loaded, source: `const Date=globalThis.SandboxDate;${loaded.source.toString()}` };
    },
  });
  const sleep = timers.setTimeout;
  timers.setTimeout = async <T>(milliseconds = 0, value?: T, options?: object): Promise<T> => {
    const end = now() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - now())
      await sleep(Math.min(left, 200), undefined, options);
    return value as T;
  };
  syncBuiltinESMExports();
}
