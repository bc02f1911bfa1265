import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { emptyLoadBalancerRow, type LoadBalancerRow } from '../../../shared/ledger/load-balancer-row.ts';
import { readLoadBalancerRows, readNameRows } from '../../../shared/ledger/read-rows.ts';
import { emptyNameRow, type NameKey, type NameRow, SCHEMA } from '../../../shared/ledger/rows.ts';
import { type RowWrite, writeRows } from '../../../shared/ledger/write-rows.ts';
import type { LoadBalancerId } from '../../../shared/load-balancers/load-balancer.ts';
import { worldClient } from '../../world/client.ts';
import { manualClock } from '../../world/clock.ts';
import type { CancellationCode } from '../../world/dynamodb/injection.ts';
import { createDynamoDB } from '../../world/dynamodb/world.ts';

const CALLER = { account: '000000000000', region: 'us-east-1' };
const LB: LoadBalancerId = 'classic/us-east-1/web';
const KEY: NameKey = 'Z1#a.example.com';

const lb = (ver: string, ifVersion = ''): RowWrite => ({
  kind: 'load-balancer',
  id: LB,
  row: { ...emptyLoadBalancerRow(), ver },
  ifVersion,
});
const name = (rev: string, ifVersion = '', key: NameKey = KEY): RowWrite => ({
  kind: 'name',
  key,
  row: { ...emptyNameRow(key), rev },
  ifVersion,
});

function ledger() {
  const clock = manualClock();
  const dynamodb = createDynamoDB({ clock: clock.now });
  dynamodb.createTable({ name: 'ledger', ttlAttribute: 'expires' });
  const client = worldClient<DynamoDBDocumentClient>(dynamodb.operations, CALLER);
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  let tokens = 0;
  const newToken = () => `token-${++tokens}`;
  const through = (changed: DynamoDBDocumentClient) => writeRows(changed, 'ledger', pause, newToken);
  return {
    dynamodb,
    client,
    pauses,
    through,
    write: through(client),
    readNames: readNameRows(client, 'ledger', pause),
    readLoadBalancers: readLoadBalancerRows(client, 'ledger', pause),
    versions: () => Object.fromEntries(dynamodb.items('ledger').map(({ pk, ver, rev }) => [pk, ver ?? rev])),
  };
}

const BOTH = { [`lb#${LB}`]: 'v1', [`name#${KEY}`]: 'r1' };

