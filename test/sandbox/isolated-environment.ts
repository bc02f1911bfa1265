import { dirname } from 'node:path';

export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';
const LOCAL = '127.0.0.1,127.0.0.2,localhost';

/**
 * The environment of whoever started the sandbox without anything of AWS (a profile, a real key, an endpoint of one
 * service would lead past the sandbox), and with the test credentials that lead into it. Node 24 is first on PATH.
 */
export function isolatedEnvironment(awsEndpoint: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    // Behind a proxy, clients would take the sandbox's own addresses there too.
    NO_PROXY: [process.env['NO_PROXY'], LOCAL].filter(Boolean).join(),
    no_proxy: [process.env['no_proxy'], LOCAL].filter(Boolean).join(),
  };
}
