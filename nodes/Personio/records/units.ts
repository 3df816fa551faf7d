import type { Leave } from '../../shared/model/leave';
import { word } from './word';

/** Personio's units for absences, and the shared model's words for them. */
export const UNITS: Readonly<Record<string, Leave['unit']>> = { DAY: 'days', HOUR: 'hours' };

/** `DAY` or `HOUR`. */
export const unit = word(Object.keys(UNITS));
