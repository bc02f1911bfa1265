import * as z from 'zod';

/** Parts that the schemas share. What a message says comes after "wants". */

export const words = (pattern: RegExp, wants: string) => z.string(wants).regex(pattern, wants);

export const whole = (least: number, most: number, what = '') => {
  const wants = `a whole number, ${least} to ${most}${what}`;
  return z.int(wants).min(least, wants).max(most, wants);
};

export const someOf = <T extends z.ZodType>(schema: T, wants: string, least: string) =>
  z.array(schema, wants).min(1, least);

export const clusterName = words(
  /^[0-9A-Za-z][\w-]{0,99}$/,
  'the name of an EKS cluster of this account and Region',
);
