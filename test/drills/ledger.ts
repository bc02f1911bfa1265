import { CreateBackupCommand, DeleteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Stage } from './stage.ts';

/** As point-in-time recovery has one of every second. */
export async function keepBackup({ clients, output }: Stage): Promise<void> {
  const TableName = output('LedgerTable');
  await clients.tables.send(new CreateBackupCommand({ TableName, BackupName: 'all-is-well' }));
}

/** Somebody deletes every item. */
export async function emptyLedger({ clients, output }: Stage): Promise<number> {
  const TableName = output('LedgerTable');
  let deleted = 0;
  for await (const { Items = [] } of paginateScan({ client: clients.tables }, { TableName }))
    for (const { pk } of Items) {
      await clients.tables.send(new DeleteItemCommand({ TableName, Key: { pk: pk! } }));
      deleted += 1;
    }
  return deleted;
}