describe('a write of several rows', () => {
  it.each<[string, RowWrite[], RowWrite[], 'written' | 'lost']>([
    ['no rows there, none expected', [], [lb('v1'), name('r1')], 'written'],
    ['the versions that were read', [lb('v0'), name('r0')], [lb('v1', 'v0'), name('r1', 'r0')], 'written'],
    ['a row that should not be there', [name('r0')], [lb('v1'), name('r1')], 'lost'],
    ['a row that is gone', [lb('v0')], [lb('v1', 'v0'), name('r1', 'r0')], 'lost'],
    [
      'another version of the load balancer',
      [lb('v9'), name('r0')],
      [lb('v1', 'v0'), name('r1', 'r0')],
      'lost',
    ],
    ['another version of the name', [lb('v0'), name('r9')], [lb('v1', 'v0'), name('r1', 'r0')], 'lost'],
  ])('%s: all or nothing', async (_, before, writes, result) => {
    const { write, versions } = ledger();
    for (const each of before) await write([each]);
    const was = versions();
    expect(await write(writes)).toBe(result);
    expect(versions()).toEqual(result === 'written' ? BOTH : was);
  });

  it.each<CancellationCode>(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'cancelled for %s: the same again, after pauses that grow',
    async (code) => {
      const { dynamodb, write, versions, pauses } = ledger();
      for (let time = 0; time < 3; time += 1)
        dynamodb.inject('TransactWriteItems', { reason: code, pk: `name#${KEY}` });
      expect(await write([lb('v1'), name('r1')])).toBe('written');
      expect(versions()).toEqual(BOTH);
      expect(pauses).toHaveLength(3);
      expect([...pauses].sort((one, other) => one - other)).toEqual(pauses);
    },
  );

  it.each([
    'TransactionInProgressException',
    'TransactionConflictException',
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
  ])('%s of the whole call: the same again', async (error) => {
    const { dynamodb, write, versions } = ledger();
    dynamodb.inject('TransactWriteItems', { error });
    expect(await write([lb('v1'), name('r1')])).toBe('written');
    expect(versions()).toEqual(BOTH);
  });

  it('a conflict that does not end throws, after eight calls', async () => {
    const { dynamodb, write } = ledger();
    for (let time = 0; time < 20; time += 1)
      dynamodb.inject('TransactWriteItems', { reason: 'TransactionConflict' });
    await expect(write([lb('v1'), name('r1')])).rejects.toThrow();
    expect(dynamodb.calls['TransactWriteItems']).toBe(8);
  });

  it.each<CancellationCode>(['ValidationError', 'ItemCollectionSizeLimitExceeded'])(
    'cancelled for %s: throws at once, for no retry helps',
    async (code) => {
      const { dynamodb, write, versions } = ledger();
      dynamodb.inject('TransactWriteItems', { reason: code, pk: `name#${KEY}` });
      await expect(write([lb('v1'), name('r1')])).rejects.toThrow();
      expect(dynamodb.calls['TransactWriteItems']).toBe(1);
      expect(versions()).toEqual({});
    },
  );

  it.each(['AccessDeniedException', 'ResourceNotFoundException', 'InternalServerError'])(
    '%s throws at once',
    async (error) => {
      const { dynamodb, write } = ledger();
      dynamodb.inject('TransactWriteItems', { error });
      await expect(write([lb('v1'), name('r1')])).rejects.toMatchObject({ name: error });
      expect(dynamodb.calls['TransactWriteItems']).toBe(1);
    },
  );

  it('more than 100 rows are refused whole', async () => {
    const { write, versions } = ledger();
    const rows = Array.from({ length: 101 }, (_, n) => name('r', '', `Z1#n${n}.example.com`));
    await expect(write(rows)).rejects.toThrow();
    expect(versions()).toEqual({});
  });
});

describe('our own write, met again', () => {
  /** A client whose first write takes effect and is then answered so. */
  function answering(client: DynamoDBDocumentClient, error: Error | undefined): DynamoDBDocumentClient {
    let isFirst = true;
    return {
      ...client,
      send: async (command: { input: { ClientRequestToken?: string } }) => {
        const wasFirst = isFirst;
        isFirst = false;
        // A token that the table has forgotten: the condition itself meets the row.
        if (!wasFirst) command.input.ClientRequestToken = 'forgotten';
        const answer = await client.send(command as never);
        if (wasFirst && error) throw error;
        return answer;
      },
    } as unknown as DynamoDBDocumentClient;
  }
  const passing = Object.assign(new Error('in progress'), { name: 'TransactionInProgressException' });

  it('is known by its versions', async () => {
    const { client, through, versions } = ledger();
    expect(await through(answering(client, passing))([lb('v1'), name('r1')])).toBe('written');
    expect(versions()).toEqual(BOTH);
  });

  it('also where somebody wrote over one of its rows since', async () => {
    const { client, through, write, versions } = ledger();
    const first = answering(client, passing);
    const meddling = {
      send: async (command: never) => {
        try {
          return await first.send(command);
        } catch (error) {
          await write([name('r2', 'r1')]).catch(() => undefined);
          throw error;
        }
      },
    } as unknown as DynamoDBDocumentClient;
    expect(await through(meddling)([lb('v1'), name('r1')])).toBe('written');
    expect(versions()).toEqual({ [`lb#${LB}`]: 'v1', [`name#${KEY}`]: 'r2' });
  });

  it("is not mistaken for somebody else's", async () => {
    const { write } = ledger();
    await write([name('r0')]);
    expect(await write([name('r1')])).toBe('lost');
  });
});

