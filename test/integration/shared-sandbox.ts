import type { TestProject } from 'vitest/node';
import { pages } from '../arrangements/page.ts';
import { Teardown } from '../sandbox/processes/teardown.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { HANGING } from '../sandbox/settings.ts';

/** What a test knows of the sandbox that all integration tests share. */
export interface SharedSandbox {
  /** The front. */
  readonly url: string;
  /** MiniStack itself, past the front. */
  readonly ministack: string;
  readonly env: NodeJS.ProcessEnv;
  readonly outputs: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    sandbox: SharedSandbox;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const teardown = new Teardown();
  try {
    const { url, ministack, env, outputs } = await startSandbox(
      {
        policy: 'sync',
        clusters: [...pages().flatMap(({ clusters }) => clusters), { name: HANGING }, { name: 'beside' }],
        pump: true,
        quotas: false,
        trouble: (error) => console.error('sandbox:', error),
      },
      teardown,
    );
    project.provide('sandbox', { url, ministack: ministack.url, env, outputs });
  } catch (error) {
    await teardown.run();
    throw error;
  }
  return () => teardown.run();
}
