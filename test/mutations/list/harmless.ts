import type { Harmless } from '../mutation.ts';

export const harmless: readonly Harmless[] = [];
