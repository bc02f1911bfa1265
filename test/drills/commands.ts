import {
  CreateBackupCommand,
  DeleteTableCommand,
  ListBackupsCommand,
  RestoreTableFromBackupCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { type Command, optionOf } from '../arrangements/command-line.ts';
import type { Stage } from './stage.ts';

type Run = (command: Command, stage: Stage) => Promise<unknown>;

/** The commands that sections of drills may have: another one is an error. */
const COMMANDS: Readonly<Record<string, Run>> = {
  'aws lambda invoke': async (command, { clients }) => {
    const { Payload } = await clients.functions.send(
      new InvokeCommand({
        FunctionName: optionOf(command, '--function-name'),
        InvocationType:
          command.options.get('--invocation-type')?.[0] === 'Event' ? 'Event' : 'RequestResponse',
        // Behind it stands the file for the answer.
        Payload: command.options.get('--payload')?.[0] ?? '',
      }),
    );
    // Nothing is answered of an event.
    return JSON.parse(Payload?.transformToString() || 'null');
  },
  // MiniStack keeps no history: what there is is the backup that the drill made when all was well.
  'aws dynamodb restore-table-to-point-in-time': async (command, stage) => {
    optionOf(command, '--restore-date-time');
    await restore(stage, optionOf(command, '--source-table-name'), optionOf(command, '--target-table-name'));
  },
  'aws dynamodb create-backup': async (command, { clients }) => {
    const input = {
      TableName: optionOf(command, '--table-name'),
      BackupName: optionOf(command, '--backup-name'),
    };
    const { BackupDetails } = await clients.tables.send(new CreateBackupCommand(input));
    return BackupDetails?.BackupArn;
  },
  'aws dynamodb update-table': async (command, { clients }) => {
    const input = {
      TableName: optionOf(command, '--table-name'),
      DeletionProtectionEnabled: command.options.has('--deletion-protection-enabled'),
    };
    await clients.tables.send(new UpdateTableCommand(input));
  },
  'aws dynamodb delete-table': async (command, { clients }) => {
    await clients.tables.send(new DeleteTableCommand({ TableName: optionOf(command, '--table-name') }));
  },
  'aws dynamodb restore-table-from-backup': async (command, stage) => {
    const [, from = ''] = /^BACKUP_OF_(.*)$/.exec(optionOf(command, '--backup-arn')) ?? [];
    await restore(stage, from, optionOf(command, '--target-table-name'));
  },
  'aws dynamodb update-time-to-live': async (command, { clients }) => {
    const [, AttributeName = ''] =
      /AttributeName=(\w+)/.exec(optionOf(command, '--time-to-live-specification')) ?? [];
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    const TableName = optionOf(command, '--table-name');
    await clients.tables.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  },
  'aws dynamodb update-continuous-backups': async (command, { clients }) => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    const TableName = optionOf(command, '--table-name');
    await clients.tables.send(
      new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }),
    );
  },
  'aws iam delete-role-policy': async (command, { clients }) => {
    const input = {
      RoleName: optionOf(command, '--role-name'),
      PolicyName: optionOf(command, '--policy-name'),
    };
    await clients.iam.send(new DeleteRolePolicyCommand(input));
  },
  'git checkout': async () => undefined,
  // From the checkout: what is deployed is what stands there, and the sandbox has the settings.
  'npm run deploy': (_, { control, edited: { movedZone } }) =>
    control(movedZone === undefined ? 'deploy' : `deploy?moved-zone=${movedZone}`),
};

export async function runCommand(command: Command, stage: Stage): Promise<unknown> {
  const [, run] =
    Object.entries(COMMANDS).find(([name]) => command.name === name || command.name.startsWith(`${name} `)) ??
    [];
  if (run === undefined) throw new Error(`Nobody here runs "${command.text}": add it to the commands`);
  return run(command, stage);
}

async function restore({ clients }: Stage, from: string, TargetTableName: string): Promise<void> {
  const { BackupSummaries = [] } = await clients.tables.send(new ListBackupsCommand({ TableName: from }));
  const BackupArn = BackupSummaries.at(-1)?.BackupArn;
  if (BackupArn === undefined) throw new Error(`There is no backup of table ${from}`);
  await clients.tables.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName }));
}
