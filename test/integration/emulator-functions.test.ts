import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, expect, it } from 'vitest';
import { makeCertificates } from '../sandbox/cluster-api/certificates.ts';
import { LISTENING, ministackCommand } from '../sandbox/ministack.ts';
import { stopGroup } from '../sandbox/processes/child.ts';
import { Teardown } from '../sandbox/processes/teardown.ts';
import { clientSettings } from './aws-clients.ts';
import { eventually } from './eventually.ts';
import { LAMBDA, makeRole } from './make-role.ts';
import { smallStack } from './small-stack.ts';

// Each of these holds a workaround of the sandbox against a MiniStack of its own. One that fails: the emulator has
// learnt it, and the workaround that its title names can go.

const NAME = 'probe';
let teardown = new Teardown();
afterEach(async () => {
  await teardown.run();
  teardown = new Teardown();
});

/** A MiniStack without what the sandbox does for functions, and one function in it. */
async function setUp(code: string, prepare: (folder: string) => void = () => {}) {
  const folder = temporaryFolder();
  prepare(folder);
  const { command, args, cwd, env } = await ministackCommand(
    {
      folder,
      front: 'http://127.0.0.1:9',
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        TZ: undefined,
        AWS_EXECUTION_ENV: undefined,
      },
    },
    teardown,
  );
  const server = spawn(command, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  teardown.add(() => stopGroup(server.pid!));
  const port = await new Promise<string>((resolve) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (text) => {
        const found = LISTENING.exec(String(text))?.[1];
        if (found !== undefined) resolve(found);
      });
    }
  });
  const settings = clientSettings(`http://127.0.0.1:${port}`);
  const stack = await smallStack(settings, {
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: NAME,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: await makeRole(settings, { name: 'any', trusts: LAMBDA }),
        Timeout: 30,
        Code: { ZipFile: code },
      },
    },
  });
  expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  const client = new LambdaClient({ ...settings, maxAttempts: 1 });
  const logs = new CloudWatchLogsClient(settings);
  teardown.add(() => client.destroy());
  teardown.add(() => logs.destroy());
  return {
    server,
    invoke: async (event: unknown = {}) => {
      const { Payload, FunctionError } = await client.send(
        new InvokeCommand({ FunctionName: NAME, Payload: JSON.stringify(event) }),
      );
      return {
        answer: JSON.parse(Buffer.from(Payload ?? []).toString()),
        failed: FunctionError !== undefined,
      };
    },
    log: async () => {
      const all = new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${NAME}` });
      return (await logs.send(all)).events?.map(({ message }) => message) ?? [];
    },
  };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-probe-'));
  teardown.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

it('ministack.ts sets what Lambda sets in the environment of a function', async () => {
  const { invoke } = await setUp(
    'exports.handler = async () => [process.env.TZ, process.env.AWS_EXECUTION_ENV].map(String);',
  );
  expect((await invoke()).answer).toEqual(['undefined', 'undefined']);
});

it("ministack.ts runs functions without Node's warnings of the emulator's own calls", async () => {
  const { invoke, log } = await setUp("exports.handler = async () => { console.log('here'); };");
  await invoke();
  expect((await log()).join('\n')).toContain('DEP0169');
});

it('ministack.ts keeps functions out of folders of a package of modules: they die there', async () => {
  const { invoke } = await setUp('exports.handler = async () => 1;', (folder) =>
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}'),
  );
  expect(await invoke().catch((error: Error) => ({ failed: true, answer: error.message }))).toMatchObject({
    failed: true,
  });
});

it('processes/child.ts ends a whole group: a function under way outlives the server', async () => {
  const mark = temporaryFolder();
  const { invoke, server } = await setUp(`
    const { writeFileSync } = require('node:fs');
    exports.handler = async ({ mark }) => {
      for (let beat = 0; ; beat += 1) {
        writeFileSync(mark, String(beat));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };`);
  const file = join(mark, 'beat');
  const beat = async () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : -1);
  invoke({ mark: file }).catch(() => {});
  await eventually(beat, (count) => count > 0);
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
  const since = await beat();
  await eventually(beat, (count) => count > since);
});

it('sandbox.ts puts cluster APIs on 127.0.0.2: a function reaches no TLS server on 127.0.0.1', async () => {
  const { invoke } = await setUp(`
    const https = require('node:https');
    exports.handler = ({ host, port, ca }) => new Promise((resolve) => {
      https.get({ host, port, ca, path: '/' }, (answer) => resolve(answer.statusCode))
        .on('error', (error) => resolve(error.code));
    });`);
  const from = async (host: string) => {
    const { authority, certificate, key } = await makeCertificates(host);
    const server = createServer({ key, cert: certificate }, (_, response) => response.end('here'));
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    teardown.add(() => server.closeAllConnections());
    teardown.add(() => void server.close());
    const { port } = server.address() as AddressInfo;
    return (await invoke({ host, port, ca: authority })).answer;
  };
  expect(await from('127.0.0.2')).toBe(200);
  expect(await from('127.0.0.1')).not.toBe(200);
});
