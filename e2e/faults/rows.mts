import { CHANGES } from './changes.mts';
import { CREATIONS } from './creations.mts';
import { REMOVALS } from './removals.mts';
import type { Row } from './row.mts';

/** The faults during which n8n goes on. */
export const ROWS: readonly Row[] = [...CREATIONS, ...REMOVALS, ...CHANGES];
