import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { arnsOf, namesIn } from './arns.ts';
import { vpcsOf } from './cluster-functions.ts';
import { assertNamesFit, stateStackName } from './names.ts';
import { parseSettings, type SettingsInput } from './settings.ts';
import { ClusterInVpcRole } from './state/cluster-in-vpc-role.ts';
import { ClusterRole } from './state/cluster-role.ts';
import { LedgerTable } from './state/ledger-table.ts';
import { OperateRole } from './state/operate-role.ts';
import { SurveyBucket } from './state/survey-bucket.ts';
import { SurveyRole } from './state/survey-role.ts';
import { SweepRole } from './state/sweep-role.ts';
import { SweepScheduleRole } from './state/sweep-schedule-role.ts';
import { SyncRole } from './state/sync-role.ts';

export interface SignpostStackProps extends StackProps {
  readonly settings: SettingsInput;
}

/**
 * What must outlive a re-deploy: the ledger, the surveys, and the roles, whose ARNs clusters and other accounts trust
 * (an EKS access entry dies with its role, even if the ARN comes back).
 */
export class SignpostStateStack extends Stack {
  constructor(scope: Construct, id: string, { settings: input, ...props }: SignpostStackProps) {
    const settings = parseSettings(input);
    super(scope, id, {
      stackName: stateStackName(settings.name),
      description: 'Signpost: ledger, surveys and roles. Deleting it forgets which DNS records are ours.',
      terminationProtection: true,
      ...props,
    });
    assertNamesFit(settings, this);
    const names = namesIn(this, settings.name);
    const arns = arnsOf(this, names);

    new LedgerTable(this, 'Ledger', names.ledger);
    new SurveyBucket(this, 'Surveys', names.surveyBucket);
    new SyncRole(this, 'SyncRole', settings, names, arns);
    new SurveyRole(this, 'SurveyRole', settings, names, arns);
    new SweepRole(this, 'SweepRole', settings, names, arns);
    new OperateRole(this, 'OperateRole', settings, names, arns);
    new SweepScheduleRole(this, 'SweepScheduleRole', settings, names, arns);
    new ClusterRole(this, 'ClusterRole', settings, names, arns);
    if (vpcsOf(settings).length > 0) new ClusterInVpcRole(this, 'ClusterInVpcRole', settings, names, arns);
  }
}