describe('a read of rows', () => {
  const keys = (count: number): NameKey[] =>
    Array.from({ length: count }, (_, n): NameKey => `Z1#n${n}.example.com`);

  it('returns what is there, expired rows included, by key; what is not there is not in it', async () => {
    const { write, readNames, readLoadBalancers } = ledger();
    const row: NameRow = { ...emptyNameRow(KEY), rev: 'r1', expires: 1 };
    const own: LoadBalancerRow = { ...emptyLoadBalancerRow(), ver: 'v1', names: [KEY] };
    await write([
      { kind: 'name', key: KEY, row, ifVersion: '' },
      { kind: 'load-balancer', id: LB, row: own, ifVersion: '' },
    ]);
    expect(await readNames([KEY, 'Z1#b.example.com', KEY])).toEqual(new Map([[KEY, row]]));
    expect(await readLoadBalancers([LB, 'classic/us-east-1/none'])).toEqual(new Map([[LB, own]]));
  });

  it('asks again for the keys that a loaded table left out, until it has all', async () => {
    const { dynamodb, write, readNames } = ledger();
    const all = keys(100);
    await write(all.map((key) => name('r1', '', key)));
    dynamodb.inject('BatchGetItem', { unprocessed: 70 });
    dynamodb.inject('BatchGetItem', { unprocessed: 20 });
    expect([...(await readNames(all)).keys()]).toEqual(all);
    expect(dynamodb.calls['BatchGetItem']).toBe(3);
  });

  it('throws where some stay unread: a row left out would count as absent', async () => {
    const { dynamodb, write, readNames } = ledger();
    await write([name('r1')]);
    for (let time = 0; time < 20; time += 1) dynamodb.inject('BatchGetItem', { unprocessed: 1 });
    await expect(readNames([KEY])).rejects.toThrow('left 1 keys');
  });

  it.each([
    [100, 1],
    [101, 2],
    [250, 3],
  ])('%i keys take %i calls', async (count, calls) => {
    const { dynamodb, readNames } = ledger();
    await readNames(keys(count));
    expect(dynamodb.calls['BatchGetItem']).toBe(calls);
  });

  it('of none asks nothing', async () => {
    const { dynamodb, readNames } = ledger();
    expect(await readNames([])).toEqual(new Map());
    expect(dynamodb.calls['BatchGetItem']).toBeUndefined();
  });

  it.each(['ResourceNotFoundException', 'AccessDeniedException'])('%s throws', async (error) => {
    const { dynamodb, readNames } = ledger();
    dynamodb.inject('BatchGetItem', { error });
    await expect(readNames([KEY])).rejects.toMatchObject({ name: error });
  });

  it.each([
    [true, ['Gateway']],
    [false, []],
  ])(
    'a load balancer of schema 3 that declared hosts (%s) is read as one of today',
    async (declared, kinds) => {
      const { write, readLoadBalancers } = ledger();
      const today = { ...emptyLoadBalancerRow(), ver: 'v1', schema: 3, names: [KEY] };
      const row = { ...today, declared } as unknown as LoadBalancerRow;
      await write([{ kind: 'load-balancer', id: LB, row, ifVersion: '' }]);
      expect(await readLoadBalancers([LB])).toEqual(new Map([[LB, { ...today, declared: kinds }]]));
    },
  );

  it('a row of a later version is not read as if it were one of ours', async () => {
    const { write, readNames } = ledger();
    const row = { ...emptyNameRow(KEY), rev: 'r1', schema: SCHEMA + 1 };
    await write([{ kind: 'name', key: KEY, row, ifVersion: '' }]);
    await expect(readNames([KEY])).rejects.toMatchObject({
      name: 'NewerLedger',
      message: expect.stringContaining(KEY),
    });
  });
});
