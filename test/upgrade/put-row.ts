import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { SCHEMA } from '../../shared/ledger/rows.ts';
import { type Stage, TABLE } from '../stage/stage.ts';

type Item = Readonly<Record<string, unknown>>;

/** The row as the table holds it; `undefined`: there is none. */
export function itemOf(stage: Stage, pk: string): Item | undefined {
  return stage.dynamodb.items(TABLE).find((item) => item['pk'] === pk);
}

export async function putItem(stage: Stage, item: Item): Promise<void> {
  await stage.table.send(new PutCommand({ TableName: TABLE, Item: item }));
}

/** The row as a version to come might have written it: nothing of it but its key and its schema means what it does now. */
export async function putNewer(stage: Stage, pk: string): Promise<void> {
  const version = pk.startsWith('lb#') ? 'ver' : 'rev';
  await putItem(stage, {
    pk,
    [version]: 'of-a-later-version',
    schema: SCHEMA + 1,
    claims: 'in a form to come',
  });
}
