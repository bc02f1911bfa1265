/** What may stand in front of load balancers and has one hosted zone for all its names (Route 53 API reference, "AliasTarget"). */
export interface Front {
  readonly service: string;
  /** What its names end in. */
  readonly suffix: string;
  readonly hostedZoneId: string;
  readonly evaluatesHealth: boolean;
  readonly inPrivateZones: boolean;
}

const FRONTS: readonly Front[] = [
  {
    service: 'CloudFront',
    suffix: '.cloudfront.net',
    hostedZoneId: 'Z2FDTNDATAQYW2',
    evaluatesHealth: false,
    inPrivateZones: false,
  },
  {
    service: 'Global Accelerator',
    suffix: '.awsglobalaccelerator.com',
    hostedZoneId: 'Z2BJ6XQ5FK7U4H',
    evaluatesHealth: true,
    inPrivateZones: true,
  },
];

export function frontOfName(dnsName: string): Front | undefined {
  return FRONTS.find(({ suffix }) => dnsName.endsWith(suffix));
}

export function frontOfZone(hostedZoneId: string): Front | undefined {
  return FRONTS.find((front) => front.hostedZoneId === hostedZoneId);
}
