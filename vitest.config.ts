import { defineConfig } from 'vitest/config';
import { mutationPlugins } from './test/mutations/plugin.ts';

export default defineConfig({
  plugins: mutationPlugins(),
  test: {
    // Two cores are what people and CI have; more workers only make each other late.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**', 'test/drills/deployed/**'],
          setupFiles: ['test/seed.ts'],
          // Properties and histories take some 6 s on an idle core; on a machine with other work several times that.
          testTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // One sandbox for all files: accounts keep them apart.
          globalSetup: 'test/integration/shared-sandbox.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Minutes of waiting for a clock that leaps: by themselves, `npm run drills`.
          name: 'drills',
          include: ['test/drills/deployed/**/*.test.ts'],
          // Each has a sandbox of its own.
          fileParallelism: false,
        },
      },
    ],
  },
});
