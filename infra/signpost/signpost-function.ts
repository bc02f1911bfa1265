import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../functions/environment.ts';
import { arnsOf, logGroupName } from '../arns.ts';
import type { Names } from '../names.ts';
import { runtimeSettings, type StackSettings } from '../settings.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Lets what is still CommonJS in a bundle of modules ask for Node's own modules. */
const REQUIRE_IN_MODULES =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

export interface SignpostFunctionProps {
  /** Folder under functions/ with a handler.ts. */
  readonly entry: 'sync' | 'survey' | 'cluster' | 'sweep' | 'operate';
  readonly functionName: string;
  /** Role of the state stack. */
  readonly roleName: string;
  readonly description: string;
  readonly settings: StackSettings;
  readonly names: Names;
  readonly lambda: Pick<NodejsFunctionProps, 'timeout' | 'memorySize'> & Partial<NodejsFunctionProps>;
  readonly environment?: Partial<Record<keyof typeof ENVIRONMENT, string>>;
}

/**
 * A function as all of ours are: Node 24 on arm64, one minified module with the AWS SDK inside, logs as JSON, the
 * settings inlined (an environment holds 4 KB), and a role of the state stack that nothing here can change.
 */
export class SignpostFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: SignpostFunctionProps) {
    const { settings, functionName, names } = props;
    const arns = arnsOf(Stack.of(scope), names);
    super(scope, id, {
      functionName,
      description: props.description,
      entry: join(ROOT, 'functions', props.entry, 'handler.ts'),
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: Role.fromRoleArn(scope, `${id}Role`, arns.role(props.roleName), { mutable: false }),
      logGroup: new LogGroup(scope, `${id}Logs`, {
        logGroupName: logGroupName(functionName),
        retention: settings.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[settings.logLevel],
      systemLogLevelV2: SystemLogLevel.INFO,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: `${settings.name}-${props.entry}`,
        POWERTOOLS_LOG_LEVEL: settings.logLevel,
        ...named(props.environment ?? {}),
      },
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        bundleAwsSDK: true,
        banner: REQUIRE_IN_MODULES,
        define: {
          [`process.env.${ENVIRONMENT.settings}`]: JSON.stringify(JSON.stringify(runtimeSettings(settings))),
        },
      },
      ...props.lambda,
    });
  }
}

function named(environment: NonNullable<SignpostFunctionProps['environment']>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [ENVIRONMENT[key as keyof typeof ENVIRONMENT], value]),
  );
}
