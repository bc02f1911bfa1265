import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CreateFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { SQSEvent } from 'aws-lambda';
import type { ClientSettings } from './aws-clients.ts';
import { LAMBDA, makeRole } from './make-role.ts';

/** A zip archive with nothing in it. */
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

export interface PlayedFunction {
  readonly name: string;
  readonly arn: string;
  close(): void;
}

/**
 * A Lambda function of MiniStack that the test itself plays: its invocations come here, and the answer is what
 * `handler` gives. When `handler` throws, the function has failed. Its role may do what `actions` say with queues.
 */
export async function playFunction(
  client: LambdaClient,
  settings: ClientSettings,
  name: string,
  handler: (event: SQSEvent) => Promise<unknown>,
  actions: readonly string[] = ['sqs:*'],
): Promise<PlayedFunction> {
  const server = createServer(async (request, response) => {
    try {
      const answer = await handler(JSON.parse(await text(request)));
      response.end(JSON.stringify(answer ?? null));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const grants = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const { FunctionArn } = await client.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: await makeRole(settings, { name: 'played', trusts: LAMBDA, grants }),
      Timeout: 10,
      Code: { ZipFile: EMPTY_ZIP },
      Environment: {
        Variables: {
          MINISTACK_LAMBDA_PROXY_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        },
      },
    }),
  );
  return {
    name,
    arn: FunctionArn!,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
