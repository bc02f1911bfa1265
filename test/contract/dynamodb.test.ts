import { itemCases } from './dynamodb/item-cases.ts';
import { openStage } from './dynamodb/stage.ts';
import { transactionCases } from './dynamodb/transaction-cases.ts';
import { contractOf } from './registry.ts';
import { dynamodbRows } from './rows/dynamodb.ts';

const contract = contractOf(dynamodbRows);
const stage = await openStage();

transactionCases(contract, stage);
itemCases(contract, stage);

contract.complete({
  'dynamodb.on-demand': 'rates are not played; what is above them, the throttled answers, is injected',
});
