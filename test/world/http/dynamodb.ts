import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error.ts';
import type { DynamoDBWorld } from '../dynamodb/world.ts';
import { encodedOutput, jsonOf, plainInput } from './dynamodb-json.ts';
import type { HttpResponse, HttpService } from './exchange.ts';

const namespace = 'com.amazonaws.dynamodb.v20120810';

/** DynamoDB as JSON 1.0: the operation in `X-Amz-Target`, items as attribute values. */
export function dynamodbService({ operations }: Pick<DynamoDBWorld, 'operations'>): HttpService {
  return async (request) => {
    try {
      const name = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
      const operation = operations[name];
      if (operation === undefined) throw new AwsError('UnknownOperationException', `No operation ${name}`);
      const input = plainInput(JSON.parse(request.body || '{}'));
      return answer(200, encodedOutput(await operation(input, request)));
    } catch (error) {
      const refusal =
        error instanceof AwsError
          ? error
          : new AwsError('InternalServerError', String(error), { status: 500 });
      return answer(refusal.status, {
        __type: `${namespace}#${refusal.name}`,
        // The service spells the message of this one error with a capital.
        [refusal.name === 'TransactionCanceledException' ? 'Message' : 'message']: refusal.message,
        ...refusal.details,
      });
    }
  };
}

function answer(status: number, value: unknown): HttpResponse {
  const body = jsonOf(value);
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      'x-amz-crc32': String(crc32(body)),
    },
    body,
  };
}
